"""Builders of statements other than declarations."""

from __future__ import annotations

from typing import TypeAlias

from kclpy.syntax import nodes
from kclpy.syntax.bodies import end_of
from kclpy.syntax.builder.base import NeedsTolerance, Parts
from kclpy.syntax.targets import illegal_target

# Targets, annotation and value of an assignment that may go on.
Assignment: TypeAlias = list[list[nodes.Expr] | nodes.TypeExpr | nodes.Expr | None]


class StatementBuilders:
    """Builders of the rules under "Simple statements" and "if"."""

    text: str

    @staticmethod
    def import_stmt(parts: Parts) -> nodes.Stmt:
        """``import path``"""
        path, start, end = parts[1]
        return nodes.ImportStmt(parts[0][2], end, path, start, end, None)

    @staticmethod
    def import_as(parts: Parts) -> nodes.Stmt:
        """``import path as alias``"""
        path, start, end = parts[1]
        return nodes.ImportStmt(parts[0][2], parts[3].end, path, start, end, parts[3])

    @staticmethod
    def import_path(parts: Parts) -> tuple[str, int, int]:
        """``a.b.c``"""
        names = parts[0]
        return ".".join(name.id for name in names), names[0].start, names[-1].end

    @staticmethod
    def relative_path(parts: Parts) -> tuple[str, int, int]:
        """``..a.b.c``"""
        dots, names = parts
        path = "".join(dot[1] for dot in dots) + ".".join(name.id for name in names)
        return path, dots[0][2], names[-1].end

    @staticmethod
    def type_alias(parts: Parts) -> nodes.Stmt:
        """``type name = type``"""
        return nodes.TypeAliasStmt(parts[0][2], parts[3].end, parts[1], parts[3])

    @staticmethod
    def assert_stmt(parts: Parts) -> nodes.Stmt:
        """``assert test``"""
        return nodes.AssertStmt(parts[0][2], parts[1].end, parts[1], None, None)

    @staticmethod
    def assert_if(parts: Parts) -> nodes.Stmt:
        """``assert test if condition``"""
        return nodes.AssertStmt(parts[0][2], parts[3].end, parts[1], parts[3], None)

    @staticmethod
    def assert_message(parts: Parts) -> nodes.Stmt:
        """``assert test, message``"""
        return nodes.AssertStmt(parts[0][2], parts[3].end, parts[1], None, parts[3])

    @staticmethod
    def assert_if_message(parts: Parts) -> nodes.Stmt:
        """``assert test if condition, message``"""
        return nodes.AssertStmt(parts[0][2], parts[5].end, parts[1], parts[3], parts[5])

    def expr_stmt(self, parts: Parts) -> nodes.Stmt:
        """``value``, which must not begin with a sign"""
        value = parts[0]
        if self.text[value.start] in "+-":
            raise NeedsTolerance
        return nodes.ExprStmt(value.start, value.end, value)

    def body_expr_stmt(self, parts: Parts) -> nodes.Stmt:
        """``value`` in the body of a schema, where ``[`` and ``name?`` begin something else"""
        value = parts[0]
        if self.text[value.start] == "[" or "?" in self.text[value.start : value.end]:
            raise NeedsTolerance
        return nodes.ExprStmt(value.start, value.end, value)

    @staticmethod
    def targets(parts: Parts) -> Assignment:
        """``target = value``"""
        return [[parts[0]], None, parts[2]]

    @staticmethod
    def annotated(parts: Parts) -> Assignment:
        """``target: annotation = value``"""
        return [[parts[0]], parts[2], parts[4]]

    @staticmethod
    def another_target(parts: Parts) -> Assignment:
        """``target = value`` whose value is another target"""
        assignment: Parts = parts[0]
        assignment[0].append(assignment[2])
        assignment[2] = parts[2]
        return assignment

    @staticmethod
    def assign(parts: Parts) -> nodes.Stmt:
        """``target: annotation = target = value``"""
        targets, annotation, value = parts[0]
        for target in targets:
            if type(target) is not nodes.Name and illegal_target(target) is not None:
                raise NeedsTolerance
        return nodes.AssignStmt(targets[0].start, value.end, targets, annotation, value)

    @staticmethod
    def aug_assign(parts: Parts) -> nodes.Stmt:
        """``target op value``"""
        target, (op, _, _, _), value = parts
        if illegal_target(target) is not None:
            raise NeedsTolerance
        return nodes.AugAssignStmt(target.start, value.end, target, op, value)

    @staticmethod
    def unification(parts: Parts) -> nodes.Stmt:
        """``target: name {entries}``"""
        return _unification(parts[0], parts[2], ([], []), parts[3], False)

    @staticmethod
    def unification_call(parts: Parts) -> nodes.Stmt:
        """``target: name(args, keywords) {entries}``"""
        return _unification(parts[0], parts[2], parts[3][:2], parts[4], True)

    @staticmethod
    def if_stmt(parts: Parts) -> nodes.Stmt:
        """``if test: body``"""
        return _if(parts, parts[3], [], False)

    @staticmethod
    def if_else(parts: Parts) -> nodes.Stmt:
        """``if test: body else: orelse``"""
        return _if(parts, parts[3], parts[4], False)

    @staticmethod
    def if_line_else(parts: Parts) -> nodes.Stmt:
        """``if test: statement else: orelse``"""
        return _if(parts, [parts[3]], parts[-1], False)

    @staticmethod
    def elif_part(parts: Parts) -> list[nodes.Stmt]:
        """``elif test: body``"""
        return [_if(parts, parts[3], [], True)]

    @staticmethod
    def elif_else(parts: Parts) -> list[nodes.Stmt]:
        """``elif test: body else: orelse``"""
        return [_if(parts, parts[3], parts[4], True)]

    @staticmethod
    def elif_line_else(parts: Parts) -> list[nodes.Stmt]:
        """``elif test: statement else: orelse``"""
        return [_if(parts, [parts[3]], parts[-1], True)]


def _if(
    parts: Parts, body: list[nodes.Stmt], orelse: list[nodes.Stmt], is_elif: bool
) -> nodes.Stmt:
    end = end_of(body, orelse, default=parts[2][3])
    return nodes.IfStmt(parts[0][2], end, parts[1], body, orelse, is_elif)


def _unification(
    target: nodes.Expr,
    annotation: nodes.TypeExpr,
    arguments: tuple[list[nodes.Expr], list[nodes.Keyword]],
    config: nodes.Expr,
    has_parens: bool,
) -> nodes.Stmt:
    if not isinstance(annotation, nodes.NamedType) or nodes.dotted_name(target) is None:
        raise NeedsTolerance
    name: nodes.Expr = annotation.names[0]
    for attr in annotation.names[1:]:
        name = nodes.SelectorExpr(name.start, attr.end, name, attr)
    args, keywords = arguments
    value = nodes.SchemaExpr(name.start, config.end, name, args, keywords, config, has_parens)
    return nodes.UnificationStmt(target.start, config.end, target, value)
