"""Expressions in a file that may be broken (reference, 01 sections 8 and 9)."""

from __future__ import annotations

from kclpy.diagnostics import syntax
from kclpy.syntax import interpolation, nodes, strings, tokens
from kclpy.syntax.lexer import lex_part
from kclpy.syntax.literals import number_literal, plain_string
from kclpy.syntax.operators import LEVELS, fold
from kclpy.syntax.tolerant.cursor import EXPRESSION_STARTS
from kclpy.syntax.tolerant.functions import FunctionParser
from kclpy.syntax.tolerant.layout import unmarked
from kclpy.syntax.tolerant.wording import described

_CONSTANTS = ("True", "False", "None", "Undefined")
_QUANTIFIERS = ("all", "any", "filter", "map")
_OPERATOR_WORDS = (
    *("+", "-", "*", "/", "%", "**", "//", "<<", ">>", "^", "&", "|", "and", "or", "as"),
    *("==", "!=", "<", "<=", ">", ">=", "is", "in", "not in", "not", "is not"),
)
_UNARY = ("+", "-", "~", "not")


class ExpressionParser(FunctionParser):
    """Reads expressions."""

    def expression(self) -> nodes.Expr:
        """Return the expression at hand, conditional ones included."""
        branches = []
        while True:
            body = self.simple_expression()
            if not self.accept("if"):
                break
            test = self.simple_expression()
            branches.append((body, test))
            if not self.accept("else"):
                self.expected("else")
                body = self.missing()
                break
        for earlier, test in reversed(branches):
            body = nodes.IfExpr(earlier.start, body.end, test, earlier, body)
        return body

    def simple_expression(self) -> nodes.Expr:
        """Return the expression at hand up to an ``if``."""
        first = self.unary()
        op = self.operator()
        if op is None:
            return first
        operands, ops = [first], []
        while op is not None:
            ops.append(op)
            operands.append(self.unary())
            op = self.operator()
        return fold(operands, ops)

    def operator(self) -> str | None:
        """Pass the binary operator at hand and return it, None if there is none."""
        kind = self.kind
        if kind == "not" and self.peek() == "in":
            self.bump()
            kind = "not in"
        elif kind not in LEVELS:
            if kind == "~":
                self.expected(*_OPERATOR_WORDS)
            return None
        self.bump()
        if kind == "is" and self.accept("not"):
            return "is not"
        return kind

    def unary(self) -> nodes.Expr:
        """Return the operand at hand with the sign before it."""
        if self.kind not in _UNARY:
            return self.primary()
        op, _, start, _ = self.bump()
        operand = self.primary()
        return nodes.UnaryExpr(start, operand.end, op, operand)

    def primary(self) -> nodes.Expr:
        """Return the operand at hand with all that is appended to it."""
        expr = self.operand()
        while True:
            if self.kind == "(":
                args, keywords = self.arguments()
                expr = nodes.CallExpr(expr.start, self.previous_end, expr, args, keywords)
            elif self.kind == "{":
                schema = self.schema_expr(expr)
                if schema is None:
                    return expr
                expr = schema
            else:
                access = self.access(expr)
                if access is None:
                    return expr
                expr = access

    def schema_expr(self, expr: nodes.Expr) -> nodes.SchemaExpr | None:
        """Return ``expr`` with the config at hand, if it can take one."""
        name = expr.func if isinstance(expr, nodes.CallExpr) else expr
        if nodes.dotted_name(name) is None:
            return None
        config = self.config_expr()
        start, end = name.start, config.end
        if isinstance(expr, nodes.CallExpr):
            return nodes.SchemaExpr(start, end, name, expr.args, expr.keywords, config, True)
        return nodes.SchemaExpr(start, end, name, [], [], config)

    def operand(self) -> nodes.Expr:
        """Return the operand at hand; report if there is none."""
        kind, text, start, end = self.token
        if kind == tokens.NAME:
            self.bump()
            return nodes.Name(start, end, text)
        if kind == tokens.STRING:
            return self.string()
        if kind == tokens.NUMBER:
            literal, problem = number_literal(self.bump())
            if problem is not None:
                self.report_at(problem, start, end)
            return literal
        if kind in tokens.KEYWORDS:
            return self.keyword_operand()
        if kind == "(":
            return self.parenthesised()
        if kind == "[":
            return self.list_expr()
        if kind == "{":
            return self.config_expr()
        self.expected(*EXPRESSION_STARTS)
        return self.missing()

    def keyword_operand(self) -> nodes.Expr:
        """Return the operand that begins with the keyword at hand."""
        if self.kind in _QUANTIFIERS:
            return self.quantifier()
        if self.kind == "lambda":
            return self.lambda_expr()
        kind, text, start, end = self.bump()
        if kind in _CONSTANTS:
            return nodes.ConstantLit(start, end, text)
        return nodes.Name(start, end, text)

    def parenthesised(self) -> nodes.Expr:
        """Return the expression in the parentheses at hand."""
        start = self.bump()[2]
        value = self.expression()
        self.expect(")")
        return nodes.ParenExpr(start, self.previous_end, value)

    def subscript(self, value: nodes.Expr, is_optional: bool) -> nodes.Expr:
        """Return ``value`` with the subscript or slice at hand."""
        self.bump()
        if self.accept("]"):
            self.report(syntax.EmptySubscript(described(self.token)))
            index: nodes.Expr = nodes.MissingExpr(self.previous_end, self.previous_end)
            return nodes.SubscriptExpr(value.start, self.previous_end, value, index, is_optional)
        bounds: list[nodes.Expr | None] = [None, None, None]
        count = colons = excess = 0
        while colons <= 2 and count < 3 and self.kind not in ("]", tokens.EOF):
            if self.accept(":"):
                colons += 1
                excess -= 1
                continue
            if count and not colons:
                self.report(syntax.SeveralIndexes())
            bounds[min(colons, 2)] = self.expression()
            count += 1
            excess += 1
            if excess > 1:
                self.report(syntax.ConsecutiveIndexes())
        if colons > 2:
            self.expected("expression", "]")
        elif not self.accept("]"):
            self.expected("]")
        end = self.previous_end
        lower, upper, step = bounds
        if not colons:
            index = lower or self.missing()
            return nodes.SubscriptExpr(value.start, end, value, index, is_optional)
        return nodes.SliceExpr(
            value.start, end, value, lower, upper, step, is_optional, colons == 2
        )

    def string(self) -> nodes.Expr:
        """Return the string at hand."""
        token = self.bump()
        _, text, start, end = token
        try:
            if not strings.has_interpolation(text):
                quoted = strings.unquote(text)
                return nodes.StringLit(start, end, strings.plain_value(text), quoted.is_long)
            found = interpolation.split(text)
        except strings.BadEscapeError:
            self.report_at(syntax.InvalidString(), start + 1, start + 1)
            return plain_string(token)
        parts: list[nodes.StringLit | nodes.FormattedValue] = []
        for part in found.parts:
            place = start + part.start, start + part.end
            if isinstance(part, interpolation.Hole):
                parts.append(self.hole(*place))
            else:
                parts.append(nodes.StringLit(*place, part.value))
        if not found.is_closed:
            self.report(syntax.UnclosedInterpolation())
        return nodes.JoinedString(start, end, parts, found.is_long)

    def hole(self, start: int, end: int) -> nodes.FormattedValue:
        """Return the expression between ``${`` and ``}``."""
        text = self.file.text[start:end]
        if not text:
            self.report_at(syntax.InvalidInterpolation(text), start - 2, start)
        lexed = lex_part(self.file, start, end)
        for mistake in lexed.mistakes:
            self.mistakes.add(mistake, self.index, False)
        inner = type(self)(self.file, unmarked(lexed.tokens), self.mistakes, {})
        value = inner.expression()
        spec = None
        if inner.kind == ":":
            colon = inner.bump()
            remarks = [place for place in lexed.comments if place[0] >= colon[3]]
            if inner.kind == tokens.NEWLINE and remarks:
                spec = self.file.text[remarks[0][0] : remarks[0][1]]
            else:
                inner.report(syntax.FormatWithoutSign())
        elif lexed.comments or not inner.skip_newlines() or inner.kind != tokens.EOF:
            inner.report_at(syntax.InvalidInterpolation(text), start, end)
        return nodes.FormattedValue(start - 2, end + 1, value, spec)
