"""From the checks of a schema to limits of its attributes.

A condition is split at ``and``; each part that compares one attribute with constants becomes a
limit. What is left is a rule, which only KCL can check. A limit is never stricter than its
check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.exporters.defaults import constant, is_known
from kclpy.exporters.model import Limits, Rule
from kclpy.runtime.errors import EvaluationError
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse
from kclpy.types import DictType, ListType, SchemaType, Type, UnionType

# Regular expressions that every engine reads alike have none of these.
_UNPORTABLE = re.compile(r"\(\?|\\[AzZpPbBxuUkQ0-9]|&&|\[\[|[*+?}]\+")
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part of a condition says of the attribute ``name``.

    ``is_needed`` tells that it fails where the attribute has no value.
    """

    name: str
    limits: Limits
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Checks:
    """What the checks of a schema come to."""

    limits: Mapping[str, Limits]
    needed: frozenset[str]
    rules: tuple[Rule, ...]


def translate(
    checks: Iterable[tuple[nodes.CheckExpr, nodes.Module]], types: Mapping[str, Type]
) -> Checks:
    """Return what ``checks`` say of the attributes whose types are ``types``."""
    limits: dict[str, Limits] = {}
    needed: set[str] = set()
    rules = []
    for check, module in checks:
        findings, is_complete = _Reader(types, module).findings(check)
        for finding in findings:
            limits[finding.name] = _joined(limits.get(finding.name, Limits()), finding.limits)
            if finding.is_needed:
                needed.add(finding.name)
        if not is_complete:
            rules.append(_rule(check))
    return Checks(limits, frozenset(needed), tuple(rules))


def _rule(check: nodes.CheckExpr) -> Rule:
    text = unparse(check.test)
    if check.condition is not None:
        text += f" if {unparse(check.condition)}"
    message = "" if check.message is None else unparse(check.message).strip('"')
    if isinstance(check.message, nodes.StringLit):
        message = check.message.value
    return Rule(" ".join(text.split()), " ".join(message.split()))


def _joined(one: Limits, other: Limits) -> Limits:
    """Return the limits that hold if both do."""

    def tighter(choose: Callable[[Any, Any], Any], name: str) -> Any:
        a, b = getattr(one, name), getattr(other, name)
        return b if a is None else a if b is None else choose(a, b)

    choices = other.choices if one.choices is None else one.choices
    if one.choices is not None and other.choices is not None:
        choices = tuple(choice for choice in one.choices if choice in other.choices)
    return Limits(
        at_least=tighter(max, "at_least"),
        above=tighter(max, "above"),
        at_most=tighter(min, "at_most"),
        below=tighter(min, "below"),
        multiple_of=other.multiple_of if one.multiple_of is None else one.multiple_of,
        min_length=tighter(max, "min_length"),
        max_length=tighter(min, "max_length"),
        patterns=tuple(dict.fromkeys(one.patterns + other.patterns)),
        choices=choices,
    )


def kinds_of(type_: Type) -> frozenset[str]:
    """Return the words of the types that values of ``type_`` may have."""
    if isinstance(type_, UnionType):
        return frozenset().union(*map(kinds_of, type_.members))
    return frozenset({type_.word})


_NUMBERS = frozenset({"int", "float"})


