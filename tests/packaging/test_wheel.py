"""The wheel holds what it should and runs without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytest.importorskip("hatchling", reason="hatchling builds the wheel: pip install hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    target = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


def test_contains_the_three_packages_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "kclpy",
        "kclpy_lsp",
        "kclpy_stdlib",
    }
    assert "kclpy/_grammar/kcl.lark" in names
    assert "kclpy/py.typed" in names
    assert not [name for name in names if "__pycache__" in name]


def test_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "main.k").write_text('import math\na = math.ceil(1.5)\nb = "${a}"\n', "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "kclpy", "compile", "main.k"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "a: 2\nb: '2'\n", "")
