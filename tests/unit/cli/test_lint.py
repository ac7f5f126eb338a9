"""``kclpy lint``: status, streams and flags."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kclpy.cli import main
from kclpy.linter.rules import all_rules

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_clean_program_says_nothing(capsys: Capture) -> None:
    _write("main.k", "a = 1\n")
    assert main(["lint", "main.k"]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_directory_is_the_default(capsys: Capture) -> None:
    _write("main.k", "_a = 1\n")
    assert main(["lint"]) == 1
    assert "variable '_a' is never read" in capsys.readouterr().err


def test_warnings_of_the_reference_come_first_in_its_words(capsys: Capture, tmp_path: Path) -> None:
    _write("main.k", "_a = 1\nimport math\n")
    assert main(["lint", "main.k"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "warning[W1001]: ImportPositionWarning\n"
        f" --> {tmp_path}/main.k:2:1\n"
        "  |\n"
        "2 | import math\n"
        "  | ^ The import stmt should be placed at the top of the module\n"
        "  |\n"
        "note: Consider moving tihs statement to the top of the file\n"
        "\n\n"
        "warning[W1001]: UnusedImportWarning\n"
        f" --> {tmp_path}/main.k:2:1\n"
        "  |\n"
        "2 | import math\n"
        "  | ^ Module 'math' imported but unused\n"
        "  |\n"
        "note: Consider removing this statement\n"
        "\n\n"
        "warning[unused-variable]: LintWarning\n"
        f" --> {tmp_path}/main.k:1:1\n"
        "  |\n"
        "1 | _a = 1\n"
        "  | ^ variable '_a' is never read\n"
        "  |\n"
    )


def test_mistakes(capsys: Capture) -> None:
    _write("main.k", "a = b\n")
    assert main(["lint", "main.k"]) == 1
    assert "name 'b' is not defined" in capsys.readouterr().err


def test_settings_and_options_count(capsys: Capture) -> None:
    _write("p/p.k", "a = 1\n")
    _write("main.k", "import q\nb = q.a\n")
    assert main(["lint", "main.k", "-E", "q=p", "-D", "x=1"]) == 0


def test_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("_a = 1\n"))
    assert main(["lint", "-", "--error-format", "short"]) == 1
    assert capsys.readouterr().err == (
        "stdin.k:1:1: warning[unused-variable]: LintWarning: variable '_a' is never read\n"
    )


def test_select_and_ignore(capsys: Capture) -> None:
    _write("main.k", "_a = 1\nb = 2 == None\n")
    short = ["lint", "main.k", "--error-format", "short"]
    assert main([*short, "--select", "default,none-comparison"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert main([*short, "--select", "style", "--select", "imports"]) == 1
    assert "[none-comparison]" in capsys.readouterr().err
    assert main([*short, "--ignore", "unused"]) == 0


@pytest.mark.parametrize("flag", ["--select", "--ignore"])
def test_unknown_rule(flag: str, capsys: Capture) -> None:
    assert main(["lint", flag, "unused-varable"]) == 2
    assert capsys.readouterr().err == (
        "kclpy lint: there is no rule called 'unused-varable', did you mean 'unused-variable'?\n"
    )


def test_fix(capsys: Capture) -> None:
    _write("main.k", "import math\n_a = 1\n# kept\nb = 2\n")
    assert main(["lint", "--fix", "main.k"]) == 0
    assert capsys.readouterr() == ("main.k\n", "")
    assert Path("main.k").read_text("utf-8") == "# kept\nb = 2\n"


def test_what_cannot_be_fixed_is_told(capsys: Capture) -> None:
    _write("main.k", "import math\n_a = print(1)\n")
    assert main(["lint", "--fix", "--error-format", "short"]) == 1
    out, err = capsys.readouterr()
    assert out == "main.k\n" and "main.k:1:1" in err and len(err.splitlines()) == 1


def test_a_program_with_mistakes_is_not_changed(capsys: Capture) -> None:
    text = "import math\nb = c\n"
    _write("main.k", text)
    assert main(["lint", "--fix", "main.k"]) == 1
    assert Path("main.k").read_text("utf-8") == text
    assert capsys.readouterr().out == ""


def test_unsafe_fixes(capsys: Capture) -> None:
    _write("main.k", "f = lambda key { {key = 1} }\n")
    assert main(["lint", "--fix", "main.k"]) == 1
    assert main(["lint", "--fix", "--unsafe-fixes", "main.k"]) == 0
    assert '"${key}"' in Path("main.k").read_text("utf-8")
    assert main(["lint", "--unsafe-fixes", "main.k"]) == 2


def test_standard_input_cannot_be_fixed(capsys: Capture) -> None:
    assert main(["lint", "--fix", "-"]) == 2
    assert capsys.readouterr().err == "kclpy lint: --fix cannot change standard input\n"


def test_packages_below_a_directory(capsys: Capture) -> None:
    _write("a/a.k", "_a = 1\n")
    _write("b/b.k", "_b = 1\n")
    assert main(["lint", "./...", "--error-format", "short"]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "a/a.k",
        "b/b.k",
    ]
    assert main(["lint", "none/..."]) == 1
    assert capsys.readouterr().err.startswith("kclpy lint: cannot read 'none'")


def test_forms_for_machines(capsys: Capture) -> None:
    _write("main.k", "_a = 1\n")
    assert main(["lint", "--error-format", "json", "main.k"]) == 1
    (found,) = json.loads(capsys.readouterr().err)
    assert (found["name"], found["level"]) == ("unused-variable", "warning")
    assert found["fixes"][0]["edits"] == [
        {"file": "main.k", "line": 1, "column": 1, "endLine": 2, "endColumn": 1, "text": ""}
    ]


def test_configuration(capsys: Capture) -> None:
    _write("main.k", "_a = 1\n")
    _write("kcl.mod", "[lint]\nselect = 1\n")
    assert main(["lint", "main.k", "--error-format", "short"]) == 1
    assert capsys.readouterr().err == (
        "kcl.mod:2:1: error: ConfigurationError: 'select' is not a list of strings\n"
    )


def test_list(capsys: Capture) -> None:
    assert main(["lint", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(all_rules())


def test_help_knows_the_rules(capsys: Capture) -> None:
    assert main(["help", "unused-variable"]) == 0
    assert capsys.readouterr().out.startswith("unused-variable LintWarning\n\nA private variable")
    assert main(["help", "unused-varable"]) == 2
    assert "did you mean 'unused-variable'?" in capsys.readouterr().err
