"""Symbols and scopes of a program, as `load_package` tells them.

The globals of packages and the attributes of schemas are told. The official engine also lists
builtins, expressions and the nodes that it keeps for all of them.
"""

from __future__ import annotations

import json
from itertools import count

from kclpy.compat.api.messages import KclType, Scope, ScopeIndex, Symbol, SymbolIndex
from kclpy.compat.api.schema_types import Describer
from kclpy.semantics.checker import Types
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.scopes import Variable
from kclpy.types import ModuleType, SchemaDefinition, SchemaType, Type


class Symbols:
    """The symbols of a program, numbered by kind; keys are indexes as JSON."""

    def __init__(self, types: Types) -> None:
        self.symbols: dict[str, Symbol] = {}
        self.scopes: dict[str, Scope] = {}
        self.by_name: dict[str, SymbolIndex] = {}
        self.by_package: dict[str, ScopeIndex] = {}
        self._describer = Describer(types)
        self._numbers = {kind: count() for kind in ("Value", "Schema", "Attribute", "Package")}
        self._scope_numbers = {kind: count() for kind in ("Root", "Local")}
        for path, package in types.packages.items():
            self._package(path, package)

    def _package(self, path: str, package: PackageTypes) -> None:
        owner = self._add("Package", path, KclType(type=f"module '{path}'"), None, path)
        scope = self._scope("Root", Scope(kind="Package", owner=owner))
        self.by_package[path] = scope[0]
        members = [
            self._global(path, name, variable, owner, scope[1], scope[0])
            for name, variable in package.scope.names.items()
            if not isinstance(variable.type, ModuleType)
        ]
        found = self.symbols.pop(_key(owner))
        found.attrs = members
        self.symbols[_key(owner)] = found  # behind what it has

    def _global(
        self,
        path: str,
        name: str,
        variable: Variable,
        owner: SymbolIndex,
        scope: Scope,
        parent: ScopeIndex,
    ) -> SymbolIndex:
        type_ = variable.type
        is_schema = isinstance(type_, SchemaType) and (
            variable.is_alias or type_.definition.name == name
        )
        kind = "Schema" if is_schema else "Value"
        index = self._add(kind, name, self._type(type_), owner, f"{path}.{name}")
        scope.defs.append(index)
        if isinstance(type_, SchemaType) and is_schema and not variable.is_alias:
            self._attributes(path, type_.definition, index, scope, parent)
        return index

    def _attributes(
        self,
        path: str,
        schema: SchemaDefinition,
        owner: SymbolIndex,
        around: Scope,
        parent: ScopeIndex,
    ) -> None:
        """Add the attributes that a schema declares itself, and the scope of its body."""
        index, scope = self._scope("Local", Scope(kind="SchemaDef", parent=parent, owner=owner))
        around.children.append(index)
        for name, attribute in schema.attributes.items():
            full_name = f"{path}.{schema.name}.{name}"
            found = self._add("Attribute", name, self._type(attribute.type), owner, full_name)
            scope.defs.append(found)
            self.symbols[_key(owner)].attrs.append(found)

    def _type(self, type_: Type) -> KclType:
        return self._describer.of(type_)

    def _add(
        self, kind: str, name: str, type_: KclType, owner: SymbolIndex | None, full_name: str
    ) -> SymbolIndex:
        index = SymbolIndex(i=next(self._numbers[kind]), kind=kind)
        symbol = Symbol(ty=type_, name=name, is_global=True, **{"def": index})
        if owner is not None:
            symbol.owner = owner
        self.symbols[_key(index)] = symbol
        self.by_name[full_name] = index
        return index

    def _scope(self, kind: str, scope: Scope) -> tuple[ScopeIndex, Scope]:
        index = ScopeIndex(i=next(self._scope_numbers[kind]), kind=kind)
        self.scopes[_key(index)] = scope
        return index, scope


def _key(index: SymbolIndex | ScopeIndex) -> str:
    return json.dumps({"i": index.i, "g": index.g, "kind": index.kind}, separators=(",", ":"))
