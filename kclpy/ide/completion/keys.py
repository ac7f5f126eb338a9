"""Keys of configs: the attributes of the schema that are not set yet, required ones first."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostics
from kclpy.ide.completion.context import Context
from kclpy.ide.completion.items import Item, ItemKind, Source, escaped
from kclpy.ide.completion.snippets import placeholder
from kclpy.ide.document import Document
from kclpy.ide.members import schemas_of
from kclpy.ide.texts import written
from kclpy.semantics.unification import entry_key
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.parser import parse_expression
from kclpy.syntax.unparse import quoted
from kclpy.types import (
    Attribute,
    DictType,
    LiteralType,
    SchemaDefinition,
    Type,
    UnionType,
)

_REQUIRED, _OPTIONAL = 10, 20


def missing_keys(document: Document, context: Context) -> Iterator[Item]:
    """Yield the attributes that may be set in the config around, with places for their values."""
    config = context.config
    expected = None if config is None else document.package.types.expected.get(config)
    if config is None or expected is None:
        return
    given = _given(config, context.start)
    for schema in schemas_of(expected):
        for name, attribute in attributes_of(schema).items():
            if name not in given:
                yield _item(name, attribute, schema)
        if schema.index_signature is not None:
            signature = schema.index_signature
            yield from _literal_keys(signature.key, signature.value, given)
    if isinstance(expected, DictType):
        for name, type_ in expected.attributes().items():
            if name not in given:
                yield Item(name, ItemKind.ATTRIBUTE, written(type_), rank=_OPTIONAL)
        yield from _literal_keys(expected.key(), expected.value(), given)


def _literal_keys(key: Type, value: Type, given: set[str]) -> Iterator[Item]:
    """Yield the keys of a dict, or of an index signature, that allows a few only."""
    for type_ in key.members if isinstance(key, UnionType) else (key,):
        name = type_.value if isinstance(type_, LiteralType) else None
        if isinstance(name, str) and name not in given:
            shown = name if name.isidentifier() else quoted(name)
            yield Item(
                name,
                ItemKind.ATTRIBUTE,
                written(value),
                f"{escaped(shown)} = {placeholder(value)}",
                is_snippet=True,
                rank=_OPTIONAL,
            )


def attributes_of(schema: SchemaDefinition) -> dict[str, Attribute]:
    """Return the attributes of a schema, its mixins, bases and protocols, base first."""
    found: dict[str, Attribute] = {}
    for one in reversed(schema.chain()):
        if one.protocol is not None:
            found.update(one.protocol.attributes)
        found.update(one.attributes)
        for mixin in one.mixins:
            found.update((k, v) for k, v in attributes_of(mixin).items() if k not in found)
    return found


def _given(config: nodes.ConfigExpr, offset: int) -> set[str]:
    """Return the keys that a config has already, but for the one that is being written."""
    given = set()
    waiting = list(config.entries)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, nodes.ConfigIfEntry):
            waiting += [*entry.body, *entry.orelse]
        elif not (entry.start <= offset <= entry.start + 1 or _is_unfinished(entry, offset)):
            key = entry_key(entry)
            if key is not None:
                given.add(key)
    return given


def _is_unfinished(entry: nodes.ConfigEntry, offset: int) -> bool:
    return entry.key is not None and entry.key.start <= offset <= entry.key.end


def _item(name: str, attribute: Attribute, schema: SchemaDefinition) -> Item:
    """Return the proposal to set an attribute."""
    is_required = not (attribute.is_optional or attribute.has_default or _is_fixed(attribute.type))
    optional = "?" if attribute.is_optional else ""
    key = f"\\${name}" if name in tokens.KEYWORDS and not _is_legal_key(name) else name
    return Item(
        name,
        ItemKind.ATTRIBUTE,
        f"{name}{optional}: {written(attribute.type)}",
        f"{key} = {placeholder(attribute.type)}",
        is_snippet=True,
        rank=_REQUIRED if is_required else _OPTIONAL,
        source=Source("attribute", name, schema.package, schema.name),
    )


def _is_legal_key(word: str) -> bool:
    """Tell whether a keyword is a key as it is."""
    diagnostics = Diagnostics()
    parse_expression(SourceFile("", f"{{{word} = 1}}"), diagnostics)
    return not len(diagnostics)


def _is_fixed(type_: Type) -> bool:
    return isinstance(type_, LiteralType)
