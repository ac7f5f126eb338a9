"""What a package declares, before any of its statements is checked (reference, 04 section 4).

First all names of schemas and rules, then type aliases and variables, then the schemas
themselves: that is the order in which mistakes are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kclpy.diagnostics import Label
from kclpy.diagnostics.names import (
    BUILTIN_TYPES,
    DuplicateDeclaration,
    ImmutableName,
    ImportNameTwice,
    ReservedAliasName,
)
from kclpy.diagnostics.types import TypeChanged
from kclpy.semantics.checker.annotations import Annotations
from kclpy.semantics.checker.schemas import Schemas
from kclpy.semantics.checker.scopes import Variable
from kclpy.semantics.program import Import, ImportKind
from kclpy.semantics.unification import schema_expr
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    AnyType,
    FunctionType,
    ModuleType,
    SchemaDefinition,
    SchemaType,
    Type,
    subsume,
)

_KEYWORD = re.compile(r"^[ \t]*(?=(?:schema|mixin|protocol|rule)\b)", re.MULTILINE)
_ROUNDS = 3  # enough for a schema that is written before its base and that before its own


class Declarations(Annotations, Schemas):
    """Declares the imports, schemas, aliases and variables of a package."""

    def declare(self) -> None:
        """Enter everything that the package declares."""
        modules = self.package.package.modules
        for module in modules:
            self._declare_imports(module)
        for module in modules:
            self.enter_file(module)
            self._declare_schemas(module)
        self._declare_aliases()
        for module in modules:
            self.enter_file(module)
            self._declare_variables(module.body)
        self._build_schemas()
        self._declare_aliases()
        self._compare_annotations()
        self._declare_lambdas()
        self.report_cycles()

    def enter_file(self, module: nodes.Module) -> None:
        """Go on in another file of the package."""
        self.file = module.file
        self.imports = self.package.imports[module]

    # Imports

    def _declare_imports(self, module: nodes.Module) -> None:
        self.package.imports[module] = {}
        self.enter_file(module)
        for statement in module.body:
            if isinstance(statement, nodes.ImportStmt):
                self._declare_import(statement)

    def _declare_import(self, node: nodes.ImportStmt) -> None:
        name = node.alias.id if node.alias else node.path.rpartition(".")[2]
        target = self.package.package.imports.get(node, Import(ImportKind.MISSING, node.path))
        module = ModuleType(target.path, target.kind.value)
        names = self.package.scope.names
        known = names.setdefault(name, Variable(module, self.span(node)))
        self.imports[name] = known
        if isinstance(known.type, ModuleType) and known.type.path != module.path:
            self.report(ImportNameTwice(name), node)

    # Schemas

    def _declare_schemas(self, module: nodes.Module) -> None:
        package = self.package
        for statement in module.body:
            if not isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
                continue
            name = statement.name.id
            schema = SchemaDefinition(name, package.path, self.span(statement.name))
            schema.is_rule = isinstance(statement, nodes.RuleStmt)
            if isinstance(statement, nodes.SchemaStmt):
                schema.is_mixin = statement.kind == "mixin" or name.endswith("Mixin")
                schema.is_protocol = statement.kind == "protocol"
            package.schemas[statement] = schema
            package.homes[statement] = module.file
            place = self.span(statement)._replace(start=self._keyword(statement))
            known = package.scope.names.setdefault(name, Variable(schema.definition, place))
            first = package.first_of.setdefault(name, schema)
            if known.type is not schema.definition:
                self.diagnostics.report(DuplicateDeclaration(name), place)
            if first is not schema and not schema.is_rule:
                known.type = schema.definition

    def _keyword(self, node: nodes.SchemaStmt | nodes.RuleStmt) -> int:
        """Return the offset at which a declaration starts behind its decorators."""
        if not node.decorators:
            return node.start
        found = _KEYWORD.search(self.file.text, node.decorators[-1].end)
        return node.start if found is None else found.start()

    def _build_schemas(self) -> None:
        """Build all schemas, again as long as one took something from a later one."""
        built: set[SchemaDefinition] = set()
        for _ in range(_ROUNDS):
            is_complete = True
            for module in self.package.package.modules:
                self.enter_file(module)
                for statement in module.body:
                    if isinstance(statement, nodes.SchemaStmt):
                        self.build_schema(statement)
                    elif isinstance(statement, nodes.RuleStmt):
                        self.build_rule(statement)
                    else:
                        continue
                    schema = self.package.schemas[statement]
                    is_complete = is_complete and built.issuperset(
                        _sources(schema, self.package.path)
                    )
                    built.add(schema)
            if is_complete:
                return

    # Aliases and variables

    def _declare_aliases(self) -> None:
        """Enter the type aliases of all files.

        It is done a second time when the schemas are known, and then an alias may use a later
        one, although that was reported.
        """
        names = self.package.scope.names
        for module in self.package.package.modules:
            self.enter_file(module)
            for statement in module.body:
                if isinstance(statement, nodes.TypeAliasStmt):
                    name = statement.name
                    type_ = self.annotated(statement.type, name)
                    if name.id in BUILTIN_TYPES:
                        self.report(ReservedAliasName(name.id), name)
                    if isinstance(type_, SchemaType):
                        type_ = type_.definition.definition
                    names[name.id] = Variable(type_, self.span(name), is_alias=True)

    def _declare_variables(self, body: list[nodes.Stmt]) -> None:
        for statement in body:
            unification = self.unifications.get(statement)
            if unification is not None:
                if unification.parts[-1][1] is statement:
                    self._declare_unified(statement)
            elif isinstance(statement, nodes.AssignStmt):
                type_ = (
                    None if statement.annotation is None else self.annotated(statement.annotation)
                )
                for target in statement.targets:
                    self._declare_target(target, type_)
            elif isinstance(statement, nodes.UnificationStmt):
                self._declare_unified(statement)
            elif isinstance(statement, nodes.IfStmt):
                self._declare_variables(statement.body)
                self._declare_variables(statement.orelse)

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

    def _declare_target(self, target: nodes.Expr, type_: Type | None) -> None:
        root = nodes.root_name(target)
        if root is None:
            return
        name, names = root.id, self.package.scope.names
        known = names.get(name)
        place = self.span(target)
        if known is None:
            names[name] = Variable(ANY if type_ is None else type_, place)
            if type_ is not None:
                self.annotations.setdefault(name, []).append((type_, place))
            return
        if not name.startswith("_") and known.place is not None:
            label = Label(known.place, f"The variable '{name}' is declared here")
            self.diagnostics.report(ImmutableName(name), place, label)
        self.assigned_again.add(name)
        if type_ is not None:
            self._change_type(name, known, type_, place)
            self.annotations.setdefault(name, []).append((type_, place))

    def _change_type(self, name: str, known: Variable, type_: Type, place: Span) -> None:
        """Give a variable another type; report if it is not within the one before."""
        before = known.type
        if isinstance(before, ModuleType):
            return
        if not isinstance(before, AnyType) and not subsume(type_, before) and known.place:
            label = Label(known.place, f"expected {before.text()}")
            self.diagnostics.report(TypeChanged(name, before.text()), place, label)
        self.package.scope.names[name] = Variable(type_, place)

    def _compare_annotations(self) -> None:
        """Compare the annotations of a name once more, the first with the last."""
        for name, found in self.annotations.items():
            if len(found) > 1:
                for type_, place in found:
                    known = self.package.scope.names[name]
                    self._change_type(name, known, type_, place)

    def _declare_lambdas(self) -> None:
        """Note the parameters of lambdas, so that calls before them are checked."""
        for module in self.package.package.modules:
            self.enter_file(module)
            for name, value in _lambdas(module):
                if name not in self.assigned_again:
                    params = self.params(value.params)
                    self.package.lambdas[name] = FunctionType(params, ANY)


def _lambdas(module: nodes.Module) -> Iterator[tuple[str, nodes.LambdaExpr]]:
    """Yield the lambdas that are assigned to names without annotation."""
    for statement in module.body:
        if (
            isinstance(statement, nodes.AssignStmt)
            and statement.annotation is None
            and isinstance(statement.value, nodes.LambdaExpr)
        ):
            for target in statement.targets:
                if isinstance(target, nodes.Name):
                    yield target.id, statement.value


def _sources(schema: SchemaDefinition, path: str) -> list[SchemaDefinition]:
    """Return the schemas of the same package that ``schema`` takes something from."""
    sources = [*schema.mixins, *schema.rule_bases]
    sources += [one for one in (schema.base, schema.protocol) if one is not None]
    return [one for one in sources if one.package == path]
