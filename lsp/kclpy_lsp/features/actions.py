"""Quick fixes."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.actions import QuickFix, quick_fixes
from kclpy.ide.document import Document
from kclpy_lsp.changes import workspace_edit
from kclpy_lsp.registry import Feature
from kclpy_lsp.reports import diagnostic
from kclpy_lsp.session import Request

_KIND = types.CodeActionKind.QuickFix


def code_actions(request: Request[types.CodeActionParams]) -> list[types.CodeAction]:
    """Return what mends the mistakes in a range."""
    only = request.params.context.only
    if only is not None and not any(one == _KIND or _KIND.startswith(f"{one}.") for one in only):
        return []
    document = request.document
    start, end = request.span(document, request.params.range)
    return [_action(one, document, request) for one in quick_fixes(document, start, end)]


def _action(
    one: QuickFix, document: Document, request: Request[types.CodeActionParams]
) -> types.CodeAction:
    edits = [(edit.span, edit.text) for edit in one.fix.edits]
    return types.CodeAction(
        one.fix.title,
        _KIND,
        [diagnostic(one.diagnostic, document, request.session)],
        is_preferred=one.is_preferred,
        edit=workspace_edit(edits, request.session),
    )


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions(code_action_kinds=[_KIND]),
    ),
)
