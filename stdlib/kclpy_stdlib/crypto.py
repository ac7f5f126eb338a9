"""The module ``crypto`` (reference, 09 crypto)."""

from __future__ import annotations

import hashlib

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import required_text, text_of

library = Library("crypto", fail)


@library.builtin
def md5(value: str, encoding: str = "utf-8") -> str:
    """Return the MD5 digest of `value` in hexadecimal digits.

    Example: `crypto.md5("abc")` is `"900150983cd24fb0d6963f7d28e17f72"`.
    """
    return hashlib.md5(_bytes("md5", value, encoding), usedforsecurity=False).hexdigest()


@library.builtin
def sha1(value: str, encoding: str = "utf-8") -> str:
    """Return the SHA-1 digest of `value` in hexadecimal digits.

    Example: `crypto.sha1("abc")` is `"a9993e364706816aba3e25717850c26c9cd0d89d"`.
    """
    return hashlib.sha1(_bytes("sha1", value, encoding), usedforsecurity=False).hexdigest()


@library.builtin
def sha224(value: str, encoding: str = "utf-8") -> str:
    """Return the SHA-224 digest of `value` in hexadecimal digits."""
    return hashlib.sha224(_bytes("sha224", value, encoding)).hexdigest()


@library.builtin
def sha256(value: str, encoding: str = "utf-8") -> str:
    """Return the SHA-256 digest of `value` in hexadecimal digits."""
    return hashlib.sha256(_bytes("sha256", value, encoding)).hexdigest()


@library.builtin
def sha384(value: str, encoding: str = "utf-8") -> str:
    """Return the SHA-384 digest of `value` in hexadecimal digits."""
    return hashlib.sha384(_bytes("sha384", value, encoding)).hexdigest()


@library.builtin
def sha512(value: str, encoding: str = "utf-8") -> str:
    """Return the SHA-512 digest of `value` in hexadecimal digits."""
    return hashlib.sha512(_bytes("sha512", value, encoding)).hexdigest()


@library.builtin
def blake3(value: str, encoding: str = "utf-8") -> str:
    """Return the BLAKE3 digest of `value` in hexadecimal digits."""
    from kclpy_stdlib.blake3 import blake3 as digest

    return digest(_bytes("blake3", value, encoding)).hex()


@library.builtin(is_steady=False)
def uuid() -> str:
    """Return a random UUID."""
    from uuid import uuid4

    return str(uuid4())


@library.builtin(is_steady=False)
def filesha256(filepath: str) -> str:
    """Return the SHA-256 digest of a file in hexadecimal digits."""
    from kclpy_stdlib.sandbox import reason_of, sandbox

    path = sandbox().resolve(filepath)
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise fail(f"failed to access file '{path}': {reason_of(error)}") from None


def _bytes(name: str, value: Value, encoding: Value) -> bytes:
    """Return ``value`` in an encoding, which is named as on the web."""
    text = required_text(f"crypto.{name}", value)
    label = text_of(encoding).lower().replace(" ", "-")
    if label == "utf-8":
        return text.encode()
    # Not at the top: other encodings are rare.
    from kclpy_stdlib.web_encodings import encode

    try:
        encoded = encode(text, label)
    except UnicodeEncodeError:
        raise fail(f"encoding errors occurred while encoding to {label}") from None
    if encoded is None:
        raise fail(f"unknown encoding {label}")
    return encoded
