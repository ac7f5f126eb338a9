"""Documentation: ``tests/golden/doc/CASE.k``, and beside it what is written.

The layouts are those of the official engine, and where it is installed it must write the same.
``pytest --update`` writes expectations.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kclpy.docgen import generate, load_library
from tests.cases import Case, find_cases
from tests.oracle import Oracle

DOC = Path(__file__).parent / "doc"
CASES = list(find_cases(DOC))
# The format here, the ending of the expectation, the format there, and what ends the file.
FORMATS = [
    ("markdown", ".md", "md", ""),
    ("openapi", ".openapi.json", "openapi", "\n"),
    ("json-schema", ".schema.json", "json-schema", "\n"),
]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form[0])

Form = tuple[str, str, str, str]


def alone(case: Case, folder: Path) -> Path:
    """Return a copy of the case in a folder of its own: what lies below a case belongs to it."""
    target = folder / "case"
    if case.home == case.stem:
        shutil.copytree(case.home, target)
    else:
        target.mkdir()
        shutil.copy(case.beside(".k"), target)
    return target


@each_format
@each_case
def test_documentation(case: Case, form: Form, tmp_path: Path, is_update: bool) -> None:
    (written,) = generate(load_library(str(alone(case, tmp_path))), form[0]).values()
    path = case.beside(form[1])
    if is_update:
        path.write_text(written, "utf-8")
    assert path.exists(), "no expectation: write one with pytest --update, and read it"
    assert written == path.read_text("utf-8")


@each_format
@each_case
def test_the_engine_writes_the_same(
    case: Case, form: Form, tmp_path: Path, oracle: Oracle | None
) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed")
    outcome = oracle.document(str(alone(case, tmp_path)), form[2])
    assert outcome is not None and not outcome.is_failure
    is_same = outcome.text + form[3] == case.beside(form[1]).read_text("utf-8")
    assert is_same is not case.beside(".differs").exists()


def test_every_expectation_has_a_source() -> None:
    stems = {case.stem.name for case in CASES}
    written = [path for path in DOC.iterdir() if path.suffix in (".md", ".json", ".differs")]
    assert {path.name.partition(".")[0] for path in written} == stems
