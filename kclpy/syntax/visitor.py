"""The one place that dispatches on node classes.

`Walker` descends by default and suits passes that look at few nodes. `Visitor` with
``covers=`` suits passes that must treat every kind: a missing or misspelled method fails
when the class is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, ClassVar, Generic, TypeVar

from kclpy.syntax import nodes
from kclpy.syntax.nodes import Node

R = TypeVar("R")

_ALL = [c for c in vars(nodes).values() if isinstance(c, type) and issubclass(c, Node)]
_CONCRETE = {
    c.__name__: c
    for c in _ALL
    if not any(other is not c and issubclass(other, c) for other in _ALL)
}
_NODE_WORD = {c.__name__ for c in _ALL}


def concrete_classes(base: type[Node]) -> list[type[Node]]:
    """Return the node classes below ``base`` that have instances, in the order of `nodes`."""
    return [c for c in _CONCRETE.values() if issubclass(c, base)]


def _child_fields(cls: type[Node]) -> tuple[str, ...]:
    """Return the names of the fields of ``cls`` that hold nodes or lists of nodes."""
    words = str.maketrans("[]|", "   ")
    return tuple(
        f.name
        for f in fields(cls)
        if not _NODE_WORD.isdisjoint(str(f.type).translate(words).split())
    )


CHILD_FIELDS: dict[type[Node], tuple[str, ...]] = {c: _child_fields(c) for c in _CONCRETE.values()}


def children(node: Node) -> Iterator[Node]:
    """Yield the direct parts of ``node`` in the order of their declaration."""
    for name in CHILD_FIELDS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value


class _Dispatcher:
    """Knows which ``visit_`` method belongs to which node class."""

    _methods: ClassVar[dict[type[Node], Callable[[Any, Any], Any]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._methods = {}
        for name in dir(cls):
            if name.startswith("visit_") and name != "visit_all":
                word = name.removeprefix("visit_")
                if word not in _CONCRETE:
                    raise TypeError(f"{cls.__name__}.{name} matches no node class")
                cls._methods[_CONCRETE[word]] = getattr(cls, name)


class Visitor(_Dispatcher, Generic[R]):
    """Dispatch on the class of a node; every class below ``covers`` must have its method."""

    def __init_subclass__(
        cls, covers: type[Node] | tuple[type[Node], ...] = (), **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        for base in covers if isinstance(covers, tuple) else (covers,):
            missing = [c.__name__ for c in concrete_classes(base) if c not in cls._methods]
            if missing:
                raise TypeError(f"{cls.__name__} lacks methods for {', '.join(missing)}")

    def visit(self, node: Node) -> R:
        """Return what the method for the class of ``node`` returns."""
        found: R = self._methods[type(node)](self, node)
        return found


class Walker(_Dispatcher):
    """Visit a tree in source order; a class without a method of its own is descended into."""

    def visit(self, node: Node) -> None:
        """Visit ``node`` with its own method, or else all its parts."""
        method = self._methods.get(type(node))
        if method is None:
            self.descend(node)
        else:
            method(self, node)

    def visit_all(self, several: Iterable[Node]) -> None:
        """Visit each of ``several`` nodes."""
        for node in several:
            self.visit(node)

    def descend(self, node: Node) -> None:
        """Visit all parts of ``node``."""
        for name in CHILD_FIELDS[type(node)]:
            part = getattr(node, name)
            if type(part) is list:
                self.visit_all(part)
            elif part is not None:
                self.visit(part)
