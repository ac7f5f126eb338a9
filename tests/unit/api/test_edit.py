"""Changing the text of programs."""

from __future__ import annotations

from pathlib import Path

import pytest

import kclpy


@pytest.mark.parametrize(
    ("text", "specs", "expected"),
    [
        ("a = 1 # c\n", ["a=5"], "a = 5 # c\n"),
        ("p = P {a = 2}\n", ["p.a=9", 'p.n="y"'], 'p = P {a = 9, n = "y"}\n'),
        (
            "p = P {\n    a = 2 # two\n    b: {c = 1}\n}\n",
            ["p.b.c=3", "p.b.d=4", "p.e=5", "p.a-"],
            "p = P {\n    b: {c = 3, d = 4}\n    e = 5\n}\n",
        ),
        ("l = [1,2]\n", ["l+=[3, 4]"], "l = [1,2, 3, 4]\n"),
        ("l = [\n    1 # one\n]\n", ["l+=[2]"], "l = [\n    1 # one\n    2\n]\n"),
        ("l = [\n    1,\n]\n", ["l+=[2]"], "l = [\n    1,\n    2,\n]\n"),
        ("l = []\nd = {}\n", ["l+=[1]", "d.x=1"], "l = [1]\nd = {x = 1}\n"),
        ("d = {a = 1}", ["d:{a=2,c=3}"], "d = {a = 2, c = 3}"),
        ("a = 1\n# about b\nb = 2\nc = 3\n", ["b-"], "a = 1\n# about b\nc = 3\n"),
        ("d = {a = 1, b = 2, c = 3}", ["d.b-"], "d = {a = 1, c = 3}"),
        ("d = {a = 1, b = 2}", ["d.b-"], "d = {a = 1}"),
        ("d = {a = 1}", ["d.a-"], "d = {}"),
        ("d = {a = 1}", ["d.z-", "z-"], "d = {a = 1}"),
        ("a.b = 1\nc = {d.e = 1}", ["c.d.e=2"], "a.b = 1\nc = {d.e = 2}"),
        ("a = 1", ["b=2"], "a = 1\nb = 2\n"),
        ("", ["q.r.if='x'"], "q = {r: {\"if\" = 'x'}}\n"),
        ('d = {"x y" = 1}\n', ['d["x y"]=2'], 'd = {"x y" = 2}\n'),
        ("a: A {x = 1}\n", ["a.x=2", "a:A {y = 3}"], "a: A {x = 2, y = 3}\n"),
        ("é = 'ä'\n", ["é='ö'"], "é = 'ö'\n"),
        ("a = 1\r\nb = 2\r\n", ["a=3"], "a = 3\r\nb = 2\r\n"),
    ],
)
def test_override(text: str, specs: list[str], expected: str) -> None:
    assert kclpy.override_text(text, specs) == expected


@pytest.mark.parametrize("text", ["a = {b = 1, c = [1]}", "a = {\n    b = 1\n    c = [1]\n}\n", ""])
@pytest.mark.parametrize("spec", ["a.b=2", "a.b-", "a.n.m='x'", "a.c=[2]", "z=1", "a:{b=3}"])
def test_text_and_run_agree(text: str, spec: str) -> None:
    assert kclpy.loads(kclpy.override_text(text, [spec])) == kclpy.loads(text, overrides=[spec])


def test_override_that_is_none() -> None:
    with pytest.raises(ValueError, match="Invalid spec format 'b'"):
        kclpy.override_text("a = 1", ["a=2", "b"])


def test_override_file(tmp_path: Path) -> None:
    path = tmp_path / "main.k"
    path.write_bytes(b"a = 1\r\n")
    assert kclpy.override_file(path, ["a=2"])
    assert path.read_bytes() == b"a = 2\r\n"
    assert not kclpy.override_file(path, ["a=2"])
    with pytest.raises(FileNotFoundError):
        kclpy.override_file(tmp_path / "no.k", ["a=2"])


def test_format_code() -> None:
    assert kclpy.format_code("a   = 1") == "a = 1\n"
    assert kclpy.format_code("a   = ") == "a   = "


