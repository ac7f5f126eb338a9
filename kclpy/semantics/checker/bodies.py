"""The bodies of schemas and rules (reference, 03 sections 3 and 13; 04 section 6.2)."""

from __future__ import annotations

from kclpy.diagnostics import Label
from kclpy.diagnostics.names import DuplicateDeclaration
from kclpy.diagnostics.schemas import NotThatKind, SelectedAttribute
from kclpy.semantics.checker.base import expected_of
from kclpy.semantics.checker.scopes import Variable
from kclpy.semantics.checker.statements import Statements
from kclpy.semantics.resolver import assigned_names
from kclpy.syntax import nodes
from kclpy.types import ANY, STR, SchemaDefinition, SchemaType, Type


class Bodies(Statements):
    """Checks what stands in schemas and rules, in the order of statements."""

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> Type:
        schema = self._entered("schema", node)
        if schema is None:
            return ANY
        self._enter_body(schema, node.params)
        scope = self.scope
        signature, declared = node.index_signature, schema.index_signature
        if signature is not None and declared is not None:
            if signature.key_name is not None:
                name = signature.key_name
                scope.names[name.id] = Variable(declared.key, self.span(name))
            if signature.value is not None:
                value = self.expr(signature.value)
                self.must_fit(value, declared.value, declared.place)
        for statement in node.body:
            for name_ in assigned_names(statement):
                if name_ not in scope.names:
                    scope.names[name_] = Variable(ANY, self.span(statement))
        self.statements(node.body)
        self._leave_body(node.checks)
        return schema.definition

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> Type:
        schema = self._entered("rule", node)
        if schema is None:
            return ANY
        self._enter_body(schema, node.params)
        self._leave_body(node.checks)
        return schema.definition

    def _entered(
        self, what: str, node: nodes.SchemaStmt | nodes.RuleStmt
    ) -> SchemaDefinition | None:
        """Return the definition of ``node``; report if its name denotes something else."""
        name = node.name
        place = self.span(name)
        first = self.met.get(name.id)
        if first is not None:
            label = Label(first, f"The variable '{name.id}' is declared here")
            self.report(DuplicateDeclaration(name.id), name, label)
        elif self.scope is self.package.scope:
            self.met[name.id] = place
        else:  # a schema in a lambda is never declared
            self.report(DuplicateDeclaration(name.id), name)
        variable = self.scope.lookup(name.id)
        if variable is None:
            self.undefined(name.id, name)
        type_ = ANY if variable is None else variable.type
        if not isinstance(type_, SchemaType):
            self.report(NotThatKind(what, type_.text()), name)
            return None
        return self.package.schemas.get(node)

    def _enter_body(self, schema: SchemaDefinition, params: list[nodes.Param]) -> None:
        self.check_order(params)
        self._around = self.enter()
        self.assigned_locals.clear()
        self.schema, self.schema_scope = schema, self.scope
        for node, param in zip(params, schema.constructor.params, strict=True):
            self.types[node.name] = param.type
            self.scope.names[param.name] = Variable(param.type, param.place)

    def _leave_body(self, checks: list[nodes.CheckExpr]) -> None:
        for check in checks:
            if check.message is not None:
                self.must_be(check.message, STR)
            self.aside(check.condition)
            self.expr(check.test)
        self.scope = self._around
        self.schema = self.schema_scope = None

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> Type:
        place = self.span(node.name_node)
        schema = self.schema
        is_assignment = node.value is not None and not node.decorators
        if not is_assignment and not isinstance(node.name_node, (nodes.Name, nodes.StringLit)):
            self.report(SelectedAttribute(), node.name_node)
        name = attribute_name(node)
        attribute = None if schema is None else schema.attributes.get(name)
        declared = self.annotated(node.annotation) if attribute is None else attribute.type
        self.scope.names[name] = Variable(declared, place)
        root = nodes.root_name(node.name_node)
        if root is not None and root.id != name:
            self.scope.names.setdefault(root.id, Variable(ANY, place))
        self.types[node.name_node] = declared
        if node.value is None:
            if isinstance(node.annotation, nodes.LiteralType):  # the value, if there is no other
                self.must_fit(self.annotated(node.annotation), declared, place)
            return declared
        if name in self.assigned_locals:  # it is not told from a variable of a lambda
            declared = ANY
        value = self.expr_as(node.value, expected_of(declared, self.span(node.value)))
        if node.op == "|=":
            value = self.binary(value, "|", declared, node.name_node)
        self.must_fit(value, declared, place)
        return declared


def attribute_name(node: nodes.SchemaAttr) -> str:
    """Return the name of the attribute that is declared.

    Of a dotted name with a value it is the first part, unless it is decorated.
    """
    names = nodes.dotted_name(node.name_node)
    if names is None:
        return node.name
    is_assignment = node.value is not None and not node.decorators
    return names[0].id if is_assignment else ".".join([name.id for name in names])
