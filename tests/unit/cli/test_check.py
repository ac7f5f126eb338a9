"""The command ``kclpy check``."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from kclpy.cli import main
from kclpy.gate.steps import STEPS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kcl.mod").write_text("[package]\n")
    _write("lib/lib.k", "schema App:\n    name: str\n")
    for stage in ("dev", "prod"):
        _write(f"{stage}/main.k", 'import lib\n\napp = lib.App {name = "a"}\n')
        _write(f"{stage}/kcl.yaml", "kcl_cli_configs:\n  files: [main.k]\n")
    _write("lib/lib_test.k", 'test_name = lambda {\n    assert App {name = "a"}.name == "a"\n}\n')


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text)


def _findings(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    """Return the names and files of the findings."""
    main(["check", "--format", "json", *words])
    listed = json.loads(capsys.readouterr().out)
    return [(one["name"], (one["messages"] or [{"file": ""}])[0]["file"]) for one in listed]


def test_clean_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    lines = [line.rsplit(None, 2)[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "fmt         ok              4 files",
        "types       ok              3 programs",
        "lint        ok              3 programs",
        "test        ok              1 test in 1 package",
        "compile     ok              2 stacks",
        "kubernetes  ok              no release named",
    ]
    assert main(["check", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_each_step_finds_something(capsys: pytest.CaptureFixture[str]) -> None:
    _write("fmt/a.k", "a  = 1\n")
    _write("types/b.k", 'b: int = "x"\n')
    _write("lint/c.k", "import math\n")
    _write("test/d_test.k", "test_d = lambda {\n    assert False\n}\n")
    _write("run/e.k", 'a = option("n")[1]\n')
    _write(
        "run/kcl.yaml", "kcl_cli_configs:\n  files: [e.k]\nkcl_options:\n- key: n\n  value: []\n"
    )
    assert [file for _, file in _findings(capsys)] == [
        "fmt/a.k",
        "types/b.k",
        "lint/c.k",
        "test/d_test.k",
        "run/e.k",
    ]
    assert main(["check", "-q"]) == 1
    assert main(["check", "-q", "--skip", ",".join(step.name for step in STEPS)]) == 0


def test_mistake_of_several_stacks_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    _write("lib/lib.k", "schema App:\n    name: str =\n")
    assert _findings(capsys) == [("expected-token", "lib/lib.k")]
    assert main(["check"]) == 1
    table = capsys.readouterr().out.splitlines()[-6:]
    assert [line.split()[1] for line in table] == ["1", "told", "ok", "told", "told", "ok"]


def test_settings_that_cannot_be_read_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    _write("dev/kcl.yaml", "- [")
    assert _findings(capsys) == [("bad-settings", "")]


def test_only_and_skip(capsys: pytest.CaptureFixture[str]) -> None:
    _write("fmt/a.k", "a  = 1\n")
    assert main(["check", "--only", "types,lint"]) == 0
    assert main(["check", "--skip", "fmt"]) == 0
    assert main(["check", "--only", "fmt"]) == 1
    capsys.readouterr()
    assert main(["check", "--fail-fast"]) == 1
    assert capsys.readouterr().out.count("left out") == len(STEPS) - 1


def test_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    _write("fmt/a.k", "a  = 1\n")
    Path("kcl.mod").write_text("[package]\n[check]\nskip = ['fmt']\n")
    assert main(["check"]) == 0
    assert main(["check", "--only", "fmt"]) == 1
    Path("kcl.mod").write_text("[package]\n[check]\nskip = ['fnt']\n")
    capsys.readouterr()
    assert main(["check"]) == 2
    err = capsys.readouterr().err
    assert "kcl.mod:3:1" in err and "did you mean 'fmt'?" in err


SERVICE = """apiVersion = "v1"
kind = "Service"
metadata = {{name = "{name}"}}
spec = {{
    ports = [{{port = {port}}}]
}}
"""
CUSTOM = """apiVersion = "example.com/v1"
kind = "Backup"
metadata = {name = "b"}
spec = {every = 1}
"""
CRD = """apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: backups, kind: Backup}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {every: {type: string}}}
"""


def test_manifests(capsys: pytest.CaptureFixture[str]) -> None:
    _write("dev/main.k", SERVICE.format(name="a", port='"http"'))
    _write("prod/main.k", SERVICE.format(name="a", port=80))
    assert main(["check"]) == 0
    capsys.readouterr()
    wrong = ("wrong-field-type", "dev (rendered)")
    assert _findings(capsys, "--kubernetes", "1.33") == [wrong]
    Path("kcl.mod").write_text('[package]\n[check]\nkubernetes = "v1.33"\n')
    assert _findings(capsys) == [wrong]
    assert _findings(capsys, "--skip", "kubernetes") == []
    assert main(["check", "--kubernetes", "1.1"]) == 2
    assert "1.33" in capsys.readouterr().err


def test_custom_resources(capsys: pytest.CaptureFixture[str]) -> None:
    _write("dev/main.k", CUSTOM)
    _write("prod/main.k", SERVICE.format(name="a", port=80))
    release = ("--kubernetes", "1.33")
    assert [name for name, _ in _findings(capsys, *release)] == ["no-schema-of-kind"]
    assert _findings(capsys, *release, "--ignore-missing-schemas") == []
    _write("crds/backup.yaml", CRD)
    wrong = [("wrong-field-type", "dev (rendered)")]
    assert _findings(capsys, *release, "--crd", "crds") == wrong
    Path("kcl.mod").write_text('[package]\n[check]\nkubernetes = "1.33"\ncrd = ["crds"]\n')
    assert _findings(capsys, "dev") == wrong


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["nope"], "cannot read 'nope': No such file or directory"),
        (["--only", "tset"], "there is no step called 'tset', did you mean 'test'?"),
        (["-Y", "kcl.yaml"], "-Y names the settings of one program, and there may be many"),
        (["-o", "no/such/file"], "cannot write 'no/such/file': No such file or directory"),
    ],
)
def test_wrong_use(words: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *words]) == 2
    assert capsys.readouterr().err == f"kclpy check: {reason}\n"


def test_unknown_flag() -> None:
    assert main(["check", "--formt", "x"]) == 2


def test_nothing_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 0
    assert capsys.readouterr() == ("", "kclpy check: no KCL files found\n")


def test_internal_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object) -> None:
        raise LookupError("of ours")

    monkeypatch.delenv("KCLPY_DEBUG", raising=False)
    monkeypatch.setattr("kclpy.cli.check.run_steps", fail)
    assert main(["check"]) == 3
    err = capsys.readouterr().err
    assert err.startswith("internal error: LookupError: of ours (") and err.count("\n") == 1


def test_report_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    _write("fmt/a.k", "a  = 1\n")
    assert main(["check", "--format", "gitlab", "-o", "report.json"]) == 1
    assert "1 finding" in capsys.readouterr().out
    (entry,) = json.loads(Path("report.json").read_text())
    assert entry["location"] == {"path": "fmt/a.k", "lines": {"begin": 1, "end": 1}}


def test_forms_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    _write("fmt/a.k", "a  = 1\n")
    _write("lint/c.k", "import math\n")
    outputs = {}
    for form in ("sarif", "junit", "github"):
        assert main(["check", "--format", form]) == 1
        outputs[form], table = capsys.readouterr()
        assert table.count("\n") == len(STEPS)
    log = Log.model_validate_json(outputs["sarif"])
    assert len(log.runs[0].results or ()) == 2
    suites = ElementTree.fromstring(outputs["junit"])
    assert suites.attrib == {"tests": "6", "failures": "2", "errors": "0"}
    assert [line.split(",")[0] for line in outputs["github"].splitlines()] == [
        "::error file=fmt/a.k",
        "::warning file=lint/c.k",
    ]


def test_fix_of_an_unformatted_file_gives_the_formatted_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write("fmt/a.k", "a = 1\nb  = [\n 1\n]\n\n\n\nc = 1\n\n")
    main(["check", "--only", "fmt", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)
    (edit,) = finding["fixes"][0]["edits"]
    assert (edit["line"], edit["text"]) == (2, "b = [\n    1\n]\n\nc = 1\n")


def test_progress_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert [part.split()[2] for part in err.split("\r\x1b[K")[1:-1]] == [s.name for s in STEPS]
    assert err.endswith("\r\x1b[K")
    assert "\x1b" not in out


def test_processes_find_what_one_finds(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        _write(f"many{number}/a.k", f'import math\na: int = "{number}"\n')
    assert _findings(capsys, "--jobs", "1") == _findings(capsys, "--jobs", "2")


def test_examples_are_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    assert main(["check"]) == 0, capsys.readouterr().out
