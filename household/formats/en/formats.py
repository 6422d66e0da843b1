"""Days and hours in English, as everybody reads them: 23 November 2026, 14:05."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
