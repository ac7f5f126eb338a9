"""JUnit XML: a test case for each file that was examined, with a failure for each mistake.

Warnings are told as output, behind the failures, unless the command fails for them. Mistakes that
stand in no file belong to a test case named after the work directory, ``.``.

It is what the schemas of Jenkins ask for, and ``file``, which GitLab and CircleCI read besides.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats.findings import Findings
from kclpy.diagnostics.render import render

# What XML 1.0 cannot contain.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOWHERE = "."


def write(findings: Findings) -> str:
    """Return the document."""
    cases: dict[str, list[Diagnostic]] = {findings.path(path): [] for path in findings.files}
    for diagnostic in findings.diagnostics:
        place = findings.place(diagnostic)
        cases.setdefault(_NOWHERE if place is None else place.path, []).append(diagnostic)
    failed = sum(any(_fails(one, findings) for one in found) for found in cases.values())
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "kclpy", **counts})
    for name, found in cases.items():
        case = ElementTree.SubElement(
            suite, "testcase", {"classname": "kclpy", "name": _legal(name), "file": _legal(name)}
        )
        for diagnostic in found:
            if _fails(diagnostic, findings):
                _add_failure(case, diagnostic)
        for diagnostic in found:
            if not _fails(diagnostic, findings):
                ElementTree.SubElement(case, "system-out").text = _text(diagnostic)
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _fails(diagnostic: Diagnostic, findings: Findings) -> bool:
    return diagnostic.problem.level == "error" or findings.are_warnings_failures


def _add_failure(case: ElementTree.Element, diagnostic: Diagnostic) -> None:
    problem = diagnostic.problem
    attributes = {"message": _legal(diagnostic.message), "type": problem.kind or problem.id()}
    ElementTree.SubElement(case, "failure", attributes).text = _text(diagnostic)


def _text(diagnostic: Diagnostic) -> str:
    return _legal(render(diagnostic, with_advice=True).strip("\n"))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
