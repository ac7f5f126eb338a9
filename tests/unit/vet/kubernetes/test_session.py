"""Which schema a manifest is held to, and what is said where there is none."""

from __future__ import annotations

import pytest

from kclpy.diagnostics import Diagnostic
from kclpy.source import SourceFile
from kclpy.vet.documents import DataError, read_documents
from kclpy.vet.kubernetes.definitions import read_definitions
from kclpy.vet.kubernetes.manifests import manifests_in
from kclpy.vet.kubernetes.releases import load_release, releases
from kclpy.vet.kubernetes.session import KubernetesValidator


def findings(text: str, release: str = "1.33", *crds: str, skips: bool = False) -> list[Diagnostic]:
    loaded = load_release(release)
    sources = [("crd", read_documents(SourceFile("crd.yaml", one), "yaml")) for one in crds]
    definitions = read_definitions(sources, loaded)
    documents = read_documents(SourceFile("a.yaml", text), "yaml")
    validator = KubernetesValidator(loaded, definitions, skips)
    return [*definitions.mistakes, *validator.validate(manifests_in(documents))]


def told(text: str, release: str = "1.33", *crds: str, skips: bool = False) -> list[str]:
    """Return ``line:column: level: message`` for what is wrong."""
    lines = []
    for one in findings(text, release, *crds, skips=skips):
        span = one.labels[0].span
        line, column = span.file.position(span.start)
        lines.append(f"{line}:{column + 1}: {one.problem.level}: {one.message}")
    return lines


def manifest(api_version: str, kind: str) -> str:
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: a\n"


@pytest.mark.parametrize("name", ["1.33", "v1.33", "1.33.4", "v1.33.4+k3s1", " 1.33 "])
def test_release_is_named_in_several_ways(name: str) -> None:
    assert load_release(name).name == "1.33"


@pytest.mark.parametrize("name", ["1.7", "2", "latest", "", "1.33.x"])
def test_unknown_release_is_told(name: str) -> None:
    with pytest.raises(DataError) as error:
        load_release(name)
    assert "those that come along are 1.25, " in error.value.diagnostic.message


@pytest.mark.parametrize("name", releases())
def test_every_release_is_whole(name: str) -> None:
    release = load_release(name)
    assert set(release.kinds.values()) <= release.definitions.keys()
    assert {"v1/Pod", "apps/v1/Deployment"} <= release.kinds.keys()
    assert all(name in release.lives[what] for what in release.kinds)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3\n", "1:1: error: a manifest is a mapping, got 3"),
        ("kind: Pod\n", "1:1: error: the field 'apiVersion' is missing"),
        ("apiVersion: v1\n", "1:1: error: the field 'kind' is missing"),
        ("apiVersion: 1\nkind: Pod\n", "1:1: error: 'apiVersion' expects a text, got 1"),
        (manifest("v1", "Podd"), "2:1: error: Kubernetes 1.33 has no Podd of v1"),
        (
            manifest("v1", "Deployment"),
            "1:1: error: Kubernetes 1.33 has no Deployment of v1, it is of apps/v1",
        ),
        (manifest("apps", "Foo"), "1:1: error: Kubernetes 1.33 has no Foo of apps"),
        (
            manifest("example.com/v1", "Foo"),
            "1:1: error: there is no schema of Foo of example.com/v1",
        ),
    ],
)
def test_kind_that_is_not_known(text: str, message: str) -> None:
    assert told(text) == [message]


def test_near_kind_is_proposed() -> None:
    (found,) = findings(manifest("v1", "Servcie"))
    assert found.advice.help == ("did you mean 'Service'?",)
    (found,) = findings(manifest("v1", "ConfigMap") + "dta: {}\n")
    assert found.advice.help == ("did you mean 'data'?",)


def test_custom_kinds_may_be_skipped() -> None:
    assert told(manifest("example.com/v1", "Foo"), skips=True) == []
    assert len(told(manifest("apps/v1", "Foo"), skips=True)) == 1


def test_lists_and_empty_documents() -> None:
    text = (
        "---\n---\napiVersion: v1\nkind: List\nitems:\n"
        "- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: 1\n"
        "- kind: List\n  items: [3]\n"
    )
    assert told(text) == [
        "9:5: error: 'a' expects a text, got 1",
        "11:11: error: a manifest is a mapping, got 3",
    ]
    first, _ = findings(text)
    assert first.advice.path == "items[0].data.a"


@pytest.mark.parametrize(
    ("api_version", "kind", "release", "message"),
    [
        (
            "extensions/v1beta1",
            "Deployment",
            "1.33",
            "was removed in Kubernetes 1.16, write apps/v1",
        ),
        ("apps/v1beta2", "StatefulSet", "1.25", "was removed in Kubernetes 1.16, write apps/v1"),
        (
            "extensions/v1beta1",
            "Ingress",
            "1.30",
            "was removed in Kubernetes 1.22, write networking.k8s.io/v1",
        ),
        ("batch/v1beta1", "CronJob", "1.25", "was removed in Kubernetes 1.25, write batch/v1"),
        (
            "policy/v1beta1",
            "PodSecurityPolicy",
            "1.25",
            "was removed in Kubernetes 1.25, write Pod Security Admission",
        ),
        (
            "autoscaling/v2beta2",
            "HorizontalPodAutoscaler",
            "1.26",
            "was removed in Kubernetes 1.26, write autoscaling/v2",
        ),
        (
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "FlowSchema",
            "1.33",
            "was removed in Kubernetes 1.32, write flowcontrol.apiserver.k8s.io/v1",
        ),
    ],
)
def test_removed_version(api_version: str, kind: str, release: str, message: str) -> None:
    (found,) = told(manifest(api_version, kind), release)
    assert found == f"1:1: error: {kind} of {api_version} {message}"


