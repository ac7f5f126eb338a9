"""Statements (reference, 04 section 4)."""

from __future__ import annotations

from kclpy.diagnostics import Label
from kclpy.diagnostics.configs import SelectedUnification
from kclpy.diagnostics.names import ImmutableNameModified
from kclpy.diagnostics.types import TypeChanged
from kclpy.semantics.checker.assignability import Assignability
from kclpy.semantics.checker.base import Expected, expected_of
from kclpy.semantics.checker.expressions import Expressions
from kclpy.semantics.checker.lambdas import Lambdas
from kclpy.semantics.checker.scopes import Variable
from kclpy.semantics.unification import Unification, schema_expr
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    STR,
    AnyType,
    Attribute,
    ModuleType,
    NoneType,
    Type,
    subsume,
    widen,
)


class Statements(Assignability, Expressions, Lambdas):
    """Checks the statements of files, schema bodies and lambdas."""

    unifications: dict[nodes.Stmt, Unification]

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> Type:
        return self.expr(node.value)

    def visit_ErrorStmt(self, node: nodes.ErrorStmt) -> Type:
        return ANY

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> Type:
        return ANY

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> Type:
        return ANY

    def visit_AssertStmt(self, node: nodes.AssertStmt) -> Type:
        self.expr(node.test)
        self.aside(node.condition)
        if node.message is not None:
            self.must_be(node.message, STR)
        return ANY

    def visit_IfStmt(self, node: nodes.IfStmt) -> Type:
        self.expr(node.test)
        self.statements(node.body)
        self.statements(node.orelse)
        return ANY

    # Assignments

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> Type:
        unification = self.unifications.get(node) if self.unifications else None
        if unification is not None and self.scope is self.package.scope:
            return self._unified(unification, node)
        declared = None if node.annotation is None else self.annotated(node.annotation)
        value: Type = ANY
        is_walked = False
        for target in node.targets:
            place = self.span(target)
            self.last_name = target
            variable = self._assigned_variable(target, declared)
            type_ = self._target_type(target, variable)
            root = nodes.root_name(target)
            self._meet(root, place)
            if declared is not None:
                type_ = self._annotate(target, declared, variable, type_)
            expected = expected_of(type_, place) if variable is not None else None
            if expected is not None or not is_walked:
                value = self.expr_as(node.value, expected)
                is_walked = expected is None
            self.must_fit(value, type_, place)
            if declared is not None and not isinstance(target, nodes.Name):
                self._fit_root(target, value)
            if isinstance(type_, AnyType) and declared is None and isinstance(variable, Variable):
                variable.type = type_ = widen(value)
            self.types[target] = type_
        return value

    def _meet(self, root: nodes.Name | None, place: Span) -> None:
        """Note where a global was assigned: a public one first, a private one last."""
        if root is not None and self.scope is self.package.scope:
            if root.id.startswith("_"):
                self.met[root.id] = place
            else:
                self.met.setdefault(root.id, place)

    def _assigned_variable(
        self, target: nodes.Expr, declared: Type | None
    ) -> Variable | Attribute | None:
        """Return what the assignment of a plain name changes; declare the local of a lambda."""
        if not isinstance(target, nodes.Name):
            return None
        name = target.id
        if self.in_lambda:
            self.assigned_locals.add(name)
            found = self.scope.find(name)
            if found is None:
                found = Variable(ANY if declared is None else declared, self.span(target))
                self.scope.names[name] = found
            return found
        if self.schema is not None and self.schema_scope is not None:
            attribute = self.schema.attribute(name)
            if attribute is not None and not isinstance(attribute.type, AnyType):
                return attribute
            found = self.schema_scope.find(name)
            if found is not None and isinstance(found.type, AnyType):
                found.place = self.span(target)
            return found
        return self.scope.lookup(name)

    def _target_type(self, target: nodes.Expr, variable: Variable | Attribute | None) -> Type:
        """Return the type of what is assigned, after checking the way there."""
        if variable is not None:
            return variable.type
        if isinstance(target, nodes.SelectorExpr):
            value = self._container(target.value)
            name = target.attr.id
            self.check_member(name, value, self.span(target), None)
            return self.attribute(value, name, target)
        if isinstance(target, nodes.SubscriptExpr):
            value = self._container(target.value)
            return self.item(value, target)
        if isinstance(target, nodes.Name):
            return ANY
        return self.expr(target)

    def _container(self, target: nodes.Expr) -> Type:
        """Return the type of the container of an assigned part."""
        if isinstance(target, nodes.Name):
            variable = self.lookup(target.id)
            if variable is None:
                self.undefined(target.id, target)
                return ANY
            self.types[target] = variable.type
            return variable.type
        type_ = self.types[target] = self._target_type(target, None)
        return type_

    def _annotate(
        self,
        target: nodes.Expr,
        declared: Type,
        variable: Variable | Attribute | None,
        type_: Type,
    ) -> Type:
        """Compare an annotation with the variable it is for; return the type of the target."""
        root = nodes.root_name(target)
        named = variable or (None if root is None else self.scope.lookup(root.id))
        if isinstance(named, Attribute) and root is not None and self.schema_scope is not None:
            named = self.schema_scope.find(root.id)  # an inherited one has no place there
        if isinstance(named, Variable) and root is not None:
            self._check_annotation(root, declared, named)
            if named is variable and isinstance(type_, AnyType):
                named.type = type_ = declared
        return type_

    def _fit_root(self, target: nodes.Expr, value: Type) -> None:
        """Report if the annotated value of ``a.b`` does not fit ``a``, which has the type, too."""
        root = nodes.root_name(target)
        variable = None if root is None else self.scope.lookup(root.id)
        if variable is not None:
            self.must_fit(value, variable.type, self.span(target))

    def _check_annotation(self, target: nodes.Name, declared: Type, variable: Variable) -> None:
        """Report an annotation that another one of the same name overrules."""
        known = variable.type
        if isinstance(known, ModuleType):
            return
        if known is declared or isinstance(known, AnyType) or subsume(known, declared):
            return
        labels: tuple[Label, ...] = ()
        if variable.place is not None:
            labels = (Label(variable.place, f"expected {known.text()}"),)
        self.report(TypeChanged(target.id, declared.text()), target, *labels)

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> Type:
        target = node.target
        root = nodes.root_name(target)
        is_known = root is None or self._check_target(root, node.value)
        left = self.expr(target) if is_known else ANY
        right = self.expr_as(node.value, None)
        if root is not None and not is_known:
            self.scope.names[root.id] = Variable(ANY, self.span(target))
        result = self.binary(left, node.op[:-1], right, target)
        self.must_fit(result, left, self.span(target))
        self._meet(root, self.span(target))
        return result

    def _check_target(self, target: nodes.Name, value: nodes.Expr) -> bool:
        """Report if the target is unknown, or a public global that was assigned before.

        Return whether it is known.
        A local of the same name is not told from the global (reference, 04 section 4).
        """
        name = target.id
        if self.lookup(name) is None:
            self.undefined(name, target)
            return False
        if (
            name in self.met
            and not name.startswith("_")
            and not isinstance(value, nodes.SchemaExpr)
        ):
            label = Label(self.met[name], f"The variable '{name}' is declared here firstly")
            self.report(ImmutableNameModified(name), target, label)
        return True

    # Unification statements

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> Type:
        unification = self.unifications.get(node) if self.unifications else None
        if unification is not None and self.scope is self.package.scope:
            return self._unified(unification, node)
        target = node.target
        if not isinstance(target, nodes.Name):
            self.report(SelectedUnification(), target)
        variable = self._assigned_variable(target, None)
        type_ = self._target_type(target, variable)
        value = self.expr_as(node.value, expected_of(type_, self.span(target)))
        return self._finish_unification(node.target, value, type_, variable)

    def _unified(self, unification: Unification, node: nodes.Stmt) -> Type:
        """Check statements that count as one, in the place of the last one."""
        if unification.parts[-1][1] is not node:
            return ANY
        assert isinstance(node, (nodes.AssignStmt, nodes.UnificationStmt))
        target = node.target if isinstance(node, nodes.UnificationStmt) else node.targets[0]
        assert isinstance(node.value, nodes.SchemaExpr)
        variable = self._assigned_variable(target, None)
        type_ = self._target_type(target, variable)
        outer, self.expected = self.expected, Expected(type_, self.span(target))
        value = self.types[node.value] = self.instance(node.value, unification.entries())
        self.expected = outer
        self._note_parts(unification, node.value)
        return self._finish_unification(target, value, type_, variable)

    def _note_parts(self, unification: Unification, last: nodes.SchemaExpr) -> None:
        """Note for every part what was found out for all of them together."""
        config = last.config
        expected = self.package.expected.get(config) if type(config) is nodes.ConfigExpr else None
        for _, statement in unification.parts[:-1]:
            part = schema_expr(statement)
            self.types[part.name] = self.types[last.name]
            if expected is not None and isinstance(part.config, nodes.ConfigExpr):
                self.package.expected[part.config] = expected

    def _finish_unification(
        self, target: nodes.Expr, value: Type, type_: Type, variable: Variable | Attribute | None
    ) -> Type:
        self.must_fit(value, type_, self.span(target))
        if isinstance(type_, (AnyType, NoneType)) and isinstance(variable, Variable):
            variable.type = type_ = widen(value)
        self.types[target] = type_
        return value
