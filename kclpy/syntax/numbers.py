"""Number literals: what their text means, what may be wrong with it (reference, 01 section 5)."""

from __future__ import annotations

import re

from kclpy.diagnostics import Problem, syntax

SUFFIXES = frozenset("n u m k K M G T P Ki Mi Gi Ti Pi".split())
_ACCEPTED = SUFFIXES | {"i"}  # "i" alone has no meaning

_BASES = {"x": 16, "o": 8, "b": 2}
_FLOAT = re.compile(r"[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?")
_EMPTY_EXPONENT = re.compile(r"[0-9][0-9_]*(?:\.[0-9_]*)?[eE][+-]?+_*+(?![0-9_])")
_PREFIX_ONLY = re.compile(r"0(?:x_*(?![0-9a-fA-F_])|[bo]_*(?![0-9_])|[0-9](?![0-9_]))")
_BASED_FLOAT = re.compile(r"0x[0-9a-fA-F_]+\.|0(?:[bo]|[0-9])[0-9_]+[.eE]")
_INT = re.compile(r"0x[0-9a-fA-F_]+|0[bo][0-9_]+|[0-9][0-9_]*")
_SINGLE_UNDERSCORES = re.compile(r"(?:0[xob]_?)?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*\Z")
_LARGEST = 2**64 - 1


def lexical_problem(text: str) -> tuple[Problem, int] | None:
    """Return what the lexer has to say about a number, and the offset in it, or None.

    The byte offsets that `InvalidDigit` names are relative to the number.
    """
    if text[0] == "0" and _PREFIX_ONLY.match(text):
        return syntax.NoDigits(), 0
    if _BASED_FLOAT.match(text):
        return syntax.BasedFloat(_base(text)), 0
    if _is_float(text):
        return (syntax.EmptyExponent(), 0) if _EMPTY_EXPONENT.match(text) else None
    digits = _INT.match(text)
    assert digits is not None
    base = _base(text)
    if base in (2, 8):
        for index in range(2, digits.end()):
            digit = text[index]
            if digit != "_" and int(digit) >= base:
                return syntax.InvalidDigit(base, index, index + 1), index
    suffix = text[digits.end() :]
    return (syntax.InvalidSuffix(), 0) if suffix and suffix not in _ACCEPTED else None


def number(text: str) -> tuple[int | float, str, Problem | None]:
    """Return the value and the multiplier suffix of a number, and what is wrong with it."""
    if text.isascii() and text.isdigit() and (text[0] != "0" or len(text) == 1) and len(text) < 20:
        return int(text), "", None
    if _is_float(text):
        return _float(text)
    match = _INT.match(text)
    assert match is not None
    digits, suffix = match[0], text[match.end() :]
    if suffix not in SUFFIXES:
        suffix = ""  # none, or one that the lexer has reported
    if not _SINGLE_UNDERSCORES.match(digits):
        return 0, suffix, syntax.ExpectedToken(("int",), text)
    base = _base(digits)
    try:
        value = int((digits[2:] if digits[1:2].isalpha() else digits).replace("_", ""), base)
    except ValueError:
        return 0, suffix, syntax.ExpectedToken(("int",), text)
    if value > _LARGEST:
        return 0, suffix, syntax.ExpectedToken(("int",), text)
    return value, suffix, None


def without_useless_suffix(text: str) -> str:
    """Return the number ``text`` without the suffix that floats may have and ignore."""
    match = _FLOAT.match(text)
    return match[0] if match is not None and _is_float(text) else text


def _base(text: str) -> int:
    """Return the base in which an integer is written."""
    base = _BASES.get(text[1:2])
    if base is None:
        base = 8 if text[0] == "0" and text[1:2].isdigit() else 10
    return base


def _is_float(text: str) -> bool:
    """Whether ``text`` is a float: it has a point or an exponent."""
    if text[:2] in ("0x", "0o", "0b"):
        return False
    match = _FLOAT.match(text)
    return match is not None and not match[0].replace("_", "").isdigit()


def _float(text: str) -> tuple[float, str, Problem | None]:
    match = _FLOAT.match(text)
    assert match is not None
    if "_" in match[0] or _EMPTY_EXPONENT.match(text):
        return 0.0, "", syntax.ExpectedToken(("float",), match[0])
    return float(match[0]), "", None
