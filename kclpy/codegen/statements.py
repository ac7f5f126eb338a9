"""Emitting statements: of lambdas, of schema bodies, and of the top level of a file."""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Iterator, Sequence

from kclpy.codegen import python as py
from kclpy.codegen.functions import FunctionEmitter
from kclpy.codegen.python import At
from kclpy.semantics.order import Shape
from kclpy.semantics.symbols import AttributeSymbol, GlobalSymbol, LocalSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Visitor

_BINARY = {
    "+=": "add",
    "-=": "subtract",
    "*=": "multiply",
    "/=": "divide",
    "//=": "floor_divide",
    "%=": "modulo",
    "**=": "power",
    "<<=": "shift_left",
    ">>=": "shift_right",
    "&=": "bit_and",
    "^=": "bit_xor",
    "|=": "union",
}


class Emitter(FunctionEmitter, covers=nodes.Expr):
    """Emits every expression; its statements are emitted by a `StatementEmitter`."""

    def block(self, statements: Sequence[nodes.Stmt]) -> list[pyast.stmt]:
        """Return the statements of a lambda's body; the value of the last one is returned."""
        emitter = StatementEmitter(self)
        body = emitter.emit(statements[:-1])
        if not statements:
            return body
        last = statements[-1]
        at = self.at(last)
        if isinstance(last, nodes.ExprStmt):
            return [*body, py.give(self.expr(last.value), self.at(last.value))]
        body += emitter.emit([last])
        if isinstance(last, nodes.AssignStmt):
            return [*body, py.give(emitter.read_target(last.targets[0]), at)]
        if isinstance(last, (nodes.AugAssignStmt, nodes.UnificationStmt)):
            return [*body, py.give(emitter.read_target(last.target), at)]
        return [*body, py.give(py.constant(None, at), at)]


