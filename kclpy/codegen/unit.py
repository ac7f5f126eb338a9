"""From a package and its meaning to a code unit: compiled code and what it needs to run."""

from __future__ import annotations

import ast as pyast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from kclpy.codegen import python as py
from kclpy.codegen.base import PackageContext
from kclpy.codegen.config import TARGET, Entry
from kclpy.codegen.constants import NotConstant, constant_of
from kclpy.codegen.python import At
from kclpy.codegen.schemas import SchemaEmitter
from kclpy.codegen.statements import Emitter, StatementEmitter
from kclpy.semantics.model import PackageModel
from kclpy.semantics.order import Shape
from kclpy.semantics.resolver import assigned_names
from kclpy.semantics.symbols import GlobalSymbol, SchemaSymbol
from kclpy.semantics.unification import Unification, schema_expr
from kclpy.syntax import nodes

_START: At = (1, 0, 1, 0)

# Python's compiler takes quadratic time in the number of functions in a module.
_CHUNK = 200


@dataclass(slots=True)
class CodeUnit:
    """A compiled package.

    ``codes`` are modules, to be run in order in one namespace where ``schemas`` stand as empty
    shells; then the functions ``mains`` are called in order. ``exports`` are the
    variables in output order; of these, ``constants`` have a value from the start (see
    `constants`), ``unset`` are
    run by the first read, and ``cells`` have several setters, each a function and the number of
    the assignment within it.
    """

    path: str
    codes: list[CodeType]
    mains: list[str]
    schemas: tuple[str, ...]
    builtins: tuple[str, ...]
    imports: tuple[tuple[str, str], ...]
    constants: dict[str, Any]
    exports: tuple[str, ...]
    unset: tuple[str, ...]
    cells: tuple[tuple[str, tuple[str, ...]], ...]


def compile_package(model: PackageModel, is_strict: bool = False) -> CodeUnit:
    """Return the code of a resolved package, for runs with or without the strict range check."""
    package = PackageContext(model, is_strict)
    files = [
        _FileEmitter(package, module, number) for number, module in enumerate(model.package.modules)
    ]
    for file in files:
        file.know_lambdas()
    emitters = {file.module: file.emitter for file in files}
    bodies = [file.emit(emitters) for file in files]
    codes = [file.finish(body) for file, body in zip(files, bodies, strict=True)]
    variables = [s for s in model.globals.values() if isinstance(s, GlobalSymbol)]
    return CodeUnit(
        model.package.path,
        [code for chunks in codes for code in chunks],
        [f"f{number}_main" for number in range(len(files))],
        tuple(s.name for s in model.globals.values() if isinstance(s, SchemaSymbol)),
        tuple(package.needs.builtins),
        tuple(package.needs.imports),
        package.constants,
        tuple(symbol.name for symbol in variables),
        tuple(s.name for s in variables if package.shapes[s] is Shape.DEFERRED),
        tuple((symbol.name, tuple(names)) for symbol, names in package.setters.items()),
    )


