"""Quick fixes, and actions on the whole file."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.actions import QuickFix, quick_fixes
from kclpy.ide.document import Document
from kclpy.ide.sources import fix_all, organise_imports
from kclpy_lsp.changes import workspace_edit
from kclpy_lsp.registry import Feature
from kclpy_lsp.reports import diagnostic
from kclpy_lsp.session import Request

_FIX = types.CodeActionKind.QuickFix

_SOURCES = {
    types.CodeActionKind.SourceOrganizeImports: ("organise imports", organise_imports),
    types.CodeActionKind.SourceFixAll: ("fix all", fix_all),
}


def code_actions(request: Request[types.CodeActionParams]) -> list[types.CodeAction]:
    """Return what mends the mistakes in a range, and what is asked for of the whole file."""
    document = request.document
    found: list[types.CodeAction] = []
    if _is_wanted(_FIX, request):
        start, end = request.span(document, request.params.range)
        found += [_action(one, document, request) for one in quick_fixes(document, start, end)]
    for kind, (title, action) in _SOURCES.items():
        if _is_wanted(kind, request):
            edits = [(document.file.span(e.start, e.end), e.text) for e in action(document)]
            if edits:
                edit = workspace_edit(edits, request.session)
                found.append(types.CodeAction(title, kind, edit=edit))
    return found


def _is_wanted(kind: str, request: Request[types.CodeActionParams]) -> bool:
    """Return whether the client asks for a kind of action, or for whatever there is."""
    only = request.params.context.only
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _action(
    one: QuickFix, document: Document, request: Request[types.CodeActionParams]
) -> types.CodeAction:
    edits = [(edit.span, edit.text) for edit in one.fix.edits]
    return types.CodeAction(
        one.fix.title,
        _FIX,
        [diagnostic(one.diagnostic, document, request.session)],
        is_preferred=one.is_preferred,
        edit=workspace_edit(edits, request.session),
    )


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions(code_action_kinds=[_FIX, *_SOURCES]),
    ),
)
