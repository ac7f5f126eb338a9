"""Literals, lists, loops, conditions and conversions (reference, 04 section 5)."""

from __future__ import annotations

from kclpy.diagnostics.configs import ListUnpacking, UnpackingInListComprehension
from kclpy.diagnostics.types import (
    ConversionTarget,
    FormatSpec,
    LoopVariableCount,
    LoopVariableForm,
    NotIterable,
    UselessConversion,
)
from kclpy.semantics.checker.attributes import Attributes, mapping_value
from kclpy.semantics.checker.instances import Instances
from kclpy.semantics.checker.literals import constant_type, number_type
from kclpy.semantics.checker.scopes import Variable
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    BOOL,
    INT,
    STR,
    AnyType,
    DictType,
    ListType,
    LiteralType,
    NoneType,
    SchemaType,
    Type,
    UnionType,
    subsume,
    sup,
    widen,
)

_FORMATS = ("#json", "#yaml")


class Expressions(Attributes, Instances):
    """Checks the expressions that the other parts leave."""

    # Literals

    def visit_NumberLit(self, node: nodes.NumberLit) -> Type:
        return number_type(node)

    def visit_StringLit(self, node: nodes.StringLit) -> Type:
        return LiteralType("str", node.value)

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> Type:
        return constant_type(node)

    def visit_MissingExpr(self, node: nodes.MissingExpr) -> Type:
        return ANY

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> Type:
        return self.expr(node.value)

    def visit_JoinedString(self, node: nodes.JoinedString) -> Type:
        for part in node.parts:
            if isinstance(part, nodes.FormattedValue):
                self.expr(part.value)
                if part.spec is not None and part.spec.lower() not in _FORMATS:
                    self.report(FormatSpec(part.spec), part.value)
        return STR

    # Lists

    def visit_ListExpr(self, node: nodes.ListExpr) -> Type:
        outer, was_open = self.expected, self.is_open
        self.expect_item()
        self.is_open = False
        items = [self.expr(element) for element in node.elements]
        self.expected, self.is_open = outer, was_open
        return ListType(sup(items))

    def visit_StarredExpr(self, node: nodes.StarredExpr) -> Type:
        value = self.expr(node.value)
        members = value.members if isinstance(value, UnionType) else (value,)
        items = []
        for member in members:
            if isinstance(member, ListType):
                items.append(member.item)
            elif isinstance(member, DictType):
                items.append(member.key())
            elif isinstance(member, SchemaType):
                items.append(STR)
            elif isinstance(member, AnyType):
                items.append(ANY)
            elif not isinstance(member, NoneType):
                self.report(ListUnpacking("any"), node.value)
        return sup(items)

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> Type:
        self.expr(node.test)
        items = [self.expr(item) for item in node.body]
        outer = self.expected
        self.expect_item()
        others = [self.expr(item) for item in node.orelse]
        self.expected = outer
        return sup(others + items) if others else ANY

    def visit_ListComp(self, node: nodes.ListComp) -> Type:
        outer, expected, was_open = self.scope, self.expected, self.is_open
        self.expect_item()
        self.is_open = False
        self.clauses(node.clauses)
        element = node.element
        if isinstance(element, nodes.StarredExpr):
            self.report(UnpackingInListComprehension(), element)
        type_ = self.expr(element)
        self.scope, self.expected, self.is_open = outer, expected, was_open
        self.loops -= len(node.clauses)
        return ListType(type_)

    # Loops

    def clauses(self, clauses: list[nodes.CompClause]) -> None:
        for clause in clauses:
            iterated = self.expr(clause.iterable)
            self._loop(clause.variables, iterated, clause.iterable)
            if clause.condition is not None:
                self.expr(clause.condition)

    def _loop(self, variables: list[nodes.Expr], iterated: Type, iterable: nodes.Expr) -> None:
        """Declare the variables of a loop over a value of type ``iterated``."""
        names = self._loop_names(variables)
        types = self._loop_types(iterated, len(variables), iterable)
        self.enter(is_local=True)
        self.loops += 1
        for name, type_ in zip(names, types, strict=False):
            if name is not None:
                self.types[name] = type_
                declared = Variable(type_, self.span(name))
                declared.is_loop = True
                self.scope.names[name.id] = declared

    def _loop_names(self, variables: list[nodes.Expr]) -> list[nodes.Name | None]:
        """Return the names of the variables of a loop; report those that cannot be any."""
        names = []
        for index, variable in enumerate(variables):
            if index >= 2:
                span = self.span(variables[1])
                problem = LoopVariableCount(len(variables))
                self.diagnostics.report(problem, span._replace(start=span.end))
                break
            if not isinstance(variable, nodes.Name):
                self.report(LoopVariableForm(), variable)
            names.append(nodes.root_name(variable))
        return names

    def _loop_types(self, iterated: Type, count: int, iterable: nodes.Expr) -> tuple[Type, Type]:
        """Return the types of one or two variables of a loop."""
        members = iterated.members if isinstance(iterated, UnionType) else (iterated,)
        keys: list[Type] = []
        values: list[Type] = []
        for member in members:
            pair = _items(member)
            if pair is None:
                self.report(NotIterable(member.text()), iterable)
                return ANY, ANY
            is_list = isinstance(member, ListType) or member.word == "str"
            keys.append(INT if is_list and count > 1 else pair[1] if is_list else pair[0])
            values.append(pair[1])
        return widen(sup(reversed(keys))), widen(sup(reversed(values)))

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> Type:
        outer = self.scope
        target = self.expr(node.target)
        self._loop(node.variables, target, node.target)
        self.aside(node.condition)
        body = self.expr(node.test)
        self.scope = outer
        self.loops -= 1
        if node.op == "map":
            return ListType(body)
        return target if node.op == "filter" else BOOL

    # Conditions and conversions

    def visit_IfExpr(self, node: nodes.IfExpr) -> Type:
        types: list[Type] = []
        rest: nodes.Expr = node
        while isinstance(rest, nodes.IfExpr):  # a chain is joined at once
            self.expr(rest.test)
            types.append(self.expr(rest.body))
            rest = rest.orelse
        types.append(self.expr(rest))
        return sup(types)

    def visit_AsExpr(self, node: nodes.AsExpr) -> Type:
        value = self.expr(node.value)
        names = nodes.dotted_name(node.type)
        if names is None:
            self.expr(node.type)
            self.report(ConversionTarget(), node)
            return ANY
        annotation = nodes.NamedType(node.type.start, node.type.end, names)
        type_ = self.types[node.type] = widen(self.annotated(annotation))
        if isinstance(value, AnyType) or isinstance(type_, AnyType):
            return ANY
        if not isinstance(value, NoneType) and not subsume(type_, widen(value)):
            self.report(UselessConversion(_full_text(value), _full_text(type_)), node)
        return type_


def _items(type_: Type) -> tuple[Type, Type] | None:
    """Return the types of the keys and the values that a loop over ``type_`` meets."""
    if isinstance(type_, AnyType):
        return ANY, ANY
    if isinstance(type_, ListType):
        return INT, type_.item
    if isinstance(type_, DictType):
        return type_.key(), type_.value()
    if isinstance(type_, SchemaType):
        return STR, mapping_value(type_)
    return (INT, STR) if type_.word == "str" else None


def _full_text(type_: Type) -> str:
    """Return the text of a type: a schema with its package, a union without literals."""
    if isinstance(type_, UnionType):
        type_ = widen(type_)
    return type_.definition.full_name if isinstance(type_, SchemaType) else type_.text()
