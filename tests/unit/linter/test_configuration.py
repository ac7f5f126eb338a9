"""Which rules count in a file: what the project says, and what the command line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.driver.options import Options
from kclpy.linter.configuration import Configurations
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice, names_of, unknown_word
from kclpy.linter.session import lint
from kclpy.packages.configuration import ConfigurationError

PROGRAM = "_a = 1\nb = 2 == None\n"


def _found(home: Path, choice: Choice | None = None) -> list[str]:
    (home / "main.k").write_text(PROGRAM, "utf-8")
    result = lint(Options(paths=("main.k",), workdir=str(home)), choice)
    return [one.problem.id() for one in result.diagnostics]


def test_without_configuration_the_default_counts(tmp_path: Path) -> None:
    assert _found(tmp_path) == ["unused-variable"]


@pytest.mark.parametrize(
    ("name", "table"), [("kcl.mod", "lint"), ("pyproject.toml", "tool.kclpy.lint")]
)
def test_select_and_ignore(name: str, table: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f'[{table}]\nselect = ["all"]\nignore = ["unused"]\n', "utf-8")
    assert _found(tmp_path) == ["none-comparison"]


def test_flags_go_first(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").write_text('[lint]\nselect = ["none-comparison"]\n', "utf-8")
    assert _found(tmp_path, Choice(select=("unused-variable",))) == ["unused-variable"]
    assert _found(tmp_path, Choice(ignore=("style",))) == []


def test_nearest_one_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.kclpy.lint]\nselect = ["all"]\n', "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert _found(inner) == ["unused-variable", "none-comparison"]
    (inner / "kcl.mod").write_text("[lint]\nselect = []\n", "utf-8")
    assert _found(inner) == []


@pytest.mark.parametrize(
    ("pattern", "is_hidden"),
    [
        ("main.k", True),
        ("*.k", True),
        ("inner/*", True),
        ("**/main.k", True),
        ("other/*", False),
        ("mai.k", False),
    ],
)
def test_per_file(pattern: str, is_hidden: bool, tmp_path: Path) -> None:
    text = f'[lint]\n[lint.per-file-ignores]\n"{pattern}" = ["unused-variable"]\n'
    (tmp_path / "kcl.mod").write_text(text, "utf-8")
    (tmp_path / "inner").mkdir()
    assert _found(tmp_path / "inner") == ([] if is_hidden else ["unused-variable"])


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('[lint]\nselect = "all"\n', "'select' is not a list of strings", 2),
        ("[package]\n[lint]\nignore = [1]\n", "'ignore' is not a list of strings", 3),
        (
            '[lint]\nselect = ["unused-varable"]\n',
            "there is no rule called 'unused-varable', did you mean 'unused-variable'?",
            2,
        ),
        (
            "[lint]\n\nselct = []\n",
            "unknown key 'selct', expected select, ignore, per-file-ignores, severity",
            3,
        ),
        ("[lint]\nper-file-ignores = 1\n", "'per-file-ignores' is not a table", 2),
        (
            '[lint.per-file-ignores]\n"a.k" = ["x"]\n',
            "there is no rule called 'x'",
            2,
        ),
        (
            "[lint.severity]\nall = 'hint'\nstyle = 'hnt'\n",
            "there is no severity called 'hnt', did you mean 'hint'?",
            3,
        ),
        ("[lint.severity]\nall = 3\n", "'all' is not a string", 2),
        (
            "[lint.severity]\nstile = 'hint'\n",
            "there is no rule called 'stile', did you mean 'style'?",
            2,
        ),
        ("a = 1\nlint = 3\n", "'lint' is not a table", 2),
    ],
)
def test_mistakes_have_a_place(text: str, message: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "kcl.mod"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        Configurations().of(str(tmp_path / "main.k"))
    diagnostic = raised.value.diagnostic
    span = diagnostic.labels[0].span
    assert diagnostic.message == message
    assert (span.file.path, span.file.position(span.start)[0]) == (str(path), line)


def test_broken_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\na = \n", "utf-8")
    result = lint(Options(paths=("main.k",), workdir=str(tmp_path), texts={"main.k": PROGRAM}))
    (diagnostic,) = result.diagnostics
    span = diagnostic.labels[0].span
    assert diagnostic.message.startswith("cannot be read: ")
    assert span.file.position(span.start)[0] == 2


def test_words() -> None:
    assert names_of("all") == frozenset(all_rules())
    assert names_of("unused") is not None and "unused-import" not in (names_of("unused") or ())
    assert names_of("nothing") is None
    assert unknown_word(["default", "style", "missing-doc"]) is None
    assert unknown_word(["mising-doc"]) == (
        "there is no rule called 'mising-doc', did you mean 'missing-doc'?"
    )


def test_the_narrower_word_says_the_severity(tmp_path: Path) -> None:
    table = '[lint.severity]\nunused-variable = "hint"\nall = "information"\nunused = "error"\n'
    (tmp_path / "kcl.mod").write_text(table, "utf-8")
    found = Configurations().of(str(tmp_path / "main.k")).severities()
    assert found.keys() == all_rules().keys()
    assert found["unused-variable"] == "hint"
    assert found["unused-loop-variable"] == "error"
    assert found["hardcoded-secret"] == "information"
