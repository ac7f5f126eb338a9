"""What is sure about values at run time, so that the code for them can be plain Python.

The checker is optimistic: a type that it finds is no promise, for values of type `any` may
arrive anywhere, and None and Undefined pass every declared type (reference, 04 section 12).
So nothing of the checker is used here. A kind is taken only from what makes the value:

* literals, and operators whose result has one kind whatever their operands are;
* places whose values a conversion has checked: parameters, annotated variables, attributes;
* variables that are assigned once, or always with the same kind, before any read of them;
* what loops take from values of a known kind, and the results of builtins.

What is declared is *likely*: a value of the kind, or None or Undefined. Only what was made
is *certain*. An int in a place declared `float` stays an int, so such a place tells nothing.

Kinds are found on demand and kept by node; an expression that no rule covers is `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from types import NoneType
from typing import Final, NamedTuple

from kclpy.builtins.declare import Builtin
from kclpy.builtins.registry import find
from kclpy.semantics.model import PackageModel
from kclpy.semantics.order import Shape
from kclpy.semantics.program import ImportKind
from kclpy.semantics.symbols import (
    AttributeSymbol,
    BuiltinSymbol,
    GlobalSymbol,
    ImportSymbol,
    LocalSymbol,
    SchemaSymbol,
    Symbol,
)
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Visitor


class Kind(NamedTuple):
    """The Python type of a value, which may also be None or Undefined unless ``is_certain``.

    ``type`` is exact, but `dict` stands for configs and instances, `NoneType` for both None
    and Undefined, and `object` for everything. ``item`` is the kind of the items of a list.
    """

    type: type
    is_certain: bool = True
    item: Kind | None = None

    def likely(self) -> Kind:
        """Return the kind of a value of this kind, or None, or Undefined."""
        return self._replace(is_certain=False) if self.is_certain else self


UNKNOWN: Final = Kind(object, False)
NOTHING: Final = Kind(NoneType, False)
INT: Final = Kind(int)
FLOAT: Final = Kind(float)
STR: Final = Kind(str)
BOOL: Final = Kind(bool)
DICT: Final = Kind(dict)
LIST: Final = Kind(list, True, UNKNOWN)

_BASIC: Final = {"int": INT, "str": STR, "bool": BOOL}
_RESULTS: Final = {
    **_BASIC,
    "list[int]": Kind(list, True, INT),
    "list[str]": Kind(list, True, STR),
    "list[int] | UndefinedType": Kind(list, False, INT),
}
_ARITHMETIC: Final = ("+", "-", "*", "//", "%", "**")


def join(one: Kind, other: Kind) -> Kind:
    """Return the kind of a value that is of one kind or of the other."""
    if one == other:
        return one
    if one is NOTHING:
        return other.likely()
    if other is NOTHING:
        return one.likely()
    if one.type is not other.type:
        return UNKNOWN
    item = None
    if one.item is not None and other.item is not None:
        item = join(one.item, other.item)
    return Kind(one.type, one.is_certain and other.is_certain, item)


def _join_all(kinds: Iterable[Kind]) -> Kind:
    found = list(kinds)
    return reduce(join, found) if found else UNKNOWN


def declared(annotation: nodes.TypeExpr | None) -> Kind:
    """Return the kind of a value that was converted to a type."""
    if isinstance(annotation, nodes.BasicType):
        return _BASIC.get(annotation.name, UNKNOWN).likely()
    if isinstance(annotation, nodes.ListType):
        return Kind(list, False, declared(annotation.item))
    return DICT.likely() if isinstance(annotation, nodes.DictType) else UNKNOWN


def passes(kind: Kind, annotation: nodes.TypeExpr) -> bool:
    """Return whether the conversion to a type leaves every value of ``kind`` as it is."""
    if kind is NOTHING:
        return True
    if isinstance(annotation, nodes.BasicType):
        if annotation.name == "float":
            return kind.type in (int, float)
        return kind.type is _BASIC.get(annotation.name, NOTHING).type
    if isinstance(annotation, nodes.UnionType):
        return any(passes(kind, member) for member in annotation.members)
    if isinstance(annotation, nodes.ListType) and kind.type is list:
        item = annotation.item
        return item is None or (kind.item is not None and passes(kind.item, item))
    return False


def operation(op: str, left: Kind, right: Kind) -> Kind:
    """Return the kind of ``left op right``, if it does not fail (reference, 02 section 2)."""
    pair = {left.type, right.type}
    if op == "/":
        return FLOAT
    if op in ("<<", ">>", "&", "^"):
        return INT
    if op in _ARITHMETIC:
        if pair == {int}:
            return INT
        if pair <= {int, float} and float in pair:
            return FLOAT
    if op == "+" and (str in pair or list in pair):
        return STR if str in pair else _concatenation(left, right)
    if op == "*" and pair == {str, int}:
        return STR
    if op == "|" and pair == {int} and left.is_certain and right.is_certain:
        return INT
    return UNKNOWN


def _concatenation(left: Kind, right: Kind) -> Kind:
    """Return the kind of the sum of two values, one of which is a list."""
    return Kind(list, True, join(left.item or UNKNOWN, right.item or UNKNOWN))


class Kinds(Visitor[Kind]):
    """Finds the kinds of the expressions of a package.

    In a body that other schemas may derive from, an attribute may be declared anew, and a
    global may be hidden by an attribute: unless ``has_fixed_names``, neither has a kind.
    """

    def __init__(
        self, model: PackageModel, shapes: Mapping[GlobalSymbol, Shape], has_fixed_names: bool
    ) -> None:
        self.model = model
        self.shapes = shapes
        self.has_fixed_names = has_fixed_names
        self.symbol_of = model.symbol_of
        self._kinds: dict[nodes.Expr, Kind] = {}
        self._symbols: dict[Symbol, Kind] = {}

    def of(self, node: nodes.Expr) -> Kind:
        """Return what is sure about the value of ``node``."""
        kind = self._kinds.get(node)
        if kind is None:
            method = self._methods.get(type(node))
            kind = self._kinds[node] = UNKNOWN if method is None else method(self, node)
        return kind

    def taken(self, value: Kind, position: int, count: int) -> Kind:
        """Return the kind of one of the ``count`` variables of a loop over ``value``."""
        if count > 2:
            return UNKNOWN
        if value.type is dict:
            return STR if position == 0 else UNKNOWN
        if value.type not in (list, str):
            return UNKNOWN
        if position < count - 1:
            return INT
        return STR if value.type is str else value.item or UNKNOWN

    # Names

    def visit_Name(self, node: nodes.Name) -> Kind:
        symbol = self.symbol_of.get(node)
        return UNKNOWN if symbol is None else self.of_symbol(symbol)

    def of_symbol(self, symbol: Symbol) -> Kind:
        """Return what is sure about the value of a variable wherever it is read."""
        kind = self._symbols.get(symbol)
        if kind is None:
            self._symbols[symbol] = UNKNOWN  # for reads of it by what sets it
            kind = self._symbols[symbol] = self._find(symbol)
        return kind

    def _find(self, symbol: Symbol) -> Kind:
        if isinstance(symbol, LocalSymbol):
            return self._local(symbol)
        if not self.has_fixed_names:
            return UNKNOWN
        if isinstance(symbol, GlobalSymbol):
            return self._global(symbol)
        if isinstance(symbol, AttributeSymbol) and symbol.name not in self.model.globals:
            return declared(symbol.annotation)
        return UNKNOWN

    def _local(self, symbol: LocalSymbol) -> Kind:
        origin = symbol.origin
        if isinstance(origin, nodes.Param):
            return declared(origin.annotation)
        if isinstance(origin, nodes.AssignStmt):  # Undefined where its branch is not taken
            return self._assigned(origin).likely()
        if isinstance(origin, (nodes.CompClause, nodes.QuantExpr)):
            names = [v.id if isinstance(v, nodes.Name) else "" for v in origin.variables]
            over = origin.iterable if isinstance(origin, nodes.CompClause) else origin.target
            if names.count(symbol.name) == 1:
                return self.taken(self.of(over), names.index(symbol.name), len(names))
        return UNKNOWN

    def _global(self, symbol: GlobalSymbol) -> Kind:
        """Join what the assignments of a global give it.

        A read that may run ahead of them finds Undefined in a cycle. So does a read by the
        assignment itself, on its own or in the body of a schema.
        """
        is_straight = self.shapes[symbol] is Shape.STRAIGHT
        kinds = []
        for setter in symbol.setters:
            if not isinstance(setter, nodes.AssignStmt):
                return UNKNOWN
            if not all(isinstance(target, nodes.Name) for target in setter.targets):
                return UNKNOWN
            mentions = self.model.mentions.get(setter, {})
            if symbol in mentions or any(isinstance(m, SchemaSymbol) for m in mentions):
                is_straight = False
            kinds.append(self._assigned(setter))
        kind = _join_all(kinds)
        return kind if is_straight else kind.likely()

    def _assigned(self, node: nodes.AssignStmt) -> Kind:
        kind = self.of(node.value)
        if node.annotation is None or passes(kind, node.annotation):
            return kind
        return declared(node.annotation)

    # Literals

    def visit_NumberLit(self, node: nodes.NumberLit) -> Kind:
        if node.suffix:
            return UNKNOWN
        return INT if type(node.value) is int else FLOAT

    def visit_StringLit(self, node: nodes.StringLit) -> Kind:
        return STR

    def visit_JoinedString(self, node: nodes.JoinedString) -> Kind:
        return STR

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> Kind:
        return BOOL if node.name in ("True", "False") else NOTHING

    # Operators

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> Kind:
        return self.of(node.value)

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> Kind:
        if node.op == "not":
            return BOOL
        if node.op == "~":
            return INT
        kind = self.of(node.operand)
        return Kind(kind.type) if kind.type in (int, float) else UNKNOWN

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> Kind:
        left, right = self.of(node.left), self.of(node.right)
        if node.op == "and":
            return join(left, right)
        if node.op == "or":  # the left one is the result only if it is true
            return UNKNOWN if UNKNOWN in (left, right) else join(_if_true(left), right)
        return operation(node.op, left, right)

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> Kind:
        return BOOL

    def visit_AsExpr(self, node: nodes.AsExpr) -> Kind:
        names = nodes.dotted_name(node.type)
        if names is None or len(names) != 1:
            return UNKNOWN
        return _BASIC.get(names[0].id, UNKNOWN).likely()

    def visit_IfExpr(self, node: nodes.IfExpr) -> Kind:
        return join(self.of(node.body), self.of(node.orelse))

    # Containers

    def visit_ListExpr(self, node: nodes.ListExpr) -> Kind:
        return Kind(list, True, _join_all(map(self.of, node.elements)))

    def visit_ListComp(self, node: nodes.ListComp) -> Kind:
        return Kind(list, True, self.of(node.element))

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> Kind:
        return DICT

    def visit_DictComp(self, node: nodes.DictComp) -> Kind:
        return DICT

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> Kind:
        value = self.of(node.value)
        kind = STR if value.type is str else value.item or UNKNOWN
        return join(kind, NOTHING) if node.is_optional else kind

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> Kind:
        value = self.of(node.value)
        if value.type not in (list, str):
            return UNKNOWN
        return value.likely() if node.is_optional else value._replace(is_certain=True)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> Kind:
        if node.op in ("all", "any"):
            return BOOL
        if node.op == "map":
            return Kind(list, True, self.of(node.test))
        kind = self.of(node.target)
        return kind if kind.type in (list, dict) else UNKNOWN

    # Calls

    def visit_CallExpr(self, node: nodes.CallExpr) -> Kind:
        function = node.func
        if isinstance(function, nodes.Name):
            symbol = self.symbol_of.get(function)
            if isinstance(symbol, GlobalSymbol) and self.has_fixed_names:
                return self._result(symbol)
        builtin = self.builtin(function)
        if builtin is None:
            return UNKNOWN
        return _RESULTS.get(builtin.function.__annotations__.get("return", ""), UNKNOWN)

    def _result(self, symbol: GlobalSymbol) -> Kind:
        """Return the kind that the global lambda ``symbol`` returns."""
        if len(symbol.setters) != 1:
            return UNKNOWN
        setter = symbol.setters[0]
        if not isinstance(setter, nodes.AssignStmt) or len(setter.targets) != 1:
            return UNKNOWN
        if not isinstance(setter.targets[0], nodes.Name):
            return UNKNOWN
        value = setter.value
        return declared(value.return_type) if isinstance(value, nodes.LambdaExpr) else UNKNOWN

    def builtin(self, function: nodes.Expr) -> Builtin | None:
        """Return the builtin that a call of ``function`` is known to reach."""
        name = None
        if isinstance(function, nodes.Name):
            symbol = self.symbol_of.get(function)
            name = symbol.name if isinstance(symbol, BuiltinSymbol) else None
        elif isinstance(function, nodes.SelectorExpr):
            owner = function.value
            symbol = self.symbol_of.get(owner) if isinstance(owner, nodes.Name) else None
            if isinstance(symbol, ImportSymbol):
                if symbol.target.kind is ImportKind.SYSTEM:
                    name = f"{symbol.target.path}.{function.attr.id}"
            elif not function.is_optional and self.of(owner) == STR:
                name = f"str.{function.attr.id}"
        found = None if name is None else find(name)
        return found if isinstance(found, Builtin) else None


def _if_true(kind: Kind) -> Kind:
    return kind if kind is NOTHING else kind._replace(is_certain=True)
