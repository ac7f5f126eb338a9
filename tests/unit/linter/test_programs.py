"""Which programs stand below a directory, and what is said of files that several share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.formatter.files import FilesError
from kclpy.linter.programs import files_of, joined, lint_all, programs
from kclpy.linter.selection import Choice
from kclpy.linter.session import Result
from tests.files import write_files

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _results(home: Path, *paths: str, jobs: int = 1) -> list[Result]:
    request = Request(Options(paths=paths, workdir=str(home)))
    return lint_all(programs(request).programs, Choice(), jobs)


def _said(results: list[Result]) -> list[tuple[str, str]]:
    return [(Path(one.labels[0].span.file.path).name, one.problem.id()) for one in joined(results)]


def test_each_package_is_linted(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/a.k": "_a = 1\n", "b/c/c.k": "_c = 1\n", ".hidden/d.k": "_d = 1\n"})
    assert _said(_results(tmp_path, "...")) == [
        ("a.k", "unused-variable"),
        ("c.k", "unused-variable"),
    ]


def test_a_base_is_part_of_its_stacks(tmp_path: Path) -> None:
    settings = "kcl_cli_configs:\n  files:\n  - ../base/base.k\n  - main.k\n"
    files = {
        "kcl.mod": "",
        "base/base.k": "import math\n_name = _stage\nname = _name\n",
        "dev/main.k": "_stage = 'dev'\n",
        "dev/kcl.yaml": settings,
        "prod/main.k": "import math\n_stage = 'prod'\n",
        "prod/kcl.yaml": settings,
    }
    write_files(tmp_path, files)
    results = _results(tmp_path, "...")
    assert len(results) == 2
    assert _said(results) == [("base.k", "unused-import"), ("main.k", "unused-import")]


def test_what_one_program_reads_is_used() -> None:
    """A warning about a shared file counts if all programs give it."""
    shared = {"shared.k": "_a = 1\n"}
    both = [
        Options(paths=tuple(texts), workdir="/nowhere", texts=texts)
        for texts in ({**shared, "one.k": "b = _a\n"}, {**shared, "two.k": "c = 1\n"})
    ]
    assert _said(lint_all(both, Choice(), 1)) == []
    assert _said(lint_all(both[1:], Choice(), 1)) == [("shared.k", "unused-variable")]


def test_other_files_of_the_package_read_variables(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.k": "_a = 1\n_b = 2\n", "b.k": "c = _a\n", "c_test.k": "x = _b\n"})
    assert _said(_results(tmp_path, "a.k")) == []
    assert _said(_results(tmp_path, ".")) == []


def test_stacks_around_a_base_read_its_variables(tmp_path: Path) -> None:
    files = {
        "kcl.mod": "",
        "base/base.k": "_a = 1\n_b = 2\n_c = 3\n",
        "dev/main.k": "d = _a\n",
        "dev/kcl.yaml": "kcl_cli_configs:\n  files: [../base/base.k, main.k]\n",
        "base/prod/main.k": "e = _b\n",
        "base/prod/kcl.yaml": "kcl_cli_configs:\n  files: [../base.k, main.k]\n",
        "other/main.k": "f = _c\n",
    }
    write_files(tmp_path, files)
    (diagnostic,) = joined(_results(tmp_path, "base"))
    assert diagnostic.message == "variable '_c' is never read"


def test_imported_packages_are_said_once(tmp_path: Path) -> None:
    files = {
        "kcl.mod": "",
        "p/p.k": "import math\na = 1\n",
        "one/main.k": "import p\nb = p.a\n",
        "two/main.k": "import p\nc = p.a\n",
    }
    write_files(tmp_path, files)
    results = _results(tmp_path, "...")
    assert len(results) == 3
    assert _said(results) == [("p.k", "unused-import")]


def test_many_programs_in_several_processes(tmp_path: Path) -> None:
    write_files(tmp_path, {f"p{n:02}/main{n:02}.k": f"_a{n} = 1\n" for n in range(20)})
    results = _results(tmp_path, "...", jobs=2)
    assert _said(results) == _said(_results(tmp_path, "..."))
    assert len(files_of(results)) == 20


def test_a_wrong_manifest_hides_nothing_else(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/kcl.mod": "[", "a/a.k": "a = 1\n", "b/b.k": "_b = 1\n"})
    found = programs(Request(Options(paths=("...",), workdir=str(tmp_path))))
    assert [one.problem.id() for one in found.mistakes] == ["bad-manifest"]
    assert _said(lint_all(found.programs, Choice(), 1)) == [("b.k", "unused-variable")]


def test_tests_are_no_part_of_a_package(tmp_path: Path) -> None:
    write_files(tmp_path, {"a_test.k": "_a = 1\n"})
    assert programs(Request(Options(paths=("...",), workdir=str(tmp_path)))) == ([], [])


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FilesError):
        programs(Request(Options(paths=("none/...",), workdir=str(tmp_path))))


def test_no_rule_finds_anything_in_the_examples() -> None:
    request = Request(Options(paths=(f"{EXAMPLES}/...",)))
    several, mistakes = programs(request)
    assert not mistakes
    assert len(several) >= 6
    assert joined(lint_all(several, Choice(), 1)) == []
    everything = Choice(select=("all",), ignore=("missing-doc",))
    assert joined(lint_all(several, everything, 1)) == []
