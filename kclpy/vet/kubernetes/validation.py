"""Holding a value to a shape: all that does not fit, each with the path to it.

Null stands for a field that is left out, as the server has it, unless the schema lets it be a
value. A field that is left out and has a default is not missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kclpy.diagnostics import Problem
from kclpy.diagnostics.manifests import (
    ForbiddenForm,
    FormatNotMatched,
    LimitExceeded,
    MissingField,
    NoFormFits,
    PatternNotMatched,
    RepeatedItem,
    TooManyFormsFit,
    UnknownField,
    ValueNotAllowed,
    WrongFieldType,
)
from kclpy.driver.advice.paths import written
from kclpy.runtime.values import Value
from kclpy.vet.kubernetes.defaulting import defaulted
from kclpy.vet.kubernetes.limits import exceeded
from kclpy.vet.kubernetes.shapes import INT_OR_STRING, QUANTITY, Lazy, Shape
from kclpy.vet.kubernetes.text_forms import FORMS, RANGES
from kclpy.vet.places import Path
from kclpy_stdlib.regex_steps import TooManySteps

_SHOWN = 60
_FEW = 12
_WORDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    INT_OR_STRING: "an integer or a text",
    QUANTITY: "a number or a text",
    "number": "a number",
    "object": "a mapping",
    "string": "a text",
}


class Violation(NamedTuple):
    """What is wrong with the value at a path."""

    path: Path
    problem: Problem


def violations(value: Value, shape: Shape, path: Path = ()) -> list[Violation]:
    """Return what is wrong with the value at ``path``, outer before inner."""
    checker = _Checker()
    checker.check(value, shape, path)
    return list(dict.fromkeys(checker.found))


def described(value: Value) -> str:
    """Return how a message names a value."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class _Checker:
    def __init__(self) -> None:
        self.found: list[Violation] = []

    def add(self, path: Path, problem: Problem) -> None:
        self.found.append(Violation(path, problem))

    def check(self, value: Value, shape: Shape, path: Path) -> None:
        """Note what does not fit; what has the wrong type is not looked into."""
        if value is None and shape.is_nullable:
            return
        kind = shape.kind
        if kind is not None and not _has_type(value, kind, shape.format):
            expected = _WORDS[QUANTITY if shape.format == QUANTITY else kind]
            self.add(path, WrongFieldType(_name(path), expected, described(value)))
            return
        if isinstance(value, dict):
            self.mapping(value, shape, path)
        elif isinstance(value, list):
            self.sequence(value, shape, path)
        elif isinstance(value, str):
            self.text(value, shape, path)
        elif shape.format is not None and shape.format in RANGES:
            low, high = RANGES[shape.format]
            if not low <= value <= high:
                expected = f"an integer of {shape.format.removeprefix('int')} bits"
                self.add(path, FormatNotMatched(_name(path), expected, described(value)))
        if shape.allowed is not None and not _is_among(value, shape.allowed):
            self.not_allowed(value, shape.allowed, path)
        if shape.limits:
            for expected, given in exceeded(value, shape.limits):
                self.add(path, LimitExceeded(_name(path), expected, given))
        if shape.has_forms:
            self.forms(defaulted(value, shape), shape, path)

    def mapping(self, value: dict[str, Value], shape: Shape, path: Path) -> None:
        for name in shape.required:
            if value.get(name) is None and _is_needed(name, value, shape):
                self.add((*path, name), MissingField(name))
        for name, item in value.items():
            inner = shape.field(name)
            if inner is not None:
                if item is not None:  # a field that is null is left out, or nullable
                    self.check(item, inner, (*path, name))
            elif shape.others is not None:
                self.check(item, shape.others.shape, (*path, name))
            elif shape.is_closed:
                self.add((*path, name), UnknownField(name, known=tuple(shape.fields)))

    def sequence(self, value: list[Value], shape: Shape, path: Path) -> None:
        if shape.item is not None:
            inner = shape.item.shape
            for number, item in enumerate(value):
                self.check(item, inner, (*path, number))
            if shape.keys:
                keys = [(_key(item, shape.keys, inner)) for item in value]
                self.repeated(keys, path)
        if shape.is_set:
            self.repeated([(_frozen(item), described(item)) for item in value], path)

    def repeated(self, keys: Sequence[tuple[str, str] | None], path: Path) -> None:
        """Note the items whose key an earlier one has; a key is what is compared, and a text."""
        first: dict[str, int] = {}
        for number, key in enumerate(keys):
            if key is None:
                continue
            compared, text = key
            if compared in first:
                problem = RepeatedItem(_name(path), text, first[compared])
                self.add((*path, number), problem)
            first.setdefault(compared, number)

    def text(self, value: str, shape: Shape, path: Path) -> None:
        if shape.pattern is not None and not _matches(shape, value):
            pattern = shape.schema["pattern"]
            self.add(path, PatternNotMatched(_name(path), described(value), pattern))
        form = FORMS.get(shape.format or "")
        if form is not None and not form.fits(value):
            self.add(path, FormatNotMatched(_name(path), form.words, described(value)))

    def not_allowed(self, value: Value, allowed: Sequence[Any], path: Path) -> None:
        words = ", ".join([shown(one) for one in allowed[:_FEW]])
        if len(allowed) > _FEW:
            words += f" and {len(allowed) - _FEW} more"
        candidates = tuple(one for one in allowed if isinstance(one, str))
        given = described(value)
        self.add(path, ValueNotAllowed(_name(path), given, words, candidates=candidates))

    def forms(self, value: Value, shape: Shape, path: Path) -> None:
        """Check what the schema says with ``allOf``, ``anyOf``, ``oneOf`` and ``not``."""
        for part in shape.all_of:
            self.check(value, part.shape, path)
        if shape.any_of:
            self.alternatives(value, shape.any_of, path)
        if shape.one_of and self.alternatives(value, shape.one_of, path) > 1:
            self.add(path, TooManyFormsFit(_name(path), _wanted(shape.one_of)))
        if shape.negated is not None and not violations(value, shape.negated.shape, path):
            self.add(path, ForbiddenForm(_name(path)))

    def alternatives(self, value: Value, parts: Sequence[Lazy], path: Path) -> int:
        """Return how many of ``parts`` fit; note if none does."""
        failures = []
        for part in parts:
            found = violations(value, part.shape, path)
            if found:
                failures.append(found)
        if len(failures) == len(parts):
            self.add(path, NoFormFits(_name(path), _reason(failures, path)))
        return len(parts) - len(failures)


