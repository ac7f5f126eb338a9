"""``str.format`` (reference, 08 section 6).

It is close to Python's, but not the same: conversions are ignored, a spec has no fields
within, zeros are filled in before a prefix such as ``0x``, and only numbers and strings look
at their spec. Therefore the spec is read and applied here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.text import to_text, type_name
from kclpy.runtime.values import Value

# Patterns are compiled when they are first used: most programs use none.
_SPEC = (
    r"(?as)(?:(?P<fill>.)(?=[<>=^]))?(?P<align>[<>=^])?(?P<sign>[-+ ])?(?P<alternate>#)?"
    r"(?P<zero>0)?(?P<width>\d+)?(?P<group>[,_])?(?:\.(?P<precision>\d+))?"
    r"(?P<code>[bcdeEfFgGnosxX%])?"
)
_STEP = r"\.([^.\[]+)|\[([^\]]+)\]"
_INDEX = r"(?a)\+?\d+"
_LARGEST = 10**8
_BASES = {"b": "0b", "o": "0o", "x": "0x", "X": "0x"}


def format_text(template: str, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> str:
    """Return ``template`` with its fields filled in."""
    fields = _Fields(args, kwargs)
    pieces = []
    for literal, field in list(_split(template)):  # braces that do not fit come first
        pieces.append(literal)
        if field is not None:
            target, _, spec = field.partition(":")
            value = fields.value(target.partition("!")[0])
            pieces.append(format_value(value, spec) if spec else _plain(value))
    return "".join(pieces)


def _split(template: str) -> Iterator[tuple[str, str | None]]:
    """Yield literal texts, each with the inside of the field that follows it."""
    literal: list[str] = []
    position, size = 0, len(template)
    while position < size:
        brace = _next_brace(template, position)
        literal.append(template[position:brace])
        if brace == size:
            break
        if template[brace : brace + 2] in ("{{", "}}"):
            literal.append(template[brace])
            position = brace + 2
            continue
        end = _end_of_field(template, brace)
        yield "".join(literal), template[brace + 1 : end]
        literal = []
        position = end + 1
    yield "".join(literal), None


def _next_brace(template: str, position: int) -> int:
    found = [at for at in (template.find("{", position), template.find("}", position)) if at >= 0]
    return min(found, default=len(template))


def _end_of_field(template: str, start: int) -> int:
    """Return where the brace that opens at ``start`` is closed."""
    depth = 0
    for position in range(start, len(template)):
        if template[position] == "{":
            depth += 1
        elif template[position] == "}":
            depth -= 1
            if depth <= 0:
                break
    if depth != 0:
        raise fail("format error")
    return position


class _Fields:
    """Finds the values that fields name."""

    def __init__(self, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> None:
        self.args = args
        self.kwargs = kwargs
        self.next = 0  # number of the next field without a name

    def value(self, target: str) -> Value:
        """Return the value of ``0``, ``name``, ``0.key[1]`` or of the next argument."""
        match = re.match(r"[^.\[]*", target)
        name = match[0] if match else ""
        value = self._argument(name)
        position = len(name)
        while position < len(target):
            step = re.match(_STEP, target[position:])
            if step is None:
                raise fail("format error")
            value = _child(value, step[1], step[2])
            position += step.end()
        return value

    def _argument(self, name: str) -> Value:
        if not name:
            number = self.next
            self.next += 1
        elif re.fullmatch(_INDEX, name):
            if self.next:
                raise fail(
                    "cannot switch from automatic field numbering to manual field specification"
                )
            number = int(name)
        elif name in self.kwargs:
            return self.kwargs[name]
        else:
            raise fail(f"keyword argument '{name}' not found")
        if number >= len(self.args):
            raise fail("argument tuple index out of range")
        return self.args[number]


def _child(value: Value, attribute: str | None, key: str | None) -> Value:
    name = attribute if attribute is not None else key
    if isinstance(value, dict) and name in value:
        return value[name]
    if isinstance(value, list) and key is not None and re.fullmatch(_INDEX, key):
        if int(key) < len(value):
            return value[int(key)]
        raise fail(f"index out of bounds: the len is {len(value)} but the index is {int(key)}")
    raise fail(f"'{name}' not found in a value of type '{type_name(value)}'")


def _plain(value: Value) -> str:
    return repr(value) if type(value) is float else to_text(value)


class _Spec(NamedTuple):
    fill: str
    align: str  # "" where the kind of value decides
    sign: str
    is_alternate: bool
    width: int
    group: str
    precision: int | None
    code: str


def format_value(value: Value, spec: str) -> str:
    """Return the text of ``value`` as ``spec`` has it."""
    kind = type(value)
    if kind is str:
        return _format_str(value, _parse(spec))
    if kind is int:
        return _format_int(value, _parse(spec))
    if kind is float:
        return _format_float(value, _parse(spec))
    return to_text(value)


def _parse(text: str) -> _Spec:
    found = re.fullmatch(_SPEC, text)
    if found is None:
        raise fail("Invalid format specifier")
    zero = found["zero"] is not None
    return _Spec(
        fill=found["fill"] or ("0" if zero else " "),
        align=found["align"] or ("=" if zero else ""),
        sign=found["sign"] or "",
        is_alternate=found["alternate"] is not None,
        width=_number(found["width"]) or 0,
        group=found["group"] or "",
        precision=_number(found["precision"]),
        code=found["code"] or "",
    )


def _number(digits: str | None) -> int | None:
    if digits is None:
        return None
    if len(digits) > 18 or int(digits) > _LARGEST:
        raise fail("Too many decimal digits in format string")
    return int(digits)


def _format_str(text: str, spec: _Spec) -> str:
    if spec.code not in ("", "s"):
        raise fail("Unknown format code for object of type 'str'")
    if spec.sign:
        raise fail("Sign not allowed in string format specifier")
    if spec.is_alternate:
        raise fail("Alternate form (#) not allowed in string format specifier")
    if spec.align == "=":
        raise fail("'=' alignment not allowed in string format specifier")
    return _align("", text[: spec.precision], spec, "<")


def _format_int(number: int, spec: _Spec) -> str:
    code = spec.code
    if code and code in "eEfF%":
        return _format_float(float(number), spec)
    if code and code in "cgGs":
        raise _unknown(code, "int")
    if code in _BASES:
        digits = _grouped(format(abs(number), code), spec.group, 4)
        if spec.is_alternate:
            digits = _BASES[code] + digits
    else:
        digits = _grouped(str(abs(number)), spec.group, 3)
    return _align(_sign(number < 0, spec), digits, spec, ">")


def _format_float(number: float, spec: _Spec) -> str:
    code = spec.code
    if code == "n":
        raise fail("Format code 'n' for object of type 'float' not implemented yet")
    if code and code in "bcdosxX":
        raise _unknown(code, "float")
    if spec.group and code and code in "eEgG%":
        raise fail("Separators only valid for numbers!")
    size = abs(number)
    if not code:
        text = repr(size)
    elif code == "%":
        text = format(size * 100, f".{_precision(spec)}f") + "%"
    else:
        text = format(size, f".{_precision(spec)}{code}")
    # Without a point the exponent is grouped, too, as the official engine does it: `1e,-07`.
    whole, point, fraction = text.partition(".")
    text = _grouped(whole, spec.group, 3) + point + fraction
    is_negative = math.copysign(1.0, number) < 0 and not math.isnan(number)
    return _align(_sign(is_negative, spec), text, spec, ">")


def _precision(spec: _Spec) -> int:
    return 6 if spec.precision is None else spec.precision


def _unknown(code: str, kind: str) -> EvaluationError:
    return fail(f"Unknown format code '{code}' for object of type '{kind}'")


def _sign(is_negative: bool, spec: _Spec) -> str:
    if is_negative:
        return "-"
    return "" if spec.sign == "-" else spec.sign


def _grouped(digits: str, separator: str, size: int) -> str:
    """Return ``digits`` with ``separator`` between groups of ``size``, counted from the right."""
    if not separator:
        return digits
    first = len(digits) % size or size
    groups = [digits[:first]]
    groups += [digits[at : at + size] for at in range(first, len(digits), size)]
    return separator.join(groups)


def _align(sign: str, text: str, spec: _Spec, default: str) -> str:
    """Return sign and text filled up to the width."""
    missing = spec.width - len(sign) - len(text)
    if missing <= 0:
        return sign + text
    align = spec.align or default
    if align == "<":
        return sign + text + spec.fill * missing
    if align == ">":
        return spec.fill * missing + sign + text
    if align == "=":
        return sign + spec.fill * missing + text
    left = missing // 2
    return spec.fill * left + sign + text + spec.fill * (missing - left)
