"""Statements and modules in the form of the service."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from kclpy.compat.api.tree.base import Json
from kclpy.compat.api.tree.expressions import BINARY, ExpressionTree
from kclpy.syntax import nodes

_AUGMENTED = {f"{op}=": word for op, word in BINARY.items()}


def tree_of(module: nodes.Module) -> Json:
    """Return the tree of a file."""
    tree = StatementTree(module.file)
    doc = module.docstring
    comments = [tree.placed({"text": one.text}, one.start, one.end) for one in module.comments]
    return {
        "filename": module.file.path,
        "doc": None if doc is None else tree.docstring(doc),
        "body": tree.body(module.body),
        "comments": comments,
    }


class StatementTree(
    ExpressionTree, covers=(nodes.Expr, nodes.TypeExpr, nodes.Stmt, nodes.CompClause)
):
    """Makes the JSON of statements."""

    def body(self, statements: Sequence[nodes.Stmt]) -> list[Json]:
        """Return statements; what is none is left out."""
        return self.all(one for one in statements if not isinstance(one, nodes.ErrorStmt))

    def docstring(self, node: nodes.StringLit) -> Json:
        """Return a docstring as it is written."""
        return self.placed(self.text(node), node.start, node.end)

    def node(self, node: nodes.Node) -> Json:
        """Return a node with its place; some statements start later than their text."""
        start = node.start
        if isinstance(node, nodes.TypeAliasStmt):
            start = node.name.start
        elif isinstance(node, nodes.SchemaStmt | nodes.RuleStmt) and node.decorators:
            behind = self.file.text[node.decorators[-1].end :]
            start = node.decorators[-1].end + len(behind) - len(behind.lstrip())
        return self.placed(self.visit(node), start, node.end)

    def visit_ErrorStmt(self, node: nodes.ErrorStmt) -> Json:
        return {"type": "Expr", "exprs": []}

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> Json:
        return {"type": "Expr", "exprs": [self.node(node.value)]}

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> Json:
        return {
            "type": "Assign",
            "targets": [self._target(target) for target in node.targets],
            "value": self.node(node.value),
            "ty": self.optional(node.annotation),
        }

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> Json:
        return {
            "type": "AugAssign",
            "target": self._target(node.target),
            "value": self.node(node.value),
            "op": _AUGMENTED[node.op],
        }

    def _target(self, target: nodes.Expr) -> Json:
        """Return ``a.b[0]`` as the name ``a`` and the way from there."""
        paths: list[Json] = []
        part = target
        while isinstance(part, nodes.SelectorExpr | nodes.SubscriptExpr):
            if isinstance(part, nodes.SelectorExpr):
                paths.append({"type": "Member", "value": self.word(part.attr)})
            else:
                paths.append({"type": "Index", "value": self.node(part.index)})
            part = part.value
        name: Any = self.word(part) if isinstance(part, nodes.Name) else self.node(part)
        inner = {"name": name, "paths": paths[::-1], "pkgpath": ""}
        return self.placed(inner, target.start, target.end)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> Json:
        value = self.placed(self.instance(node.value), node.start, node.value.end)
        return {"type": "Unification", "target": self.dotted(node.target, "Store"), "value": value}

    def visit_AssertStmt(self, node: nodes.AssertStmt) -> Json:
        return {
            "type": "Assert",
            "test": self.node(node.test),
            "if_cond": self.optional(node.condition),
            "msg": self.optional(node.message),
        }

    def visit_IfStmt(self, node: nodes.IfStmt) -> Json:
        return {
            "type": "If",
            "body": self.body(node.body),
            "cond": self.node(node.test),
            "orelse": self.body(node.orelse),
        }

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> Json:
        path = _absolute(node.path, self.file.path)
        alias = node.alias
        return {
            "type": "Import",
            "path": self.placed(path, node.path_start, node.path_end),
            "rawpath": node.path,
            "name": node.bound_name,
            "asname": None if alias is None else self.word(alias),
            "pkg_name": "__main__",
        }

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> Json:
        text = self.placed(self.text(node.type), node.type.start, node.type.end)
        return {
            "type": "TypeAlias",
            "type_name": self.dotted(node.name),
            "type_value": text,
            "ty": self.node(node.type),
        }

    # Declarations

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> Json:
        return {
            "type": "Schema",
            "doc": None if node.docstring is None else self.docstring(node.docstring),
            "name": self.word(node.name),
            "parent_name": None if node.base is None else self.dotted(node.base),
            "for_host_name": None if node.protocol is None else self.dotted(node.protocol),
            "is_mixin": node.kind == "mixin",
            "is_protocol": node.kind == "protocol",
            "args": self.params(node.params, in_brackets=True),
            "mixins": [self.dotted(mixin) for mixin in node.mixins],
            "body": self.body(node.body),
            "decorators": self._decorators(node.decorators),
            "checks": self._checks(node.checks),
            "index_signature": self._index_signature(node.index_signature),
        }

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> Json:
        return {
            "type": "Rule",
            "doc": None if node.docstring is None else self.docstring(node.docstring),
            "name": self.word(node.name),
            "parent_rules": [self.dotted(base) for base in node.bases],
            "decorators": self._decorators(node.decorators),
            "checks": self._checks(node.checks),
            "args": self.params(node.params, in_brackets=True),
            "for_host_name": None if node.protocol is None else self.dotted(node.protocol),
        }

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> Json:
        op = None if not node.op else "Assign" if node.op == "=" else _AUGMENTED[node.op]
        return {
            "type": "SchemaAttr",
            "doc": "",
            "name": self.placed(
                self._attribute_name(node), node.name_node.start, node.name_node.end
            ),
            "op": op,
            "value": self.optional(node.value),
            "is_optional": node.is_optional,
            "decorators": self._decorators(node.decorators),
            "ty": self.node(node.annotation),
        }

    def _attribute_name(self, node: nodes.SchemaAttr) -> str:
        return (
            node.name if isinstance(node.name_node, nodes.StringLit) else self.text(node.name_node)
        )

    def _decorators(self, decorators: Sequence[nodes.Decorator]) -> list[Json]:
        return [
            self.placed(
                {
                    "func": self.node(one.name),
                    "args": self.all(one.args),
                    "keywords": self.keywords(one.keywords),
                },
                one.name.start,
                one.end,
            )
            for one in decorators
        ]

    def _checks(self, checks: Sequence[nodes.CheckExpr]) -> list[Json]:
        return [
            self.placed(
                {
                    "test": self.node(one.test),
                    "if_cond": self.optional(one.condition),
                    "msg": self.optional(one.message),
                },
                one.start,
                one.end,
            )
            for one in checks
        ]

    def _index_signature(self, node: nodes.IndexSignature | None) -> Json | None:
        if node is None:
            return None
        inner = {
            "key_name": None if node.key_name is None else self.word(node.key_name),
            "value": self.optional(node.value),
            "any_other": node.any_other,
            "key_ty": self.node(node.key_type),
            "value_ty": self.node(node.value_type),
        }
        return self.placed(inner, node.start, node.end)


def _absolute(path: str, file: str) -> str:
    """Return the path of an import without leading dots, from the root of the file system."""
    rest = path.lstrip(".")
    dots = len(path) - len(rest)
    if not dots:
        return path
    parts = os.path.dirname(file).split(os.sep)
    return ".".join([*parts[: len(parts) - dots + 1], rest])
