"""Reading JSON: strictly as RFC 8259 has it, at most 127 containers deep.

Python's own reader does the work. A text that it refuses, or might read too leniently, is
scanned again in order to say what is wrong and where.
"""

from __future__ import annotations

import json
import re
from math import isinf
from typing import Final, NoReturn

from kclpy.runtime.values import Config, Value
from kclpy_stdlib.json_faults import find_fault

_MOST_CONTAINERS: Final = 127
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SAFE_DIGITS: Final = 18


class JsonError(ValueError):
    """A text that is no JSON; its text says what is wrong and where."""


def read_json(text: str) -> Value:
    """Return the value that ``text`` holds."""
    containers = text.count("[") + text.count("{")
    if containers > _MOST_CONTAINERS or _SURROGATE.search(text) is not None:
        _refuse_fault(text)
    try:
        return json.loads(
            text,
            object_hook=Config,
            parse_float=_float,
            parse_int=_int,
            parse_constant=_refuse_constant,
        )
    except ValueError as error:
        _refuse_fault(text)
        raise JsonError(str(error)) from None


def _refuse_fault(text: str) -> None:
    fault = find_fault(text)
    if fault is not None:
        raise JsonError(fault)


def _float(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(digits)
    return number


def _int(digits: str) -> int | float:
    """Return an int of 64 bits, or the float that a larger one or ``-0`` is."""
    if len(digits) <= _SAFE_DIGITS:
        return int(digits) if digits != "-0" else -0.0
    number = _float(digits)
    if abs(number) > 2**63:
        return number
    exact = int(digits)
    return exact if -(2**63) <= exact < 2**63 else number


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