@pytest.mark.parametrize(
    ("api_version", "kind", "release", "message"),
    [
        (
            "autoscaling/v2beta2",
            "HorizontalPodAutoscaler",
            "1.25",
            "is deprecated, and removed in Kubernetes 1.26, write autoscaling/v2",
        ),
        ("v1", "Endpoints", "1.33", "is deprecated, use EndpointSlice of discovery.k8s.io/v1"),
    ],
)
def test_deprecated_version(api_version: str, kind: str, release: str, message: str) -> None:
    (found,) = told(manifest(api_version, kind), release)
    assert found == f"1:1: warning: {kind} of {api_version} {message}"


def test_not_yet_deprecated() -> None:
    assert told(manifest("v1", "Endpoints"), "1.32") == []


def test_kind_of_a_later_release() -> None:
    text = manifest("resource.k8s.io/v1", "ResourceClaim")
    (found,) = told(text, "1.30")
    assert found.endswith("Kubernetes 1.34 is the first that has it")


CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: apps.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: App, plural: apps}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          metadata:
            type: object
            properties:
              name: {type: string, maxLength: 3}
          spec:
            type: object
            properties:
              image: {type: string, pattern: ^a}
              template:
                type: object
                x-kubernetes-embedded-resource: true
                x-kubernetes-preserve-unknown-fields: true
              free:
                type: object
  - name: v2
    served: false
    storage: false
    schema:
      openAPIV3Schema: {type: object}
"""

BETA = """\
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata:
  name: apps.example.com
spec:
  group: example.com
  names: {kind: App, plural: apps}
  version: v1
  validation:
    openAPIV3Schema:
      properties:
        spec:
          properties:
            image: {type: string}
"""


def app(spec: str, name: str = "a") -> str:
    return f"apiVersion: example.com/v1\nkind: App\nmetadata:\n  name: {name}\nspec: {spec}\n"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (app("{image: a}"), []),
        (app("{imag: a}"), ["5:8: error: unknown field 'imag'"]),
        (app("{image: a}", "long"), ["4:3: error: 'name' has at most 3 characters, got 4"]),
        (app("{free: {a: 1}}"), ["5:15: error: unknown field 'a'"]),
        (app("{template: {apiVersion: v1, kind: A, x: 1}}"), []),
        (
            app("{template: {kind: A, metadata: {labels: {a: 1}}}}"),
            [
                "5:8: error: the field 'apiVersion' is missing",
                "5:48: error: 'a' expects a text, got 1",
            ],
        ),
        (
            app("{}").replace("name: a", "name: a\n  nme: 1"),
            ["5:3: error: unknown field 'nme'"],
        ),
    ],
)
def test_custom_resource(text: str, messages: list[str]) -> None:
    assert told(text, "1.33", CRD) == messages


def test_version_that_is_not_served_is_told() -> None:
    (found,) = findings(manifest("example.com/v2", "App"), "1.33", CRD)
    assert found.message == "there is no schema of App of example.com/v2"
    assert found.advice.help == ("its definition serves example.com/v1",)


def test_older_definitions() -> None:
    assert told(app("{image: a, other: 1}"), "1.33", BETA) == []
    assert told(app("{image: 1}"), "1.33", BETA) == ["5:8: error: 'image' expects a text, got 1"]
    broken = BETA.replace("{type: string}", "{enum: 1}")
    assert told(app("{image: 1}"), "1.33", broken) == [
        "14:21: error: 'enum' expects a list, got 1",
    ]
    closed = BETA.replace("version: v1\n", "version: v1\n  preserveUnknownFields: false\n")
    assert told(app("{imag: a}"), "1.33", closed) == ["5:8: error: unknown field 'imag'"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("pattern: ^a", "pattern: '('", "the pattern is invalid"),
        ("type: string, pattern: ^a", "pattern: ^a", "24:15: error: the schema has no type"),
        ("type: string, pattern", "type: text, pattern", "'text' is no type of a schema"),
        ("  group: example.com\n", "", "5:1: error: the field 'group' is missing"),
        ("pattern: ^a", "patern: ^a", "24:37: error: unknown field 'patern'"),
        (
            "    schema:\n      openAPIV3Schema: {type: object}\n",
            "",
            None,
        ),
        ("served: false", "served: true", None),
        (
            "served: false\n    storage: false\n    schema:\n      openAPIV3Schema: {type: object}",
            "served: true\n    storage: false",
            "version 'v2' has no schema",
        ),
        ("apiextensions.k8s.io/v1\n", "apiextensions.k8s.io/v3\n", "is of apiextensions.k8s.io/v1"),
    ],
)
def test_mistake_in_a_definition(old: str, new: str, message: str | None) -> None:
    assert old in CRD
    found = told(app("{image: b, x: 1}"), "1.33", CRD.replace(old, new, 1))
    if message is None:
        assert len(found) == 2  # those of the resource
        return
    assert message in found[0]
    # What the definition says wrongly is held against no resource; without group it is unknown.
    assert len(found) == 1 or "group" in old


def test_file_without_definitions_is_told() -> None:
    with pytest.raises(DataError) as error:
        findings("", "1.33", manifest("v1", "ConfigMap"))
    assert "there is no CustomResourceDefinition in 'crd'" in error.value.diagnostic.message
