"""The steps of the gate, in the order in which they are taken: cheap ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kclpy.diagnostics import Advice, Diagnostic, Edit, Fix, Label
from kclpy.formatter.rewrite import FileResult, format_files
from kclpy.gate.problems import UnformattedFile, UnusableFile
from kclpy.gate.step import Outcome, Step, Task, counted
from kclpy.packages import keys
from kclpy.source import SourceFile
from kclpy.source.vfs import canonical
from kclpy.testing.runner import PackageResult, Plan, all_cases, run_tests


def _format(task: Task) -> Outcome:
    found: list[Diagnostic] = []
    files = [canonical(file) for file in task.project.files]
    for result in format_files(files, is_dry=True, jobs=task.jobs):
        found += _of_file(result)
    return Outcome(found, counted(len(files), "file"))


def _of_file(result: FileResult) -> Iterable[Diagnostic]:
    if result.error:
        return [_placed(UnusableFile(result.error), result.path)]
    return [_unformatted(result)] if result.is_changed else result.diagnostics


def _unformatted(result: FileResult) -> Diagnostic:
    """Return the finding for a file, at the lines that change, with the new lines as fix."""
    file = SourceFile(result.path, result.before)
    before, after = (text.splitlines(keepends=True) for text in (result.before, result.after))
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    start = sum(map(len, before[:first]))
    end = len(result.before) - sum(map(len, before[len(before) - last :]))
    new = "".join(after[first : len(after) - last])
    problem = UnformattedFile()
    line_end = start + len(before[first].rstrip("\r\n")) if first < len(before) else start
    label = Label(file.span(start, line_end), problem.message)
    fix = Fix("format the file", (Edit(file.span(start, end), new),))
    return Diagnostic(problem, (label,)).explained().advised(Advice(fixes=(fix,)))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines are the same at the beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _placed(problem: UnusableFile, path: str) -> Diagnostic:
    label = Label(SourceFile(path, "").span(0, 0), problem.message, line_only=True)
    return Diagnostic(problem, (label,))


def _types(task: Task) -> Outcome:
    found = [one for one in task.examined if one.problem.level == "error"]
    return Outcome(found, counted(len(task.project.programs), "program"))


def _lint(task: Task) -> Outcome:
    found = [one for one in task.examined if one.problem.level != "error"]
    return Outcome(found, counted(len(task.project.programs), "program"))


def _test(task: Task) -> Outcome:
    plan = Plan(fails_fast=task.fails_fast, jobs=task.jobs)
    results = list(run_tests(task.project.tests, plan))
    found = [one for result in results for one in _of_package(result)]
    cases = all_cases(results)
    packages = counted(len(task.project.tests), "package")
    return Outcome(found, f"{counted(len(cases), 'test')} in {packages}")


def _of_package(result: PackageResult) -> Iterable[Diagnostic]:
    yield from result.diagnostics
    for case in result.cases:
        for one in case.diagnostics:
            yield one.advised(Advice(notes=(f"in test '{case.name}'",)))


def _compile(task: Task) -> Outcome:
    found = [one for stack in task.compiled for one in stack.diagnostics]
    return Outcome(found, counted(len(task.project.stacks), "stack"))


def _kubernetes(task: Task) -> Outcome:
    if task.cluster is None:
        return Outcome(summary="no release named")
    from kclpy.gate.manifests import validate  # takes its time, and few projects ask for it

    rendered = [(stack.directory, stack.text) for stack in task.compiled if stack.text]
    found = validate(task.cluster, rendered)
    return Outcome(found, f"{task.cluster.release}, {counted(len(rendered), 'stack')}")


_RUN = {
    "fmt": _format,
    "types": _types,
    "lint": _lint,
    "test": _test,
    "compile": _compile,
    "kubernetes": _kubernetes,
}

STEPS = tuple(Step(name, purpose, _RUN[name]) for name, purpose in keys.STEPS.items())
