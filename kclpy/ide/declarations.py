"""Declarations: what names refer to, found from symbols and types.

Types know names and not nodes, and may be older than the text of what they build on. So a
declaration is found by its names, in the present trees. Two declarations are the same if they
have the same ``key``: the place of the name. An attribute that a derived schema declares
again has the key of the first declaration, so that all of them are found together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin, Constant
from kclpy.ide.around import nodes_around
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.program import LoadedProgram, moved
from kclpy.semantics.program import Import, ImportKind
from kclpy.semantics.resolver import assignments
from kclpy.semantics.symbols import SchemaSymbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import (
    DictType,
    ModuleType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)

Key = tuple[object, ...]


class Kind(Enum):
    """What sort of thing is declared."""

    VARIABLE = "variable"
    SCHEMA = "schema"
    MIXIN = "mixin"
    PROTOCOL = "protocol"
    RULE = "rule"
    ALIAS = "type alias"
    ATTRIBUTE = "attribute"
    PARAMETER = "parameter"
    LOCAL = "local variable"
    LOOP = "loop variable"
    KEY = "key"
    IMPORT = "import"
    PACKAGE = "package"
    MODULE = "module"
    FUNCTION = "function"
    CONSTANT = "constant"
    DECORATOR = "decorator"


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """What a name refers to.

    ``span`` is the name where it is declared, ``node`` the declaration around it in ``module``;
    what is built in has neither. ``schema`` declares the attribute, ``target`` is the package
    of an import, ``places`` are the directories or files of a package.
    """

    kind: Kind
    name: str
    key: Key
    span: Span | None = None
    node: nodes.Node | None = None
    module: nodes.Module | None = None
    schema: SchemaDefinition | None = None
    builtin: Builtin | Constant | None = None
    target: Declaration | None = None
    places: tuple[str, ...] = ()
    package: str = ""

    @property
    def is_builtin(self) -> bool:
        """Whether it stands in no file of the user."""
        return self.span is None


class Declarations:
    """Finds declarations in the packages of one program."""

    def __init__(self, program: LoadedProgram) -> None:
        self.program = program

    # Names of packages and modules

    def globals(self, package: CheckedPackage) -> dict[str, Declaration]:
        """Return what ``package`` declares at top level, by name; of a variable the first place."""
        if not package.globals:
            found: dict[str, Declaration] = {}
            for module in package.package.modules:
                for statement in module.body:
                    _enter(statement, module, found, package.package.path)
            names = dict.fromkeys((*package.model.globals, *found))  # in the order of the text
            present = {name: self._present(found[name]) for name in names if name in found}
            package.globals.update(present)  # at once, as other threads may look
        return package.globals

    def _present(self, declaration: Declaration) -> Declaration:
        """Return a declaration at its place in the present text."""
        span = declaration.span
        assert span is not None
        now = moved(span, self.program)
        if now is span:
            return declaration
        return replace(declaration, span=now, key=(now.file.path, now.start))

    def package(self, target: Import) -> Declaration:
        """Return what an import leads to."""
        if target.kind is ImportKind.PACKAGE:
            places = tuple(self.program.places.get(target.path, ()))
            name = target.path.rpartition(".")[2]
            key = ("package", *places)
            return Declaration(Kind.PACKAGE, name, key, places=places, package=target.path)
        key = (target.kind.value, target.path)
        return Declaration(Kind.MODULE, target.path, key, package=target.path)

    def module_member(self, module: ModuleType | Import, name: str) -> Declaration | None:
        """Return what ``name`` is in a package, a module of the system or a plugin."""
        kind = module.kind if isinstance(module, ModuleType) else module.kind.value
        if kind == "package":
            package = self.program.packages.get(module.path)
            return None if package is None else self.globals(package).get(name)
        if kind == "system":
            functions, constants = registry.module(module.path), registry.constants(module.path)
            return builtin_declaration((functions or {}).get(name) or constants.get(name))
        plugin = self.program.program.plugins.get(module.path) if kind == "plugin" else None
        return None if plugin is None else builtin_declaration(plugin.functions.get(name))

    # Members of values

    def member(self, type_: Type, name: str) -> Declaration | None:
        """Return what ``name`` is in a value of ``type_``."""
        if isinstance(type_, SchemaType):
            return self.attribute(type_.definition, name)
        if isinstance(type_, ModuleType):
            return self.module_member(type_, name)
        if isinstance(type_, DictType):
            return self._key(type_, name)
        if isinstance(type_, UnionType):
            found = (self.member(one, name) for one in type_.members)
            return next((one for one in found if one is not None), None)
        if type_.word == "str":
            return builtin_declaration(registry.members("str").get(name))
        return None

    def _key(self, type_: DictType, name: str) -> Declaration | None:
        """Return the key of a literal that gave a dict its member."""
        place = type_.places().get(name)
        if place is None:
            return None
        return self.at_place(Kind.KEY, name, place)

    def at_place(self, kind: Kind, name: str, place: Span) -> Declaration:
        """Return the declaration of ``name`` at a place that types know."""
        span = moved(place, self.program)
        module = self.program.modules.get(span.file.path)
        if module is not None and span.file.text[span.start : span.start + 1] in ("'", '"'):
            span = span._replace(start=span.start + 1, end=span.end - 1)
        key = (span.file.path, span.start)
        node = None if module is None else _declaring(kind, module, span)
        return Declaration(kind, name, key, span, node, module)

    def attribute(self, schema: SchemaDefinition, name: str) -> Declaration | None:
        """Return the attribute ``name`` of ``schema``, its mixins, bases or protocol."""
        found = self.attribute_declarations(schema, name)
        if not found:
            return None
        return replace(found[0], key=found[-1].key)

    def attribute_declarations(self, schema: SchemaDefinition, name: str) -> list[Declaration]:
        """Return all declarations of an attribute, that of the nearest schema first."""
        found: list[Declaration] = []
        for one in _sources(schema):
            found += self.body(one).get(name, ())[:1]
        return found

    def values_of(self, schema: SchemaDefinition, name: str) -> list[Declaration]:
        """Return all places where bodies declare or set an attribute, in the order of running."""
        found: list[Declaration] = []
        for one in reversed(list(schema.chain())):
            for source in (one, *(m for mixin in one.mixins for m in reversed([*mixin.chain()]))):
                found += self.body(source).get(name, ())
        return found

    def body(self, schema: SchemaDefinition) -> dict[str, list[Declaration]]:
        """Return what the body of ``schema`` alone declares, each name with its places."""
        package = self.program.package(schema.package)
        symbol = None if package is None else package.model.globals.get(schema.name)
        if package is None or not isinstance(symbol, SchemaSymbol):
            return {}
        known = package.bodies.get(symbol.node)
        if known is None:
            known = package.bodies[symbol.node] = _declared_in(symbol, schema)
        return known

    def schema(self, schema: SchemaDefinition) -> Declaration | None:
        """Return the declaration of ``schema``."""
        package = self.program.package(schema.package)
        return None if package is None else self.globals(package).get(schema.name)


def _declaring(kind: Kind, module: nodes.Module, span: Span) -> nodes.Node | None:
    """Return the entry or the parameter whose name stands at ``span``."""
    wanted = nodes.ConfigEntry if kind is Kind.KEY else nodes.Param
    way = nodes_around(module, span.start, span.end)
    return next((node for node in reversed(way) if isinstance(node, wanted)), None)


def _sources(schema: SchemaDefinition) -> Iterator[SchemaDefinition]:
    """Yield the schemas whose bodies give an instance of ``schema`` its names, each once."""
    seen: set[SchemaDefinition] = set()
    for one in schema.chain():
        for source in (one, *(m for mixin in one.mixins for m in mixin.chain())):
            if source not in seen:
                seen.add(source)
                yield source
        if one.protocol is not None:
            yield from one.protocol.chain()


def _declared_in(symbol: SchemaSymbol, schema: SchemaDefinition) -> dict[str, list[Declaration]]:
    found: dict[str, list[Declaration]] = {}
    if isinstance(symbol.node, nodes.SchemaStmt):
        for statement in symbol.node.body:
            for name, node in assignments(statement):
                span = name_span(node, symbol.module)
                one = Declaration(
                    Kind.ATTRIBUTE,
                    name,
                    (span.file.path, span.start),
                    span,
                    statement,
                    symbol.module,
                    schema,
                    package=symbol.package,
                )
                found.setdefault(name, []).append(one)
    return found


def _enter(
    statement: nodes.Stmt, module: nodes.Module, known: dict[str, Declaration], package: str
) -> None:
    """Enter what a top-level statement declares into ``known``."""
    if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)):
        span = name_span(statement.name, module)
        name = statement.name.id
        kind = _kind(statement)
        key = (span.file.path, span.start)
        known[name] = Declaration(kind, name, key, span, statement, module, package=package)
        return
    for name, node in assignments(statement):
        if name not in known:
            span = name_span(node, module)
            known[name] = Declaration(
                Kind.VARIABLE,
                name,
                (span.file.path, span.start),
                span,
                statement,
                module,
                package=package,
            )


def _kind(statement: nodes.SchemaStmt | nodes.RuleStmt | nodes.TypeAliasStmt) -> Kind:
    if isinstance(statement, nodes.SchemaStmt):
        return Kind(statement.kind)
    return Kind.RULE if isinstance(statement, nodes.RuleStmt) else Kind.ALIAS


def builtin_declaration(builtin: Builtin | Constant | None) -> Declaration | None:
    """Return the declaration of something of the standard library or of a plugin."""
    if builtin is None:
        return None
    kind = Kind.FUNCTION if isinstance(builtin, Builtin) else Kind.CONSTANT
    key = ("builtin", builtin.full_name)
    return Declaration(kind, builtin.name, key, builtin=builtin)


def name_span(node: nodes.Expr, module: nodes.Module) -> Span:
    """Return the place of a name: of a dotted one its first part, of a string what is quoted."""
    root = nodes.root_name(node)
    if root is not None:
        return Span(module.file, root.start, root.end)
    if isinstance(node, nodes.StringLit) and _is_plain(node, module):
        return Span(module.file, node.start + 1, node.end - 1)
    return Span(module.file, node.start, node.end)


def _is_plain(node: nodes.StringLit, module: nodes.Module) -> bool:
    return module.file.text[node.start + 1 : node.end - 1] == node.value
