"""Parsed files and checked packages, kept as long as they are good.

A file is parsed again when its text changes. A package is resolved and checked again when one
of its files changes, or the interface of a package that it reaches by imports.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from kclpy.builtins import registry
from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.diagnostics.load import TooLarge
from kclpy.ide.edits import has_kept_line
from kclpy.ide.interfaces import interface_of
from kclpy.ide.turns import Turns
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.package import check_package
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import ImportKind, Package, Program
from kclpy.semantics.resolver import resolve
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse
from kclpy.types import ANY, SchemaType, Type

if TYPE_CHECKING:
    from kclpy.ide.declarations import Declaration


@dataclass(frozen=True, slots=True, eq=False)
class CheckedPackage:
    """What is known of a package: its names, its types, what is wrong in it.

    ``interface`` tells what its importers can notice, of it and of all that it imports;
    ``elsewhere`` are the places in other packages that its diagnostics point to.
    """

    package: Package
    model: PackageModel
    types: PackageTypes
    of_nodes: MutableMapping[nodes.Node, Type]
    diagnostics: tuple[Diagnostic, ...]
    interface: str
    elsewhere: frozenset[Span] = frozenset()
    # What `declarations` found in it: globals by name, and the bodies of its schemas.
    globals: dict[str, Declaration] = field(default_factory=dict)
    bodies: dict[nodes.Stmt, dict[str, list[Declaration]]] = field(default_factory=dict)

    def type_of(self, node: nodes.Node) -> Type:
        """Return the type of an expression, ``any`` if nothing is known of it.

        The checker lets a member that only an index signature allows be anything.
        """
        found = self.of_nodes.get(node, ANY)
        if found is ANY and isinstance(node, (nodes.SelectorExpr, nodes.SubscriptExpr)):
            value = self.type_of(node.value)
            if isinstance(value, SchemaType) and value.definition.index_signature is not None:
                return value.definition.index_signature.value
        return found


# The packages that were checked last are known by their paths.
_COUNTED = 1_000


@dataclass(slots=True)
class Counts:
    """How much work was done; tests look at it."""

    parsed: int = 0
    checked: int = 0
    paths: deque[str] = field(default_factory=partial(deque, maxlen=_COUNTED))


# A package may be a part of so many programs, each with other files of it.
_VARIANTS = 16

# With less than this nobody looks for what is not needed any more.
_FEW = 256


class Kept:
    """What was parsed and checked, one version of each, as long as the files are there."""

    def __init__(self, turns: Turns) -> None:
        self.counts = Counts()
        self._parsed: dict[str, tuple[SourceFile, nodes.Module, Diagnostics]] = {}
        # By path and files; what was needed last stands last.
        self._checked: dict[tuple[str, tuple[str, ...]], tuple[object, CheckedPackage]] = {}
        self._parsing = turns.lock()
        self._many = _FEW
        self.is_left_over = False  # perhaps: something was there long enough to be needless

    def copy(self) -> Kept:
        """Return one that knows the same, and whose knowledge is its own from now on."""
        found = Kept(Turns())
        with self._parsing:
            found._parsed = dict(self._parsed)
        found._checked = dict(self._checked)
        return found

    def parse(self, file: SourceFile, diagnostics: Diagnostics) -> nodes.Module:
        """Return the tree of ``file``; report its syntax errors."""
        with self._parsing:
            known = self._parsed.get(file.path)
            if known is None or known[0] is not file:
                known = self._parsed[file.path] = self._parse(file)
        diagnostics.extend(known[2])
        return known[1]

    def _parse(self, file: SourceFile) -> tuple[SourceFile, nodes.Module, Diagnostics]:
        self.counts.parsed += 1
        found = Diagnostics()
        try:
            return file, parse(file, found), found
        except (RecursionError, MemoryError) as error:
            found.report(TooLarge(isinstance(error, RecursionError)), file.span(0, 0))
            return file, nodes.Module(0, len(file.text), file, None, []), found

    def check(
        self, package: Package, program: Program, others: Mapping[str, CheckedPackage]
    ) -> CheckedPackage:
        """Return what is known of ``package``; ``others`` are those that stand before it."""
        slot = (package.path, tuple(module.file.path for module in package.modules))
        key = _key(package, program, others)
        known = self._checked.pop(slot, None)
        if known is None or known[0] != key or not self._still_points(known[1]):
            self.counts.checked += 1
            self.counts.paths.append(package.path)
            known = (key, _check(package, program, others))
        self._checked[slot] = known
        return known[1]

    def _still_points(self, checked: CheckedPackage) -> bool:
        """Whether the lines of other packages that mistakes point to are as they were."""
        return all(map(self._is_kept, checked.elsewhere))

    def _is_kept(self, span: Span) -> bool:
        known = self._parsed.get(span.file.path)
        return known is None or known[0] is span.file or has_kept_line(span, known[0].text)

    @property
    def size(self) -> int:
        """How many files and packages are kept."""
        return len(self._parsed) + len(self._checked)

    @property
    def is_due(self) -> bool:
        """Whether it is time to look for what is needless."""
        return self.is_left_over or self.size > self._many

    def tidy(self, is_file: Callable[[str], bool]) -> None:
        """Forget files that are gone, and packages that are never asked for again.

        These are packages of texts that are gone, and the oldest of many sets of files that
        stand for one package.
        """
        with self._parsing:
            for path in [path for path in self._parsed if not is_file(path)]:
                del self._parsed[path]
        variants: Counter[tuple[str, str]] = Counter()
        for slot, (_, checked) in reversed(list(self._checked.items())):
            name, paths = slot
            variant = name, os.path.dirname(paths[0])
            variants[variant] += 1
            if variants[variant] > _VARIANTS or not all(map(self._is_new, checked.package.modules)):
                del self._checked[slot]
        self._many = max(_FEW, 2 * self.size)
        self.is_left_over = False

    def _is_new(self, module: nodes.Module) -> bool:
        known = self._parsed.get(module.file.path)
        return known is not None and known[1] is module


def _key(package: Package, program: Program, others: Mapping[str, CheckedPackage]) -> object:
    """Return what a package depends on: its files, its imports, and their interfaces."""
    imports = []
    for statement, target in package.imports.items():
        other = others.get(target.path) if target.kind is ImportKind.PACKAGE else None
        interface: object = None if other is None else other.interface
        if target.kind is ImportKind.PLUGIN:
            interface = program.plugins.get(target.path)
        imports.append((statement, target, interface))
    return tuple(package.modules), tuple(imports)


def _check(
    package: Package, program: Program, others: Mapping[str, CheckedPackage]
) -> CheckedPackage:
    builtins = registry.universe()
    model = resolve(package, {path: one.model for path, one in others.items()}, builtins)
    types = PackageTypes(package, builtins, program.plugins)
    of_nodes: dict[nodes.Node, Type] = {}
    found = Diagnostics()
    try:
        known = {path: one.types for path, one in others.items()}
        check_package(types, known, of_nodes, found)
        interface = interface_of(model, types)
    except (RecursionError, MemoryError) as error:
        found.report(TooLarge(isinstance(error, RecursionError)), None)
        interface = ""
    interface = _joined(interface, package, others)
    own = {module.file for module in package.modules}
    elsewhere = {span for one in found for span in _mentioned(one) if span.file not in own}
    return CheckedPackage(
        package, model, types, of_nodes, tuple(found), interface, frozenset(elsewhere)
    )


def _mentioned(diagnostic: Diagnostic) -> Iterator[Span]:
    """Yield all places that ``diagnostic`` points to."""
    for label in (*diagnostic.labels, *diagnostic.explained().advice.related):
        yield label.span


def _joined(interface: str, package: Package, others: Mapping[str, CheckedPackage]) -> str:
    """Return one text for an interface and those of all packages that it may build on."""
    digest = hashlib.sha256(interface.encode("utf-8", "surrogatepass"))
    for path in dict.fromkeys(target.path for target in package.imports.values()):
        if path in others:
            digest.update(f"\n{path} {others[path].interface}".encode())
    return digest.hexdigest()
