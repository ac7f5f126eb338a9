"""Unparsing and parsing again gives the same tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.syntax import nodes
from kclpy.syntax.unparse import quoted, unparse
from kclpy.syntax.visitor import children
from tests.unit.syntax.trees import dump, parsed

GOLDEN = Path(__file__).parents[2] / "golden"
PROGRAMS = sorted(GOLDEN.rglob("*.k"))


@pytest.mark.parametrize(
    "text",
    [
        "1Ki",
        "1.5",
        '"a\\n\\"b\\" ${c} ${d[\'e\']:#json} \\\\"',
        "-(-a) ** 2 + b // 3 * c",
        "not a in b is not c < d",
        "a as b.C if d else e if f else g",
        "a?.b?[0][1:2][::3](c, d=e).f",
        "[1, *a, if b: 1 elif c: 2 else: 3]",
        "{a.b = 1, c: 2, d += [3], **e, if f: g = 1}",
        "[\n    if a:\n        1\n        2\n    else:\n        3\n]",
        "[a for b, c in d if e for f in g]",
        "{a: b for a, b in c}",
        "a.B(1, c=2) {d = 3}",
        "all a, b in c { a > b if a }",
        "lambda a: int, b = 1 -> str | [int] { a + b }",
        "lambda a {\n    b: int = c = a\n    if b: c = 1 else: c = 2\n    c\n}",
        "$if.if",
    ],
)
def test_text(text: str) -> None:
    module, mistakes = parsed(f"a = {text}\n")
    assert mistakes == []
    assert [unparse(value) for value in _values(module)] == [text]


@pytest.mark.parametrize(
    "text", ['any | A.B | "x" | 1 | True', "[{str:[int]}]", "{:}", "(int, str) -> () -> bool", "[]"]
)
def test_type(text: str) -> None:
    module, mistakes = parsed(f"type A = {text}\n")
    statement = module.body[0]
    assert isinstance(statement, nodes.TypeAliasStmt)
    assert (unparse(statement.type), mistakes) == (text, [])


@pytest.mark.parametrize(
    "value", ["", "a\"b'c", "${x}", "\\${x}", "$\\", 'a${"b"}', "\n\t\\x", "é\0"]
)
def test_quoted(value: str) -> None:
    module, _ = parsed(f"a = {quoted(value)}\n")
    (literal,) = _literals(module)
    assert literal == value


def _literals(module: nodes.Module) -> list[str]:
    """Return the values of the strings in ``module`` without interpolation."""
    found = []
    for statement in module.body:
        assert isinstance(statement, nodes.AssignStmt)
        value = statement.value
        if isinstance(value, nodes.JoinedString):
            parts = [part.value for part in value.parts if isinstance(part, nodes.StringLit)]
            found.append("".join(parts))
        else:
            assert isinstance(value, nodes.StringLit)
            found.append(value.value)
    return found


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(GOLDEN).as_posix())
def test_expressions_of_programs(path: Path) -> None:
    text = path.read_text("utf-8")
    module, mistakes = parsed(text)
    if mistakes or 'r"""' in text:  # what is raw over lines can't be written so on one
        return
    for value in _values(module):
        text = unparse(value)
        again, mistakes = parsed(f"a = {text}\n")
        assert mistakes == [], text
        statement = again.body[0]
        assert isinstance(statement, nodes.AssignStmt)
        assert unparse(statement.value) == text
        assert _shape(statement.value) == _shape(value)


def _values(module: nodes.Module) -> list[nodes.Expr]:
    """Return the values that are assigned in ``module``, as far as lambdas hold no schemas."""
    found: list[nodes.Expr] = []
    todo: list[nodes.Node] = [module]
    while todo:
        node = todo.pop()
        if isinstance(node, nodes.AssignStmt) and not _holds_schema(node.value):
            found.append(node.value)
        else:
            todo.extend(children(node))
    return found


def _holds_schema(value: nodes.Node) -> bool:
    """Tell whether a lambda in ``value`` declares a schema, which no line can hold."""
    return any(isinstance(n, nodes.SchemaStmt) or _holds_schema(n) for n in children(value))


def _shape(node: nodes.Node) -> list[str]:
    """Return the tree below ``node`` without offsets and without how strings were written."""
    lines = []
    for line in dump(node).splitlines():
        words = line.replace(" is_long=True", "").split(" ")
        lines.append(" ".join(w for w in words if not w.replace("-", "").isdigit()))
    return lines