def test_format_files(tmp_path: Path) -> None:
    for name in ("a.k", "b.k", "inner/c.k"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x=1" if name != "b.k" else "x = 1\n", "utf-8")
    assert kclpy.format_files(tmp_path, is_dry_run=True) == [str(tmp_path / "a.k")]
    assert (tmp_path / "a.k").read_text("utf-8") == "x=1"
    assert kclpy.format_files(tmp_path / "*.k") == [str(tmp_path / "a.k")]
    assert (tmp_path / "a.k").read_text("utf-8") == "x = 1\n"
    assert kclpy.format_files(tmp_path / "...") == [str(tmp_path / "inner" / "c.k")]
    assert kclpy.format_files(tmp_path / "no.k") == []


MAIN = """import lib as l

schema A(l.Base):
    x: int
    y?: A
    check:
        x > 0 if x
a = A {x = 1, y = {x = 2}}
b = a.x + a.y.x # a comment about x and a
c = [a for a in [a.id]]
d = "${a.x}"
e: l.Base = {id = l.number}
f = lambda a { a }
"""
LIB = """number = 1
schema Base:
    id: int = number
many: {str:[Base]} = {one = [{'id' = 2}]}
"""
TEXTS = {"main.k": MAIN, "lib/lib.k": LIB}


@pytest.mark.parametrize(
    ("symbol", "new_name", "expected"),
    [
        (
            "a",
            "instance",
            {
                "main.k": MAIN.replace("\na =", "\ninstance =")
                .replace("a.x + a.y.x", "instance.x + instance.y.x")
                .replace("[a.id]", "[instance.id]")
                .replace("${a.x}", "${instance.x}")
            },
        ),
        (
            "A",
            "B",
            {"main.k": MAIN.replace("A(", "B(").replace(": A", ": B").replace("A {", "B {")},
        ),
        (
            "A.x",
            "size",
            {
                "main.k": MAIN.replace("    x:", "    size:")
                .replace("x > 0 if x", "size > 0 if size")
                .replace("x = 1, y = {x", "size = 1, y = {size")
                .replace("a.x + a.y.x", "a.size + a.y.size")
                .replace("${a.x}", "${a.size}")
            },
        ),
        (
            "lib:number",
            "count",
            {
                "lib/lib.k": LIB.replace("number", "count"),
                "main.k": MAIN.replace("l.number", "l.count"),
            },
        ),
        (
            "lib:Base.id",
            "key",
            {
                "lib/lib.k": LIB.replace("id:", "key:").replace("'id'", "'key'"),
                "main.k": MAIN.replace("a.id", "a.key").replace("{id =", "{key ="),
            },
        ),
        (
            "lib:Base",
            "Root",
            {
                "lib/lib.k": LIB.replace("Base", "Root"),
                "main.k": MAIN.replace("Base", "Root"),
            },
        ),
    ],
)
def test_rename(symbol: str, new_name: str, expected: dict[str, str], tmp_path: Path) -> None:
    assert kclpy.rename(tmp_path, symbol, new_name, TEXTS) == expected


@pytest.mark.parametrize(
    ("symbol", "new_name", "message"),
    [
        ("nothing", "x", "get symbol from symbol path failed, nothing"),
        ("A.nothing", "x", "get symbol from symbol path failed, A.nothing"),
        ("nowhere:a", "x", "get symbol from symbol path failed"),
        ("a", "b", "'b' is declared already"),
        ("A.x", "id", "'id' is declared already"),
        ("a", "if", "'if' is no name"),
        ("a", "1x", "'1x' is no name"),
        ("", "x", "get symbol from symbol path failed"),
    ],
)
def test_rename_refused(symbol: str, new_name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kclpy.rename("/mock", symbol, new_name, TEXTS)


def test_rename_in_files(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "lib").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    changed = kclpy.rename_in_files(tmp_path, "lib:number", "count", list(TEXTS))
    assert sorted(changed) == sorted(TEXTS)
    assert (tmp_path / "lib/lib.k").read_text("utf-8") == LIB.replace("number", "count")
    assert kclpy.load(tmp_path / "main.k")["e"] == {"id": 1}
