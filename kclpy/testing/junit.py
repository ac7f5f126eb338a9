"""The report for machines: XML as JUnit and its followers write it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.render import render
from kclpy.testing.runner import PackageResult
from kclpy.testing.session import CaseResult

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>'

# XML 1.0 has no way to write these.
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(results: Sequence[PackageResult]) -> str:
    """Return one suite per package; a package that cannot be compiled is one case in error."""
    root = Xml.Element("testsuites")
    for result in results:
        root.append(_suite(result))
    _count(root, [suite.attrib for suite in root])
    Xml.indent(root)
    return f"{_HEADER}\n{Xml.tostring(root, encoding='unicode')}\n"


def _suite(result: PackageResult) -> Xml.Element:
    name = os.path.relpath(result.directory)
    suite = Xml.Element("testsuite", name=name)
    if result.diagnostics:
        case = Xml.SubElement(suite, "testcase", name="compile", classname=name, time="0.000")
        _failure(case, "error", result.diagnostics)
    for one in result.cases:
        suite.append(_case(one))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.is_failure for case in result.cases)))
    suite.set("errors", str(int(bool(result.diagnostics))))
    suite.set("time", f"{sum(case.seconds for case in result.cases):.3f}")
    return suite


def _case(result: CaseResult) -> Xml.Element:
    path = os.path.relpath(result.file)
    case = Xml.Element(
        "testcase",
        name=_clean(result.name),
        classname=path.removesuffix(".k").replace(os.sep, "."),
        file=path,
        line=str(result.line),
        time=f"{result.seconds:.3f}",
    )
    if result.is_failure:
        _failure(case, "failure", result.diagnostics)
    if result.log:
        Xml.SubElement(case, "system-out").text = _clean(result.log)
    return case


def _failure(case: Xml.Element, word: str, diagnostics: Sequence[Diagnostic]) -> None:
    problem = diagnostics[0].problem
    message = _clean(problem.message)
    element = Xml.SubElement(case, word, message=message, type=problem.kind or "Error")
    element.text = _clean(render(diagnostics))


def _count(root: Xml.Element, suites: list[dict[str, str]]) -> None:
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite[name]) for suite in suites)))
    root.set("time", f"{sum(float(suite['time']) for suite in suites):.3f}")


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)
