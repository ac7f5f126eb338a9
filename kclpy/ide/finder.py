"""The names in a statement, each with what it refers to; `occurrences` keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.ide.checked import CheckedPackage
from kclpy.ide.declarations import Declaration, Declarations, Kind, name_span
from kclpy.ide.denoted import Denoted, last_part
from kclpy.ide.expected import entries_of
from kclpy.ide.members import member_type, schemas_of
from kclpy.semantics.symbols import ImportSymbol, LocalSymbol, Symbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.types import ANY, FunctionType, SchemaDefinition, SchemaType, Type


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """A name in the text: the node that is it, and what it refers to.

    It may declare what it names, or write it; every declaration that gives a value writes.
    """

    span: Span
    node: nodes.Node
    declaration: Declaration
    is_declaration: bool = False
    is_write: bool = False


class Finder(Walker):
    """Walks the statements of one file, each when it is asked about."""

    def __init__(
        self, module: nodes.Module, package: CheckedPackage, declarations: Declarations
    ) -> None:
        self.module = module
        self.package = package
        self.model = package.model
        self.declarations = declarations
        self.denoted = Denoted(module, package, declarations)
        self.found: list[Occurrence] = []
        self.schema: SchemaDefinition | None = None  # whose body is being walked
        self.expected: Type = ANY  # of the config being walked
        self.last: dict[str, nodes.Expr] = {}  # its keys, each where it is written last

    def together(self, statement: nodes.Stmt) -> list[nodes.Stmt]:
        """Return the statements of this file that are one with ``statement``."""
        unification = self.model.unification(statement)
        if unification is None:
            return [statement]
        return [part for module, part in unification.parts if module is self.module]

    def walk(self, statement: nodes.Stmt) -> list[Occurrence]:
        """Return the names of a top-level statement."""
        self.found, self.schema, self.expected = [], None, ANY
        self.visit(statement)
        return self.found

    def note(
        self,
        node: nodes.Expr,
        declaration: Declaration | None,
        is_declaration: bool = False,
        is_write: bool = False,
    ) -> None:
        """Enter the name that is written at ``node``."""
        if declaration is not None:
            span = name_span(node, self.module)
            if span.start < span.end:
                occurrence = Occurrence(span, node, declaration, is_declaration, is_write)
                self.found.append(occurrence)

    def declare(self, kind: Kind, name: nodes.Expr, text: str, node: nodes.Node) -> Declaration:
        """Enter the declaration of ``text`` at ``name``."""
        found = self.denoted.declared(kind, name, text, node)
        self.note(name, found, is_declaration=True, is_write=True)
        return found

    # Names

    def visit_Name(self, node: nodes.Name) -> None:
        self.note(node, self.declaration_of(self.model.symbol_of.get(node)))

    def declaration_of(
        self, symbol: Symbol | None, schema: SchemaDefinition | None = None
    ) -> Declaration | None:
        """Return what a symbol of the resolver stands for."""
        return self.denoted.by(symbol, schema or self.schema)

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        self.visit(node.value)
        if node.attr.id:
            self.note(node.attr, self._selected(node))

    def _selected(self, node: nodes.SelectorExpr) -> Declaration | None:
        value = node.value
        symbol = self.model.symbol_of.get(value) if isinstance(value, nodes.Name) else None
        if isinstance(symbol, ImportSymbol):
            return self.declarations.module_member(symbol.target, node.attr.id)
        return self.declarations.member(self.package.type_of(value), node.attr.id)

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> None:
        self.visit(node.value)
        if isinstance(node.index, nodes.StringLit):
            type_ = self.package.type_of(node.value)
            if type_.word != "str":
                self.note(node.index, self.declarations.member(type_, node.index.value))
        else:
            self.visit(node.index)

    def visit_NamedType(self, node: nodes.NamedType) -> None:
        first = node.names[0]
        symbol = self.model.symbol_of.get(first)
        self.visit(first)
        if len(node.names) == 2 and isinstance(symbol, ImportSymbol):
            member = self.declarations.module_member(symbol.target, node.names[1].id)
            self.note(node.names[1], member)

    def visit_AsExpr(self, node: nodes.AsExpr) -> None:
        self.visit(node.value)
        if not is_basic_type(node.type):
            self.visit(node.type)

    # Calls

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        self.visit(node.func)
        self.visit_all(node.args)
        self._keywords(node.keywords, node.func)

    def _keywords(self, keywords: list[nodes.Keyword], callee: nodes.Expr) -> None:
        places = self._parameters(callee) if keywords else {}
        for keyword in keywords:
            place = places.get(keyword.arg.id)
            if place is not None:
                name = keyword.arg.id
                found = self.declarations.at_place(Kind.PARAMETER, name, place)
                self.note(keyword.arg, found)
            self.visit(keyword.value)

    def _parameters(self, callee: nodes.Expr) -> dict[str, Span | None]:
        """Return where the parameters are declared of what is called."""
        function = self.package.type_of(callee)
        if isinstance(function, SchemaType):
            function = function.definition.constructor
        if isinstance(function, FunctionType):
            return {param.name: param.place for param in function.params}
        symbol = self.model.symbol_of.get(callee) if isinstance(callee, nodes.Name) else None
        found = self.declaration_of(symbol)
        value = getattr(found.node, "value", None) if found is not None else None
        if isinstance(value, nodes.LambdaExpr):  # a function that calls itself
            return {one.name.id: name_span(one.name, self.module) for one in value.params}
        return {}

    # Configs

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.visit(node.name)
        self.visit_all(node.args)
        self._keywords(node.keywords, node.name)
        self.visit(node.config)

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> None:
        outer, outer_last = self.expected, self.last
        self.expected = self.package.types.expected.get(node, ANY)
        self.last = _last_keys(node)
        self.visit_all(node.entries)
        self.expected, self.last = outer, outer_last

    def visit_DictComp(self, node: nodes.DictComp) -> None:
        self.visit_all(node.clauses)
        self.descend(node.entry)  # here a name is no key

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        if node.key is not None:
            self._key(node, node.key)
        self.visit(node.value)

    def _key(self, entry: nodes.ConfigEntry, key: nodes.Expr) -> None:
        names = nodes.dotted_name(key)
        if names is None and isinstance(key, nodes.SubscriptExpr):
            names = nodes.dotted_name(key.value)
        symbol = self.model.symbol_of.get(names[0]) if names and len(names) == 1 else None
        if symbol is not None:  # a loop variable
            self.note(key, self.declaration_of(symbol))
        elif names is not None:
            self._dotted_key(entry, names)
        elif isinstance(key, nodes.StringLit):
            self._enter_key(entry, key, key.value, self.expected)
        else:
            self.visit(key)

    def _dotted_key(self, entry: nodes.ConfigEntry, names: list[nodes.Name]) -> None:
        type_: Type = self.expected
        for name in names:
            if name.id:
                self._enter_key(entry if name is names[0] else None, name, name.id, type_)
            type_ = member_type(type_, name.id) or ANY

    def _enter_key(
        self, entry: nodes.ConfigEntry | None, node: nodes.Expr, name: str, expected: Type
    ) -> None:
        """Enter a key: an attribute of what is expected, or a name of its own."""
        found = None
        for definition in schemas_of(expected):
            found = found or self.declarations.attribute(definition, name)
        last = self.last.get(name) if entry is not None else None
        if found is None and last is not None and last is not node:
            found = self.denoted.declared(Kind.KEY, last, name, entry or node)
            self.note(node, found, is_write=True)
        elif found is None:
            found = self.declare(Kind.KEY, node, name, entry or node)
        else:
            self.note(node, found, is_write=True)
        symbol = None if entry is None else self.model.key_symbols.get(entry)
        if symbol is not None:
            self.denoted.locals[symbol] = found

    # Loops and functions

    def visit_ListComp(self, node: nodes.ListComp) -> None:
        self.visit_all(node.clauses)
        self.visit(node.element)

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        self.visit(node.iterable)
        self._loop(node.variables, node)
        if node.condition is not None:
            self.visit(node.condition)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self.visit(node.target)
        self._loop(node.variables, node)
        if node.condition is not None:
            self.visit(node.condition)
        self.visit(node.test)

    def _loop(self, variables: list[nodes.Expr], node: nodes.Node) -> None:
        for variable in variables:
            symbol = self.model.symbol_of.get(variable) if type(variable) is nodes.Name else None
            if symbol is not None:
                self.denoted.locals[symbol] = self.declare(Kind.LOOP, variable, symbol.name, node)

    def visit_Param(self, node: nodes.Param) -> None:
        declared = self.declare(Kind.PARAMETER, node.name, node.name.id, node)
        symbol = self.model.symbol_of.get(node.name)
        if symbol is not None:
            self.denoted.locals[symbol] = declared
        if node.annotation is not None:
            self.visit(node.annotation)
        if node.default is not None:
            self.visit(node.default)

    # Statements

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> None:
        declared = self.denoted.imported(node)
        place = last_part(node)
        if node.alias is not None:
            self.note(node.alias, declared, is_declaration=True)
            self.note(nodes.Name(node.path_start, node.path_end, node.path), declared.target)
        else:
            self.note(place, declared, is_declaration=True)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        for target in node.targets:
            self._target(target, node)
        if node.annotation is not None:
            self.visit(node.annotation)
        self.visit(node.value)

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> None:
        self._target(node.target, node)
        self.visit(node.value)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> None:
        self._target(node.target, node)
        self.visit(node.value)

    def _target(self, target: nodes.Expr, node: nodes.Stmt) -> None:
        """Enter an assigned name; a new one in a lambda is declared there."""
        if not isinstance(target, nodes.Name):
            self.visit(target)
            return
        symbol = self.model.symbol_of.get(target)
        if isinstance(symbol, LocalSymbol) and symbol not in self.denoted.locals:
            self.denoted.locals[symbol] = self.declare(Kind.LOCAL, target, target.id, node)
            return
        found = self.declaration_of(symbol)
        is_first = found is not None and found.span == name_span(target, self.module)
        self.note(target, found, is_declaration=is_first, is_write=True)

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> None:
        self._global(node.name)
        self.visit(node.type)

    def _global(self, name: nodes.Name) -> None:
        found = self.declarations.globals(self.package).get(name.id)
        self.note(name, found, is_declaration=True, is_write=True)

    # Schemas

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        self.visit_all(node.decorators)
        self._global(node.name)
        for reference in (node.base, node.protocol):
            if reference is not None:
                self.visit(reference)
        self._enter(node)
        self.visit_all(node.mixins)
        if node.index_signature is not None:
            self.visit(node.index_signature)
        self.visit_all(node.body)
        self.visit_all(node.checks)
        self.schema = None

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> None:
        self.visit_all(node.decorators)
        self._global(node.name)
        self.visit_all([*node.bases, *([] if node.protocol is None else [node.protocol])])
        self._enter(node)
        self.visit_all(node.checks)
        self.schema = None

    def _enter(self, node: nodes.SchemaStmt | nodes.RuleStmt) -> None:
        self.schema = self.package.types.schemas.get(node)
        self.visit_all(node.params)

    def visit_IndexSignature(self, node: nodes.IndexSignature) -> None:
        if node.key_name is not None:
            self.declare(Kind.PARAMETER, node.key_name, node.key_name.id, node.key_name)
        self.visit(node.key_type)
        self.visit(node.value_type)
        if node.value is not None:
            self.visit(node.value)

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> None:
        self.visit_all(node.decorators)
        root = nodes.root_name(node.name_node)
        name = node.name if root is None else root.id
        if self.schema is not None:
            found = self.declarations.attribute(self.schema, name)
            self.note(node.name_node, found, is_declaration=True, is_write=True)
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)

    def visit_Decorator(self, node: nodes.Decorator) -> None:
        if isinstance(node.name, nodes.Name):
            name = node.name.id
            self.note(node.name, Declaration(Kind.DECORATOR, name, ("decorator", name)))
        self.visit_all(node.args)
        self.visit_all(keyword.value for keyword in node.keywords)


def _last_keys(node: nodes.ConfigExpr) -> dict[str, nodes.Expr]:
    """Return the keys of a config; what a dict has under one that is repeated came last."""
    found: dict[str, nodes.Expr] = {}
    for entry in entries_of(node.entries):
        if isinstance(entry.key, nodes.StringLit):
            found[entry.key.value] = entry.key
        elif entry.key is not None:
            names = nodes.dotted_name(entry.key)
            if names:
                found[names[0].id] = names[0]
    return found


def is_basic_type(node: nodes.Expr) -> bool:
    """Tell whether a name behind ``as`` is that of a basic type, and not of a function."""
    return isinstance(node, nodes.Name) and node.id in ("str", "int", "float", "bool", "any")
