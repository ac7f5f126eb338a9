"""What the generator knows about the values of names: enough to build valid programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


class Kind:
    """A kind of values."""

    annotation = "any"


@dataclass(frozen=True)
class Basic(Kind):
    """A scalar."""

    annotation: str


INT, FLOAT, STR, BOOL = Basic("int"), Basic("float"), Basic("str"), Basic("bool")
SCALARS = (INT, STR, BOOL, FLOAT)


@dataclass(frozen=True)
class Anything(Kind):
    """A value of any kind; the checker knows nothing about it."""


ANY = Anything()


@dataclass(frozen=True)
class Listing(Kind):
    """A list whose items are of one kind."""

    item: Kind

    @property
    def annotation(self) -> str:  # type: ignore[override]
        """The type in KCL."""
        return f"[{self.item.annotation}]"


@dataclass(frozen=True)
class Mapping(Kind):
    """A dictionary with unknown keys whose values are of one kind."""

    value: Kind

    @property
    def annotation(self) -> str:  # type: ignore[override]
        """The type in KCL."""
        return f"{{str:{self.value.annotation}}}"


@dataclass(frozen=True)
class Record(Kind):
    """A dictionary with known keys."""

    fields: tuple[tuple[str, Kind], ...]
    annotation = "{str:}"


@dataclass(eq=False)
class Attribute:
    """A declared attribute of a schema."""

    name: str
    kind: Kind
    is_optional: bool = False
    has_default: bool = True
    is_configurable: bool = True
    is_mixed: bool = False  # comes from a mixin
    is_fresh: bool = False  # the default is a list that nothing else refers to


@dataclass(eq=False)
class Schema(Kind):
    """A schema, and as a kind: its instances."""

    name: str
    attributes: list[Attribute] = field(default_factory=list)
    parameters: list[tuple[str, Kind, str]] = field(default_factory=list)  # name, kind, default
    extra: Kind | None = None  # the values of an index signature
    is_fragile: bool = False  # a check restricts what may be configured
    base: Schema | None = None

    @property
    def annotation(self) -> str:  # type: ignore[override]
        """The type in KCL."""
        return self.name

    def known(self) -> dict[str, Attribute]:
        """Return all attributes, inherited ones included, by name."""
        inherited = self.base.known() if self.base else {}
        return {**inherited, **{attribute.name: attribute for attribute in self.attributes}}


@dataclass(eq=False)
class Function(Kind):
    """A lambda."""

    parameters: list[tuple[str, Kind]]
    required: int
    result: Kind


class Scope:
    """The names that an expression may read; inner scopes hide names of outer ones."""

    def __init__(self, outer: Scope | None = None, fixed: frozenset[str] = frozenset()) -> None:
        self.outer = outer
        self.names: dict[str, Kind] = {}
        self.fixed = fixed  # attributes of the enclosing schema: keys do not hide them

    def inner(self) -> Scope:
        """Return a scope inside this one."""
        return Scope(self, self.fixed)

    def config(self) -> Scope:
        """Return a scope inside this one whose keys hide attributes, too."""
        return Scope(self)

    def add(self, name: str, kind: Kind) -> None:
        """Make `name` readable."""
        self.names[name] = kind

    def add_key(self, name: str, kind: Kind) -> None:
        """Make the key of a literal readable, unless an attribute has its name."""
        if name not in self.fixed:
            self.names[name] = kind

    def visible(self) -> dict[str, Kind]:
        """Return every readable name."""
        outer = self.outer.visible() if self.outer else {}
        return {**outer, **self.names}

    def of(self, kind: Kind) -> list[str]:
        """Return the paths whose values are of `kind`."""
        return [path for path, found in self.paths() if found == kind]

    def paths(self) -> Iterator[tuple[str, Kind]]:
        """Yield readable names, and attributes and keys one step below them."""
        for name, kind in self.visible().items():
            yield name, kind
            for key, value in members(kind):
                yield f"{name}.{key}", value


def members(kind: Kind) -> Iterator[tuple[str, Kind]]:
    """Yield the attributes or keys that every value of `kind` certainly has."""
    if isinstance(kind, Record):
        yield from kind.fields
    elif isinstance(kind, Schema):
        for attribute in kind.known().values():
            if not attribute.is_optional and attribute.name.isidentifier():
                yield attribute.name, attribute.kind
