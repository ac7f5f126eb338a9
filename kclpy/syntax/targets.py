"""What can be assigned to (reference, 01 section 10.2)."""

from __future__ import annotations

from kclpy.diagnostics.syntax import IllegalTarget
from kclpy.syntax import nodes

_WORDS: dict[type[nodes.Node], str] = {
    nodes.NumberLit: "NumberLitExpression",
    nodes.StringLit: "StringLitExpression",
    nodes.JoinedString: "JoinedStringExpression",
    nodes.ConstantLit: "NameConstantLitExpression",
    nodes.MissingExpr: "MissingExpression",
    nodes.ParenExpr: "ParenExpression",
    nodes.UnaryExpr: "UnaryExpression",
    nodes.BinaryExpr: "BinaryExpression",
    nodes.CompareExpr: "CompareExpression",
    nodes.AsExpr: "BinaryExpression",
    nodes.IfExpr: "IfExpression",
    nodes.CallExpr: "CallExpression",
    nodes.ListExpr: "ListExpression",
    nodes.ListComp: "ListCompExpression",
    nodes.ConfigExpr: "ConfigExpression",
    nodes.DictComp: "DictCompExpression",
    nodes.SchemaExpr: "SchemaExpression",
    nodes.QuantExpr: "QuantExpression",
    nodes.LambdaExpr: "LambdaExpression",
}


def illegal_target(target: nodes.Expr) -> IllegalTarget | None:
    """Return why nothing can be assigned to ``target``, or None if it can."""
    while True:
        if isinstance(target, nodes.Name):
            return None
        if isinstance(target, nodes.SelectorExpr):
            if target.is_optional:
                return IllegalTarget("SelectorExpression", "an optional attribute access")
        elif isinstance(target, nodes.SubscriptExpr | nodes.SliceExpr):
            if target.is_optional:
                return IllegalTarget("SubscriptExpression", "an optional subscript access")
            if isinstance(target, nodes.SliceExpr):
                return IllegalTarget("SubscriptExpression", "a slice access")
        else:
            return IllegalTarget(_WORDS[type(target)])
        target = target.value
