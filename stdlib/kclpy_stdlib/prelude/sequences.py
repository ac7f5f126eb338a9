"""Functions about lists and what else can be iterated."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from kclpy.builtins.declare import MISSING, Library
from kclpy.runtime import strict
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import fail
from kclpy.runtime.functions import call
from kclpy.runtime.operators import INT_MAX, add, equal, greater, is_truthy, iterate, less
from kclpy.runtime.text import type_name
from kclpy.runtime.values import Function, Undefined, UndefinedType, Value

library = Library("", fail)

_NUMBERS = {int, float}
_LONGEST = 10**8


@library.builtin(missing="is_nullable() takes exactly one argument ({given} given)")
def isnullish(inval: Any) -> bool:
    """Return whether `inval` is `None` or `Undefined`.

    Example: `isnullish(None)` is `True`.
    """
    return inval is None or inval is Undefined


@library.builtin(missing=None)
def all_true(inval: list[Any]) -> bool:
    """Return whether every item of a list counts as true.

    Example: `all_true([1, "a", True])` is `True`.
    """
    for item in _items(inval):
        if not is_truthy(item):
            return False
    return isinstance(inval, (list, dict))


@library.builtin(missing=None)
def any_true(inval: list[Any]) -> bool:
    """Return whether some item of a list counts as true.

    Example: `any_true([0, "", 1])` is `True`.
    """
    for item in _items(inval):
        if is_truthy(item):
            return True
    return False


def _items(container: Value) -> list[Value]:
    """Return the items of a list, the values of a dict, nothing of anything else."""
    if isinstance(container, dict):
        return list(container.values())
    return container if isinstance(container, list) else []


@library.builtin(missing=None)
def isunique(inval: list[Any]) -> bool:
    """Return whether no two items of a list are equal.

    Example: `isunique([1, 2, 1])` is `False`.
    """
    if not isinstance(inval, list):
        return False
    if {*map(type, inval)} in ({str}, {int}):
        return len(set(inval)) == len(inval)
    alike: dict[int, list[Value]] = {}
    for item in inval:
        others = alike.setdefault(_fingerprint(item), [])
        for other in others:
            if _are_same(item, other):
                return False
        others.append(item)
    return True


def _are_same(one: Value, two: Value) -> bool:
    """Return whether two values are equal, the keys of dicts in the same order."""
    if type(one) is not type(two) or not isinstance(one, (dict, list)):
        return equal(one, two)
    if isinstance(one, dict):
        if list(one) != list(two):
            return False
        one, two = one.values(), two.values()
    if len(one) != len(two):
        return False
    for item, other in zip(one, two, strict=True):
        if not _are_same(item, other):
            return False
    return True


def _fingerprint(value: Value) -> int:
    """Return a number that is equal for values that are the same."""
    if isinstance(value, (dict, list)):
        number = hash(tuple(value)) if isinstance(value, dict) else len(value)
        for item in value.values() if isinstance(value, dict) else value:
            number = hash((number, _fingerprint(item)))
        return number
    if type(value) is int:
        return hash(float(value))
    return hash(value) if isinstance(value, (str, float)) else 0


@library.builtin
def len_(inval: str | dict[Any, Any] | list[Any]) -> int:
    """Return the number of items, of entries, or of UTF-8 bytes of a string.

    Example: `len("héllo")` is `6`.
    """
    if type(inval) is str:
        return len(inval) if inval.isascii() else len(inval.encode())
    if isinstance(inval, (list, dict)):
        return len(inval)
    raise fail(f"object of type '{type_name(inval)}' has no len()")


@library.builtin
def max_(*args: Any, **_ignored: Any) -> Any:
    """Return the largest argument, or the largest item of the only argument.

    Example: `max(1, 3, 2)` is `3`.
    """
    candidates = _candidates("max", args)
    kinds = {*map(type, candidates)}
    if kinds == {int} or kinds == {str}:
        return max(candidates)
    best = candidates[0]
    for candidate in candidates:
        if greater(candidate, best):
            best = candidate
    return best


@library.builtin
def min_(*args: Any, **_ignored: Any) -> Any:
    """Return the smallest argument, or the smallest item of the only argument.

    Example: `min([3, 1, 2])` is `1`.
    """
    candidates = _candidates("min", args)
    kinds = {*map(type, candidates)}
    if kinds == {int} or kinds == {str}:
        return min(candidates)
    best = candidates[0]
    for candidate in candidates:
        if less(candidate, best):
            best = candidate
    return best


def _candidates(name: str, args: tuple[Value, ...]) -> list[Value]:
    """Return what `max` or `min` compares, which is not empty."""
    if not args:
        raise fail(f"{name}() takes exactly one argument (0 given)")
    if len(args) > 1:
        return list(args)
    only = args[0]
    if not isinstance(only, (list, dict, str)):
        raise fail(f"{type_name(only)} object is not iterable")
    if not only:
        raise fail(f"arg is an empty {'dict' if isinstance(only, dict) else type_name(only)}")
    return list(only)


@library.builtin
def zip_(*args: Any, **_ignored: Any) -> list[Any]:
    """Return lists of the items that stand at the same place, as long as all have one.

    Example: `zip([1, 2], ["a", "b"])` is `[[1, "a"], [2, "b"]]`.
    """
    iterables = [iterate(arg) for arg in args]
    return [list(items) for items in zip(*iterables, strict=False)]


@library.builtin
def sorted_(inval: str | dict[Any, Any] | list[Any], reverse: bool = False) -> list[Any]:
    """Return the items, keys or characters in ascending order, or in descending order.

    Example: `sorted([3, 1, 2], reverse=True)` is `[3, 2, 1]`.
    """
    if not isinstance(inval, (str, list)) and (
        not isinstance(inval, dict) or hasattr(inval, "schema")
    ):
        raise fail("sorted only for str|list|dict type")
    items = list(inval)
    is_descending = is_truthy(reverse)
    if len(items) > 1:
        _check_sortable(items, is_descending)
    return sorted(items, reverse=is_descending)


def _check_sortable(items: list[Value], is_descending: bool) -> None:
    """Refuse what cannot be compared: only numbers with numbers and strings with strings."""
    kinds = {*map(type, items)}
    if kinds in ({str}, {int}):
        return
    largest = items[0]
    for item in items[1:]:
        if not _are_comparable(item, largest):
            pair = (largest, item) if is_descending else (item, largest)
            raise fail(f"cannot compare {type_name(pair[0])} and {type_name(pair[1])}")
        largest = max(item, largest)


def _are_comparable(one: Value, two: Value) -> bool:
    kinds = {type(one), type(two)}
    return kinds == {str} or (kinds <= _NUMBERS and not math.isnan(one) and not math.isnan(two))


@library.builtin(missing=None)
def sum_(context: Evaluation, iterable: list[Any], start: Any = 0) -> Any:
    """Return `start` plus all items of a list.

    Example: `sum([1, 2, 3], 10)` is `16`.
    """
    if not isinstance(iterable, list):
        return Undefined
    if isinstance(start, str):
        raise fail("sum() can't sum strings")
    plus = strict.NAMES["add"] if context.strict_range else add
    if plus is add and type(start) is int and {*map(type, iterable)} == {int}:
        largest = max(max(iterable), -min(iterable), abs(start))
        if largest * (len(iterable) + 1) <= INT_MAX:
            return sum(iterable, start)
    total = start
    for item in iterable:
        total = plus(total, item)
    return total


@library.builtin(missing=None)
def range_(
    start: int = MISSING, stop: int = MISSING, step: int = MISSING
) -> list[int] | UndefinedType:
    """Return the ints from `start` up to `stop`, which is excluded, `step` apart.

    With one argument they begin at 0 and that argument is `stop`.

    Example: `range(1, 7, 2)` is `[1, 3, 5]`.
    """
    if stop is MISSING:
        step = MISSING
    given = [bound for bound in (start, stop, step) if bound is not MISSING]
    if start is MISSING or {*map(type, given)} != {int}:
        return Undefined
    if step == 0 and step is not MISSING:
        raise fail("range() step argument must not be zero")
    numbers = range(*given)
    if numbers and (numbers[-1] - numbers[0]) // numbers.step >= _LONGEST:
        raise fail("range() result is too long")
    return list(numbers)


@library.builtin
def reduce(reducer: Callable[[Any, Any], Any], list: list[Any], initial: Any = MISSING) -> Any:
    """Return the items of a list combined from the left by a function of two arguments.

    Without `initial` the first item is where it starts; an empty list then gives `None`.

    Example: `reduce(lambda a, b { a * b }, [2, 3, 4])` is `24`.
    """
    if not isinstance(reducer, Function) or reducer.arity < 0:
        raise fail("reduce() argument 'reducer' must be a function")
    if not _is_list(list):
        raise fail("invalid list value")
    items = iter(list)
    total = next(items, None) if initial is MISSING else initial
    for item in items:
        total = call(reducer, (total, item))
    return total


def _is_list(value: Value) -> bool:
    return isinstance(value, list)
