"""What the modules do with arguments of another type than they need.

The checker lets `None` and values of type any through. `None` is refused where a text must
be there; anything else counts as the empty text, as in the official engine. What must be an
int is refused if it is none.
"""

from __future__ import annotations

from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value


def text_of(value: Value) -> str:
    """Return a string argument; the empty string for what is none."""
    return value if type(value) is str else ""


def required_text(name: str, value: Value) -> str:
    """Return a string argument of the function ``name``, which refuses None."""
    if value is None:
        raise fail(f"{name}() expected a str, got 'NoneType'")
    return text_of(value)


def int_of(value: Value) -> int:
    """Return an int argument; anything else, a bool too, is refused."""
    if type(value) is not int:
        raise fail("invalid int value")
    return value
