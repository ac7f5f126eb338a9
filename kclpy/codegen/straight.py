"""Straight-line code for the schemas that need no laziness.

Most schemas stand alone, set each attribute once and read only attributes above. Their
instances are made by one function with attributes as local variables: no frame, no order to
find out. The statement functions of `schemas` are emitted beside it, for schemas that derive
from this one.
"""

from __future__ import annotations

import ast as pyast
from collections.abc import Iterator

from kclpy.codegen import python as py
from kclpy.codegen.operators import Operand
from kclpy.codegen.python import At
from kclpy.codegen.statements import Emitter, check_statement
from kclpy.semantics.kinds import NOTHING, UNKNOWN
from kclpy.semantics.symbols import AttributeSymbol, HostSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_CONFIG, _INSTANCE = "K", "I"


def is_straight(node: nodes.SchemaStmt, emitter: Emitter) -> bool:
    """Return whether instances of a schema can be made by straight-line code."""
    if node.base or node.mixins or node.protocol or node.index_signature or node.params:
        return False
    if node.kind != "schema" or node.name.id.endswith("Mixin") or node.decorators:
        return False
    known: set[str] = set()
    for statement in node.body:
        name = _single_name(statement)
        if name is None or name in known:
            return False
        for symbol in _symbols(statement, emitter):
            if isinstance(symbol, HostSymbol):
                return False
            if isinstance(symbol, AttributeSymbol) and symbol.name not in known:
                return False
        known.add(name)
    return True


def _single_name(statement: nodes.Stmt) -> str | None:
    """Return the attribute that a plain statement sets, None for every other statement."""
    if isinstance(statement, nodes.SchemaAttr):
        is_plain = statement.op in ("", "=") and not statement.decorators
        return statement.name if is_plain else None
    if isinstance(statement, nodes.AssignStmt) and len(statement.targets) == 1:
        target = statement.targets[0]
        return target.id if isinstance(target, nodes.Name) and not statement.annotation else None
    return None


def _symbols(statement: nodes.Stmt, emitter: Emitter) -> Iterator[Symbol]:
    """Yield the symbols of the names that a statement's value mentions."""
    assert isinstance(statement, (nodes.SchemaAttr, nodes.AssignStmt))
    waiting: list[nodes.Node] = [] if statement.value is None else [statement.value]
    while waiting:
        node = waiting.pop()
        symbol = emitter.symbol_of.get(node) if isinstance(node, nodes.Name) else None
        if symbol is not None:
            yield symbol
        waiting.extend(children(node))


class StraightEmitter:
    """Emits the function that makes the instances of one schema."""

    def __init__(self, emitter: Emitter) -> None:
        self.emitter = emitter
        self.at = emitter.at

    def function(self, node: nodes.SchemaStmt) -> str:
        """Emit the function and return its name; it takes the config and the instance."""
        emitter = self.emitter
        emitter.attributes_are_locals = True
        name, _ = emitter.lift(
            "new", [_CONFIG, _INSTANCE], lambda: self._body(node), self.at(node.name)
        )
        emitter.attributes_are_locals = False
        return name

    def _body(self, node: nodes.SchemaStmt) -> list[pyast.stmt]:
        at = self.at(node.name)
        body: list[pyast.stmt] = []
        names: list[str] = []
        values: list[pyast.expr] = []
        for statement in node.body:
            name = _single_name(statement)
            assert name is not None
            local = self._declare(node, name)
            names.append(name)
            values.append(py.name(local, at))
            body += self._attribute(statement, name, local)
        keys: list[pyast.expr] = [py.constant(name, at) for name in names]
        finish = [py.name(_INSTANCE, at), py.dict_of(keys, values, at)]
        body.append(py.do(py.call("finish_straight", finish, at), at))
        body += [check_statement(self.emitter, check) for check in node.checks]
        return body

    def _declare(self, node: nodes.SchemaStmt, name: str) -> str:
        symbol = self.emitter.model.attributes[node][name]
        self.emitter.scope.own.add(symbol)
        return self.emitter.names.name_of(symbol)

    def _attribute(self, statement: nodes.Stmt, name: str, local: str) -> list[pyast.stmt]:
        """Return the code that finds the value of one attribute.

        Its config entry is taken, merged with the default unless it was written with ``=``;
        without one the default is evaluated.
        """
        at = self.at(statement)
        type_ = statement.annotation if isinstance(statement, nodes.SchemaAttr) else None
        convert = self.emitter.convert_local
        key = py.constant(name, at)
        value = py.name(local, at)
        given = py.method(_CONFIG, "get", [key, py.name("UNSET", at)], at)
        op = py.method(py.member(_CONFIG, "ops", at), "get", [key], at)
        is_merged = py.compare(op, pyast.NotEq(), py.name("OVERRIDE", at), at)
        merged = py.call("configured", [self._default(statement, at).code, value, op], at)
        default, kind = self._default(statement, at)
        without = [py.assign(local, default, at), *convert(type_, local, kind, False, at)]
        configured = [
            py.when(is_merged, [py.assign(local, merged, at)], [], at),
            *convert(type_, local, UNKNOWN, True, at),
        ]
        unset = py.is_(value, "UNSET", at)
        return [py.assign(local, given, at), py.when(unset, without, configured, at)]

    def _default(self, statement: nodes.Stmt, at: At) -> Operand:
        assert isinstance(statement, (nodes.SchemaAttr, nodes.AssignStmt))
        if statement.value is not None:
            return self.emitter.operand(statement.value)
        assert isinstance(statement, nodes.SchemaAttr)
        if isinstance(statement.annotation, nodes.LiteralType):
            return self.emitter.operand(statement.annotation.value)
        return Operand(py.name("Undefined", at), NOTHING)
