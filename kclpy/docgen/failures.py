"""What keeps documentation from being written, apart from mistakes in the program."""

from __future__ import annotations


class DocError(Exception):
    """Documentation cannot be written; the text says why."""


class NoSchemas(DocError):
    """There is nothing to document."""


class BadTemplates(DocError):
    """The templates cannot be used; the text says which one, and why."""


class MissingLibrary(DocError):
    """What the site needs besides kclpy is not installed."""

    def __init__(self) -> None:
        super().__init__("a web site needs markdown-it-py: pip install 'kclpy-lang[doc]'")


class ForeignFile(DocError):
    """A file is in the way that this program did not write."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"'{path}' was not written by kclpy; move it, choose another --target, or use --force"
        )
