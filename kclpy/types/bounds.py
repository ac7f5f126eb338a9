"""Joining types and widening them (reference, 04 sections 3 and 4).

Literals of data files have thousands of items with types of their own. So nothing here
compares types pair by pair, except a handful of containers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kclpy.types.model import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    AnyType,
    BasicType,
    DictType,
    ListType,
    LiteralType,
    NoneType,
    NumberMultiplierType,
    Type,
    UnionType,
    VoidType,
)
from kclpy.types.relations import subsume

# More containers than these in one union are only compared for equality. A union that keeps
# a member it could drop means the same.
_PAIRWISE_LIMIT = 16

_BASIC = {"bool": BOOL, "int": INT, "float": FLOAT, "str": STR}


def sup(types: Iterable[Type]) -> Type:
    """Return the upper bound of ``types``; of none it is ``any``.

    A type that goes into another one is dropped. The order of the rest is that of the
    reference: the last one takes the place of one that is dropped.
    """
    items = _flatten(types)
    if len(items) > 1:
        if any(type(item) is AnyType for item in items):
            return ANY
        for index in sorted(_redundant(items), reverse=True):
            last = items.pop()
            if index < len(items):
                items[index] = last
    if not items:
        return ANY
    return items[0] if len(items) == 1 else UnionType(tuple(items))


def _flatten(types: Iterable[Type]) -> list[Type]:
    """Return the members of ``types`` without void and without repeated objects."""
    found: dict[int, Type] = {}
    for one in types:
        if type(one) is UnionType:
            for member in one.members:
                found.setdefault(id(member), member)
        elif type(one) is not VoidType:
            found.setdefault(id(one), one)
    return list(found.values())


def _redundant(items: list[Type]) -> set[int]:
    """Return the places of the types that go into another one."""
    removed: set[int] = set()
    basics: dict[str, list[int]] = {}  # plain types and literals, by kind
    containers: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        kind = type(item)
        if kind is LiteralType or kind is BasicType:
            basics.setdefault(item.word, []).append(index)
        elif kind is NoneType:
            removed.add(index)
        else:
            containers.setdefault(item.word, []).append(index)
    if len(removed) == len(items):
        removed.discard(0)
    for word, places in basics.items():
        removed.update(_repeated_literals(items, places))
        if word == "str":
            removed.update(_redundant_strings(items, places))
        else:
            removed.update(_redundant_literals(items, places))
    if "float" in basics:
        removed.update(basics.get("int", []))
        if any(items[index] is FLOAT for index in basics["float"]):
            places = basics.get("bool", [])
            removed.update(index for index in places if type(items[index]) is LiteralType)
    for places in containers.values():
        if len(places) > 1:
            removed.update(_redundant_containers(items, places))
    return removed


def _repeated_literals(items: list[Type], places: list[int]) -> Iterator[int]:
    seen: set[object] = set()
    for index in places:
        item = items[index]
        value = item.value if isinstance(item, LiteralType) else None
        if value in seen:
            yield index
        seen.add(value)


def _redundant_literals(items: list[Type], places: list[int]) -> list[int]:
    """Return the literals beside their plain type."""
    literals = [index for index in places if type(items[index]) is LiteralType]
    return literals if len(literals) < len(places) else []


def _redundant_strings(items: list[Type], places: list[int]) -> list[int]:
    """Return what to drop of strings, where the plain type and a literal go into each other.

    The first of the two is dropped.
    """
    plain = next((index for index in places if type(items[index]) is BasicType), None)
    if plain is None:
        return []
    at = places.index(plain)
    return places[: at + (at + 1 < len(places))]


def _redundant_containers(items: list[Type], places: list[int]) -> set[int]:
    removed: set[int] = set()
    last: dict[int, int] = {}
    for index in places:
        earlier = last.get(items[index].fingerprint())
        if earlier is not None:
            removed.add(earlier)
        last[items[index].fingerprint()] = index
    rest = [index for index in places if index not in removed]
    if len(rest) > _PAIRWISE_LIMIT:
        return removed
    for at, i in enumerate(rest):
        for j in rest[at + 1 :]:
            if i in removed:
                break
            if j in removed:
                continue
            if subsume(items[i], items[j]):
                removed.add(i)
            elif subsume(items[j], items[i]):
                removed.add(j)
    return removed


def widen(type_: Type) -> Type:
    """Return the type of a variable without annotation that is given a value of ``type_``."""
    kind = type(type_)
    if kind is BasicType or kind is AnyType:
        return type_
    found = type_._widened
    if found is None:
        found = type_._widened = _widen(type_)
    return found


def _widen(type_: Type) -> Type:
    if isinstance(type_, LiteralType):
        return _BASIC[type_.word]
    if isinstance(type_, NoneType):
        return ANY
    if isinstance(type_, ListType):
        return ListType(widen(type_.item))
    if isinstance(type_, DictType):
        attributes = {name: widen(value) for name, value in type_.attributes.items()}
        return DictType(widen(type_.key), widen(type_.value), attributes, type_.places)
    if isinstance(type_, UnionType):
        return sup([widen(member) for member in type_.members])
    if isinstance(type_, NumberMultiplierType):
        return type_
    return type_
