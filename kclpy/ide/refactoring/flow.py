"""Where a value of a config goes: an instance of a schema may take its place where none can notice.

That is so in what is output, and where parts of it are read that are no configs. What is merged,
compared, called with, or given away otherwise, may depend on its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.expected import entries_of
from kclpy.ide.finder import Occurrence
from kclpy.ide.navigation import uses
from kclpy.ide.workspace import Snapshot
from kclpy.syntax import nodes
from kclpy.types import BasicType, LiteralType

_CONTAINERS = (nodes.ParenExpr, nodes.ListExpr, nodes.ListIfItem, nodes.ConfigIfEntry)


class Flow:
    """Follows values through the files of a moment."""

    def __init__(self, snapshot: Snapshot, token: CancelToken) -> None:
        self.snapshot = snapshot
        self.token = token
        self._seen: set[object] = set()

    def is_plain(self, document: Document, way: Sequence[nodes.Node]) -> bool:
        """Return whether nobody notices the kind of the last node of ``way``, outermost first."""
        steps = list(pairwise(way))
        for index in range(len(steps) - 1, -1, -1):
            outer, node = steps[index]
            if isinstance(outer, nodes.AssignStmt):
                return self._is_variable_plain(document, outer, node, steps[index - 1][0])
            if isinstance(outer, nodes.CompClause):
                return node is outer.iterable and self._are_plain(document, outer.variables)
            if isinstance(outer, nodes.ConfigEntry):
                if node is not outer.value or not self._is_key_plain(document, outer, way):
                    return False
            elif isinstance(outer, nodes.ConfigExpr):
                if index and isinstance(steps[index - 1][0], nodes.SchemaExpr):
                    return False
            elif not isinstance(outer, _CONTAINERS):
                return False
        return False

    def _is_variable_plain(
        self, document: Document, statement: nodes.AssignStmt, node: nodes.Node, outer: nodes.Node
    ) -> bool:
        if node is not statement.value or statement.annotation is not None:
            return False
        is_sure = isinstance(outer, (nodes.Module, nodes.LambdaExpr))
        return is_sure and self._are_plain(document, statement.targets)

    def _is_key_plain(
        self, document: Document, entry: nodes.ConfigEntry, way: Sequence[nodes.Node]
    ) -> bool:
        """Return whether the value of ``entry`` is all that its key has, and read plainly."""
        if not isinstance(entry.key, (nodes.Name, nodes.StringLit)) or entry.op == "+=":
            return False
        configs = [one for one in way if isinstance(one, nodes.ConfigExpr)]
        together = (list(entries_of(one.entries)) for one in configs)
        names = [_name(one.key) for several in together if entry in several for one in several]
        return names.count(_name(entry.key)) == 1 and self._are_plain(document, [entry.key])

    def _are_plain(self, document: Document, names: Sequence[nodes.Expr]) -> bool:
        """Return whether variables get one value, and are read plainly."""
        for name in names:
            found = document.occurrences.at(name.end)
            if not isinstance(name, (nodes.Name, nodes.StringLit)) or found is None:
                return False
            if found.declaration.key in self._seen:
                continue
            self._seen.add(found.declaration.key)
            several = uses(self.snapshot, document, found.declaration, self.token)
            if sum(one.is_write for one in several) != 1:
                return False
            if not all(one.is_write or self._is_read_plainly(one) for one in several):
                return False
        return True

    def _is_read_plainly(self, read: Occurrence) -> bool:
        document = self.snapshot.document(read.span.file.path, self.token)
        way = document.around(read.node.start, read.node.end)
        while len(way) > 1 and _selects(way[-2], way[-1]):
            way.pop()
        if len(way) > 1 and isinstance(way[-2], nodes.AssignStmt) and way[-1] in way[-2].targets:
            return False
        is_scalar = isinstance(document.type_of(way[-1]), (BasicType, LiteralType))
        return is_scalar or self.is_plain(document, way)


def _selects(outer: nodes.Node, node: nodes.Node) -> bool:
    if isinstance(outer, nodes.SelectorExpr):
        return True
    return isinstance(outer, nodes.SubscriptExpr) and node is outer.value


def _name(key: nodes.Expr | None) -> str:
    """Return the first name of a key, "" if it has none."""
    if isinstance(key, nodes.StringLit):
        return key.value
    root = None if key is None else nodes.root_name(key)
    return "" if root is None else root.id
