"""Emitting statements: of lambdas, of schema bodies, and of the top level of a file."""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from kclpy.codegen import python as py
from kclpy.codegen.functions import FunctionEmitter
from kclpy.codegen.operators import Operand
from kclpy.codegen.python import At
from kclpy.semantics.kinds import UNKNOWN, Kind
from kclpy.semantics.order import Shape
from kclpy.semantics.symbols import AttributeSymbol, GlobalSymbol, LocalSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Visitor

# Chains of ``elif`` from this length on are not nested, which Python's compiler would not stand.
_LONG_CHAIN = 20


class Emitter(FunctionEmitter, covers=nodes.Expr):
    """Emits every expression; its statements are emitted by a `StatementEmitter`."""

    def block(
        self, statements: Sequence[nodes.Stmt], result: nodes.TypeExpr | None
    ) -> list[pyast.stmt]:
        """Return the statements of a lambda's body; the value of the last one is returned."""
        emitter = StatementEmitter(self)

        def give(value: pyast.expr, kind: Kind = UNKNOWN) -> pyast.stmt:
            at = py.at_of(value)
            return py.give(self.converted(result, value, kind, at), at)

        body = emitter.emit(statements[:-1])
        if not statements:
            return [give(py.name("Undefined", (1, 0, 1, 0)))]
        last = statements[-1]
        if isinstance(last, nodes.ExprStmt):
            return [*body, give(*self.operand(last.value))]
        body += emitter.emit([last])
        if isinstance(last, nodes.AssignStmt):
            return [*body, give(emitter.read_target(last.targets[0]))]
        if isinstance(last, (nodes.AugAssignStmt, nodes.UnificationStmt)):
            return [*body, give(emitter.read_target(last.target))]
        return [*body, give(py.constant(None, self.at(last)))]


