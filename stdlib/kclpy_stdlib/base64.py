"""The module ``base64`` (reference, 09 base64)."""

from __future__ import annotations

import base64

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy_stdlib.arguments import required_text

library = Library("base64", fail)


@library.builtin
def encode(value: str, encoding: str = "utf-8") -> str:
    """Return the UTF-8 bytes of `value` in base 64; `encoding` changes nothing.

    Example: `base64.encode("hello")` is `"aGVsbG8="`.
    """
    return base64.b64encode(required_text("base64.encode", value).encode()).decode()


@library.builtin
def decode(value: str) -> str:
    """Return the text whose UTF-8 bytes `value` holds in base 64, padded or not.

    Example: `base64.decode("aGVsbG8=")` is `"hello"`.
    """
    text = required_text("base64.decode", value)
    digits = text.rstrip("=")
    try:
        data = base64.b64decode(digits + "=" * (-len(digits) % 4), validate=True)
        decoded = data.decode()
    except ValueError:
        raise _refused(text) from None
    canonical = base64.b64encode(data).decode()
    if digits != canonical.rstrip("=") or len(text) > len(canonical):
        raise _refused(text)
    return decoded


def _refused(text: str) -> EvaluationError:
    return fail(f"base64.decode() expected a UTF-8 text in base64, got '{text}'")
