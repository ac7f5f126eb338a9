"""Renaming a global, a schema or an attribute wherever files of a module mention it.

The path of a symbol is ``package:name`` or ``package:Schema.attribute``; the package of the
root has no name. An attribute may also be named through a variable that is an instance.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kclpy.builtins import registry
from kclpy.driver.analysis import analyse
from kclpy.driver.options import Options
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.expected import keys_of
from kclpy.semantics.checker import Types
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import MAIN, Program
from kclpy.semantics.resolver import resolve_program
from kclpy.semantics.symbols import ImportSymbol, Symbol
from kclpy.source.vfs import canonical
from kclpy.syntax import nodes
from kclpy.syntax.tokens import KEYWORDS
from kclpy.syntax.visitor import children
from kclpy.types import SchemaDefinition, SchemaType


class RenameError(ValueError):
    """A symbol cannot be renamed; the text says why."""


@dataclass(frozen=True, slots=True)
class _Target:
    """What is renamed: a global of a package, or an attribute of the schema ``name``."""

    package: str  # dotted path from the root, "" for the root itself
    name: str
    attribute: str | None


def rename(root: str, symbol: str, new_name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts in which ``symbol`` occurs, with ``new_name`` instead, by their path.

    ``texts`` are the files that may change; imports are also looked for below ``root``. Raises
    `RenameError` if there is no such symbol or if the new name cannot be used.
    """
    target = _parsed(symbol)
    if not new_name.isidentifier() or new_name in KEYWORDS:
        raise RenameError(f"'{new_name}' is no name")
    paths = {canonical(os.path.join(root, path)): path for path in texts}
    known = {path: texts[given] for path, given in paths.items()}
    found: dict[str, set[Edit]] = {}
    is_known = False
    for program in _programs(canonical(root), known):
        finder = _Finder.of(program, target, canonical(root))
        if finder is None:
            continue
        is_known = True
        finder.check(new_name)
        for path, edit in finder.edits(new_name):
            found.setdefault(path, set()).add(edit)
    if not is_known:
        raise RenameError(f"get symbol from symbol path failed, {symbol}")
    return {
        paths[path]: apply_edits(known[path], edits)
        for path, edits in found.items()
        if path in known
    }


def _parsed(symbol: str) -> _Target:
    package, _, path = symbol.rpartition(":")
    name, _, attribute = path.partition(".")
    if not name or "." in attribute:
        raise RenameError(f"get symbol from symbol path failed, {symbol}")
    return _Target("" if package == MAIN else package, name, attribute or None)


@dataclass(frozen=True)
class _Checked:
    """A program whose main package are the files of ``directory``."""

    directory: str
    program: Program
    types: Types
    models: Mapping[str, PackageModel]


def _programs(root: str, texts: Mapping[str, str]) -> Iterator[_Checked]:
    """Yield a program for each directory that has files, as its files are one package."""
    directories = dict.fromkeys(os.path.dirname(path) for path in texts)
    for directory in directories:
        entries = tuple(path for path in texts if os.path.dirname(path) == directory)
        analysis = analyse(Options(paths=entries, workdir=root, texts=texts))
        if analysis.program is not None and analysis.types is not None:
            models = resolve_program(analysis.program, registry.universe())
            yield _Checked(directory, analysis.program, analysis.types, models)


