"""Printing of names, literals, operators, calls and types."""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.formatter.base import Base
from kclpy.syntax import nodes
from kclpy.syntax.unparse import quoted


class Expressions(Base):
    """Printers of the sections "Names and literals", "Operators" and "Types" of the nodes."""

    def visit_Name(self, node: nodes.Name) -> None:
        self.verbatim(node)

    def visit_NumberLit(self, node: nodes.NumberLit) -> None:
        self.verbatim(node)

    def visit_StringLit(self, node: nodes.StringLit) -> None:
        self.verbatim(node)

    def visit_JoinedString(self, node: nodes.JoinedString) -> None:
        self.verbatim(node)

    def quoted(self, node: nodes.Expr) -> None:
        """Print a string that is a name or a type in double quotes, if that is no matter."""
        if isinstance(node, nodes.StringLit) and node.value.isprintable():
            if "\\" not in node.value and "$" not in node.value:
                return self.write(quoted(node.value))
        return self.visit(node)

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> None:
        self.write(node.name)

    def visit_MissingExpr(self, node: nodes.MissingExpr) -> None:
        """Print nothing: a text with mistakes is not printed at all."""

    # Operators

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> None:
        self.write("(")
        self.visit(node.value)
        self.write(")")

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> None:
        self.write("not " if node.op == "not" else node.op)
        self.visit(node.operand)

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> None:
        chain = [node]
        while isinstance(chain[-1].left, nodes.BinaryExpr):
            chain.append(chain[-1].left)
        self.visit(chain[-1].left)
        for part in reversed(chain):
            self.write(f" {part.op} ")
            self.visit(part.right)

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> None:
        self.visit(node.left)
        for op, operand in zip(node.ops, node.operands, strict=True):
            self.write(f" {op} ")
            self.visit(operand)

    def visit_AsExpr(self, node: nodes.AsExpr) -> None:
        self.visit(node.value)
        self.write(" as ")
        self.visit(node.type)

    def visit_IfExpr(self, node: nodes.IfExpr) -> None:
        rest: nodes.Expr = node
        while isinstance(rest, nodes.IfExpr):
            self.visit(rest.body)
            self.optional(" if ", rest.test)
            self.write(" else ")
            rest = rest.orelse
        self.visit(rest)

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        self.visit(node.value)
        self.write("?." if node.is_optional else ".")
        self.visit(node.attr)

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> None:
        self.visit(node.value)
        self.write("?[" if node.is_optional else "[")
        self.visit(node.index)
        self.write("]")

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> None:
        self.visit(node.value)
        self.write("?[" if node.is_optional else "[")
        self.optional("", node.lower)
        self.optional(":", node.upper)
        self.write(":" if node.upper else "::")
        self.optional("", node.step)
        self.write("]")

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        self.visit(node.func)
        self.arguments(node.func.end, node.args, node.keywords, node.end)

    def arguments(
        self, start: int, args: Sequence[nodes.Expr], keywords: Sequence[nodes.Keyword], end: int
    ) -> None:
        """Print arguments in parentheses: on one line, unless there are comments among them.

        What is called ends at ``start``, the closing parenthesis at ``end``.
        """
        several = sorted([*args, *keywords], key=lambda argument: argument.start)
        self.write("(")
        if self.has_remark_between(start, several, end):
            self.lines(self.trivia.find("(", start) + 1, several, ",")
            self.close_lines(end - 1)
        else:
            self.separated(several)
            self.write(")")

    def visit_Keyword(self, node: nodes.Keyword) -> None:
        self.visit(node.arg)
        self.write("=")
        self.visit(node.value)

    # Types

    def visit_BasicType(self, node: nodes.BasicType) -> None:
        self.write(node.name)

    def visit_NamedType(self, node: nodes.NamedType) -> None:
        self.separated(node.names, ".")

    def visit_LiteralType(self, node: nodes.LiteralType) -> None:
        self.quoted(node.value)

    def visit_ListType(self, node: nodes.ListType) -> None:
        self.write("[")
        self.optional("", node.item)
        self.write("]")

    def visit_DictType(self, node: nodes.DictType) -> None:
        self.write("{")
        self.optional("", node.key)
        self.write(":")
        self.optional("", node.value)
        self.write("}")

    def visit_UnionType(self, node: nodes.UnionType) -> None:
        self.separated(node.members, " | ")

    def visit_FunctionType(self, node: nodes.FunctionType) -> None:
        self.write("(")
        self.separated(node.params)
        self.write(")")
        self.optional(" -> ", node.result)

    def visit_MissingType(self, node: nodes.MissingType) -> None:
        """Print nothing: a text with mistakes is not printed at all."""
