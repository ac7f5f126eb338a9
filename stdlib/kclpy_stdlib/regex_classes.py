"""Sets of characters in regular expressions: named ones, and those in brackets.

A set is the text of a Python pattern that matches one character. Operations on sets become
look-ahead, so that no set has to be enumerated.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache

POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": "\\x00-\\x7f",
    "blank": "\\t ",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\t-\\r ",
    "upper": "A-Z",
    "word": "0-9A-Z_a-z",
    "xdigit": "0-9A-Fa-f",
}
# What ``\d`` and the like stand for; white space in Unicode is less than Python takes for it.
SHORTHANDS = {
    "d": "\\d",
    "w": "\\w",
    "s": "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",
    "h": "0-9A-Fa-f",
}
_SCRIPTS = {
    "arabic": "0600-0604 0606-060b 060d-061a 061c-061e 0620-063f 0641-064a 0656-066f 0671-06dc "
    "06de-06ff 0750-077f 08a0-08ff fb50-fdff fe70-fefc",
    "armenian": "0531-0556 0559-058a 058d-058f fb13-fb17",
    "bengali": "0980-09fe",
    "cyrillic": "0400-0484 0487-052f 1c80-1c88 1d2b 1d78 2de0-2dff a640-a69f fe2e-fe2f",
    "devanagari": "0900-0950 0955-0963 0966-097f a8e0-a8ff",
    "georgian": "10a0-10c5 10c7 10cd 10d0-10fa 10fc-10ff 1c90-1cba 1cbd-1cbf 2d00-2d25 2d27 2d2d",
    "greek": "0370-0373 0375-0377 037a-037d 037f 0384 0386 0388-03e1 03f0-03ff 1d26-1d2a "
    "1f00-1ffe 2126 ab65",
    "han": "2e80-2e99 2e9b-2ef3 2f00-2fd5 3005 3007 3021-3029 3038-303b 3400-4dbf 4e00-9fff "
    "f900-fa6d fa70-fad9 20000-2a6df 2a700-2ebe0 2f800-2fa1d 30000-3134a",
    "hangul": "1100-11ff 302e-302f 3131-318e 3200-321e 3260-327e a960-a97c ac00-d7a3 d7b0-d7fb "
    "ffa0-ffdc",
    "hebrew": "0591-05c7 05d0-05ea 05ef-05f4 fb1d-fb4f",
    "hiragana": "3041-3096 309d-309f 1b001-1b11f 1f200",
    "katakana": "30a1-30fa 30fd-30ff 31f0-31ff 32d0-32fe 3300-3357 ff66-ff6f ff71-ff9d 1b000",
    "latin": "0041-005a 0061-007a 00aa 00ba 00c0-00d6 00d8-00f6 00f8-02b8 02e0-02e4 1d00-1d25 "
    "1d2c-1d5c 1d62-1d65 1d6b-1d77 1d79-1dbe 1e00-1eff 2071 207f 2090-209c 212a-212b 2132 214e "
    "2160-2188 2c60-2c7f a722-a787 a78b-a7ca a7f2-a7ff ab30-ab5a ab5c-ab64 fb00-fb06 ff21-ff3a "
    "ff41-ff5a",
    "tamil": "0b82-0bfa",
    "thai": "0e01-0e3a 0e40-0e5b",
}
_GROUPS = {
    "letter": "L",
    "cased_letter": "LC",
    "uppercase_letter": "Lu",
    "lowercase_letter": "Ll",
    "titlecase_letter": "Lt",
    "modifier_letter": "Lm",
    "other_letter": "Lo",
    "mark": "M",
    "combining_mark": "M",
    "nonspacing_mark": "Mn",
    "spacing_mark": "Mc",
    "enclosing_mark": "Me",
    "number": "N",
    "decimal_number": "Nd",
    "letter_number": "Nl",
    "other_number": "No",
    "punctuation": "P",
    "punct": "P",
    "connector_punctuation": "Pc",
    "dash_punctuation": "Pd",
    "open_punctuation": "Ps",
    "close_punctuation": "Pe",
    "initial_punctuation": "Pi",
    "final_punctuation": "Pf",
    "other_punctuation": "Po",
    "symbol": "S",
    "math_symbol": "Sm",
    "currency_symbol": "Sc",
    "modifier_symbol": "Sk",
    "other_symbol": "So",
    "separator": "Z",
    "space_separator": "Zs",
    "line_separator": "Zl",
    "paragraph_separator": "Zp",
    "other": "C",
    "control": "Cc",
    "cntrl": "Cc",
    "format": "Cf",
    "private_use": "Co",
    "unassigned": "Cn",
}
_CATEGORIES = frozenset(
    "L LC Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So "
    "Z Zs Zl Zp C Cc Cf Co Cn".split()
)
_BY_LOWER = {name.lower(): name for name in _CATEGORIES}


def named(name: str) -> str | None:
    """Return the inside of the class that ``\\p{name}`` stands for, None if nothing."""
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    for prefix in ("general_category=", "gc=", "script=", "sc=", "script_extensions=", "scx="):
        key = key.removeprefix(prefix)
    if key == "any":
        return "\\x00-\\U0010ffff"
    if key == "ascii":
        return "\\x00-\\x7f"
    if key in ("white_space", "whitespace", "space"):
        return SHORTHANDS["s"]
    if key in _SCRIPTS:
        return _ranges(_SCRIPTS[key])
    return _property(_GROUPS.get(key) or _BY_LOWER.get(key) or key)


def _ranges(text: str) -> str:
    pieces = []
    for part in text.split():
        bounds = [f"\\U{int(bound, 16):08x}" for bound in part.split("-")]
        pieces.append("-".join(bounds))
    return "".join(pieces)


@lru_cache(maxsize=32)
def _property(name: str) -> str | None:
    """Return the inside of a class of all characters with a property."""
    if name in _CATEGORIES:
        wanted = ("Lu", "Ll", "Lt") if name == "LC" else (name,)
        return _collected([unicodedata.category(char).startswith(wanted) for char in _all()])
    if name == "alphabetic":
        from kclpy_stdlib.alphabetic import is_alphabetic

        return _collected([is_alphabetic(char) for char in _all()])
    if name in ("lowercase", "lower"):
        return _collected([char.islower() for char in _all()])
    if name in ("uppercase", "upper"):
        return _collected([char.isupper() for char in _all()])
    return None


def _all() -> map[str]:
    return map(chr, range(sys.maxunicode + 1))


def _collected(members: list[bool]) -> str:
    """Return the inside of a class of the code points that are members."""
    pieces: list[str] = []
    position = 0
    while True:
        try:
            first = members.index(True, position)
        except ValueError:
            return "".join(pieces)
        try:
            position = members.index(False, first)
        except ValueError:
            position = len(members)
        pieces.append(f"\\U{first:08x}-\\U{position - 1:08x}")


NOTHING = "(?!)"
ANYTHING = "(?s:.)"


def one_of(inside: str, is_negated: bool = False) -> str:
    """Return the set of a class with this inside."""
    if not inside:
        return ANYTHING if is_negated else NOTHING
    return f"[{'^' if is_negated else ''}{inside}]"


def union(sets: list[str]) -> str:
    """Return the union of sets."""
    return sets[0] if len(sets) == 1 else f"(?:{'|'.join(sets)})"


def intersection(left: str, right: str) -> str:
    """Return what is in both sets."""
    return f"(?:(?={left}){right})"


def difference(left: str, right: str) -> str:
    """Return what is in the left set only."""
    return f"(?:(?!{right}){left})"


def symmetric_difference(left: str, right: str) -> str:
    """Return what is in one of the sets only."""
    return f"(?:{difference(left, right)}|{difference(right, left)})"


def complement(members: str) -> str:
    """Return what is not in a set."""
    return difference(ANYTHING, members)
