"""Statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kclpy.compat.ast.nodes import Node, Record, holds, many, one, record


@dataclass
class Stmt(Record):
    """A statement."""


@record
class TypeAliasStmt(Stmt):
    """``type type_name = ty``"""

    TAG = "TypeAlias"
    type_name: Node[Any] | None = one("Identifier")
    type_value: Node[Any] | None = one("text")
    ty: Node[Any] | None = one("type")


@record
class ExprStmt(Stmt):
    """``exprs``"""

    TAG = "Expr"
    exprs: list[Node[Any]] = many("expr")


@record
class UnificationStmt(Stmt):
    """``target: value``"""

    TAG = "Unification"
    target: Node[Any] | None = one("Identifier")
    value: Node[Any] | None = one("SchemaExpr")


@record
class AssignStmt(Stmt):
    """``targets: ty = value``"""

    TAG = "Assign"
    targets: list[Node[Any]] = many("Target")
    value: Node[Any] | None = one("expr")
    ty: Node[Any] | None = one("type")


@record
class AugAssignStmt(Stmt):
    """``target op= value``"""

    TAG = "AugAssign"
    target: Node[Any] | None = one("Target")
    value: Node[Any] | None = one("expr")
    op: str = ""


@record
class AssertStmt(Stmt):
    """``assert test if if_cond, msg``"""

    TAG = "Assert"
    test: Node[Any] | None = one("expr")
    if_cond: Node[Any] | None = one("expr")
    msg: Node[Any] | None = one("expr")


@record
class IfStmt(Stmt):
    """``if cond: body else: orelse``"""

    TAG = "If"
    body: list[Node[Any]] = many("stmt")
    cond: Node[Any] | None = one("expr")
    orelse: list[Node[Any]] = many("stmt")


@record
class ImportStmt(Stmt):
    """``import path as asname``"""

    TAG = "Import"
    path: Node[Any] | None = one("text")
    rawpath: str = ""
    name: str = ""
    asname: Node[Any] | None = one("text")
    pkg_name: str = ""


@record
class SchemaAttr(Stmt):
    """``name?: ty op value``"""

    TAG = "SchemaAttr"
    doc: str = ""
    name: Node[Any] | None = one("text")
    op: str | None = None
    value: Node[Any] | None = one("expr")
    is_optional: bool = False
    decorators: list[Node[Any]] = many("CallExpr")
    ty: Node[Any] | None = one("type")


@record
class SchemaIndexSignature(Record):
    """``[key_name: key_ty]: value_ty = value``"""

    key_name: Node[Any] | None = one("text")
    value: Node[Any] | None = one("expr")
    any_other: bool = False
    key_ty: Node[Any] | None = one("type")
    value_ty: Node[Any] | None = one("type")


@record
class SchemaStmt(Stmt):
    """``schema name[args](parent_name) for for_host_name:`` and its body"""

    TAG = "Schema"
    doc: Node[Any] | None = one("text")
    name: Node[Any] | None = one("text")
    parent_name: Node[Any] | None = one("Identifier")
    for_host_name: Node[Any] | None = one("Identifier")
    is_mixin: bool = False
    is_protocol: bool = False
    args: Node[Any] | None = one("Arguments")
    mixins: list[Node[Any]] = many("Identifier")
    body: list[Node[Any]] = many("stmt")
    decorators: list[Node[Any]] = many("CallExpr")
    checks: list[Node[Any]] = many("CheckExpr")
    index_signature: Node[Any] | None = one("SchemaIndexSignature")

    def schema_name(self) -> str | None:
        """Return the name of the schema."""
        return None if self.name is None else self.name.node


@record
class RuleStmt(Stmt):
    """``rule name[args](parent_rules) for for_host_name:`` and its checks"""

    TAG = "Rule"
    doc: Node[Any] | None = one("text")
    name: Node[Any] | None = one("text")
    parent_rules: list[Node[Any]] = many("Identifier")
    decorators: list[Node[Any]] = many("CallExpr")
    checks: list[Node[Any]] = many("CheckExpr")
    args: Node[Any] | None = one("Arguments")
    for_host_name: Node[Any] | None = one("Identifier")


@record
class UnknownStmt(Stmt):
    """A statement of a later version: its ``tag`` and all of its JSON"""

    tag: str = ""
    value: Any = None

    def to_dict(self) -> Any:
        return self.value


_BY_TAG: dict[str, type[Stmt]] = {cls.TAG: cls for cls in Stmt.__subclasses__() if cls.TAG}


def stmt_from_dict(d: Any) -> Any:
    """Return the statement of its JSON."""
    if d is None:
        return None
    tag = d.get("type", "")
    return _BY_TAG[tag].from_dict(d) if tag in _BY_TAG else UnknownStmt(tag, d)


def stmt_to_dict(s: Any) -> Any:
    """Return the JSON of a statement."""
    return None if s is None else s.to_dict()


holds("stmt", stmt_from_dict, stmt_to_dict)
