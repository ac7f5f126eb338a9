"""Changes of texts in the words of the protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from kclpy.ide.edits import Edit
from kclpy.ide.refactoring.move import Move
from kclpy.source import SourceFile, Span
from kclpy_lsp.session import Session


def text_edits(edits: Iterable[Edit], file: SourceFile, session: Session) -> list[types.TextEdit]:
    """Return changes of one file."""
    return [
        types.TextEdit(session.positions.range(Span(file, one.start, one.end)), one.text)
        for one in edits
    ]


def workspace_edit(edits: Iterable[tuple[Span, str]], session: Session) -> types.WorkspaceEdit:
    """Return changes of several files; with versions, if the client checks them."""
    by_path: dict[str, list[types.TextEdit]] = {}
    for span, text in edits:
        edit = types.TextEdit(session.positions.range(span), text)
        by_path.setdefault(span.file.path, []).append(edit)
    if not session.checks_versions:
        uri = session.documents.uri
        return types.WorkspaceEdit(changes={uri(path): found for path, found in by_path.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(_identifier(path, session), list(found))
            for path, found in by_path.items()
        ]
    )


def move_edit(move: Move, session: Session) -> types.WorkspaceEdit:
    """Return the changes of a move; a new file needs a client that creates files."""
    spans = [
        (file.span(one.start, one.end), one.text)
        for file, edits in move.edits.items()
        for one in edits
    ]
    if move.text is None:
        return workspace_edit(spans, session)
    return _with_file(move.path, move.text, spans, session)


def _with_file(
    path: str, text: str, edits: Iterable[tuple[Span, str]], session: Session
) -> types.WorkspaceEdit:
    uri = session.documents.uri(path)
    start = types.Position(0, 0)
    new = types.TextDocumentEdit(
        types.OptionalVersionedTextDocumentIdentifier(uri),
        [types.TextEdit(types.Range(start, start), text)],
    )
    changes = workspace_edit(edits, session).document_changes or ()
    return types.WorkspaceEdit(document_changes=[types.CreateFile(uri), new, *changes])


def _identifier(path: str, session: Session) -> types.OptionalVersionedTextDocumentIdentifier:
    opened = session.documents.get(path)
    version = None if opened is None else opened.version
    return types.OptionalVersionedTextDocumentIdentifier(session.documents.uri(path), version)
