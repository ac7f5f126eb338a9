"""The regular expressions that a file writes out, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.linter.rule import Subject
from kclpy.semantics.program import ImportKind
from kclpy.semantics.symbols import ImportSymbol
from kclpy.syntax import nodes


def patterns(subject: Subject) -> Iterator[nodes.StringLit]:
    """Yield the literals that are handed to functions of the module ``regex`` as patterns.

    ``regex.compile`` only asks whether a text is a pattern.
    """
    imports = subject.model.imports[subject.module].values()
    if not any(_is_regex(symbol) for symbol in imports):
        return
    functions = registry.module("regex") or {}
    for call in subject.each(nodes.CallExpr):
        pattern = _argument(functions.get(_function(subject, call)), call)
        if isinstance(pattern, nodes.StringLit):
            yield pattern


def _function(subject: Subject, call: nodes.CallExpr) -> str:
    """Return which function of ``regex`` is called, "" for another one."""
    function = call.func
    if isinstance(function, nodes.SelectorExpr) and isinstance(function.value, nodes.Name):
        if _is_regex(subject.model.symbol_of.get(function.value)):
            return "" if function.attr.id == "compile" else function.attr.id
    return ""


def _is_regex(symbol: object) -> bool:
    if not isinstance(symbol, ImportSymbol):
        return False
    return symbol.target.kind is ImportKind.SYSTEM and symbol.target.path == "regex"


def _argument(function: Builtin | None, call: nodes.CallExpr) -> nodes.Expr | None:
    """Return what a call hands over as the pattern."""
    if function is None or "pattern" not in function.parameters:
        return None
    for keyword in call.keywords:
        if keyword.arg.id == "pattern":
            return keyword.value
    index = function.parameters.index("pattern")
    return call.args[index] if index < len(call.args) else None
