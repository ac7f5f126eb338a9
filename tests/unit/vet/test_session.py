"""Validation: every violation of every document, with its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.driver.options import Options
from kclpy.source import SourceFile
from kclpy.vet.documents import read_documents
from kclpy.vet.session import Validator

SCHEMA = """\
import regex

schema Named:
    name: str
    check:
        regex.match(name, "^[a-z]+$"), "bad name ${name}"

schema Port(Named):
    number: int
    protocol: "TCP" | "UDP" = "TCP"
    check:
        0 < number < 65536, "no port ${number}"

schema Probe:
    path: str

schema Exec:
    command: [str]

schema Labels:
    [key: str]: str
    check:
        len(key) < 10, "long ${key}"

schema App(Named):
    replicas: int = 1
    ports: [Port] = []
    by_name: {str:Port} = {}
    probe?: Probe | Exec
    labels?: Labels
    main?: Port
    extra?: any
    check:
        replicas > 0, "no replicas"
        len(ports) < 9, "many ports"
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    path = tmp_path / "app.k"
    path.write_text(SCHEMA, "utf-8")
    return path


def found(code: Path, text: str, format_name: str = "yaml", schema: str = "App") -> list[str]:
    validator = Validator(Options(paths=(str(code),)), schema)
    documents = read_documents(SourceFile("data", text), format_name)
    return [shown(one) for one in validator.validate(documents)]


def shown(one: Diagnostic) -> str:
    """Return the line, the path and the message of a violation, and the line of its rule."""
    lines = [label.span.file.position(label.span.start)[0] for label in one.labels]
    rules = "" if len(lines) < 2 else f" ({lines[1]})"
    return f"{lines[0]} {one.advice.path}: {one.problem.message}{rules}"


VALID = """\
name: shop
replicas: 2
ports:
- {name: http, number: 80}
by_name:
  admin: {name: admin, number: 90, protocol: UDP}
probe: {command: [a, b]}
labels: {a: b}
main: {name: m, number: 1}
extra: {anything: [1, {else: null}]}
"""


def test_valid_data_have_no_violations(code: Path) -> None:
    assert found(code, VALID) == []
    assert found(code, f"{VALID}---\n{VALID}") == []


def test_mistakes_at_every_level_are_all_found(code: Path) -> None:
    text = """\
name: Shop
replicas: none
colour: red
ports:
- {name: http, number: 80}
- {name: Admin, number: 90000, protocol: SCTP}
- {name: x}
- {number: 3, nmber: 4}
by_name:
  one: {name: UP, number: 1}
  two: {number: two, name: two}
probe: {path: 3}
labels: {abcdefghijklmnop: b, c: 1}
main: {name: m}
"""
    # Some are told twice: for the value, and for what it is a part of.
    assert found(code, text) == [
        "1 : Check failed on the condition: bad name Shop (6)",
        "2 replicas: expected int, got str(none) (26)",
        "3 colour: Cannot add member 'colour' to schema 'App'",
        "6 ports[1]: Check failed on the condition: bad name Admin (6)",
        "6 ports[1]: Check failed on the condition: no port 90000 (12)",
        "6 ports[1].protocol: expected str(TCP) | str(UDP), got str(SCTP) (10)",
        "7 ports[2].number: attribute 'number' of Port is required and can't be None or Undefined",
        "8 ports[3].name: attribute 'name' of Port is required and can't be None or Undefined",
        "8 ports[3].nmber: Cannot add member 'nmber' to schema 'Port', did you mean "
        "'[\"number\"]'?",
        "10 by_name.one: Check failed on the condition: bad name UP (6)",
        "11 by_name.two.number: expected int, got str(two) (9)",
        "12 probe: expected str, got int (15)",
        "12 probe.path: expected str, got int(3) (29)",
        "13 labels: Check failed on the condition: long abcdefghijklmnop (23)",
        "13 labels.c: expected str, got int(1) (30)",
        "13 labels.c: expected str, got int",
        "14 main.number: attribute 'number' of Port is required and can't be None or Undefined",
    ]


def test_every_document_is_validated(code: Path) -> None:
    text = "name: a\n---\nname: B\n---\nname: c\n---\nreplicas: 0\nname: D\n"
    assert found(code, text) == [
        "3 : Check failed on the condition: bad name B (6)",
        "7 : Check failed on the condition: bad name D (6)",
        "7 : Check failed on the condition: no replicas (34)",
    ]


def test_list_holds_one_instance_per_mapping(code: Path) -> None:
    text = '[{"name": "a"}, {"name": "B"}, 3, {"nam": "c"}]'
    assert found(code, text, "json") == [
        "1 [1]: Check failed on the condition: bad name B (6)",
        "1 [3].name: attribute 'name' of App is required and can't be None or Undefined",
        "1 [3].nam: Cannot add member 'nam' to schema 'App'",
    ]


@pytest.mark.parametrize("text", ["3", "null", '"text"', "true"])
def test_scalar_is_no_instance(code: Path, text: str) -> None:
    assert found(code, text, "json") == []


def test_check_that_cannot_be_evaluated_is_a_violation(tmp_path: Path) -> None:
    code = tmp_path / "a.k"
    code.write_text("schema A:\n    x: any\n    check:\n        x > 1, 'small'\n", "utf-8")
    assert found(code, "x: a\n", schema="A") == [
        "1 : '>' not supported between instances of 'str' and 'int' (4)"
    ]


def test_program_that_uses_the_data_is_run_with_each_document(tmp_path: Path) -> None:
    code = tmp_path / "a.k"
    code.write_text("schema A:\n    x: int\nassert value.x > 1, 'small'\n", "utf-8")
    assert found(code, "x: 2\n---\nx: 1\n---\ny: 1\n", schema="A") == [
        "3 : small",
        "5 value.x: attribute 'x' of A is required and can't be None or Undefined",
        "5 : Cannot add member 'y' to schema 'A'",
    ]


def test_endless_schema_is_told(tmp_path: Path) -> None:
    code = tmp_path / "a.k"
    code.write_text("schema A:\n    x: any\n    a: A = A {x = x}\n", "utf-8")
    (violation,) = found(code, "x: 1\n", schema="A")
    assert "nested too deeply" in violation


def test_mistakes_of_the_program_are_told_first(tmp_path: Path) -> None:
    code = tmp_path / "a.k"
    code.write_text("schema A:\n    x: int = 'a'\n", "utf-8")
    with pytest.raises(KclError, match="expected int"):
        found(code, "x: 1\n", schema="A")


def test_unknown_schema_is_told(code: Path) -> None:
    with pytest.raises(KclError, match=r"name 'Ap' is not defined, did you mean '\[\"App\"\]'"):
        found(code, "x: 1\n", schema="Ap")
