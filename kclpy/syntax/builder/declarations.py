"""Builders of schemas and rules."""

from __future__ import annotations

from typing import TypeAlias

from kclpy.syntax import nodes
from kclpy.syntax.bodies import declaration_end, docstring_of
from kclpy.syntax.builder.base import NeedsTolerance, Parts

Head: TypeAlias = tuple[nodes.Expr, bool, nodes.TypeExpr]


class _Mixins(list[nodes.Expr]):
    """The names of a mixin statement, on the way to their schema."""


class _Checks(list[nodes.CheckExpr]):
    """The checks of a block, on the way to their schema."""


class DeclarationBuilders:
    """Builders of the rules under "Schemas, mixins, protocols, rules"."""

    text: str

    def schema_stmt(self, parts: Parts) -> nodes.Stmt:
        """``schema name[params](base) for protocol:`` with a body"""
        (kind, _, start, _), name, params, base, protocol, colon, _, body = parts
        schema = nodes.SchemaStmt(
            start, colon[3], kind, name, params, base, protocol, None, [], [], None, [], []
        )
        if body:
            self._fill(schema, body)
            schema.end = declaration_end(schema)
        return schema

    def _fill(self, schema: nodes.SchemaStmt, body: Parts) -> None:
        """Give the parts of ``body`` their places in ``schema``."""
        schema.docstring = docstring_of(self.text, body[0])
        first = 0 if schema.docstring is None else 1
        if isinstance(body[first:] and body[first], _Mixins):
            schema.mixins = list(body[first])
            first += 1
        if isinstance(body[-1], _Checks):
            schema.checks = list(body.pop())
        for part in body[first:]:
            if isinstance(part, nodes.Stmt):
                schema.body.append(part)
            elif isinstance(part, nodes.IndexSignature) and schema.index_signature is None:
                schema.index_signature = part
            else:
                raise NeedsTolerance

    @staticmethod
    def rule_stmt(parts: Parts) -> nodes.Stmt:
        """``rule name[params](bases) for protocol:`` with checks"""
        (_, _, start, _), name, params, bases, protocol, _, _, _, checks, _ = parts
        end = checks[-1].end
        return nodes.RuleStmt(start, end, name, params, bases, protocol, None, checks, [])

    @staticmethod
    def decorator(parts: Parts) -> nodes.Decorator:
        """``@name(args, keywords)``"""
        sign, call, _ = parts
        args: list[nodes.Expr] = []
        keywords: list[nodes.Keyword] = []
        name = call
        if isinstance(call, nodes.CallExpr):
            name, args, keywords = call.func, call.args, call.keywords
        elif nodes.dotted_name(call) is None:
            raise NeedsTolerance
        return nodes.Decorator(sign[2], call.end, name, args, keywords)

    @staticmethod
    def decorated(parts: Parts) -> nodes.Stmt:
        """Decorators before a schema, a rule or an attribute"""
        decorators, declaration = parts
        if not isinstance(declaration, nodes.SchemaStmt | nodes.RuleStmt | nodes.SchemaAttr):
            raise NeedsTolerance
        declaration.decorators = decorators
        declaration.start = decorators[0].start
        return declaration

    @staticmethod
    def mixins(parts: Parts) -> Parts:
        """``mixin [names]``"""
        return _Mixins(parts[2])

    @staticmethod
    def no_mixins(parts: Parts) -> Parts:
        """``mixin []``"""
        return _Mixins()

    @staticmethod
    def mixin_block(parts: Parts) -> Parts:
        """``mixin [names]`` over several lines"""
        return _Mixins(parts[4])

    @staticmethod
    def attribute_head(parts: Parts) -> Head:
        """``name: T``"""
        return parts[0], False, parts[2]

    @staticmethod
    def optional_head(parts: Parts) -> Head:
        """``name?: T``"""
        return parts[0], True, parts[3]

    def attribute(self, parts: Parts) -> nodes.Node:
        """``name: T`` without a value"""
        return self._attribute(parts[0], "", None)

    def attribute_value(self, parts: Parts) -> nodes.Node:
        """``name: T = value``"""
        return self._attribute(parts[0], parts[1][0], parts[2])

    def _attribute(self, head: Head, op: str, value: nodes.Expr | None) -> nodes.Node:
        """Return the attribute, or the index signature ``[T]: U``, that begins with ``head``."""
        name, is_optional, annotation = head
        end = annotation.end if value is None else value.end
        if isinstance(name, nodes.Name):
            text = name.id
        elif isinstance(name, nodes.StringLit):
            text = name.value
        elif isinstance(name, nodes.ListExpr):
            return self._plain_index(name, annotation, op, value, end)
        else:
            names = nodes.dotted_name(name)
            if names is None:
                raise NeedsTolerance
            text = names[0].id
        return nodes.SchemaAttr(name.start, end, text, name, is_optional, annotation, op, value, [])

    def _plain_index(
        self,
        key: nodes.ListExpr,
        value_type: nodes.TypeExpr,
        op: str,
        value: nodes.Expr | None,
        end: int,
    ) -> nodes.Node:
        """Return the index signature whose ``[T]`` was read as a list."""
        name = key.elements[0] if len(key.elements) == 1 else None
        if not isinstance(name, nodes.Name) or op not in ("", "="):
            raise NeedsTolerance
        if "," in self.text[name.end : key.end]:
            raise NeedsTolerance
        key_type: nodes.TypeExpr
        if name.id in ("bool", "int", "float", "str"):
            key_type = nodes.BasicType(name.start, name.end, name.id)
        else:
            key_type = nodes.NamedType(name.start, name.end, [name])
        return nodes.IndexSignature(key.start, end, None, key_type, False, value_type, value)

    @staticmethod
    def named_index(parts: Parts) -> tuple[int, nodes.Name | None, bool, nodes.TypeExpr]:
        """``[name: T``"""
        return parts[0][2], parts[1], False, parts[3]

    @staticmethod
    def other_index(parts: Parts) -> tuple[int, nodes.Name | None, bool, nodes.TypeExpr]:
        """``[...T``"""
        return parts[0][2], None, True, parts[2]

    @staticmethod
    def named_other_index(parts: Parts) -> tuple[int, nodes.Name | None, bool, nodes.TypeExpr]:
        """``[name: ...T``"""
        return parts[0][2], parts[1], True, parts[4]

    @staticmethod
    def index_signature(parts: Parts) -> nodes.Node:
        """``[name: ...T]: T = value``"""
        start, name, any_other, key_type = parts[0]
        value = parts[5] if len(parts) > 4 else None
        end = parts[-1].end
        return nodes.IndexSignature(start, end, name, key_type, any_other, parts[3], value)

    @staticmethod
    def checks(parts: Parts) -> Parts:
        """``check:`` with its lines"""
        return _Checks(parts[4])

    @staticmethod
    def check_expr(parts: Parts) -> nodes.CheckExpr:
        """``test``"""
        test = parts[0]
        return nodes.CheckExpr(test.start, test.end, test, None, None)

    @staticmethod
    def check_if(parts: Parts) -> nodes.CheckExpr:
        """``test if condition``"""
        test = parts[0]
        return nodes.CheckExpr(test.start, parts[2].end, test, parts[2], None)

    @staticmethod
    def check_message(parts: Parts) -> nodes.CheckExpr:
        """``test, message``"""
        test = parts[0]
        return nodes.CheckExpr(test.start, parts[2].end, test, None, parts[2])

    @staticmethod
    def check_if_message(parts: Parts) -> nodes.CheckExpr:
        """``test if condition, message``"""
        test = parts[0]
        return nodes.CheckExpr(test.start, parts[4].end, test, parts[2], parts[4])
