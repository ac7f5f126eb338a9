"""Emitting config literals (reference, 02 section 7).

A literal whose keys are all written out and different is a plain dict display with a shared
table of operators. Every other literal becomes a function that puts its entries in order.
"""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Sequence
from typing import TypeAlias

from kclpy.codegen import python as py
from kclpy.codegen.base import MAX_DEPTH
from kclpy.codegen.expressions import ExpressionEmitter
from kclpy.codegen.python import At
from kclpy.runtime import abi
from kclpy.semantics.kinds import STR
from kclpy.semantics.resolver import index_of_key
from kclpy.syntax import nodes

_OPS = {":": abi.UNION, "=": abi.OVERRIDE, "+=": abi.INSERT}
_ENTRIES, _TABLE = TARGET = ("E", "O")

# Keys with more names than this are made into nested configs at run time.
_LONG_PATH = 8

Entry: TypeAlias = nodes.ConfigEntry | nodes.ConfigIfEntry


class ConfigEmitter(ExpressionEmitter):
    """Emits config and list literals."""

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> pyast.expr:
        at = self.at(node)
        paths = [self._static_path(entry) for entry in node.entries]
        roots = {path[0] for path in paths if path is not None}
        if None in paths or len(roots) < len(paths):
            return self.built_config(lambda: self.put_entries(node.entries), at)
        keys: list[pyast.expr] = []
        values: list[pyast.expr] = []
        ops: dict[str, int] = {}
        for entry, path in zip(node.entries, paths, strict=True):
            assert isinstance(entry, nodes.ConfigEntry) and path is not None
            keys.append(self.text(path[0], self.at(entry)))
            values.append(self._entry_value(entry, path))
            if len(path) == 1 and _OPS[entry.op]:
                ops[path[0]] = _OPS[entry.op]
        return self._config(py.dict_of(keys, values, at), ops, at)

    def _config(self, entries: pyast.expr, ops: dict[str, int], at: At) -> pyast.expr:
        if not ops:
            return py.call("Config", [entries], at)
        table = self.constant_object(
            ("ops", tuple(ops.items())),
            lambda: py.dict_of(
                [py.constant(key, at) for key in ops],
                [py.constant(op, at) for op in ops.values()],
                at,
            ),
        )
        return py.call("Config", [entries, py.name(table, at)], at)

    def _static_path(self, entry: Entry) -> list[str] | None:
        """Return the names of a key that is written out, None for every other entry."""
        if not isinstance(entry, nodes.ConfigEntry) or entry.key is None:
            return None
        key = entry.key
        if isinstance(key, nodes.StringLit):
            return [key.value]
        if isinstance(key, nodes.Name):
            return None if key in self.symbol_of else [key.id]
        names = nodes.dotted_name(key)
        return None if names is None else [name.id for name in names]

    def _entry_value(self, entry: nodes.ConfigEntry, path: Sequence[str]) -> pyast.expr:
        """Return the value under the first name of ``path``, kept for later entries."""
        at = self.at(entry)
        value = self._path_value(entry, path[1:])
        symbol = self.model.key_symbols.get(entry)
        if symbol is not None and symbol.is_read:
            return py.walrus(self.scope.declare(symbol), value, at)
        return value

    # Literals whose entries must be put one by one

    def built_config(self, put: Callable[[], list[pyast.stmt]], at: At) -> pyast.expr:
        """Return a config that a function of its own builds from statements."""

        def build() -> list[pyast.stmt]:
            empty = [py.assign(name, py.dict_of([], [], at), at) for name in (_ENTRIES, _TABLE)]
            result = py.call("Config", [py.name(_ENTRIES, at), py.name(_TABLE, at)], at)
            return [*empty, *put(), py.give(result, at)]

        return self.lift_call("config", build, at)

    def put_entries(self, entries: Sequence[Entry]) -> list[pyast.stmt]:
        """Return the statements that put ``entries`` into the config being built."""
        return [statement for entry in entries for statement in self._put(entry)]

    def _put(self, entry: Entry) -> list[pyast.stmt]:
        at = self.at(entry)
        if isinstance(entry, nodes.ConfigIfEntry):
            return [self._put_branch(entry, at)]
        if entry.key is None:
            return [self._do("unpack", [self.expr(entry.value)], at)]
        path = self._static_path(entry)
        if path is not None:
            op = _OPS[entry.op] if len(path) == 1 else abi.UNION
            value = self._path_value(entry, path[1:])
            put = self._put_value(self.text(path[0], at), op, value, at)
            return [*put, *self._keep_key(entry, path[0], at)]
        index = index_of_key(entry.key) if isinstance(entry.key, nodes.SubscriptExpr) else None
        if index is None:
            return self.put_computed(entry)
        assert isinstance(entry.key, nodes.SubscriptExpr)
        assert isinstance(entry.key.value, nodes.Name)
        key = self.text(entry.key.value.id, at)
        op_code = py.constant(_OPS[entry.op], at)
        args = [key, py.constant(index, at), op_code, self.expr(entry.value)]
        return [self._do("put_at", args, at)]

    def _put_branch(self, entry: nodes.ConfigIfEntry, at: At) -> pyast.stmt:
        """Return an ``if`` entry; a long chain of branches is cut into functions."""
        self.depth += 1
        test = self.expr(entry.test)
        body = self.put_entries(entry.body)
        if self.depth > MAX_DEPTH and entry.orelse:
            orelse = [self.lift_do("branch", TARGET, lambda: self.put_entries(entry.orelse), at)]
        else:
            orelse = self.put_entries(entry.orelse)
        self.depth -= 1
        return py.when(test, body, orelse, at)

    def put_computed(self, entry: nodes.ConfigEntry) -> list[pyast.stmt]:
        """Return the statements that put an entry whose key is an expression to evaluate."""
        assert entry.key is not None
        at = self.at(entry)
        key, kind = self.operand(entry.key)
        if kind != STR:
            key = py.call("key_of", [key], at)
        return self._put_value(key, _OPS[entry.op], self.expr(entry.value), at)

    def _put_value(self, key: pyast.expr, op: int, value: pyast.expr, at: At) -> list[pyast.stmt]:
        """Return the statements that put a value; one written with ``=`` meets no other."""
        if op != abi.OVERRIDE:
            args = [key, py.constant(op, at), value, py.constant(True, at)]
            return [self._do("put", args, at)]
        name = self.temporary()
        return [
            py.assign(name, key, at),  # before the value is evaluated
            py.assign_item(_ENTRIES, py.name(name, at), value, at),
            py.assign_item(_TABLE, py.name(name, at), py.constant(op, at), at),
        ]

    def _do(self, function: str, args: list[pyast.expr], at: At) -> pyast.stmt:
        """Call a function of `merge` on the config being built."""
        return py.do(py.call(function, [py.name(_ENTRIES, at), py.name(_TABLE, at), *args], at), at)

    def _path_value(self, entry: nodes.ConfigEntry, inner: Sequence[str]) -> pyast.expr:
        """Return the value of ``entry`` wrapped into configs for the names after the first."""
        at = self.at(entry)
        value = self.expr(entry.value)
        op = _OPS[entry.op]
        if len(inner) > _LONG_PATH:
            names = py.tuple_of([self.text(name, at) for name in inner], at)
            return py.call("nested", [names, py.constant(op, at), value], at)
        for name in reversed(inner):
            ops = {name: op} if op else {}
            value = self._config(py.dict_of([self.text(name, at)], [value], at), ops, at)
            op = abi.UNION
        return value

    def _keep_key(self, entry: nodes.ConfigEntry, key: str, at: At) -> list[pyast.stmt]:
        symbol = self.model.key_symbols.get(entry)
        if symbol is None or not symbol.is_read:
            return []
        value = py.item(py.name(_ENTRIES, at), self.text(key, at), at)
        return [py.assign(self.scope.declare(symbol), value, at)]

    # Lists

    def visit_ListExpr(self, node: nodes.ListExpr) -> pyast.expr:
        return py.list_of(self._items(node.elements), self.at(node))

    def _items(self, elements: Sequence[nodes.Expr]) -> list[pyast.expr]:
        """Return the items of a list; what contributes several is unpacked in place."""
        items: list[pyast.expr] = []
        for element in elements:
            at = self.at(element)
            if isinstance(element, nodes.StarredExpr | nodes.ListIfItem):
                items.append(py.star(self.expr(element), at))
            else:
                items.append(self.expr(element))
        return items

    def visit_StarredExpr(self, node: nodes.StarredExpr) -> pyast.expr:
        return py.call("unpack_items", [self.expr(node.value)], self.at(node))

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> pyast.expr:
        at = self.at(node)
        test = self.expr(node.test)
        body = py.list_of(self._items(node.body), at)
        return py.choose(test, body, py.list_of(self._items(node.orelse), at), at)
