"""Uses of schemas and attributes that are decorated as deprecated.

What ``strict`` says is the evaluation's matter: here every use is told that is certain from
the types. Values that only become instances at run time are not followed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.diagnostics import Diagnostics
from kclpy.diagnostics.warnings import UseOfDeprecated
from kclpy.semantics.checker import Types
from kclpy.semantics.program import Package
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.types import DictType, ListType, SchemaDefinition, SchemaType, Type

Decorators = Sequence[nodes.Decorator]


def warn_of_deprecations(package: Package, types: Types, diagnostics: Diagnostics) -> None:
    """Report each use of a deprecated schema or attribute in ``package``."""
    declared = _declared(types)
    if declared:
        for module in package.modules:
            _Uses(declared, types, module.file, diagnostics).visit_all(module.body)


class _Declared:
    """What is deprecated of one schema: itself, and attributes by name."""

    def __init__(self, node: nodes.SchemaStmt | nodes.RuleStmt) -> None:
        self.itself = _deprecation(node.name.id, node.decorators)
        self.attributes: dict[str, UseOfDeprecated] = {}
        for statement in node.body if isinstance(node, nodes.SchemaStmt) else ():
            if isinstance(statement, nodes.SchemaAttr):
                problem = _deprecation(statement.name, statement.decorators)
                if problem is not None:
                    self.attributes[statement.name] = problem


def _declared(types: Types) -> dict[SchemaDefinition, _Declared]:
    """Return what is deprecated of all schemas of the program that have such a thing."""
    found = {}
    for package in types.packages.values():
        for node, definition in package.schemas.items():
            declared = _Declared(node)
            if declared.itself is not None or declared.attributes:
                found[definition] = declared
    return found


def _deprecation(name: str, decorators: Decorators) -> UseOfDeprecated | None:
    for decorator in decorators:
        if isinstance(decorator.name, nodes.Name) and decorator.name.id == "deprecated":
            given = dict(zip(("version", "reason"), decorator.args, strict=False))
            given |= {keyword.arg.id: keyword.value for keyword in decorator.keywords}
            return UseOfDeprecated(name, _text(given.get("version")), _text(given.get("reason")))
    return None


def _text(value: nodes.Expr | None) -> str:
    return value.value if isinstance(value, nodes.StringLit) else ""


class _Uses(Walker):
    def __init__(
        self,
        declared: dict[SchemaDefinition, _Declared],
        types: Types,
        file: SourceFile,
        diagnostics: Diagnostics,
    ) -> None:
        self.declared = declared
        self.types = types
        self.file = file
        self.diagnostics = diagnostics

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        type_ = self.types.type_of(node.name)
        if isinstance(type_, SchemaType):
            self._use_schema(type_, node.name)
            self._use_keys(node.config, type_)
        self.descend(node)

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        type_ = self.types.type_of(node.func)
        if isinstance(type_, SchemaType):
            self._use_schema(type_, node.func)
        self.descend(node)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        if node.annotation is not None and node.targets:
            self._use_keys(node.value, self.types.type_of(node.targets[0]))
        self.descend(node)

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        type_ = self.types.type_of(node.value)
        if isinstance(type_, SchemaType) and type_.is_instance:
            self._use_attribute(type_, node.attr.id, node.attr)
        self.descend(node)

    def _use_schema(self, type_: SchemaType, node: nodes.Expr) -> None:
        declared = self.declared.get(type_.definition)
        if declared is not None and declared.itself is not None and not type_.is_instance:
            self._report(declared.itself, node)

    def _use_attribute(self, type_: SchemaType, name: str, node: nodes.Node) -> None:
        for schema in type_.definition.chain():
            declared = self.declared.get(schema)
            if declared is not None and name in declared.attributes:
                self._report(declared.attributes[name], node)
                return

    def _use_keys(self, value: nodes.Expr, type_: Type) -> None:
        """Look at the keys of a literal that is written for ``type_``, at any depth."""
        waiting: list[tuple[nodes.Expr, Type]] = [(value, type_)]
        while waiting:
            one, wanted = waiting.pop()
            if isinstance(one, nodes.ListExpr) and isinstance(wanted, ListType):
                waiting += [(item, wanted.item) for item in reversed(one.elements)]
            elif isinstance(one, nodes.ConfigExpr):
                values = []
                for entry in one.entries:
                    if isinstance(entry, nodes.ConfigEntry):
                        values += self._use_key(entry, wanted)
                waiting += reversed(values)

    def _use_key(self, entry: nodes.ConfigEntry, wanted: Type) -> list[tuple[nodes.Expr, Type]]:
        """Look at one key; return the value with what is expected of it, if anything is."""
        key = entry.key
        if isinstance(wanted, DictType):
            return [(entry.value, wanted.value())]
        if not isinstance(wanted, SchemaType) or not isinstance(key, (nodes.Name, nodes.StringLit)):
            return []
        name = key.id if isinstance(key, nodes.Name) else key.value
        self._use_attribute(wanted, name, key)
        attribute = wanted.definition.attribute(name)
        return [] if attribute is None else [(entry.value, attribute.type)]

    def _report(self, problem: UseOfDeprecated, node: nodes.Node) -> None:
        self.diagnostics.report(problem, self.file.span(node.start, node.end))
