"""Building the definitions of schemas and rules (reference, 04 section 6.2).

All names are entered first, so definitions may refer to each other in any order. What a
schema takes from its base or mixins is only known after theirs were built; hence the rounds.
"""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.diagnostics.names import BUILTIN_TYPES, CircularReference, ReservedName
from kclpy.diagnostics.schemas import (
    AttributeMadeOptional,
    AttributeTypeChanged,
    BaseKind,
    DecoratorName,
    IndexSignatureAttribute,
    IndexSignatureKey,
    IndexSignatureName,
    MixinKind,
    MixinName,
    ParameterLikeAttribute,
    ProtocolBody,
    ProtocolName,
    ProtocolUser,
    RuleBase,
    UnknownDecorator,
)
from kclpy.semantics.checker.bodies import Bodies, attribute_name
from kclpy.semantics.resolver import assigned_names
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    BOOL,
    STR,
    Attribute,
    FunctionType,
    IndexSignature,
    Param,
    SchemaDefinition,
    SchemaType,
    Type,
    subsume,
)

KNOWN_DECORATORS = {
    "deprecated": FunctionType(
        (
            Param("version", STR, is_optional=True),
            Param("reason", STR, is_optional=True),
            Param("strict", BOOL, is_optional=True),
        ),
        ANY,
    ),
    "info": FunctionType((), ANY, is_variadic=True),
}


