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


LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "þ": "th",
        "ŧ": "t",
        "ς": "σ",
    }
)
"""Letters that have no decomposition, as they are looked for."""


def folded(text: str) -> str:
    """Text as one looks for it: without case, accents and invisible characters."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return "".join(plain).lower().translate(LETTERS)


JOINER = "\u200d"


def initial(name: str) -> str:
    """The first character of a name that can be seen, as a reader counts them: a flag or a family is one.

    In capitals where that is still one character. "" if there is none.
    """
    at = next((at for at, char in enumerate(name) if seen(char)), len(name))
    end = at + 1
    while end < len(name) and belongs(name[end - 1], name[end], end - at):
        end += 1
    first = name[at:end]
    return first.upper() if len(first.upper()) == len(first) else first


def belongs(before: str, char: str, length: int) -> bool:
    """Whether `char` goes on with the character that ends in `before` and is `length` long so far.

    The part of Unicode's rules for grapheme clusters (UAX 29) that names need.
    """
    flag = all(0x1F1E6 <= ord(one) <= 0x1F1FF for one in (before, char)) and length == 1
    toned = 0x1F3FB <= ord(char) <= 0x1F3FF
    tag = 0xE0020 <= ord(char) <= 0xE007F
    joined = char == JOINER or (before == JOINER and unicodedata.category(char) in ("So", "Cn"))
    return flag or toned or tag or joined or unicodedata.category(char)[0] == "M"


def isolated(text: str) -> str:
    """A name or title for a sentence of plain text.

    One with right-to-left letters is isolated, so that it turns nothing around it: UAX 9's LRI or RLI by its first
    letter, and PDI.
    """
    directions = [direction for char in text if (direction := unicodedata.bidirectional(char)) in ("L", "R", "AL")]
    if set(directions) <= {"L"}:
        return text
    return ("\u2066" if directions[0] == "L" else "\u2067") + text + "\u2069"
