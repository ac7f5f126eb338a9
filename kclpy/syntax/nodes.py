"""The nodes of a KCL program.

Nodes are dumb and unchanged once built; the docstring of each is its concrete syntax. What
later phases learn about a node stands in tables keyed by the node, never in the node.

``start`` and ``end`` are half-open character offsets into the module's file. An expression
in parentheses is a `ParenExpr`, so that tools can print what was written. Lists of nodes
are Python lists, never None; a part that may be missing is ``X | None``.

Order in this file: the base classes, names and literals, operators, containers, functions,
types, statements, declarations, the module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kclpy.source import SourceFile


@dataclass(slots=True, eq=False)
class Node:
    """Anything with a place in a file."""

    start: int
    end: int


class Expr(Node):
    """An expression."""

    __slots__ = ()


class TypeExpr(Node):
    """A type annotation."""

    __slots__ = ()


class Stmt(Node):
    """A statement, at top level, in a schema body, in an ``if`` or in a lambda."""

    __slots__ = ()


# Names and literals


@dataclass(slots=True, eq=False)
class Name(Expr):
    """``id``; a raw identifier ``$id`` is kept without its ``$``"""

    id: str


@dataclass(slots=True, eq=False)
class NumberLit(Expr):
    """``42``, ``0x1F``, ``1.5``, ``1Ki``

    ``value`` is the number as written (not wrapped to 64 bits); ``suffix`` is the multiplier
    of an integer literal, ``""`` if there is none.
    """

    value: int | float
    suffix: str = ""


@dataclass(slots=True, eq=False)
class StringLit(Expr):
    """``"text"``, ``'''text'''``, ``r"text"``: ``value`` has escapes and dedent applied"""

    value: str
    is_long: bool = False  # written in triple quotes


@dataclass(slots=True, eq=False)
class FormattedValue(Node):
    """``${value}`` or ``${value:#spec}`` within a string; ``spec`` is as written, with ``#``"""

    value: Expr
    spec: str | None


@dataclass(slots=True, eq=False)
class JoinedString(Expr):
    """``"text ${value} text"``"""

    parts: list[StringLit | FormattedValue]
    is_long: bool = False


@dataclass(slots=True, eq=False)
class ConstantLit(Expr):
    """``True``, ``False``, ``None``, ``Undefined``: ``name`` is the word"""

    name: str


@dataclass(slots=True, eq=False)
class MissingExpr(Expr):
    """Stands where an expression was expected and not found. Its type is ``any``."""


# Operators


@dataclass(slots=True, eq=False)
class ParenExpr(Expr):
    """``(value)``"""

    value: Expr


@dataclass(slots=True, eq=False)
class UnaryExpr(Expr):
    """``op operand``, where ``op`` is one of ``+ - ~ not``"""

    op: str
    operand: Expr


@dataclass(slots=True, eq=False)
class BinaryExpr(Expr):
    """``left op right``: arithmetic, bit operators, ``|``, ``and``, ``or``"""

    left: Expr
    op: str
    right: Expr


@dataclass(slots=True, eq=False)
class CompareExpr(Expr):
    """``left op operand op operand …``: ops ``== != < <= > >= in is``, ``not in``, ``is not``"""

    left: Expr
    ops: list[str]
    operands: list[Expr]


@dataclass(slots=True, eq=False)
class AsExpr(Expr):
    """``value as type``; ``type`` is what was written, a dotted name in a legal program"""

    value: Expr
    type: Expr


@dataclass(slots=True, eq=False)
class IfExpr(Expr):
    """``body if test else orelse``"""

    test: Expr
    body: Expr
    orelse: Expr


@dataclass(slots=True, eq=False)
class SelectorExpr(Expr):
    """``value.attr`` or ``value?.attr``; ``attr`` has an empty id where the name is missing"""

    value: Expr
    attr: Name
    is_optional: bool = False


@dataclass(slots=True, eq=False)
class SubscriptExpr(Expr):
    """``value[index]`` or ``value?[index]``"""

    value: Expr
    index: Expr
    is_optional: bool = False


@dataclass(slots=True, eq=False)
class SliceExpr(Expr):
    """``value[lower:upper:step]``; ``has_second_colon`` tells ``[a:b:]`` from ``[a:b]``"""

    value: Expr
    lower: Expr | None
    upper: Expr | None
    step: Expr | None
    is_optional: bool = False
    has_second_colon: bool = False


@dataclass(slots=True, eq=False)
class Keyword(Node):
    """``arg=value`` in a call"""

    arg: Name
    value: Expr


@dataclass(slots=True, eq=False)
class CallExpr(Expr):
    """``func(args, keywords)``"""

    func: Expr
    args: list[Expr]
    keywords: list[Keyword]


# Containers


@dataclass(slots=True, eq=False)
class StarredExpr(Expr):
    """``*value`` in a list"""

    value: Expr


@dataclass(slots=True, eq=False)
class ListIfItem(Expr):
    """``if test: body else: orelse`` in a list; ``elif`` is one `ListIfItem` in ``orelse``"""

    test: Expr
    body: list[Expr]
    orelse: list[Expr]
    is_elif: bool = False


@dataclass(slots=True, eq=False)
class ListExpr(Expr):
    """``[elements]``"""

    elements: list[Expr]


@dataclass(slots=True, eq=False)
class CompClause(Node):
    """``for variables in iterable if condition``"""

    variables: list[Expr]  # names in a legal program
    iterable: Expr
    condition: Expr | None


@dataclass(slots=True, eq=False)
class ListComp(Expr):
    """``[element clauses]``"""

    element: Expr
    clauses: list[CompClause]


@dataclass(slots=True, eq=False)
class ConfigEntry(Node):
    """``key op value`` where ``op`` is ``:``, ``=`` or ``+=``, or ``**value`` with no key

    The key is what was written: a name, a dotted name (`SelectorExpr` over `Name`), a name
    with an integer subscript (`SubscriptExpr` over `Name`), a string, or another expression.
    For ``**value`` ``key`` is None and ``op`` is ``:``.
    """

    key: Expr | None
    op: str
    value: Expr


@dataclass(slots=True, eq=False)
class ConfigIfEntry(Node):
    """``if test: body else: orelse`` in a config; ``elif`` is one entry in ``orelse``"""

    test: Expr
    body: list[ConfigEntry | ConfigIfEntry]
    orelse: list[ConfigEntry | ConfigIfEntry]
    is_elif: bool = False


@dataclass(slots=True, eq=False)
class ConfigExpr(Expr):
    """``{entries}``"""

    entries: list[ConfigEntry | ConfigIfEntry]


@dataclass(slots=True, eq=False)
class DictComp(Expr):
    """``{entry clauses}``"""

    entry: ConfigEntry
    clauses: list[CompClause]


@dataclass(slots=True, eq=False)
class SchemaExpr(Expr):
    """``name {entries}`` or ``name(args, keywords) {entries}``

    ``name`` is a `Name` or a chain of `SelectorExpr` over one. ``has_parens`` tells
    ``name() {}`` from ``name {}``. ``config`` is a `ConfigExpr` in a legal program.
    """

    name: Expr
    args: list[Expr]
    keywords: list[Keyword]
    config: Expr
    has_parens: bool = False


# Functions


@dataclass(slots=True, eq=False)
class QuantExpr(Expr):
    """``op variables in target { test if condition }``, op one of ``all any filter map``"""

    op: str
    variables: list[Expr]  # names in a legal program
    target: Expr
    test: Expr
    condition: Expr | None


@dataclass(slots=True, eq=False)
class Param(Node):
    """``name: annotation = default``"""

    name: Name
    annotation: TypeExpr | None
    default: Expr | None


@dataclass(slots=True, eq=False)
class LambdaExpr(Expr):
    """``lambda params -> return_type { body }``"""

    params: list[Param]
    return_type: TypeExpr | None
    body: list[Stmt]


# Types


@dataclass(slots=True, eq=False)
class BasicType(TypeExpr):
    """``any``, ``bool``, ``int``, ``float``, ``str``"""

    name: str


@dataclass(slots=True, eq=False)
class NamedType(TypeExpr):
    """``Name`` or ``pkg.Name``"""

    names: list[Name]


@dataclass(slots=True, eq=False)
class LiteralType(TypeExpr):
    """``"text"``, ``1``, ``1.5``, ``True``, ``1Ki`` used as a type

    ``value`` is a `StringLit`, `NumberLit` or `ConstantLit`.
    """

    value: Expr


@dataclass(slots=True, eq=False)
class ListType(TypeExpr):
    """``[item]`` or ``[]``"""

    item: TypeExpr | None


@dataclass(slots=True, eq=False)
class DictType(TypeExpr):
    """``{key:value}``; either side may be missing"""

    key: TypeExpr | None
    value: TypeExpr | None


@dataclass(slots=True, eq=False)
class UnionType(TypeExpr):
    """``A | B``"""

    members: list[TypeExpr]


@dataclass(slots=True, eq=False)
class FunctionType(TypeExpr):
    """``(params) -> result`` or ``(params)``"""

    params: list[TypeExpr]
    result: TypeExpr | None


@dataclass(slots=True, eq=False)
class MissingType(TypeExpr):
    """Stands where a type was expected and not found."""


# Statements


@dataclass(slots=True, eq=False)
class ExprStmt(Stmt):
    """``value``"""

    value: Expr


@dataclass(slots=True, eq=False)
class AssignStmt(Stmt):
    """``target = target = value`` or ``target: annotation = value``

    Targets are `Name`, `SelectorExpr` or `SubscriptExpr` chains in a legal program. The
    annotation belongs to the first target as written, its type to the value.
    """

    targets: list[Expr]
    annotation: TypeExpr | None
    value: Expr


@dataclass(slots=True, eq=False)
class AugAssignStmt(Stmt):
    """``target op value``; ``op`` is written with its ``=``: ``+=``, ``|=``, …"""

    target: Expr
    op: str
    value: Expr


@dataclass(slots=True, eq=False)
class UnificationStmt(Stmt):
    """``target: Name {entries}``; ``target`` is a `Name` in a legal program"""

    target: Expr
    value: SchemaExpr


@dataclass(slots=True, eq=False)
class AssertStmt(Stmt):
    """``assert test if condition, message``"""

    test: Expr
    condition: Expr | None
    message: Expr | None


@dataclass(slots=True, eq=False)
class IfStmt(Stmt):
    """``if test: body else: orelse``; ``elif`` is one `IfStmt` in ``orelse``"""

    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    is_elif: bool = False


@dataclass(slots=True, eq=False)
class ImportStmt(Stmt):
    """``import path as alias``

    ``path`` is as written, leading dots included; ``path_start`` and ``path_end`` are its
    offsets.
    """

    path: str
    path_start: int
    path_end: int
    alias: Name | None

    @property
    def bound_name(self) -> str:
        """The name under which the file knows what it imports."""
        return self.path.rpartition(".")[2] if self.alias is None else self.alias.id


@dataclass(slots=True, eq=False)
class TypeAliasStmt(Stmt):
    """``type name = type``"""

    name: Name
    type: TypeExpr


@dataclass(slots=True, eq=False)
class ErrorStmt(Stmt):
    """Text that is no statement; it was reported and is skipped."""


# Declarations


@dataclass(slots=True, eq=False)
class Decorator(Node):
    """``@name(args, keywords)``; ``name`` is a `Name` or a dotted chain"""

    name: Expr
    args: list[Expr]
    keywords: list[Keyword]


@dataclass(slots=True, eq=False)
class SchemaAttr(Stmt):
    """``name?: annotation op value`` in a schema body

    ``name`` is the attribute's name; ``name_node`` is what was written, a `Name`, a
    `StringLit` or a dotted chain. ``op`` is ``=`` or an augmented one, "" without value.
    """

    name: str
    name_node: Expr
    is_optional: bool
    annotation: TypeExpr
    op: str
    value: Expr | None
    decorators: list[Decorator]


@dataclass(slots=True, eq=False)
class IndexSignature(Node):
    """``[key_name: ...key_type]: value_type = value``"""

    key_name: Name | None
    key_type: TypeExpr
    any_other: bool  # written with ``...``
    value_type: TypeExpr
    value: Expr | None


@dataclass(slots=True, eq=False)
class CheckExpr(Node):
    """``test if condition, message``"""

    test: Expr
    condition: Expr | None
    message: Expr | None


@dataclass(slots=True, eq=False)
class SchemaStmt(Stmt):
    """``schema name[params](base) for protocol:`` with a body; also ``mixin``, ``protocol``

    ``kind`` is the keyword that was written. ``body`` holds attributes, assignments, ``if``,
    ``assert`` and expression statements in order; docstring, mixins, index signature and
    checks stand apart.
    """

    kind: str
    name: Name
    params: list[Param]
    base: Expr | None
    protocol: Expr | None
    docstring: StringLit | None
    mixins: list[Expr]
    body: list[Stmt]
    index_signature: IndexSignature | None
    checks: list[CheckExpr]
    decorators: list[Decorator]


@dataclass(slots=True, eq=False)
class RuleStmt(Stmt):
    """``rule name[params](bases) for protocol:`` with check expressions"""

    name: Name
    params: list[Param]
    bases: list[Expr]
    protocol: Expr | None
    docstring: StringLit | None
    checks: list[CheckExpr]
    decorators: list[Decorator]


# The module


@dataclass(slots=True, eq=False)
class Comment(Node):
    """``# text``: ``text`` includes the ``#``"""

    text: str


class Damage(NamedTuple):
    """A place in a file that a syntax error spoilt: nothing is known of what was meant there."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Module(Node):
    """One file: an optional docstring, then statements. Comments are kept as trivia."""

    file: SourceFile
    docstring: StringLit | None
    body: list[Stmt]
    comments: list[Comment] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)


def dotted_name(expr: Expr) -> list[Name] | None:
    """Return the names of ``a.b.c``, or None if ``expr`` is anything else (``?.`` included)."""
    names: list[Name] = []
    while isinstance(expr, SelectorExpr) and not expr.is_optional:
        names.append(expr.attr)
        expr = expr.value
    if not isinstance(expr, Name):
        return None
    names.append(expr)
    names.reverse()
    return names


def root_name(expr: Expr) -> Name | None:
    """Return the name at the start of ``a.b[0].c``, or None if ``expr`` is anything else."""
    while isinstance(expr, (SelectorExpr, SubscriptExpr)):
        expr = expr.value
    return expr if isinstance(expr, Name) else None
