"""Scopes: where a name is looked up, innermost first (reference, 02 section 6 and 03 section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kclpy.semantics.nesting import Nested
from kclpy.semantics.symbols import AttributeSymbol, LocalSymbol, Origin, Symbol


class Scope(Nested[Symbol]):
    """Names visible in one region of a module, and the scope around it."""

    __slots__ = ()
    outer: Scope | None

    def with_names(self) -> Scope:
        """Return the nearest scope that is no config without a key so far.

        What is below it is bound before the next key is declared, and finds its names the
        faster, the deeper configs are nested.
        """
        scope = self
        while isinstance(scope, ConfigScope) and not scope.names and scope.outer is not None:
            scope = scope.outer
        return scope


class ModuleScope(Scope):
    """A file: its imports, the globals of its package, the builtins."""

    __slots__ = ("builtins", "globals", "imports")

    def __init__(
        self,
        imports: Mapping[str, Symbol],
        package_globals: Mapping[str, Symbol],
        builtins: Mapping[str, Symbol],
    ) -> None:
        super().__init__(None)
        self.imports = imports
        self.globals = package_globals
        self.builtins = builtins

    def find(self, name: str) -> Symbol | None:
        return self.globals.get(name) or self.imports.get(name) or self.builtins.get(name)


class SchemaScope(Scope):
    """The body of a schema: its attributes, then its parameters."""

    __slots__ = ("attributes",)

    def __init__(self, outer: Scope, attributes: Mapping[str, AttributeSymbol]) -> None:
        super().__init__(outer)
        self.attributes = attributes

    def find(self, name: str) -> Symbol | None:
        return self.attributes.get(name) or self.names.get(name)

    def own_names(self) -> Iterable[str]:
        return (*self.attributes, *self.names)


class LocalScope(Scope):
    """The parameters and variables of a lambda, or the variables of a loop."""

    __slots__ = ()

    def declare(self, name: str, origin: Origin = None, is_loop: bool = False) -> LocalSymbol:
        """Make ``name`` a new local of this scope, which ``origin`` gives its value."""
        symbol = LocalSymbol(name, is_loop, origin=origin)
        self.names[name] = symbol
        return symbol


class ConfigScope(LocalScope):
    """The keys of a config literal, as far as they were written.

    In a schema body the attributes of the schema win over them, but for names that the config
    of an instantiation around has as keys. ``attributes`` are those of the schema.
    """

    __slots__ = ("attributes", "instance_around", "is_instance")

    def __init__(self, outer: Scope, is_instance: bool = False) -> None:
        super().__init__(outer)
        self.attributes = _attributes_around(outer)
        self.is_instance = is_instance
        self.instance_around = _instance_around(outer)

    def find(self, name: str) -> Symbol | None:
        symbol = self.names.get(name)
        if symbol is None or name not in self.attributes or self._is_key_of_instance(name):
            return symbol
        return self.attributes[name]

    def _is_key_of_instance(self, name: str) -> bool:
        scope = self if self.is_instance else self.instance_around
        while scope is not None:
            if name in scope.names:
                return True
            scope = scope.instance_around
        return False


def _instance_around(scope: Scope | None) -> ConfigScope | None:
    """Return the innermost scope from ``scope`` on that is the config of an instantiation."""
    while scope is not None:
        if isinstance(scope, ConfigScope):
            return scope if scope.is_instance else scope.instance_around
        scope = scope.outer
    return None


def _attributes_around(scope: Scope | None) -> Mapping[str, AttributeSymbol]:
    """Return the attributes of the schema whose body ``scope`` lies in; none in a module."""
    while scope is not None:
        if isinstance(scope, (SchemaScope, ConfigScope)):
            return scope.attributes
        scope = scope.outer
    return {}
