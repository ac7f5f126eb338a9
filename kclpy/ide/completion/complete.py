"""The proposals for a place, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.ide.cancel import CancelToken
from kclpy.ide.completion import imports, keys, members, names, values
from kclpy.ide.completion.context import Context, Place, context_at
from kclpy.ide.completion.expected import expected_of
from kclpy.ide.completion.items import Item, ItemKind, each_once
from kclpy.ide.completion.packages import Packages
from kclpy.ide.document import Document
from kclpy.ide.workspace import Snapshot
from kclpy.syntax import nodes

_IF = {"if": "if ${1:condition}:\n    $0"}
_INNER = {**_IF, "assert": 'assert ${1:condition}, "${2:message}"'}
_BRANCHES = {"elif": "elif ${1:condition}:\n    $0", "else": "else:\n    $0"}
_STATEMENTS = {
    "schema": "schema ${1:Name}:\n    ${2:name}: ${3:str}",
    "mixin": "mixin ${1:Name}Mixin:\n    ${2:name}: ${3:str}",
    "protocol": "protocol ${1:Name}Protocol:\n    ${2:name}: ${3:str}",
    "rule": 'rule ${1:Name}:\n    ${2:condition}, "${3:message}"',
    "type": "type ${1:Name} = ${2:str}",
    "import": "import ${1:package}",
}
_BODY = {
    "check": 'check:\n    ${1:condition}, "${2:message}"',
    "mixin": "mixin [\n    ${1:NameMixin}\n]",
}
_WORDS = ("lambda", "not", "all", "any", "map", "filter")
_JOINING = ("if", "else", "and", "or", "in", "not in", "is", "is not", "as", "for")


def complete(
    document: Document, offset: int, snapshot: Snapshot, token: CancelToken | None = None
) -> tuple[Context, list[Item]]:
    """Return what is being written at ``offset``, and what is proposed, best first."""
    context = context_at(document, offset)
    packages = Packages(document, snapshot, token or CancelToken())
    return context, each_once(_items(document, offset, context, packages))


def _items(document: Document, offset: int, context: Context, packages: Packages) -> Iterator[Item]:
    match context.place:
        case Place.STATEMENT:
            yield from names.visible_names(document, context, is_statement=True)
            yield from _keywords(_STATEMENTS | _INNER)
            yield from _keywords(_branches(document, context))
        case Place.LOCAL:
            yield from names.visible_names(document, context, is_statement=True)
            yield from _keywords(_INNER | _branches(document, context))
        case Place.ATTRIBUTE:
            yield from names.inherited_attributes(document, offset)
            yield from _keywords(_BODY | _INNER | _branches(document, context))
            yield from names.visible_names(document, context, is_statement=True)
        case Place.KEY:
            yield from keys.missing_keys(document, context)
            yield from _keywords(_IF | _branches(document, context))
        case Place.MEMBER:
            yield from members.members_at(document, context)
        case Place.IMPORT:
            yield from imports.import_paths(document, context, packages)
        case Place.IMPORTED:
            yield from _words(("as",))
        case Place.DECORATOR:
            yield from names.decorators()
        case Place.TYPE:
            yield from names.types(document, context, packages)
            yield from packages.modules(context, rank=66)
        case Place.BASE | Place.MIXIN | Place.PROTOCOL:
            yield from names.schemas(document, context, packages)
        case Place.TEXT:
            yield from values.texts(expected_of(document, context))
            yield from members.quoted_keys(document, context)
        case Place.EXPRESSION:
            expected = expected_of(document, context)
            yield from names.arguments(document, context)
            yield from values.values(document, context, expected, packages)
            yield from names.visible_names(document, context, expected=expected)
            yield from packages.schemas(context, rank=68)
            yield from packages.modules(context, rank=66)
            yield from _words(_WORDS)
        case Place.OPERATOR:
            yield from _words(_JOINING)


def _branches(document: Document, context: Context) -> dict[str, str]:
    """Return what may go on with an ``if`` that ends above."""
    text, file = document.text, document.file
    column = file.position(context.start)[1]
    for node in document.around(len(text[: context.start].rstrip())):
        if isinstance(node, (nodes.IfStmt, nodes.ConfigIfEntry)):
            if file.position(node.start)[1] == column:
                return _BRANCHES
    return {}


def _words(words: tuple[str, ...]) -> Iterator[Item]:
    yield from (Item(word, ItemKind.KEYWORD, rank=80) for word in words)


def _keywords(snippets: dict[str, str]) -> Iterator[Item]:
    for word, snippet in snippets.items():
        yield Item(word, ItemKind.KEYWORD, insert=snippet, is_snippet=True, rank=70)
