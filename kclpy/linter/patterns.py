"""The regular expressions that a file writes out, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.linter.rule import Subject
from kclpy.semantics.program import ImportKind
from kclpy.semantics.symbols import ImportSymbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


def patterns(subject: Subject) -> Iterator[nodes.StringLit]:
    """Yield the literals that are handed to functions of the module ``regex`` as patterns.

    ``regex.compile`` only asks whether a text is a pattern.
    """
    imports = subject.model.imports[subject.module].values()
    if not any(_is_regex(symbol) for symbol in imports):
        return
    calls = _Calls(subject)
    calls.visit_all(subject.module.body)
    functions = registry.module("regex") or {}
    for name, call in calls.found:
        pattern = _argument(functions.get(name), call)
        if isinstance(pattern, nodes.StringLit):
            yield pattern


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


class _Calls(Walker):
    """Collects the calls of functions of ``regex``, with their names."""

    def __init__(self, subject: Subject) -> None:
        self.symbol_of = subject.model.symbol_of
        self.found: list[tuple[str, nodes.CallExpr]] = []

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        function = node.func
        if isinstance(function, nodes.SelectorExpr) and isinstance(function.value, nodes.Name):
            if _is_regex(self.symbol_of.get(function.value)):
                if function.attr.id != "compile":
                    self.found.append((function.attr.id, node))
        self.descend(node)
