"""The order of evaluation: which globals may be read before they were assigned.

A read of a global yields its final value, wherever it stands (reference, 02 section 6.3).
Most globals are assigned once and read only afterwards; for them plain code will do. The
others are found here, once, from what every top-level statement mentions:

* `STRAIGHT`: every read comes after the last assignment. An assignment that only reads its
  own name's value so far counts as straight, too.
* `DEFERRED`: one assignment, read before it ran; the read runs the statement.
* `CELL`: several assignments, or one in an ``if``, with a read in between or before; the rule
  of the reference decides at run time which of them the read sees.

A statement that a read may run ahead of its place reads ahead itself; hence the fixpoint.
"""

from __future__ import annotations

from enum import Enum
from heapq import heappop, heappush

from kclpy.semantics.model import PackageModel
from kclpy.semantics.symbols import GlobalSymbol, SchemaSymbol, Symbol
from kclpy.syntax import nodes


class Shape(Enum):
    """How a global is kept at run time."""

    STRAIGHT = "straight"
    DEFERRED = "deferred"
    CELL = "cell"


def order(model: PackageModel) -> dict[GlobalSymbol, Shape]:
    """Return the shape of every global of a package."""
    return _Order(model).shapes()


class _Order:
    def __init__(self, model: PackageModel) -> None:
        self.model = model
        self.statements = [s for module in model.package.modules for s in module.body]
        self.place = {statement: at for at, statement in enumerate(self.statements)}
        # The earliest moment, as a place, at which a read may run a statement.
        self.runs_at: dict[int, int] = {}
        self.globals = [s for s in model.globals.values() if isinstance(s, GlobalSymbol)]
        self.lazy: set[GlobalSymbol] = set()
        self._schema_reads: dict[SchemaSymbol, frozenset[GlobalSymbol]] = {}

    def shapes(self) -> dict[GlobalSymbol, Shape]:
        """Visit the statements by the moment at which they may run first.

        That moment is final when a statement is visited: whatever can still pull it ahead
        runs later itself.
        """
        waiting = [(at, at) for at in range(len(self.statements))]
        visited: set[int] = set()
        while waiting:
            moment, at = heappop(waiting)
            if at in visited:
                continue
            visited.add(at)
            reader = self.statements[at]
            if isinstance(reader, (nodes.SchemaStmt, nodes.RuleStmt)):
                continue
            for symbol in self._reads(reader):
                if not symbol.setters or reads_itself_in_order(reader, symbol):
                    continue
                if moment > self.place[symbol.setters[-1]]:
                    continue
                self.lazy.add(symbol)
                for setter in symbol.setters:
                    place = self.place[setter]
                    if moment < self.runs_at.get(place, place):
                        self.runs_at[place] = moment
                        heappush(waiting, (moment, place))
        return {symbol: self._shape(symbol) for symbol in self.globals}

    def _shape(self, symbol: GlobalSymbol) -> Shape:
        if symbol not in self.lazy:
            return Shape.STRAIGHT
        setters = symbol.setters
        if len(setters) == 1 and is_plain_assignment(setters[0], symbol.name):
            return Shape.DEFERRED
        return Shape.CELL

    def _reads(self, statement: nodes.Stmt) -> frozenset[GlobalSymbol]:
        """Return the globals that running ``statement`` may read."""
        return self._closure(self.model.mentions.get(statement, {}))

    def _closure(self, mentions: dict[Symbol, None]) -> frozenset[GlobalSymbol]:
        found: set[GlobalSymbol] = set()
        for symbol in mentions:
            if isinstance(symbol, GlobalSymbol):
                found.add(symbol)
            elif isinstance(symbol, SchemaSymbol):
                found |= self._reads_of_schema(symbol)
        return frozenset(found)

    def _reads_of_schema(self, schema: SchemaSymbol) -> frozenset[GlobalSymbol]:
        """Return the globals that the bodies behind ``schema`` read."""
        known = self._schema_reads.get(schema)
        if known is not None:
            return known
        found: set[GlobalSymbol] = set()
        seen = {schema}
        waiting = [schema]
        while waiting:
            for symbol in self.model.mentions.get(waiting.pop().node, {}):
                if isinstance(symbol, GlobalSymbol):
                    found.add(symbol)
                elif isinstance(symbol, SchemaSymbol) and symbol not in seen:
                    seen.add(symbol)
                    waiting.append(symbol)
        result = self._schema_reads[schema] = frozenset(found)
        return result


def is_plain_assignment(statement: nodes.Stmt, name: str) -> bool:
    """Return whether ``statement`` does nothing but give ``name`` its value."""
    if isinstance(statement, nodes.UnificationStmt):
        return True
    if isinstance(statement, nodes.AssignStmt):
        targets = statement.targets
        return len(targets) == 1 and isinstance(targets[0], nodes.Name)
    return False


def reads_itself_in_order(statement: nodes.Stmt, symbol: GlobalSymbol) -> bool:
    """Return whether a read of ``symbol`` by its own setter sees the value so far anyway.

    So it is in ``_a = _a + 1``, and for the name of a lambda in the lambda's body.
    """
    if isinstance(statement, nodes.AugAssignStmt):
        return symbol.setters[-1:] == [statement] or statement in symbol.setters
    return isinstance(statement, (nodes.AssignStmt, nodes.IfStmt)) and statement in symbol.setters
