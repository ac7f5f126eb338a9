"""Looking at programs without running them."""

from __future__ import annotations

from pathlib import Path

import kclpy
from kclpy.syntax import nodes


def write(directory: Path, text: str) -> Path:
    path = directory / "main.k"
    path.write_text(text, "utf-8")
    return path


def test_parse() -> None:
    examined = kclpy.parse("a = 1\nb = ", "some.k")
    assert isinstance(examined.module.body[0], nodes.AssignStmt)
    [mistake] = examined.diagnostics
    assert mistake.problem.kind == "InvalidSyntax"
    assert mistake.labels[0].span.file.path == "some.k"


def test_check_runs_nothing(tmp_path: Path) -> None:
    assert kclpy.check(write(tmp_path, "assert False, 'ran'")) == ()
    kinds = [d.problem.kind for d in kclpy.check(write(tmp_path, "a: int = 'x'\nb = c\n"))]
    assert kinds == ["TypeError", "CompileError"]
    [missing] = kclpy.check(tmp_path / "no.k")
    assert "Cannot find the kcl file" in missing.message


def test_options(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a = option('k', type='int', required=True, default=1 + 1, help='h')\n"
        "schema S:\n    x: str = option('in', 'str', False, 'd', 'positional')\n"
        "b = option(a)\nc: int = ''\n",
    )
    found = kclpy.list_options(path)
    assert [(o.name, o.type, o.required, o.default, o.help) for o in found] == [
        ("k", "int", True, "1 + 1", "h"),
        ("in", "str", False, "'d'", "positional"),
        ("", "", False, "", ""),
    ]


def test_variables(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a = {x = 1, 'y': [2, 3]}\nb: S {z = a}\nif a:\n    c = d = 1\nelse:\n    _e += [1]\n"
        "schema S:\n    z: any\n",
    )
    found = kclpy.list_variables(path)
    assert [(v.name, v.op, v.text) for v in found] == [
        ("a", "=", "{x = 1, 'y': [2, 3]}"),
        ("b", ":", "S {z = a}"),
        ("c", "=", "1"),
        ("d", "=", "1"),
        ("_e", "+=", "[1]"),
    ]
    a, b = found[:2]
    assert [(e.name, e.op, e.text) for e in a.entries] == [("x", "=", "1"), ("y", ":", "[2, 3]")]
    assert [item.text for item in a.entries[1].items] == ["2", "3"]
    assert a.type_name == "" and b.type_name == "S"
    assert [e.text for e in b.entries] == ["a"]


def test_schemas(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "lib.k").write_text("schema Base:\n    id: int\n", "utf-8")
    path = write(
        tmp_path,
        'import lib\n@deprecated\nschema A(lib.Base):\n    """Doc.\n\n    Attributes\n'
        '    ----------\n    x : int\n        The x.\n    """\n    x?: int = 1 + 1\n'
        "    y: [str]\na = A {}\n",
    )
    found = kclpy.schemas(path)
    assert list(found) == ["lib.Base", "A"]
    schema = found["A"]
    assert schema.doc.summary == "Doc."
    assert schema.definition.base is found["lib.Base"].definition
    assert [
        (a.name, a.type.text(), a.is_optional, a.default, a.doc) for a in schema.attributes.values()
    ] == [
        ("x", "int", True, "1 + 1", "The x."),
        ("y", "[str]", False, None, ""),
    ]
    assert len(schema.decorators) == 1
