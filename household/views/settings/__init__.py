"""The settings of one person in one home: one page, and a form for each thing on it."""