class StatementEmitter(Visitor[list[pyast.stmt]], covers=nodes.Stmt):
    """Emits the statements of one function.

    ``statement`` is the statement of a file or of a schema body that they belong to, None in
    a lambda. The assignments of variables that are cells are numbered within it, so that a
    read can run one of them alone: the function's parameter ``stop`` names it.
    """

    def __init__(self, emitter: Emitter, statement: nodes.Stmt | None = None) -> None:
        self.emitter = emitter
        self.expr = emitter.expr
        self.at = emitter.at
        self.statement = statement
        self._counts: dict[str, int] = {}  # of the assignments emitted so far, by name
        self._keys: list[pyast.expr] = []  # what ``stop`` may be, in their order
        self._branches = 0  # the ``if`` statements around

    def emit(self, statements: Sequence[nodes.Stmt]) -> list[pyast.stmt]:
        """Return the code of several statements."""
        return [code for statement in statements for code in self.visit(statement)]

    # Assignment

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> list[pyast.stmt]:
        at = self.at(node)
        first = node.targets[0]
        with self._assigning(self._root(first)):
            value = self.emitter.converted(node.annotation, *self.emitter.operand(node.value), at)
            if len(node.targets) == 1:
                return self.store(first, self._unless_fixed(first, value, at), at)
        shared = self.emitter.temporary()
        statements: list[pyast.stmt] = [py.assign(shared, value, at)]
        for target in node.targets:
            statements += self.store(target, py.name(shared, at), at)
        return statements

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> list[pyast.stmt]:
        at = self.at(node)
        with self._assigning(self._root(node.target)):
            old = Operand(self.read_target(node.target), UNKNOWN)
            operator = node.op.removesuffix("=")
            value = self.emitter.operation(operator, old, self.emitter.operand(node.value), at)
            return self.store(node.target, self._unless_fixed(node.target, value, at), at)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> list[pyast.stmt]:
        at = self.at(node)
        symbol = self._symbol(node.target)
        value = self.expr(node.value)
        if not isinstance(symbol, GlobalSymbol) or self._is_cell(symbol):
            with self._assigning(symbol):
                value = py.call("union", [self.read_target(node.target), value], at)
        return self.store(node.target, self._unless_fixed(node.target, value, at), at)

    @contextmanager
    def _assigning(self, symbol: Symbol | None) -> Iterator[None]:
        """Emit reads of ``symbol`` as reads of its value so far."""
        self.emitter.assigned, self.emitter.reads_itself = symbol, False
        yield
        self.emitter.assigned, self.emitter.reads_itself = None, False

    def _is_cell(self, symbol: GlobalSymbol) -> bool:
        return self.emitter.package.shapes[symbol] is Shape.CELL

    def _root(self, target: nodes.Expr) -> Symbol | None:
        """Return the variable at the start of an assignment target."""
        while isinstance(target, (nodes.SelectorExpr, nodes.SubscriptExpr)):
            target = target.value
        return self._symbol(target)

    def _symbol(self, target: nodes.Expr) -> Symbol | None:
        return self.emitter.symbol_of.get(target) if isinstance(target, nodes.Name) else None

    def _unless_fixed(self, target: nodes.Expr, value: pyast.expr, at: At) -> pyast.expr:
        """An attribute that is configured with ``=`` does not need its default."""
        symbol = self._symbol(target)
        if not isinstance(symbol, AttributeSymbol):
            return value
        return self.unless_fixed(symbol.name, value, at)

    def unless_fixed(self, name: str, value: pyast.expr, at: At) -> pyast.expr:
        """Return ``None if F.op(name) == OVERRIDE else value``, a constant without the test."""
        if isinstance(value, pyast.Constant):
            return value
        frame = self.emitter.frame(at)
        op = py.method(frame, "op", [py.constant(name, at)], at)
        fixed = py.compare(op, pyast.Eq(), py.name("OVERRIDE", at), at)
        return py.choose(fixed, py.constant(None, at), value, at)

    def read_target(self, target: nodes.Expr) -> pyast.expr:
        """Return the present value of an assignment target."""
        at = self.at(target)
        if isinstance(target, nodes.SelectorExpr):
            name = py.constant(target.attr.id, at)
            return py.call("attribute", [self.read_target(target.value), name], at)
        if isinstance(target, nodes.SubscriptExpr):
            index = self.expr(target.index)
            return py.call("subscript", [self.read_target(target.value), index], at)
        return self.expr(target)

    def store(self, target: nodes.Expr, value: pyast.expr, at: At) -> list[pyast.stmt]:
        """Return the assignment of ``value`` to a name, or to a place within its value."""
        steps: list[pyast.expr] = []
        while not isinstance(target, nodes.Name):
            if isinstance(target, nodes.SelectorExpr):
                steps.append(py.constant(target.attr.id, at))
                target = target.value
            elif isinstance(target, nodes.SubscriptExpr):
                steps.append(py.tuple_of([self.expr(target.index)], at))
                target = target.value
            else:
                return [py.do(value, at)]
        if steps:
            path = py.tuple_of(steps[::-1], at)
            value = py.call("updated", [self.read_target(target), path, value], at)
            self.emitter.reads_itself = False  # an update of a part counts as plain
        return self._store_name(target, value, at)

    def _store_name(self, target: nodes.Name, value: pyast.expr, at: At) -> list[pyast.stmt]:
        symbol = self.emitter.symbol_of.get(target)
        if isinstance(symbol, LocalSymbol):
            return [py.assign(self.emitter.scope.declare(symbol), value, at)]
        if isinstance(symbol, AttributeSymbol):
            return self._set_attribute("set", symbol.name, [value], at)
        if isinstance(symbol, GlobalSymbol):
            if self._is_cell(symbol) and self.statement is not None:
                return self._store_cell(symbol, value, at)
            return [py.assign(f"g_{symbol.name}", value, at)]
        return [py.do(value, at)]

    def _set_attribute(
        self, method: str, name: str, values: list[pyast.expr], at: At
    ) -> list[pyast.stmt]:
        """Return ``F.set(name, value, …)`` or ``F.declare(name, …)``."""
        text = py.constant(name, at)
        ordinal = py.constant(self._counts.get(name, 0), at)
        place = py.tuple_of([py.name("N", at), ordinal], at)
        args = [text, *values, place]
        if method == "set":
            args.append(py.constant(self.emitter.reads_itself, at))
        args.append(py.name("stop", at))
        code = py.do(py.method(self.emitter.frame(at), method, args, at), at)
        return [code, *self._maybe_stop(name, py.tuple_of([text, place], at), at)]

    def _store_cell(self, symbol: GlobalSymbol, value: pyast.expr, at: At) -> list[pyast.stmt]:
        assert self.statement is not None
        first = symbol.setters.index(self.statement)
        number = py.constant(first + self._counts.get(symbol.name, 0), at)
        cell = py.name(f"c_{symbol.name}", at)
        reads_itself = py.constant(self.emitter.reads_itself, at)
        args = [value, number, reads_itself, py.name("stop", at)]
        code = py.do(py.method(cell, "store", args, at), at)
        return [code, *self._maybe_stop(symbol.name, py.tuple_of([cell, number], at), at)]

    def _maybe_stop(self, name: str, key: pyast.expr, at: At) -> list[pyast.stmt]:
        """Count an assignment; within an ``if``, a read that wants it alone stops there."""
        self._counts[name] = self._counts.get(name, 0) + 1
        if not self._branches:
            return []
        self._keys.append(key)
        here = py.compare(py.name("stop", at), pyast.Eq(), key, at)
        return [py.when(here, [py.stop(at)], [], at)]

    # Control

    def visit_IfStmt(self, node: nodes.IfStmt) -> list[pyast.stmt]:
        at = self.at(node.test)
        before = self._declare_locals(node, at)
        test = self.expr(node.test)
        self._branches += 1
        start = len(self._keys)
        body = self.emit(node.body)
        middle = len(self._keys)
        orelse = self._orelse(node)
        self._branches -= 1
        if not self._branches:
            body = self._only_for(self._keys[start:middle], body, at)
            orelse = self._only_for(self._keys[middle:], orelse, at)
        return [*before, py.when(test, body, orelse, at)]

    def _orelse(self, node: nodes.IfStmt) -> list[pyast.stmt]:
        """Return what runs if the test does not hold; a long chain is written out flat."""
        chain: list[nodes.IfStmt] = []
        rest = node.orelse
        while len(rest) == 1 and isinstance(rest[0], nodes.IfStmt):
            chain.append(rest[0])
            rest = rest[0].orelse
        if len(chain) < _LONG_CHAIN:
            return self.emit(node.orelse)
        at = self.at(node.test)
        flat: list[pyast.stmt] = []
        for branch in chain:
            test = self.expr(branch.test)
            flat.append(py.when(test, [*self.emit(branch.body), py.leave(at)], [], at))
        return [py.once([*flat, *self.emit(rest), py.leave(at)], at)]

    def _only_for(self, keys: list[pyast.expr], body: list[pyast.stmt], at: At) -> list[pyast.stmt]:
        """Let a read that runs one assignment skip a branch that does not hold it."""
        if not keys:
            return body
        stop = py.name("stop", at)
        runs_normally = py.compare(stop, pyast.Is(), py.constant(None, at), at)
        holds_it = py.compare(stop, pyast.In(), py.tuple_of(keys, at), at)
        return [py.when(py.either([runs_normally, holds_it], at), body, [], at)]

    def _declare_locals(self, node: nodes.IfStmt, at: At) -> list[pyast.stmt]:
        """Let locals that only a branch assigns be Undefined if it is not taken."""
        scope = self.emitter.scope
        statements: list[pyast.stmt] = []
        for symbol in _assigned_locals(node, self.emitter.symbol_of.get):
            if symbol not in scope.own and symbol not in scope.captured:
                statements.append(py.assign(scope.declare(symbol), py.name("Undefined", at), at))
        return statements

    def visit_AssertStmt(self, node: nodes.AssertStmt) -> list[pyast.stmt]:
        return [check_statement(self.emitter, node)]

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> list[pyast.stmt]:
        """The value of an expression statement of a file is output, but for that of a call."""
        at = self.at(node)
        value = self.expr(node.value)
        is_output = self.statement is not None and not self.emitter.is_in_schema
        if is_output and not isinstance(node.value, nodes.CallExpr):
            value = py.call("output", [value], at)
        return [py.do(value, at)]

    # What emits nothing in its place

    def _nothing(self, node: nodes.Stmt) -> list[pyast.stmt]:
        return []

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> list[pyast.stmt]:
        return self._nothing(node)

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> list[pyast.stmt]:
        return self._nothing(node)

    def visit_ErrorStmt(self, node: nodes.ErrorStmt) -> list[pyast.stmt]:
        return self._nothing(node)

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> list[pyast.stmt]:
        return self._nothing(node)

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> list[pyast.stmt]:
        return self._nothing(node)

    # Attributes in a schema body

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> list[pyast.stmt]:
        at = self.at(node)
        with self._assigning(self.emitter.attributes.get(node.name)):
            value = self._default(node)
            if value is None:
                return self._set_attribute("declare", node.name, [], at)
            if node.op == "|=":
                text = py.constant(node.name, at)
                old = py.method(self.emitter.frame(at), "read_own", [text], at)
                value = py.call("union", [old, value], at)
                self.emitter.reads_itself = True
            if self._branches:
                value = self.emitter.converted(node.annotation, value, UNKNOWN, at)
            value = self.unless_fixed(node.name, value, at)
            return self._set_attribute("set", node.name, [value], at)

    def _default(self, node: nodes.SchemaAttr) -> pyast.expr | None:
        """Return the default; a literal type without one is its own default."""
        if node.value is not None:
            return self.expr(node.value)
        if isinstance(node.annotation, nodes.LiteralType):
            return self.expr(node.annotation.value)
        return None