class StatementEmitter(Visitor[list[pyast.stmt]], covers=nodes.Stmt):
    """Emits statements.

    ``statement`` is the top-level statement they belong to. If it is a setter of globals that
    are cells, their assignments are then numbered, so that a read can run one of them alone.
    """

    def __init__(
        self, emitter: Emitter, statement: nodes.Stmt | None = None, is_setter: bool = False
    ) -> None:
        self.emitter = emitter
        self.expr = emitter.expr
        self.at = emitter.at
        self.statement = statement
        self.is_setter = is_setter
        self._numbers: dict[GlobalSymbol, int] = {}
        self._is_augmented = False
        self._branches = 0  # the ``if`` statements around

    def emit(self, statements: Sequence[nodes.Stmt]) -> list[pyast.stmt]:
        """Return the code of several statements."""
        return [code for statement in statements for code in self.visit(statement)]

    # Assignment

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> list[pyast.stmt]:
        at = self.at(node)
        value = self._value(node)
        converter = self.emitter.converter(node.annotation)
        if converter is not None:
            value = py.call(converter, [value], at)
        if len(node.targets) == 1:
            return self.store(node.targets[0], self._unless_fixed(node.targets[0], value, at), at)
        shared = self.emitter.temporary()
        statements: list[pyast.stmt] = [py.assign(shared, value, at)]
        for target in node.targets:
            statements += self.store(target, py.name(shared, at), at)
        return statements

    def _value(self, node: nodes.AssignStmt) -> pyast.expr:
        """Return the assigned value, in which the target itself has its value so far."""
        symbol = self._symbol(node.targets[0])
        self.emitter.assigned = symbol if isinstance(symbol, GlobalSymbol) else None
        value = self.expr(node.value)
        self.emitter.assigned = None
        return value

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> list[pyast.stmt]:
        at = self.at(node)
        old = self.read_target(node.target, is_own=True)
        value = py.call(_BINARY[node.op], [old, self.expr(node.value)], at)
        self._is_augmented = True
        code = self.store(node.target, self._unless_fixed(node.target, value, at), at)
        self._is_augmented = False
        return code

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> list[pyast.stmt]:
        at = self.at(node)
        value = self.expr(node.value)
        symbol = self._symbol(node.target)
        if isinstance(symbol, (AttributeSymbol, LocalSymbol)) or self.is_setter:
            old = self.read_target(node.target, is_own=True)
            value = py.call("union", [old, value], at)
        return self.store(node.target, self._unless_fixed(node.target, value, at), at)

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

    def read_target(self, target: nodes.Expr, is_own: bool = False) -> pyast.expr:
        """Return the present value of an assignment target."""
        symbol = self._symbol(target)
        if isinstance(symbol, GlobalSymbol) and is_own:
            at = self.at(target)
            if self.emitter.package.shapes[symbol] is Shape.CELL:
                return py.method(f"c_{symbol.name}", "read_own", [], at)
            return py.name(f"g_{symbol.name}", at)
        if isinstance(target, nodes.SelectorExpr):
            at = self.at(target)
            value = self.read_target(target.value, is_own)
            return py.call("attribute", [value, py.constant(target.attr.id, at)], at)
        if isinstance(target, nodes.SubscriptExpr):
            at = self.at(target)
            value = self.read_target(target.value, is_own)
            return py.call("subscript", [value, self.expr(target.index)], at)
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
            old = self.read_target(target, is_own=True)
            path = py.tuple_of(steps[::-1], at)
            value = py.call("updated", [old, path, value], at)
        return self._store_name(target, value, at)

    def _store_name(self, target: nodes.Name, value: pyast.expr, at: At) -> list[pyast.stmt]:
        symbol = self.emitter.symbol_of.get(target)
        if isinstance(symbol, LocalSymbol):
            return [py.assign(self.emitter.scope.declare(symbol), value, at)]
        if isinstance(symbol, AttributeSymbol):
            return [self.set_attribute(symbol.name, value, at)]
        if isinstance(symbol, GlobalSymbol):
            return self._store_global(symbol, value, at)
        return [py.do(value, at)]

    def set_attribute(self, name: str, value: pyast.expr, at: At) -> pyast.stmt:
        """Return ``F.set(name, value)``."""
        frame = self.emitter.frame(at)
        return py.do(py.method(frame, "set", [py.constant(name, at), value], at), at)

    def _store_global(self, symbol: GlobalSymbol, value: pyast.expr, at: At) -> list[pyast.stmt]:
        if self.emitter.package.shapes[symbol] is not Shape.CELL or not self.is_setter:
            return [py.assign(f"g_{symbol.name}", value, at)]
        number = self._numbers.get(symbol, self._first_number(symbol))
        self._numbers[symbol] = number + 1
        cell = f"c_{symbol.name}"
        place = py.constant(number, at)
        reads_itself = self._is_augmented or _mentions(value, cell)
        args = [value, place, py.constant(reads_itself, at), py.name("stop", at)]
        key = py.tuple_of([py.name(cell, at), py.constant(number, at)], at)
        here = py.compare(py.name("stop", at), pyast.Eq(), key, at)
        return [
            py.do(py.method(cell, "store", args, at), at),
            py.when(here, [py.stop(at)], [], at),
        ]

    def _first_number(self, symbol: GlobalSymbol) -> int:
        assert self.statement is not None
        return symbol.setters.index(self.statement)

    # Control

    def visit_IfStmt(self, node: nodes.IfStmt) -> list[pyast.stmt]:
        at = self.at(node.test)
        before = self._declare_locals(node, at)
        test = self.expr(node.test)
        start = dict(self._numbers)
        self._branches += 1
        body = self.emit(node.body)
        middle = dict(self._numbers)
        orelse = self.emit(node.orelse)
        self._branches -= 1
        if self.is_setter and not self._branches:
            body = self._only_for(start, middle, body, at)
            orelse = self._only_for(middle, self._numbers, orelse, at)
        return [*before, py.when(test, body, orelse, at)]

    def _only_for(
        self,
        start: dict[GlobalSymbol, int],
        end: dict[GlobalSymbol, int],
        body: list[pyast.stmt],
        at: At,
    ) -> list[pyast.stmt]:
        """Let a read that runs one assignment skip the branches that do not hold it."""
        if not body:
            return body
        keys = [
            py.tuple_of([py.name(f"c_{symbol.name}", at), py.constant(number, at)], at)
            for symbol, last in end.items()
            for number in range(start.get(symbol, self._first_number(symbol)), last)
        ]
        runs_normally = py.compare(py.name("stop", at), pyast.Is(), py.constant(None, at), at)
        holds_it = py.compare(py.name("stop", at), pyast.In(), py.tuple_of(keys, at), at)
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
        return [py.do(self.expr(node.value), self.at(node))]

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
        name = py.constant(node.name, at)
        value = self._default(node)
        if value is None:
            return [py.do(py.method(self.emitter.frame(at), "declare", [name], at), at)]
        if node.op == "|=":
            old = py.method(self.emitter.frame(at), "read", [name], at)
            value = py.call("union", [old, value], at)
        if self._branches:
            converter = self.emitter.converter(node.annotation)
            value = value if converter is None else py.call(converter, [value], at)
        return [self.set_attribute(node.name, self.unless_fixed(node.name, value, at), at)]

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
    """Return ``if condition and not test: raise …`` for a check or an assertion."""
    at = emitter.at(node)
    failed = py.negation(emitter.expr(node.test), at)
    if node.condition is not None:
        failed = py.both([emitter.expr(node.condition), failed], at)
    message = py.name("Undefined", at) if node.message is None else emitter.expr(node.message)
    error = "check_failed" if isinstance(node, nodes.CheckExpr) else "assert_failed"
    return py.when(failed, [py.throw(py.call(error, [message], at), at)], [], at)


def _mentions(code: pyast.expr, name: str) -> bool:
    """Return whether emitted code reads the global ``name``."""
    return any(isinstance(node, pyast.Name) and node.id == name for node in pyast.walk(code))
