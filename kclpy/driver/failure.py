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

from kclpy.diagnostics import Diagnostic, Label
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.frames import CheckFailed
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

# What the reference engine takes for the line being evaluated.
_LINES = (nodes.Stmt, nodes.ConfigEntry, nodes.CheckExpr)


def locate(error: EvaluationError, modules: Mapping[str, nodes.Module]) -> Diagnostic:
    """Return the diagnostic for an evaluation that failed; ``modules`` are keyed by file path."""
    places = _last_places(error.__traceback__, modules)
    problem = error.problem
    if not places:
        return Diagnostic(problem)
    module, start, end = places[-1]
    if start < 0:  # an override added it
        return Diagnostic(problem)
    labels = [_line_label(module, start, end, problem.message)]
    in_rule = any(isinstance(node, nodes.RuleStmt) for node in _around(module, start, end))
    if isinstance(problem, CheckFailed) and not in_rule and len(places) > 1:
        labels.insert(0, _instance_label(*places[-2]))
    return Diagnostic(problem, tuple(labels))


def recursion_error(error: RecursionError, modules: Mapping[str, nodes.Module]) -> Diagnostic:
    """Return the diagnostic for an evaluation that never ends."""
    problem = fail("the evaluation is nested too deeply: is there an endless recursion?")
    return locate(problem.with_traceback(error.__traceback__), modules)


def _last_places(
    traceback: TracebackType | None, modules: Mapping[str, nodes.Module]
) -> list[tuple[nodes.Module, int, int]]:
    """Return the two innermost KCL places of a traceback, outer before inner."""
    frames: deque[tuple[nodes.Module, TracebackType]] = deque(maxlen=2)
    while traceback is not None:
        module = modules.get(traceback.tb_frame.f_code.co_filename)
        if module is not None:
            frames.append((module, traceback))
        traceback = traceback.tb_next
    return [(module, *_range(module.file, frame)) for module, frame in frames]


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


def _line_label(module: nodes.Module, start: int, end: int, message: str) -> Label:
    """Return the label of the innermost statement or entry around a place."""
    innermost: nodes.Node = module
    for node in _around(module, start, end):
        if isinstance(node, _LINES):
            innermost = node
    place = start if innermost is module else innermost.start
    return Label(Span(module.file, place, end), message, line_only=True)


def _instance_label(module: nodes.Module, start: int, end: int) -> Label:
    """Return the label of the expression that made the instance whose check failed."""
    for node in _around(module, start, end):
        if isinstance(node, nodes.SchemaExpr) and (node.start, node.end) == (start, end):
            return Label(Span(module.file, start, end), "Instance check failed")
    return _line_label(module, start, end, "Instance check failed")


def _around(node: nodes.Node, start: int, end: int) -> Iterator[nodes.Node]:
    """Yield the nodes that contain the range, outermost first."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        for child in children(waiting.pop()):
            if child.start <= start and end <= child.end:
                yield child
                waiting = [child]
                break