class Schemas(Bodies):
    """Builds what schemas and rules declare."""

    def build_schema(self, node: nodes.SchemaStmt) -> None:
        """Complete the definition of a schema, mixin or protocol."""
        schema = self.package.schemas[node]
        self._check_name("schema", node.name)
        base = None if node.base is None else self._base(node.base)
        protocol = None if node.protocol is None else self._protocol(node)
        if node.kind == "protocol":
            self._check_protocol(node)
        schema.base, schema.protocol, schema.table = base, protocol, None
        schema.index_signature = self._index_signature(node)
        schema.attributes = {}
        schema.has_only_attributes = True
        for statement in node.body:
            if isinstance(statement, nodes.SchemaAttr):
                self._attribute(schema, statement)
            elif isinstance(statement, nodes.UnificationStmt):
                self._unified_attribute(schema, statement)
            else:
                schema.has_only_attributes = False
        schema.mixins = [m for m in map(self._mixin, node.mixins) if m is not None]
        for mixin in schema.mixins:
            for one in mixin.chain():
                for name, attribute in one.attributes.items():
                    schema.attributes.setdefault(name, attribute)
        assigned = {name for statement in node.body for name in _body_names(statement)}
        for param in node.params:
            if param.name.id in assigned:
                declared = schema.attributes.get(param.name.id)
                place = None if declared is None else declared.place
                self.report(ParameterLikeAttribute(param.name.id, place=place), param.name)
        schema.enter_table()
        self._constructor(schema, node.params)
        self._decorators(node.decorators)

    def build_rule(self, node: nodes.RuleStmt) -> None:
        """Complete the definition of a rule."""
        schema = self.package.schemas[node]
        self._check_name("rule", node.name)
        if node.protocol is not None:
            schema.protocol = self._reference(node.protocol, "protocol")
        schema.rule_bases = []
        for reference in node.bases:
            type_ = self._named(reference)
            if isinstance(type_, SchemaType) and type_.definition.is_rule:
                schema.rule_bases.append(type_.definition)
            else:
                self.report(RuleBase(type_.text()), reference)
        self._constructor(schema, node.params)
        self._decorators(node.decorators)

    def _check_name(self, what: str, name: nodes.Name) -> None:
        if name.id in BUILTIN_TYPES:
            self.report(ReservedName(what, name.id), name)

    def _check_protocol(self, node: nodes.SchemaStmt) -> None:
        name = node.name
        if not name.id.endswith("Protocol"):
            span = self.span(name)
            self.diagnostics.report(ProtocolName(), span._replace(start=span.end))
        if (
            node.mixins
            or node.checks
            or node.params
            or any(not isinstance(statement, nodes.SchemaAttr) for statement in node.body)
        ):
            self.report(ProtocolBody(), name)

    # References to other schemas

    def _named(self, reference: nodes.Expr) -> Type:
        """Return the type of a name in the head of a declaration; of a variable it is any."""
        if isinstance(reference, nodes.Name):
            variable = self.scope.lookup(reference.id)
            if variable is None:
                self.undefined(reference.id, reference)
                return ANY
            return variable.type
        return self.expr(reference)

    def _reference(self, reference: nodes.Expr, kind: str) -> SchemaDefinition | None:
        """Return the schema or protocol that a name in a head denotes."""
        type_ = self._named(reference)
        if isinstance(type_, SchemaType) and not type_.is_instance:
            schema = type_.definition
            if schema.is_protocol == (kind == "protocol"):
                return schema
        self.report(BaseKind(kind, type_.text()), reference)
        return None

    def _base(self, reference: nodes.Expr) -> SchemaDefinition | None:
        schema = self._reference(reference, "schema")
        if schema is not None and schema.is_mixin:
            self.report(BaseKind("schema", schema.name), reference)
            return None
        return schema

    def _protocol(self, node: nodes.SchemaStmt) -> SchemaDefinition | None:
        assert node.protocol is not None
        if not self.package.schemas[node].is_mixin:
            self.report(ProtocolUser(), node.protocol)
            return None
        return self._reference(node.protocol, "protocol")

    def _mixin(self, reference: nodes.Expr) -> SchemaDefinition | None:
        names = nodes.dotted_name(reference)
        last = names[-1].id if names else ""
        if not last.endswith("Mixin"):
            self.report(MixinName(last), reference)
        type_ = self._named(reference)
        if isinstance(type_, SchemaType) and type_.definition.is_mixin:
            return type_.definition
        self.report(MixinKind(type_.text()), reference)
        return None

    # Parts of a body

    def _decorators(self, decorators: list[nodes.Decorator]) -> None:
        for decorator in decorators:
            name = decorator.name
            if not isinstance(name, nodes.Name):
                self.report(DecoratorName(), name)
                continue
            function = KNOWN_DECORATORS.get(name.id)
            if function is None:
                self.report(UnknownDecorator(name.id), name)
                continue
            self.arguments(decorator.args, decorator.keywords, function, f'"{name.id}"', name)

    def _index_signature(self, node: nodes.SchemaStmt) -> IndexSignature | None:
        signature = node.index_signature
        if signature is None:
            return None
        key_name = None if signature.key_name is None else signature.key_name.id
        names = {name for statement in node.body for name in _body_names(statement)}
        if key_name is not None and key_name in names:
            self.report(IndexSignatureName(key_name), signature)
        key = self.annotated(signature.key_type)
        value = self.annotated(signature.value_type)
        if key is ANY or not subsume(key, STR):
            self.report(IndexSignatureKey(key.text()), node.name)
        return IndexSignature(key, value, key_name, signature.any_other, self.span(signature))

    def _attribute(self, schema: SchemaDefinition, node: nodes.SchemaAttr) -> None:
        name, place = attribute_name(node), self.span(node)
        type_ = self.annotated(node.annotation)
        self._decorators(node.decorators)
        own = schema.attributes.get(name)
        inherited = None if schema.base is None else schema.base.attribute(name)
        self._check_redeclaration(name, node, type_, own, inherited)
        if own is None:
            has_default = node.value is not None
            schema.attributes[name] = Attribute(type_, place, node.is_optional, has_default)
        signature = schema.index_signature
        if (
            signature is not None
            and not signature.any_other
            and not subsume(type_, signature.value)
        ):
            problem = IndexSignatureAttribute(
                name, type_.text(), signature.text(), place=signature.place
            )
            self.report(problem, node)

    def _check_redeclaration(
        self,
        name: str,
        node: nodes.SchemaAttr,
        type_: Type,
        own: Attribute | None,
        inherited: Attribute | None,
    ) -> None:
        """Report a declaration that does not narrow an earlier one of the same name."""
        before = type_ if own is None else own.type
        above = type_ if inherited is None else inherited.type
        if not subsume(type_, before) or not subsume(type_, above):
            wrong = own if own is not None and not subsume(type_, before) else inherited
            place = None if wrong is None else wrong.place
            problem = AttributeTypeChanged(name, before.text(), type_.text(), place=place)
            self.report(problem, node)
        earlier = own or inherited
        if earlier is not None and node.is_optional and not earlier.is_optional:
            self.report(AttributeMadeOptional(name, place=earlier.place), node)

    def _unified_attribute(self, schema: SchemaDefinition, node: nodes.UnificationStmt) -> None:
        """Enter the attribute that a unification statement declares, with its default."""
        target = node.target
        if isinstance(target, nodes.Name):
            type_ = self.unified_type(node.value.name, target)
            attribute = Attribute(type_, self.span(target), has_default=True)
            schema.attributes.setdefault(target.id, attribute)

    def _constructor(self, schema: SchemaDefinition, params: list[nodes.Param]) -> None:
        declared = self.params(params, at_names=True)
        if schema.is_rule:  # whose arguments may all be left out
            declared = tuple([Param(p.name, p.type, True, p.place) for p in declared])
        schema.constructor = FunctionType(declared, schema.instance)

    # Cycles

    def report_cycles(self) -> None:
        """Report the schemas and rules that inherit from themselves."""
        order = list(self.package.schemas.values())
        known: dict[SchemaDefinition, bool] = {}
        for node, schema in self.package.schemas.items():
            cycle = _cycle(schema) if _is_endless(schema, known) else []
            if cycle:
                what = "rules" if schema.is_rule else "schemas"
                names = [one.full_name for one in order if one in cycle]
                file = self.package.homes[node]
                span = file.span(node.name.start, node.name.end)
                self.diagnostics.report(CircularReference(what, tuple(names)), span)


def _body_names(statement: nodes.Stmt) -> Iterable[str]:
    """Return the names that a statement of a body assigns or declares."""
    if isinstance(statement, nodes.SchemaAttr):
        return (attribute_name(statement),)
    return assigned_names(statement)


def _is_endless(schema: SchemaDefinition, known: dict[SchemaDefinition, bool]) -> bool:
    """Return whether the way up from ``schema`` leads into a cycle; ``known`` keeps answers."""
    found = known.get(schema)
    if found is None:
        found, known[schema] = False, True  # met again on the way, it is a cycle
        for above in _parents(schema):
            found = _is_endless(above, known) or found
        known[schema] = found
    return found


def _cycle(schema: SchemaDefinition) -> list[SchemaDefinition]:
    """Return the definitions between ``schema`` and itself, none if it is in no cycle."""
    paths = [[schema]]
    seen = set()
    while paths:
        path = paths.pop()
        for above in _parents(path[-1]):
            if above is schema:
                return path
            if above not in seen:
                seen.add(above)
                paths.append([*path, above])
    return []


def _parents(schema: SchemaDefinition) -> list[SchemaDefinition]:
    parents = list(schema.rule_bases)
    if schema.base is not None:
        parents.append(schema.base)
    return parents
