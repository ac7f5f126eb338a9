"""What a rule is, and what it sees.

A rule looks at one file of a program without mistakes. What it knows of the program are the
tables of resolver and checker, and the tables here that several rules need.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

from kclpy.diagnostics import Advice, Diagnostic, Edit, Fix, Label, Problem
from kclpy.diagnostics.problem import Level
from kclpy.linter.reads import NodesByClass, Reads
from kclpy.semantics.checker import Types
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Package
from kclpy.semantics.resolver import assigned_names
from kclpy.semantics.symbols import GlobalSymbol, ImportSymbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia
from kclpy.syntax.visitor import Walker
from kclpy.types import SchemaDefinition

N = TypeVar("N", bound=nodes.Node)


class LintProblem(Problem, kind="LintWarning"):
    """The base of problems that rules find; the name of the rule is their code."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__(code=cls.id())

    @property
    def level(self) -> Level:
        return "warning"


class Group(Enum):
    """What a rule is about; a group is selected by its value."""

    IMPORTS = "imports"
    UNUSED = "unused"
    MISTAKES = "mistakes"
    STYLE = "style"
    SECURITY = "security"


def is_private(name: str) -> bool:
    """Tell whether a variable is not output; ``_`` and ``__name__`` are no ordinary names."""
    return name.startswith("_") and name != "_" and not name.endswith("__")


class PackageView:
    """A package under lint, with what is known of it."""

    def __init__(
        self,
        package: Package,
        model: PackageModel,
        types: Types,
        names_beside: Callable[[], frozenset[str]],
        asks_for_instances: bool,
    ) -> None:
        self.package = package
        self._names_beside = names_beside
        self.asks_for_instances = asks_for_instances  # the program finds them by their schema
        self.model = model
        self.types = types
        self._nodes: dict[nodes.Module, NodesByClass] = {}
        self._setters: dict[nodes.SchemaStmt, dict[str, list[nodes.Stmt]]] = {}

    @cached_property
    def reads(self) -> Reads:
        """Which symbols are read anywhere in the package."""
        return Reads(map(self.nodes_in, self.package.modules), self.model)

    def nodes_in(self, module: nodes.Module) -> NodesByClass:
        """Return all nodes in a file by their class, in the order of its text."""
        found = self._nodes.get(module)
        if found is None:
            index = _Index()
            index.visit_all(module.body)
            found = self._nodes[module] = index.found
        return found

    @cached_property
    def is_in_one_directory(self) -> bool:
        """Whether all files stand together, so that no other program has a part of them."""
        return len({os.path.dirname(module.file.path) for module in self.package.modules}) == 1

    @cached_property
    def unread_globals(self) -> frozenset[str]:
        """The private variables that nothing reads, and no file mentions that may share them."""
        unread = frozenset(
            name
            for name, symbol in self.model.globals.items()
            if isinstance(symbol, GlobalSymbol) and is_private(name)
            if not self.reads.has(symbol)
        )
        return unread - self._names_beside() if unread else unread

    @cached_property
    def module_of(self) -> dict[nodes.Stmt, nodes.Module]:
        """The file that each top-level statement stands in."""
        return {stmt: module for module in self.package.modules for stmt in module.body}

    @cached_property
    def schema_nodes(self) -> dict[SchemaDefinition, nodes.SchemaStmt | nodes.RuleStmt]:
        """Where the schemas of all packages are declared."""
        return {
            definition: node
            for package in self.types.packages.values()
            for node, definition in package.schemas.items()
        }

    def setters(self, schema: nodes.SchemaStmt) -> Mapping[str, list[nodes.Stmt]]:
        """Return the statements in the body of a schema that give each attribute a value."""
        found = self._setters.get(schema)
        if found is None:
            found = self._setters[schema] = {}
            for statement in schema.body:
                for name in assigned_names(statement):
                    found.setdefault(name, []).append(statement)
        return found


