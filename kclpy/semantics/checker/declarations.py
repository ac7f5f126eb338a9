"""What a package declares, before any of its statements is checked (reference, 04 section 4).

First all names of schemas and rules, then type aliases and variables, then the schemas
themselves: that is the order in which mistakes are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kclpy.diagnostics.names import (
    BUILTIN_TYPES,
    DuplicateDeclaration,
    ImportNameTwice,
    ReservedAliasName,
)
from kclpy.semantics.checker.schemas import Schemas
from kclpy.semantics.checker.scopes import Variable
from kclpy.semantics.checker.variables import Variables
from kclpy.semantics.program import Import, ImportKind
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    FunctionType,
    ModuleType,
    SchemaDefinition,
    SchemaType,
)

_KEYWORD = re.compile(r"^[ \t]*(?=(?:schema|mixin|protocol|rule)\b)", re.MULTILINE)
_ROUNDS = 3  # enough for a schema that is written before its base and that before its own


class Declarations(Variables, Schemas):
    """Declares the imports, schemas, aliases and variables of a package."""

    def declare(self) -> None:
        """Enter everything that the package declares."""
        modules = self.package.package.modules
        self.is_declaring = True
        for module in modules:
            self._declare_imports(module)
        for module in modules:
            self.enter_file(module)
            self._declare_schemas(module)
        self._declare_aliases()
        for module in modules:
            self.enter_file(module)
            self.declare_variables(module)
        self._build_schemas()
        self._declare_aliases()
        self.compare_annotations()
        self.is_declaring = False
        self._declare_lambdas()
        self.report_cycles()

    def enter_file(self, module: nodes.Module) -> None:
        """Go on in another file of the package."""
        self.module, self.file = module, module.file
        self.imports = self.package.imports[module]

    # Imports

    def _declare_imports(self, module: nodes.Module) -> None:
        self.package.imports[module] = {}
        self.enter_file(module)
        for statement in module.body:
            if isinstance(statement, nodes.ImportStmt):
                self._declare_import(statement)

    def _declare_import(self, node: nodes.ImportStmt) -> None:
        name = node.bound_name
        target = self.package.package.imports.get(node, Import(ImportKind.MISSING, node.path))
        module = ModuleType(target.path, target.kind.value)
        names = self.package.scope.names
        known = names.setdefault(name, Variable(module, self.span(node)))
        self.imports[name] = known
        if isinstance(known.type, ModuleType) and known.type.path != module.path:
            self.report(ImportNameTwice(name, place=known.place), node)

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
                schema.is_protocol = statement.kind == "protocol"
                schema.is_mixin = not schema.is_protocol and (
                    statement.kind == "mixin" or name.endswith("Mixin")
                )
            package.schemas[statement] = schema
            package.homes[statement] = module.file
            place = self.span(statement)._replace(start=self._keyword(statement))
            known = package.scope.names.setdefault(name, Variable(schema.definition, place))
            if known.type is not schema.definition:
                self.diagnostics.report(DuplicateDeclaration(name), place)
                if isinstance(known.type, (SchemaType, ModuleType)) and not schema.is_rule:
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
            self._complete_schemas()
            if is_complete:
                return

    def _complete_schemas(self) -> None:
        """Make the tables of all schemas, wherever their bases stand."""
        schemas = self.package.schemas.values()
        for schema in schemas:
            schema.table = None
        for schema in schemas:
            schema.complete()

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

    def _declare_lambdas(self) -> None:
        """Note the parameters of lambdas, so that calls before them are checked."""
        for module in self.package.package.modules:
            self.enter_file(module)
            for name, value in _lambdas(module):
                if name not in self.declared_again:
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
