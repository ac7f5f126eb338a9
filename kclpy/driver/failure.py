"""From an exception of the evaluation to the diagnostic that the user sees.

Emitted code keeps the positions of KCL source, so the innermost KCL frame of the traceback
is the place. The reference engine names only the line of the statement, attribute or config
entry that was being evaluated (reference, 05 section 6); that line is found in the tree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from types import TracebackType
from typing import NamedTuple

from kclpy.diagnostics import Diagnostic, Label
from kclpy.driver.progress import last_part
from kclpy.runtime.convert import Converter
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.frames import CheckFailed, add_extra, finish_straight
from kclpy.runtime.merge import instantiate_again
from kclpy.semantics.resolver import last_evaluated
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

# What the reference engine takes for the line being evaluated.
_LINES = (nodes.Stmt, nodes.ConfigEntry, nodes.CheckExpr)

# Functions of the runtime whose failures concern the caller of the KCL code that called them.
_BLAMING_THE_CALLER = frozenset(
    function.__code__ for function in (Converter.apply_given, finish_straight)
)

# Functions of the runtime that make an instance which no expression of the caller names.
_IMPLICIT = frozenset(function.__code__ for function in (add_extra, instantiate_again))


class Place(NamedTuple):
    """A range of a module. An indirect one called for a conversion that led further in."""

    module: nodes.Module
    start: int
    end: int
    is_direct: bool = True


def locate(
    error: EvaluationError, modules: Mapping[str, nodes.Module], main: nodes.Module
) -> Diagnostic:
    """Return the diagnostic for an evaluation that failed.

    ``modules`` are all modules of the program, keyed by file path. The last statement of the
    module ``main`` stands for what happens after all statements ran.
    """
    problem = error.problem
    places = _last_places(error.__traceback__, modules)
    if not places:
        start = main.body[-1].start if main.body else 0
        places = [Place(main, start, start)]
    if error.place is not None and error.place[0] in modules:
        path, start = error.place
        places[-1] = Place(modules[path], start, start)
    labels = [_line_label(_line_being_evaluated(places[-1], modules), problem.message)]
    if isinstance(problem, CheckFailed) and len(places) > 1:
        label = _instance_label(places[-2], modules, is_rule=_is_in_rule(places[-1]))
        if error.after is not None:
            end = _end_of_schema(error.after, places[-2].module, modules)
            label = label if end is None else [_line_start_label(*end)]
        labels = [*label, *labels]
    return Diagnostic(problem, tuple(labels))


def recursion_error(
    error: RecursionError, modules: Mapping[str, nodes.Module], main: nodes.Module
) -> Diagnostic:
    """Return the diagnostic for an evaluation that never ends."""
    problem = fail("the evaluation is nested too deeply: is there an endless recursion?")
    return locate(problem.with_traceback(error.__traceback__), modules, main)


def _last_places(
    traceback: TracebackType | None, modules: Mapping[str, nodes.Module]
) -> list[Place]:
    """Return the two innermost KCL places of a traceback, outer before inner."""
    frames: deque[tuple[nodes.Module, TracebackType, bool]] = deque(maxlen=3)
    while traceback is not None:
        code = traceback.tb_frame.f_code
        module = modules.get(code.co_filename)
        if module is not None:
            frames.append((module, traceback, True))
        elif code in _BLAMING_THE_CALLER and len(frames) > 1:
            frames.pop()
            frames[-1] = (*frames[-1][:2], False)
        elif code in _IMPLICIT and frames:
            frames[-1] = (*frames[-1][:2], False)
        traceback = traceback.tb_next
    return [
        Place(module, *_range(module.file, frame), is_direct) for module, frame, is_direct in frames
    ][-2:]


def _range(file: SourceFile, frame: TracebackType) -> tuple[int, int]:
    """Return the offsets of the instruction at which a frame stands."""
    positions = frame.tb_frame.f_code.co_positions()
    line, end_line, column, end_column = next(islice(positions, frame.tb_lasti // 2, None))
    return (
        _offset(file, 1 if line is None else line, column or 0),
        _offset(file, 1 if end_line is None else end_line, end_column or 0),
    )


def _offset(file: SourceFile, line: int, column: int) -> int:
    """Return the offset of a line and a column counted in UTF-8 bytes, -1 for line 0."""
    if line < 1:
        return -1
    text = file.line_text(line) or ""
    if not text.isascii():
        encoded = text.encode("utf-8", "surrogatepass")[:column]
        column = len(encoded.decode("utf-8", "ignore"))
    return file.offset(line, column)


def _line_label(line: tuple[SourceFile, int], message: str) -> Label:
    """Return the label of a line that was being evaluated."""
    file, start = line
    return Label(Span(file, start, start), message, line_only=True)


def _line_being_evaluated(
    place: Place, modules: Mapping[str, nodes.Module]
) -> tuple[SourceFile, int]:
    """Return the file and the offset that were reached last when ``place`` failed.

    An instance that a part of the failing expression made is where its schema ends.
    """
    exact = None
    start = place.start
    for node in _around(place):
        if _is_at(node, place):
            exact = node
            break
        if isinstance(node, _LINES):
            start = node.start
    last = None if exact is None else last_part(exact)
    if isinstance(last, nodes.SchemaExpr):
        names = nodes.dotted_name(last.name)
        end = _end_of_schema(names[-1].id, place.module, modules) if names else None
        if end is not None:
            return end
    if isinstance(last, nodes.Name) and isinstance(exact, nodes.AssignStmt):
        later = _assigned_later(last.id, exact, place.module)
        if later is not None:
            return place.module.file, later.start
    if exact is not None:
        start = exact.start if last is None else max(start, last.start)
    return place.module.file, start


def _assigned_later(name: str, reader: nodes.Stmt, module: nodes.Module) -> nodes.Stmt | None:
    """Return the statement below ``reader`` that gives ``name`` its value, run by the read."""
    for statement in module.body:
        if isinstance(statement, nodes.AssignStmt) and statement.start > reader.start:
            target = statement.targets[0]
            if isinstance(target, nodes.Name) and target.id == name:
                return statement
    return None


def _end_of_schema(
    name: str, module: nodes.Module, modules: Mapping[str, nodes.Module]
) -> tuple[SourceFile, int] | None:
    """Return the last line that is evaluated for an instance of the schema ``name``."""
    for other in (module, *modules.values()):
        for statement in other.body:
            if isinstance(statement, nodes.SchemaStmt) and statement.name.id == name:
                checks: list[nodes.Node] = [*statement.checks]
                last = checks[-1] if checks else last_evaluated(statement)
                return None if last is None else (other.file, last.start)
    return None


def _instance_label(
    place: Place, modules: Mapping[str, nodes.Module], is_rule: bool
) -> list[Label]:
    """Return the label of what made the instance whose check failed; a rule may have none."""
    for node in _around(place):
        if isinstance(node, nodes.SchemaExpr) and _is_at(node, place) and place.is_direct:
            return [Label(Span(place.module.file, place.start, place.end), _INSTANCE)]
    if is_rule:
        return []
    return [_line_start_label(*_line_being_evaluated(place, modules))]


def _line_start_label(file: SourceFile, start: int) -> Label:
    """Return the label for an instance that no expression names: the line that led to it."""
    line_start = file.offset(file.position(start)[0], 0)
    return Label(Span(file, line_start, start), _INSTANCE)


_INSTANCE = "Instance check failed"


def _is_in_rule(place: Place) -> bool:
    return any(isinstance(node, nodes.RuleStmt) for node in _around(place))


def _is_at(node: nodes.Node, place: Place) -> bool:
    return (node.start, node.end) == (place.start, place.end)


def _around(place: Place) -> Iterator[nodes.Node]:
    """Yield the nodes that contain a place, outermost first."""
    waiting: list[nodes.Node] = [place.module]
    while waiting:
        for child in children(waiting.pop()):
            if child.start <= place.start and place.end <= child.end:
                yield child
                waiting = [child]
                break
