"""Arguments of any kind, as texts of KCL expressions."""

from __future__ import annotations

import json
import re

from tests.fuzz.calls import texts
from tests.fuzz.choices import Choices

INTS = (
    0, 1, -1, 2, 3, 5, 7, 10, -3, -8, 16, 100, 255, 1000, 1500, 65536, 20, 21, 64, 2**31,
    2**53 + 1, 2**63 - 1, -(2**63), 9999999999999999,
)  # fmt: skip
FLOATS = (
    "0.0", "1.0", "-1.0", "0.5", "-0.5", "1.5", "2.5", "-2.5", "3.14159", "2.675", "1e16", "1e-7",
    "1e20", "1e300", "-1e308", "5e-324", "123456.789", "0.1", "99.995", "1e15", "20.0", "10.0",
    "8.0", "0.001", "1e30",
)  # fmt: skip
# What is no number, string, bool, list or dict; the prelude of each program declares `S` and `f`.
OTHERS = ("None", "Undefined", "1Ki", "2m", "S {}", "f", 'S {b = "x"}')


def literal(text: str) -> str:
    """Return a KCL expression for a string."""
    if "${" in text:  # would be interpolated
        if not re.search(r"[\"\n\r\0]|\\$", text):
            return f'r"{text}"'
        text = text.replace("${", "$ {")
    shown = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", shown)


def integer(choose: Choices) -> str:
    """Return an int, small or extreme."""
    value = choose.pick(INTS) if choose.chance(60) else choose.number(-9, 40)
    return str(value) if value != -(2**63) else "(-9223372036854775807 - 1)"


def floating(choose: Choices) -> str:
    """Return a float."""
    if choose.chance(70):
        return choose.pick(FLOATS)
    return f"{choose.number(-99999, 99999)}.{choose.number(0, 999):03}"


def number(choose: Choices) -> str:
    """Return an int or a float."""
    return integer(choose) if choose.chance(50) else floating(choose)


def boolean(choose: Choices) -> str:
    """Return a truth value."""
    return choose.pick(("True", "False"))


def text(choose: Choices) -> str:
    """Return a string."""
    return literal(texts.any_text(choose))


def anything(choose: Choices, depth: int = 2) -> str:
    """Return a value of any kind."""
    form = choose.number(0, 11 if depth else 8)
    if form <= 2:
        return text(choose)
    if form <= 4:
        return integer(choose)
    if form == 5:
        return floating(choose)
    if form <= 7:
        return choose.pick(("True", "False", "None"))
    if form == 8:
        return choose.pick(OTHERS)
    return (sequence if form <= 9 else mapping)(choose, depth - 1)


def sequence(choose: Choices, depth: int = 1) -> str:
    """Return a list: of one kind, or of any."""
    count = choose.number(0, 4)
    item = choose.pick((integer, floating, number, text, boolean, None, None))
    items = [item(choose) if item else anything(choose, depth) for _ in range(count)]
    return f"[{', '.join(items)}]"


def mapping(choose: Choices, depth: int = 1) -> str:
    """Return a dict."""
    keys = choose.sample(("a", "b", "_p", "x-y", "é", "", "n1", "yes"), 0, 3)
    entries = (f"{literal(key)} = {anything(choose, depth)}" for key in keys)
    return f"{{{', '.join(entries)}}}"


def wrapped(expression: str) -> str:
    """Return an expression as a value of type any."""
    return f"z({expression})"
