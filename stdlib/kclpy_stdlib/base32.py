"""The module ``base32`` (reference, 09 base32)."""

from __future__ import annotations

import base64

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy_stdlib.arguments import required_text

library = Library("base32", fail)

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_VALUES = {digit: value for value, digit in enumerate(_ALPHABET)}


@library.builtin
def encode(value: str) -> str:
    """Return the UTF-8 bytes of `value` in base 32, padded.

    Example: `base32.encode("abc")` is `"MFRGG==="`.
    """
    return base64.b32encode(required_text("base32.encode", value).encode()).decode()


@library.builtin
def decode(value: str) -> str | None:
    """Return the text whose UTF-8 bytes `value` holds in base 32; `None` if they are none.

    Lower case is accepted, padding may be missing, bits that do not fill a byte are ignored.

    Example: `base32.decode("MFRGG===")` is `"abc"`.
    """
    text = required_text("base32.decode", value)
    bits = 0
    digits = text.rstrip("=").upper()
    for digit in digits:
        if digit not in _VALUES:
            raise fail(f"base32.decode() expected a text in base32, got '{text}'")
        bits = bits << 5 | _VALUES[digit]
    spare = len(digits) * 5 % 8
    data = (bits >> spare).to_bytes(len(digits) * 5 // 8, "big")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
