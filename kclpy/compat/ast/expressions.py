"""Expressions, and the parts that only expressions have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from kclpy.compat.ast.nodes import (
    Node,
    Record,
    holds,
    many,
    node_from_dict,
    node_to_dict,
    one,
    part,
    parts,
    record,
)


@dataclass
class Expr(Record):
    """An expression; ``WORD`` is its ``type`` where any expression may stand."""

    WORD: ClassVar[str] = ""


@record
class Identifier(Expr):
    """``a.b``"""

    WORD = "Identifier"
    names: list[Node[Any]] = many("text")
    pkgpath: str = ""
    ctx: str = ""

    def dotted_name(self) -> str:
        """Return the names with points between them."""
        return ".".join(str(name.node) for name in self.names)


@record
class MemberOrIndex(Record):
    """``.name`` or ``[index]`` behind a name that is assigned; ``kind`` is Member or Index"""

    kind: str = ""
    node: Node[Any] | None = None

    @classmethod
    def from_dict(cls, d: Any) -> MemberOrIndex:
        loader = None if d.get("type") == "Member" else expr_from_dict
        return cls(d.get("type", ""), node_from_dict(d.get("value"), loader))

    def to_dict(self) -> dict[str, Any]:
        dumper = None if self.kind == "Member" else expr_to_dict
        return {"type": self.kind, "value": node_to_dict(self.node, dumper)}


@record
class Target(Expr):
    """What is assigned: ``name`` and the ``paths`` behind it"""

    WORD = "Target"
    name: Node[Any] | None = one("text")
    paths: list[Any] = parts("MemberOrIndex")
    pkgpath: str = ""

    def dotted_name(self) -> str:
        """Return the name and the members behind it with points between them."""
        members = [path.node for path in self.paths if path.kind == "Member"]
        return ".".join(str(name.node) for name in (self.name, *members) if name is not None)


@record
class UnaryExpr(Expr):
    """``op operand``"""

    TAG = "Unary"
    op: str = ""
    operand: Node[Any] | None = one("expr")


@record
class BinaryExpr(Expr):
    """``left op right``"""

    TAG = "Binary"
    left: Node[Any] | None = one("expr")
    op: str = ""
    right: Node[Any] | None = one("expr")


@record
class IfExpr(Expr):
    """``body if cond else orelse``"""

    TAG = "If"
    body: Node[Any] | None = one("expr")
    cond: Node[Any] | None = one("expr")
    orelse: Node[Any] | None = one("expr")


@record
class SelectorExpr(Expr):
    """``value.attr``"""

    TAG = "Selector"
    value: Node[Any] | None = one("expr")
    attr: Node[Any] | None = one("Identifier")
    ctx: str = ""
    has_question: bool = False


@record
class CallExpr(Expr):
    """``func(args, keywords)``"""

    WORD = "Call"
    func: Node[Any] | None = one("expr")
    args: list[Node[Any]] = many("expr")
    keywords: list[Node[Any]] = many("Keyword")


@record
class ParenExpr(Expr):
    """``(expr)``"""

    TAG = "Paren"
    expr: Node[Any] | None = one("expr")


@record
class QuantExpr(Expr):
    """``op variables in target { test if if_cond }``"""

    TAG = "Quant"
    target: Node[Any] | None = one("expr")
    variables: list[Node[Any]] = many("Identifier")
    op: str = ""
    test: Node[Any] | None = one("expr")
    if_cond: Node[Any] | None = one("expr")
    ctx: str = ""


@record
class ListExpr(Expr):
    """``[elts]``"""

    TAG = "List"
    elts: list[Node[Any]] = many("expr")
    ctx: str = ""


@record
class ListIfItemExpr(Expr):
    """``if if_cond: exprs`` in a list"""

    TAG = "ListIfItem"
    if_cond: Node[Any] | None = one("expr")
    exprs: list[Node[Any]] = many("expr")
    orelse: Node[Any] | None = one("expr")


@record
class ListComp(Expr):
    """``[elt generators]``"""

    TAG = "ListComp"
    elt: Node[Any] | None = one("expr")
    generators: list[Node[Any]] = many("CompClause")


@record
class StarredExpr(Expr):
    """``*value``"""

    TAG = "Starred"
    value: Node[Any] | None = one("expr")
    ctx: str = ""


@record
class DictComp(Expr):
    """``{entry generators}``"""

    TAG = "DictComp"
    entry: Any = part("ConfigEntry")
    generators: list[Node[Any]] = many("CompClause")


@record
class ConfigIfEntryExpr(Expr):
    """``if if_cond: items`` in a config"""

    TAG = "ConfigIfEntry"
    if_cond: Node[Any] | None = one("expr")
    items: list[Node[Any]] = many("ConfigEntry")
    orelse: Node[Any] | None = one("expr")


@record
class CompClause(Expr):
    """``for targets in iter if ifs``"""

    WORD = "CompClause"
    targets: list[Node[Any]] = many("Identifier")
    iter: Node[Any] | None = one("expr")
    ifs: list[Node[Any]] = many("expr")


@record
class SchemaExpr(Expr):
    """``name(args, kwargs) config``"""

    WORD = "Schema"
    name: Node[Any] | None = one("Identifier")
    args: list[Node[Any]] = many("expr")
    kwargs: list[Node[Any]] = many("Keyword")
    config: Node[Any] | None = one("expr")


@record
class ConfigExpr(Expr):
    """``{items}``"""

    TAG = "Config"
    items: list[Node[Any]] = many("ConfigEntry")


@record
class LambdaExpr(Expr):
    """``lambda args -> return_ty { body }``"""

    TAG = "Lambda"
    args: Node[Any] | None = one("Arguments")
    body: list[Node[Any]] = many("stmt")
    return_ty: Node[Any] | None = one("type")


@record
class Subscript(Expr):
    """``value[index]``, ``value[lower:upper:step]``"""

    TAG = "Subscript"
    value: Node[Any] | None = one("expr")
    index: Node[Any] | None = one("expr")
    lower: Node[Any] | None = one("expr")
    upper: Node[Any] | None = one("expr")
    step: Node[Any] | None = one("expr")
    ctx: str = ""
    has_question: bool = False


@record
class Keyword(Expr):
    """``arg=value`` in a call"""

    WORD = "Keyword"
    arg: Node[Any] | None = one("Identifier")
    value: Node[Any] | None = one("expr")


@record
class Arguments(Expr):
    """Parameters, with their defaults and types"""

    WORD = "Arguments"
    args: list[Node[Any]] = many("Identifier")
    defaults: list[Node[Any]] = many("expr")
    ty_list: list[Node[Any]] = many("type")


@record
class Compare(Expr):
    """``left ops comparators``"""

    TAG = "Compare"
    left: Node[Any] | None = one("expr")
    ops: list[str] = field(default_factory=list)
    comparators: list[Node[Any]] = many("expr")


@record
class NumberLitValue(Record):
    """The value of a number; ``kind`` is Int or Float"""

    kind: str = ""
    value: Any = None

    @classmethod
    def from_dict(cls, d: Any) -> NumberLitValue:
        return cls(d.get("type", ""), d.get("value"))

    def to_dict(self) -> dict[str, Any]:
        return {"type": self.kind, "value": self.value}

    def int_value(self) -> int | None:
        """Return the value of an integer."""
        return int(self.value) if self.kind == "Int" else None

    def float_value(self) -> float | None:
        """Return the value of a float."""
        return float(self.value) if self.kind == "Float" else None


@record
class NumberLit(Expr):
    """A number with its multiplier"""

    TAG = "NumberLit"
    binary_suffix: str | None = None
    value: Any = part("NumberLitValue")


@record
class StringLit(Expr):
    """A text: as it is written, and its value"""

    TAG = "StringLit"
    is_long_string: bool = False
    raw_value: str = ""
    value: str = ""


@record
class NameConstantLit(Expr):
    """``True``, ``False``, ``None``, ``Undefined``"""

    TAG = "NameConstantLit"
    value: str = ""


@record
class JoinedString(Expr):
    """``"text ${value}"``"""

    TAG = "JoinedString"
    is_long_string: bool = False
    values: list[Node[Any]] = many("expr")
    raw_value: str = ""


@record
class FormattedValue(Expr):
    """``${value:format_spec}``"""

    TAG = "FormattedValue"
    is_long_string: bool = False
    value: Node[Any] | None = one("expr")
    format_spec: str | None = None


@record
class MissingExpr(Expr):
    """Stands where an expression is missing"""

    TAG = "Missing"


@record
class CheckExpr(Expr):
    """``test if if_cond, msg``"""

    WORD = "Check"
    test: Node[Any] | None = one("expr")
    if_cond: Node[Any] | None = one("expr")
    msg: Node[Any] | None = one("expr")


@record
class ConfigEntry(Record):
    """``key: value``; ``operation`` is Union, Override or Insert"""

    key: Node[Any] | None = one("expr")
    value: Node[Any] | None = one("expr")
    operation: str = ""
    is_shorthand: bool = False

    def to_dict(self) -> dict[str, Any]:
        found = super().to_dict()
        if not self.is_shorthand:
            del found["is_shorthand"]
        return found


@record
class UnknownExpr(Expr):
    """An expression of a later version: its ``tag`` and all of its JSON"""

    tag: str = ""
    value: Any = None

    def to_dict(self) -> Any:
        return self.value


# The names that some of them have where nothing else may stand.
IdentifierExpr = Identifier
TargetExpr = Target
Decorator = CallExpr
SchemaConfig = SchemaExpr
KeyValuePair = ConfigEntry

_BY_TAG: dict[str, type[Expr]] = {
    tag: cls for cls in Expr.__subclasses__() if (tag := cls.TAG or cls.WORD)
}


def expr_from_dict(d: Any) -> Any:
    """Return the expression of its JSON."""
    if d is None:
        return None
    tag = d.get("type", "")
    return _BY_TAG[tag].from_dict(d) if tag in _BY_TAG else UnknownExpr(tag, d)


def expr_to_dict(s: Any) -> Any:
    """Return the JSON of an expression."""
    if s is None:
        return None
    return {"type": s.WORD, **s.to_dict()} if s.WORD else s.to_dict()


holds("expr", expr_from_dict, expr_to_dict)