class Subject:
    """A file under lint, in its package."""

    def __init__(self, module: nodes.Module, view: PackageView) -> None:
        self.module = module
        self.view = view
        self.model = view.model
        self.types = view.types
        self.file = module.file
        self.trivia = Trivia(module)

    @property
    def reads(self) -> Reads:
        """Which symbols are read anywhere in the package."""
        return self.view.reads

    def each(self, kind: type[N]) -> Sequence[N]:
        """Return the nodes of a class in the file."""
        return self.view.nodes_in(self.module).get(kind, ())

    @cached_property
    def imports(self) -> list[nodes.ImportStmt]:
        """The import statements of the file."""
        return [one for one in self.module.body if isinstance(one, nodes.ImportStmt)]

    @cached_property
    def mentioned_imports(self) -> frozenset[str]:
        """The names of imports that the file mentions, with or without a member behind them."""
        symbol_of = self.model.symbol_of
        return frozenset(
            name.id
            for name in self.each(nodes.Name)
            if isinstance(symbol_of.get(name), ImportSymbol)
        )

    @cached_property
    def assigned(self) -> dict[str, GlobalSymbol]:
        """The variables of the package that the file assigns, in the order of its text."""
        names = dict.fromkeys(name for stmt in self.module.body for name in assigned_names(stmt))
        symbols = ((name, self.model.globals.get(name)) for name in names)
        return {name: one for name, one in symbols if isinstance(one, GlobalSymbol)}

    def import_at(self, span: Span) -> nodes.ImportStmt | None:
        """Return the import statement that stands at ``span``."""
        return self._import_at.get(span.start)

    @cached_property
    def _import_at(self) -> dict[int, nodes.ImportStmt]:
        return {statement.start: statement for statement in self.imports}

    def text(self, node: nodes.Node) -> str:
        """Return ``node`` as it is written."""
        return self.file.text[node.start : node.end]

    def edit(self, start: int, end: int, text: str = "") -> Edit:
        """Return the edit that writes ``text`` in place of what is between two offsets."""
        return Edit(self.file.span(start, end), text)

    def found(
        self,
        problem: Problem,
        node: nodes.Node,
        *edits: Edit,
        title: str = "",
        place: nodes.Node | None = None,
        reason: str = "",
    ) -> Diagnostic:
        """Return the diagnostic of ``problem`` at ``node``.

        ``title`` says in the imperative what mends it, and ``edits`` together do it. ``place`` is
        a second node of the file that explains the mistake, and ``reason`` says how.
        """
        related: tuple[Label, ...] = ()
        if place is not None:
            related = (Label(self.file.span(place.start, place.end), reason),)
        advice = Advice(
            related=related,
            help=(title,) if title else (),
            fixes=(Fix(title, edits),) if edits else (),
        )
        span = self.file.span(node.start, node.end)
        diagnostic = Diagnostic(problem, (Label(span, problem.message),))
        return diagnostic.explained().advised(advice)


class _Index(Walker):
    """Collects all nodes by their class, in the order of the text."""

    def __init__(self) -> None:
        self.found: dict[type[nodes.Node], list[Any]] = {}

    def visit(self, node: nodes.Node) -> None:
        self.found.setdefault(type(node), []).append(node)
        self.descend(node)


Check = Callable[[Subject], Iterable[Diagnostic]]
MakeFix = Callable[[Subject, Diagnostic], Fix | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the kind of mistake, who finds it, and how it is mended.

    ``check`` is None for the warnings of the reference, which semantics reports; such a rule
    may have a ``fix``, which is given each of them. ``is_default`` tells whether the rule is on
    where nothing is said about it, ``is_fix_safe`` that its fixes leave the output as it is.
    """

    problem: type[Problem]
    group: Group
    check: Check | None = None
    fix: MakeFix | None = None
    has_fix: bool = False
    is_default: bool = True
    is_fix_safe: bool = True

    @property
    def name(self) -> str:
        """The name as users write it."""
        return self.problem.id()
