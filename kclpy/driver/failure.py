"""From an exception of the evaluation to the diagnostic that the user sees.

Emitted code keeps the positions of KCL source, so the innermost KCL frame of the traceback
is the place. The reference engine names only the line of the statement, attribute or config
entry that was being evaluated (reference, 05 section 6); that line is found in the tree.
"""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.instances import CheckFailed, EndlessRecursion, OutOfMemory
from kclpy.driver.backtrace import backtrace
from kclpy.driver.places import Place, around, is_at, places_of
from kclpy.driver.progress import last_part
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.semantics.resolver import last_evaluated
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes

# What the reference engine takes for the line being evaluated.
_LINES = (nodes.Stmt, nodes.ConfigEntry, nodes.CheckExpr)


def locate(
    error: EvaluationError,
    modules: Mapping[str, nodes.Module],
    main: nodes.Module,
    is_traced: bool = False,
) -> Diagnostic:
    """Return the diagnostic for an evaluation that failed.

    ``modules`` are all modules of the program, keyed by file path. The last statement of the
    module ``main`` stands for what happens after all statements ran. A traced diagnostic
    stands at the statement of the file and tells the way from there.
    """
    problem = error.problem
    places = places_of(error.__traceback__, modules, None if is_traced else 2)
    if is_traced and places:
        line = _line_label(_line_being_evaluated(places[0], modules), problem.message)
        return Diagnostic(problem, (line,), note=backtrace(places))
    if error.is_exact and places:
        exact = places[-1]
        span = exact.module.file.span(exact.start, exact.end)
        return Diagnostic(problem, (Label(span, problem.message),))
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


def exhausted(
    error: RecursionError | MemoryError,
    modules: Mapping[str, nodes.Module],
    main: nodes.Module,
    is_traced: bool = False,
) -> Diagnostic:
    """Return the diagnostic for an evaluation that never ends or grows too large."""
    is_endless = isinstance(error, RecursionError)
    problem = fail(EndlessRecursion() if is_endless else OutOfMemory())
    return locate(problem.with_traceback(error.__traceback__), modules, main, is_traced)


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
    for node in around(place):
        if is_at(node, place):
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
    for node in around(place):
        if isinstance(node, nodes.SchemaExpr) and is_at(node, place) and place.is_direct:
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
    return any(isinstance(node, nodes.RuleStmt) for node in around(place))
