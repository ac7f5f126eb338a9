"""Nodes with their places, and how data classes are read from JSON and written to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar, Generic, TypeVar, dataclass_transform

T = TypeVar("T")
R = TypeVar("R", bound="Record")

Load = Callable[[Any], Any]

_PLACE = ("filename", "line", "column", "end_line", "end_column")


@dataclass
class Pos:
    """Where something stands; lines count from 1, columns from 0."""

    filename: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @classmethod
    def from_dict(cls, d: Any) -> Pos:
        """Return the place in the JSON of a node."""
        return cls(*(d.get(name) for name in _PLACE))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON."""
        return {name: getattr(self, name) for name in _PLACE}


@dataclass
class Node(Generic[T]):
    """What stands at a place."""

    node: T | None = None
    id: Any = None
    pos: Pos | None = None

    @classmethod
    def from_dict(cls, d: Any, loader: Load | None = None) -> Node[Any]:
        """Return the node of its JSON; ``loader`` reads what it holds."""
        held = d.get("node")
        return cls(held if loader is None else loader(held), d.get("id"), Pos.from_dict(d))

    def to_dict(self, dumper: Load | None = None) -> dict[str, Any]:
        """Return the JSON; ``dumper`` writes what the node holds."""
        found = {"node": self.node if dumper is None else dumper(self.node)}
        if self.id is not None:
            found["id"] = self.id
        return found | (Pos() if self.pos is None else self.pos).to_dict()


def node_from_dict(d: Any, loader: Load | None = None) -> Node[Any] | None:
    """Return a node that may be missing."""
    return None if d is None else Node.from_dict(d, loader)


def node_to_dict(node: Node[Any] | None, dumper: Load | None = None) -> dict[str, Any] | None:
    """Return the JSON of a node that may be missing."""
    return None if node is None else node.to_dict(dumper)


def node_list_from_dict(d: Any, loader: Load | None = None) -> list[Node[Any]]:
    """Return the nodes of a list."""
    return [Node.from_dict(one, loader) for one in d or ()]


def optional_node_list_from_dict(d: Any, loader: Load | None = None) -> list[Node[Any] | None]:
    """Return the nodes of a list, each of which may be missing."""
    return [node_from_dict(one, loader) for one in d or ()]


def optional_node_list_to_dict(
    nodes: list[Node[Any] | None] | None, dumper: Load | None = None
) -> list[Any]:
    """Return the JSON of nodes, each of which may be missing."""
    return [node_to_dict(one, dumper) for one in nodes or ()]


# What the nodes of a field hold: how it is read and written, by a word.
_HELD: dict[str, tuple[Load | None, Load | None]] = {"text": (None, None)}


def holds(word: str, load: Load, dump: Load) -> None:
    """Say how something is read and written that fields call ``word``."""
    _HELD[word] = (load, dump)


def one(word: str) -> Any:
    """Return a field for a node, which may be missing."""
    return field(default=None, metadata={"form": _One(word)})


def many(word: str) -> Any:
    """Return a field for a list of nodes, some of which may be missing."""
    return field(default_factory=list, metadata={"form": _Many(word)})


def part(word: str) -> Any:
    """Return a field for something without a place, which may be missing."""
    return field(default=None, metadata={"form": _Part(word)})


def parts(word: str) -> Any:
    """Return a field for a list of things without a place."""
    return field(default_factory=list, metadata={"form": _Parts(word)})


class _Plain:
    """A field that is in JSON what it is here."""

    def load(self, value: Any) -> Any:
        return value

    def dump(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class _Form(_Plain):
    word: str

    @property
    def held(self) -> tuple[Load | None, Load | None]:
        return _HELD[self.word]


class _One(_Form):
    def load(self, value: Any) -> Any:
        return node_from_dict(value, self.held[0])

    def dump(self, value: Any) -> Any:
        return node_to_dict(value, self.held[1])


class _Many(_Form):
    def load(self, value: Any) -> Any:
        return optional_node_list_from_dict(value, self.held[0])

    def dump(self, value: Any) -> Any:
        return None if value is None else optional_node_list_to_dict(value, self.held[1])


class _Part(_Form):
    def load(self, value: Any) -> Any:
        load = self.held[0]
        return value if value is None or load is None else load(value)

    def dump(self, value: Any) -> Any:
        dump = self.held[1]
        return value if value is None or dump is None else dump(value)


class _Parts(_Part):
    def load(self, value: Any) -> Any:
        return [super(_Parts, self).load(item) for item in value or ()]

    def dump(self, value: Any) -> Any:
        return [super(_Parts, self).dump(item) for item in value]


_PLAIN = _Plain()


def _form(one: Field[Any]) -> _Plain:
    form: _Plain = one.metadata.get("form", _PLAIN)
    return form


@dataclass
class Record:
    """A data class whose fields are those of its JSON; ``TAG`` is its ``type`` there, if any."""

    TAG: ClassVar[str] = ""

    @classmethod
    def from_dict(cls: type[R], d: Any) -> R:
        """Return what the JSON says; fields that it lacks have their defaults."""
        given = {
            one.name: _form(one).load(d[one.name])
            for one in fields(cls)
            if one.name in d and not (d[one.name] is None and one.default_factory is not MISSING)
        }
        return cls(**given)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON."""
        tag = {"type": self.TAG} if self.TAG else {}
        return tag | {one.name: _form(one).dump(getattr(self, one.name)) for one in fields(self)}


def dumped(value: Any) -> Any:
    """Return the JSON of a record."""
    return value.to_dict()


@dataclass_transform()
def record(cls: type[R]) -> type[R]:
    """Make a class a data class that fields may hold, called by its name."""
    made = dataclass(cls)
    holds(made.__name__, made.from_dict, dumped)
    return made
