"""Builders of types."""

from __future__ import annotations

from kclpy.syntax import nodes
from kclpy.syntax.builder.base import NeedsTolerance, Parts

BASIC_TYPES = frozenset(("any", "bool", "int", "float", "str"))


class TypeBuilders:
    """Builders of the rules under "Types"."""

    @staticmethod
    def named_type(parts: Parts) -> nodes.TypeExpr:
        """``a.b.C`` or ``int``"""
        names: list[nodes.Name] = parts[0]
        first = names[0]
        if len(names) == 1 and first.id in BASIC_TYPES:
            return nodes.BasicType(first.start, first.end, first.id)
        if first.id in BASIC_TYPES:
            raise NeedsTolerance
        return nodes.NamedType(first.start, names[-1].end, names)

    @staticmethod
    def basic_type(parts: Parts) -> nodes.TypeExpr:
        """``any``"""
        _, text, start, end = parts[0]
        return nodes.BasicType(start, end, text)

    @staticmethod
    def literal_type(parts: Parts) -> nodes.TypeExpr:
        """``True``, ``1``, ``"a"``"""
        value = parts[0]
        if isinstance(value, tuple):
            _, text, start, end = value
            value = nodes.ConstantLit(start, end, text)
        elif isinstance(value, nodes.JoinedString):
            raise NeedsTolerance
        return nodes.LiteralType(value.start, value.end, value)

    @staticmethod
    def any_list_type(parts: Parts) -> nodes.TypeExpr:
        """``[]``"""
        return nodes.ListType(parts[0][2], parts[1][3], None)

    @staticmethod
    def list_type(parts: Parts) -> nodes.TypeExpr:
        """``[T]``"""
        return nodes.ListType(parts[0][2], parts[2][3], parts[1])

    @staticmethod
    def dict_type(parts: Parts) -> nodes.TypeExpr:
        """``{K:V}``"""
        return nodes.DictType(parts[0][2], parts[4][3], parts[1], parts[3])

    @staticmethod
    def no_param_type(parts: Parts) -> nodes.TypeExpr:
        """``()``"""
        return nodes.FunctionType(parts[0][2], parts[1][3], [], None)

    @staticmethod
    def function_type(parts: Parts) -> nodes.TypeExpr:
        """``(A, B)``"""
        return nodes.FunctionType(parts[0][2], parts[2][3], parts[1], None)

    @staticmethod
    def no_param_result_type(parts: Parts) -> nodes.TypeExpr:
        """``() -> T``"""
        return nodes.FunctionType(parts[0][2], parts[3].end, [], parts[3])

    @staticmethod
    def function_result_type(parts: Parts) -> nodes.TypeExpr:
        """``(A, B) -> T``"""
        return nodes.FunctionType(parts[0][2], parts[4].end, parts[1], parts[4])

    @staticmethod
    def first_alternative(parts: Parts) -> Parts:
        """The first two members of a union."""
        return [parts[0], parts[2]]

    @staticmethod
    def union(parts: Parts) -> nodes.TypeExpr:
        """``A | B``"""
        members = parts[0]
        return nodes.UnionType(members[0].start, members[-1].end, members)
