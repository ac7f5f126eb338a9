"""Lambdas and parameters (reference, 04 section 7)."""

from __future__ import annotations

from kclpy.diagnostics.calls import LambdaResult, ParameterOrder
from kclpy.semantics.checker.base import CheckerBase, expected_of
from kclpy.semantics.checker.scopes import Variable
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import ANY, FunctionType, Param, Type

_WITH_VALUE = (nodes.ExprStmt, nodes.AssignStmt, nodes.AugAssignStmt, nodes.AssertStmt)


class Lambdas(CheckerBase):
    """Checks lambdas, and the parameters of lambdas and schemas."""

    def params(self, params: list[nodes.Param], at_names: bool = False) -> tuple[Param, ...]:
        """Return the parameters as parts of a function type.

        Mistakes in their types are reported at the types or ``at_names``.
        """
        declared = []
        for param in params:
            type_: Type = ANY
            if param.annotation is not None:
                blamed = param.name if at_names else param.annotation
                type_ = self.annotated(param.annotation, blamed)
            place = self.span(param.name)
            declared.append(Param(param.name.id, type_, param.default is not None, place))
        return tuple(declared)

    def check_order(self, params: list[nodes.Param]) -> None:
        """Report defaults before parameters that have none."""
        needs_default = False
        for param in reversed(params):
            if param.default is None:
                needs_default = True
            elif needs_default:
                self.report(ParameterOrder(), param.default)

    def declare_params(self, params: list[nodes.Param], declared: tuple[Param, ...]) -> None:
        """Check the defaults of parameters, and enter them into the current scope."""
        for node in params:
            self.aside(node.default)
        for node, param in zip(params, declared, strict=True):
            self.types[node.name] = param.type
            self.scope.names[param.name] = Variable(param.type, param.place)

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> Type:
        self.check_order(node.params)
        params = self.params(node.params)
        result: Type | None = None
        place: Span | None = None
        if node.return_type is not None:
            result, place = (
                self.annotated(node.return_type, self.last_name),
                self.span(node.return_type),
            )
        outer, expected = self.enter(is_local=True), self.expected
        was_open, self.is_open = self.is_open, False
        was_in_lambda, statement = self.in_lambda, self.statement
        self.in_lambda, self.expected = True, None
        self.declare_params(node.params, params)
        actual = self._body(node, result)
        self.scope, self.expected, self.is_open = outer, expected, was_open
        self.in_lambda, self.statement = was_in_lambda, statement
        if node.body:
            last = node.body[-1]
            if isinstance(last, nodes.ExprStmt):
                self.must_fit(actual, result or ANY, self.span(last.value), place)
            else:
                self.must_fit(actual, result or ANY, self.span(statement))
        return FunctionType(params, result or actual, result_place=place)

    def _body(self, node: nodes.LambdaExpr, result: Type | None) -> Type:
        """Check the statements of a lambda; return the type of the last one."""
        if not node.body:
            return ANY
        self.statements(node.body[:-1])
        last = node.body[-1]
        if not isinstance(last, _WITH_VALUE):
            self.report(LambdaResult(), last)
        if result is not None and isinstance(last, nodes.ExprStmt):
            return self.expr_as(last.value, expected_of(result, self.span(last.value)))
        return self.statements([last])
