"""Text that people type, as it is stored. frontend/home/typed.ts does the same; tests/words.json is tried on both."""

from __future__ import annotations

import re
import unicodedata

UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Characters that steer a terminal, a calendar file or the direction of a sentence, and halves of a character.

Joiners and direction marks (U+200C to U+200F) stay: Persian, family emoji and Hebrew need them.
"""

NOT_SEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"}
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that are drawn as nothing


def one_line(text: str) -> str:
    """One line: line breaks and runs of blanks become one blank. "" if nothing of it can be seen."""
    return seen(" ".join(UNWANTED.sub("", text).split()))


def many_lines(text: str) -> str:
    """Text that keeps its lines, ended by `\\n`. "" if nothing of it can be seen."""
    return seen(UNWANTED.sub("", re.sub("\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)).strip())


def seen(text: str) -> str:
    """The text, or "" if all of it is blanks, marks and characters without a shape."""
    visible = any(unicodedata.category(char) not in NOT_SEEN and char not in FILLERS for char in text)
    return text if visible else ""
