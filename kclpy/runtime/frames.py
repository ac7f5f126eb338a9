"""The evaluation of one schema instance (reference, 03 sections 3 to 6 and 13).

All bodies of an instance, its base's, its own and its mixins', write to one shared frame.
Statements run in order. A read of an attribute that one plain statement sets runs that
statement first, once; an attribute with several setters is a cell, as globals are (`lazy`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from kclpy.builtins.declare import MISSING
from kclpy.runtime.errors import EvaluationError, fail, instances, mistake_of
from kclpy.runtime.lazy import Cell
from kclpy.runtime.merge import insert, merge
from kclpy.runtime.schemas import Linked, Schema
from kclpy.runtime.values import INSERT, OVERRIDE, Config, Instance, Undefined, Value
from kclpy.runtime.violations import converted_as_far_as_possible

# Instances within instances within …: beyond this a schema contains itself without end.
_MAX_NESTING = 4000


# What is known of a statement; 0 if it has not begun.
_RUNNING, _RUNNING_FOR_READ, _DONE = 1, 2, 3


class Frame:
    """The state of an instance under evaluation. Emitted code calls its methods."""

    __slots__ = ("args", "cells", "config", "done", "key", "linked", "op", "schema", "values")

    def __init__(self, schema: Schema, linked: Linked, config: Config, values: Instance) -> None:
        self.schema = schema
        self.linked = linked
        self.config = config
        self.op = config.ops.get
        self.values = values
        self.args: dict[tuple[Schema, str], Value] = {}
        self.cells: dict[str, AttributeCell] = {}
        if linked.cells:
            self.cells = {name: AttributeCell(self, name) for name in linked.cells}
        self.done = bytearray(len(linked.statements))
        self.key = ""  # the key that the index signature is about

    def read(self, name: str) -> Value:
        """Return the final value of the attribute or body variable ``name``."""
        cell = self.cells.get(name)
        if cell is not None:
            return cell.read()
        number = self.linked.setter.get(name)
        if number is None:
            return self.values[name] if name in self.values else self.config.get(name, Undefined)
        state = self.done[number]
        if state < _RUNNING_FOR_READ:
            # One that runs in its place is run once more, so that a cycle finds what it can.
            self.done[number] = _RUNNING_FOR_READ
            self.linked.statements[number].run(self, number, None)
            self.done[number] = state or _DONE
        return self.values[name]

    def read_own(self, name: str) -> Value:
        """Return what an assignment to ``name`` sees of it."""
        cell = self.cells.get(name)
        return self.values[name] if cell is None else cell.read_own()

    def has(self, name: str) -> bool:
        """Return whether ``name`` is an attribute or variable of some body of the instance."""
        return name in self.linked.template

    def read_host(self, name: str) -> Value:
        """Return what a mixin sees under a name that it does not declare."""
        if name in self.linked.template:
            return self.read(name)
        return self.args.get((self.schema, name), Undefined)

    def argument(self, schema: Schema, name: str) -> Value:
        """Return an argument of a part, unless the final instance has such an attribute."""
        if name in self.linked.template:
            return self.read(name)
        return self.args[schema, name]

    def run(self, number: int) -> None:
        """Run a statement in its place."""
        self.done[number] = _RUNNING
        self.linked.statements[number].run(self, number, None)
        self.done[number] = _DONE

    def set(
        self,
        name: str,
        value: Value,
        place: tuple[int, int] = (0, 0),
        reads_itself: bool = False,
        stop: AttributeStop = None,
    ) -> None:
        """Assign ``value`` to ``name``, then apply the caller's config for it again.

        ``place`` is the number of the statement and of the assignment within it; ``stop`` is
        not None where a read runs the assignment ahead.
        """
        if name in self.config:
            value = configured(value, self.config[name], self.op(name))
        attribute = self.linked.attributes.get(name)
        if attribute is not None:
            converter = attribute.converter
            if converter is not None and value is not None and value is not Undefined:
                is_given = name in self.config
                try:
                    value = converter.apply_given(value) if is_given else converter.apply(value)
                except EvaluationError as error:
                    _collect(self, error, name)
                    value = converted_as_far_as_possible(converter, value)
        self.values[name] = value
        if stop is None:
            cell = self.cells.get(name)
            if cell is not None:
                cell.stored(value, place == cell.places[-1], reads_itself)

    def declare(self, name: str, place: tuple[int, int], stop: AttributeStop) -> None:
        """Declare an attribute without a default: a value it has already stays."""
        value = self.values[name]
        if value is Undefined or name not in self.config:
            self.set(name, value, place, False, stop)


# What a statement stops at: a name and the place of one assignment to it, None for nothing.
AttributeStop: TypeAlias = "tuple[str, tuple[int, int]] | None"


class AttributeCell(Cell):
    """An attribute with several setters, or one within an ``if``."""

    __slots__ = ("frame", "name", "places")

    def __init__(self, frame: Frame, name: str) -> None:
        self.frame = frame
        self.name = name
        self.places = frame.linked.cells[name]
        super().__init__(len(self.places) - 1)

    def current(self) -> Value:
        return self.frame.values[self.name]

    def run(self, number: int) -> None:
        place = self.places[number]
        statement = self.frame.linked.statements[place[0]]
        statement.run(self.frame, place[0], (self.name, place))


def configured(value: Value, given: Value, op: int | None) -> Value:
    """Return what an attribute with the default ``value`` becomes under a config entry."""
    if op == OVERRIDE:
        return given
    if op == INSERT:
        return insert(value, given)
    return merge(value, given, False)


def evaluate_instance(
    schema: Schema, config: Config, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> Instance:
    """Return the instance of ``schema`` that ``config`` and the arguments make."""
    instance = Instance.__new__(Instance)
    instance.schema = schema
    instance.configured = config
    instance.arguments = (args, kwargs)
    context = schema.context
    context.depth += 1
    if context.depth > _MAX_NESTING:
        raise fail(instances.EndlessInstances(schema.name))
    try:
        collector = context.collector
        if schema.straight is not None and (collector is None or not collector.is_active):
            schema.straight(config, instance)
        else:
            _run(schema, instance)
    except TypeError as error:
        raise mistake_of(error) from None
    finally:
        context.depth -= 1
    line: Schema | None = schema
    while line is not None:
        line.instances.append(instance)
        line = line.base
    return instance


def finish_straight(instance: Instance, values: dict[str, Value]) -> None:
    """Complete an instance whose attributes straight-line code has found, up to its checks."""
    instance.update(values)
    schema, config = instance.schema, instance.configured
    if not config.keys() <= values.keys():
        for key in config:
            if key not in values:
                raise _unknown_attribute(schema, key)
    _require(schema, instance)


def _unknown_attribute(schema: Schema, key: str) -> EvaluationError:
    problem = instances.UnknownAttribute(key, schema.name, tuple(schema.linked.attributes))
    return fail(problem, None if key.startswith("_") else schema.last_place)


def _run(schema: Schema, instance: Instance) -> None:
    """Run the bodies of an instance statement by statement."""
    linked = schema.linked
    instance.update(linked.template)
    args, kwargs = instance.arguments
    frame = Frame(schema, linked, instance.configured, instance)
    for part in linked.with_arguments:
        bind(frame, part, args, kwargs)
    done = frame.done
    for number in range(len(done)):
        if not done[number]:
            frame.run(number)
    _finish(frame)


def _finish(frame: Frame) -> None:
    """Do what follows the bodies: decorators, further keys, required attributes, checks."""
    schema, linked, instance = frame.schema, frame.linked, frame.values
    _report_deprecations(frame)
    extra = [key for key in frame.config if key not in linked.attributes]
    if extra:
        add_extra(frame, extra)
    for name in linked.loose:
        if instance[name] is Undefined and name not in frame.config:
            del instance[name]
    _require(schema, instance)
    if schema.index_signature is not None and schema.index_signature.has_key_name:
        for key in extra:
            frame.key = key
            _check(frame)
    else:
        _check(frame)


def bind(frame: Frame, part: Schema, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> None:
    """Bind the arguments to one part's parameters; only those of the schema itself are typed."""
    for position, parameter in enumerate(part.parameters):
        name = parameter.name
        value = args[position] if position < len(args) else MISSING
        value = kwargs.get(name, value)
        if value is MISSING:
            value = None if parameter.default is None else parameter.default(frame)
        if part is frame.schema and parameter.converter is not None:
            value = parameter.converter.apply_given(value)
        frame.args[part, name] = value


