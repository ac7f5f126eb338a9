"""The report for people (reference, 07 section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kclpy.diagnostics import Diagnostic
from kclpy.testing.runner import PackageResult, all_cases
from kclpy.testing.session import CaseResult

NOTHING = "no test files"

Render = Callable[[Sequence[Diagnostic]], str]


def package_text(result: PackageResult, render: Render) -> str:
    """Return what is told about a package as soon as it has run."""
    if result.diagnostics:
        return render(result.diagnostics) + "\n"
    return "".join(_case_text(case, render) for case in result.cases)


def _case_text(case: CaseResult, render: Render) -> str:
    """Return the line of a case, then what it printed and why it failed."""
    word = "FAIL" if case.is_failure else "PASS"
    milliseconds = int(case.seconds * 1_000)
    details = [case.log] if case.log else []
    if case.is_failure:
        details.append(render(case.diagnostics))
    return f"{case.name}: {word} ({milliseconds}ms)\n" + "".join(f"{text}\n" for text in details)


def summary(results: Iterable[PackageResult]) -> str:
    """Return the last lines: how many cases passed and failed."""
    cases = all_cases(results)
    failed = sum(case.is_failure for case in cases)
    passed = len(cases) - failed
    lines = ["-" * 80]
    lines += [f"{word}: {n}/{len(cases)}" for word, n in (("PASS", passed), ("FAIL", failed)) if n]
    return "\n".join(lines) + "\n"
