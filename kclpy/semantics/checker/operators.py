"""The types of operations (reference, 04 section 5.3)."""

from __future__ import annotations

from kclpy.diagnostics.types import DivisionByZero, UnsupportedOperand, UnsupportedOperands
from kclpy.semantics.checker.base import CheckerBase
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    AnyType,
    BasicType,
    DictType,
    JoinedDictType,
    ListType,
    LiteralType,
    NoneType,
    SchemaType,
    Type,
    UnionType,
    sup,
    widen,
)
from kclpy.types.advice import operand_remedies

_DIVISIONS = ("/", "//", "%")
_INTEGER_OPS = ("<<", ">>", "^", "&")
_IDENTITY_OPS = ("==", "!=", "is", "is not")


# As many operands of `or` have their types joined one by one, so that each step has its own.
_FEW = 16


class Operators(CheckerBase):
    """Checks unary, binary and comparison operators."""

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> Type:
        type_ = self.expr(node.operand)
        op = node.op
        plain = widen(type_) if isinstance(type_, UnionType) else type_
        if op == "not" or type(type_) is AnyType:
            return plain
        if op == "~":
            is_legal = plain.word in ("int", "bool")
        else:
            is_legal = _is_number(plain)
        if is_legal:
            return plain
        self.report(UnsupportedOperand(op, type_.text()), node.operand)
        return ANY

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> Type:
        if node.op == "|" and isinstance(node.left, nodes.BinaryExpr) and node.left.op == "|":
            return self._chain(node)
        if node.op == "or":
            return self._alternatives(node)
        left = self.expr(node.left)
        right = self.expr(node.right)
        if node.op == "and":
            return BOOL
        if node.op == "|":
            self._note_merged(left, node.right)
        return self.binary(left, node.op, right, node.left)

    def _chain(self, node: nodes.BinaryExpr) -> Type:
        """Return the type of ``a | b | c …``; of dicts it is made at once."""
        first: nodes.Expr = node
        rest = []
        while isinstance(first, nodes.BinaryExpr) and first.op == "|":
            rest.append(first.right)
            first = first.left
        type_ = self.expr(first)
        for operand in reversed(rest):
            right = self.expr(operand)
            self._note_merged(type_, operand)
            type_ = self.binary(type_, "|", right, first)
        return type_

    def _note_merged(self, type_: Type, operand: nodes.Expr) -> None:
        """Note that a config literal is merged into an instance, whose attributes it sets."""
        if isinstance(type_, SchemaType) and isinstance(operand, nodes.ConfigExpr):
            self.package.expected.setdefault(operand, type_)

    def _alternatives(self, node: nodes.BinaryExpr) -> Type:
        """Return the type of ``a or b or c …``; that of many operands is made at once."""
        first: nodes.Expr = node
        rest = []
        while isinstance(first, nodes.BinaryExpr) and first.op == "or":
            rest.append(first)
            first = first.left
        types = [self.expr(first)]
        for inner in reversed(rest):
            types.append(self.expr(inner.right))
            if len(types) <= _FEW:
                types[0] = self.types[inner] = sup((types[0], types[-1]))
        return types[0] if len(types) <= _FEW else sup((types[0], *types[_FEW:]))

    def binary(self, left: Type, op: str, right: Type, place: nodes.Node) -> Type:
        """Return the type of ``left op right``; report at ``place`` if there is none."""
        if type(left) is AnyType or type(right) is AnyType:
            return ANY
        a = widen(left) if type(left) is UnionType else left
        b = widen(right) if type(right) is UnionType else right
        if type(a) is AnyType or type(b) is AnyType:
            return ANY
        result = _result(a, op, b)
        if result is None:
            self._unsupported(op, left, right, place)
            return ANY
        if op in _DIVISIONS and isinstance(right, LiteralType) and right.value == 0:
            self.report(DivisionByZero(), place)
        return result

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> Type:
        """Check a chain: every operand but the last one is compared with the first."""
        left = self.expr(node.left)
        self._compare(left, node.ops[0], self.expr(node.operands[0]), node.left)
        last = len(node.operands) - 1
        for index in range(1, last + 1):
            right = self.expr(node.operands[index])
            if index < last:
                self._compare(left, node.ops[index + 1], right, node.operands[index])
        return BOOL

    def _compare(self, left: Type, op: str, right: Type, place: nodes.Node) -> None:
        if type(left) is AnyType or type(right) is AnyType:
            return
        a = widen(left) if type(left) is UnionType else left
        b = widen(right) if type(right) is UnionType else right
        if type(a) is AnyType or type(b) is AnyType:
            return
        if not _is_comparable(a, op, b):
            self._unsupported(op, a, b, place)

    def _unsupported(self, op: str, left: Type, right: Type, place: nodes.Node) -> None:
        help_ = operand_remedies(op, left, right)
        self.report(UnsupportedOperands(op, left.text(), right.text(), help_), place)


