"""The types that annotations denote (reference, 04 section 1.1)."""

from __future__ import annotations

from kclpy.semantics.checker.base import CheckerBase
from kclpy.semantics.checker.literals import constant_type, number_type
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    Param,
    SchemaType,
    Type,
    union_of,
)

_BASIC = {"any": ANY, "bool": BOOL, "int": INT, "float": FLOAT, "str": STR}


class Annotations(CheckerBase):
    """Turns annotations into types."""

    def annotated(self, node: nodes.TypeExpr, blamed: nodes.Node | None = None) -> Type:
        self.blamed = blamed or node
        return self._type(node)

    def _type(self, node: nodes.TypeExpr | None) -> Type:
        if node is None:
            return ANY
        type_ = self.visit(node)
        return type_

    def visit_BasicType(self, node: nodes.BasicType) -> Type:
        return _BASIC[node.name]

    def visit_MissingType(self, node: nodes.MissingType) -> Type:
        return ANY

    def visit_LiteralType(self, node: nodes.LiteralType) -> Type:
        value = node.value
        if isinstance(value, nodes.StringLit):
            return LiteralType("str", value.value)
        if isinstance(value, nodes.NumberLit):
            return number_type(value)
        return constant_type(value) if isinstance(value, nodes.ConstantLit) else ANY

    def visit_ListType(self, node: nodes.ListType) -> Type:
        return ListType(self._type(node.item))

    def visit_DictType(self, node: nodes.DictType) -> Type:
        return DictType(self._type(node.key), self._type(node.value))

    def visit_UnionType(self, node: nodes.UnionType) -> Type:
        return union_of([self._type(member) for member in node.members])

    def visit_FunctionType(self, node: nodes.FunctionType) -> Type:
        place = self.span(node)
        params = tuple([Param("", self._type(param), place=place) for param in node.params])
        return FunctionType(params, self._type(node.result))

    def visit_NamedType(self, node: nodes.NamedType) -> Type:
        first = node.names[0].id
        if len(node.names) == 1:
            if first in _BASIC:
                return _BASIC[first]
            variable = self.scope.lookup(first)
            if variable is None:
                self.undefined(first, self.blamed)
                return ANY
            return self._as_instance(variable.type)
        found = self.imports.get(first) or self.scope.lookup(first)
        if found is None:
            self.undefined(first, self.blamed)
            return ANY
        type_ = found.type
        for name in node.names[1:]:
            type_ = self.attribute(type_, name.id, self.blamed)
        return self._as_instance(type_)

    def _as_instance(self, type_: Type) -> Type:
        """Return what the name of ``type_`` denotes in an annotation.

        While declarations are read it is not told whether a schema or an instance is meant:
        the reference takes both for one type, and so a variable that is annotated with a
        schema may be used like it.
        """
        if isinstance(type_, SchemaType):
            schema = type_.definition
            return schema.definition if self.is_declaring else schema.instance
        return type_

    def unified_type(self, name: nodes.Expr, blamed: nodes.Node | None = None) -> Type:
        """Return the type that the schema expression of a unification statement gives."""
        names = nodes.dotted_name(name)
        if names is None:
            return ANY
        return self.annotated(nodes.NamedType(name.start, name.end, names), blamed)
