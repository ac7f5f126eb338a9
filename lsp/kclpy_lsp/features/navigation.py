"""Going to declarations, and finding all uses."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.named_schemas import namings_of
from kclpy.ide.navigation import definition, highlights, references, type_definition
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

# Many files may have to be read.
_PATIENCE = 60.0


def go_to_definition(request: Request[types.DefinitionParams]) -> list[types.Location]:
    """Return where the name at a position is declared."""
    return [request.location(span) for span in definition(*request.excerpt)]


def go_to_type(request: Request[types.TypeDefinitionParams]) -> list[types.Location]:
    """Return where the schema of the value at a position is declared."""
    return [request.location(span) for span in type_definition(*request.excerpt)]


def find_references(request: Request[types.ReferenceParams]) -> list[types.Location]:
    """Return all places that mean what the name at a position means."""
    document, offset = request.place
    found = references(request.snapshot, document, offset, request.token)
    with_declaration = request.params.context.include_declaration
    spans = [one.span for one in found if with_declaration or not one.is_declaration]
    for one in found[:1]:  # all mean the same
        several = namings_of(request.snapshot, one.declaration, document.path, request.token)
        spans += (named.name_span for named in several)
    return [request.location(span) for span in spans]


def highlight(request: Request[types.DocumentHighlightParams]) -> list[types.DocumentHighlight]:
    """Return the places of the same file that mean what the name at a position means."""
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            request.range(one.span), kinds.Write if one.is_write else kinds.Read
        )
        for one in highlights(*request.place)
    ]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DEFINITION, go_to_definition, is_urgent=True),
    Feature(types.TEXT_DOCUMENT_DECLARATION, go_to_definition, is_urgent=True),
    Feature(types.TEXT_DOCUMENT_TYPE_DEFINITION, go_to_type, is_urgent=True),
    Feature(types.TEXT_DOCUMENT_REFERENCES, find_references, seconds=_PATIENCE),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight),
)
