"""Emitting declared types as converters, one object per written type and file."""

from __future__ import annotations

import ast as pyast
import json

from kclpy.codegen import python as py
from kclpy.codegen.base import MAX_DEPTH, Base
from kclpy.codegen.python import At
from kclpy.semantics.kinds import Kind, passes
from kclpy.semantics.program import ImportKind
from kclpy.semantics.symbols import AliasSymbol, ImportSymbol, SchemaSymbol
from kclpy.syntax import nodes

_BASIC = {"int": "INT", "float": "FLOAT", "str": "STR", "bool": "BOOL", "any": "ANY"}
_NOWHERE: At = (1, 0, 1, 0)

# Converters that let exactly the values of one Python type pass, and None and Undefined.
_EXACT = {"INT": "int", "STR": "str", "BOOL": "bool"}


class TypeEmitter(Base):
    """Turns annotations into the names of converters."""

    def converter(self, node: nodes.TypeExpr | None) -> str | None:
        """Return the name of the converter of a type, or None if it accepts everything."""
        if node is None:
            return None
        key = "type", type_text(node)
        known = self.constants.get(key)
        if known is not None:
            return known
        code = self._type(node)
        if isinstance(code, pyast.Name):
            return None if code.id == "ANY" else code.id
        return self.constant_object(key, lambda: code)

    def converted(
        self, annotation: nodes.TypeExpr | None, value: pyast.expr, kind: Kind, at: At
    ) -> pyast.expr:
        """Return ``value``, of which ``kind`` is known, converted to a declared type."""
        if annotation is None or passes(kind, annotation):
            return value
        converter = self.converter(annotation)
        if converter is None:
            return value
        exact = _EXACT.get(converter)
        if exact is None or self.runs_once:
            return py.method(converter, "apply", [value], at)
        return py.of_type(value, exact, py.member(converter, "apply", at), at)

    def convert_local(
        self, annotation: nodes.TypeExpr | None, local: str, kind: Kind, given: bool, at: At
    ) -> list[pyast.stmt]:
        """Return the conversion of a local variable's value; ``given`` if it is from outside."""
        if annotation is None or passes(kind, annotation):
            return []
        converter = self.converter(annotation)
        if converter is None:
            return []
        method = "apply_given" if given else "apply"
        value = py.method(converter, method, [py.name(local, at)], at)
        return self.unless_exact(annotation, local, [py.assign(local, value, at)], at)

    def unless_exact(
        self, annotation: nodes.TypeExpr | None, local: str, body: list[pyast.stmt], at: At
    ) -> list[pyast.stmt]:
        """Return what ``body`` does for a local whose value may not be of the declared type."""
        exact = _EXACT.get(self.converter(annotation) or "")
        if exact is None:
            return body
        kind = py.call("type", [py.name(local, at)], at)
        return [py.when(py.compare(kind, pyast.IsNot(), py.name(exact, at), at), body, [], at)]

    def converter_of_name(self, node: nodes.Expr) -> str | None:
        """Return the converter of the type that stands right of ``as``."""
        names = nodes.dotted_name(node)
        if names is None:
            return None
        if len(names) == 1 and names[0].id in _BASIC:
            return _BASIC[names[0].id]
        return self.converter(nodes.NamedType(node.start, node.end, names))

    def _type(self, node: nodes.TypeExpr, depth: int = 0) -> pyast.expr:
        """Return the code that makes the converter; ``ANY`` itself for what is not checked.

        Only the text of the whole type is shown; ``depth`` tells how deep in it a part is.
        """
        if depth > MAX_DEPTH:
            name = self.constant_object(("type", node), lambda: self._type(node, 1))
            return py.name(name, _NOWHERE)
        text = py.constant(type_text(node) if depth == 0 else "", _NOWHERE)
        if isinstance(node, nodes.BasicType):
            return py.name(_BASIC[node.name], _NOWHERE)
        if isinstance(node, nodes.ListType):
            item = _any() if node.item is None else self._type(node.item, depth + 1)
            return py.call("ListOf", [text, item], _NOWHERE)
        if isinstance(node, nodes.DictType):
            value = _any() if node.value is None else self._type(node.value, depth + 1)
            return py.call("DictOf", [text, value], _NOWHERE)
        if isinstance(node, nodes.UnionType):
            members = [self._type(member, depth + 1) for member in node.members]
            return py.call("OneOf", [text, py.tuple_of(members, _NOWHERE)], _NOWHERE)
        if isinstance(node, nodes.FunctionType):
            return py.name("FUNCTION", _NOWHERE)
        if isinstance(node, nodes.LiteralType):
            return py.call("Literal", [text, self.visit(node.value)], _NOWHERE)
        if isinstance(node, nodes.NamedType):
            return self._named(node, text)
        return _any()

    def _named(self, node: nodes.NamedType, text: pyast.expr) -> pyast.expr:
        first = node.names[0]
        symbol = self.symbol_of.get(first)
        if symbol is None:
            symbol = self.model.scopes[self.module].find(first.id)
        if isinstance(symbol, SchemaSymbol) and len(node.names) == 1:
            schema = py.name(f"g_{symbol.name}", _NOWHERE)
            return py.call("InstanceOf", [text, schema], _NOWHERE)
        if isinstance(symbol, AliasSymbol) and len(node.names) == 1:
            return py.name(self._alias(symbol), _NOWHERE)
        if isinstance(symbol, ImportSymbol) and len(node.names) == 2:
            member = node.names[1].id
            if symbol.target.kind is ImportKind.PACKAGE:
                return py.call("slot", [text, self.imported(symbol, member, _NOWHERE)], _NOWHERE)
            if symbol.target.path == "units" and member == "NumberMultiplier":
                return py.name("MULTIPLIER", _NOWHERE)
        return _any()

    def _alias(self, symbol: AliasSymbol) -> str:
        """Return the name of the converter of an alias, one that stands for itself is any."""
        key = "alias", symbol
        name = self.constants.get(key)
        if name is None:
            self.constants[key] = "ANY"
            code = self._type(symbol.node.type)
            if isinstance(code, pyast.Name):
                name = code.id
            else:
                name = self.constant_object(("type", symbol), lambda: code)
            self.constants[key] = name
        return name


def _any() -> pyast.expr:
    return py.name("ANY", _NOWHERE)


def type_text(node: nodes.TypeExpr) -> str:
    """Return a type as messages of the runtime show it (reference, 04 section 12)."""
    if isinstance(node, nodes.BasicType):
        return node.name
    if isinstance(node, nodes.NamedType):
        return ".".join(name.id for name in node.names)
    if isinstance(node, nodes.ListType):
        return f"[{type_text(node.item)}]" if node.item else "[]"
    if isinstance(node, nodes.DictType):
        key = type_text(node.key) if node.key else ""
        value = type_text(node.value) if node.value else ""
        return f"{{{key}:{value}}}"
    if isinstance(node, nodes.UnionType):
        return " | ".join(type_text(member) for member in node.members)
    if isinstance(node, nodes.LiteralType):
        return _literal_text(node.value)
    return "function" if isinstance(node, nodes.FunctionType) else "any"


def _literal_text(node: nodes.Expr) -> str:
    if isinstance(node, nodes.StringLit):
        return json.dumps(node.value, ensure_ascii=False)
    if isinstance(node, nodes.NumberLit):
        return f"{node.value}{node.suffix}"
    return node.name if isinstance(node, nodes.ConstantLit) else "any"
