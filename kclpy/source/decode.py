"""Decoding: from the bytes of a file to the text the lexer sees (reference, 01 section 1)."""

from __future__ import annotations


class NotUtf8Error(ValueError):
    """A source file is not valid UTF-8; ``offset`` is the first byte that is wrong."""

    def __init__(self, offset: int) -> None:
        super().__init__("stream did not contain valid UTF-8")
        self.offset = offset


def decode(data: bytes) -> str:
    """Return the text of a file without its byte order mark; raises `NotUtf8Error`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(error.start) from None
    return text.removeprefix("\ufeff")
