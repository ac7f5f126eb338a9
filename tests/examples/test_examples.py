"""The stacks in ``examples/`` compile to what stands beside them, and Kubernetes accepts it."""

import shutil
from pathlib import Path

import kubernetes_validate
import pytest
from ruamel.yaml import YAML

from kclpy import api, cli

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STACKS = sorted(settings.parent for settings in EXAMPLES.glob("*/*/kcl.yaml"))
KUBERNETES = "1.33"

each_stack = pytest.mark.parametrize(
    "stack", STACKS, ids=lambda stack: stack.relative_to(EXAMPLES).as_posix()
)


def files_of(stack: Path) -> list[str]:
    """Return the files that the settings of a stack name, in their order."""
    settings = YAML(typ="safe").load(stack / "kcl.yaml")
    return [str((stack / name).resolve()) for name in settings["kcl_cli_configs"]["files"]]


def expectation(stack: Path) -> str:
    """Return the YAML that stands beside the stack."""
    return (stack / "expected.yaml").read_text("utf-8")


def test_there_are_stacks() -> None:
    assert len(STACKS) == 4


@each_stack
def test_compiles_to_expectation(stack: Path) -> None:
    assert api.compile(files_of(stack)).yaml + "\n" == expectation(stack)


@each_stack
def test_command_line_reads_settings(
    stack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(stack)
    assert cli.main(["compile", "-Y", "kcl.yaml"]) == 0
    assert capsys.readouterr().out == expectation(stack)


def test_tests_pass(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert cli.main(["test", "./..."]) == 0
    assert "PASS: 8/8" in capsys.readouterr().out


@each_stack
def test_kubernetes_accepts_every_object(stack: Path) -> None:
    for document in YAML(typ="safe").load_all(stack / "expected.yaml"):
        kubernetes_validate.validate(document, KUBERNETES, strict=True)


@each_stack
def test_official_engine_agrees(stack: Path) -> None:
    engine = pytest.importorskip("kcl_lib.api")
    arguments = engine.ExecProgramArgs(work_dir=str(stack), k_filename_list=files_of(stack))
    assert engine.API().exec_program(arguments).yaml_result + "\n" == expectation(stack)


@pytest.mark.parametrize(
    ("stack", "old", "new", "message"),
    [
        ("shop/prod", "replicas = 3", "replicas = 1", "'catalogue' has one pod in production"),
        ("shop/prod", 'tag = "1.18.2"', 'tag = "latest"', "the tag 'latest'"),
        ("shop/prod", 'certificate = "shop-tls"', "", "exposed in production without certificate"),
        ("shop/prod", "most = 12", "most = 2", "between 3 and 2 pods leaves no choice"),
        ("shop/prod", 'memory = "512Mi"', 'memory = "512M"', "memory '512M' is not an amount"),
        ("shop/prod", "replicas = 3", "replica = 3", "Cannot add member 'replica'"),
        ("shop/prod", "replicas = 3", 'replicas = "3"', "expected int, got str(3)"),
        ("shop/prod", "www.shop.example.com", "www_shop", "is not a host name"),
        ("shop/dev", "LOG_LEVEL", "log_level", "'log_level' is not a variable"),
        ("shop/dev", "environment:", "enviroment:", "did you mean '[\"environment\"]'"),
        ("shop/prod", '"2.3.7"', '"2.3.7", files: {"/x" = "setings"}', "mounts a config map"),
        ("shop/dev", 'tag = "2.4.0-rc.3"', "", "attribute 'tag' of Container is required"),
        ("ledger/dev", '"EUR"', '"euro"', "'euro' is not a currency"),
        ("ledger/dev", "every = 5", "every = 7", "not every 7"),
    ],
)
def test_mistake_is_explained(stack: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    """A change that breaks a rule of the models is refused with a message that tells which."""
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    main = tmp_path / stack / "main.k"
    source = main.read_text("utf-8")
    assert old in source
    main.write_text(source.replace(old, new), "utf-8")

    result = api.compile(files_of(main.parent))

    assert result.is_failure
    assert message in result.errors
