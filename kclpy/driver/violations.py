"""Where in the data the violations are that an evaluation has collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kclpy.diagnostics import Label
from kclpy.driver.pipeline import Pipeline
from kclpy.driver.places import place_of
from kclpy.runtime.values import Instance, Value
from kclpy.runtime.violations import Violation

Path: TypeAlias = tuple[int | str, ...]


def instance_paths(root: Value, path: Path = ()) -> dict[int, Path]:
    """Return where in ``root``, which is at ``path``, its instances are, by identity."""
    paths: dict[int, Path] = {}
    waiting: list[tuple[Path, Value]] = [(path, root)]
    while waiting:
        path, value = waiting.pop()
        if type(value) is Instance:
            paths.setdefault(id(value), path)
        if isinstance(value, dict):
            waiting.extend(((*path, key), item) for key, item in value.items())
        elif type(value) is list:
            waiting.extend(((*path, number), item) for number, item in enumerate(value))
    return paths


def placed(
    violations: Sequence[Violation], paths: dict[int, Path]
) -> Iterator[tuple[Path | None, Violation]]:
    """Yield each violation once, with the path of its instance.

    An instance that was evaluated again has no path: it is not part of the result. What was
    wrong with it counts if nothing like it was found in the result.
    """
    found: dict[tuple[Path, object], Violation] = {}
    strays: dict[object, Violation] = {}
    for violation in violations:
        path = paths.get(id(violation.instance))
        key = (violation.name, violation.instruction, violation.error.problem)
        if path is None:
            strays[key] = violation
        else:
            found[path, key] = violation
    for _, known in found:
        strays.pop(known, None)
    for (path, _), violation in found.items():
        yield path, violation
    for violation in strays.values():
        yield None, violation


def check_labels(violation: Violation, pipeline: Pipeline) -> tuple[Label, ...]:
    """Return the label of the check that does not hold, in the program."""
    if violation.instruction is None:
        return pipeline.failure_of(violation.error).labels[-1:]
    code, last = violation.instruction
    place = place_of(pipeline.modules[code.co_filename], code, last)
    span = place.module.file.span(place.start, place.end)
    return (Label(span, violation.error.problem.message, line_only=True),)
