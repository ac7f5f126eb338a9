"""The parameters of a call, while it is typed."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.docs import marked_up
from kclpy.ide.signature import signature_at
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

_DOCUMENTATION = "signature_help.signature_information.documentation_format"


def signature_help(request: Request[types.SignatureHelpParams]) -> types.SignatureHelp | None:
    """Return the signature of the call at a position."""
    found = signature_at(*request.excerpt)
    if found is None:
        return None
    doc: str | types.MarkupContent | None = found.doc or None
    if found.doc and request.session.shows_markdown(_DOCUMENTATION):
        doc = types.MarkupContent(types.MarkupKind.Markdown, marked_up(found.doc))
    params = [types.ParameterInformation(one) for one in found.parameters]
    beyond = len(params)  # no parameter is next
    active = beyond if found.active is None else found.active
    shown = types.SignatureInformation(found.label, doc, params, active)
    return types.SignatureHelp([shown], 0, active)


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_SIGNATURE_HELP,
        signature_help,
        types.SignatureHelpOptions(trigger_characters=["(", ","], retrigger_characters=["="]),
        is_urgent=True,
    ),
)