def _report_deprecations(frame: Frame) -> None:
    own = frame.schema.deprecation
    if own is not None and own.strict:
        raise own.error(frame.schema.name)
    for name in frame.config:
        attribute = frame.linked.attributes.get(name)
        deprecation = None if attribute is None else attribute.deprecation
        if deprecation is not None and deprecation.strict:
            raise deprecation.error(name)


def add_extra(frame: Frame, extra: list[str]) -> None:
    """Add the entries for keys that are no attributes, as the index signature has them."""
    signature = frame.schema.index_signature
    instance = frame.values
    if signature is None:
        for key in extra:
            if key not in frame.linked.template:
                _collect(frame, _unknown_attribute(frame.schema, key), key)
        return
    if signature.has_key_name:
        extra = extra[-1:] + extra[:-1]  # the order of the official engine
    for key in extra:
        frame.key = key
        value = frame.config[key]
        if signature.default is not None and frame.op(key) != OVERRIDE:
            value = _merged_extra(signature.default(frame), value, frame.op(key))
        if signature.converter is not None:
            try:
                value = signature.converter.apply(value)
            except EvaluationError as error:
                _collect(frame, error, key)
                value = converted_as_far_as_possible(signature.converter, value)
        instance[key] = value


def _merged_extra(default: Value, given: Value, op: int | None) -> Value:
    """Merge an entry into the index signature's default, which is not evaluated again."""
    merged = configured(default, given, op)
    if type(default) is not Instance or not isinstance(given, dict):
        return merged
    kept = dict(default)
    kept.update((key, merged[key]) for key in given)
    instance = default.like(kept)
    instance.configured = Config({**default.configured, **given}, default.configured.ops)
    return instance


