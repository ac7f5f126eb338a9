"""Builders of lists, configs and comprehensions."""

from __future__ import annotations

from typing import TypeAlias

from kclpy.syntax import nodes
from kclpy.syntax.bodies import end_of
from kclpy.syntax.builder.base import NeedsTolerance, Parts

Entry: TypeAlias = nodes.ConfigEntry | nodes.ConfigIfEntry


class ContainerBuilders:
    """Builders of the rules under "Lists", "Configs" and "Comprehensions"."""

    @staticmethod
    def empty_list(parts: Parts) -> nodes.Expr:
        """``[]``"""
        return nodes.ListExpr(parts[0][2], parts[-1][3], [])

    @staticmethod
    def list(parts: Parts) -> nodes.Expr:
        """``[elements]``"""
        return nodes.ListExpr(parts[0][2], parts[-1][3], parts[1])

    @staticmethod
    def list_block(parts: Parts) -> nodes.Expr:
        """``[elements]`` over several lines"""
        return nodes.ListExpr(parts[0][2], parts[-1][3], parts[3])

    @staticmethod
    def list_lines(parts: Parts) -> nodes.Expr:
        """``[elements]`` over several lines that are not indented"""
        return nodes.ListExpr(parts[0][2], parts[-1][3], parts[2])

    @staticmethod
    def list_comp(parts: Parts) -> nodes.Expr:
        """``[element clauses]``"""
        return nodes.ListComp(parts[0][2], parts[-1][3], parts[1], parts[2])

    @staticmethod
    def list_comp_block(parts: Parts) -> nodes.Expr:
        """``[element clauses]`` over several lines"""
        return nodes.ListComp(parts[0][2], parts[-1][3], parts[3], parts[4])

    @staticmethod
    def starred(parts: Parts) -> nodes.Expr:
        """``*value``"""
        return nodes.StarredExpr(parts[0][2], parts[1].end, parts[1])

    @staticmethod
    def if_cell(parts: Parts) -> nodes.Expr:
        """``if test: item``"""
        return _list_if(parts, [parts[3]], [], False)

    @staticmethod
    def if_else_cell(parts: Parts) -> nodes.Expr:
        """``if test: item else: item``"""
        return _list_if(parts, [parts[3]], parts[-1], False)

    @staticmethod
    def elif_cell(parts: Parts) -> Parts:
        """``elif test: item``"""
        return [_list_if(parts, [parts[3]], [], True)]

    @staticmethod
    def elif_else_cell(parts: Parts) -> Parts:
        """``elif test: item else: item``"""
        return [_list_if(parts, [parts[3]], parts[-1], True)]

    @staticmethod
    def else_block(parts: Parts) -> Parts:
        """``else: item``"""
        return [parts[2]]

    @staticmethod
    def else_rows(parts: Parts) -> Parts:
        """``else:`` before several lines"""
        rows: Parts = parts[2]
        return rows

    @staticmethod
    def if_block(parts: Parts) -> nodes.Expr:
        """``if test:`` before several lines"""
        return _list_if(parts, parts[3], [], False)

    @staticmethod
    def if_else_block(parts: Parts) -> nodes.Expr:
        """``if test:`` before several lines, with ``else``"""
        return _list_if(parts, parts[3], parts[4], False)

    @staticmethod
    def elif_block(parts: Parts) -> Parts:
        """``elif test:`` before several lines"""
        return [_list_if(parts, parts[3], [], True)]

    @staticmethod
    def elif_else_block(parts: Parts) -> Parts:
        """``elif test:`` before several lines, with ``else``"""
        return [_list_if(parts, parts[3], parts[4], True)]

    @staticmethod
    def empty_config(parts: Parts) -> nodes.Expr:
        """``{}``"""
        return nodes.ConfigExpr(parts[0][2], parts[-1][3], [])

    @staticmethod
    def config(parts: Parts) -> nodes.Expr:
        """``{entries}``"""
        return nodes.ConfigExpr(parts[0][2], parts[-1][3], parts[1])

    @staticmethod
    def config_block(parts: Parts) -> nodes.Expr:
        """``{entries}`` over several lines"""
        return nodes.ConfigExpr(parts[0][2], parts[-1][3], parts[3])

    @staticmethod
    def config_lines(parts: Parts) -> nodes.Expr:
        """``{entries}`` over several lines that are not indented"""
        return nodes.ConfigExpr(parts[0][2], parts[-1][3], parts[2])

    @staticmethod
    def dict_comp(parts: Parts) -> nodes.Expr:
        """``{entry clauses}``"""
        return nodes.DictComp(parts[0][2], parts[-1][3], parts[1], parts[2])

    @staticmethod
    def dict_comp_block(parts: Parts) -> nodes.Expr:
        """``{entry clauses}`` over several lines"""
        return nodes.DictComp(parts[0][2], parts[-1][3], parts[3], parts[4])

    @staticmethod
    def pair(parts: Parts) -> nodes.ConfigEntry:
        """``key op value``"""
        key, value = parts[0], parts[2]
        return nodes.ConfigEntry(key.start, value.end, key, parts[1][0], value)

    @staticmethod
    def unpacking(parts: Parts) -> nodes.ConfigEntry:
        """``**value``"""
        return nodes.ConfigEntry(parts[0][2], parts[1].end, None, ":", parts[1])

    @staticmethod
    def shorthand(parts: Parts) -> nodes.ConfigEntry:
        """``name``, which stands for ``name = name``"""
        key = parts[0]
        if not isinstance(key, nodes.Name):
            raise NeedsTolerance
        value = nodes.Name(key.start, key.end, key.id)
        return nodes.ConfigEntry(key.start, key.end, key, "=", value)

    @staticmethod
    def if_entry(parts: Parts) -> Entry:
        """``if test: entry``"""
        return _config_if(parts, [parts[3]], [], False)

    @staticmethod
    def if_else_entry(parts: Parts) -> Entry:
        """``if test: entry else: entry``"""
        return _config_if(parts, [parts[3]], parts[-1], False)

    @staticmethod
    def elif_entry(parts: Parts) -> Parts:
        """``elif test: entry``"""
        return [_config_if(parts, [parts[3]], [], True)]

    @staticmethod
    def elif_else_entry(parts: Parts) -> Parts:
        """``elif test: entry else: entry``"""
        return [_config_if(parts, [parts[3]], parts[-1], True)]

    @staticmethod
    def if_entry_block(parts: Parts) -> Entry:
        """``if test:`` before several lines"""
        return _config_if(parts, parts[3], [], False)

    @staticmethod
    def if_else_entry_block(parts: Parts) -> Entry:
        """``if test:`` before several lines, with ``else``"""
        return _config_if(parts, parts[3], parts[4], False)

    @staticmethod
    def if_else_entry_line(parts: Parts) -> Entry:
        """``if test: entry`` with ``else`` on the next line"""
        return _config_if(parts, [parts[3]], parts[5], False)

    @staticmethod
    def elif_entry_block(parts: Parts) -> Parts:
        """``elif test:`` before several lines"""
        return [_config_if(parts, parts[3], [], True)]

    @staticmethod
    def elif_else_entry_block(parts: Parts) -> Parts:
        """``elif test:`` before several lines, with ``else``"""
        return [_config_if(parts, parts[3], parts[4], True)]

    @staticmethod
    def elif_else_entry_line(parts: Parts) -> Parts:
        """``elif test: entry`` with ``else`` on the next line"""
        return [_config_if(parts, [parts[3]], parts[5], True)]

    @staticmethod
    def elif_entry_line(parts: Parts) -> Parts:
        """``elif test: entry`` at the end of a line"""
        return [_config_if(parts, [parts[3]], [], True)]

    @staticmethod
    def clause(parts: Parts) -> nodes.CompClause:
        """``for variables in iterable``"""
        return nodes.CompClause(parts[0][2], parts[3].end, parts[1], parts[3], None)

    @staticmethod
    def clause_if(parts: Parts) -> nodes.CompClause:
        """``for variables in iterable if condition``"""
        return nodes.CompClause(parts[0][2], parts[5].end, parts[1], parts[3], parts[5])

    @staticmethod
    def clause_continued_if(parts: Parts) -> nodes.CompClause:
        """``for variables in iterable`` with ``if condition`` on the next line"""
        return nodes.CompClause(parts[0][2], parts[6].end, parts[1], parts[3], parts[6])


def _list_if(parts: Parts, body: Parts, orelse: Parts, is_elif: bool) -> nodes.ListIfItem:
    end = end_of(body, orelse, default=parts[2][3])
    return nodes.ListIfItem(parts[0][2], end, parts[1], body, orelse, is_elif)


def _config_if(parts: Parts, body: Parts, orelse: Parts, is_elif: bool) -> nodes.ConfigIfEntry:
    for entry in (*body, *orelse):
        if not isinstance(entry, nodes.ConfigEntry):
            continue
        if entry.value.start == entry.start:
            raise NeedsTolerance  # a name alone is no entry here
        if isinstance(entry.key, nodes.Name) and entry.key.id in ("elif", "else"):
            raise NeedsTolerance  # unless it was written with a "$", these go on with the "if"
    end = end_of(body, orelse, default=parts[2][3])
    return nodes.ConfigIfEntry(parts[0][2], end, parts[1], body, orelse, is_elif)
