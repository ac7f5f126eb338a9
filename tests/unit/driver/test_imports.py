"""Import resolution (reference, 06 section 2 and 05 section 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy import api
from tests.files import write_files
from tests.work import is_linear


def compiled(home: Path, files: dict[str, str], *entries: str, **externals: str) -> api.Result:
    write_files(home, files)
    paths = {name.rstrip("_"): home / path for name, path in externals.items()}
    return api.compile(entries or ["main.k"], workdir=home, externals=paths)


def messages(result: api.Result) -> list[str]:
    return [diagnostic.problem.message for diagnostic in result.diagnostics]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"main.k": "import p\nx = p.v", "p/b.k": "v = w", "p/a.k": "w = 1"}, {"x": 1}),
        ({"main.k": "import p\nx = p.v",
          "p/_b.k": "v = 2", "p/a_test.k": "v = 3", "p/c.k": "v = 1"}, {"x": 1}),
        ({"main.k": "import p.q\nx = q.v", "p/q.k": "v = 1"}, {"x": 1}),
        ({"main.k": "import p\nx = p.v", "p/a.k": "v = 1", "p.k": "v = 2"}, {"x": 1}),
        ({"main.k": "import p.q\nx = q.v", "p/q/a.k": "import ..r\nimport .s.t\nv = r.v + t.v",
          "p/r.k": "v = 1", "p/q/s/t.k": "v = 2"}, {"x": 3}),
        ({"main.k": "import .math\nx = math.ceil(1.5)", "math.k": "v = 1"}, {"x": 2}),
        ({"main.k": "import p.math as m\nx = m.v", "p/math.k": "v = 1"}, {"x": 1}),
        ({"main.k": "import p\nimport p as q\nx = p.v + q.v", "p.k": "v = 1"}, {"x": 2}),
        ({"main.k": "if True:\n    import nope\nx = 1"}, {"x": 1}),
        ({"main.k": "import p\nx = 1", "p.k": 'v = [1][5]'}, {"x": 1}),
        ({"main.k": 'import p\nx = "${p.v}"', "p.k": "v = 1"}, {"x": "1"}),
    ],
)  # fmt: skip
def test_found(tmp_path: Path, files: dict[str, str], expected: dict[str, object]) -> None:
    result = compiled(tmp_path, files)
    assert result.errors == ""
    assert result.output is not None and result.output.documents == [expected]


def test_external_package_has_its_own_root(tmp_path: Path) -> None:
    files = {
        "main.k": "import lib\nimport lib.sub\nx = lib.v\ny = sub.s",
        "libs/lib/l.k": "import sub\nv = 1 + sub.s",
        "libs/lib/sub/s.k": "import .m as mm\nimport ..n\ns = mm.m + n.n",
        "libs/lib/sub/m.k": "m = 1",
        "libs/lib/n.k": "n = 5",
    }
    assert compiled(tmp_path, files, lib="libs/lib").yaml == "x: 7\n'y': 6"


def test_package_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KCL_PKG_PATH", str(tmp_path / "cache"))
    files = {"main.k": "import lib\nx = lib.v", "cache/lib/kcl.mod": "", "cache/lib/a.k": "v = 1"}
    assert compiled(tmp_path, files).yaml == "x: 1"


def test_missing_package_is_reported_by_both_phases(tmp_path: Path) -> None:
    result = compiled(tmp_path, {"main.k": "import a.b\nx = 1"})
    assert messages(result) == [
        "pkgpath a.b not found in the program",
        f"Cannot find the module a.b from {tmp_path}/a/b",
    ]
    assert result.diagnostics[0].suggestions == (
        "try 'kcl mod add a' to download the missing package",
        "browse more packages at 'https://artifacthub.io'",
    )


def test_dots_above_the_root(tmp_path: Path) -> None:
    assert messages(compiled(tmp_path, {"main.k": "import ..a\nx = 1"})) == [
        f"Failed to import the module ..a from {tmp_path}/. "
        "No KCL files found in the specified folder"
    ]


def test_package_is_found_twice(tmp_path: Path) -> None:
    files = {"main.k": "import lib\nx = 1", "lib/l.k": "v = 2", "libs/lib/l.k": "v = 1"}
    result = compiled(tmp_path, files, lib="libs/lib")
    assert messages(result)[0] == (
        "the `lib` is found multiple times in the current package and vendor package"
    )
    assert result.diagnostics[0].problem.note == (
        f"current package: {tmp_path} ({tmp_path}/lib/l.k)\n"
        f"vendor package: {tmp_path}/libs/lib ({tmp_path}/libs/lib/l.k)"
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"main.k": "import main"}, ["main.k"]),
        ({"main.k": "import p", "p.k": "import p"}, ["p.k"]),
        ({"main.k": "import z", "z.k": "import b", "b.k": "import c", "c.k": "import z"},
         ["c.k", "b.k", "z.k", "z, b, c", "z, b, c", "z, b, c"]),
        ({"main.k": "import a", "a/x.k": "import b", "a/w.k": "v = 1", "b/y.k": "import a"},
         ["b/y.k", "a/x.k", "a, b", "a, b"]),
    ],
)  # fmt: skip
def test_ring(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    first, *others = messages(compiled(tmp_path, files))
    head, *names = first.splitlines()
    assert head == "Could not compiles due to cyclic import statements"
    told = [name.removeprefix(f"- {tmp_path}/") for name in names]
    told += [text.removeprefix("There is a circular reference between modules ") for text in others]
    assert told == expected


def test_unreadable_file_stops(tmp_path: Path) -> None:
    (tmp_path / "p.k").write_bytes(b'v = "\xff"')
    result = compiled(tmp_path, {"main.k": "import p\nx = "})
    assert messages(result)[-1] == (
        f"Failed to load KCL file '{tmp_path}/p.k'. Because 'stream did not contain valid UTF-8'"
    )


def test_texts_in_memory_are_imported(tmp_path: Path) -> None:
    texts = {"main.k": "import p\nx = p.v", "p/a.k": "v = 1"}
    assert api.compile(["main.k"], workdir=tmp_path, texts=texts).yaml == "x: 1"


def test_entries_with_several_roots(tmp_path: Path) -> None:
    files = {
        "a/main.k": "import p\nx = p.v",
        "a/p.k": "v = 'a'",
        "b/main.k": "import q\ny = q.v",
        "b/q.k": "v = 'b'",
    }
    assert compiled(tmp_path, files, "a/main.k", "b/main.k").yaml == "x: a\n'y': b"


def test_many_imports_take_linear_time(tmp_path: Path) -> None:
    size = 100
    files = {f"p/a{i}.k": f"v = {i}\n" for i in range(2 * size)}
    compiled(tmp_path, {"main.k": "x = 1\n", **files})

    def work(count: int) -> None:
        imports = "".join(f"import p.a{i}\n" for i in range(count))
        reads = "".join(f"x{i} = a{i}.v\n" for i in range(count))
        (tmp_path / "main.k").write_text(imports + reads, "utf-8")
        assert not api.compile(["main.k"], workdir=tmp_path).is_failure

    assert is_linear(work, size)


def test_missing_imports_take_linear_time(tmp_path: Path) -> None:
    def work(count: int) -> None:
        files = {"main.k": "".join(f"import nothing{i}\n" for i in range(count))}
        assert len(compiled(tmp_path, files).diagnostics) == 2 * count

    assert is_linear(work, 100)
