"""Name resolution: bind every name in a package to the symbol it denotes.

Top-level names may be used before their definition, so a package is walked twice: once to
declare, once to bind. The resolver reports nothing: a name that denotes nothing is left
without a symbol, and the checker says so in its place.

While it walks, it notes for every top-level statement which globals, schemas and type aliases
its text mentions; `order` decides from that what must be evaluated lazily.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Import, ImportKind, Package, Program
from kclpy.semantics.scopes import ConfigScope, LocalScope, ModuleScope, SchemaScope, Scope
from kclpy.semantics.symbols import (
    AliasSymbol,
    ArgumentSymbol,
    AttributeSymbol,
    BuiltinSymbol,
    GlobalSymbol,
    HostSymbol,
    ImportSymbol,
    IndexKeySymbol,
    LocalSymbol,
    SchemaSymbol,
    Symbol,
)
from kclpy.semantics.unification import Unification
from kclpy.syntax import nodes
from kclpy.syntax.interruption import poll
from kclpy.syntax.nodes import dotted_name
from kclpy.syntax.visitor import Walker
from kclpy.types.layers import derive


def resolve_program(program: Program, builtins: Iterable[str]) -> dict[str, PackageModel]:
    """Return the models of all packages of ``program``, imported ones before their importers."""
    models: dict[str, PackageModel] = {}
    for path, package in program.packages.items():
        models[path] = resolve(package, models, builtins)
    return models


def resolve(
    package: Package,
    imported: Mapping[str, PackageModel],
    builtins: Iterable[str],
    bound: Iterable[nodes.Module] | None = None,
) -> PackageModel:
    """Return what the names of ``package`` denote; ``imported`` are the packages it may import.

    All modules declare names; those that are used are bound in the modules ``bound``, which
    are all of them by default.
    """
    model = PackageModel(package)
    for module in package.modules:
        _declare(module, model)
    universe = {name: BuiltinSymbol(name) for name in builtins}
    for module in package.modules:
        imports = _imports(module, package)
        model.imports[module] = imports
        model.scopes[module] = ModuleScope(imports, model.globals, universe)
    for module in package.modules if bound is None else bound:
        _Resolver(module, model, imported).resolve()
    for unification in dict.fromkeys(model.unifications.values()):
        last = unification.parts[-1][1]
        if last not in model.mentions:
            continue
        for _, statement in unification.parts[:-1]:
            model.mentions[last].update(model.mentions.pop(statement, {}))
    return model


def _imports(module: nodes.Module, package: Package) -> dict[str, ImportSymbol]:
    """Return the names that the import statements of ``module`` bind."""
    found = {}
    for statement in module.body:
        if isinstance(statement, nodes.ImportStmt):
            name = statement.bound_name
            target = package.imports.get(statement, Import(ImportKind.MISSING, statement.path))
            found[name] = ImportSymbol(name, target)
    return found


def _declare(module: nodes.Module, model: PackageModel) -> None:
    """Enter the globals of ``module`` in the order of their first appearance."""
    path = model.package.path
    for statement in module.body:
        if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
            name = statement.name.id
            model.globals[name] = SchemaSymbol(name, path, statement, module)
        elif isinstance(statement, nodes.TypeAliasStmt):
            name = statement.name.id
            model.globals[name] = AliasSymbol(name, path, statement, module)
        elif not model.is_merged_away(statement):
            for target in assigned_names(statement):
                symbol = model.globals.get(target)
                if symbol is None:
                    symbol = model.globals[target] = GlobalSymbol(target, path)
                if isinstance(symbol, GlobalSymbol):
                    symbol.setters.append(statement)


def assigned_names(statement: nodes.Stmt) -> Iterable[str]:
    """Return the names that ``statement`` assigns, once for each assignment, in text order."""
    if isinstance(statement, nodes.ImportStmt):
        return ()
    if isinstance(statement, nodes.AssignStmt) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, nodes.Name):  # as in most of thousands
            return (target.id,)
    return (name for name, _ in assignments(statement))


def assignments(statement: nodes.Stmt) -> Iterator[tuple[str, nodes.Expr]]:
    """Yield the names that ``statement`` assigns with the nodes that they are written as."""
    waiting = [statement]  # a chain of `elif` is nested as deep as it is long
    while waiting:
        one = waiting.pop()
        if isinstance(one, nodes.AssignStmt):
            for target in one.targets:
                yield from _root(target)
        elif isinstance(one, (nodes.AugAssignStmt, nodes.UnificationStmt)):
            yield from _root(one.target)
        elif isinstance(one, nodes.SchemaAttr):
            yield one.name, one.name_node
        elif isinstance(one, nodes.IfStmt):
            waiting += reversed((*one.body, *one.orelse))


def _root(target: nodes.Expr) -> Iterator[tuple[str, nodes.Expr]]:
    """Yield the name at the start of an assignment target, if it has one."""
    while isinstance(target, (nodes.SelectorExpr, nodes.SubscriptExpr)):
        target = target.value
    if isinstance(target, nodes.Name):
        yield target.id, target


class _Resolver(Walker):
    def __init__(
        self, module: nodes.Module, model: PackageModel, imported: Mapping[str, PackageModel]
    ) -> None:
        self.module = module
        self.model = model
        self.imported = imported
        self.scope: Scope = model.scopes[module]
        self.symbol_of = model.symbol_of
        self.mentions: dict[Symbol, None] = {}  # by the top-level statement being walked
        self.is_open = False  # within a mixin or rule, whose host may declare more names
        self.is_in_lambda = False

    def resolve(self) -> None:
        for statement in self.module.body:
            poll()
            self.mentions = self.model.mentions[statement] = {}
            self.visit(statement)
            unification = self.model.unification(statement)
            if unification is not None and not self.model.is_merged_away(statement):
                self._visit_unification(unification)

    # Names

    def visit_Name(self, node: nodes.Name) -> None:
        symbol = self.scope.lookup(node.id)
        if symbol is None:
            if not self.is_open or node.id[:1].isupper():
                return
            symbol = HostSymbol(node.id)
        elif isinstance(symbol, (GlobalSymbol, SchemaSymbol, AliasSymbol)):
            self.mentions[symbol] = None
        elif isinstance(symbol, LocalSymbol):
            symbol.is_read = True
        else:
            behind = self.model.variable_behind(symbol)
            if behind is not None:
                self.mentions[behind] = None
        self.symbol_of[node] = symbol

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        self.visit(node.value)

    def visit_Keyword(self, node: nodes.Keyword) -> None:
        self.visit(node.value)

    def visit_NamedType(self, node: nodes.NamedType) -> None:
        if len(node.names) <= 2:
            symbol = self.model.scopes[self.module].find(node.names[0].id)
            if symbol is not None:
                self.symbol_of[node.names[0]] = symbol
                if isinstance(symbol, (SchemaSymbol, AliasSymbol)):
                    self.mentions[symbol] = None

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> None:
        """An import mentions no names."""

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> None:
        self.visit(node.type)

    # Containers

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> None:
        self._visit_config(node, is_instance=False)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.visit(node.name)
        self.visit_all(node.args)
        self.visit_all(node.keywords)
        if isinstance(node.config, nodes.ConfigExpr):
            self._visit_config(node.config, is_instance=True)
        else:
            self.visit(node.config)

    def _visit_config(self, node: nodes.ConfigExpr, is_instance: bool) -> None:
        if node in self.model.unified_configs:
            return  # bound with the whole unification
        outer = self.scope
        self.scope = self.model.scope_of[node] = ConfigScope(outer.with_names(), is_instance)
        self._visit_entries(node.entries)
        self.scope = outer

    def _visit_unification(self, unification: Unification) -> None:
        """Bind the entries of several statements as those of one config."""
        outer, home = self.scope, self.module
        keys: dict[str, Symbol] = {}
        for module, entry in unification.entries():
            self.module = module
            self.scope = ConfigScope(self.model.scopes[module], is_instance=True)
            self.scope.names = keys
            self.model.scope_of[entry] = self.scope
            self._visit_entries([entry])
        self.scope, self.module = outer, home

    def _visit_entries(self, entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry]) -> None:
        for entry in entries:
            if isinstance(entry, nodes.ConfigEntry):
                self.visit_ConfigEntry(entry)
            else:
                self.visit(entry.test)
                for block in (entry.body, entry.orelse):
                    outer = self.scope
                    self.scope = ConfigScope(outer.with_names())
                    self._visit_entries(block)
                    self.scope = outer

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        key = node.key
        name = None if key is None else self._visit_key(key)
        self.visit(node.value)
        scope = self.scope
        if name is not None and isinstance(scope, ConfigScope):
            self.model.key_symbols[node] = scope.declare(name)

    def _visit_key(self, key: nodes.Expr) -> str | None:
        """Bind the names in a key that is computed; return the name that the key makes."""
        if isinstance(key, nodes.Name):
            symbol = self.scope.lookup(key.id)
            if symbol is not None and getattr(symbol, "is_loop", False):
                self.symbol_of[key] = symbol
                return None
            return key.id
        if isinstance(key, nodes.StringLit):
            return key.value
        names = dotted_name(key)
        if names is not None:
            return names[0].id
        if not is_index_key(key):
            self.visit(key)
        return None

    def visit_ListComp(self, node: nodes.ListComp) -> None:
        outer = self.scope
        self._visit_clauses(node.clauses)
        self.visit(node.element)
        self.scope = outer

    def visit_DictComp(self, node: nodes.DictComp) -> None:
        outer = self.scope
        self._visit_clauses(node.clauses)
        self.descend(node.entry)  # here a name is no key
        self.scope = outer

    def _visit_clauses(self, clauses: list[nodes.CompClause]) -> None:
        """Bind each clause; the scope of the last one is left in force."""
        for clause in clauses:
            self.visit(clause.iterable)
            self._declare_loop(clause)
            if clause.condition is not None:
                self.visit(clause.condition)

    def _declare_loop(self, loop: nodes.CompClause | nodes.QuantExpr) -> None:
        scope = LocalScope(self.scope)
        for variable in loop.variables:
            if isinstance(variable, nodes.Name):
                self.symbol_of[variable] = scope.declare(variable.id, loop, is_loop=True)
        self.scope = self.model.scope_of[loop] = scope

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        outer = self.scope
        self.visit(node.target)
        self._declare_loop(node)
        if node.condition is not None:
            self.visit(node.condition)
        self.visit(node.test)
        self.scope = outer

    # Lambdas

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        for param in node.params:
            if param.default is not None:
                self.visit(param.default)
        outer, was_in_lambda = self.scope, self.is_in_lambda
        scope = self.scope = self.model.scope_of[node] = LocalScope(outer)
        self.is_in_lambda = True
        for param in node.params:
            if param.annotation is not None:
                self.visit(param.annotation)
            self.symbol_of[param.name] = scope.declare(param.name.id, param)
        if node.return_type is not None:
            self.visit(node.return_type)
        self.visit_all(node.body)
        self.scope, self.is_in_lambda = outer, was_in_lambda

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        if node.annotation is not None:
            self.visit(node.annotation)
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, node)

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> None:
        self.visit(node.value)
        self._assign(node.target)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> None:
        self.visit(node.value)
        self._assign(node.target)

    def _assign(self, target: nodes.Expr, statement: nodes.AssignStmt | None = None) -> None:
        """Bind an assignment target; a plain new name within a lambda becomes a local."""
        if isinstance(target, nodes.Name) and self.is_in_lambda:
            scope = self.scope
            assert isinstance(scope, LocalScope)
            symbol = scope.names.get(target.id)
            if isinstance(symbol, LocalSymbol):
                symbol.origin = None  # it has several
            else:
                symbol = scope.declare(target.id, statement)
            self.symbol_of[target] = symbol
        elif isinstance(target, nodes.Name):
            found = self.scope.find(target.id)
            if found is not None:
                self.symbol_of[target] = found
        elif isinstance(target, nodes.SelectorExpr):
            self._assign_part(target.value)
        elif isinstance(target, nodes.SubscriptExpr):
            self._assign_part(target.value)
            self.visit(target.index)
        else:
            self.visit(target)

    def _assign_part(self, target: nodes.Expr) -> None:
        """Bind the container of a target; within a lambda it may be a variable outside."""
        if isinstance(target, nodes.Name):
            self.visit_Name(target)
            symbol = self.symbol_of.get(target)
            if isinstance(symbol, LocalSymbol):
                symbol.origin = None
        else:
            self._assign(target)

    # Schemas

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        self.visit_all(node.decorators)
        for reference in (node.base, node.protocol, *node.mixins):
            if reference is not None:
                self.visit(reference)
        is_open = node.kind == "mixin" or node.name.id.endswith("Mixin")
        outer = self._enter_schema(node, is_open)
        was_in_lambda, self.is_in_lambda = self.is_in_lambda, False  # it was refused
        self.visit_all(node.body)
        if node.index_signature is not None:
            self._visit_index_signature(node.index_signature)
        self.visit_all(node.checks)
        self.scope, self.is_open = outer, False
        self.is_in_lambda = was_in_lambda

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> None:
        self.visit_all(node.decorators)
        for reference in (node.protocol, *node.bases):
            if reference is not None:
                self.visit(reference)
        outer = self._enter_schema(node, True)
        self.visit_all(node.checks)
        self.scope, self.is_open = outer, False

    def _enter_schema(self, node: nodes.SchemaStmt | nodes.RuleStmt, is_open: bool) -> Scope:
        """Make the scope of a body, bind its parameters, and return the scope around it."""
        outer = self.scope
        attributes = self._attributes(node, self.module, self.model)
        scope = self.scope = self.model.scope_of[node] = SchemaScope(outer, attributes)
        self.is_open = is_open
        for param in node.params:
            scope.names[param.name.id] = ArgumentSymbol(param.name.id, param)
        for param in node.params:
            if param.annotation is not None:
                self.visit(param.annotation)
            if param.default is not None:
                self.visit(param.default)
        return outer

    def _visit_index_signature(self, node: nodes.IndexSignature) -> None:
        self.visit(node.key_type)
        self.visit(node.value_type)
        if node.key_name is not None:
            self.scope.names[node.key_name.id] = IndexKeySymbol(node.key_name.id, node.key_name)
        if node.value is not None:
            self.visit(node.value)

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> None:
        self.visit_all(node.decorators)
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)

    def visit_Decorator(self, node: nodes.Decorator) -> None:
        self.visit_all(node.args)
        self.visit_all(node.keywords)

    def _attributes(
        self, node: nodes.SchemaStmt | nodes.RuleStmt, module: nodes.Module, model: PackageModel
    ) -> Mapping[str, AttributeSymbol]:
        """Return all names that the bodies of a schema, its bases and its mixins declare.

        Within a circle of bases, each has those that were found so far.
        """
        known = model.attributes.get(node)
        if known is not None:
            return known
        own: dict[str, AttributeSymbol] = {}
        if isinstance(node, nodes.SchemaStmt):
            references = [node.base, node.protocol, *node.mixins]
            for statement in node.body:
                annotation = (
                    statement.annotation if isinstance(statement, nodes.SchemaAttr) else None
                )
                for name in assigned_names(statement):
                    own[name] = AttributeSymbol(name, annotation)
        else:
            references = [node.protocol]
        found: Mapping[str, AttributeSymbol] = own
        model.attributes[node] = own
        for reference in references:
            other = None if reference is None else self._schema_at(reference, module, model)
            if other is not None:
                symbol, home = other
                inherited = self._attributes(symbol.node, symbol.module, home)
                if found is own:
                    found = derive(own, inherited)
                else:
                    more = {name: inherited[name] for name in inherited if name not in found}
                    found = derive(more, found)
        model.attributes[node] = found
        return found

    def _schema_at(
        self, reference: nodes.Expr, module: nodes.Module, model: PackageModel
    ) -> tuple[SchemaSymbol, PackageModel] | None:
        """Return the schema that a dotted name denotes in ``module``, and its package."""
        names = dotted_name(reference)
        if names is None or len(names) > 2:
            return None
        symbol = model.scopes[module].find(names[0].id)
        if len(names) == 2:
            if not isinstance(symbol, ImportSymbol):
                return None
            home = self.imported.get(symbol.target.path)
            if home is None:
                return None
            symbol, model = home.globals.get(names[1].id), home
        return (symbol, model) if isinstance(symbol, SchemaSymbol) else None


def is_index_key(key: nodes.Expr) -> bool:
    """Return whether a config key has the form ``name[1]`` or ``name[-1]``."""
    return isinstance(key, nodes.SubscriptExpr) and index_of_key(key) is not None


def index_of_key(key: nodes.SubscriptExpr) -> int | None:
    """Return the index in a config key ``name[index]``, or None if it has another form."""
    if not isinstance(key.value, nodes.Name) or key.is_optional:
        return None
    index, sign = key.index, 1
    if isinstance(index, nodes.UnaryExpr) and index.op == "-":
        index, sign = index.operand, -1
    if isinstance(index, nodes.NumberLit) and type(index.value) is int and not index.suffix:
        return sign * index.value
    return None


def last_evaluated(node: nodes.SchemaStmt) -> nodes.Stmt | None:
    """Return the last statement of a body that computes something, if there is one."""
    for statement in reversed(node.body):
        if not isinstance(statement, nodes.SchemaAttr) or statement.value is not None:
            return statement
    return None
