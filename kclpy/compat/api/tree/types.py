"""Types in the form of the service."""

from __future__ import annotations

from kclpy.compat.api.tree.base import Json, TreeBase
from kclpy.syntax import nodes


class TypeTree(TreeBase):
    """Makes the JSON of types."""

    def visit_BasicType(self, node: nodes.BasicType) -> Json:
        if node.name == "any":
            return {"type": "Any"}
        return {"type": "Basic", "value": node.name.capitalize()}

    def visit_NamedType(self, node: nodes.NamedType) -> Json:
        return {"type": "Named", "value": self.names(node.names)}

    def visit_LiteralType(self, node: nodes.LiteralType) -> Json:
        return {"type": "Literal", "value": self._literal(node.value)}

    def _literal(self, value: nodes.Expr) -> Json:
        if isinstance(value, nodes.StringLit):
            return {"type": "Str", "value": value.value}
        if isinstance(value, nodes.NumberLit) and isinstance(value.value, float):
            return {"type": "Float", "value": value.value}
        if isinstance(value, nodes.NumberLit):
            number = {"value": value.value, "suffix": value.suffix or None}
            return {"type": "Int", "value": number}
        return {"type": "Bool", "value": self.text(value) == "True"}

    def visit_ListType(self, node: nodes.ListType) -> Json:
        return {"type": "List", "value": {"inner_type": self.optional(node.item)}}

    def visit_DictType(self, node: nodes.DictType) -> Json:
        value = {"key_type": self.optional(node.key), "value_type": self.optional(node.value)}
        return {"type": "Dict", "value": value}

    def visit_UnionType(self, node: nodes.UnionType) -> Json:
        return {"type": "Union", "value": {"type_elements": self.all(node.members)}}

    def visit_FunctionType(self, node: nodes.FunctionType) -> Json:
        params = self.all(node.params)
        return {
            "type": "Function",
            "value": {"params_ty": params or None, "ret_ty": self.optional(node.result)},
        }

    def visit_MissingType(self, node: nodes.MissingType) -> Json:
        return {"type": "Any"}
