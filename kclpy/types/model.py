"""The classes of types, and how types are printed in messages (reference, 04 section 1).

Order: the base and the basic types, literals, containers, unions, functions, modules; those
of schemas stand in `schemas`. ``text()`` is what messages show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kclpy.source import Span

# Parts of types that are longer than this are not shown: they can nest without measure.
_LONG = 10_000

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Type:
    """The base of all types.

    ``word`` is the kind: literal types share that of their basic type, as the subtyping
    rules look at the kind first. Types with equal ``fingerprint`` are the same type.
    """

    __slots__ = ("_fingerprint", "_text", "_widened")
    word: str = ""

    _fingerprint: int | None
    _text: str | None  # as part of another type
    _widened: Type | None

    def __init__(self) -> None:
        self._fingerprint = None
        self._text = None
        self._widened = None

    def fingerprint(self) -> int:
        """Return a number that is equal for types of equal structure."""
        found = self._fingerprint
        if found is None:
            found = self._fingerprint = self._compute_fingerprint()
        return found

    def _compute_fingerprint(self) -> int:
        return hash((type(self).__name__, self.text()))

    def text(self) -> str:
        """Return the type as messages show it."""
        return self.word

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{self}>"


class AnyType(Type):
    """Top, and the switch that turns checking off."""

    __slots__ = ()
    word = "any"


class NoneType(Type):
    """The type of both ``None`` and ``Undefined``."""

    __slots__ = ()
    word = "NoneType"


class VoidType(Type):
    """Bottom: the type of what has no value."""

    __slots__ = ()
    word = "void"


class BasicType(Type):
    """``bool``, ``int``, ``float`` or ``str``."""

    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word


class LiteralType(Type):
    """One value of a basic type: ``int(1)``, ``str(a)``."""

    __slots__ = ("value", "word")

    def __init__(self, word: str, value: bool | float | str) -> None:
        self._fingerprint = None
        self._text = None
        self._widened = None
        self.word = word
        self.value = value

    def _compute_fingerprint(self) -> int:
        return hash((self.word, "literal", self.value))

    def text(self) -> str:
        value = self.value
        text = number_text(value) if type(value) is float else str(value)
        return f"{self.word}({text})"


class NumberMultiplierType(Type):
    """``number_multiplier``; with ``suffix`` the literal ``number_multiplier(1Mi)``."""

    __slots__ = ("raw", "suffix")
    word = "number_multiplier"

    def __init__(self, raw: int = 0, suffix: str = "") -> None:
        super().__init__()
        self.raw = raw
        self.suffix = suffix

    def text(self) -> str:
        return f"{self.word}({self.raw}{self.suffix})" if self.suffix else self.word


class ListType(Type):
    """``[item]``"""

    __slots__ = ("item",)
    word = "list"

    def __init__(self, item: Type) -> None:
        super().__init__()
        self.item = item

    def _compute_fingerprint(self) -> int:
        return hash(("list", self.item.fingerprint()))

    def text(self) -> str:
        return f"[{_part(self.item)}]"


class DictType(Type):
    """``{key:value}``; from a literal also what is known about each attribute.

    The parts are asked for by methods, because those of literals are made on demand.
    """

    __slots__ = ("_key", "_value")
    word = "dict"

    def __init__(self, key: Type, value: Type) -> None:
        super().__init__()
        self._key = key
        self._value = value

    def key(self) -> Type:
        """Return the type of the keys."""
        return self._key

    def value(self) -> Type:
        """Return the type of the values."""
        return self._value

    def only_key(self) -> Type | None:
        """Return the type of the key if one entry is all there is."""
        key = self.key()
        return key if type(key) is LiteralType else None

    def attributes(self) -> Mapping[str, Type]:
        """Return what is known about single attributes."""
        return _NOTHING

    def places(self) -> Mapping[str, Span]:
        """Return the keys in the source that gave the attributes."""
        return _NOTHING

    def _compute_fingerprint(self) -> int:
        return hash(("dict", self.key().fingerprint(), self.value().fingerprint()))

    def text(self) -> str:
        return f"{{{_part(self.key())}:{_part(self.value())}}}"


class UnionType(Type):
    """``A | B``; make one with `union_of` or `bounds.sup`, which keep it flat."""

    __slots__ = ("_fingerprints", "_open_members", "members")
    word = "union"

    def __init__(self, members: tuple[Type, ...]) -> None:
        super().__init__()
        self.members = members
        self._fingerprints: frozenset[int] | None = None
        self._open_members: tuple[Type, ...] | None = None

    def open_members(self) -> tuple[Type, ...]:
        """Return the members that scalars of other values go into: all but most literals."""
        found = self._open_members
        if found is None:
            found = self._open_members = tuple(
                [m for m in self.members if type(m) is not LiteralType or m.word == "float"]
            )
        return found

    def fingerprints(self) -> frozenset[int]:
        """Return the fingerprints of the members."""
        found = self._fingerprints
        if found is None:
            found = self._fingerprints = frozenset([m.fingerprint() for m in self.members])
        return found

    def _compute_fingerprint(self) -> int:
        return hash(("union", self.fingerprints()))

    def text(self) -> str:
        return " | ".join([_part(member) for member in self.members])


class Param:
    """A parameter of a function; ``place`` is where a program declares it."""

    __slots__ = ("is_optional", "name", "place", "type")

    def __init__(
        self, name: str, type_: Type, is_optional: bool = False, place: Span | None = None
    ) -> None:
        self.name = name
        self.type = type_
        self.is_optional = is_optional
        self.place = place


class FunctionType(Type):
    """``(A, B) -> R``; ``result_place`` is the annotation of the result.

    A variadic function takes any positional and keyword argument.
    """

    __slots__ = ("is_variadic", "params", "result", "result_place")
    word = "function"

    def __init__(
        self,
        params: tuple[Param, ...],
        result: Type,
        is_variadic: bool = False,
        result_place: Span | None = None,
    ) -> None:
        super().__init__()
        self.params = params
        self.result = result
        self.is_variadic = is_variadic
        self.result_place = result_place

    def _compute_fingerprint(self) -> int:
        types = [param.type.fingerprint() for param in self.params]
        return hash(("function", *types, self.result.fingerprint()))

    def text(self) -> str:
        params = ", ".join([_part(param.type) for param in self.params])
        return f"({params}) -> {_part(self.result)}"


MODULE_KINDS = ("package", "system", "plugin", "missing")


class ModuleType(Type):
    """The value of an import name; ``kind`` is one of `MODULE_KINDS`."""

    __slots__ = ("kind", "path")
    word = "module"

    def __init__(self, path: str, kind: str) -> None:
        super().__init__()
        self.path = path
        self.kind = kind

    def text(self) -> str:
        return f"module '{self.path}'"


ANY = AnyType()
NONE = NoneType()
VOID = VoidType()
BOOL = BasicType("bool")
INT = BasicType("int")
FLOAT = BasicType("float")
STR = BasicType("str")
NUMBER_MULTIPLIER = NumberMultiplierType()


def union_of(members: Iterable[Type]) -> Type:
    """Return the union of ``members`` as written: flattened, nothing else removed."""
    flat: list[Type] = []
    for member in members:
        if type(member) is UnionType:
            flat += member.members
        else:
            flat.append(member)
    return flat[0] if len(flat) == 1 else UnionType(tuple(flat))


NUMBER = union_of((INT, FLOAT))


def _part(type_: Type) -> str:
    """Return the text of a type within another one."""
    text = type_._text
    if text is None:
        text = type_.text()
        text = type_._text = text if len(text) < _LONG else "..."
    return text


def number_text(value: float) -> str:
    """Return the shortest digits of ``value`` without an exponent and without ``.0``."""
    text = repr(value)
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        sign = "-" if mantissa.startswith("-") else ""
        whole, _, fraction = mantissa.lstrip("-").partition(".")
        digits, point = whole + fraction, len(whole) + int(exponent)
        if point <= 0:
            return f"{sign}0.{'0' * -point}{digits}"
        return sign + digits.ljust(point, "0")
    return text.removesuffix(".0")