class _Reader:
    """Reads the conditions of one schema."""

    def __init__(self, types: Mapping[str, Type], module: nodes.Module) -> None:
        self.types = types
        self.regex_names = {
            "regex" if s.alias is None else s.alias.id
            for s in module.body
            if isinstance(s, nodes.ImportStmt) and s.path == "regex"
        }

    def findings(self, check: nodes.CheckExpr) -> tuple[list[Finding], bool]:
        """Return what a check says, and whether that is all."""
        parts = list(_conjuncts(check.test))
        found = [finding for part in parts for finding in self._part(part)]
        if None in found and check.condition is not None:
            return [], False
        known = [finding for finding in found if finding is not None]
        if check.condition is None:
            return known, None not in found
        guarded = [self._guarded(finding, check.condition) for finding in known]
        if None in guarded:
            return [], False
        return [finding for finding in guarded if finding is not None], True

    def _guarded(self, finding: Finding, guard: nodes.Expr) -> Finding | None:
        """Return what is left of a finding that holds ``if`` the attribute is no empty value."""
        if not isinstance(guard, nodes.Name) or guard.id != finding.name:
            return None
        limits = finding.limits
        kinds = kinds_of(self.types[finding.name])
        if kinds <= _NUMBERS and limits.choices is None:
            fits = (
                (limits.at_least is None or limits.at_least <= 0)
                and (limits.above is None or limits.above < 0)
                and (limits.at_most is None or limits.at_most >= 0)
                and (limits.below is None or limits.below > 0)
            )
            return replace(finding, is_needed=False) if fits else None
        if limits.min_length is not None:
            if limits.min_length > 1:
                return None
            limits = replace(limits, min_length=None)
        if limits.choices is not None:
            empty = {"str": "", "int": 0}.get(next(iter(kinds))) if len(kinds) == 1 else None
            if empty is None:
                return None
            if empty not in limits.choices:
                limits = replace(limits, choices=(empty, *limits.choices))
        limits = replace(limits, patterns=tuple(f"^$|{p}" for p in limits.patterns))
        return Finding(finding.name, limits, is_needed=False)

    # Conditions; None stands for what cannot be translated

    def _part(self, node: nodes.Expr) -> Iterator[Finding | None]:
        if isinstance(node, nodes.CompareExpr):
            operands = [node.left, *node.operands]
            for left, op, right in zip(operands, node.ops, operands[1:], strict=False):
                yield self._comparison(left, op, right)
        elif isinstance(node, nodes.CallExpr):
            yield self._match(node)
        else:
            yield None

    def _comparison(self, left: nodes.Expr, op: str, right: nodes.Expr) -> Finding | None:
        if op == "in":
            return self._choices(left, constant(right))
        if op == "==":
            value = constant(right)
            if is_known(value):
                return self._remainder(left, value) or self._choices(left, [value])
            return self._choices(right, [constant(left)])
        if op not in _MIRRORED:
            return None
        bound = constant(right)
        if not is_known(bound):
            left, op, bound = right, _MIRRORED[op], constant(left)
        if type(bound) not in (int, float):
            return None
        return self._length(left, op, bound) or self._bound(left, op, bound)

    def _attribute(self, node: nodes.Expr, kinds: frozenset[str]) -> str | None:
        """Return the name of an attribute whose values all are of the ``kinds``."""
        while isinstance(node, nodes.ParenExpr):
            node = node.value
        if not isinstance(node, nodes.Name) or node.id not in self.types:
            return None
        return node.id if kinds_of(self.types[node.id]) <= kinds else None

    def _bound(self, node: nodes.Expr, op: str, bound: int | float) -> Finding | None:
        name = self._attribute(node, _NUMBERS)
        if name is None:
            return None
        match op:
            case ">":
                limits = Limits(above=bound)
            case ">=":
                limits = Limits(at_least=bound)
            case "<":
                limits = Limits(below=bound)
            case _:
                limits = Limits(at_most=bound)
        return Finding(name, limits)

    def _length(self, node: nodes.Expr, op: str, bound: int | float) -> Finding | None:
        argument = _argument_of(node, "len")
        if argument is None or type(bound) is not int:
            return None
        name = self._attribute(argument, frozenset({"str"}))
        if name is None and isinstance(argument, nodes.Name):
            type_ = self.types.get(argument.id)
            name = argument.id if isinstance(type_, (ListType, DictType)) else None
        if name is None:
            return None
        if op in (">", ">="):
            return Finding(name, Limits(min_length=max(0, bound + (op == ">"))))
        limit = bound - (op == "<")
        return Finding(name, Limits(max_length=limit)) if limit >= 0 else None

    def _choices(self, node: nodes.Expr, values: Any) -> Finding | None:
        if not is_known(values) or not isinstance(values, list) or not values:
            return None
        kinds = {type(value) for value in values}
        for kind, word in ((str, "str"), (int, "int")):
            name = self._attribute(node, frozenset({word}))
            if name is not None and kinds == {kind}:
                return Finding(name, Limits(choices=tuple(dict.fromkeys(values))))
        return None

    def _remainder(self, node: nodes.Expr, value: Any) -> Finding | None:
        """Read ``attribute % number == 0``."""
        if type(value) is not int or value != 0 or not isinstance(node, nodes.BinaryExpr):
            return None
        name = self._attribute(node.left, frozenset({"int"}))
        divisor = constant(node.right)
        if node.op != "%" or name is None or type(divisor) is not int or divisor <= 0:
            return None
        return Finding(name, Limits(multiple_of=divisor))

    def _match(self, node: nodes.CallExpr) -> Finding | None:
        """Read ``regex.match(attribute, "pattern")``."""
        names = nodes.dotted_name(node.func)
        is_match = names is not None and len(names) == 2 and names[0].id in self.regex_names
        if not is_match or names is None or names[1].id != "match" or len(node.args) != 2:
            return None
        name = self._attribute(node.args[0], frozenset({"str"}))
        pattern = constant(node.args[1])
        if name is None or not isinstance(pattern, str) or _UNPORTABLE.search(pattern):
            return None
        match = registry.find("regex.match")
        assert isinstance(match, Builtin)
        try:
            is_needed = not match.function("", pattern)
        except EvaluationError:
            return None
        return Finding(name, Limits(patterns=(pattern,)), is_needed)


def _argument_of(node: nodes.Expr, function: str) -> nodes.Expr | None:
    """Return the argument of ``function(argument)``."""
    if not isinstance(node, nodes.CallExpr) or node.keywords or len(node.args) != 1:
        return None
    return node.args[0] if getattr(node.func, "id", "") == function else None


def _conjuncts(node: nodes.Expr) -> Iterator[nodes.Expr]:
    if isinstance(node, nodes.ParenExpr):
        yield from _conjuncts(node.value)
    elif isinstance(node, nodes.BinaryExpr) and node.op == "and":
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    else:
        yield node


def mentioned_schemas(type_: Type) -> Iterator[SchemaType]:
    """Yield the schemas that ``type_`` refers to."""
    if isinstance(type_, SchemaType):
        yield type_
    elif isinstance(type_, UnionType):
        for member in type_.members:
            yield from mentioned_schemas(member)
    elif isinstance(type_, ListType):
        yield from mentioned_schemas(type_.item)
    elif isinstance(type_, DictType):
        yield from mentioned_schemas(type_.value())
