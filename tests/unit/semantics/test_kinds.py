"""What is sure about values: each line of a program tells what the kind of its value is."""

from __future__ import annotations

import pytest

from kclpy.diagnostics import Diagnostics
from kclpy.semantics.kinds import Kind, Kinds, passes
from kclpy.semantics.order import order
from kclpy.semantics.program import MAIN, Package
from kclpy.semantics.resolver import resolve
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse


def _kinds(text: str, has_fixed_names: bool = True) -> tuple[nodes.Module, Kinds]:
    module = parse(SourceFile("main.k", text), Diagnostics())
    model = resolve(Package(MAIN, [module]), {}, ["len", "range", "str", "sum"])
    return module, Kinds(model, order(model), has_fixed_names)


def _shown(kind: Kind) -> str:
    item = "" if kind.item is None else f"[{_shown(kind.item)}]"
    word = {object: "?", type(None): "nothing"}.get(kind.type, kind.type.__name__)
    return f"{word}{item}" + ("" if kind.is_certain or word in ("?", "nothing") else "?")


def _last(text: str, has_fixed_names: bool = True) -> str:
    """Return the kind of the value of the last assignment of ``text``."""
    module, kinds = _kinds(text, has_fixed_names)
    statement = module.body[-1]
    assert isinstance(statement, nodes.AssignStmt)
    return _shown(kinds.of(statement.value))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1", "int"),
        ("1Ki", "?"),
        ("1.5", "float"),
        ("True", "bool"),
        ("Undefined", "nothing"),
        ('"a${1}"', "str"),
        ("1 + 2 * 3", "int"),
        ("1 + 2.5", "float"),
        ("1 / 2", "float"),
        ("1 + True", "?"),
        ('"a" + "b"', "str"),
        ('"a" * 3', "str"),
        ("[1] + [2.5]", "list[?]"),
        ("[1, 2] + [3]", "list[int]"),
        ("[]", "list[?]"),
        ("[1, *x]", "list[?]"),
        ("1 < 2", "bool"),
        ("not 1", "bool"),
        ("-1.5", "float"),
        ("1 if x else 2", "int"),
        ("1 if x else None", "int?"),
        ('1 if x else "s"', "?"),
        ("None or 1", "int?"),
        ("(1 if x else None) or 2", "int"),
        ("x or 1", "?"),
        ("x as int", "int?"),
        ("x as float", "?"),
        ("len(x)", "int"),
        ("str(x)", "str"),
        ("sum(x)", "?"),
        ("range(3)", "list[int]?"),
        ('"a-b".split("-")', "list[str]"),
        ('x.split("-")', "?"),
        ("[y + 1 for y in range(3)]", "list[int]"),
        ("[y for y in x]", "list[?]"),
        ("[i for i, y in [1.5]]", "list[int]"),
        ("[k for k in {a = 1}]", "list[str]"),
        ("[k for k, v in x]", "list[?]"),
        ("[1, 2][0]", "int"),
        ("[1, 2]?[0]", "int?"),
        ("[1, 2][1:]", "list[int]"),
        ("all y in x { y }", "bool"),
        ("map y in [1] { y * 2 }", "list[int]"),
        ("{a = 1}", "dict"),
        ("{a = 1}.a", "?"),
    ],
)
def test_kinds_of_expressions(value: str, kind: str) -> None:
    assert _last(f"x: any = 1\nresult = {value}\n") == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("_a = 1\nb = _a", "int"),
        ("_a = 1\n_a = 2\nb = _a", "int"),
        ('_a = 1\n_b = "s"\n_a = 2.5\nb = _a', "?"),
        ("_a = 1\n_a = _a + 1\nb = _a", "?"),
        ("_a = 1\nif True:\n    _a = 2\nb = _a", "?"),
        ("_a = [1]\n_a[0] = 2\nb = _a", "?"),
        ("a: int = x\nx: any = 1\nb = a", "int?"),
        ("a: float = 1\nb = a", "int"),
        ("a: float = x\nx: any = 1\nb = a", "?"),
        ("f = lambda { z }\nz = 1\nb = z", "int?"),
        ("f = lambda n: int -> str { str(n) }\nb = f(1)", "str?"),
        ("f = lambda n: int { n }\nb = f(1)", "?"),
    ],
)
def test_kinds_of_variables(text: str, kind: str) -> None:
    assert _last(text + "\n") == kind


def test_in_a_body_that_may_be_derived_from_globals_are_unknown() -> None:
    assert _last("_a = 1\nb = _a\n", has_fixed_names=False) == "?"
    assert _last("b = [x for x in [1]]\n", has_fixed_names=False) == "list[int]"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("n + 1", "int"),
        ("n", "int?"),
        ("n = 2\n    n", "?"),
        ("xs[0] = 2\n    xs", "?"),
        ("xs", "list[int?]?"),
        ("y = n + 1\n    y", "int?"),
        ("y = 1\n    y = 's'\n    y", "?"),
    ],
)
def test_kinds_in_lambdas(body: str, kind: str) -> None:
    text = f"f = lambda n: int, xs: [int] {{\n    {body}\n}}\n"
    module, kinds = _kinds(text)
    statement = module.body[0]
    assert isinstance(statement, nodes.AssignStmt)
    assert isinstance(statement.value, nodes.LambdaExpr)
    last = statement.value.body[-1]
    assert isinstance(last, nodes.ExprStmt)
    assert _shown(kinds.of(last.value)) == kind


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        ("1", "int", True),
        ("1", "float", True),
        ("1.5", "int", False),
        ("True", "int", False),
        ("None", "{str:int}", True),
        ("1", "str | int", True),
        ('"a"', '"a" | "b"', False),
        ("[1]", "[int]", True),
        ("[1, 2.5]", "[int]", False),
        ("[]", "[]", True),
        ("{}", "{str:int}", False),
    ],
)
def test_what_conversions_leave_as_it_is(value: str, type_: str, expected: bool) -> None:
    module, kinds = _kinds(f"a: {type_} = {value}\n")
    statement = module.body[0]
    assert isinstance(statement, nodes.AssignStmt)
    assert statement.annotation is not None
    assert passes(kinds.of(statement.value), statement.annotation) is expected
