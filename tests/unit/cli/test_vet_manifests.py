"""``kclpy vet`` with ``--kubernetes``, ``--crd`` and ``--policy``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from kclpy.cli import main
from tests.files import write_files

Capture = pytest.CaptureFixture[str]

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: b\n"
BAD = GOOD.replace("a: b", "a: 1")
OLD = GOOD.replace("ConfigMap", "Endpoints").replace("data:\n  a: b\n", "")
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: apps.example.com}
spec:
  group: example.com
  names: {kind: App, plural: apps}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: {size: {type: integer}}
"""
APP = "apiVersion: example.com/v1\nkind: App\nmetadata: {name: a}\nsize: big\n"
PROGRAM = (
    'apiVersion = "v1"\nkind = "ConfigMap"\nmetadata = {name = option("name")}\ndata = {a = 1}\n'
)
POLICY = '@info(severity="warning")\nrule Named:\n    len(metadata.name) > 2, "short"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "good.yaml": GOOD,
        "bad.yaml": BAD,
        "old.yaml": OLD,
        "app.yml": APP,
        "crds/app.yaml": CRD,
        "policy.k": POLICY,
        "tree/a.yaml": BAD,
        "tree/notes.toml": "a = 1\n",
        "tree/stack/kcl.yaml": "kcl_cli_configs:\n  files: [app.k]\nkcl_options:\n"
        "- key: name\n  value: web\n",
        "tree/stack/app.k": PROGRAM,
        "prog/main.k": PROGRAM,
    }
    return write_files(tmp_path, files)


def told(words: str, capsys: Capture) -> tuple[int, str, list[str]]:
    status = main(["vet", *words.split(), "--error-format", "short"])
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


K8S = "--kubernetes 1.33"
WRONG = "ManifestError: 'a' expects a text, got 1"


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        (f"{K8S} good.yaml", 0, []),
        (f"good.yaml bad.yaml {K8S}", 1, [f"bad.yaml:6:3: error: {WRONG}"]),
        (f"{K8S} ba*.yaml good.yaml", 1, [f"bad.yaml:6:3: error: {WRONG}"]),
        (
            f"{K8S} tree",
            1,
            [
                f"tree/a.yaml:6:3: error: {WRONG}",
                f"tree/stack (rendered):6:3: error: {WRONG}",
            ],
        ),
        (f"{K8S} tree/stack", 1, [f"tree/stack (rendered):6:3: error: {WRONG}"]),
        (f"{K8S} prog -D name=web", 1, [f"prog (rendered):6:3: error: {WRONG}"]),
        (f"{K8S} prog/main.k -D name=web", 1, [f"prog/main.k (rendered):6:3: error: {WRONG}"]),
        (
            f"{K8S} old.yaml",
            0,
            [
                "old.yaml:1:1: warning: ManifestWarning: Endpoints of v1 is deprecated,"
                " use EndpointSlice of discovery.k8s.io/v1"
            ],
        ),
        (
            f"{K8S} app.yml",
            1,
            [
                "app.yml:1:1: error: ManifestError: there is no schema of App of example.com/v1",
            ],
        ),
        (f"{K8S} app.yml --ignore-missing-schemas", 0, []),
        (
            f"{K8S} --crd crds app.yml",
            1,
            ["app.yml:4:1: error: ManifestError: 'size' expects an integer, got \"big\""],
        ),
        (
            f"{K8S} --crd good.yaml app.yml",
            1,
            ["error: DefinitionError: there is no CustomResourceDefinition in 'good.yaml'"],
        ),
        (
            "--policy policy.k good.yaml",
            0,
            ["good.yaml:4:3: warning: PolicyWarning: short (rule 'Named')"],
        ),
        (
            "--policy policy.k good.yaml --fail-on warning",
            1,
            ["good.yaml:4:3: warning: PolicyWarning: short (rule 'Named')"],
        ),
        (
            "--kubernetes 1.2 good.yaml",
            1,
            [
                "error: no schemas of Kubernetes '1.2', those that come along are 1.25, 1.26,"
                " 1.27, 1.28, 1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37"
            ],
        ),
        (f"{K8S} nothing.yaml", 1, ["error: no data found at 'nothing.yaml'"]),
        (f"{K8S}", 2, ["kclpy vet: manifests are needed, or programs that render them"]),
        ("--crd crds good.yaml", 2, ["kclpy vet: --crd goes with --kubernetes"]),
    ],
)
def test_findings(words: str, status: int, expected: list[str], capsys: Capture) -> None:
    success = "Validate success!\n" if status == 0 else ""
    assert told(words, capsys) == (status, success, expected)


def test_source_that_cannot_be_read_hides_no_other(home: Path, capsys: Capture) -> None:
    (home / "broken.yaml").write_text("a: [\n", "utf-8")
    (home / "prog" / "main.k").write_text("a = = 1\n", "utf-8")
    status, _, lines = told(f"{K8S} broken.yaml prog bad.yaml", capsys)
    assert status == 1
    assert ["Failed to Load YAML" in line for line in lines] == [True, False, False]
    assert lines[1] == f"bad.yaml:6:3: error: {WRONG}"
    assert lines[2].startswith("prog/main.k:1:5: error[E1001]")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}---\n{BAD}"))
    status, _, lines = told(f"{K8S} -", capsys)
    assert (status, lines) == (1, [f"stdin:13:3: error: {WRONG}"])


def test_output_as_json(capsys: Capture) -> None:
    words = f"{K8S} old.yaml --policy policy.k --output json"
    status, out, _ = told(words, capsys)
    result = json.loads(out)
    assert (status, result["success"], result["errCount"]) == (0, True, 2)
    assert [one["level"] for one in result["errors"]] == ["warning", "warning"]
    assert result["errors"][1]["path"] == "metadata.name"
    assert result["errors"][1]["schema"]["line"] == 3


def test_sarif_and_github_know_remarks(home: Path, capsys: Capture) -> None:
    (home / "policy.k").write_text(POLICY.replace("warning", "info"), "utf-8")
    words = "vet --policy policy.k good.yaml --error-format".split()
    assert main([*words, "sarif"]) == 0
    text = capsys.readouterr().err
    Log.model_validate_json(text)
    assert json.loads(text)["runs"][0]["results"][0]["level"] == "note"
    assert main([*words, "github"]) == 0
    assert capsys.readouterr().err.startswith("::notice file=good.yaml,line=4,col=3")


@pytest.mark.parametrize("stack", ["shop/dev", "shop/prod", "ledger/dev", "ledger/prod"])
@pytest.mark.parametrize("release", ["1.25", "1.37"])
def test_examples_render_what_kubernetes_takes(stack: str, release: str, capsys: Capture) -> None:
    words = f"--kubernetes {release} {EXAMPLES / stack} --fail-on warning"
    assert told(words, capsys) == (0, "Validate success!\n", [])
