"""Which packages are documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics.error import KclError
from kclpy.docgen import FORMATS, NoSchemas, generate, load_library
from kclpy.docgen.names import page_names
from tests.files import write_files
from tests.work import is_linear

SCHEMA = "schema S:\n    a: int\n"
STACK = "kcl_cli_configs:\n  files: [../base/base.k, '${KCL_MOD}/more/m.k']\n"


def paths(home: Path) -> list[str]:
    return [package.path for package in load_library(str(home)).packages]


def test_packages_below(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "kcl.mod": '[package]\nname = "m"\n',
            "a.k": SCHEMA,
            "b/c/s.k": f"import d\n\n{SCHEMA}    d: d.S\n",
            "d/s.k": SCHEMA,
            "my-app/s.k": SCHEMA,
            "values/v.k": "x = nope\n",
            "tests/s_test.k": SCHEMA,
            ".hidden/s.k": SCHEMA,
            "vendor/v/s.k": SCHEMA,
            "module/kcl.mod": "",
            "module/s.k": SCHEMA,
            "stack/kcl.yaml": STACK,
            "stack/main.k": f"_x = 1\n{SCHEMA}",
            "base/base.k": f"a = _x\n{SCHEMA}",
            "more/m.k": f"b = _x\n{SCHEMA}",
            "wrong/kcl.yaml": "[",
        },
    )
    assert paths(tmp_path) == ["__main__", "b.c", "d", "my-app"]
    assert paths(tmp_path / "b") == ["b.c"]
    assert load_library(str(tmp_path / "b")).title == "m.b"
    assert paths(tmp_path / "d" / "s.k") == ["__main__"]


def test_packages_below_that_import_each_other(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "a/a.k": f"import b\n{SCHEMA}    b: b.S\n",
            "b/b.k": f"import a\n{SCHEMA}    b: a.S\n",
            "kcl.mod": "",
        },
    )
    with pytest.raises(KclError, match="There is a circular"):
        load_library(str(tmp_path))


def test_mistakes_have_places(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.k": SCHEMA, "b/s.k": "schema S:\n    a: Nope\n"})
    with pytest.raises(KclError, match=r"b/s\.k:2:8"):
        load_library(str(tmp_path))
    write_files(tmp_path, {"c/c.k": "schema :\n"})
    with pytest.raises(KclError, match=r"c/c\.k:1"):
        load_library(str(tmp_path))


def test_packages_without_a_manifest(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.k": SCHEMA, "b/s.k": SCHEMA, "b/c/s.k": SCHEMA})
    assert paths(tmp_path) == ["__main__", "b", "b.c"]


def test_nothing_to_document(tmp_path: Path) -> None:
    with pytest.raises(KclError, match="No input KCL files"):
        load_library(str(tmp_path))
    with pytest.raises(KclError, match="Cannot find the kcl file"):
        load_library(str(tmp_path / "nope"))
    write_files(tmp_path, {"a.k": "a = 1\n"})
    with pytest.raises(NoSchemas, match="there is no schema in"):
        load_library(str(tmp_path))
    write_files(tmp_path, {"a.k": f"@deprecated\n{SCHEMA}"})
    with pytest.raises(NoSchemas):
        load_library(str(tmp_path), ignore_deprecated=True)


def test_what_is_deprecated_is_left_out(shop: Path) -> None:
    library = load_library(str(shop), ignore_deprecated=True)
    assert "Old" not in [schema.name for schema in library]
    app = next(schema for schema in library if schema.package == "__main__")
    assert "port" not in [one.name for one in app.attributes]


def test_pages_have_names_of_their_own(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"kcl.mod": '[package]\nname = "a"\n', "m.k": SCHEMA}
        | {f"{name}/s.k": SCHEMA for name in ("A", "index", "b c")},
    )
    names = page_names(load_library(str(tmp_path)))
    assert names == {"A": "A", "__main__": "a-2", "b c": "b-c", "index": "index-2"}


def test_the_work_grows_with_the_schemas(tmp_path: Path) -> None:
    def work(count: int) -> None:
        text = "\n".join(f"# c\nschema S{n}:\n    # c\n    a?: int = {n}\n" for n in range(count))
        (tmp_path / "m.k").write_text(text, "utf-8")
        library = load_library(str(tmp_path))
        for name in FORMATS:
            generate(library, name)

    work(1)  # what is done once
    assert is_linear(work, 30)
