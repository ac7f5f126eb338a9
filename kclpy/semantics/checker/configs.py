"""Config literals against what is expected of them (reference, 04 section 6).

A config literal is checked key by key against the type of the place that it is written for,
`CheckerBase.expected`. Its own type joins those of its keys and values, and keeps what is
known of each attribute.
"""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.diagnostics.configs import (
    DictUnpacking,
    InsertedValue,
    KeyType,
    UnpackingInDictComprehension,
)
from kclpy.semantics.checker.attributes import is_key, mapping_value
from kclpy.semantics.checker.base import CheckerBase, Expected
from kclpy.semantics.checker.members import Members
from kclpy.semantics.checker.scopes import TypedScope, Variable
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    STR,
    AnyType,
    ConfigType,
    DictType,
    ListType,
    LiteralType,
    NoneType,
    SchemaType,
    Type,
    UnionType,
    sup,
    widen,
)

Entries = Iterable[tuple[nodes.Module | None, nodes.ConfigEntry | nodes.ConfigIfEntry]]


class _Parts:
    """What the entries of a config literal amount to."""

    __slots__ = ("attributes", "keys", "places", "values")

    def __init__(self) -> None:
        self.keys: list[Type] = []
        self.values: list[Type] = []
        self.attributes: dict[str, Type] = {}
        self.places: dict[str, Span] = {}

    def add(self, key: Type, value: Type) -> None:
        self.keys.append(key)
        self.values.append(value)

    def set_attribute(self, name: str, value: Type, place: Span) -> None:
        value = widen(value)
        known = self.attributes.get(name)
        self.attributes[name] = value if known is None else sup((known, value))
        self.places[name] = place

    def type(self) -> ConfigType:
        return ConfigType(self.keys, self.values, self.attributes, self.places)


