"""What all parts of the checker share: its state, its reports, its lookups.

The checker of a package is one object; its parts are classes that each treat one topic and
are put together in `package`. They call each other through the methods declared here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.diagnostics import Diagnostics, Label, Problem
from kclpy.diagnostics.names import UndefinedName
from kclpy.diagnostics.types import TypeMismatch
from kclpy.semantics.checker.scopes import BuiltinScope, TypedScope, Variable
from kclpy.semantics.checker.suggestions import suggest
from kclpy.semantics.program import MAIN, Package
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.interruption import poll
from kclpy.syntax.visitor import Visitor
from kclpy.types import ANY, Attribute, FunctionType, ModuleType, SchemaDefinition, Type, assignable
from kclpy.types.advice import reasons, remedies, replacement

if TYPE_CHECKING:
    from kclpy.builtins.plugin import Plugin

_new = tuple.__new__  # a span per node is made, so the short way matters


# How many names are compared with unknown ones; so many mistakes are not corrected one by one.
_PATIENCE = 20_000


_NO_PLUGINS: Final[Mapping[str, Plugin]] = {}

# What a name denotes of which nothing is known.
_SOMETHING = Variable(ANY, None)


class Expected(NamedTuple):
    """What a config literal is checked against, and where that was declared."""

    type: Type
    place: Span | None


def expected_of(type_: Type, place: Span | None) -> Expected | None:
    """Return what a config literal is checked against that is put where ``type_`` stands."""
    if type_.word in ("schema", "list", "dict", "union"):
        return Expected(type_, place)
    return None


# The names that are selected from an attribute, the next one first; a linked list, as the
# selectors around are walked before it.
Following = tuple[()] | tuple[str, "Following"]


class Declared(NamedTuple):
    """An assignment of a global variable."""

    module: nodes.Module
    annotation: nodes.TypeExpr | None
    place: Span


class PackageTypes:
    """What is known of a package after its declarations were read."""

    def __init__(
        self,
        package: Package,
        builtins: Mapping[str, Builtin],
        plugins: Mapping[str, Plugin] = _NO_PLUGINS,
    ) -> None:
        self.package = package
        self.plugins = plugins
        self.path = "" if package.path == MAIN else package.path
        self.scope = TypedScope(BuiltinScope(builtins))
        self.schemas: dict[nodes.SchemaStmt | nodes.RuleStmt, SchemaDefinition] = {}
        self.homes: dict[nodes.SchemaStmt | nodes.RuleStmt, SourceFile] = {}
        self.imports: dict[nodes.Module, dict[str, Variable]] = {}
        # Global lambdas that are assigned once: their parameters are known before their type.
        self.lambdas: dict[str, FunctionType] = {}
        # What config literals were checked against, as far as anything was expected of them.
        self.expected: dict[nodes.ConfigExpr, Type] = {}


def _selectors(node: nodes.Expr) -> list[nodes.SelectorExpr]:
    """Return the selectors of a dotted name, inner ones first."""
    found = []
    while isinstance(node, nodes.SelectorExpr):
        found.append(node)
        node = node.value
    return found[::-1]


class CheckerBase(Visitor[Type]):
    """The state of the checker of one package."""

    def __init__(
        self,
        package: PackageTypes,
        others: Mapping[str, PackageTypes],
        types: dict[nodes.Node, Type],
        diagnostics: Diagnostics,
    ) -> None:
        self.package = package
        self.others = others  # the packages it may import, by path
        self.types = types
        self.diagnostics = diagnostics
        self.module = package.package.modules[0]
        self.file: SourceFile = self.module.file
        self.imports: dict[str, Variable] = {}  # of the file being walked
        self.scope: TypedScope = package.scope
        self.expected: Expected | None = None
        # Whether the value of an entry for a schema with an index signature is being walked.
        self.is_open = False
        self.schema: SchemaDefinition | None = None  # whose body is being walked
        self.schema_scope: TypedScope | None = None
        # Names that lambdas in the body assign, so far.
        self.assigned_locals: set[str] = set()
        self.in_lambda = False
        self.in_instance = False  # about to enter the config of a schema expression
        self.patience = _PATIENCE
        self.loops = 0  # the number of loops around
        self.blamed: nodes.Node = self.module  # for mistakes in an annotation
        self.statement: nodes.Node = self.module  # the innermost outside lambdas
        self.following: Following = ()  # the selector being walked
        # The last name that was looked at: some mistakes in names are reported there.
        self.last_name: nodes.Node = self.module
        # Where the names of the package were first met by the statements walked so far.
        self.met: dict[str, Span] = {}
        self.is_declaring = False  # before the statements are walked
        self.declared_first: dict[str, Declared] = {}
        # Globals whose annotations name something that is not declared before them.
        self.incomplete: dict[str, Declared] = {}
        # The assignments of the globals that have several, with module and annotation.
        self.declared_again: dict[str, list[Declared]] = {}

    # Walking

    def expr(self, node: nodes.Expr) -> Type:
        """Return the type of an expression, after reporting what is wrong in it."""
        type_: Type = self._methods[type(node)](self, node)
        self.types[node] = type_
        return type_

    def aside(self, node: nodes.Expr | None) -> None:
        """Check a condition or default, if there is one.

        What is wrong with a mere name is reported at the name looked at before.
        """
        if node is not None:
            names = nodes.dotted_name(node)
            if names is None:
                self.expr(node)
            elif not self.is_known(names[0].id):
                self.undefined(names[0].id, self.last_name)
            else:
                found = self.lookup(names[0].id)
                type_ = self.types[names[0]] = ANY if found is None else found.type
                for part in _selectors(node):
                    type_ = self.types[part] = self.attribute(type_, part.attr.id, self.last_name)

    def expr_as(self, node: nodes.Expr, expected: Expected | None) -> Type:
        """Return the type of an expression whose config literals are checked as ``expected``."""
        outer, was_open = self.expected, self.is_open
        self.expected, self.is_open = expected, False
        type_ = self.expr(node)
        self.expected, self.is_open = outer, was_open
        return type_

    def statements(self, body: list[nodes.Stmt]) -> Type:
        """Check statements; return the type of the last one."""
        type_: Type = ANY
        for statement in body:
            poll()
            self.statement = self.last_name = statement
            type_ = self.visit(statement)
        return type_

    def enter(self, is_local: bool = False) -> TypedScope:
        """Open a scope below the current one; return the current one, to be restored."""
        outer = self.scope
        self.scope = TypedScope(outer, is_local)
        return outer

    # Reporting

    def span(self, node: nodes.Node) -> Span:
        """Return the place of ``node``, which is in the file being walked."""
        return _new(Span, (self.file, node.start, node.end))

    def report(self, problem: Problem, node: nodes.Node, *others: Label) -> None:
        """Report ``problem`` at ``node``."""
        self.diagnostics.report(problem, self.span(node), *others)

    def mismatch(
        self,
        actual: Type,
        expected: Type,
        span: Span,
        declared: Span | None = None,
        given: Span | None = None,
    ) -> None:
        """Report that ``actual`` does not fit; say where it was declared and given."""
        expected_text, actual_text = expected.text(), actual.text()
        labels = []
        if declared is not None:
            text = f"variable is defined here, its type is {expected_text}, but got {actual_text}"
            labels.append(Label(declared, text))
        if given is not None:
            labels.append(Label(given, "config attribute is defined here"))
        problem = TypeMismatch(
            expected_text,
            actual_text,
            reasons(actual, expected),
            remedies(actual, expected),
            replacement(actual, expected),
        )
        self.diagnostics.report(problem, span, *labels)

    # What other parts provide

    def fits(self, type_: Type, expected: Type, span: Span) -> bool:
        """Return whether a value of ``type_`` may be put where ``expected`` is declared."""
        raise NotImplementedError

    def must_fit(
        self,
        type_: Type,
        expected: Type,
        span: Span,
        declared: Span | None = None,
        given: Span | None = None,
    ) -> None:
        """Report at ``span`` if a value of ``type_`` may not be put there."""
        if (type_ is not expected or type(type_) is ModuleType) and not self.fits(
            type_, expected, span
        ):
            self.mismatch(type_, expected, span, declared, given)

    def must_be(self, node: nodes.Expr, expected: Type) -> Type:
        """Check an expression and report if its type is not ``expected``; return its type."""
        type_ = self.expr(node)
        if not assignable(type_, expected):
            self.mismatch(type_, expected, self.span(node))
        return type_

    def annotated(self, node: nodes.TypeExpr, blamed: nodes.Node | None = None) -> Type:
        """Return the type that an annotation denotes.

        What is wrong in it is reported at ``blamed``, or at the start of all of it.
        """
        raise NotImplementedError

    def attribute(self, value: Type, name: str, place: nodes.Node) -> Type:
        """Return the type of an attribute of ``value``; report at ``place`` if it has none."""
        raise NotImplementedError

    def unified_type(self, name: nodes.Expr, blamed: nodes.Node | None = None) -> Type:
        """Return the type that the schema expression of a unification statement gives."""
        raise NotImplementedError

    # Names

    def is_known(self, name: str) -> bool:
        """Return whether ``name`` may be used here; a rule may use any, a mixin almost any."""
        schema = self.schema
        if schema is not None and schema.is_rule:
            return True
        if self.lookup(name) is not None:
            return True
        return schema is not None and schema.is_mixin and not name[:1].isupper()

    def undefined(self, name: str, node: nodes.Node) -> None:
        """Report that nothing visible is called ``name``."""
        others = () if self.patience <= 0 else tuple(self.scope.visible())
        similar = self.similar(name, others)
        is_module = name in registry.module_names()
        self.report(UndefinedName(name, similar, is_module, others), node)

    def similar(self, name: str, candidates: Collection[str]) -> tuple[str, ...]:
        """Return what ``name`` may be a misspelling of; nothing once patience is at its end."""
        if self.patience <= 0:
            return ()
        self.patience -= len(candidates)
        return suggest(name, candidates)

    def lookup(self, name: str) -> Variable | Attribute | None:
        """Return what ``name`` denotes, None if it denotes nothing.

        In the body of a schema its attributes come after loop variables and the variables of
        lambdas, and before all other names, parameters of lambdas included; so do the
        attributes of its mixins.
        """
        schema = self.schema
        if schema is None:
            return self.scope.lookup(name)
        scope: TypedScope | None = self.scope
        is_within = False  # the innermost config around
        while scope is not None and scope is not self.schema_scope:
            found = scope.find(name)
            if found is not None and (
                found.is_loop
                or (scope.is_local and name in self.assigned_locals)
                or (scope.is_instance and not is_within)
            ):
                return found
            is_within = is_within or scope.is_config
            scope = scope.winner_around if is_within else scope.outer
        if name in self.assigned_locals:
            return _SOMETHING
        attribute = schema.attribute(name)
        if attribute is not None and attribute.type is not ANY:
            return attribute
        for mixin in schema.mixins:
            inherited = mixin.attribute(name)
            if inherited is not None:
                return inherited
        return self.scope.lookup(name) or attribute