def _assigned_locals(
    node: nodes.Stmt, symbol_of: Callable[[nodes.Name], Symbol | None]
) -> Iterator[LocalSymbol]:
    """Yield the locals that ``node`` assigns."""
    if isinstance(node, nodes.IfStmt):
        for inner in (*node.body, *node.orelse):
            yield from _assigned_locals(inner, symbol_of)
    targets = node.targets if isinstance(node, nodes.AssignStmt) else []
    for target in targets:
        symbol = symbol_of(target) if isinstance(target, nodes.Name) else None
        if isinstance(symbol, LocalSymbol):
            yield symbol


def check_statement(emitter: Emitter, node: nodes.CheckExpr | nodes.AssertStmt) -> pyast.stmt:
    """Return ``if condition and not test: …`` for a check or an assertion, which raises.

    A check is a call that may also go on, where all checks that fail are to be known.
    """
    at = emitter.at(node)
    failed = py.negation(emitter.expr(node.test), at)
    if node.condition is not None:
        failed = py.both([emitter.expr(node.condition), failed], at)
    message = py.name("Undefined", at) if node.message is None else emitter.expr(node.message)
    if isinstance(node, nodes.CheckExpr):
        action = py.do(py.call("check_failed", [message], at), at)
    else:
        action = py.throw(py.call("assert_failed", [message], at), at)
    return py.when(failed, [action], [], at)
