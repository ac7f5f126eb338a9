"""What is offered to CI systems calls kclpy as it wants to be called."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kclpy.gate.cluster import Cluster
from kclpy.gate.configuration import Configuration, read_configuration
from kclpy.gate.steps import STEPS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "ci.md").read_text("utf-8")

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _read(name: str) -> Any:
    return _yaml((ROOT / name).read_text("utf-8"))


HOOKS = _read(".pre-commit-hooks.yaml")
ACTION = _read("action.yml")
GITLAB = _read("templates/kclpy.gitlab-ci.yml")["kclpy-check"]
SCRIPT = ACTION["runs"]["steps"][-1]["run"]


def _commands() -> Iterator[str]:
    for hook in HOOKS:
        yield shlex.join([*shlex.split(hook["entry"]), *hook.get("args", ())])
    for script in (SCRIPT, "\n".join(GITLAB["script"])):
        yield from (line for line in script.splitlines() if line.startswith("kclpy "))
    for language, text in _BLOCK.findall(GUIDE):
        if language == "console":
            yield from text.splitlines()


@pytest.mark.parametrize("command", list(_commands()))
def test_commands_are_understood(command: str) -> None:
    words = shlex.split(command, comments=True)
    assert words.pop(0) == "kclpy"
    parser = import_module(f"kclpy.cli.{words.pop(0)}").command_line()
    parsed = parser.parse_args([word for word in words if not word.startswith("$")])
    names = {step.name for step in STEPS}
    for listed in (*getattr(parsed, "only", ()), *getattr(parsed, "skip", ())):
        assert set(listed.split(",")) <= names


def test_hooks_have_what_pre_commit_wants() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = {re.split(r"[<>=]", wanted)[0] for wanted in project["optional-dependencies"]["fmt"]}
    for hook in HOOKS:
        assert {"id", "name", "description", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert set(hook.get("additional_dependencies", ())) <= extra
        assert "files" in hook or "types_or" in hook
    shown = _yaml(next(t for lang, t in _BLOCK.findall(GUIDE) if "repos:" in t))
    listed = [hook["id"] for hook in shown["repos"][0]["hooks"]]
    assert set(listed) <= {hook["id"] for hook in HOOKS}


def test_action_has_what_github_wants() -> None:
    assert {"name", "description", "inputs", "runs"} <= set(ACTION)
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert "uses" in step or {"run", "shell"} <= set(step)
        assert "${{" not in step.get("run", ""), "what users write gets into scripts by env"
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    shown = _yaml(next(t for lang, t in _BLOCK.findall(GUIDE) if "jobs:" in t))
    assert set(shown["jobs"]["kcl"]["steps"][1]["with"]) <= used


def test_gitlab_reads_the_report_that_is_written() -> None:
    report = GITLAB["artifacts"]["reports"]["codequality"]
    assert f"--format gitlab --output {report}" in GITLAB["script"][-1]
    assert GITLAB["artifacts"]["when"] == "always"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a shell that knows the command ``kclpy``."""
    command = tmp_path / "bin" / "kclpy"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kclpy "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "a b").mkdir()
    (tmp_path / "main.k").write_text("a  = 1\nimport math\n", "utf-8")
    paths = [str(ROOT), str(ROOT / "stdlib")]
    return {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _shell(script: str, home: Path, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout


def test_action_runs(tmp_path: Path, environment: dict[str, str]) -> None:
    words = {"PATHS": ".", "ARGS": "--skip lint"}
    status, out = _shell(SCRIPT, tmp_path, {**environment, **words})
    assert (status, out.count("::error file=main.k,")) == (1, 1)
    words = {"PATHS": "main.k", "ARGS": "--only compile,test"}
    assert _shell(SCRIPT, tmp_path, {**environment, **words})[0] == 0


def test_gitlab_job_runs(tmp_path: Path, environment: dict[str, str]) -> None:
    words = {**GITLAB["variables"], "KCLPY_ARGS": "--only fmt"}
    status, out = _shell(GITLAB["script"][-1], tmp_path, {**environment, **words})
    assert status == 1 and "1 finding" in out
    assert '"path": "main.k"' in (tmp_path / "gl-code-quality-report.json").read_text("utf-8")


def test_hooks_run(tmp_path: Path, environment: dict[str, str]) -> None:
    entries = {hook["id"]: hook["entry"] for hook in HOOKS}
    assert _shell(entries["kclpy-check"], tmp_path, environment)[0] == 1
    assert _shell(f"{entries['kclpy-fmt']} main.k", tmp_path, environment) == (0, "main.k\n")
    assert (tmp_path / "main.k").read_text("utf-8") == "a = 1\nimport math\n"
    assert _shell(entries["kclpy-lint"], tmp_path, environment)[0] == 1


def test_configuration_that_is_shown_is_understood(tmp_path: Path) -> None:
    (table,) = [text for language, text in _BLOCK.findall(GUIDE) if language == "toml"]
    (tmp_path / "kcl.mod").write_text(table, "utf-8")
    cluster = Cluster("1.33", (str(tmp_path / "crds"),), skips_unknown=True)
    expected = Configuration(("lint",), cluster)
    assert read_configuration(str(tmp_path)) == expected


def test_steps_that_are_listed_are_those_that_are_taken() -> None:
    assert re.findall(r"^\| `(\w+)`", GUIDE, re.MULTILINE) == [step.name for step in STEPS]
