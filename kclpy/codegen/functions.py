"""Emitting lambdas, comprehensions and quantifiers: each becomes a function of its own."""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Sequence

from kclpy.codegen import python as py
from kclpy.codegen.config import TARGET, ConfigEmitter
from kclpy.codegen.operators import Operand
from kclpy.codegen.python import At
from kclpy.semantics.kinds import NOTHING, UNKNOWN
from kclpy.semantics.symbols import LocalSymbol, Symbol
from kclpy.syntax import nodes

_RESULT = "R"
_MAX_LOOPS = 10

# What a loop does with each element, innermost.
Body = Callable[[], list[pyast.stmt]]


class FunctionEmitter(ConfigEmitter):
    """Emits the expressions that are functions or loops.

    ``lambda_names`` holds the names of functions that others were told of beforehand.
    """

    lambda_names: dict[nodes.LambdaExpr, str]

    def block(
        self, statements: Sequence[nodes.Stmt], result: nodes.TypeExpr | None
    ) -> list[pyast.stmt]:
        """Return the statements of a lambda's body; its last value is returned as ``result``."""
        raise NotImplementedError

    # Lambdas

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> pyast.expr:
        at = self.at(node)
        function, captured = self.lambda_function(node)
        values = self.values_of(captured, at)
        names = [self.text(param.name.id, at) for param in node.params]
        args = [
            py.name(function, at),
            py.constant(len(names), at),
            py.tuple_of(names, at),
        ]
        if values:
            args.append(py.tuple_of(values, at))
        return py.call("Function", args, at)

    def lambda_function(self, node: nodes.LambdaExpr) -> tuple[str, list[Symbol]]:
        """Emit the function of a lambda; return its name and what it captures."""
        at = self.at(node)
        params = [self._param_name(param) for param in node.params]
        return self.lift(
            "lambda",
            params,
            lambda: self._lambda_body(node),
            at,
            name=self.lambda_names.get(node),
            captured_as_tuple=True,
        )

    def _param_name(self, param: nodes.Param) -> str:
        symbol = self.symbol_of[param.name]
        assert isinstance(symbol, LocalSymbol)
        return self.names.name_of(symbol)

    def _lambda_body(self, node: nodes.LambdaExpr) -> list[pyast.stmt]:
        body: list[pyast.stmt] = []
        for param in node.params:
            symbol = self.symbol_of[param.name]
            assert isinstance(symbol, LocalSymbol)
            self.scope.declare(symbol)
        for param in node.params:
            body += self._bind_param(param)
        return body + self.block(node.body, node.return_type)

    def _bind_param(self, param: nodes.Param) -> list[pyast.stmt]:
        """Give a parameter its default where no argument was given, then convert it."""
        at = self.at(param)
        name = self._param_name(param)
        if param.default is None:
            default = py.constant(None, at)
        else:
            default = self.expr(param.default)
        kind = NOTHING if param.default is None else self.kinds.of(param.default)
        type_ = param.annotation
        absent = [py.assign(name, default, at), *self.convert_local(type_, name, kind, False, at)]
        given = self.convert_local(type_, name, UNKNOWN, True, at)
        missing = py.is_(py.name(name, at), "MISSING", at)
        return self.unless_exact(type_, name, [py.when(missing, absent, given, at)], at)

    # Comprehensions

    def visit_ListComp(self, node: nodes.ListComp) -> pyast.expr:
        at = self.at(node)

        def add() -> list[pyast.stmt]:
            return [self._append(self.expr(node.element), self.at(node.element))]

        def build() -> list[pyast.stmt]:
            return [
                py.assign(_RESULT, py.list_of([], at), at),
                *self._loops(node.clauses, add, (_RESULT,)),
                py.give(py.name(_RESULT, at), at),
            ]

        return self.lift_call("list", build, at)

    def _append(self, value: pyast.expr, at: At) -> pyast.stmt:
        return py.do(py.method(_RESULT, "append", [value], at), at)

    def visit_DictComp(self, node: nodes.DictComp) -> pyast.expr:
        def put() -> list[pyast.stmt]:
            return self._loops(node.clauses, lambda: self.put_computed(node.entry), TARGET)

        return self.built_config(put, self.at(node))

    def _loops(
        self,
        clauses: Sequence[nodes.CompClause],
        body: Body,
        params: Sequence[str],
        level: int = 1,
    ) -> list[pyast.stmt]:
        """Return the nested loops of ``clauses`` around ``body``, which uses ``params``.

        Python allows twenty loops within each other; the rest goes into another function.
        """
        if level == _MAX_LOOPS:
            at = self.at(clauses[0])
            return [self.lift_do("loop", params, lambda: self._loops(clauses, body, params), at)]
        clause, inner = clauses[0], clauses[1:]
        at = self.at(clause)

        def within() -> list[pyast.stmt]:
            statements: list[pyast.stmt] = []
            if clause.condition is not None:
                statements.append(self._go_on_unless(clause.condition))
            statements += self._loops(inner, body, params, level + 1) if inner else body()
            return statements

        return [self._loop(clause.variables, self.operand(clause.iterable), within, at)]

    def _go_on_unless(self, condition: nodes.Expr) -> pyast.stmt:
        at = self.at(condition)
        return py.when(py.negation(self.expr(condition), at), [py.go_on(at)], [], at)

    def _loop(
        self, variables: Sequence[nodes.Expr], iterable: Operand, body: Body, at: At
    ) -> pyast.stmt:
        """Return ``for variables in iterable: body``."""
        names = []
        for variable in variables:
            symbol = self.symbol_of[variable] if isinstance(variable, nodes.Name) else None
            assert isinstance(symbol, LocalSymbol)
            names.append(self.scope.declare(symbol))
        code, kind = iterable
        if len(names) > 1:
            code = py.call("iterate_pairs", [code], at)
        elif kind.type not in (list, str, dict) or not kind.is_certain:
            code = py.call("iterate", [code], at)
        return py.loop(names[:2], code, body(), at)

    # Quantifiers

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> pyast.expr:
        at = self.at(node)
        emit = {
            "all": lambda: self._all_or_any(node, stops_at=False),
            "any": lambda: self._all_or_any(node, stops_at=True),
            "map": lambda: self._map(node),
            "filter": lambda: self._filter(node),
        }[node.op]
        return self.lift_call(node.op, emit, at)

    def _quantified(self, node: nodes.QuantExpr, body: Body) -> pyast.stmt:
        def within() -> list[pyast.stmt]:
            guard = [] if node.condition is None else [self._go_on_unless(node.condition)]
            return guard + body()

        return self._loop(node.variables, self.operand(node.target), within, self.at(node))

    def _all_or_any(self, node: nodes.QuantExpr, stops_at: bool) -> list[pyast.stmt]:
        at = self.at(node)

        def test() -> list[pyast.stmt]:
            value = self.expr(node.test)
            decides = value if stops_at else py.negation(value, at)
            return [py.when(decides, [py.give(py.constant(stops_at, at), at)], [], at)]

        return [self._quantified(node, test), py.give(py.constant(not stops_at, at), at)]

    def _map(self, node: nodes.QuantExpr) -> list[pyast.stmt]:
        at = self.at(node)
        return [
            py.assign(_RESULT, py.list_of([], at), at),
            self._quantified(node, lambda: [self._append(self.expr(node.test), at)]),
            py.give(py.name(_RESULT, at), at),
        ]

    def _filter(self, node: nodes.QuantExpr) -> list[pyast.stmt]:
        """Collect what the test refuses, then remove that from the whole."""
        at = self.at(node)
        whole = self.temporary()
        first = node.variables[0]
        value = node.variables[-1]

        def refuse() -> list[pyast.stmt]:
            test = py.negation(self.expr(node.test), at)
            pair = py.tuple_of([self.expr(first), self.expr(value)], at)
            return [py.when(test, [self._append(pair, at)], [], at)]

        def guarded() -> list[pyast.stmt]:
            guard = [] if node.condition is None else [self._go_on_unless(node.condition)]
            return guard + refuse()

        return [
            py.assign(whole, self.expr(node.target), at),
            py.assign(_RESULT, py.list_of([], at), at),
            self._loop(node.variables, Operand(py.name(whole, at), UNKNOWN), guarded, at),
            py.give(py.call("without", [py.name(whole, at), py.name(_RESULT, at)], at), at),
        ]
