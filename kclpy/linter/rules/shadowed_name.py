"""Names that hide a builtin, an import, a global or a variable of the lambda around."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.semantics.symbols import (
    AliasSymbol,
    BuiltinSymbol,
    GlobalSymbol,
    ImportSymbol,
    SchemaSymbol,
    Symbol,
)
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


class ShadowedName(LintProblem):
    """A parameter, a variable of a loop or lambda, or a global hides what its name meant before.

    ```kcl
    team = "store"
    greet = lambda team: str { "hello ${team}" }
    greeting = greet("you")
    ```

    Within the lambda ``team`` is the parameter. Choose another name. Names that start with
    ``_`` may hide each other.
    """

    name: str
    hidden: str
    template = "'{name}' hides {hidden} of the same name"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    yield from _hiding_globals(subject)
    scopes = _Scopes(subject)
    scopes.visit_all(subject.module.body)
    yield from scopes.found


def _hiding_globals(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the globals that hide an import of this file, or a builtin."""
    scope = subject.model.scopes[subject.module]
    for statement in subject.module.body:
        target = _declared(statement)
        if target is not None:
            hidden = scope.imports.get(target.id) or scope.builtins.get(target.id)
            if hidden is not None:
                yield subject.found(ShadowedName(target.id, _word(hidden)), target)


def _declared(statement: nodes.Stmt) -> nodes.Name | None:
    if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)):
        return statement.name
    if isinstance(statement, nodes.AssignStmt) and isinstance(statement.targets[0], nodes.Name):
        return statement.targets[0]
    return None


def _word(symbol: Symbol) -> str:
    return next(word for kind, word in _WORDS.items() if isinstance(symbol, kind))


_WORDS: dict[type[Symbol], str] = {
    BuiltinSymbol: "the builtin function",
    ImportSymbol: "the imported package",
    GlobalSymbol: "the variable of the package",
    SchemaSymbol: "the schema",
    AliasSymbol: "the type",
}


class _Scopes(Walker):
    """Walks with the names that the lambdas and loops around have declared."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.module = subject.model.scopes[subject.module]
        self.around: dict[str, int] = {}  # how often each name is declared around
        self.found: list[Diagnostic] = []

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        names = [param.name for param in node.params]
        known = {name.id for name in names}
        for statement in node.body:
            target = _declared(statement)
            if target is not None and target.id not in known:
                known.add(target.id)
                names.append(target)
        self._declare(names)
        self.descend(node)
        self._forget(names)

    def visit_ListComp(self, node: nodes.ListComp) -> None:
        self._comprehension(node.clauses, node.element)

    def visit_DictComp(self, node: nodes.DictComp) -> None:
        self._comprehension(node.clauses, node.entry)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self.visit(node.target)
        names = _names(node.variables)
        self._declare(names)
        self.visit_all(part for part in (node.condition, node.test) if part is not None)
        self._forget(names)

    def _comprehension(self, clauses: list[nodes.CompClause], result: nodes.Node) -> None:
        """Visit each clause with the variables of those before it."""
        declared: list[nodes.Name] = []
        for clause in clauses:
            self.visit(clause.iterable)
            names = _names(clause.variables)
            self._declare(names)
            declared += names
            if clause.condition is not None:
                self.visit(clause.condition)
        self.visit(result)
        self._forget(declared)

    def _declare(self, names: list[nodes.Name]) -> None:
        for name in names:
            self._look_at(name)
        for name in names:
            self.around[name.id] = self.around.get(name.id, 0) + 1

    def _forget(self, names: list[nodes.Name]) -> None:
        for name in names:
            self.around[name.id] -= 1

    def _look_at(self, name: nodes.Name) -> None:
        if name.id.startswith("_"):
            return
        hidden = self.module.find(name.id)
        if self.around.get(name.id):
            word = "a variable around"
        elif hidden is not None:
            word = _word(hidden)
        else:
            return
        self.found.append(self.subject.found(ShadowedName(name.id, word), name))


def _names(variables: list[nodes.Expr]) -> list[nodes.Name]:
    return [variable for variable in variables if isinstance(variable, nodes.Name)]


RULE = Rule(ShadowedName, Group.STYLE, _check, is_default=False)
