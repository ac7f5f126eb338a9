"""The values of KCL as Python values.

| KCL | Python |
|---|---|
| `str int float bool None` | the same; a bool is never treated as a number |
| Undefined | the one `Undefined` |
| list | `list` |
| dict | `Config`, a dict that knows how its entries merge |
| schema instance | `Instance`, a `Config` that knows its schema |
| lambda, builtin | `Function` |
| schema | `runtime.schemas.Schema` |
| `1Ki` | `NumberMultiplier` |

Values are never changed after they were built, so a copy is a reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from kclpy.runtime.schemas import Schema

# Whatever a KCL expression may evaluate to.
Value: TypeAlias = Any


class UndefinedType(Enum):
    """The type of Undefined, the value that is no value."""

    UNDEFINED = "Undefined"

    def __repr__(self) -> str:
        return "Undefined"

    def __bool__(self) -> bool:
        return False


Undefined: Final = UndefinedType.UNDEFINED

# How an entry merges into a config that has its key already.
UNION: Final = 0  # ``key: value``
OVERRIDE: Final = 1  # ``key = value``
INSERT: Final = 2  # ``key += value``


class Config(dict[str, Value]):
    """A dict whose entries remember the operator they were written with.

    ``ops`` maps keys to `OVERRIDE` or `INSERT`; a key that is not in it was written with
    ``:``. The table may be shared between values and is never changed.
    """

    __slots__ = ("ops",)

    ops: Mapping[str, int]

    def __init__(
        self, entries: Mapping[str, Value] | tuple[()] = (), ops: Mapping[str, int] | None = None
    ) -> None:
        dict.__init__(self, entries)
        self.ops = NO_OPS if ops is None else ops


NO_OPS: Final[Mapping[str, int]] = {}


class Instance(Config):
    """An instance of a schema: all its attributes in output order, hidden and unset ones too.

    ``configured`` holds the entries that were given from outside, with their operators.
    ``arguments`` are those of the schema, kept for evaluating it again.
    """

    __slots__ = ("arguments", "configured", "schema")

    schema: Schema
    configured: Config
    arguments: tuple[tuple[Value, ...], Mapping[str, Value]]

    def like(self, entries: Mapping[str, Value]) -> Instance:
        """Return an instance of the same schema with other entries, taken as they are."""
        instance = Instance.__new__(Instance)
        instance.update(entries)
        instance.schema = self.schema
        instance.configured = self.configured
        instance.arguments = self.arguments
        return instance

    def missing_attribute(self) -> str | None:
        """Return the first required attribute without a value, if there is one."""
        for name in self.schema.linked.required:
            value = self[name]
            if value is None or value is Undefined:
                return name
        return None


class Function:
    """Something that can be called: a lambda, a builtin or a bound member function.

    ``code(captured, *args)`` runs it with exactly ``arity`` positional arguments; `MISSING`
    stands for one that was not given. ``arity`` is -1 for a builtin, whose code takes
    ``(args, kwargs)``.
    """

    __slots__ = ("arity", "captured", "code", "names")

    def __init__(
        self,
        code: Callable[..., Value],
        arity: int,
        names: tuple[str, ...] = (),
        captured: Any = None,
    ) -> None:
        self.code = code
        self.arity = arity
        self.names = names
        self.captured = captured


class NumberMultiplier:
    """``1Ki``: a number of a unit, no int and no float."""

    __slots__ = ("raw", "suffix", "value")

    def __init__(self, raw: int, suffix: str) -> None:
        self.raw = raw
        self.suffix = suffix
        self.value = raw * MULTIPLIERS[suffix]

    def __bool__(self) -> bool:
        return self.raw != 0

    def __repr__(self) -> str:
        return f"{self.raw}{self.suffix}"


MULTIPLIERS: Final[dict[str, int | float]] = {
    "n": 1e-9,
    "u": 1e-6,
    "m": 1e-3,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
    "P": 10**15,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
    "Pi": 2**50,
}
