"""Scopes: where a name is looked up, innermost first (reference, 02 section 6 and 03 section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.semantics.symbols import AttributeSymbol, LocalSymbol, Origin, Symbol


class Scope:
    """Names visible in one region of a module, and the scope around it."""

    __slots__ = ("outer", "symbols")

    def __init__(self, outer: Scope | None) -> None:
        self.outer = outer
        self.symbols: dict[str, Symbol] = {}

    def lookup(self, name: str) -> Symbol | None:
        """Return what ``name`` denotes here, or None."""
        scope: Scope | None = self
        while scope is not None:
            symbol = scope.find(name)
            if symbol is not None:
                return symbol
            scope = scope.outer
        return None

    def find(self, name: str) -> Symbol | None:
        """Return what this scope alone declares under ``name``."""
        return self.symbols.get(name)

    def with_symbols(self) -> Scope:
        """Return the nearest scope that is no config without a key so far.

        What is below it is bound before the next key is declared, and finds its names the
        faster, the deeper configs are nested.
        """
        scope = self
        while isinstance(scope, ConfigScope) and not scope.symbols and scope.outer is not None:
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
        return self.attributes.get(name) or self.symbols.get(name)


class LocalScope(Scope):
    """The parameters and variables of a lambda, or the variables of a loop."""

    __slots__ = ()

    def declare(self, name: str, origin: Origin = None, is_loop: bool = False) -> LocalSymbol:
        """Make ``name`` a new local of this scope, which ``origin`` gives its value."""
        symbol = LocalSymbol(name, is_loop, origin=origin)
        self.symbols[name] = symbol
        return symbol


class ConfigScope(LocalScope):
    """The keys of a config literal, as far as they were written.

    In a schema body the attributes of the schema win over them, but for names that the config
    of an instantiation around has as keys. ``attributes`` are those of the schema.
    """

    __slots__ = ("attributes", "is_instance")

    def __init__(self, outer: Scope, is_instance: bool = False) -> None:
        super().__init__(outer)
        self.attributes = _attributes_around(outer)
        self.is_instance = is_instance

    def find(self, name: str) -> Symbol | None:
        symbol = self.symbols.get(name)
        if symbol is None or name not in self.attributes or self._is_key_of_instance(name):
            return symbol
        return self.attributes[name]

    def _is_key_of_instance(self, name: str) -> bool:
        scope: Scope | None = self
        while scope is not None:
            if isinstance(scope, ConfigScope) and scope.is_instance and name in scope.symbols:
                return True
            scope = scope.outer
        return False


def _attributes_around(scope: Scope | None) -> Mapping[str, AttributeSymbol]:
    """Return the attributes of the schema whose body ``scope`` lies in; none in a module."""
    while scope is not None:
        if isinstance(scope, (SchemaScope, ConfigScope)):
            return scope.attributes
        scope = scope.outer
    return {}