def shown(value: Value) -> str:
    """Return a value that may be written; a text without quotes if that is clear."""
    return value if isinstance(value, str) and value.isalnum() else described(value)


def _has_type(value: Value, kind: str, form: str | None) -> bool:
    if kind == "string":
        return isinstance(value, str)
    if kind == "object":
        return isinstance(value, dict)
    if kind == "array":
        return isinstance(value, list)
    if kind == "boolean":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind == "number" or form == QUANTITY:
        return isinstance(value, (int, float)) or (isinstance(value, str) and kind != "number")
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if kind == "integer":
        return is_whole
    return is_whole or (isinstance(value, str) and kind == INT_OR_STRING)


def _is_needed(name: str, value: dict[str, Value], shape: Shape) -> bool:
    """Tell whether a field without value is missing."""
    inner = shape.field(name)
    return inner is None or not (inner.has_default or (inner.is_nullable and name in value))


def _is_among(value: Value, allowed: Sequence[Any]) -> bool:
    """Tell whether JSON has ``value`` among ``allowed``, where true is not 1."""
    return any(
        one == value and (one is True or one is False) == (type(value) is bool) for one in allowed
    )


def _matches(shape: Shape, value: str) -> bool:
    """Tell whether a text matches; one that would take too long counts as if it did."""
    assert shape.pattern is not None
    try:
        return shape.pattern.first(value) is not None
    except TooManySteps:
        return True


def _key(item: Value, keys: Sequence[str], shape: Shape) -> tuple[str, str] | None:
    """Return the key of an item, and how a message names it; None if it has none."""
    if not isinstance(item, dict):
        return None
    values = {key: shape.default(key) if item.get(key) is None else item[key] for key in keys}
    named = {key: value for key, value in values.items() if value is not None}
    if not named:
        return None
    text = ", ".join([f"{key} {shown(value)}" for key, value in named.items()])
    return _frozen(values), text


def _frozen(value: Value) -> str:
    return json.dumps(value, sort_keys=True)


def _name(path: Path) -> str:
    """Return the last key of a path, with the positions that follow it."""
    start = len(path) - 1
    while start > 0 and isinstance(path[start], int):
        start -= 1
    return written(path[max(start, 0) :])


def _reason(failures: Sequence[list[Violation]], path: Path) -> str:
    """Return why none of several forms fits: the fields that each wants, or the best reason."""
    firsts = [found[0] for found in failures]
    missing = _missing(firsts, path)
    if missing:
        return f"one of {', '.join(dict.fromkeys(missing))} is needed"
    best = min(failures, key=lambda found: (len(found), -len(found[0].path)))
    messages: Iterator[str] = (one.problem.message for one in best)
    return next(messages)


def _missing(firsts: Sequence[Violation], path: Path) -> list[str]:
    """Return the fields that the forms miss, if that is all that is wrong with each."""
    names = [one.problem.name for one in firsts if isinstance(one.problem, MissingField)]
    is_all = len(names) == len(firsts) and all(len(one.path) == len(path) + 1 for one in firsts)
    return [f"'{name}'" for name in names] if is_all else []


def _wanted(parts: Sequence[Lazy]) -> str:
    """Return the fields that tell several forms from each other."""
    names = [name for part in parts for name in part.shape.required]
    return f": {', '.join(dict.fromkeys(names))}" if names else ""
