"""The statements and entries that give the value at a path, found in the tree.

The names of the path lead from a variable to all of its statements, through configs, unions,
unpacked values and other variables, and into the bodies of the schemas that the checker compared
the configs with. What is computed otherwise is named, and not looked into.

All is read backwards: what is met first counts last, and what is met again counts there alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kclpy.driver.specs import BadSpec, parse_spec
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.document import Document
from kclpy.ide.members import schemas_of
from kclpy.semantics.symbols import GlobalSymbol, ImportSymbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse
from kclpy.types import ANY, SchemaDefinition, Type

# So many parts are looked at.
_PATIENCE = 2_000

# The depth of what is no default.
_NO_DEFAULT = sys.maxsize

_LITERALS = (nodes.StringLit, nodes.NumberLit, nodes.ConstantLit)
_ADDING = (nodes.ConfigEntry, nodes.AugAssignStmt)

Root = nodes.Expr | nodes.Stmt


@dataclass(frozen=True, slots=True)
class Origin:
    """A part of the program that gives a value: an entry, a statement, or an override.

    ``code`` is its first line, ``role`` says what it is where that is not plain. An override
    stands in settings and has no ``span``. It ``is_sure`` if it depends on no condition, and
    ``is_part`` if it gives only a part of the value. Of defaults ``depth`` is how many names lead
    to the value from the body of the schema; those of the nearest schema count first.
    """

    code: str
    span: Span | None = None
    role: str = ""
    value: nodes.Expr | None = None
    is_sure: bool = True
    is_part: bool = False
    depth: int = _NO_DEFAULT


def origins(document: Document, root: Root, path: list[str]) -> list[Origin]:
    """Return what gives the value at ``path`` below ``root``, in the order in which it counts."""
    return _Search(document).of(root, path)


class _Search:
    """One search; ``found`` has each place once, that which counts last first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.program = document.program
        self.declarations = document.occurrences.declarations
        self.found: dict[object, Origin] = {}
        self.seen: set[tuple[object, tuple[str, ...], bool]] = set()

    def of(self, root: Root, path: list[str]) -> list[Origin]:
        """Return what gives the value at ``path`` below ``root``."""
        document = self.document
        if isinstance(root, nodes.Stmt):
            for name in _targets(root)[:1]:
                self.overrides([*name, *path])
                self.variable(document.package, name[0], [*name[1:], *path])
        else:
            _Reader(self, document.package, document.module).value(root, path)
        # Defaults count first, also those met only where a later config is compared.
        found = list(reversed(self.found.values()))
        found.sort(key=lambda one: one.depth)
        return found

    def is_new(self, node: object, path: list[str], is_sure: bool) -> bool:
        """Enter that a path below a node is looked at; tell whether it is the first time."""
        key = (node, tuple(path), is_sure)
        if key in self.seen or len(self.seen) > _PATIENCE:
            return False
        self.seen.add(key)
        return True

    def variable(
        self, package: CheckedPackage, name: str, path: list[str], is_sure: bool = True
    ) -> None:
        """Look at all statements of a package that give a variable its value."""
        if not self.is_new((package.package.path, name), path, is_sure):
            return
        modules = package.package.modules
        is_sure = is_sure and not _is_reordered(modules, name)
        for module in reversed(modules):
            reader = _Reader(self, package, module, is_sure=is_sure)
            for statement in reversed(module.body):
                reader.statement(statement, name, path)

    def defaults(self, schema: SchemaDefinition, path: list[str], is_sure: bool) -> None:
        """Look at what the bodies of a schema, its bases and mixins give an attribute."""
        if not path or not self.is_new(schema, path, is_sure):
            return
        for one in reversed(self.declarations.values_of(schema, path[0])):
            home = None if one.module is None else self.program.package_of(one.module.file.path)
            if home is not None and one.module is not None and isinstance(one.node, nodes.Stmt):
                assert one.schema is not None
                role = f"schema {one.schema.full_name}"
                reader = _Reader(self, home, one.module, role, is_sure, len(path))
                reader.statement(one.node, path[0], path[1:])

    def overrides(self, path: list[str]) -> None:
        """Look at the overrides of the settings, which come last."""
        for text in reversed(self.program.options.overrides):
            try:
                spec = parse_spec(text)
            except BadSpec:
                continue
            if list(spec.path) == path:
                value = None if spec.op == "-" else spec.value()
                self.found[text] = Origin(text, role="override of the settings", value=value)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; ``role`` and ``is_sure`` tell how what stands there comes into the value."""

    search: _Search
    package: CheckedPackage
    module: nodes.Module
    role: str = ""
    is_sure: bool = True
    depth: int = _NO_DEFAULT

    def _but(self, role: str = "", is_sure: bool = True) -> _Reader:
        sure = self.is_sure and is_sure
        return replace(self, role=self.role or role, is_sure=sure)

    def _note(
        self,
        node: nodes.Node,
        value: nodes.Expr | None = None,
        role: str = "",
        is_part: bool = False,
    ) -> None:
        span = Span(self.module.file, node.start, node.end)
        code, _, rest = span.file.text[node.start : node.end].partition("\n")
        text = f"{code} …" if rest else code
        is_added = isinstance(node, _ADDING) and node.op == "+="
        roles = ", ".join(filter(None, (self.role, role, self._taken(value))))
        origin = Origin(text, span, roles, value, self.is_sure, is_part or is_added, self.depth)
        key = (span.file.path, node.start)
        if (*key, True) not in self.search.found:
            self.search.found.setdefault((*key, self.is_sure), origin)

    def _taken(self, value: nodes.Expr | None) -> str:
        """Return what is known of the variable or the option that a value is taken from."""
        match value:
            case nodes.Name():
                symbol = self.package.model.symbol_of.get(value)
                setters = symbol.setters if isinstance(symbol, GlobalSymbol) else []
                match setters:
                    case [nodes.AssignStmt(value=one)] if isinstance(one, _LITERALS):
                        return f"{value.id} is {unparse(one)}"
            case nodes.CallExpr(func=nodes.Name(id="option"), args=[nodes.StringLit() as key, *_]):
                given = self.search.program.options.arguments.get(key.value)
                return "" if given is None else f"option {key.value} is {given} in the settings"
        return ""

    # Statements

    def statement(self, statement: nodes.Stmt, name: str, path: list[str]) -> None:
        """Look at a statement that may give ``name`` a value."""
        match statement:
            case nodes.IfStmt():
                for one in reversed((*statement.body, *statement.orelse)):
                    self._but(is_sure=False).statement(one, name, path)
            case nodes.SchemaAttr() if statement.name == name and statement.value is not None:
                self._given(statement, statement.value, [], path)
            case nodes.AssignStmt() | nodes.UnificationStmt() | nodes.AugAssignStmt():
                for target in reversed(_targets(statement)):
                    if target[0] == name:
                        self._given(statement, statement.value, target[1:], path)

    def _given(
        self, node: nodes.Node, value: nodes.Expr, keys: Sequence[str], path: list[str]
    ) -> None:
        """Look at something that gives the value at ``keys``."""
        shared = min(len(path), len(keys))
        if path[:shared] != list(keys[:shared]):
            return
        if len(path) <= len(keys):
            self._note(node, value, is_part=len(path) < len(keys))
        else:
            self.value(value, path[len(keys) :])

    # Values

    def value(self, value: nodes.Expr, path: list[str]) -> None:
        """Look at what ``value`` has at ``path``."""
        if not self.search.is_new(value, path, self.is_sure):
            return
        match value:
            case nodes.ParenExpr():
                self.value(value.value, path)
            case nodes.BinaryExpr(op="|"):
                self.value(value.right, path)
                self.value(value.left, path)
            case nodes.IfExpr():
                for branch in (value.orelse, value.body):
                    self._but(is_sure=False).value(branch, path)
            case nodes.SchemaExpr():
                self.value(value.config, path)
                self._defaults(self.package.type_of(value.name), path)
            case nodes.ConfigExpr():
                self._entries(value.entries, path)
                self._defaults(self.package.types.expected.get(value, ANY), path)
            case nodes.Name() | nodes.SelectorExpr():
                self._named(value, path)
            case _ if isinstance(value, _LITERALS):
                pass
            case _:
                self._but(is_sure=False)._note(value, role="computed")

    def _defaults(self, type_: Type, path: list[str]) -> None:
        schemas = list(schemas_of(type_))
        for schema in reversed(schemas):
            self.search.defaults(schema, path, self.is_sure and len(schemas) == 1)

    def _entries(
        self, entries: Sequence[nodes.ConfigEntry | nodes.ConfigIfEntry], path: list[str]
    ) -> None:
        for entry in reversed(entries):
            if isinstance(entry, nodes.ConfigIfEntry):
                self._but(is_sure=False)._entries((*entry.body, *entry.orelse), path)
            elif entry.key is None:
                self._but("unpacked").value(entry.value, path)
            else:
                keys = keys_of(entry)
                if keys is not None:
                    self._given(entry, entry.value, keys, path)

    def _named(self, value: nodes.Expr, path: list[str]) -> None:
        """Look at the variable that ``value`` names."""
        names = nodes.dotted_name(value)
        symbol = None if names is None else self.package.model.symbol_of.get(names[0])
        keys = [name.id for name in names or ()]
        home: CheckedPackage | None = None
        if isinstance(symbol, GlobalSymbol):
            home = self.package
        elif isinstance(symbol, ImportSymbol):
            home = self.search.program.imported(symbol.target)
            keys = keys[1:]
        if home is None or not keys:
            self._but(is_sure=False)._note(value, role="computed")
        else:
            self.search.variable(home, keys[0], [*keys[1:], *path], self.is_sure)


def keys_of(entry: nodes.ConfigEntry, offset: int | None = None) -> list[str] | None:
    """Return the names of a key, up to the one at ``offset``; None if they are computed."""
    key = entry.key
    if isinstance(key, nodes.StringLit):
        return [key.value]
    names = None if key is None else nodes.dotted_name(key)
    if names is None:
        return None
    return [name.id for name in names if offset is None or name.start <= offset]


def _is_reordered(modules: Sequence[nodes.Module], name: str) -> bool:
    """Return whether several statements of a variable are joined, of which one unpacks something.

    A key of several of them counts where the first has it, which only an evaluation tells.
    """
    several = [
        one.value
        for module in modules
        for one in module.body
        if isinstance(one, nodes.UnificationStmt) and [name] in _targets(one)
    ]
    return len(several) > 1 and any(map(_unpacks, several))


def _unpacks(value: nodes.SchemaExpr) -> bool:
    """Tell whether something is unpacked in the config of ``value``."""
    entries = value.config.entries if isinstance(value.config, nodes.ConfigExpr) else ()
    return any(isinstance(one, nodes.ConfigEntry) and one.key is None for one in entries)


def _targets(statement: nodes.Stmt) -> list[list[str]]:
    """Return the names that a statement gives a value, as paths."""
    match statement:
        case nodes.AssignStmt():
            targets: Sequence[nodes.Expr] = statement.targets
        case nodes.UnificationStmt() | nodes.AugAssignStmt():
            targets = [statement.target]
        case _:
            targets = []
    found: Iterator[list[nodes.Name] | None] = map(nodes.dotted_name, targets)
    return [[name.id for name in names] for names in found if names is not None]
