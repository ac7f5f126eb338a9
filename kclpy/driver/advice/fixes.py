"""Fixes that need the tree: of values whose key or target is blamed, of names, of imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kclpy.diagnostics import Diagnostic, Edit, Fix
from kclpy.diagnostics.names import ImmutableName, UndefinedName
from kclpy.diagnostics.types import TypeMismatch
from kclpy.driver.places import Place, around
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit
from kclpy.syntax.visitor import Walker

Modules = Mapping[str, nodes.Module]

# A name used more often is not renamed: every mistake with it would list all its uses.
_MOST_USES = 100


class Fixes:
    """The fixes of mistakes in some modules; each module is read once, however many there are."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._names: dict[str, _Names] = {}  # by file path

    def of(self, diagnostic: Diagnostic) -> tuple[Fix, ...]:
        """Return the fixes of a mistake that its problem alone cannot tell."""
        problem = diagnostic.problem
        if not diagnostic.labels:
            return ()
        span = diagnostic.labels[0].span
        module = self._modules.get(span.file.path)
        if module is None or module.file is not span.file:
            return ()
        if isinstance(problem, TypeMismatch) and problem.replacement:
            return tuple(_replaced(problem.replacement, span, module))
        if isinstance(problem, UndefinedName) and problem.is_module:
            return (_imported(problem.name, module),)
        if isinstance(problem, ImmutableName):
            return tuple(self._made_mutable(problem.name, module))
        return ()

    def _made_mutable(self, name: str, module: nodes.Module) -> Iterator[Fix]:
        """Yield the fix that makes a variable private, so that it may change, if it is safe.

        It is not where the name means something else as well, or another file may use it.
        """
        names = self._names_of(module)
        uses = names.uses[name]
        others = (other for other in self._modules.values() if other is not module)
        if len(uses) > _MOST_USES or name in names.ambiguous:
            return
        if any(name in other.file.text for other in others):
            return
        edits = [Edit(module.file.span(use.start, use.end), f"_{name}") for use in uses]
        yield Fix(f"rename '{name}' to '_{name}', which is not output", tuple(edits))

    def _names_of(self, module: nodes.Module) -> _Names:
        path = module.file.path
        if path not in self._names:
            self._names[path] = _Names()
            self._names[path].visit(module)
        return self._names[path]


def _imported(name: str, module: nodes.Module) -> Fix:
    """Return the fix that imports a module of the standard library."""
    statement = f"import {name}"
    return Fix(f"add '{statement}'", (import_edit(module, statement),))


def _replaced(text: str, span: Span, module: nodes.Module) -> Iterator[Fix]:
    """Yield the fix that writes ``text`` for the literal that is blamed."""
    value = _value_at(Place(module, span.start, span.end))
    if isinstance(value, (nodes.StringLit, nodes.NumberLit)):
        place = module.file.span(value.start, value.end)
        yield Fix(f"write {text}", (Edit(place, text),))


def _value_at(place: Place) -> nodes.Expr | None:
    """Return the value that is meant where its key, target, attribute or itself is blamed."""
    found: nodes.Expr | None = None
    for node in around(place):
        if isinstance(node, nodes.ConfigEntry) and node.start == place.start:
            return node.value
        if isinstance(node, nodes.AssignStmt) and node.targets[0].start == place.start:
            return node.value
        if isinstance(node, nodes.Expr) and node.start == place.start and node.end == place.end:
            found = node
    return found


class _Names(Walker):
    """Finds the uses of all names; a name that is declared in a smaller scope is ambiguous."""

    def __init__(self) -> None:
        self.uses: defaultdict[str, list[nodes.Name]] = defaultdict(list)
        self.ambiguous: set[str] = set()
        self.depth = 0  # of schemas and lambdas around

    def visit_Name(self, node: nodes.Name) -> None:
        self.uses[node.id].append(node)

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        self.visit(node.value)

    def visit_Keyword(self, node: nodes.Keyword) -> None:
        self.visit(node.value)

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        name = None if node.key is None else nodes.root_name(node.key)
        if name is not None:
            self.ambiguous.add(name.id)  # the entries below see the key
        self.visit(node.value)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        self._declare(node.targets if self.depth else [])
        self.descend(node)

    def visit_Param(self, node: nodes.Param) -> None:
        self._declare([node.name])
        self.descend(node)

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> None:
        self.ambiguous.add(node.name)
        self.descend(node)

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        self._declare(node.variables)
        self.descend(node)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self._declare(node.variables)
        self.descend(node)

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        self._inside(node)

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        self._inside(node)

    def _inside(self, node: nodes.Node) -> None:
        self.depth += 1
        self.descend(node)
        self.depth -= 1

    def _declare(self, targets: list[nodes.Expr]) -> None:
        self.ambiguous.update(target.id for target in targets if isinstance(target, nodes.Name))
