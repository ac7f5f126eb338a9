"""Samples of core kinds, good and bad, are judged as the published schemas judge them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kclpy.vet.kubernetes.releases import Release, load_release
from kclpy.vet.kubernetes.shapes import Shapes
from kclpy.vet.kubernetes.validation import violations
from tests.manifests.mistakes import document_from, document_of, mistakes_in
from tests.manifests.samples import Sampler

RELEASES = ("1.25", "1.37")


@cache
def published(release: str) -> dict[str, Any]:
    """Return the strict schemas as they were published."""
    folder = files("kubernetes_validate") / "kubernetes-json-schema"
    path = folder / f"v{release}.0-local-strict" / "_definitions.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


@cache
def loaded(release: str) -> Release:
    return load_release(release)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("share", range(8))
def test_same_judgement(release: str, share: int) -> None:
    ours = loaded(release)
    schemas = published(release)["$defs"]
    shapes = Shapes(ours.definitions)
    count = 0
    for what in sorted(ours.kinds)[share::8]:
        api_version, _, kind = what.rpartition("/")
        name = ours.kinds[what]
        theirs = Draft202012Validator({"$defs": schemas, "$ref": f"#/$defs/{name}"})
        sampler = Sampler(ours.definitions, 40)
        good = sampler.sample({"$ref": name}) | {"apiVersion": api_version, "kind": kind}
        document = document_of(good)
        texts = [one.text for one in mistakes_in(document, {"$ref": name}, sampler)]
        assert violations(document.value, shapes.named(name)) == []
        assert theirs.is_valid(document.value), what
        for text in texts:
            value = document_from(text).value
            # The values of some fields are known to us alone.
            assert violations(value, shapes.named(name)), (what, text)
            assert not theirs.is_valid(value) or "NotThatOne" in text, (what, text)
        count += len(texts)
    assert count > 50
