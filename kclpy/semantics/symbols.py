"""Symbols: what names denote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from kclpy.semantics.program import Import
from kclpy.syntax import nodes

# What gives a local its value.
Origin: TypeAlias = "nodes.Param | nodes.CompClause | nodes.QuantExpr | nodes.AssignStmt | None"


@dataclass(slots=True, eq=False)
class Symbol:
    """Something that was declared under a name."""

    name: str


@dataclass(slots=True, eq=False)
class BuiltinSymbol(Symbol):
    """A function that is visible without an import."""


@dataclass(slots=True, eq=False)
class ImportSymbol(Symbol):
    """The name that an import binds in one file."""

    target: Import


@dataclass(slots=True, eq=False)
class GlobalSymbol(Symbol):
    """A variable of a package. ``setters`` are the top-level statements that assign it."""

    package: str
    setters: list[nodes.Stmt] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class SchemaSymbol(Symbol):
    """A schema, mixin, protocol or rule of a package."""

    package: str
    node: nodes.SchemaStmt | nodes.RuleStmt
    module: nodes.Module


@dataclass(slots=True, eq=False)
class AliasSymbol(Symbol):
    """A type alias of a package."""

    package: str
    node: nodes.TypeAliasStmt
    module: nodes.Module


@dataclass(slots=True, eq=False)
class AttributeSymbol(Symbol):
    """An attribute or a body variable of the schema whose body is being read.

    It may be declared by the schema itself, a base, a mixin or the protocol of a mixin.
    ``annotation`` is the type it is declared with there.
    """

    annotation: nodes.TypeExpr | None = None


@dataclass(slots=True, eq=False)
class HostSymbol(Symbol):
    """A name in a mixin or rule that only the host schema can know."""


@dataclass(slots=True, eq=False)
class ArgumentSymbol(Symbol):
    """A parameter of a schema or rule, seen from its body."""

    param: nodes.Param


@dataclass(slots=True, eq=False)
class IndexKeySymbol(Symbol):
    """The name of the key in an index signature."""

    node: nodes.Name


@dataclass(slots=True, eq=False)
class LocalSymbol(Symbol):
    """A parameter or variable of a lambda, a loop variable, or a key of a config literal.

    ``origin`` is the parameter, loop or assignment that alone gives it its value, None if
    there is no such node.
    """

    is_loop: bool = False
    is_read: bool = False
    origin: Origin = None
