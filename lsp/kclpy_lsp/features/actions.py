"""Quick fixes, refactorings, and actions on the whole file."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types

from kclpy.ide.actions import QuickFix, quick_fixes
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.refactoring.extract import extract_variable
from kclpy.ide.refactoring.inline import inline_variable
from kclpy.ide.refactoring.move import Move, declared_at, move_into, move_to_file, neighbours
from kclpy.ide.refactoring.refusal import Refusal
from kclpy.ide.refactoring.schema import extract_schema
from kclpy.ide.sources import fix_all, organise_imports
from kclpy.source import SourceFile
from kclpy_lsp.changes import move_edit, workspace_edit
from kclpy_lsp.registry import Feature
from kclpy_lsp.reports import diagnostic
from kclpy_lsp.session import Request

_FIX = types.CodeActionKind.QuickFix
_EXTRACT = types.CodeActionKind.RefactorExtract
_INLINE = types.CodeActionKind.RefactorInline
_MOVE = types.CodeActionKind.RefactorMove

_SOURCES = {
    types.CodeActionKind.SourceOrganizeImports: ("organise imports", organise_imports),
    types.CodeActionKind.SourceFixAll: ("fix all", fix_all),
}


def code_actions(request: Request[types.CodeActionParams]) -> list[types.CodeAction]:
    """Return what mends the mistakes in a range, and what is asked for of the whole file."""
    document = request.document
    found: list[types.CodeAction] = []
    start, end = request.span(document, request.params.range)
    if is_wanted(_FIX, request):
        fixes = quick_fixes(document, start, end)
        found += [fixing(one, document.file, request, document) for one in fixes]
    if is_wanted(_EXTRACT, request):
        edits = extract_variable(request.snapshot, document, start, end, request.token)
        found += _change("extract a variable", _EXTRACT, request, edits)
        edits = extract_schema(request.snapshot, document, start, end, request.token)
        found += _change("extract a schema", _EXTRACT, request, edits)
    if is_wanted(_INLINE, request):
        edits = inline_variable(request.snapshot, document, start, request.token)
        found += _change("inline the variable", _INLINE, request, edits)
    if is_wanted(_MOVE, request):
        found += _moves(document, start, request)
    for kind, (title, action) in _SOURCES.items():
        if is_wanted(kind, request) and not _is_passing_by(request):
            found += _change(title, kind, request, action(document))
    return found


def _change(
    title: str, kind: str, request: Request[types.CodeActionParams], edits: list[Edit]
) -> list[types.CodeAction]:
    """Return an action that makes changes in the file, if there are any."""
    if not edits:
        return []
    file = request.document.file
    spans = [(file.span(one.start, one.end), one.text) for one in edits]
    return [types.CodeAction(title, kind, edit=workspace_edit(spans, request.session))]


def _moves(
    document: Document, offset: int, request: Request[types.CodeActionParams]
) -> Iterator[types.CodeAction]:
    """Yield the moves of a declaration: to a new file and, if a user asks, to its neighbours."""
    snapshot, token, context = request.snapshot, request.token, request.params.context
    if request.session.creates_files:
        new = move_to_file(snapshot, document, offset, token)
        if new is not None:
            yield _moved(new, request)
    name = declared_at(document, offset)
    if name is None or context.trigger_kind is types.CodeActionTriggerKind.Automatic:
        return
    for path in neighbours(document, name.id):
        try:
            yield _moved(move_into(snapshot, document, offset, path, token), request)
        except Refusal as refusal:
            if request.session.shows_disabled_actions and context.only is not None:
                disabled = types.CodeActionDisabled(str(refusal))
                yield types.CodeAction(_title(name.id, path), _MOVE, disabled=disabled)


def _title(name: str, path: str) -> str:
    return f"move {name} to {os.path.basename(path)}"


def _moved(move: Move, request: Request[types.CodeActionParams]) -> types.CodeAction:
    title = _title(move.name, move.path)
    return types.CodeAction(title, _MOVE, edit=move_edit(move, request.session))


def _is_passing_by(request: Request[types.CodeActionParams]) -> bool:
    """Return whether no user asks, but an editor as the cursor moves: not about the whole file."""
    context = request.params.context
    return context.only is None and context.trigger_kind is types.CodeActionTriggerKind.Automatic


def is_wanted(kind: str, request: Request[types.CodeActionParams]) -> bool:
    """Return whether the client asks for a kind of action, or for whatever there is."""
    only = request.params.context.only
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def fixing(
    one: QuickFix,
    file: SourceFile,
    request: Request[types.CodeActionParams],
    document: Document | None = None,
) -> types.CodeAction:
    """Return the action that mends a mistake in ``file``; of KCL, ``document`` knows more."""
    edits = [(edit.span, edit.text) for edit in one.fix.edits]
    return types.CodeAction(
        one.fix.title,
        _FIX,
        [diagnostic(one.diagnostic, file, request.session, document)],
        is_preferred=one.is_preferred,
        edit=workspace_edit(edits, request.session),
    )


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions(code_action_kinds=[_FIX, _EXTRACT, _INLINE, _MOVE, *_SOURCES]),
    ),
)
