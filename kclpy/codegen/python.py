"""Python syntax trees, built node by node.

Every function takes the position of the KCL text that its node stands for, so that a
traceback through emitted code points into KCL source.
"""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

# Line, column, end line, end column: lines from 1, columns from 0 in UTF-8 bytes.
At: TypeAlias = tuple[int, int, int, int]

_LOAD = pyast.Load()
_STORE = pyast.Store()
_VALUE = "V"  # what an expression tests; it is used at once, so one name will do
N = TypeVar("N", bound=pyast.expr | pyast.stmt)
Access: TypeAlias = "Callable[[pyast.expr], pyast.expr]"


def _at(node: N, at: At) -> N:
    node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = at
    return node


def at_of(node: pyast.expr) -> At:
    """Return the position of an emitted expression."""
    end = node.end_lineno, node.end_col_offset
    return node.lineno, node.col_offset, end[0] or node.lineno, end[1] or node.col_offset


# Expressions


def name(id: str, at: At) -> pyast.expr:
    """``id``"""
    return _at(pyast.Name(id, _LOAD), at)


def constant(value: Any, at: At) -> pyast.expr:
    """A literal"""
    return _at(pyast.Constant(value), at)


def call(function: str | pyast.expr, args: list[pyast.expr], at: At) -> pyast.expr:
    """``function(args)``"""
    callee = name(function, at) if isinstance(function, str) else function
    return _at(pyast.Call(callee, args, []), at)


def method(value: str | pyast.expr, attribute: str, args: list[pyast.expr], at: At) -> pyast.expr:
    """``value.attribute(args)``"""
    return call(member(value, attribute, at), args, at)


def member(value: str | pyast.expr, attribute: str, at: At) -> pyast.expr:
    """``value.attribute``, on one line, for Python moves calls of longer ones to its end"""
    line, column, _, _ = at
    owner = name(value, at) if isinstance(value, str) else value
    return _at(pyast.Attribute(owner, attribute, _LOAD), (line, column, line, column))


def item(value: pyast.expr, index: pyast.expr, at: At) -> pyast.expr:
    """``value[index]``"""
    return _at(pyast.Subscript(value, index, _LOAD), at)


def tuple_of(items: list[pyast.expr], at: At) -> pyast.expr:
    """``(items,)``"""
    return _at(pyast.Tuple(items, _LOAD), at)


def list_of(items: list[pyast.expr], at: At) -> pyast.expr:
    """``[items]``"""
    return _at(pyast.List(items, _LOAD), at)


def star(value: pyast.expr, at: At) -> pyast.expr:
    """``*value``"""
    return _at(pyast.Starred(value, _LOAD), at)


def dict_of(keys: Sequence[pyast.expr], values: list[pyast.expr], at: At) -> pyast.expr:
    """``{keys: values}``"""
    return _at(pyast.Dict(list(keys), values), at)


def choose(test: pyast.expr, body: pyast.expr, orelse: pyast.expr, at: At) -> pyast.expr:
    """``body if test else orelse``"""
    return _at(pyast.IfExp(test, body, orelse), at)


def both(values: list[pyast.expr], at: At) -> pyast.expr:
    """``value and value``"""
    return _at(pyast.BoolOp(pyast.And(), values), at)


def either(values: list[pyast.expr], at: At) -> pyast.expr:
    """``value or value``"""
    return _at(pyast.BoolOp(pyast.Or(), values), at)


def negation(value: pyast.expr, at: At) -> pyast.expr:
    """``not value``"""
    return _at(pyast.UnaryOp(pyast.Not(), value), at)


def compare(left: pyast.expr, op: pyast.cmpop, right: pyast.expr, at: At) -> pyast.expr:
    """``left op right``"""
    return _at(pyast.Compare(left, [op], [right]), at)


def compare_chain(
    first: pyast.expr, ops: Sequence[pyast.cmpop], others: list[pyast.expr], at: At
) -> pyast.expr:
    """``first op other op other``"""
    return _at(pyast.Compare(first, list(ops), others), at)


def in_range(value: pyast.expr, low: int, high: int, orelse: str, at: At) -> pyast.expr:
    """``V if low <= (V := value) <= high else orelse(V)``"""
    bounds = [walrus(_VALUE, value, at), constant(high, at)]
    test = compare_chain(constant(low, at), [pyast.LtE(), pyast.LtE()], bounds, at)
    return choose(test, name(_VALUE, at), call(orelse, [name(_VALUE, at)], at), at)


def of_type(value: pyast.expr, kind: str, orelse: pyast.expr, at: At) -> pyast.expr:
    """``V if type(V := value) is kind else orelse(V)`` for a function ``orelse``"""
    test = is_(call("type", [walrus(_VALUE, value, at)], at), kind, at)
    return choose(test, name(_VALUE, at), call(orelse, [name(_VALUE, at)], at), at)


