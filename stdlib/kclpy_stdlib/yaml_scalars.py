"""What the scalars of YAML mean (reference, 09, "Decoding")."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from kclpy.runtime.values import Value

CORE: Final = "tag:yaml.org,2002:"

# What a plain scalar may say beside a number or a string; infinities have no place in JSON.
_WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{f"{sign}{word}": None for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), None),
}
_NUMBER_STARTS: Final = frozenset("0123456789+-.")
_INT: Final = re.compile(r"([-+]?)(?:0x([0-9a-fA-F]+)|0o([0-7]+)|0b([01]+)|(0|[1-9][0-9]*))")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ZEROS_AND_DIGITS: Final = re.compile(r"[-+]?0[0-9]+")


class ScalarError(ValueError):
    """A scalar that has no value; its text says why."""


def plain_value(text: str) -> Value:
    """Return what ``text`` means without quotes and tag."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    number = _int(text)
    if number is None and _ZEROS_AND_DIGITS.fullmatch(text) is None:
        number = _float(text)
    return text if number is None else number


def tagged_value(text: str, tag: str) -> Value:
    """Return what ``text`` means with a tag: conversion for the core tags, else the text."""
    if tag.startswith("!"):
        raise ScalarError("invalid type: enum, expected any valid JSON value")
    kind = tag.removeprefix(CORE) if tag.startswith(CORE) else "str"
    if kind == "int":
        number = _int(text)
        if number is None:
            raise _unfit(text, "an integer")
        return number
    if kind == "float":
        if text in _WORDS and "." in text:
            return None
        value = _float(text)
        if value is None:
            raise _unfit(text, "a float")
        return value
    if kind == "bool" and type(_WORDS.get(text)) is not bool:
        raise _unfit(text, "a boolean")
    if kind == "null" and (not text or "." in text or _WORDS.get(text, "") is not None):
        raise _unfit(text, "null")
    return _WORDS[text] if kind in ("bool", "null") else text


def _unfit(text: str, expected: str) -> ScalarError:
    return ScalarError(f'invalid value: string "{text}", expected {expected}')


def _int(text: str) -> int | float | None:
    """Return the integer that ``text`` is; one of more than 63 bits is a float."""
    match = _INT.fullmatch(text)
    if match is None:
        return None
    sign, sixteen, eight, two, ten = match.groups()
    if ten is not None:
        number = int(ten) if len(ten) < 40 else 2**128
    else:
        number = int(sixteen or eight or two, 16 if sixteen else 8 if eight else 2)
    if sign == "-":
        number = -number
    if -(2**63) <= number < 2**63:
        return number
    if 0 < number < 2**64:
        return float(number)
    if -(2**127) <= number < 2**128:
        kind = "u128" if number > 0 else "i128"
        raise ScalarError(
            f"invalid type: integer `{number}` as {kind}, expected any valid JSON value"
        )
    return None


def _float(text: str) -> float | None:
    if _FLOAT.fullmatch(text) is None:
        return None
    number = float(text)
    return number if isfinite(number) else None
