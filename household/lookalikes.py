"""Names that look alike: whether two of them could be taken for one another on a screen.

The idea is the skeleton of Unicode Technical Standard 39, with a small table of our own: the Cyrillic, Greek and
Armenian letters and the small capitals that the usual fonts draw like Latin letters. The standard's own table has
thousands of lines, nearly all for signs that no keyboard has.
"""

from __future__ import annotations

import unicodedata

LATIN = {  # what looks like it, by code points: as letters they could not be told apart here either
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421\u03f9",
    "E": "\u0415\u0395",
    "G": "\u050c",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399\u04c0",
    "J": "\u0408\u037f",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f\u0555",
    "P": "\u0420\u03a1",
    "Q": "\u051a",
    "S": "\u0405\u054f",
    "T": "\u0422\u03a4",
    "U": "\u054d",
    "W": "\u051c",
    "X": "\u0425\u03a7",
    "Y": "\u0423\u03a5",
    "Z": "\u0396",
    "a": "\u0430\u03b1\u0251\u1d00",
    "c": "\u0441\u03f2\u1d04",
    "d": "\u0501",
    "e": "\u0435",
    "g": "\u0261\u0581",
    "h": "\u04bb\u0570",
    "i": "\u0456\u03b9\u0131\u026a",
    "j": "\u0458\u03f3\u0237",
    "k": "\u043a\u03ba",
    "l": "\u04cf\u029f",
    "n": "\u0578",
    "o": "\u043e\u03bf\u0585\u1d0f",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "r": "\u0280",
    "s": "\u0455\ua731",
    "u": "\u03c5\u057d\u1d1c",
    "v": "\u0475\u03bd\u1d20",
    "w": "\u051d\u1d21",
    "x": "\u0445\u03c7",
    "y": "\u0443",
    "z": "\u1d22",
}
AS_LATIN = str.maketrans({sign: letter for letter, signs in LATIN.items() for sign in signs})
AS_DRAWN = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "o", "O": "o"})
NOT_DRAWN = {
    "Cf",
    "Cc",
    "Zs",
    "Pc",
    "Pd",
    "Ps",
    "Pe",
    "Pi",
    "Pf",
    "Po",
}  # also blanks and full stops: too little to see
FILLERS = {*map(chr, range(0xFE00, 0xFE10)), *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"}
ACCENTS = range(0x300, 0x370)  # the marks of Latin, Greek and Cyrillic; those of other scripts are letters of their own


def look_alike(one: str, other: str) -> bool:
    """Whether two names are the same to the eye or the ear: `Sam` and `sam`, or `Sam` with a Cyrillic a."""
    return spoken(one) == spoken(other) or drawn(one) == drawn(other)


def spoken(name: str) -> str:
    """The name without what only shapes it: case, accents, script of look-alikes, blanks and punctuation."""
    return latin(name).casefold().translate(AS_LATIN)


def drawn(name: str) -> str:
    """The name as its strokes look: a capital I is an l, and rn is an m."""
    return latin(name).translate(AS_DRAWN).casefold().replace("rn", "m").replace("vv", "w")


def latin(name: str) -> str:
    """Look-alikes as Latin letters, without what is not drawn. A name of nothing else is left as it is."""
    signs = unicodedata.normalize("NFKD", name.translate(AS_LATIN)).translate(AS_LATIN)
    kept = "".join(sign for sign in signs if is_drawn(sign))
    return kept or signs


def is_drawn(sign: str) -> bool:
    return not (unicodedata.category(sign) in NOT_DRAWN or ord(sign) in ACCENTS or sign in FILLERS)