def is_none(value: pyast.expr) -> bool:
    """Return whether ``value`` is the constant None or Undefined."""
    if isinstance(value, pyast.Constant):
        return value.value is None
    return isinstance(value, pyast.Name) and value.id == "Undefined"


def is_(left: pyast.expr, right: str, at: At) -> pyast.expr:
    """``left is right``"""
    return compare(left, pyast.Is(), name(right, at), at)


def binary(left: pyast.expr, op: pyast.operator, right: pyast.expr, at: At) -> pyast.expr:
    """``left op right``"""
    return _at(pyast.BinOp(left, op, right), at)


def walrus(target: str, value: pyast.expr, at: At) -> pyast.expr:
    """``(target := value)``"""
    return _at(pyast.NamedExpr(_at(pyast.Name(target, _STORE), at), value), at)


def concat_text(parts: list[pyast.expr], at: At) -> pyast.expr:
    """``f"{part}{part}"`` of parts that are strings or ints"""
    values: list[pyast.expr] = [
        part if _is_text(part) else _at(pyast.FormattedValue(part, -1, None), at) for part in parts
    ]
    return _at(pyast.JoinedStr(values), at)


def _is_text(value: pyast.expr) -> bool:
    return isinstance(value, pyast.Constant) and type(value.value) is str


# Statements


def assign(target: str, value: pyast.expr, at: At) -> pyast.stmt:
    """``target = value``"""
    return _at(pyast.Assign([_at(pyast.Name(target, _STORE), at)], value), at)


def assign_tuple(targets: list[str], value: pyast.expr, at: At) -> pyast.stmt:
    """``(target, target) = value``, of one target, too"""
    stored: list[pyast.expr] = [_at(pyast.Name(target, _STORE), at) for target in targets]
    return _at(pyast.Assign([_at(pyast.Tuple(stored, _STORE), at)], value), at)


def assign_item(target: str, index: pyast.expr, value: pyast.expr, at: At) -> pyast.stmt:
    """``target[index] = value``"""
    stored: pyast.expr = _at(pyast.Subscript(name(target, at), index, _STORE), at)
    return _at(pyast.Assign([stored], value), at)


def do(value: pyast.expr, at: At) -> pyast.stmt:
    """``value`` as a statement"""
    return _at(pyast.Expr(value), at)


def give(value: pyast.expr, at: At) -> pyast.stmt:
    """``return value``"""
    return _at(pyast.Return(value), at)


def stop(at: At) -> pyast.stmt:
    """``return``"""
    return _at(pyast.Return(None), at)


def throw(value: pyast.expr, at: At) -> pyast.stmt:
    """``raise value``"""
    return _at(pyast.Raise(value, None), at)


def when(test: pyast.expr, body: list[pyast.stmt], orelse: list[pyast.stmt], at: At) -> pyast.stmt:
    """``if test: body else: orelse``"""
    return _at(pyast.If(test, body or [skip(at)], orelse), at)


def once(body: list[pyast.stmt], at: At) -> pyast.stmt:
    """``while True: body``, which is to be left by `leave`"""
    return _at(pyast.While(_at(pyast.Constant(True), at), body, []), at)


def leave(at: At) -> pyast.stmt:
    """``break``"""
    return _at(pyast.Break(), at)


def skip(at: At) -> pyast.stmt:
    """``pass``"""
    return _at(pyast.Pass(), at)


def go_on(at: At) -> pyast.stmt:
    """``continue``"""
    return _at(pyast.Continue(), at)


def loop(targets: list[str], iterable: pyast.expr, body: list[pyast.stmt], at: At) -> pyast.stmt:
    """``for targets in iterable: body``"""
    return _at(pyast.For(_target(targets, at), iterable, body, []), at)


def _target(targets: list[str], at: At) -> pyast.expr:
    stored: list[pyast.expr] = [_at(pyast.Name(target, _STORE), at) for target in targets]
    return stored[0] if len(stored) == 1 else _at(pyast.Tuple(stored, _STORE), at)


def declare_global(names: list[str], at: At) -> pyast.stmt:
    """``global names``"""
    return _at(pyast.Global(names), at)


def function(id: str, params: list[str], body: list[pyast.stmt], at: At) -> pyast.stmt:
    """``def id(params): body``"""
    line, column, end_line, end_column = at
    args = []
    for param in params:
        arg = pyast.arg(param)
        arg.lineno, arg.col_offset = line, column
        arg.end_lineno, arg.end_col_offset = end_line, end_column
        args.append(arg)
    arguments = pyast.arguments(
        posonlyargs=[],
        args=args,
        vararg=None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[],
    )
    node = pyast.FunctionDef(id, arguments, body or [skip(at)], [])
    return _at(node, at)


def module(body: list[pyast.stmt]) -> pyast.Module:
    """A file of statements"""
    return pyast.Module(body, [])
