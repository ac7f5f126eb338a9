"""Schemas by descent: what one builds on, what builds on it, and attributes declared again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.navigation import files_around
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.resolver import assignments
from kclpy.source import Span
from kclpy.syntax import nodes

SCHEMAS = (Kind.SCHEMA, Kind.MIXIN, Kind.PROTOCOL, Kind.RULE)


@dataclass(frozen=True, slots=True)
class Item:
    """A declaration in a tree of such: ``span`` is all of it, ``name_span`` its name."""

    name: str
    kind: Kind
    span: Span
    name_span: Span
    package: str = ""


def item_of(declaration: Declaration) -> Item | None:
    """Return a declaration as an item, None if it stands in no file."""
    span, node = declaration.span, declaration.node
    if span is None:
        return None
    whole = span
    if node is not None:
        whole = Span(span.file, min(node.start, span.start), max(node.end, span.end))
    return Item(declaration.name, declaration.kind, whole, span, declaration.package)


def schema_at(document: Document, offset: int) -> Declaration | None:
    """Return the schema, mixin, protocol or rule that is named at ``offset``."""
    found = document.occurrences.at(offset)
    is_one = found is not None and found.declaration.kind in SCHEMAS
    return found.declaration if found is not None and is_one else None


def supertypes(
    snapshot: Snapshot, declaration: Declaration, token: CancelToken
) -> list[Declaration]:
    """Return what a schema names in its head: its base, its protocol, its mixins."""
    node, span = declaration.node, declaration.span
    if span is None or not isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt)):
        return []
    document = snapshot.document(span.file.path, token)
    found: dict[object, Declaration] = {}
    for reference in _references(node):
        base = schema_at(document, reference.end)
        if base is not None:
            found.setdefault(base.key, base)
    return list(found.values())


def subtypes(
    snapshot: Snapshot, document: Document, declaration: Declaration, token: CancelToken
) -> list[Declaration]:
    """Return the schemas of the workspace that name ``declaration`` in their heads."""
    return _Heads(snapshot, document, declaration, token).below(declaration)


def implementations(
    snapshot: Snapshot, document: Document, offset: int, token: CancelToken
) -> list[Span]:
    """Return the schemas below the one at ``offset``, or where they declare an attribute again."""
    schema = schema_at(document, offset)
    if schema is not None:
        below = _all_below(snapshot, document, schema, token)
        return [one.span for one in below if one.span is not None]
    found = document.occurrences.at(offset)
    if found is None or found.declaration.schema is None:
        return []
    owner = document.occurrences.declarations.schema(found.declaration.schema)
    if owner is None:
        return []
    name = found.declaration.name
    below = _all_below(snapshot, document, owner, token)
    return [span for one in below for span in _attribute(one, name)]


def _all_below(
    snapshot: Snapshot, document: Document, declaration: Declaration, token: CancelToken
) -> Iterator[Declaration]:
    """Yield all that descends from ``declaration``, each once, however it goes in circles."""
    heads = _Heads(snapshot, document, declaration, token)
    seen = {declaration.key}
    waiting = [declaration]
    while waiting:
        for one in heads.below(waiting.pop(0)):
            if one.key not in seen:
                seen.add(one.key)
                waiting.append(one)
                yield one


def _attribute(declaration: Declaration, name: str) -> Iterator[Span]:
    """Yield where the body of a schema first gives ``name``."""
    if isinstance(declaration.node, nodes.SchemaStmt) and declaration.module is not None:
        for statement in declaration.node.body:
            for known, node in assignments(statement):
                if known == name:
                    yield declaration.module.file.span(node.start, node.end)
                    return


def _references(node: nodes.SchemaStmt | nodes.RuleStmt) -> Iterator[nodes.Expr]:
    if isinstance(node, nodes.SchemaStmt):
        several = (node.base, node.protocol, *node.mixins)
    else:
        several = (*node.bases, node.protocol)
    return (one for one in several if one is not None)


class _Heads:
    """The heads of the schemas of the workspace, by the names of what they build on."""

    def __init__(
        self, snapshot: Snapshot, document: Document, declaration: Declaration, token: CancelToken
    ) -> None:
        self.snapshot = snapshot
        self.token = token
        self._by_name: dict[str, list[tuple[str, nodes.Name, nodes.Expr]]] = defaultdict(list)
        for path in files_around(snapshot, document, declaration):
            token.check()
            for statement in snapshot.module(path).body:
                if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
                    for reference in _references(statement):
                        for name in (nodes.dotted_name(reference) or ())[-1:]:
                            entry = (path, statement.name, reference)
                            self._by_name[name.id].append(entry)

    def below(self, declaration: Declaration) -> list[Declaration]:
        """Return the schemas that name ``declaration`` in their heads."""
        found: dict[object, Declaration] = {}
        for path, name, reference in self._by_name.get(declaration.name, ()):
            document = self.snapshot.document(path, self.token)
            named = schema_at(document, reference.end)
            if named is None or named.key != declaration.key:
                continue
            derived = schema_at(document, name.start)
            if derived is not None:
                found.setdefault(derived.key, derived)
        return list(found.values())
