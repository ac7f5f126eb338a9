"""Emitting declarations: each statement of a body becomes a function over the frame.

The tables that tie them together are made when the file is loaded, by `Schema.define`.
"""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Sequence

from kclpy.codegen import python as py
from kclpy.codegen.python import At
from kclpy.codegen.scope import FRAME, FRAME_NAME
from kclpy.codegen.statements import Emitter, StatementEmitter, check_statement
from kclpy.codegen.straight import StraightEmitter, is_straight
from kclpy.semantics.resolver import assigned_names, last_evaluated
from kclpy.syntax import nodes


class SchemaEmitter:
    """Emits the definition of one schema or rule."""

    def __init__(self, emitter: Emitter) -> None:
        self.emitter = emitter
        self.at = emitter.at

    def schema(self, node: nodes.SchemaStmt) -> pyast.stmt:
        """Return the statement that defines a schema, mixin or protocol."""
        straight: pyast.expr = py.constant(None, self.at(node.name))
        if is_straight(node, self.emitter):
            straight = py.name(StraightEmitter(self.emitter).function(node), self.at(node.name))
        self._enter(node)
        at = self.at(node.name)
        attributes = [s for s in node.body if isinstance(s, nodes.SchemaAttr)]
        latest = {attribute.name: attribute for attribute in attributes}
        names = dict.fromkeys(name for s in node.body for name in assigned_names(s))
        arguments = [
            self._bases(node.base, node.protocol, node.mixins, (), at),
            self._parameters(node.params, at),
            py.tuple_of([self._attribute(a) for a in latest.values()], at),
            py.tuple_of([py.constant(name, at) for name in names], at),
            py.tuple_of([self._statement(s) for s in node.body], at),
            self._index_signature(node.index_signature, at),
            self._checks(node.checks, at),
            self._deprecation(node.decorators, at),
            py.constant(False, at),
            straight,
            self._last_place(node, at),
        ]
        self.emitter.is_in_schema = False
        return py.do(py.method(f"g_{node.name.id}", "define", arguments, at), at)

    def rule(self, node: nodes.RuleStmt) -> pyast.stmt:
        """Return the statement that defines a rule."""
        self._enter(node)
        at = self.at(node.name)
        empty = py.tuple_of([], at)
        none = py.constant(None, at)
        arguments = [
            self._bases(None, node.protocol, (), node.bases, at),
            self._parameters(node.params, at),
            empty,
            empty,
            empty,
            none,
            self._checks(node.checks, at),
            self._deprecation(node.decorators, at),
            py.constant(True, at),
            none,
            none,
        ]
        self.emitter.is_in_schema = False
        return py.do(py.method(f"g_{node.name.id}", "define", arguments, at), at)

    def _last_place(self, node: nodes.SchemaStmt, at: At) -> pyast.expr:
        """Return the file and the offset of the last statement of a body."""
        last = last_evaluated(node)
        path = self.emitter.module.file.path
        return py.constant(None if last is None else (path, last.start), at)

    def _enter(self, node: nodes.SchemaStmt | nodes.RuleStmt) -> None:
        """Tell the emitter whose body follows."""
        self.emitter.is_in_schema = True
        self.emitter.schema_name = f"g_{node.name.id}"
        self.emitter.attributes = self.emitter.model.attributes[node]

    def _bases(
        self,
        base: nodes.Expr | None,
        protocol: nodes.Expr | None,
        mixins: Sequence[nodes.Expr],
        rules: Sequence[nodes.Expr],
        at: At,
    ) -> pyast.expr:
        none = py.constant(None, at)
        return py.tuple_of(
            [
                none if base is None else self._reference(base),
                none if protocol is None else self._reference(protocol),
                py.tuple_of([self._reference(mixin) for mixin in mixins], at),
                py.tuple_of([self._reference(rule) for rule in rules], at),
            ],
            at,
        )

    def _reference(self, node: nodes.Expr) -> pyast.expr:
        """Return the schema that a head names; it is no attribute of the schema itself."""
        self.emitter.is_in_schema = False
        code = self.emitter.expr(node)
        self.emitter.is_in_schema = True
        return code

    def _function(self, word: str, build: Callable[[], list[pyast.stmt]], at: At) -> pyast.expr:
        """Emit a function whose one parameter is the frame, and return it."""
        function, _ = self.emitter.lift(word, [FRAME_NAME], build, at, own=[FRAME])
        return py.name(function, at)

    def _value_function(self, word: str, node: nodes.Expr | None, at: At) -> pyast.expr:
        """Emit a function of the frame that returns an expression's value; None for none."""
        if node is None:
            return py.constant(None, at)
        return self._function(word, lambda: [py.give(self.emitter.expr(node), at)], at)

    def _converter(self, node: nodes.TypeExpr | None, at: At) -> pyast.expr:
        converter = self.emitter.converter(node)
        return py.constant(None, at) if converter is None else py.name(converter, at)

    def _parameters(self, params: Sequence[nodes.Param], at: At) -> pyast.expr:
        return py.tuple_of(
            [
                py.call(
                    "Parameter",
                    [
                        py.constant(param.name.id, at),
                        self._converter(param.annotation, at),
                        self._value_function("default", param.default, self.at(param)),
                    ],
                    at,
                )
                for param in params
            ],
            at,
        )

    def _attribute(self, node: nodes.SchemaAttr) -> pyast.expr:
        at = self.at(node)
        arguments = [
            py.constant(node.name, at),
            py.constant(node.is_optional, at),
            self._converter(node.annotation, at),
            self._deprecation(node.decorators, at),
        ]
        return py.call("Attribute", arguments, at)

    def _statement(self, node: nodes.Stmt) -> pyast.expr:
        at = self.at(node)

        def build() -> list[pyast.stmt]:
            return StatementEmitter(self.emitter, node).emit([node])

        params = [FRAME_NAME, "N", "stop"]
        function, _ = self.emitter.lift("set", params, build, at, own=[FRAME])
        targets = py.tuple_of([py.constant(name, at) for name in assigned_names(node)], at)
        is_compound = py.constant(isinstance(node, nodes.IfStmt), at)
        return py.call("Statement", [targets, is_compound, py.name(function, at)], at)

    def _index_signature(self, node: nodes.IndexSignature | None, at: At) -> pyast.expr:
        if node is None:
            return py.constant(None, at)
        arguments = [
            py.constant(node.key_name is not None, at),
            self._converter(node.value_type, at),
            self._value_function("index", node.value, self.at(node)),
        ]
        return py.call("IndexSignature", arguments, at)

    def _checks(self, checks: Sequence[nodes.CheckExpr], at: At) -> pyast.expr:
        if not checks:
            return py.constant(None, at)
        return self._function(
            "check", lambda: [check_statement(self.emitter, check) for check in checks], at
        )

    def _deprecation(self, decorators: Sequence[nodes.Decorator], at: At) -> pyast.expr:
        for decorator in decorators:
            names = nodes.dotted_name(decorator.name)
            if names is not None and names[0].id == "deprecated":
                arguments = py.tuple_of(self.emitter.exprs(decorator.args), at)
                keywords = self.emitter.keywords(decorator.keywords, at)
                return py.call("deprecation", [arguments, keywords], at)
        return py.constant(None, at)
