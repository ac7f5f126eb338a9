"""The model library in ``examples`` is exported in all formats, and describes its applications."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kclpy.driver.live import LiveProgram, checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters import jsonschema
from kclpy.exporters.formats import FORMATS
from kclpy.exporters.reader import read_catalog
from kclpy.interop.models import models_of

EXAMPLES = Path(__file__).parents[3] / "examples"
RESOURCES = {"cpu": "250m", "memory": "256Mi"}


@pytest.mark.parametrize("package", ["models", "kubernetes"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_schema_is_written(package: str, name: str) -> None:
    pipeline = checked_pipeline(Request(Options(paths=(str(EXAMPLES / package),))))
    catalog = read_catalog(pipeline.program, pipeline.types, source=package)
    written = FORMATS[name].write(catalog)
    for schema in catalog:
        assert schema.name in written
    if name == "pydantic":
        compile(written, package, "exec")
    if name == "jsonschema":
        Draft202012Validator.check_schema(jsonschema.document(catalog))


@pytest.fixture(scope="module")
def models() -> LiveProgram:
    return LiveProgram(checked_pipeline(Request(Options(paths=(str(EXAMPLES / "models"),)))))


def application(**changes: Any) -> dict[str, Any]:
    data = {
        "name": "shop",
        "namespace": "shop",
        "team": "web",
        "stage": "dev",
        "main": {"image": "registry.example/shop", "tag": "1.2", "resources": RESOURCES},
    }
    return {**data, **changes}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, None),
        ({"replicas": 0}, "replicas"),
        ({"stage": "test"}, "stage"),
        ({"autoscaling": {"most": 5, "cpu": 101}}, "autoscaling"),
        ({"main": {}}, "main"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_models_of_the_library(
    models: LiveProgram, changes: dict[str, Any], place: str | None
) -> None:
    model = models_of(models, ["Application"])["Application"]
    data = application(**changes)
    catalog = read_catalog(models.pipeline.program, models.pipeline.types, ["Application"])
    accepted = Draft202012Validator(jsonschema.document(catalog)).is_valid(data)
    assert accepted == (place is None)
    if place is None:
        made = model.model_validate(data)
        assert made.model_dump(by_alias=True, exclude_unset=True) == data
        return
    with pytest.raises(ValueError) as caught:
        model.model_validate(data)
    errors = caught.value.errors()  # type: ignore[attr-defined]  # pydantic's own
    assert errors[0]["loc"][0] == place
