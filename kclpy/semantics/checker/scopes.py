"""Typed scopes: one type per name and scope, whatever the order of the statements.

The resolver knows which symbol a name denotes; this is what the checker knows about it. The
two look names up in the same order (reference, 04 sections 4 and 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kclpy.builtins.declare import Builtin
from kclpy.semantics.nesting import Nested
from kclpy.source import Span
from kclpy.types import Type


class Variable:
    """What is declared under a name: its type and its place; builtins have none."""

    __slots__ = ("is_alias", "is_loop", "place", "type")

    def __init__(self, type_: Type, place: Span | None, is_alias: bool = False) -> None:
        self.type = type_
        self.place = place
        self.is_alias = is_alias
        self.is_loop = False


class TypedScope(Nested[Variable]):
    """Names visible in one region, and the scope around it.

    ``is_local`` scopes, those of lambdas and loops, win over the attributes of a schema
    around them; the keys of config literals do not, but for those of the config of an
    instantiation, seen from that config itself.
    """

    __slots__ = ("has_loop_keys", "is_config", "is_instance", "is_local", "winner_around")
    outer: TypedScope | None

    def __init__(self, outer: TypedScope | None, is_local: bool = False) -> None:
        super().__init__(outer)
        self.is_local = is_local
        self.is_config = False
        self.is_instance = False
        self.has_loop_keys = False  # a config with keys that are loop variables
        # The next scope around whose names may win over attributes, configs of instances aside.
        self.winner_around: TypedScope | None = None
        if outer is not None:
            may_win = outer.is_local or outer.has_loop_keys
            self.winner_around = outer if may_win else outer.winner_around

    def with_names(self) -> TypedScope:
        """Return the nearest scope that is no config without a key so far.

        What is below it is checked before the next key is declared, and finds its names the
        faster, the deeper configs are nested.
        """
        scope = self
        while scope.is_config and not scope.names and scope.outer is not None:
            scope = scope.outer
        return scope

    def visible(self) -> Iterator[str]:
        """Yield all names that can be used here, inner ones last."""
        scopes: list[TypedScope] = []
        scope: TypedScope | None = self
        while scope is not None:
            scopes.append(scope)
            scope = scope.outer
        for scope in reversed(scopes):
            yield from scope.own_names()


class BuiltinScope(TypedScope):
    """The functions that are visible without an import; their types are made when asked for."""

    __slots__ = ("builtins",)

    def __init__(self, builtins: Mapping[str, Builtin]) -> None:
        super().__init__(None)
        self.builtins = builtins

    def find(self, name: str) -> Variable | None:
        found = self.names.get(name)
        if found is None and name in self.builtins:
            found = self.names[name] = Variable(self.builtins[name].signature.type, None)
        return found

    def own_names(self) -> Iterable[str]:
        return self.builtins