def _is_number(type_: Type) -> bool:
    return type_.word == "int" or type_.word == "float" or _all_members(type_, ("int", "float"))


def _all_members(type_: Type, words: tuple[str, ...]) -> bool:
    if not isinstance(type_, UnionType):
        return False
    for member in type_.members:
        if member.word not in words:
            return False
    return True


def _has_float(type_: Type) -> bool:
    if isinstance(type_, UnionType):
        return any(member.word == "float" for member in type_.members)
    return type_.word == "float"


def _number_result(left: Type, right: Type) -> Type:
    return FLOAT if _has_float(left) or _has_float(right) else INT


def _result(left: Type, op: str, right: Type) -> Type | None:
    """Return the type of an arithmetic operation or of ``|``, None if it is not defined."""
    if op == "|":
        return _join(left, right)
    if op in _INTEGER_OPS:
        return INT if left.word == "int" and right.word == "int" else None
    if op == "+":
        if left.word == "str" and right.word == "str":
            return STR
        if isinstance(left, ListType) and isinstance(right, ListType):
            return ListType(sup((left.item, right.item)))
    elif op == "*":
        repeated = _repeated(left, right) or _repeated(right, left)
        if repeated is not None:
            return repeated
    if not _is_number(left) or not _is_number(right):
        return None
    return INT if op == "%" else _number_result(left, right)


def _repeated(count: Type, value: Type) -> Type | None:
    """Return the type of ``value`` repeated, None if there is no such thing."""
    if count.word != "int":
        return None
    if value.word in ("str", "list") or _all_members(value, ("int", "float", "str", "list")):
        return value
    return None


def _join(left: Type, right: Type) -> Type | None:
    """Return the type of ``left | right``."""
    if left.word == "int" and right.word == "int":
        return INT
    if isinstance(left, NoneType):
        return right
    if isinstance(right, NoneType):
        return left
    if isinstance(left, ListType) and isinstance(right, ListType):
        return ListType(sup((left.item, right.item)))
    if isinstance(left, DictType) and isinstance(right, DictType):
        return JoinedDictType(left, right)
    if isinstance(left, SchemaType) and isinstance(right, (SchemaType, DictType)):
        return left
    return None


def _is_comparable(left: Type, op: str, right: Type) -> bool:
    """Return whether values of two types may be compared."""
    if op in ("in", "not in"):
        return right.word in ("str", "list", "dict", "schema")
    if _is_ordered(left) and _is_ordered(right):
        return True
    if op in ("==", "!="):
        if isinstance(left, ListType) and isinstance(right, ListType):
            return True
        if isinstance(left, (DictType, SchemaType)) and isinstance(right, (DictType, SchemaType)):
            return True
        if _is_primitive(left) and _is_primitive(right):
            return True
    return op in _IDENTITY_OPS and (isinstance(left, NoneType) or isinstance(right, NoneType))


def _is_ordered(type_: Type) -> bool:
    words = ("int", "float", "bool")
    return type_.word in words or _all_members(type_, words)


def _is_primitive(type_: Type) -> bool:
    words = ("int", "float", "bool", "str")
    return isinstance(type_, (BasicType, LiteralType)) or _all_members(type_, words)