class Configs(Members, CheckerBase):
    """Checks config literals and dict comprehensions."""

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> Type:
        self.note_expected(node)
        return self.entries([(None, entry) for entry in node.entries])

    def note_expected(self, node: nodes.Expr) -> None:
        """Note what a config literal is checked against."""
        if self.expected is not None and isinstance(node, nodes.ConfigExpr):
            self.package.expected[node] = self.expected.type

    def entries(self, entries: Entries) -> DictType:
        """Return the type of a config with these entries; a module says whose file they are in."""
        outer, was_open = self._enter_config(), self.is_open
        self.scope.is_instance = self.in_instance
        was_in_instance, self.in_instance = self.in_instance, False
        file = self.file
        parts = _Parts()
        expected = None if self.expected is None else self.expected.type
        self.is_open = (
            isinstance(expected, SchemaType) and expected.definition.index_signature is not None
        )
        for module, entry in entries:
            if module is not None:
                self.file, self.imports = module.file, self.package.imports[module]
            if isinstance(entry, nodes.ConfigIfEntry):
                self._if_entry(entry, parts)
            elif entry.key is None:
                self._unpacked(entry.value, parts)
            else:
                self._entry(entry, entry.key, parts)
        self.file = file
        self.scope, self.is_open, self.in_instance = outer, was_open, was_in_instance
        return parts.type()

    def _enter_config(self) -> TypedScope:
        """Open the scope of a config; return the current one, to be restored."""
        outer = self.scope
        self.scope = TypedScope(outer.with_names())
        self.scope.is_config = True
        return outer

    # Entries with a key

    def _entry(self, entry: nodes.ConfigEntry, key: nodes.Expr, parts: _Parts) -> None:
        if isinstance(key, nodes.Name):
            self._named_entry(entry, [key], parts)
        elif isinstance(key, nodes.StringLit):
            self._string_entry(entry, key, parts)
        elif isinstance(key, nodes.SubscriptExpr) and _is_index(key):
            self._index_entry(entry, key, parts)
        else:
            names = nodes.dotted_name(key)
            if names is not None:
                self._named_entry(entry, names, parts)
            else:
                self._computed_entry(entry, key, parts)

    def _named_entry(
        self, entry: nodes.ConfigEntry, names: list[nodes.Name], parts: _Parts
    ) -> None:
        """Check ``a.b.c op value``, which is ``a: {b: {c op value}}``."""
        name = names[0]
        outer = self.expected
        members: list[Expected | None] = []
        for part in names:
            self.check_defined(part.id, part)
            members.append(self.expect_member(part.id))
        was_open = self.is_open
        self.is_open = was_open and len(names) == 1
        value = inserted = self.expr(entry.value)
        self.expected, self.is_open = outer, was_open
        place = self.span(name)
        for part, member in zip(reversed(names), reversed(members), strict=True):
            place = self.span(part)
            self.check_value(member, value, place)
            if part is not name:
                attributes, places = {part.id: widen(value)}, {part.id: place}
                value = ConfigType([LiteralType("str", part.id)], [value], attributes, places)
        self._check_insertion(entry, inserted)
        key = LiteralType("str", name.id)
        loop = self._loop_variable(name) if len(names) == 1 else None
        if loop is not None:
            if not is_key(loop.type):
                self.report(KeyType(loop.type.text()), name)
            parts.add(loop.type, value)
            self._declare_key(name.id, value, place).is_loop = True
            self.scope.has_loop_keys = True
            return
        parts.add(key, value)
        parts.set_attribute(name.id, value, place)
        self._declare_key(name.id, value, place)

    def _declare_key(self, name: str, value: Type, place: Span) -> Variable:
        """Make a key a name for the entries after it; one of several entries is any of them."""
        names = self.scope.names
        known = names.get(name)
        if known is None:
            known = names[name] = Variable(value, place)
        else:
            known.type = sup((widen(known.type), value))
        return known

    def _loop_variable(self, name: nodes.Name) -> Variable | None:
        """Return the loop variable that a key stands for, if it does."""
        if not self.loops:
            return None
        found = self.scope.lookup(name.id)
        return found if found is not None and found.is_loop else None

    def _string_entry(self, entry: nodes.ConfigEntry, key: nodes.StringLit, parts: _Parts) -> None:
        name, outer = key.value, self.expected
        self.check_defined(name, key)
        member = self.expect_member(name)
        value = self.expr(entry.value)
        self.expected = outer
        place = self.span(key)
        self.check_value(member, value, place)
        self._check_insertion(entry, value)
        parts.add(self.expr(key), value)
        parts.set_attribute(name, value, place)
        self._declare_key(name, value, place)

    def _index_entry(
        self, entry: nodes.ConfigEntry, key: nodes.SubscriptExpr, parts: _Parts
    ) -> None:
        """Check ``name[0] op value``: the value is compared with the type of the name."""
        name = nodes.root_name(key)
        assert name is not None
        outer = self.expected
        self.check_defined(name.id, name)
        member = self.expect_member(name.id)
        value = self.expr(entry.value)
        self.expected = outer
        place = self.span(name)
        self.check_value(member, value, place)
        self._check_insertion(entry, value)
        listed = value if entry.op == "+=" else ListType(value)
        parts.add(STR, listed)
        if key.value is name:
            parts.set_attribute(name.id, listed, place)

    def _computed_entry(self, entry: nodes.ConfigEntry, key: nodes.Expr, parts: _Parts) -> None:
        outer = self.expected
        key_type = self.expr_as(key, None)
        if isinstance(key, nodes.JoinedString):
            self.expected = None
        value = self.expr(entry.value)
        self.expected = outer
        if isinstance(key_type, NoneType) or not is_key(key_type):
            self.report(KeyType(key_type.text()), key)
        self._check_insertion(entry, value)
        parts.add(key_type, value)

    def _check_insertion(self, entry: nodes.ConfigEntry, value: Type) -> None:
        if entry.op == "+=" and not isinstance(value, (AnyType, ListType)):
            self.report(InsertedValue(value.text()), entry.value)

    # Entries without a key

    def _if_entry(self, entry: nodes.ConfigIfEntry, parts: _Parts) -> None:
        """Check a conditional entry, which counts like one that is unpacked.

        The branches of a chain of `elif` are joined at once.
        """
        outer = self.scope
        self.expr(entry.test)
        types = [self._branch(entry.body)]
        while len(entry.orelse) == 1 and isinstance(entry.orelse[0], nodes.ConfigIfEntry):
            self.scope = outer
            self._enter_config()
            entry = entry.orelse[0]
            self.expr(entry.test)
            types.append(self._branch(entry.body))
        if entry.orelse:
            types.append(self._branch(entry.orelse))
        else:
            self.check_unpacked(types[-1], self.span(entry))
        self.scope = outer
        joined = _Parts()
        for type_ in types:
            self._merge(type_, joined)
        self._merge(joined.type() if len(types) > 1 else types[0], parts)

    def _branch(self, entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry]) -> DictType:
        return self.entries([(None, entry) for entry in entries])

    def _unpacked(self, value: nodes.Expr, parts: _Parts) -> None:
        type_ = self.expr(value)
        if not _is_mapping(type_):
            self.report(DictUnpacking(type_.text()), value)
            return
        self.check_unpacked(type_, self.span(value))
        self._merge(type_, parts)

    def _merge(self, type_: Type, parts: _Parts) -> None:
        """Add the entries of an unpacked value to ``parts``."""
        if isinstance(type_, UnionType):
            for member in type_.members:
                self._merge(member, parts)
        elif isinstance(type_, DictType):
            parts.add(type_.key(), type_.value())
            places = type_.places()
            for name, value in type_.attributes().items():
                parts.set_attribute(name, value, places[name])
        elif isinstance(type_, SchemaType):
            parts.add(STR, mapping_value(type_))
            for schema in type_.definition.chain():
                for name, attribute in schema.attributes.items():
                    parts.set_attribute(name, attribute.type, attribute.place)
        elif isinstance(type_, AnyType):
            parts.add(ANY, ANY)

    # Comprehensions

    def visit_DictComp(self, node: nodes.DictComp) -> Type:
        outer = self.scope
        key = node.entry.key
        if key is None:
            self.report(UnpackingInDictComprehension(), node.entry.value)
        self.clauses(node.clauses)
        if key is None:
            value = self.expr(node.entry.value)
            if not _is_mapping(value):
                self.report(DictUnpacking(value.text()), node.entry.value)
            self.scope = outer
            self.loops -= len(node.clauses)
            return DictType(ANY, value)
        key_type = self.expr(key)
        if isinstance(key_type, NoneType) or not is_key(key_type):
            self.report(KeyType(key_type.text()), key)
        expected, was_open = self.expected, self.is_open
        self.expect_member(None)
        self.is_open = False
        value = self.expr(node.entry.value)
        self.expected, self.is_open = expected, was_open
        self.scope = outer
        self.loops -= len(node.clauses)
        return DictType(key_type, value)

    def clauses(self, clauses: list[nodes.CompClause]) -> None:
        """Declare the variables of a comprehension in scopes of their own."""
        raise NotImplementedError


def _is_index(key: nodes.SubscriptExpr) -> bool:
    """Return whether a key has the form ``a.b[0]``."""
    index = key.index
    if isinstance(index, nodes.UnaryExpr) and index.op == "-":
        index = index.operand
    return nodes.dotted_name(key.value) is not None and (
        isinstance(index, nodes.NumberLit) and type(index.value) is int
    )


def _is_mapping(type_: Type) -> bool:
    if isinstance(type_, UnionType):
        for member in type_.members:
            if not _is_mapping(member):
                return False
        return True
    return isinstance(type_, (AnyType, NoneType, DictType, SchemaType))
