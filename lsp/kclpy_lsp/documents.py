"""The texts that are open in the editor, and the paths that its addresses stand for.

The editor knows files by address and may reach them through links; `kclpy.ide` knows them by
canonical path. What is open keeps the address that the editor gave it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from kclpy.source import SourceFile
from kclpy.source.vfs import canonical
from kclpy_lsp.positions import Lines, Positions


@dataclass(slots=True)
class OpenDocument:
    """A text that the editor has open."""

    uri: str
    path: str
    version: int
    text: str
    language: str = ""


class Documents:
    """All texts that the editor has open."""

    def __init__(self) -> None:
        self._by_path: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(list(self._by_path.values()))

    def get(self, path: str) -> OpenDocument | None:
        """Return the open text of the file at ``path``."""
        return self._by_path.get(path)

    def language(self, path: str) -> str:
        """Return the name that the editor has for the language of a file, "" if it is not open."""
        found = self._by_path.get(path)
        return "" if found is None else found.language

    def open(self, item: types.TextDocumentItem) -> OpenDocument:
        """Note that the editor has opened a text."""
        path = path_of(item.uri)
        found = OpenDocument(item.uri, path, item.version, item.text, str(item.language_id))
        self._by_path[found.path] = found
        return found

    def change(
        self, params: types.DidChangeTextDocumentParams, positions: Positions
    ) -> OpenDocument | None:
        """Apply changes to an open text; there is none if the editor never opened it."""
        found = self._by_path.get(path_of(params.text_document.uri))
        if found is not None:
            found.text = changed(found.text, params.content_changes, positions)
            found.version = params.text_document.version
        return found

    def close(self, uri: str) -> str:
        """Note that the editor has closed a text; return its path."""
        path = path_of(uri)
        self._by_path.pop(path, None)
        return path

    def uri(self, path: str) -> str:
        """Return the address of the file at ``path``."""
        found = self._by_path.get(path)
        return found.uri if found is not None else from_fs_path(path) or ""


def path_of(uri: str) -> str:
    """Return the canonical path of what ``uri`` names.

    A text that is no file yet stands in a directory of its own, which does not exist.
    """
    parts = urlsplit(uri)
    if parts.scheme in ("file", ""):
        return canonical(to_fs_path(uri) or unquote(parts.path) or os.curdir)
    name = quote(unquote(parts.path or parts.netloc), safe="") or "untitled"
    return os.path.join(os.sep, f"{parts.scheme}:", name)


def changed(
    text: str,
    changes: Sequence[types.TextDocumentContentChangeEvent],
    positions: Positions,
) -> str:
    """Return ``text`` after ``changes``, one after the other."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            lines = Lines(SourceFile("", text))
            start = positions.offset(lines, change.range.start)
            end = max(start, positions.offset(lines, change.range.end))
            text = text[:start] + change.text + text[end:]
        else:
            text = change.text
    return text