@dataclass
class _Finder:
    """Finds the places of one symbol in one program."""

    checked: _Checked
    target: _Target
    home: str  # the path of the symbol's package in the program
    family: set[SchemaDefinition] = field(default_factory=set)  # that share an attribute

    @classmethod
    def of(cls, checked: _Checked, target: _Target, root: str) -> _Finder | None:
        """Return the finder, None if the program has no such symbol."""
        place = os.path.join(root, *target.package.split(".")) if target.package else root
        home = MAIN if checked.directory == place else target.package
        package = checked.types.packages.get(home)
        variable = None if package is None else package.scope.find(target.name)
        if variable is None or target.name not in checked.models[home].globals:
            return None
        finder = cls(checked, target, home)
        if target.attribute is not None:
            type_ = variable.type
            if not isinstance(type_, SchemaType) or not type_.definition.attribute(
                target.attribute
            ):
                return None
            finder.family = finder._related(type_.definition, target.attribute)
        return finder

    def _related(self, schema: SchemaDefinition, name: str) -> set[SchemaDefinition]:
        """Return the schemas that have the attribute from one another."""
        schemas = [
            one for types in self.checked.types.packages.values() for one in types.schemas.values()
        ]
        related = {schema}
        while True:
            more = {
                one
                for one in schemas
                if one not in related
                and one.attribute(name) is not None
                and (related.intersection(_sources(one)) or _is_source(one, related))
            }
            if not more:
                return related
            related |= more

    def check(self, new_name: str) -> None:
        """Raise `RenameError` if something else has the new name already."""
        if self.target.attribute is None:
            is_taken = new_name in self.checked.models[self.home].globals
        else:
            is_taken = any(schema.attribute(new_name) is not None for schema in self.family)
        if is_taken:
            raise RenameError(f"'{new_name}' is declared already")

    def edits(self, new_name: str) -> Iterator[tuple[str, Edit]]:
        """Yield the files and the changes in them."""
        for path, package in self.checked.program.packages.items():
            for module in package.modules:
                nodes_of = _all_nodes(module)
                found = (
                    self._uses_of_global(nodes_of, path)
                    if self.target.attribute is None
                    else self._uses_of_attribute(nodes_of, path, self.target.attribute)
                )
                for node in found:
                    yield module.file.path, _edit(node, module, new_name)

    # Globals

    def _uses_of_global(self, found: list[nodes.Node], path: str) -> Iterator[nodes.Node]:
        model = self.checked.models[path]
        symbol = model.globals.get(self.target.name) if path == self.home else None
        for node in found:
            if isinstance(node, nodes.Name):
                if symbol is not None and self._denotes(model, node, symbol):
                    yield node
            elif isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)):
                if symbol is not None and node.name.id == self.target.name:
                    yield node.name
            elif isinstance(node, nodes.SelectorExpr):
                if isinstance(node.value, nodes.Name) and self._is_home(model, node.value):
                    if node.attr.id == self.target.name:
                        yield node.attr
            elif isinstance(node, nodes.NamedType) and len(node.names) == 2:
                if self._is_home(model, node.names[0]) and node.names[1].id == self.target.name:
                    yield node.names[1]

    def _denotes(self, model: PackageModel, name: nodes.Name, symbol: Symbol) -> bool:
        found = model.symbol_of.get(name)
        return found is not None and (found is symbol or model.variable_behind(found) is symbol)

    def _is_home(self, model: PackageModel, name: nodes.Name) -> bool:
        symbol = model.symbol_of.get(name)
        return isinstance(symbol, ImportSymbol) and symbol.target.path == self.home

    # Attributes

    def _uses_of_attribute(
        self, found: list[nodes.Node], path: str, name: str
    ) -> Iterator[nodes.Node]:
        model, types = self.checked.models[path], self.checked.types
        symbols = {
            attributes[name]
            for node, attributes in model.attributes.items()
            if name in attributes and types.packages[path].schemas.get(node) in self.family
        }
        for node in found:
            if isinstance(node, nodes.Name):
                if node.id == name and model.symbol_of.get(node) in symbols:
                    yield node
            elif isinstance(node, nodes.SchemaStmt):
                if types.packages[path].schemas.get(node) in self.family:
                    yield from _declared(node, name)
            elif isinstance(node, nodes.SelectorExpr) and node.attr.id == name:
                if self._is_member(types.type_of(node.value)):
                    yield node.attr
        for key, schema in keys_of(found, types.packages[path]):
            if schema in self.family and _key_name(key) == name:
                yield key

    def _is_member(self, type_: object) -> bool:
        return isinstance(type_, SchemaType) and type_.definition in self.family


def _sources(schema: SchemaDefinition) -> list[SchemaDefinition]:
    """Return the schemas that ``schema`` takes attributes from."""
    sources = [*schema.chain()[1:], *schema.mixins]
    return sources if schema.protocol is None else [*sources, schema.protocol]


def _is_source(schema: SchemaDefinition, related: set[SchemaDefinition]) -> bool:
    return any(schema in _sources(one) for one in related)


def _declared(node: nodes.SchemaStmt, name: str) -> Iterator[nodes.Node]:
    """Yield what declares an attribute in the body of a schema."""
    waiting: list[nodes.Stmt] = list(node.body)
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, nodes.SchemaAttr) and statement.name == name:
            yield statement.name_node
        elif isinstance(statement, nodes.IfStmt):
            waiting += [*statement.body, *statement.orelse]


def _key_name(key: nodes.Expr) -> str | None:
    if isinstance(key, nodes.Name):
        return key.id
    return key.value if isinstance(key, nodes.StringLit) else None


def _edit(node: nodes.Node, module: nodes.Module, new_name: str) -> Edit:
    text = module.file.text[node.start : node.end]
    quote = text[-1:] if isinstance(node, nodes.StringLit) else ""
    return Edit(node.start, node.end, f"{quote}{new_name}{quote}")


def _all_nodes(module: nodes.Module) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    waiting: list[nodes.Node] = [module]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(children(node))
    return found
