"""Schemas in other languages: ``tests/golden/export/CASE.k``, and beside it what is written.

``pytest --update`` writes expectations. What is written is tried: the models import and refuse
what is wrong, the JSON Schema is one, TypeScript compiles.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter
from ruamel.yaml import YAML

from kclpy.driver.live import checked_pipeline
from kclpy.driver.request import Request
from kclpy.exporters import openapi
from kclpy.exporters.formats import FORMATS
from kclpy.exporters.model import Catalog
from kclpy.exporters.reader import read_catalog
from tests.cases import Case, find_cases

EXPORT = Path(__file__).parent / "export"
CASES = list(find_cases(EXPORT))
WRITTEN = ("pydantic", "jsonschema", "openapi", "typescript")

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def catalog_of(case: Case) -> Catalog:
    pipeline = checked_pipeline(Request(case.options))
    return read_catalog(pipeline.program, pipeline.types, source=f"{case.stem.name}.k")


@pytest.mark.parametrize("name", WRITTEN)
@each_case
def test_export(case: Case, name: str, is_update: bool) -> None:
    written = FORMATS[name].write(catalog_of(case))
    path = case.beside(FORMATS[name].suffix)
    if is_update:
        path.write_text(written, "utf-8")
    assert path.exists(), "no expectation: write one with pytest --update, and read it"
    assert written == path.read_text("utf-8")


def test_every_expectation_has_a_source() -> None:
    stems = {case.stem for case in CASES}
    suffixes = tuple(FORMATS[name].suffix for name in WRITTEN)
    written = [path for path in EXPORT.iterdir() if path.name.endswith(suffixes)]
    assert {path.with_name(path.name.partition(".")[0]) for path in written} == stems


@each_case
def test_models_can_be_imported(case: Case) -> None:
    models = imported(case.beside(".py"))
    for name, model in vars(models).items():
        if isinstance(model, type) and issubclass(model, BaseModel) and model is not BaseModel:
            assert model.model_json_schema(), name  # all its types are known


def imported(path: Path) -> ModuleType:
    """Import a file under a name that no other test uses."""
    spec = spec_from_file_location(f"exported_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@each_case
def test_json_schema_is_one(case: Case) -> None:
    Draft202012Validator.check_schema(json.loads(case.beside(".json").read_text("utf-8")))


@each_case
def test_openapi_is_what_the_yaml_says(case: Case) -> None:
    document = openapi.document(catalog_of(case))
    read = YAML(typ="safe").load(case.beside(".yaml"))
    assert read == document
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@each_case
def test_openapi_3_0_has_nothing_newer(case: Case) -> None:
    def look(node: Any) -> None:
        if isinstance(node, dict):
            assert not node.keys() & {"const", "$defs"}, node
            assert isinstance(node.get("type", ""), (str, dict)), node
            for part in node.values():
                look(part)
        elif isinstance(node, list):
            for part in node:
                look(part)

    schemas = openapi.document(catalog_of(case), "3.0")["components"]["schemas"]
    for schema in schemas.values():
        for part in (*schema["properties"].values(), schema["additionalProperties"]):
            look(part)


def tsc() -> str:
    found = shutil.which("tsc")
    if found is None:
        assert "CI" not in os.environ, "the TypeScript compiler is missing"
        pytest.skip("no TypeScript compiler: npm install --global typescript")
    return found


GOOD_AND_BAD = """\
import type { Types, Leaf } from "./types";
import type { Derived, Base } from "./inheritance";
import type { Open, Typed, Closed } from "./open";
import type { Tree } from "./recursion";
import type { Limits } from "./limits";

const leaf: Leaf = { value: 1 };
export const base: Base = { name: "a", kind: 1 };
export const derived: Derived = { kind: "k", port: 1, labels: { a: null } };
export const open: Open = { a: "a", other: [1] };
export const typed: Typed = { b: 2, c: null };
export const tree: Tree = { value: 1, left: { value: 2, right: null } };
export const environment: Limits["env"] = "dev";
export const memory: Types["memory"] = "1Ki";

// @ts-expect-error a required attribute is missing
export const bad1: Leaf = {};
// @ts-expect-error the attribute is not declared
export const bad2: Closed = { b: 1 };
// @ts-expect-error the derived schema has no numbers
export const bad3: Derived = { kind: 1, port: 1 };
// @ts-expect-error further keys are numbers
export const bad4: Typed = { b: "text" };
// @ts-expect-error no such choice
export const bad5: Limits["env"] = "test";
// @ts-expect-error a required attribute is not None
export const bad6: Leaf = { value: null };
// @ts-expect-error no such unit
export const bad7: Types["memory"] = "1Xi";
// @ts-expect-error no such level
export const bad8: Types["level"] = "middle";
export default leaf;
"""


def test_typescript_accepts_what_fits(tmp_path: Path) -> None:
    compiler = tsc()
    for case in CASES:
        shutil.copy(case.beside(".d.ts"), tmp_path)
    (tmp_path / "uses.ts").write_text(GOOD_AND_BAD, "utf-8")
    files = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        [compiler, "--strict", "--noEmit", "--target", "es2020", *files],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_models_refuse_what_is_wrong() -> None:
    limits = imported(EXPORT / "limits.py").Limits
    good = {
        "port": 80,
        "even": 2,
        "name": "web",
        "code": "123",
        "env": "dev",
        "number": 1,
        "words": ["a"],
        "nested": {},
    }
    assert TypeAdapter(limits).validate_python(good).labels == {"a": "b"}
    for name, value in {
        "port": 0,
        "even": 3,
        "name": "-",
        "code": "12",
        "env": "test",
        "number": 4,
        "words": [],
    }.items():
        with pytest.raises(ValueError, match=name):
            limits.model_validate({**good, name: value})
