"""What the modules do with arguments that are no strings.

The checker lets `None` and values of type any through. `None` is refused where a text must
be there; anything else counts as the empty text, as in the official engine.
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
