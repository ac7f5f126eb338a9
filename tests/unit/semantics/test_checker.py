"""The checker as a function: what it leaves behind, and that it stands large programs."""

from __future__ import annotations

import sys

from kclpy.diagnostics import Diagnostics
from kclpy.semantics.checker import Types, check
from kclpy.semantics.program import MAIN, Package, Program
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse
from tests.work import is_linear


def _check(text: str) -> tuple[nodes.Module, Types, Diagnostics]:
    diagnostics = Diagnostics()
    module = parse(SourceFile("main.k", text), diagnostics)
    package = Package(MAIN, [module])
    return module, check(Program(package, {MAIN: package}), diagnostics), diagnostics


def _value(statement: nodes.Stmt) -> nodes.Expr:
    assert isinstance(statement, nodes.AssignStmt)
    return statement.value


def test_types_of_expressions() -> None:
    module, types, diagnostics = _check("a = 1\nb = a + 1.5\nc = [x for x in [b]]\nd = {k = c}\n")
    shown = [types.type_of(_value(statement)).text() for statement in module.body]
    assert shown == ["int(1)", "float", "[float]", "{str(k):[float]}"]
    assert len(diagnostics) == 0


def test_nothing_is_known_of_other_nodes() -> None:
    module, types, _ = _check("a = 1\n")
    assert types.type_of(module).text() == "any"


def test_deep_nesting() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200_000)
    try:
        _, _, diagnostics = _check("a: int = " + "[" * 10_000 + "1, 'a'" + "]" * 10_000 + "\n")
        assert len(diagnostics) == 1
        assert next(iter(diagnostics)).problem.message.startswith("expected int, got [[[")
    finally:
        sys.setrecursionlimit(limit)


def test_large_literals_take_linear_time() -> None:
    def work(size: int) -> None:
        entries = "\n".join(f'    k{i} = {{name = "n{i}", items = [{i}]}}' for i in range(size))
        _check(f"a: {{str:{{str:str | [int]}}}} = {{\n{entries}\n}}\n")

    assert is_linear(work, 1_000)


def test_many_mistakes_take_linear_time() -> None:
    def work(size: int) -> None:
        _, _, diagnostics = _check("\n".join(f"a{i} = unknown_{i}" for i in range(size)))
        assert len(diagnostics) == size

    assert is_linear(work, 2_000)
