"""Expressions in the form of the service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kclpy.compat.api.tree.base import Json
from kclpy.compat.api.tree.types import TypeTree
from kclpy.syntax import nodes

_UNARY: Final = {"+": "UAdd", "-": "USub", "~": "Invert", "not": "Not"}
BINARY: Final = {
    "+": "Add",
    "-": "Sub",
    "*": "Mul",
    "/": "Div",
    "//": "FloorDiv",
    "%": "Mod",
    "**": "Pow",
    "<<": "LShift",
    ">>": "RShift",
    "&": "BitAnd",
    "|": "BitOr",
    "^": "BitXor",
    "and": "And",
    "or": "Or",
}
_COMPARISONS: Final = {
    "==": "Eq",
    "!=": "NotEq",
    "<": "Lt",
    "<=": "LtE",
    ">": "Gt",
    ">=": "GtE",
    "in": "In",
    "not in": "NotIn",
    "is": "Is",
    "is not": "IsNot",
}
_OPERATIONS: Final = {":": "Union", "=": "Override", "+=": "Insert"}

_Entries = Sequence[nodes.ConfigEntry | nodes.ConfigIfEntry]


class ExpressionTree(TypeTree):
    """Makes the JSON of expressions."""

    def body(self, statements: Sequence[nodes.Stmt]) -> list[Json]:
        """Return the statements of a body."""
        raise NotImplementedError

    # Names and literals

    def visit_Name(self, node: nodes.Name) -> Json:
        return {"type": "Identifier", **self.names([node])}

    def visit_NumberLit(self, node: nodes.NumberLit) -> Json:
        kind = "Float" if isinstance(node.value, float) else "Int"
        return {
            "type": "NumberLit",
            "binary_suffix": node.suffix or None,
            "value": {"type": kind, "value": node.value},
        }

    def visit_StringLit(self, node: nodes.StringLit) -> Json:
        return {
            "type": "StringLit",
            "is_long_string": node.is_long,
            "raw_value": self.text(node),
            "value": node.value,
        }

    def visit_JoinedString(self, node: nodes.JoinedString) -> Json:
        return {
            "type": "JoinedString",
            "is_long_string": node.is_long,
            "values": [self._part(part) for part in node.parts],
            "raw_value": self.text(node),
        }

    def _part(self, part: nodes.StringLit | nodes.FormattedValue) -> Json:
        inner: Json
        if isinstance(part, nodes.StringLit):
            inner = {
                "type": "StringLit",
                "is_long_string": False,
                "raw_value": part.value,
                "value": part.value,
            }
        else:
            inner = {
                "type": "FormattedValue",
                "is_long_string": False,
                "value": self.node(part.value),
                "format_spec": None if part.spec is None else part.spec.strip(),
            }
        return self.placed(inner, part.start, part.end)

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> Json:
        return {"type": "NameConstantLit", "value": node.name}

    def visit_MissingExpr(self, node: nodes.MissingExpr) -> Json:
        return {"type": "Missing"}

    # Operators

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> Json:
        return {"type": "Paren", "expr": self.node(node.value)}

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> Json:
        return {"type": "Unary", "op": _UNARY[node.op], "operand": self.node(node.operand)}

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> Json:
        return {
            "type": "Binary",
            "left": self.node(node.left),
            "op": BINARY[node.op],
            "right": self.node(node.right),
        }

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> Json:
        return {
            "type": "Compare",
            "left": self.node(node.left),
            "ops": [_COMPARISONS[op] for op in node.ops],
            "comparators": self.all(node.operands),
        }

    def visit_AsExpr(self, node: nodes.AsExpr) -> Json:
        return {
            "type": "Binary",
            "left": self.node(node.value),
            "op": "As",
            "right": self.node(node.type),
        }

    def visit_IfExpr(self, node: nodes.IfExpr) -> Json:
        return {
            "type": "If",
            "body": self.node(node.body),
            "cond": self.node(node.test),
            "orelse": self.node(node.orelse),
        }

    # Access and calls

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> Json:
        names = nodes.dotted_name(node)
        if names is not None:
            return {"type": "Identifier", **self.names(names)}
        return {
            "type": "Selector",
            "value": self.node(node.value),
            "attr": self.placed(self.names([node.attr]), node.attr.start, node.attr.end),
            "ctx": "Load",
            "has_question": node.is_optional,
        }

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> Json:
        return self._subscript(node, node.index)

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> Json:
        return self._subscript(node, None, node.lower, node.upper, node.step)

    def _subscript(
        self, node: nodes.SubscriptExpr | nodes.SliceExpr, *parts: nodes.Expr | None
    ) -> Json:
        index, lower, upper, step = (*parts, None, None, None)[:4]
        return {
            "type": "Subscript",
            "value": self.node(node.value),
            "index": self.optional(index),
            "lower": self.optional(lower),
            "upper": self.optional(upper),
            "step": self.optional(step),
            "ctx": "Load",
            "has_question": node.is_optional,
        }

    def visit_CallExpr(self, node: nodes.CallExpr) -> Json:
        return {
            "type": "Call",
            "func": self.node(node.func),
            "args": self.all(node.args),
            "keywords": self.keywords(node.keywords),
        }

    def keywords(self, keywords: Sequence[nodes.Keyword]) -> list[Json]:
        """Return keyword arguments."""
        return [self._keyword(keyword) for keyword in keywords]

    def _keyword(self, node: nodes.Keyword) -> Json:
        arg = self.placed(self.names([node.arg]), node.arg.start, node.arg.end)
        return self.placed({"arg": arg, "value": self.node(node.value)}, node.start, node.end)

    # Lists

    def visit_ListExpr(self, node: nodes.ListExpr) -> Json:
        return {"type": "List", "elts": self.all(node.elements), "ctx": "Load"}

    def visit_StarredExpr(self, node: nodes.StarredExpr) -> Json:
        return {"type": "Starred", "value": self.node(node.value), "ctx": "Load"}

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> Json:
        orelse: Json | None = None
        if len(node.orelse) == 1 and getattr(node.orelse[0], "is_elif", False):
            orelse = self.node(node.orelse[0])
        elif node.orelse:
            items = {"type": "List", "elts": self.all(node.orelse), "ctx": "Load"}
            orelse = self.placed(items, self._else(node.orelse[0]), node.orelse[-1].end)
        return {
            "type": "ListIfItem",
            "if_cond": self.node(node.test),
            "exprs": self.all(node.body),
            "orelse": orelse,
        }

    def visit_ListComp(self, node: nodes.ListComp) -> Json:
        generators = self.all(node.clauses)
        return {"type": "ListComp", "elt": self.node(node.element), "generators": generators}

    def visit_CompClause(self, node: nodes.CompClause) -> Json:
        return {
            "targets": [self.dotted(variable) for variable in node.variables],
            "iter": self.node(node.iterable),
            "ifs": [] if node.condition is None else [self.node(node.condition)],
        }

    def _else(self, first: nodes.Node) -> int:
        """Return where the ``else`` stands whose first part is given."""
        return self.file.text.rfind("else", 0, first.start)

    # Configs

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> Json:
        return {"type": "Config", "items": self._entries(node.entries)}

    def _entries(self, entries: _Entries) -> list[Json]:
        return [self.placed(self._entry(entry), entry.start, entry.end) for entry in entries]

    def _entry(self, entry: nodes.ConfigEntry | nodes.ConfigIfEntry) -> Json:
        if isinstance(entry, nodes.ConfigEntry):
            return self.visit_ConfigEntry(entry)
        return {"key": None, "value": self.node(entry), "operation": "Union"}

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> Json:
        return {
            "key": self.optional(node.key),
            "value": self.node(node.value),
            "operation": _OPERATIONS[node.op],
        }

    def visit_ConfigIfEntry(self, node: nodes.ConfigIfEntry) -> Json:
        orelse: Json | None = None
        if len(node.orelse) == 1 and getattr(node.orelse[0], "is_elif", False):
            orelse = self.node(node.orelse[0])
        elif node.orelse:
            config = {"type": "Config", "items": self._entries(node.orelse)}
            orelse = self.placed(config, self._else(node.orelse[0]), node.orelse[-1].end)
        return {
            "type": "ConfigIfEntry",
            "if_cond": self.node(node.test),
            "items": self._entries(node.body),
            "orelse": orelse,
        }

    def visit_DictComp(self, node: nodes.DictComp) -> Json:
        return {
            "type": "DictComp",
            "entry": self.visit_ConfigEntry(node.entry),
            "generators": self.all(node.clauses),
        }

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> Json:
        return {"type": "Schema", **self.instance(node)}

    def instance(self, node: nodes.SchemaExpr) -> Json:
        """Return the parts of a schema expression."""
        return {
            "name": self.dotted(node.name),
            "args": self.all(node.args),
            "kwargs": self.keywords(node.keywords),
            "config": self.node(node.config),
        }

    # Functions

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> Json:
        return {
            "type": "Quant",
            "target": self.node(node.target),
            "variables": [self.dotted(variable) for variable in node.variables],
            "op": node.op.capitalize(),
            "test": self.node(node.test),
            "if_cond": self.optional(node.condition),
            "ctx": "Load",
        }

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> Json:
        return {
            "type": "Lambda",
            "args": self.params(node.params),
            "body": self.body(node.body),
            "return_ty": self.optional(node.return_type),
        }

    def params(self, params: Sequence[nodes.Param], in_brackets: bool = False) -> Json | None:
        """Return the parameters of a lambda or schema, None if there are none."""
        if not params:
            return None
        start = params[0].start
        if in_brackets:
            start = self.file.text.rfind("[", 0, start)
        inner = {
            "args": [self.dotted(param.name) for param in params],
            "defaults": [self.optional(param.default) for param in params],
            "ty_list": [self.optional(param.annotation) for param in params],
        }
        return self.placed(inner, start, params[-1].end)
