"""Places that are edited together: a name that nothing outside of one statement or file can say."""

from __future__ import annotations

from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.navigation import highlights
from kclpy.source import Span
from kclpy.syntax import nodes


def linked(document: Document, offset: int) -> list[Span]:
    """Return all places of the name at ``offset``, if all of them are written in the same way.

    That is so for loop variables, variables of lambdas, and aliases of imports. Parameters are
    left out: calls may name them.
    """
    found = document.occurrences.at(offset)
    if found is None or not _is_local(found.declaration):
        return []
    places = [one.span for one in highlights(document, offset)]
    texts = {place.file.text[place.start : place.end] for place in places}
    return places if len(texts) == 1 else []


def _is_local(declaration: Declaration) -> bool:
    node = declaration.node
    is_alias = isinstance(node, nodes.ImportStmt) and node.alias is not None
    return declaration.kind in (Kind.LOCAL, Kind.LOOP) or is_alias
