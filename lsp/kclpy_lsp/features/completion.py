"""What can be written at a position; the documentation of a proposal is found when it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lsprotocol import types

from kclpy.ide.completion import Item, ItemKind, Source, complete
from kclpy.ide.describe import describe
from kclpy.ide.docs import marked_up
from kclpy.ide.texts import has_in_order
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit
from kclpy_lsp.documents import path_of
from kclpy_lsp.features.hover import marked, plain
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

_KINDS = {
    ItemKind.ATTRIBUTE: types.CompletionItemKind.Field,
    ItemKind.CONSTANT: types.CompletionItemKind.Constant,
    ItemKind.FUNCTION: types.CompletionItemKind.Function,
    ItemKind.KEYWORD: types.CompletionItemKind.Keyword,
    ItemKind.MODULE: types.CompletionItemKind.Module,
    ItemKind.SCHEMA: types.CompletionItemKind.Class,
    ItemKind.SNIPPET: types.CompletionItemKind.Snippet,
    ItemKind.TYPE: types.CompletionItemKind.TypeParameter,
    ItemKind.VALUE: types.CompletionItemKind.EnumMember,
    ItemKind.VARIABLE: types.CompletionItemKind.Variable,
}
_DOCUMENTATION = "completion.completion_item.documentation_format"
_TRIGGERS = [".", "=", ":", '"', "'", "{", "@", ","]
# So many proposals are sent; more typing brings others.
_MOST = 100


def completion(request: Request[types.CompletionParams]) -> types.CompletionList:
    """Return the proposals for a position."""
    document, offset = request.excerpt
    context, items = complete(document, offset, request.snapshot, request.token)
    span = Span(document.file, context.start, offset)
    return proposals(items, span, request, document.head)


def proposals(
    items: Sequence[Item],
    span: Span,
    request: Request[types.CompletionParams],
    module: nodes.Module | None = None,
) -> types.CompletionList:
    """Return proposals for what is begun at ``span``; ``module`` is where imports are added."""
    replaced = request.range(span)
    begun = span.file.text[span.start : span.end]
    fitting = [item for item in items if has_in_order(item.label, begun)]
    fitting.sort(key=lambda item: not item.label.startswith(begun))  # others may be left out
    shown = [
        _item(item, number, replaced, module, request)
        for number, item in enumerate(fitting[:_MOST])
    ]
    is_incomplete = bool(begun) or len(shown) < len(fitting)
    return types.CompletionList(is_incomplete, shown)


def _item(
    item: Item,
    number: int,
    replaced: types.Range,
    module: nodes.Module | None,
    request: Request[types.CompletionParams],
) -> types.CompletionItem:
    is_snippet = item.is_snippet and request.session.takes_snippets
    text = item.text if is_snippet or not item.is_snippet else item.plain_text
    form = types.InsertTextFormat.Snippet if is_snippet else types.InsertTextFormat.PlainText
    edits = None
    if item.imported and module is not None:
        added = import_edit(module, f"import {item.imported}")
        edits = [types.TextEdit(request.range(added.span), added.text)]
    return types.CompletionItem(
        item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        documentation=_documentation(item.doc, request),
        sort_text=f"{item.rank:02}{number:05}",
        filter_text=item.label,
        insert_text_format=form,
        text_edit=types.TextEdit(replaced, text),
        additional_text_edits=edits,
        data=None if item.source is None else _data(request.uri, item.source),
    )


def _documentation(
    doc: str, request: Request[types.CompletionParams]
) -> types.MarkupContent | str | None:
    if not doc or not request.session.shows_markdown(_DOCUMENTATION):
        return doc or None
    return types.MarkupContent(types.MarkupKind.Markdown, marked_up(doc))


def _data(uri: str, source: Source) -> dict[str, str]:
    return {
        "uri": uri,
        "kind": source.kind,
        "name": source.name,
        "package": source.package,
        "schema": source.schema,
    }


def resolve(request: Request[types.CompletionItem]) -> types.CompletionItem:
    """Return a proposal with its documentation."""
    item = request.params
    data: Any = item.data
    if isinstance(data, dict) and "uri" in data:
        document = request.snapshot.excerpt(path_of(data["uri"]), 0, request.token)
        names = (str(data.get(key, "")) for key in ("kind", "name", "package", "schema"))
        found = Source(*names).declaration(document)
        if found is not None:
            described = describe(found, document.program)
            shows_markdown = request.session.shows_markdown(_DOCUMENTATION)
            item.documentation = marked(described) if shows_markdown else plain(described)
    return item


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_COMPLETION,
        completion,
        types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True),
        is_urgent=True,
    ),
    Feature(types.COMPLETION_ITEM_RESOLVE, resolve),
)