class _FileEmitter:
    """Emits one file of a package."""

    def __init__(self, package: PackageContext, module: nodes.Module, number: int) -> None:
        self.package = package
        self.model = package.model
        self.module = module
        self.number = number
        self.emitter = Emitter(package, module, number)
        self.emitter.lambda_names = {}
        self.definitions: list[pyast.stmt] = []
        self.stored: dict[str, None] = {}  # globals that the main function assigns

    def know_lambdas(self) -> None:
        """Note which globals are one lambda for good, so that calls of them can be direct."""
        for statement in self.module.body:
            if not isinstance(statement, nodes.AssignStmt) or len(statement.targets) != 1:
                continue
            target, value = statement.targets[0], statement.value
            symbol = self.model.symbol_of.get(target) if isinstance(target, nodes.Name) else None
            if not isinstance(symbol, GlobalSymbol) or not isinstance(value, nodes.LambdaExpr):
                continue
            if symbol.setters == [statement]:
                name = self.emitter.fresh("lambda")
                self.emitter.lambda_names[value] = name
                self.package.lambdas[symbol] = (name, len(value.params))

    def emit(self, emitters: Mapping[nodes.Module, Emitter]) -> list[pyast.stmt]:
        """Return the body of the file's main function; collect what goes before it."""
        main: list[pyast.stmt] = []
        for statement in self.module.body:
            if isinstance(statement, nodes.SchemaStmt):
                self.definitions.append(SchemaEmitter(self.emitter).schema(statement))
            elif isinstance(statement, nodes.RuleStmt):
                self.definitions.append(SchemaEmitter(self.emitter).rule(statement))
            elif isinstance(statement, nodes.TypeAliasStmt):
                self.definitions.append(self._alias(statement))
            elif not self.model.is_merged_away(statement):
                main += self._statement(statement, emitters)
        return main

    def finish(self, main: list[pyast.stmt]) -> list[CodeType]:
        """Compile the file, whose main function has the body ``main``, in chunks."""
        main = [*self._globals(self.stored), *main]
        body = [
            *self.emitter.functions,
            *self.emitter.constant_code,
            *self.definitions,
            py.function(f"f{self.number}_main", [], main, _START),
        ]
        path = self.module.file.path
        return [
            compile(py.module(body[at : at + _CHUNK]), path, "exec", dont_inherit=True)
            for at in range(0, len(body), _CHUNK)
        ]

    def _globals(self, names: Iterable[str]) -> list[pyast.stmt]:
        stored = [f"g_{name}" for name in names]
        return [py.declare_global(stored, _START)] if stored else []

    def _alias(self, node: nodes.TypeAliasStmt) -> pyast.stmt:
        """An alias of a schema is the schema; of another type, its converter."""
        at = self.emitter.at(node)
        converter = self.emitter.converter(node.type) or "ANY"
        value = py.call("alias_of", [py.name(converter, at)], at)
        return py.assign(f"g_{node.name.id}", value, at)

    # Statements

    def _statement(
        self, statement: nodes.Stmt, emitters: Mapping[nodes.Module, Emitter]
    ) -> list[pyast.stmt]:
        """Return what the main function does for a top-level statement."""
        assigned = [
            symbol
            for symbol in map(self.model.globals.get, dict.fromkeys(assigned_names(statement)))
            if isinstance(symbol, GlobalSymbol)
        ]
        shapes = {self.package.shapes[symbol] for symbol in assigned}
        if shapes == {Shape.STRAIGHT} and assigned[0].setters == [statement]:
            if self._is_constant(statement):
                return []
        if Shape.CELL in shapes:
            return self._setter(statement, assigned, emitters)
        if Shape.DEFERRED in shapes:
            return self._deferred(statement, assigned[0], emitters)
        self.stored.update((symbol.name, None) for symbol in assigned)
        return self._code(statement, emitters)

    def _is_constant(self, statement: nodes.Stmt) -> bool:
        """Note a global that is written out in full as a constant; it needs no code."""
        if not isinstance(statement, nodes.AssignStmt) or statement.annotation is not None:
            return False
        if len(statement.targets) != 1 or not isinstance(statement.targets[0], nodes.Name):
            return False
        try:
            self.package.constants[statement.targets[0].id] = constant_of(statement.value)
        except NotConstant:
            return False
        return True

    def _code(
        self, statement: nodes.Stmt, emitters: Mapping[nodes.Module, Emitter]
    ) -> list[pyast.stmt]:
        unification = self.model.unification(statement)
        if unification is not None:
            return self._unified(statement, unification, emitters)
        return StatementEmitter(self.emitter, statement).visit(statement)

    def _setter(
        self,
        statement: nodes.Stmt,
        assigned: list[GlobalSymbol],
        emitters: Mapping[nodes.Module, Emitter],
    ) -> list[pyast.stmt]:
        """A statement that sets cells is a function, so that a read can run it."""
        at = self.emitter.at(statement)
        cells = [s for s in assigned if self.package.shapes[s] is Shape.CELL]
        others = [symbol.name for symbol in assigned if symbol not in cells]

        def build() -> list[pyast.stmt]:
            return [*self._globals(others), *self._code(statement, emitters)]

        function, _ = self.emitter.lift("set", ["stop"], build, at)
        for symbol in cells:
            times = symbol.setters.count(statement)
            self.package.setters.setdefault(symbol, []).extend([function] * times)
        return [py.do(py.call(function, [py.constant(None, at)], at), at)]

    def _deferred(
        self,
        statement: nodes.Stmt,
        symbol: GlobalSymbol,
        emitters: Mapping[nodes.Module, Emitter],
    ) -> list[pyast.stmt]:
        """A global that may be read early is set by a function, run by whoever comes first.

        A read that runs it is seen by reads within; so a cycle ends, with what it can find.
        """
        at = self.emitter.at(statement)
        name = f"g_{symbol.name}"

        def build() -> list[pyast.stmt]:
            unset = py.assign(name, py.name("Undefined", at), at)
            return [
                *self._globals([symbol.name]),
                py.when(py.name("is_read", at), [unset], [], at),
                *self._code(statement, emitters),
                py.give(py.name(name, at), at),
            ]

        function, _ = self.emitter.lift("set", ["is_read"], build, at, name=f"s_{symbol.name}")
        unset = py.is_(py.name(name, at), "UNSET", at)
        run = py.call(function, [py.constant(False, at)], at)
        return [py.when(unset, [py.do(run, at)], [], at)]

    # Unification

    def _unified(
        self,
        statement: nodes.Stmt,
        unification: Unification,
        emitters: Mapping[nodes.Module, Emitter],
    ) -> list[pyast.stmt]:
        """Return the assignment of the one instance that several statements make."""
        at = self.emitter.at(statement)

        def put() -> list[pyast.stmt]:
            return [
                self._put_part(emitters[module], entry, at)
                for module, entry in unification.entries()
            ]

        config = self.emitter.built_config(put, at)
        expression = schema_expr(statement)
        value = self.emitter.instantiation(expression, config, self.emitter.at(expression), True)
        assert isinstance(statement, (nodes.UnificationStmt, nodes.AssignStmt))
        first = (
            statement.targets[0] if isinstance(statement, nodes.AssignStmt) else statement.target
        )
        return StatementEmitter(self.emitter, statement).store(first, value, at)

    def _put_part(self, emitter: Emitter, entry: Entry, at: At) -> pyast.stmt:
        """Put one entry, which may stand in another file, into the config being built.

        What it reads of the keys before it are those of the merged statement.
        """
        function, captured = emitter.lift(
            "part", TARGET, lambda: emitter.put_entries([entry]), emitter.at(entry)
        )
        keys = [
            py.method("E", "get", [py.constant(s.name, at), py.name("Undefined", at)], at)
            for s in captured
        ]
        return py.do(py.call(function, [*keys, *(py.name(t, at) for t in TARGET)], at), at)
