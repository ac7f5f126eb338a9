"""Builders of expressions other than containers."""

from __future__ import annotations

from kclpy.syntax import nodes, operators
from kclpy.syntax.builder.base import NeedsTolerance, Parts


class ExpressionBuilders:
    """Builders of the rules under "Expressions", "Calls" and "Quantifiers and lambdas"."""

    @staticmethod
    def if_expr(parts: Parts) -> nodes.Expr:
        """``body if test else orelse``"""
        body, orelse = parts[0], parts[4]
        return nodes.IfExpr(body.start, orelse.end, parts[2], body, orelse)

    @staticmethod
    def first_operation(parts: Parts) -> tuple[list[nodes.Expr], list[str]]:
        """Operands and operators that are to be folded."""
        return [parts[0], parts[2]], [parts[1]]

    @staticmethod
    def next_operation(parts: Parts) -> tuple[list[nodes.Expr], list[str]]:
        """Operands and operators that are to be folded."""
        operation: tuple[list[nodes.Expr], list[str]] = parts[0]
        operation[0].append(parts[2])
        operation[1].append(parts[1])
        return operation

    @staticmethod
    def fold(parts: Parts) -> nodes.Expr:
        """A row of operands and operators."""
        return operators.fold(*parts[0])

    @staticmethod
    def operator(parts: Parts) -> str:
        """The operator as a string."""
        kind: str = parts[0][0]
        return kind

    @staticmethod
    def two_words(parts: Parts) -> str:
        """``not in``, ``is not``"""
        return f"{parts[0][0]} {parts[1][0]}"

    @staticmethod
    def unary(parts: Parts) -> nodes.Expr:
        """``op operand``"""
        op, _, start, _ = parts[0]
        return nodes.UnaryExpr(start, parts[1].end, op, parts[1])

    @staticmethod
    def selector(parts: Parts) -> nodes.Expr:
        """``value.attr``"""
        value, attr = parts[0], parts[2]
        return nodes.SelectorExpr(value.start, attr.end, value, attr)

    @staticmethod
    def optional_selector(parts: Parts) -> nodes.Expr:
        """``value?.attr``"""
        value, attr = parts[0], parts[3]
        return nodes.SelectorExpr(value.start, attr.end, value, attr, True)

    @staticmethod
    def subscript(parts: Parts) -> nodes.Expr:
        """``value[index]``"""
        return nodes.SubscriptExpr(parts[0].start, parts[3][3], parts[0], parts[2])

    @staticmethod
    def optional_subscript(parts: Parts) -> nodes.Expr:
        """``value?[index]``"""
        return nodes.SubscriptExpr(parts[0].start, parts[4][3], parts[0], parts[3], True)

    @staticmethod
    def sliced(parts: Parts) -> nodes.Expr:
        """``value[lower:upper:step]``"""
        lower, upper, step, has_second = parts[2]
        return nodes.SliceExpr(
            parts[0].start, parts[3][3], parts[0], lower, upper, step, False, has_second
        )

    @staticmethod
    def optional_sliced(parts: Parts) -> nodes.Expr:
        """``value?[lower:upper:step]``"""
        lower, upper, step, has_second = parts[3]
        return nodes.SliceExpr(
            parts[0].start, parts[4][3], parts[0], lower, upper, step, True, has_second
        )

    @staticmethod
    def slice(parts: Parts) -> tuple[nodes.Expr | None, nodes.Expr | None, None, bool]:
        """``lower:upper``"""
        return parts[0], parts[2], None, False

    @staticmethod
    def stepped_slice(
        parts: Parts,
    ) -> tuple[nodes.Expr | None, nodes.Expr | None, nodes.Expr | None, bool]:
        """``lower:upper:step``"""
        return parts[0], parts[2], parts[4], True

    @staticmethod
    def call(parts: Parts) -> nodes.Expr:
        """``func(args, keywords)``"""
        args, keywords, end = parts[1]
        return nodes.CallExpr(parts[0].start, end, parts[0], args, keywords)

    @staticmethod
    def schema_expr(parts: Parts) -> nodes.Expr:
        """``name {entries}``, ``name(args, keywords) {entries}``"""
        name: nodes.Expr = parts[0]
        config: nodes.Expr = parts[1]
        start, end = name.start, config.end
        if isinstance(name, nodes.CallExpr):
            return nodes.SchemaExpr(start, end, name.func, name.args, name.keywords, config, True)
        return nodes.SchemaExpr(start, end, name, [], [], config)

    @staticmethod
    def constant(parts: Parts) -> nodes.Expr:
        """``True``, ``None``"""
        _, text, start, end = parts[0]
        return nodes.ConstantLit(start, end, text)

    @staticmethod
    def paren(parts: Parts) -> nodes.Expr:
        """``(value)``"""
        return nodes.ParenExpr(parts[0][2], parts[2][3], parts[1])

    @staticmethod
    def empty_arguments(parts: Parts) -> tuple[list[nodes.Expr], list[nodes.Keyword], int]:
        """``()``"""
        return [], [], parts[-1][3]

    @staticmethod
    def arguments(parts: Parts) -> tuple[list[nodes.Expr], list[nodes.Keyword], int]:
        """``(args, keywords)``"""
        return _arguments(parts[1], parts[-1][3])

    @staticmethod
    def argument_block(parts: Parts) -> tuple[list[nodes.Expr], list[nodes.Keyword], int]:
        """``(args, keywords)`` over several lines"""
        return _arguments(parts[3], parts[-1][3])

    @staticmethod
    def argument_lines(parts: Parts) -> tuple[list[nodes.Expr], list[nodes.Keyword], int]:
        """``(args, keywords)`` over several lines that are not indented"""
        return _arguments(parts[2], parts[-1][3])

    @staticmethod
    def keyword(parts: Parts) -> nodes.Keyword:
        """``name=value``"""
        name, value = parts[0], parts[2]
        if not isinstance(name, nodes.Name):
            names = nodes.dotted_name(name)
            if names is None:
                raise NeedsTolerance
            name = nodes.Name(name.start, name.end, ".".join(part.id for part in names))
        return nodes.Keyword(name.start, value.end, name, value)

    @staticmethod
    def quantifier(parts: Parts) -> nodes.Expr:
        """``all x in xs { test if condition }``"""
        op, _, start, _ = parts[0]
        test, condition = parts[5]
        if len(parts[1]) > 2:
            raise NeedsTolerance
        return nodes.QuantExpr(start, parts[6][3], op, parts[1], parts[3], test, condition)

    @staticmethod
    def quantifier_body(parts: Parts) -> tuple[nodes.Expr, nodes.Expr | None]:
        """``test``"""
        return parts[0], None

    @staticmethod
    def quantifier_if(parts: Parts) -> tuple[nodes.Expr, nodes.Expr | None]:
        """``test if condition``"""
        return parts[0], parts[2]

    @staticmethod
    def quantifier_lines(parts: Parts) -> tuple[nodes.Expr, nodes.Expr | None]:
        """``test`` on a line of its own"""
        return parts[2], None

    @staticmethod
    def quantifier_if_lines(parts: Parts) -> tuple[nodes.Expr, nodes.Expr | None]:
        """``test if condition`` on a line of its own"""
        return parts[2], parts[4]

    @staticmethod
    def lambda_(parts: Parts) -> nodes.Expr:
        """``lambda params -> T { body }``"""
        return_type, body, end = parts[2]
        return nodes.LambdaExpr(parts[0][2], end, parts[1], return_type, body)

    @staticmethod
    def braced_lambda(parts: Parts) -> nodes.Expr:
        """``lambda { params } -> T { body }``"""
        return_type, body, end = parts[4]
        return nodes.LambdaExpr(parts[0][2], end, parts[2], return_type, body)

    @staticmethod
    def lambda_tail(parts: Parts) -> tuple[nodes.TypeExpr | None, list[nodes.Stmt], int]:
        """``{ body }``"""
        return None, parts[1], parts[2][3]

    @staticmethod
    def typed_tail(parts: Parts) -> tuple[nodes.TypeExpr | None, list[nodes.Stmt], int]:
        """``-> T { body }``"""
        return parts[1], parts[3], parts[4][3]

    @staticmethod
    def param(parts: Parts) -> nodes.Param:
        """``name``"""
        return nodes.Param(parts[0].start, parts[0].end, parts[0], None, None)

    @staticmethod
    def typed_param(parts: Parts) -> nodes.Param:
        """``name: T``"""
        return nodes.Param(parts[0].start, parts[2].end, parts[0], parts[2], None)

    @staticmethod
    def default_param(parts: Parts) -> nodes.Param:
        """``name = default``"""
        return nodes.Param(parts[0].start, parts[2].end, parts[0], None, parts[2])

    @staticmethod
    def typed_default_param(parts: Parts) -> nodes.Param:
        """``name: T = default``"""
        return nodes.Param(parts[0].start, parts[4].end, parts[0], parts[2], parts[4])

    @staticmethod
    def plain_hole(parts: Parts) -> tuple[nodes.Expr, bool]:
        """``value`` in a string"""
        return parts[0], False

    @staticmethod
    def formatted(parts: Parts) -> tuple[nodes.Expr, bool]:
        """``value:`` in a string, before a format"""
        return parts[0], True


def _arguments(
    given: list[nodes.Expr | nodes.Keyword], end: int
) -> tuple[list[nodes.Expr], list[nodes.Keyword], int]:
    """Return positional and keyword arguments apart, and where they end."""
    args: list[nodes.Expr] = []
    keywords: list[nodes.Keyword] = []
    for argument in given:
        if isinstance(argument, nodes.Keyword):
            keywords.append(argument)
        elif keywords:
            raise NeedsTolerance
        else:
            args.append(argument)
    return args, keywords, end
