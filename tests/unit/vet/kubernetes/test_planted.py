"""Mistakes planted at every level of samples: each is found, in its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kclpy.diagnostics import Diagnostic
from kclpy.vet.documents import Document
from kclpy.vet.inputs import load
from kclpy.vet.kubernetes.definitions import Definitions, read_definitions
from kclpy.vet.kubernetes.manifests import manifests_in
from kclpy.vet.kubernetes.releases import load_release
from kclpy.vet.kubernetes.session import KubernetesValidator
from tests.manifests import crds
from tests.manifests.mistakes import Mistake, document_from, document_of, mistakes_in
from tests.manifests.samples import NoSample, Sampler

RELEASE = load_release("1.33")
FILES = crds.files(40_000)
METADATA = {"name": "sample", "labels": {"app": "sample"}}


def found_in(document: Document, definitions: Definitions) -> list[Diagnostic]:
    """Return the errors in a document."""
    found = KubernetesValidator(RELEASE, definitions).validate(manifests_in([document]))
    return [one for one in found if one.problem.level == "error"]


def is_found(mistake: Mistake, definitions: Definitions) -> bool:
    """Tell whether what was planted is among the findings, with its line."""
    return any(
        isinstance(one.problem, mistake.problem)
        and one.labels[0].span.file.position(one.labels[0].span.start)[0] == mistake.line
        for one in found_in(document_from(mistake.text), definitions)
    )


def check(value: Any, schema: dict[str, Any], sampler: Sampler, definitions: Definitions) -> int:
    """Plant mistakes into a valid sample; return how many were found."""
    document = document_of(value)
    assert [(one.message, one.advice.path) for one in found_in(document, definitions)] == []
    mistakes = list(mistakes_in(document, schema, sampler))
    lost = [one for one in mistakes if not is_found(one, definitions)]
    assert [(one.problem, one.path, one.line) for one in lost] == []
    return len(mistakes)


@pytest.mark.skipif(not FILES, reason=f"no definitions beside the checkout, nor at {crds.VARIABLE}")
def test_there_are_enough_definitions() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_custom_resources(path: Path) -> None:
    documents = load(str(path), "yaml")
    definitions = read_definitions([(str(path), documents)], RELEASE)
    assert [(one.message, one.advice.path) for one in definitions.mistakes] == []
    for manifest in manifests_in(documents):
        spec = manifest.value["spec"]
        for version in spec["versions"]:
            if version.get("served", True):
                schema = version["schema"]["openAPIV3Schema"]
                named = {"apiVersion": f"{spec['group']}/{version['name']}", "metadata": METADATA}
                sampler = Sampler({})
                sample = sampler.sample(schema) | named | {"kind": spec["names"]["kind"]}
                count = check(sample, schema, sampler, definitions)
                assert bool(count) == ("properties" in schema)


@pytest.mark.parametrize("what", sorted(RELEASE.kinds))
def test_core_kinds(what: str) -> None:
    api_version, _, kind = what.rpartition("/")
    schema = {"$ref": RELEASE.kinds[what]}
    sampler = Sampler(RELEASE.definitions, 60)
    try:
        sample = sampler.sample(schema)
    except NoSample:
        pytest.fail(f"no sample of {what}")
    check(sample | {"apiVersion": api_version, "kind": kind}, schema, sampler, Definitions())
