"""Joining types and widening them (reference, 04 sections 3 and 4).

Literals of data files have thousands of items with types of their own. So nothing here
compares types pair by pair, except a handful of containers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kclpy.source import Span
from kclpy.types.model import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    VOID,
    BasicType,
    DictType,
    ListType,
    LiteralType,
    NoneType,
    NumberMultiplierType,
    Type,
    UnionType,
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
    if len(items) < 2:
        return items[0] if items else ANY
    if ANY in items:
        return ANY
    for index in sorted(_redundant(items), reverse=True):
        last = items.pop()
        if index < len(items):
            items[index] = last
    return items[0] if len(items) == 1 else UnionType(tuple(items))


def _flatten(types: Iterable[Type]) -> list[Type]:
    """Return the members of ``types`` without void and without repeated objects."""
    found: dict[Type, None] = {}
    for one in types:
        if type(one) is UnionType:
            found.update(dict.fromkeys(one.members))
        else:
            found[one] = None
    found.pop(VOID, None)
    return list(found)


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
        if len(places) == 1:
            continue
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


def _repeated_literals(items: list[Type], places: list[int]) -> list[int]:
    seen: set[object] = set()
    repeated = []
    for index in places:
        item = items[index]
        if type(item) is LiteralType:
            if item.value in seen:
                repeated.append(index)
            seen.add(item.value)
    return repeated


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
    met: dict[int, int] = {}
    for index in places:
        earlier = met.setdefault(items[index].fingerprint(), index)
        if earlier != index and _has_keys(items[index]):
            removed.add(earlier)
            met[items[index].fingerprint()] = index
        elif earlier != index:
            removed.add(index)
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


def _has_keys(type_: Type) -> bool:
    """Return whether a type is that of one config literal, or of a list of it."""
    while isinstance(type_, ListType):
        type_ = type_.item
    return isinstance(type_, ConfigType) and bool(type_.attributes())


def widen(type_: Type) -> Type:
    """Return the type of a variable without annotation that is given a value of ``type_``."""
    kind = type(type_)
    if kind is BasicType or type_ is ANY:
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
        return WidenedDictType(type_)
    if isinstance(type_, UnionType):
        return sup([widen(member) for member in type_.members])
    if isinstance(type_, NumberMultiplierType):
        return type_
    return type_


class ConfigType(DictType):
    """The type of a config literal. What is known of its attributes is widened."""

    __slots__ = ("_attributes", "_keys", "_places", "_values")

    def __init__(
        self,
        keys: list[Type],
        values: list[Type],
        attributes: Mapping[str, Type],
        places: Mapping[str, Span],
    ) -> None:
        super().__init__(VOID, VOID)
        self._keys = keys
        self._values = values
        self._attributes = attributes
        self._places = places

    def key(self) -> Type:
        if self._key is VOID:
            self._key = sup(self._keys)
        return self._key

    def value(self) -> Type:
        if self._value is VOID:
            self._value = sup(self._values)
        return self._value

    def only_key(self) -> Type | None:
        return super().only_key() if len(self._attributes) <= 1 else None

    def attributes(self) -> Mapping[str, Type]:
        return self._attributes

    def places(self) -> Mapping[str, Span]:
        return self._places


class WidenedDictType(DictType):
    """The type of a variable that was given a dict."""

    __slots__ = ("of",)

    def __init__(self, of: DictType) -> None:
        super().__init__(VOID, VOID)
        self.of = of
        self._widened = self

    def key(self) -> Type:
        if self._key is VOID:
            self._key = widen(self.of.key())
        return self._key

    def value(self) -> Type:
        if self._value is VOID:
            self._value = widen(self.of.value())
        return self._value

    def attributes(self) -> Mapping[str, Type]:
        return self.of.attributes()

    def places(self) -> Mapping[str, Span]:
        return self.of.places()


class JoinedDictType(DictType):
    """The type of ``left | right``, where the attributes of the right dict win."""

    __slots__ = ("_attributes", "_places", "left", "right")

    def __init__(self, left: DictType, right: DictType) -> None:
        super().__init__(VOID, VOID)
        self.left = left
        self.right = right
        self._attributes: dict[str, Type] | None = None
        self._places: dict[str, Span] = {}

    def key(self) -> Type:
        if self._key is VOID:
            self._key = sup([part.key() for part in self._parts()])
        return self._key

    def value(self) -> Type:
        if self._value is VOID:
            self._value = sup([part.value() for part in self._parts()])
        return self._value

    def attributes(self) -> Mapping[str, Type]:
        found = self._attributes
        if found is None:
            found = self._attributes = {}
            for part in self._parts(through_widened=True):
                found.update(part.attributes())
                self._places.update(part.places())
        return found

    def places(self) -> Mapping[str, Span]:
        self.attributes()
        return self._places

    def _parts(self, through_widened: bool = False) -> list[DictType]:
        """Return the dicts that were joined, the first one first."""
        parts: list[DictType] = []
        waiting: list[DictType] = [self.left, self.right]
        while waiting:
            one = waiting.pop()
            if type(one) is WidenedDictType and through_widened:
                waiting.append(one.of)
            elif type(one) is JoinedDictType and one._attributes is None:
                waiting += (one.left, one.right)
            else:
                parts.append(one)
        parts.reverse()
        return parts
