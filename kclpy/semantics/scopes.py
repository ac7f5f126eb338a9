"""Scopes: where a name is looked up, innermost first (reference, 02 section 6 and 03 section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.semantics.symbols import AttributeSymbol, LocalSymbol, Symbol


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

    def declare(self, name: str, is_loop: bool = False) -> LocalSymbol:
        """Make ``name`` a new local of this scope."""
        symbol = LocalSymbol(name, is_loop)
        self.symbols[name] = symbol
        return symbol


class ConfigScope(LocalScope):
    """The keys of a config literal, as far as they were written.

    In a schema body the attributes of the schema win over them, but not within the config of
    an instantiation; ``attributes`` are those that win.
    """

    __slots__ = ("attributes",)

    def __init__(self, outer: Scope, is_instance: bool = False) -> None:
        super().__init__(outer)
        self.attributes = {} if is_instance else _attributes_around(outer)

    def find(self, name: str) -> Symbol | None:
        if name in self.symbols:
            return self.attributes.get(name) or self.symbols[name]
        return None


def _attributes_around(scope: Scope | None) -> Mapping[str, AttributeSymbol]:
    """Return the attributes of the schema whose body ``scope`` lies in; none in a module."""
    while scope is not None:
        if isinstance(scope, (SchemaScope, ConfigScope)):
            return scope.attributes
        scope = scope.outer
    return {}
