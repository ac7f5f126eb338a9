"""Advice for the mistake that ended an evaluation: what its frames know beyond its problem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import CodeType

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.diagnostics import Advice, Label, Problem
from kclpy.diagnostics.functions import FunctionFailed
from kclpy.diagnostics.instances import (
    CheckFailed,
    ConversionFailed,
    DeprecatedUse,
    RequiredValue,
    UnknownAttribute,
)
from kclpy.diagnostics.merging import ConflictingValues
from kclpy.driver.advice.paths import Step, written
from kclpy.driver.advice.trace import Trace
from kclpy.runtime.convert import Converter
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.mismatch import preview, why
from kclpy.runtime.values import Instance, Undefined, Value
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

Modules = Mapping[str, nodes.Module]


def advice_of(error: EvaluationError, shown: Sequence[Label], modules: Modules) -> Advice:
    """Return what the traceback of a failure tells: the path, places and facts.

    ``shown`` are the places that the diagnostic has already.
    """
    trace = Trace(error.__traceback__, modules)
    advice = _advice(error.problem, trace, modules)
    related = list(advice.related)
    if trace.place is not None:
        related.append(Label(trace.place, "it fails here"))
    if trace.origin is not None and not any(_contains(trace.origin, one.span) for one in shown):
        related.append(Label(trace.origin, "this led to it"))
    known = {_line(label.span): label for label in (*reversed(related), *shown)}
    kept = tuple(label for label in related if known[_line(label.span)] is label)
    return replace(advice, related=kept)


def _line(span: Span) -> tuple[str, int]:
    return span.file.path, span.file.position(span.start)[0]


def _contains(outer: Span, inner: Span) -> bool:
    return outer.file is inner.file and outer.start <= inner.start < max(outer.end, outer.start + 1)


def _advice(problem: Problem, trace: Trace, modules: Modules) -> Advice:
    """Return what concerns a kind of mistake."""
    if isinstance(problem, ConversionFailed):
        return _conversion(trace, modules)
    if isinstance(problem, CheckFailed):
        return _check(trace)
    if isinstance(problem, RequiredValue):
        path = [*trace.path, *_way_to_missing(trace, problem.name)]
        return Advice(written(path), _attribute_labels(problem.schema, problem.name, modules))
    if isinstance(problem, UnknownAttribute):
        path = trace.path if trace.path[-1:] == [problem.name] else [*trace.path, problem.name]
        return Advice(written(path), _schema_labels(problem.schema, modules))
    if isinstance(problem, DeprecatedUse) and problem.name in _attributes(trace.instance):
        return Advice(written([*trace.path, problem.name]))
    if isinstance(problem, ConflictingValues):
        return Advice(_joined(trace.path, problem))
    if isinstance(problem, FunctionFailed):
        return Advice(written(trace.path), notes=_signature(trace.codes))
    return Advice(written(trace.path))


def _attributes(instance: Instance | None) -> Collection[str]:
    return () if instance is None else instance.schema.linked.attributes


def _conversion(trace: Trace, modules: Modules) -> Advice:
    """Tell which part of the value does not fit, and where its type is declared."""
    converter, value = trace.last.get("self"), trace.last.get("value")
    if not isinstance(converter, Converter):
        return Advice(written(trace.path))
    found = why(converter, value)
    return Advice(
        written([*trace.path, *found.steps]),
        tuple(_declarations(trace, modules)),
        found.reasons,
    )


def _declarations(trace: Trace, modules: Modules) -> Iterator[Label]:
    """Yield the declaration of the attribute or parameter that a value goes to."""
    if trace.parameter is not None:
        schema, name = trace.parameter
        for module, statement in _schemas(modules, schema):
            for param in statement.params:
                if param.name.id == name:
                    yield _declared(module, param.name, name)
    for node in trace.way:
        if isinstance(node, nodes.SchemaAttr) and trace.module is not None:
            yield _declared(trace.module, node.name_node, node.name)


def _declared(module: nodes.Module, node: nodes.Node, name: str) -> Label:
    return Label(module.file.span(node.start, node.end), f"'{name}' is declared here")


def _check(trace: Trace) -> Advice:
    """Tell the values that the condition is about; a single one is at fault."""
    instance = trace.instance
    test = trace.way[-1] if trace.way else None
    for node in trace.way:
        if isinstance(node, nodes.CheckExpr):
            test = node.test
    if instance is None or test is None:
        return Advice(written(trace.path))
    names = [name for name in dict.fromkeys(_names(test)) if name in instance]
    values = [(name, instance[name]) for name in names]
    notes = tuple(f"{name} is {_shown(value)}" for name, value in values)
    if trace.key:
        names = [trace.key]
    path = [*trace.path, *(names if len(names) == 1 else [])]
    return Advice(written(path), notes=notes)


def _shown(value: Value) -> str:
    return "Undefined" if value is Undefined else preview(value)


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield the names that an expression mentions, in its order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Name):
            yield node.id
        parts = [node.value] if isinstance(node, nodes.SelectorExpr) else [*children(node)]
        waiting += reversed(parts)


def _way_to_missing(trace: Trace, name: str) -> list[Step]:
    """Return the steps from an instance to the attribute that it, or one within it, lacks."""
    root = trace.last.get("instance")
    if not isinstance(root, Instance):
        return [name]
    waiting: list[tuple[Value, list[Step]]] = [(root, [])]
    while waiting:  # in the order of the runtime, which names the first
        value, steps = waiting.pop()
        if isinstance(value, Instance) and value.missing_attribute() == name:
            return [*steps, name]
        parts: list[tuple[Step, Value]] = []
        if isinstance(value, dict):
            parts = list(value.items())
        elif isinstance(value, list):
            parts = list(enumerate(value))
        waiting += [(part, [*steps, step]) for step, part in reversed(parts)]
    return [name]


def _attribute_labels(schema: str, name: str, modules: Modules) -> tuple[Label, ...]:
    """Return where the attribute of a schema, or of one of its bases, is declared."""
    for module, node in _schemas(modules, schema):
        for statement in node.body:
            if isinstance(statement, nodes.SchemaAttr) and statement.name == name:
                return (_declared(module, statement.name_node, name),)
        names = None if node.base is None else nodes.dotted_name(node.base)
        if names and names[-1].id != schema:
            return _attribute_labels(names[-1].id, name, modules)
    return ()


def _schema_labels(schema: str, modules: Modules) -> tuple[Label, ...]:
    for module, node in _schemas(modules, schema):
        return (_declared(module, node.name, schema),)
    return ()


def _schemas(modules: Modules, name: str) -> Iterator[tuple[nodes.Module, nodes.SchemaStmt]]:
    for module in modules.values():
        for statement in module.body:
            if isinstance(statement, nodes.SchemaStmt) and statement.name.id == name:
                yield module, statement


def _joined(path: list[Step], problem: ConflictingValues) -> str:
    """Return the path of a conflict: that of the merged value, and on to its part."""
    first = problem.union_path.partition(".")[0]
    outer = path[:-1] if path[-1:] == [first] else path
    return ".".join(filter(None, (written(outer), problem.union_path)))


def _signature(codes: list[CodeType]) -> tuple[str, ...]:
    """Return the note about the function of the library that failed."""
    for builtin in _library():
        if builtin.function.__code__ in codes:
            return (f"the function is {builtin.full_name}{builtin.signature}",)
    return ()


def _library() -> Iterator[Builtin]:
    """Yield all functions that programs can call."""
    yield from registry.universe().values()
    yield from registry.members("str").values()
    for name in registry.module_names():
        yield from (registry.module(name) or {}).values()
