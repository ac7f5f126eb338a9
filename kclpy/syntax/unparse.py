"""Unparsing: expressions and types as text, on one line wherever the language allows it.

Only an ``if`` over several items and a lambda of several statements take lines. Parsing the
text again gives the same tree. Parentheses stand where the tree has a
`ParenExpr`: a tree that was built, not parsed, must have them where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kclpy.syntax import nodes
from kclpy.syntax.tokens import KEYWORDS
from kclpy.syntax.visitor import Visitor

_Conditional: TypeAlias = nodes.ListIfItem | nodes.ConfigIfEntry | nodes.IfStmt

_ESCAPES = {"\\": "\\\\", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v"} | {
    "\n": "\\n",
    "\0": "\\000",
    "\r": "\\r",
    "\t": "\\t",
}


def unparse(node: nodes.Expr | nodes.TypeExpr) -> str:
    """Return the text of an expression or a type."""
    return _Unparser('"').visit(node)


def quoted(value: str, quote: str = '"') -> str:
    """Return the string literal whose value is ``value``."""
    is_plain = value.isprintable() and quote not in value and not value.endswith("\\")
    if "${" in value and is_plain:
        return f"r{quote}{value}{quote}"
    return quote + _escaped(value, quote) + quote


def _escaped(value: str, quote: str, dollar: str = "\\") -> str:
    """Return what must stand between quotes for ``value``, with ``dollar`` before ``${``."""
    text = "".join(_ESCAPES.get(c, "\\" + c if c == quote else c) for c in value)
    return text.replace("${", dollar + "${")


class _Unparser(Visitor[str], covers=(nodes.Expr, nodes.TypeExpr)):
    def __init__(self, quote: str) -> None:
        self.quote = quote

    def joined(self, several: Iterable[nodes.Node], separator: str = ", ") -> str:
        """Return the texts of ``several`` nodes with ``separator`` between them."""
        return separator.join(self.visit(node) for node in several)

    def optional(self, node: nodes.Node | None, before: str = "") -> str:
        """Return the text of ``node`` with ``before`` before it, "" for None."""
        return "" if node is None else before + self.visit(node)

    # Names and literals

    def visit_Name(self, node: nodes.Name) -> str:
        return f"${node.id}" if node.id in KEYWORDS else node.id

    def visit_NumberLit(self, node: nodes.NumberLit) -> str:
        text = repr(node.value)
        return "1e999" if text == "inf" else text + node.suffix

    def visit_StringLit(self, node: nodes.StringLit) -> str:
        return quoted(node.value, self.quote)

    def visit_JoinedString(self, node: nodes.JoinedString) -> str:
        inner = _Unparser("'" if self.quote == '"' else '"')
        parts = [
            _escaped(part.value, self.quote)
            if isinstance(part, nodes.StringLit)
            else "${" + inner.visit(part.value) + (f":{part.spec}" if part.spec else "") + "}"
            for part in node.parts
        ]
        return self.quote + "".join(parts) + self.quote

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> str:
        return node.name

    def visit_MissingExpr(self, node: nodes.MissingExpr) -> str:
        return ""

    # Operators

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> str:
        return f"({self.visit(node.value)})"

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> str:
        space = " " if node.op == "not" else ""
        return f"{node.op}{space}{self.visit(node.operand)}"

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> str:
        rights: list[str] = []
        left: nodes.Expr = node
        while isinstance(left, nodes.BinaryExpr):
            rights.append(f" {left.op} {self.visit(left.right)}")
            left = left.left
        return self.visit(left) + "".join(reversed(rights))

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> str:
        rest = zip(node.ops, node.operands, strict=True)
        return self.visit(node.left) + "".join(f" {op} {self.visit(e)}" for op, e in rest)

    def visit_AsExpr(self, node: nodes.AsExpr) -> str:
        return f"{self.visit(node.value)} as {self.visit(node.type)}"

    def visit_IfExpr(self, node: nodes.IfExpr) -> str:
        test, body, orelse = map(self.visit, (node.test, node.body, node.orelse))
        return f"{body} if {test} else {orelse}"

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> str:
        return f"{self.visit(node.value)}{'?' if node.is_optional else ''}.{node.attr.id}"

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> str:
        question = "?" if node.is_optional else ""
        return f"{self.visit(node.value)}{question}[{self.visit(node.index)}]"

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> str:
        question = "?" if node.is_optional else ""
        bounds = f"{self.optional(node.lower)}:{self.optional(node.upper)}"
        if node.has_second_colon:
            bounds += f":{self.optional(node.step)}"
        return f"{self.visit(node.value)}{question}[{bounds}]"

    def visit_CallExpr(self, node: nodes.CallExpr) -> str:
        return self.visit(node.func) + self.arguments(node.args, node.keywords)

    def arguments(self, args: list[nodes.Expr], keywords: list[nodes.Keyword]) -> str:
        """Return the text of arguments with their parentheses."""
        return f"({self.joined([*args, *keywords])})"

    def visit_Keyword(self, node: nodes.Keyword) -> str:
        return f"{node.arg.id}={self.visit(node.value)}"

    # Containers

    def visit_StarredExpr(self, node: nodes.StarredExpr) -> str:
        return f"*{self.visit(node.value)}"

    def visit_ListExpr(self, node: nodes.ListExpr) -> str:
        return _bracketed("[", [self.visit(element) for element in node.elements], "]")

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> str:
        return self.conditional(node)

    def visit_ConfigIfEntry(self, node: nodes.ConfigIfEntry) -> str:
        return self.conditional(node)

    def conditional(self, node: _Conditional) -> str:
        """Return an ``if`` with all that belongs to it."""
        branches: list[tuple[str, list[str]]] = []
        word = "if"
        while True:
            head = f"{word} {self.visit(node.test)}:"
            branches.append((head, [self.visit(part) for part in node.body]))
            rest = node.orelse
            first = rest[0] if rest else None
            if not isinstance(first, type(node)) or not first.is_elif:
                break
            node, word = first, "elif"
        if rest:
            branches.append(("else:", [self.visit(part) for part in rest]))
        if all(len(body) == 1 and "\n" not in body[0] for _, body in branches):
            return " ".join(f"{head} {body[0]}" for head, body in branches)
        return "\n".join(head + _indented(body) for head, body in branches)

    def visit_ListComp(self, node: nodes.ListComp) -> str:
        return f"[{self.visit(node.element)} {self.joined(node.clauses, ' ')}]"

    def visit_CompClause(self, node: nodes.CompClause) -> str:
        variables = self.joined(node.variables)
        condition = self.optional(node.condition, " if ")
        return f"for {variables} in {self.visit(node.iterable)}{condition}"

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> str:
        if node.key is None:
            return f"**{self.visit(node.value)}"
        op = ": " if node.op == ":" else f" {node.op} "
        return f"{self.visit(node.key)}{op}{self.visit(node.value)}"

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> str:
        return _bracketed("{", [self.visit(entry) for entry in node.entries], "}")

    def visit_DictComp(self, node: nodes.DictComp) -> str:
        return f"{{{self.visit(node.entry)} {self.joined(node.clauses, ' ')}}}"

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> str:
        arguments = self.arguments(node.args, node.keywords) if node.has_parens else ""
        return f"{self.visit(node.name)}{arguments} {self.visit(node.config)}"

    # Functions

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> str:
        test = self.visit(node.test) + self.optional(node.condition, " if ")
        variables, target = self.joined(node.variables), self.visit(node.target)
        return f"{node.op} {variables} in {target} {{ {test} }}"

    def visit_Param(self, node: nodes.Param) -> str:
        annotation = self.optional(node.annotation, ": ")
        return node.name.id + annotation + self.optional(node.default, " = ")

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> str:
        params = f" {self.joined(node.params)}" if node.params else ""
        result = self.optional(node.return_type, " -> ")
        body = [self.visit(statement) for statement in node.body]
        if len(body) > 1 or any("\n" in statement for statement in body):
            return f"lambda{params}{result} {{{_indented(body)}\n}}"
        return f"lambda{params}{result} {{ {''.join(body)} }}"

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> str:
        return self.visit(node.value)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> str:
        first, *others = (self.visit(target) for target in node.targets)
        annotation = self.optional(node.annotation, ": ")
        return " = ".join([first + annotation, *others, self.visit(node.value)])

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> str:
        return f"{self.visit(node.target)} {node.op} {self.visit(node.value)}"

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> str:
        return f"{self.visit(node.target)}: {self.visit(node.value)}"

    def visit_AssertStmt(self, node: nodes.AssertStmt) -> str:
        condition = self.optional(node.condition, " if ")
        return f"assert {self.visit(node.test)}{condition}{self.optional(node.message, ', ')}"

    def visit_IfStmt(self, node: nodes.IfStmt) -> str:
        return self.conditional(node)

    # Types

    def visit_BasicType(self, node: nodes.BasicType) -> str:
        return node.name

    def visit_NamedType(self, node: nodes.NamedType) -> str:
        return ".".join(name.id for name in node.names)

    def visit_LiteralType(self, node: nodes.LiteralType) -> str:
        if isinstance(node.value, nodes.StringLit):
            return self.quote + _escaped(node.value.value, self.quote, "") + self.quote
        return self.visit(node.value)

    def visit_ListType(self, node: nodes.ListType) -> str:
        return f"[{self.optional(node.item)}]"

    def visit_DictType(self, node: nodes.DictType) -> str:
        return f"{{{self.optional(node.key)}:{self.optional(node.value)}}}"

    def visit_UnionType(self, node: nodes.UnionType) -> str:
        return self.joined(node.members, " | ")

    def visit_FunctionType(self, node: nodes.FunctionType) -> str:
        return f"({self.joined(node.params)}){self.optional(node.result, ' -> ')}"

    def visit_MissingType(self, node: nodes.MissingType) -> str:
        return ""


def _bracketed(opener: str, items: list[str], closer: str) -> str:
    """Return ``items`` in brackets, in lines if an ``if`` among them takes lines."""
    if any(item.startswith("if ") and "\n" in item for item in items):
        return f"{opener}{_indented(items)}\n{closer}"
    return f"{opener}{', '.join(items)}{closer}"


def _indented(texts: list[str]) -> str:
    """Return ``texts`` as lines that are one level deeper."""
    return "".join("\n    " + text.replace("\n", "\n    ") for text in texts)
