"""The global variables of a package, before their values are looked at (reference, 04 section 4).

An annotation gives a variable its type, wherever it stands; other variables have the type any
until their assignment is checked. A name that is declared again is gone through a second time
when the schemas are known.
"""

from __future__ import annotations

from kclpy.diagnostics import Label
from kclpy.diagnostics.names import ImmutableName
from kclpy.diagnostics.types import TypeChanged
from kclpy.semantics.checker.annotations import Annotations
from kclpy.semantics.checker.base import Declared
from kclpy.semantics.checker.scopes import Variable
from kclpy.semantics.unification import Unification, schema_expr
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import ANY, AnyType, ModuleType, Type, subsume


class Variables(Annotations):
    """Declares global variables."""

    unifications: dict[nodes.Stmt, Unification]

    def declare_variables(self, module: nodes.Module) -> None:
        """Enter the variables that the statements of ``module`` assign."""
        self._declare_in(module.body)

    def _declare_in(self, body: list[nodes.Stmt]) -> None:
        for statement in body:
            unification = self.unifications.get(statement) if self.unifications else None
            if unification is not None:
                if unification.parts[-1][1] is statement:
                    self._declare_unified(statement)
            elif isinstance(statement, nodes.AssignStmt):
                for target in statement.targets:
                    self._declare_target(target, statement.annotation)
            elif isinstance(statement, nodes.UnificationStmt):
                self._declare_unified(statement)
            elif isinstance(statement, nodes.IfStmt):
                self._declare_in(statement.body)
                self._declare_in(statement.orelse)

    def _declare_unified(self, statement: nodes.Stmt) -> None:
        """Enter the name of a unification statement, or of several that count as one."""
        if isinstance(statement, nodes.UnificationStmt):
            target = statement.target
        else:
            assert isinstance(statement, nodes.AssignStmt)
            target = statement.targets[0]
        root = nodes.root_name(target)
        type_ = self.unified_type(schema_expr(statement).name)
        if root is not None:
            self.package.scope.names[root.id] = Variable(type_, self.span(target))

    def _declare_target(self, target: nodes.Expr, annotation: nodes.TypeExpr | None) -> None:
        """Enter an assigned name; report if it may not be declared again."""
        root = nodes.root_name(target)
        if root is None:
            return
        name, names = root.id, self.package.scope.names
        place = self.span(target)
        known = names.get(name)
        declared = Declared(self.module, annotation, place)
        if known is None:
            mistakes = len(self.diagnostics)
            type_ = ANY if annotation is None else self.annotated(annotation)
            names[name] = Variable(type_, place)
            if len(self.diagnostics) > mistakes:
                self.incomplete[name] = declared
            self.declared_first[name] = declared
            return
        again = self.declared_again.setdefault(name, [])
        if not again and name in self.declared_first:
            again.append(self.declared_first[name])
        again.append(declared)
        if not name.startswith("_") and known.place is not None:
            label = Label(known.place, f"The variable '{name}' is declared here")
            self.diagnostics.report(ImmutableName(name), place, label)
        elif annotation is not None:
            self._change_type(name, known, self.annotated(annotation), place)

    def compare_annotations(self) -> None:
        """Go through the names that are declared again, the last type against the first.

        An annotation may have named what was not declared yet: it is told the second time.
        """
        for name, (module, annotation, _) in self.incomplete.items():
            if annotation is not None and name not in self.declared_again:
                self.enter_file(module)
                self.package.scope.names[name].type = self.annotated(annotation)
        for name, several in self.declared_again.items():
            for module, annotation, place in several:
                known = self.package.scope.names[name]
                self.enter_file(module)
                if annotation is not None:
                    self._change_type(name, known, self.annotated(annotation), place)
                elif not isinstance(known.type, ModuleType):
                    known.place = place

    def _change_type(self, name: str, known: Variable, type_: Type, place: Span) -> None:
        """Give a variable another type; report if it is not within the one before."""
        before = known.type
        if not isinstance(before, AnyType) and not subsume(type_, before) and known.place:
            label = Label(known.place, f"expected {before.text()}")
            self.diagnostics.report(TypeChanged(name, before.text()), place, label)
        if not isinstance(before, ModuleType):
            self.package.scope.names[name] = Variable(type_, place)

    def enter_file(self, module: nodes.Module) -> None:
        """Go on in another file of the package."""
        raise NotImplementedError