def _require(schema: Schema, instance: Instance) -> None:
    """Check required attributes; a nested instance may still be completed by its host."""
    context = schema.context
    if context.collector is not None and context.collector.is_active:
        for name in schema.linked.required:
            if instance[name] is None or instance[name] is Undefined:
                context.collector.add_missing(instance, missing_attribute(schema, name), name)
        return
    missing = instance.missing_attribute()
    if context.depth > 1:
        context.has_incomplete = context.has_incomplete or missing is not None
    elif missing is not None:
        raise missing_attribute(schema, missing)
    elif context.has_incomplete:
        context.has_incomplete = False
        error = _missing_within(instance)
        if error is not None:
            error.place = schema.last_place
            raise error


def missing_attribute(schema: Schema, name: str) -> EvaluationError:
    """Return the error for a required attribute without a value."""
    return fail(instances.RequiredValue(name, schema.name))


def _missing_within(root: Instance) -> EvaluationError | None:
    """Return the error for an instance within ``root`` that lacks a required attribute."""
    waiting: list[Value] = list(root.values())[::-1]
    while waiting:
        value = waiting.pop()
        if type(value) is Instance:
            missing = value.missing_attribute()
            if missing is not None:
                return missing_attribute(value.schema, missing)
        if isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif type(value) is list:
            waiting.extend(reversed(value))
    return None


def _collect(frame: Frame, error: EvaluationError, name: str) -> None:
    """Note what is wrong with an attribute, if violations are collected; else raise it."""
    collector = frame.schema.context.collector
    if collector is None or not collector.is_active:
        raise error
    collector.add(frame.values, error, name)


def _check(frame: Frame) -> None:
    collector = frame.schema.context.collector
    if collector is not None and collector.is_active:
        collector.run_checks(frame.values, partial(_run_checks, frame))
    else:
        _run_checks(frame)


def _run_checks(frame: Frame) -> None:
    for rule in frame.schema.rules:
        _check_rule(frame, rule)
    for part in frame.linked.parts:
        if part.checks is not None:
            part.checks(frame)


def _check_rule(frame: Frame, rule: Schema) -> None:
    for parent in rule.rules:
        _check_rule(frame, parent)
    if rule.checks is not None:
        rule.checks(frame)


def check_host(rule: Schema, host: Config) -> None:
    """Run the conditions of a rule over the entries of ``host``, whose names they read.

    A rule reads what its host has (03 section 10); here that is whatever ``host`` holds, and a
    protocol only adds names that may be unset.
    """
    linked = replace(rule.linked, template={**rule.linked.template, **host})
    instance = Instance.__new__(Instance)
    instance.update(linked.template)
    instance.schema = rule
    instance.configured = host
    instance.arguments = ((), {})
    frame = Frame(rule, linked, Config(), instance)
    rule.context.depth += 1
    try:
        for part in linked.with_arguments:
            bind(frame, part, (), {})
        _run_checks(frame)
    except TypeError as error:
        raise mistake_of(error) from None
    finally:
        rule.context.depth -= 1


def check_failed(message: Value) -> None:
    """Raise the error for a condition that does not hold; Undefined is no message."""
    raise failed_check(message)


def failed_check(message: Value) -> EvaluationError:
    """Return the error for a condition that does not hold."""
    text = "Check failed on the condition"
    if message is not Undefined and message is not None:
        text += f": {message}"
    return fail(instances.CheckFailed(text))
