"""Names, attributes and items: what a value gives on access (reference, 04 section 5.1)."""

from __future__ import annotations

from kclpy.builtins import registry
from kclpy.diagnostics.names import ImportedMember, PrivateMember
from kclpy.diagnostics.types import (
    AttributeNotFound,
    NotSubscriptable,
    OptionalAccessOfModule,
    SliceOfMapping,
    SubscriptKey,
    UnknownPluginFunction,
)
from kclpy.semantics.checker.base import CheckerBase, Following
from kclpy.semantics.checker.suggestions import suggest
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    BOOL,
    INT,
    NUMBER_MULTIPLIER,
    STR,
    AnyType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    ModuleType,
    NoneType,
    Param,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)

_INSTANCES = FunctionType((Param("full_pkg", BOOL, is_optional=True),), ListType(ANY))


class Attributes(CheckerBase):
    """Checks names, selectors, subscripts and slices."""

    def visit_Name(self, node: nodes.Name) -> Type:
        self.last_name = node
        found = self.lookup(node.id)
        if found is not None:
            return found.type
        if not self.is_known(node.id):
            self.undefined(node.id, node)
        return ANY

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> Type:
        following, self.following = self.following, ()
        if isinstance(node.value, nodes.SelectorExpr) and not node.is_optional:
            self.following = (node.attr.id, following)
        value = self.expr(node.value)
        self.following = ()
        if node.is_optional and isinstance(value, ModuleType):
            span = self.span(node.value)
            problem = OptionalAccessOfModule(_dotted(node.attr.id, following))
            self.diagnostics.report(problem, span._replace(start=span.end))
        if type(value) is AnyType:
            return ANY
        return self.attribute(value, node.attr.id, _blamed(node))

    def attribute(self, value: Type, name: str, place: nodes.Node) -> Type:
        """Return the type of an attribute of ``value``; report at ``place`` if it has none."""
        if isinstance(value, (AnyType, UnionType)):
            return ANY
        if isinstance(value, DictType):
            return value.attributes().get(name) or value.value()
        if isinstance(value, SchemaType):
            return self._schema_attribute(value, name, place)
        if isinstance(value, ModuleType):
            return self._module_attribute(value, name, place)
        if value.word == "str":
            member = registry.members("str").get(name)
            if member is not None:
                return member.signature.type
        members = tuple(registry.members("str")) if value.word == "str" else ()
        self.report(AttributeNotFound(name, value.text(), (), members), place)
        return ANY

    def _schema_attribute(self, value: SchemaType, name: str, place: nodes.Node) -> Type:
        schema = value.definition
        found = schema.attribute(name)
        if found is not None:
            return found.type
        if not value.is_instance and name == "instances":
            return _INSTANCES
        if schema.is_mixin or schema.index_signature is not None:
            return ANY
        candidates = attribute_names(schema) if value.is_instance else ["instances"]
        problem = AttributeNotFound(
            name, value.text(), self.similar(name, candidates), _all_names(value), schema.place
        )
        self.report(problem, place)
        return ANY

    def _module_attribute(self, module: ModuleType, name: str, place: nodes.Node) -> Type:
        if module.kind == "plugin":
            return self._plugin_function(module.path, name, place)
        found = self._member(module, name)
        if found is None:
            self.report(AttributeNotFound(name, module.text(), (), self._members(module)), place)
            return ANY
        if module.kind == "package" and name.startswith("_"):
            self.report(PrivateMember(name, module.path), place)
        if isinstance(found, ModuleType):
            self.report(ImportedMember(name, module.path), place)
        return found

    def _plugin_function(self, path: str, name: str, place: nodes.Node) -> Type:
        """Return the type of a function of a plugin, any if the plugin was refused."""
        plugin = self.package.plugins.get(path)
        if plugin is None:
            return ANY
        found = plugin.functions.get(name)
        if found is None:
            similar = suggest(name, plugin.functions)
            self.report(UnknownPluginFunction(plugin.name, name, similar), place)
            return ANY
        return found.signature.type

    def _member(self, type_: ModuleType, name: str) -> Type | None:
        """Return the type of ``name`` in a module, None if it has no such member."""
        if type_.kind == "package":
            package = self.others.get(type_.path)
            variable = None if package is None else package.scope.find(name)
            return None if variable is None else variable.type
        if type_.kind != "system":
            return None
        if type_.path == "units" and name == "NumberMultiplier":
            return NUMBER_MULTIPLIER
        builtin = (registry.module(type_.path) or {}).get(name)
        if builtin is not None:
            return builtin.signature.type
        constant = registry.constants(type_.path).get(name)
        return None if constant is None else constant.type

    def _members(self, type_: ModuleType) -> tuple[str, ...]:
        """Return the names that may be read from a module."""
        if type_.kind == "system":
            return (*(registry.module(type_.path) or {}), *registry.constants(type_.path))
        package = self.others.get(type_.path) if type_.kind == "package" else None
        names = () if package is None else package.scope.names
        return tuple(name for name in names if not name.startswith("_"))

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> Type:
        return self.item(self.expr(node.value), node)

    def item(self, value: Type, node: nodes.SubscriptExpr) -> Type:
        """Return the type of an item of ``value``, the object of the subscript ``node``.

        The index is only looked at if ``value`` has items for sure.
        """
        if type(value) is AnyType:
            return ANY
        if not isinstance(value, (ListType, DictType, SchemaType)) and value.word != "str":
            self.report(NotSubscriptable(value.text()), node.value)
            return ANY
        index = self.expr(node.index)
        if value.word == "str" or isinstance(value, ListType):
            self.must_fit(index, INT, self.span(node.index))
            return value.item if isinstance(value, ListType) else STR
        assert isinstance(value, (DictType, SchemaType))
        if isinstance(index, (NoneType, AnyType)):
            return mapping_value(value)
        if not is_key(index):
            self.report(SubscriptKey(index.text()), node.value)
            return ANY
        if isinstance(index, LiteralType):
            return self.attribute(value, str(index.value), node)
        return mapping_value(value)

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> Type:
        value = self.expr(node.value)
        if type(value) is AnyType:
            return ANY
        if isinstance(value, (DictType, SchemaType)):
            self.report(SliceOfMapping(), node.value)
            return ANY
        if value.word not in ("str", "list"):
            self.report(NotSubscriptable(value.text()), node.value)
            return ANY
        for part in (node.lower, node.upper, node.step):
            if part is not None:
                self.must_fit(self.expr(part), INT, self.span(part))
        return STR if value.word == "str" else value


