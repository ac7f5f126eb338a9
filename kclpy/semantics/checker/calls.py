"""Calls: whether arguments meet parameters (reference, 04 section 5.2)."""

from __future__ import annotations

from kclpy.diagnostics.calls import (
    DuplicateKeyword,
    InstanceNotCallable,
    MissingArguments,
    NotCallable,
    SurplusArgument,
    UnexpectedKeyword,
)
from kclpy.semantics.checker.base import CheckerBase, expected_of
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    AnyType,
    FunctionType,
    Param,
    SchemaType,
    Type,
)


class Calls(CheckerBase):
    """Checks calls of functions and schemas, and the arguments of schema expressions."""

    def visit_CallExpr(self, node: nodes.CallExpr) -> Type:
        callee = self.expr(node.func)
        if isinstance(callee, AnyType):
            later = self._later_lambda(node.func)
            if later is None:
                self._any_arguments(node.args, node.keywords, (), callee_name(node.func))
            else:
                self.arguments(node.args, node.keywords, later, callee_name(node.func), node.func)
            return ANY
        if isinstance(callee, FunctionType):
            self.arguments(node.args, node.keywords, callee, callee_name(node.func), node.func)
            return callee.result
        if isinstance(callee, SchemaType):
            if callee.is_instance:
                self.report(InstanceNotCallable(callee.definition.name), node.func)
                return ANY
            constructor = callee.definition.constructor
            self.arguments(node.args, node.keywords, constructor, callee_name(node.func), node.func)
            return callee.definition.instance
        self.report(NotCallable(callee.text()), node.func)
        return ANY

    def _later_lambda(self, callee: nodes.Expr) -> FunctionType | None:
        """Return what is known of a global lambda that is called before its definition."""
        if not isinstance(callee, nodes.Name):
            return None
        later = self.package.lambdas.get(callee.id)
        if later is None or self.lookup(callee.id) is not self.package.scope.find(callee.id):
            return None
        return later

    def arguments(
        self,
        args: list[nodes.Expr],
        keywords: list[nodes.Keyword],
        function: FunctionType,
        name: str,
        callee: nodes.Node,
    ) -> None:
        """Check the arguments of a call of ``function``, which messages call ``name``."""
        params = function.params
        if function.is_variadic:
            self._any_arguments(args, keywords, params, name)
            return
        for index, arg in enumerate(args):
            if index < len(params):
                self._argument(arg, params[index])
            else:
                self.expr_as(arg, None)
        if len(args) > len(params):
            names = tuple(param.name for param in params)
            problem = SurplusArgument(name, len(params), len(args), names)
            self.report(problem, args[len(params)])
        by_name = {param.name: param for param in params}
        given = self._keywords(keywords, by_name, name)
        required = [param.name for param in params if not param.is_optional]
        found = len(args) + len(given.intersection(required))
        if found < len(required):
            missing = tuple(n for n in required[len(args) :] if n not in given)
            self.report(MissingArguments(len(required), found, missing), callee)

    def _any_arguments(
        self,
        args: list[nodes.Expr],
        keywords: list[nodes.Keyword],
        params: tuple[Param, ...],
        name: str,
    ) -> None:
        """Check arguments of which any number is taken; of keywords only the names count."""
        for index, arg in enumerate(args):
            if index < len(params):
                self._argument(arg, params[index])
            else:
                self.expr_as(arg, None)
        given: set[str] = set()
        for index, keyword in enumerate(keywords):
            if keyword.arg.id in given:
                self._report_duplicate(keywords, index, name)
            given.add(keyword.arg.id)

    def _report_duplicate(self, keywords: list[nodes.Keyword], index: int, name: str) -> None:
        """Report a keyword that was given before, at the end of the one in front of it."""
        before = self.span(keywords[index - 1])
        problem = DuplicateKeyword(name, keywords[index].arg.id)
        self.diagnostics.report(problem, before._replace(start=before.end))

    def _keywords(
        self, keywords: list[nodes.Keyword], params: dict[str, Param], name: str
    ) -> set[str]:
        """Check keyword arguments; return the names of those that are given."""
        given: set[str] = set()
        for index, keyword in enumerate(keywords):
            arg = keyword.arg.id.partition(".")[0]
            if not arg:
                continue  # a syntax error that was reported
            if arg in given:
                self._report_duplicate(keywords, index, name)
            given.add(arg)
            param = params.get(arg)
            if param is None:
                problem = UnexpectedKeyword(name, arg, self.similar(arg, params), tuple(params))
                self.report(problem, keyword.arg)
            else:
                self._argument(keyword.value, param)
        return given

    def _argument(self, arg: nodes.Expr, param: Param) -> None:
        """Check that ``arg`` fits its parameter."""
        expected = param.type
        place = self.span(arg)
        type_ = self.expr_as(arg, expected_of(expected, place))
        self.must_fit(type_, expected, place, param.place)


def callee_name(callee: nodes.Expr) -> str:
    """Return how messages call a function."""
    while isinstance(callee, nodes.ParenExpr):
        callee = callee.value
    names = nodes.dotted_name(callee)
    if names is not None:
        return '"' + ".".join([name.id for name in names]) + '"'
    if isinstance(callee, nodes.SelectorExpr):
        return f'"{callee.attr.id}"'
    return "anonymous function"
