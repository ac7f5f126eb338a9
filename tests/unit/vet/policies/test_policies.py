"""Policies: which rules concern a manifest, what fails, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.driver.options import Options
from kclpy.source import SourceFile
from kclpy.vet.documents import read_documents
from kclpy.vet.kubernetes.manifests import manifests_in
from kclpy.vet.policies.session import Policies

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: web
        image: nginx:latest
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
"""


def findings(policy: str, manifests: str = WEB, **arguments: str) -> list[Diagnostic]:
    options = Options(paths=("policy.k",), texts={"policy.k": policy}, arguments=arguments)
    policies = Policies(options)
    documents = read_documents(SourceFile("a.yaml", manifests), "yaml")
    return [one for manifest in manifests_in(documents) for one in policies.judge(manifest)]


def told(policy: str, manifests: str = WEB, **arguments: str) -> list[str]:
    """Return ``line: level: message`` for what fails."""
    lines = []
    for one in findings(policy, manifests, **arguments):
        span = one.labels[0].span
        line, _ = span.file.position(span.start)
        lines.append(f"{line}: {one.problem.level}: {one.message}")
    return lines


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("spec.replicas < 2", []),
        ("spec.replicas > 1, 'more'", ["8: error: more (rule 'R')"]),
        ("spec.replicas > 1", ["8: error: 'spec.replicas > 1' does not hold (rule 'R')"]),
        ("spec.replicas > 1, 'has ${spec.replicas}'", ["8: error: has 1 (rule 'R')"]),
        ("spec.replicas > 1 if kind == 'Service'", []),
        ("metadata.labels.app == 'x', 'app'", ["6: error: app (rule 'R')"]),
        ("metadata.labels['app'] == 'x', 'app'", ["6: error: app (rule 'R')"]),
        ("metadata.labels.team, 'no team'", ["5: error: no team (rule 'R')"]),
        ("spec.template.spec.containers[0].image == 'a', 'i'", ["13: error: i (rule 'R')"]),
        (
            "all c in spec.template.spec.containers { not c.image.endswith('latest') }, 'tag'",
            ["11: error: tag (rule 'R')"],
        ),
        ("manifest.kind == 'Pod', 'kind'", ["2: error: kind (rule 'R')"]),
        ("manifest['apiVersion'] == 'v1', 'v'", ["1: error: v (rule 'R')"]),
        (
            "data.a, 'data'",
            ["1: error: 'data' cannot be evaluated: there is no 'data' (rule 'R')"],
        ),
        (
            "spec.strategy.type == 'Recreate'",
            [
                "7: error: 'spec.strategy.type == 'Recreate'' cannot be evaluated:"
                " there is no 'spec.strategy' (rule 'R')"
            ],
        ),
        ("data?.a or True", []),
        (
            "1 // (spec.replicas - 1) > 0",
            [
                "8: error: '1 // (spec.replicas - 1) > 0' cannot be evaluated:"
                " attempt to divide by zero (rule 'R')"
            ],
        ),
    ],
)
def test_condition(condition: str, expected: list[str]) -> None:
    assert told(f"rule R:\n    {condition}\n") == expected


def test_every_condition_is_judged() -> None:
    policy = "rule R:\n    nothing.at.all\n    spec.replicas > 1, 'more'\n    False, 'no'\n"
    assert [one.split(": ", 1)[1] for one in told(policy)] == [
        "error: 'nothing.at.all' cannot be evaluated: there is no 'nothing' (rule 'R')",
        "error: more (rule 'R')",
        "error: no (rule 'R')",
    ]


def test_place_of_the_rule() -> None:
    (found,) = findings("rule R:\n    True\n    spec.replicas > 1, 'more'\n")
    place = found.labels[1].span
    assert place.file.text[place.start : place.end] == "spec.replicas > 1, 'more'"
    assert found.advice.path == "spec.replicas"
    assert found.advice.notes == ("in Deployment web",)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["error", "error"]),
        ("@info(severity='warning')\n", ["warning", "warning"]),
        ("@info(severity='info', kinds=['Service'])\n", ["note"]),
        ("@info(kinds=['apps/v1/Deployment'])\n", ["error"]),
        ("@info(kinds=['apps/v2/Deployment', 'Pod'])\n", []),
        ("@info(owner='us')\n", ["error", "error"]),
    ],
)
def test_what_is_said_of_a_rule(said: str, expected: list[str]) -> None:
    found = findings(f"{said}rule R:\n    False\n", f"{WEB}---\n{SERVICE}")
    assert [one.problem.level for one in found] == expected


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("@info(severity='bad')\nrule R:\n    True\n", "a severity is one of error, warning, info"),
        ("@info(severity=1)\nrule R:\n    True\n", "is written as a text"),
        ("@info(kinds='Pod')\nrule R:\n    True\n", "are a list of texts"),
        ("@info(kinds=[Pod])\nrule R:\n    True\n", "is written as a text"),
        ("rule R[a]:\n    True\n", "the rule 'R' takes arguments"),
        ("a = 1\n", "there is no rule in 'policy.k'"),
        ("rule R:\n    x = = 1\n", "expected one of"),
        ("a: str = 1\nrule R:\n    True\n", "expected str, got int(1)"),
        ('a = 1 // int("0")\nrule R:\n    True\n', "attempt to divide by zero"),
    ],
)
def test_mistake_in_a_policy(policy: str, message: str) -> None:
    with pytest.raises(KclError) as error:
        findings(policy)
    assert message in str(error.value)


def test_rules_use_the_rest_of_their_program() -> None:
    policy = """\
import regex

_least = int(option("least") or 1)

is_tagged = lambda image: str -> bool {
    regex.match(image, ":[^:]+$") and not image.endswith(":latest")
}

rule Many:
    spec.replicas >= _least, "at least ${_least}"

@info(severity="warning")
rule Tagged:
    all c in spec.template.spec.containers { is_tagged(c.image) }, "tag"
"""
    assert told(policy) == ["11: warning: tag (rule 'Tagged')"]
    assert told(policy, least="3")[0] == "8: error: at least 3 (rule 'Many')"


def test_parents_protocols_and_arguments() -> None:
    policy = """\
protocol HostProtocol:
    spec?: any
    data?: {str:str}

rule Base:
    spec.replicas > 1, "more"

rule Derived(Base) for HostProtocol:
    not data, "data"
    spec.replicas > 2, "many more"

rule Least[least: int = 5]:
    spec.replicas >= least, "least"
"""
    assert told(policy) == [
        "8: error: more (rule 'Base')",
        "1: error: more (rule 'Derived')",
        "8: error: many more (rule 'Derived')",
        "8: error: least (rule 'Least')",
    ]


def test_only_the_rules_of_the_named_file_run(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "a.k").write_text("rule A:\n    False, 'a'\n", "utf-8")
    (tmp_path / "b.k").write_text("rule B:\n    False, 'b'\n", "utf-8")
    documents = read_documents(SourceFile("a.yaml", SERVICE), "yaml")
    (manifest,) = manifests_in(documents)
    both = tuple(str(tmp_path / name) for name in ("a.k", "b.k"))
    for paths, expected in ((both, ["B"]), ((str(tmp_path),), ["A", "B"])):
        found = Policies(Options(paths=paths)).judge(manifest)
        assert [vars(one.problem)["rule"] for one in found] == expected


def test_what_is_no_manifest_is_not_judged() -> None:
    assert told("rule R:\n    False\n", "- 1\n") == []