def _dotted(name: str, following: Following) -> str:
    """Return ``name`` with the names that are selected from it."""
    names = [name]
    while following:
        name, following = following
        names.append(name)
    return ".".join(names)


def _blamed(node: nodes.SelectorExpr) -> nodes.Node:
    """Return what an unknown attribute is reported at.

    It is the start of the dotted name, also if that follows another expression.
    """
    first = node
    while not first.is_optional and isinstance(first.value, nodes.SelectorExpr):
        first = first.value
    is_name = not first.is_optional and isinstance(first.value, nodes.Name)
    return first.value if is_name else first.attr


def attribute_names(schema: SchemaDefinition) -> list[str]:
    """Return the names that stand for a misspelled attribute: those of ``schema`` alone."""
    return list(schema.attributes)


def _all_names(value: SchemaType) -> tuple[str, ...]:
    """Return the names of all attributes of an instance, those of bases as well."""
    if not value.is_instance:
        return ("instances",)
    chain = value.definition.chain()
    return tuple(dict.fromkeys(name for schema in chain for name in schema.attributes))


def mapping_value(type_: DictType | SchemaType) -> Type:
    """Return the type of the values of a dict or schema, when the key is not known."""
    if isinstance(type_, DictType):
        return type_.value()
    signature = type_.definition.index_signature
    return ANY if signature is None else signature.value


def is_key(type_: Type) -> bool:
    """Return whether a value of ``type_`` may be a key of a config."""
    if isinstance(type_, UnionType):
        for member in type_.members:
            if not is_key(member):
                return False
        return True
    return isinstance(type_, (AnyType, NoneType)) or type_.word == "str"
