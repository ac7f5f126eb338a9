"""Emitting expressions: names, literals, operators, access, calls."""

from __future__ import annotations

import ast as pyast

from kclpy.builtins.declare import Builtin
from kclpy.codegen import python as py
from kclpy.codegen.operators import OperatorEmitter
from kclpy.codegen.python import At
from kclpy.runtime import abi
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
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children


class ExpressionEmitter(OperatorEmitter):
    """Emits the expressions that make no function and no config of their own."""

    # Names and literals

    def visit_Name(self, node: nodes.Name) -> pyast.expr:
        at = self.at(node)
        symbol = self.symbol_of.get(node)
        return self.undefined(at) if symbol is None else self.load(symbol, at)

    def load(self, symbol: Symbol, at: At) -> pyast.expr:
        """Return the value of a name."""
        if isinstance(symbol, LocalSymbol):
            return py.name(self.scope.use(symbol), at)
        if isinstance(symbol, (AttributeSymbol, HostSymbol, ArgumentSymbol)):
            is_own = symbol is self.assigned
            behind = None if is_own else self.model.variable_behind(symbol)
            value = self._member_of_schema(symbol, at)
            return value if behind is None else self._or_global(value, behind, at)
        if isinstance(symbol, IndexKeySymbol):
            return py.member(self.frame(at), "key", at)
        if isinstance(symbol, GlobalSymbol):
            return self._global_or_attribute(symbol, at)
        if isinstance(symbol, (SchemaSymbol, AliasSymbol)):
            return self.global_value(symbol, at)
        if isinstance(symbol, BuiltinSymbol):
            return self.builtin(symbol.name, at)
        return self.undefined(at)

    def _member_of_schema(
        self, symbol: AttributeSymbol | HostSymbol | ArgumentSymbol, at: At
    ) -> pyast.expr:
        """Return what the instance under evaluation has under a name."""
        text = self.text(symbol.name, at)
        if isinstance(symbol, HostSymbol):
            return py.method(self.frame(at), "read_host", [text], at)
        if isinstance(symbol, ArgumentSymbol):
            args = [py.name(self.schema_name, at), text]
            return py.method(self.frame(at), "argument", args, at)
        if self.attributes_are_locals:
            return py.name(self.scope.use(symbol), at)
        read = "read_own" if self.is_own(symbol) else "read"
        return py.method(self.frame(at), read, [text], at)

    def _or_global(self, value: pyast.expr, behind: GlobalSymbol, at: At) -> pyast.expr:
        """A name that is unset in the instance means the global of that name."""
        shared = self.temporary()
        unset = py.is_(py.walrus(shared, value, at), "Undefined", at)
        return py.choose(unset, self.global_value(behind, at), py.name(shared, at), at)

    def _global_or_attribute(self, symbol: GlobalSymbol, at: At) -> pyast.expr:
        """In a schema body an attribute that another schema declares hides a global."""
        value = self.global_value(symbol, at)
        if not self.is_in_schema:
            return value
        text = self.text(symbol.name, at)
        has = py.method(self.frame(at), "has", [text], at)
        read = py.method(self.frame(at), "read", [text], at)
        return py.choose(has, self._or_global(read, symbol, at), value, at)

    def visit_NumberLit(self, node: nodes.NumberLit) -> pyast.expr:
        at = self.at(node)
        value = node.value
        if type(value) is int:
            value = abi.wrap(value)
            if node.suffix:
                key = ("multiplier", value, node.suffix)
                return py.name(
                    self.constant_object(
                        key,
                        lambda: py.call(
                            "NumberMultiplier",
                            [py.constant(value, at), py.constant(node.suffix, at)],
                            at,
                        ),
                    ),
                    at,
                )
        return py.constant(value, at)

    def visit_StringLit(self, node: nodes.StringLit) -> pyast.expr:
        return py.constant(node.value, self.at(node))

    def visit_ConstantLit(self, node: nodes.ConstantLit) -> pyast.expr:
        at = self.at(node)
        if node.name == "Undefined":
            return self.undefined(at)
        return py.constant({"True": True, "False": False, "None": None}[node.name], at)

    def visit_MissingExpr(self, node: nodes.MissingExpr) -> pyast.expr:
        return self.undefined(self.at(node))

    def visit_JoinedString(self, node: nodes.JoinedString) -> pyast.expr:
        at = self.at(node)
        parts: list[pyast.expr] = []
        for part in node.parts:
            if isinstance(part, nodes.StringLit):
                parts.append(py.constant(part.value, self.at(part)))
            else:
                parts.append(self._formatted(part))
        return py.concat_text(parts, at)

    def _formatted(self, node: nodes.FormattedValue) -> pyast.expr:
        at = self.at(node)
        value, kind = self.operand(node.value)
        if node.spec is None:
            is_text = kind.type in (str, int) and kind.is_certain
            return value if is_text else py.call("text_of", [value], at)
        encoder = self.builtin(f"{node.spec.strip()[1:].strip().lower()}.encode", at)
        return py.call("call", [encoder, py.tuple_of([value], at)], at)

    # Conversion and choice

    def visit_AsExpr(self, node: nodes.AsExpr) -> pyast.expr:
        at = self.at(node)
        converter = self.converter_of_name(node.type)
        value = self.expr(node.value)
        if converter is None:
            return value
        return py.method(converter, "cast", [value], at)

    def visit_IfExpr(self, node: nodes.IfExpr) -> pyast.expr:
        at = self.at(node)
        test = self.expr(node.test)
        return py.choose(test, self.expr(node.body), self.expr(node.orelse), at)

    # Access

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> pyast.expr:
        at = self.at(node)
        symbol = self._import_symbol(node.value)
        if symbol is not None:
            return self.imported(symbol, node.attr.id, at)
        name = self.text(node.attr.id, at)
        return self._guarded(
            node.value, node.is_optional, lambda value: py.call("attribute", [value, name], at), at
        )

    def _import_symbol(self, node: nodes.Expr) -> ImportSymbol | None:
        if isinstance(node, nodes.Name):
            symbol = self.symbol_of.get(node)
            if isinstance(symbol, ImportSymbol):
                return symbol
        return None

    def _guarded(
        self, container: nodes.Expr, is_optional: bool, access: py.Access, at: At
    ) -> pyast.expr:
        """Return the access, which gives None for a falsy container if it is optional."""
        value = self.expr(container)
        if not is_optional:
            return access(value)
        shared = self.temporary()
        test = py.walrus(shared, value, at)
        return py.choose(test, access(py.name(shared, at)), py.constant(None, at), at)

    def visit_SubscriptExpr(self, node: nodes.SubscriptExpr) -> pyast.expr:
        at = self.at(node)
        return self._guarded(
            node.value,
            node.is_optional,
            lambda value: py.call("subscript", [value, self.expr(node.index)], at),
            at,
        )

    def visit_SliceExpr(self, node: nodes.SliceExpr) -> pyast.expr:
        at = self.at(node)
        bounds = [
            py.constant(None, at) if bound is None else self.expr(bound)
            for bound in (node.lower, node.upper, node.step)
        ]
        return self._guarded(
            node.value,
            node.is_optional,
            lambda value: py.call("slice_of", [value, *bounds], at),
            at,
        )

    # Calls

    def visit_CallExpr(self, node: nodes.CallExpr) -> pyast.expr:
        at = self.at(node)
        func = node.func
        builtin = self.kinds.builtin(func)
        if builtin is not None and not node.keywords and _takes(builtin, len(node.args)):
            return self._call_of_builtin(builtin, node, at)
        if isinstance(func, nodes.Name):
            direct = self._direct_call(func, node, at)
            if direct is not None:
                return direct
        if isinstance(func, nodes.SelectorExpr) and self._import_symbol(func.value) is None:
            name = self.text(func.attr.id, at)
            return self._guarded(
                func.value,
                func.is_optional,
                lambda value: py.call("call_member", [value, name, *self._arguments(node, at)], at),
                at,
            )
        return py.call("call", [self.expr(func), *self._arguments(node, at)], at)

    def _call_of_builtin(self, builtin: Builtin, node: nodes.CallExpr, at: At) -> pyast.expr:
        self.package.needs.builtins[builtin.full_name] = None
        args = self.exprs(node.args)
        if builtin.is_member:
            assert isinstance(node.func, nodes.SelectorExpr)
            args.insert(0, self.expr(node.func.value))
        return py.call(f"d_{builtin.full_name}", args, at)

    def _direct_call(self, func: nodes.Name, node: nodes.CallExpr, at: At) -> pyast.expr | None:
        """Return the call of a lambda that is known here, with all its arguments given."""
        symbol = self.symbol_of.get(func)
        known = self.package.lambdas.get(symbol) if isinstance(symbol, GlobalSymbol) else None
        if known is None or node.keywords or len(node.args) != known[1] or self.is_in_schema:
            return None
        return py.call(known[0], [py.constant(None, at), *self.exprs(node.args)], at)

    def _arguments(self, node: nodes.CallExpr | nodes.SchemaExpr, at: At) -> list[pyast.expr]:
        """Return the tuple of positional arguments and, if there are any, the keywords."""
        args = py.tuple_of(self.exprs(node.args), at)
        if not node.keywords:
            return [args]
        return [args, self.keywords(node.keywords, at)]

    def keywords(self, keywords: list[nodes.Keyword], at: At) -> pyast.expr:
        """Return the dict of keyword arguments."""
        names = [self.text(keyword.arg.id, at) for keyword in keywords]
        return py.dict_of(names, [self.expr(keyword.value) for keyword in keywords], at)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> pyast.expr:
        at = self.at(node)
        config = self.expr(node.config)
        return self.instantiation(node, config, at, _may_instantiate(node.config))

    def instantiation(
        self, node: nodes.SchemaExpr, config: pyast.expr, at: At, is_nesting: bool
    ) -> pyast.expr:
        """Return ``name(args) config``: an instance, or a value with the config merged in.

        An instance within ``config`` may lack what the schema's body adds to it, so the
        evaluation of the outer one begins before its config's, which ``is_nesting`` asks for.
        """
        args = py.tuple_of(self.exprs(node.args), at)
        if node.keywords:
            keywords = self.keywords(node.keywords, at)
        else:
            keywords = py.name("NO_KEYWORDS", at)
        symbol = self.symbol_of.get(node.name) if isinstance(node.name, nodes.Name) else None
        if is_nesting:
            entered = py.call("enter", [self.expr(node.name)], at)
            return py.call("instantiate_entered", [entered, config, args, keywords], at)
        if isinstance(symbol, SchemaSymbol):
            schema = self.global_value(symbol, at)
            return py.method(schema, "instantiate", [config, args, keywords], at)
        return py.call("instantiate", [self.expr(node.name), config, args, keywords], at)


def _takes(builtin: Builtin, count: int) -> bool:
    """Return whether a builtin's function can be given this many positional arguments."""
    return builtin.is_variadic or builtin.required <= count <= len(builtin.parameters)


def _may_instantiate(node: nodes.Expr) -> bool:
    """Return whether the text of an expression holds a call or a schema expression."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (nodes.SchemaExpr, nodes.CallExpr)):
            return True
        waiting.extend(children(part))
    return False
