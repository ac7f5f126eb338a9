"""What configs look like: schemas whose attributes are typed by the values of their keys.

Configs that are values of keys become schemas of their own, named for the key. Where keys are
computed or spread from elsewhere there is no schema; where some are no names, as those of labels
are, a config within another one stays a dict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kclpy.ide.document import Document
from kclpy.semantics.program import MAIN
from kclpy.syntax import nodes
from kclpy.syntax.tokens import KEYWORDS
from kclpy.syntax.unparse import quoted
from kclpy.types import (
    BasicType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    NoneType,
    SchemaType,
    Type,
    UnionType,
    widen,
)

_ANY = "any"

# Words of the language that are names of attributes as they stand.
_KINDS = ("protocol", "rule", "schema", "type")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of a config with its value; of a dotted key the ``path`` has several names.

    It ``is_sure`` if no condition decides about it.
    """

    path: tuple[str, ...]
    value: nodes.Expr
    is_sure: bool


class Undescribed(Exception):
    """A config has keys that are not known."""


class Shapes:
    """The schemas of some configs of a file, by name; ``free_name`` finds one that is unused."""

    def __init__(self, document: Document, free_name: Callable[[str, Sequence[str]], str]) -> None:
        self.document = document
        self.schemas: dict[str, str] = {}
        self._free_name = free_name

    def describe(self, configs: Sequence[nodes.ConfigExpr], wanted: str) -> str:
        """Enter the schema of which all ``configs`` are instances; return its name.

        Raises `Undescribed`, and then nothing is entered.
        """
        return self._schema([list(self._entries(config, True)) for config in configs], wanted)

    def _entries(self, config: nodes.ConfigExpr, is_sure: bool) -> Iterator[_Entry]:
        for entry in config.entries:
            yield from self._entry(entry, is_sure)

    def _entry(
        self, entry: nodes.ConfigEntry | nodes.ConfigIfEntry, is_sure: bool
    ) -> Iterator[_Entry]:
        if isinstance(entry, nodes.ConfigIfEntry):
            for inner in (*entry.body, *entry.orelse):
                yield from self._entry(inner, False)
            return
        names = None if entry.key is None else nodes.dotted_name(entry.key)
        symbol_of = self.document.package.model.symbol_of
        if names is not None and not (len(names) == 1 and names[0] in symbol_of):
            yield _Entry(tuple(name.id for name in names), entry.value, is_sure)
        elif isinstance(entry.key, nodes.StringLit):
            yield _Entry((entry.key.value,), entry.value, is_sure)
        else:
            raise Undescribed

    def _schema(self, configs: list[list[_Entry]], wanted: str) -> str:
        """Enter a schema; each of ``configs`` is what one instance has."""
        names = dict.fromkeys(one.path[0] for config in configs for one in config)
        if not names:
            raise Undescribed
        before = dict(self.schemas)
        name = self._free_name(wanted, list(self.schemas))
        self.schemas[name] = ""  # it stands before those of its attributes
        try:
            lines = [self._attribute(configs, one) for one in names]
        except Undescribed:
            self.schemas = before
            raise
        self.schemas[name] = "".join(f"    {line}\n" for line in lines)
        return name if len(self.schemas) > len(before) + 1 else self._once(name, wanted)

    def _once(self, name: str, wanted: str) -> str:
        """Return the schema that is the same as ``name``, which is then left out."""
        text = self.schemas[name]
        for other, known in self.schemas.items():
            if other != name and known == text and re.fullmatch(rf"{wanted}\d*", other):
                del self.schemas[name]
                return other
        return name

    def _attribute(self, configs: list[list[_Entry]], name: str) -> str:
        """Return the declaration of an attribute of the schema of ``configs``."""
        several = [[one for one in config if one.path[0] == name] for config in configs]
        is_optional = not all(any(one.is_sure for one in found) for found in several)
        type_, may_be_none = self._type([found for found in several if found], name)
        mark = "?" if is_optional or may_be_none else ""
        return f"{_key(name)}{mark}: {type_}"

    def _type(self, several: list[list[_Entry]], name: str) -> tuple[str, bool]:
        """Return the type of what the instances have for a key, and whether it may be None."""
        values = [_bare(one.value) for found in several for one in found if len(one.path) == 1]
        is_dotted = any(len(one.path) > 1 for found in several for one in found)
        given = [one for one in values if not _is_none(one)]
        may_be_none = len(given) < len(values)
        if given and not is_dotted and all(isinstance(one, nodes.ListExpr) for one in given):
            items = [item for one in given for item in _items(one)]
            found = self._list(items, name)
            if found is not None:
                return found, may_be_none
        is_config = is_dotted or any(isinstance(one, nodes.ConfigExpr) for one in given)
        if is_config and values and any(len(found) > 1 for found in several):
            return _ANY, True  # one may take the place of another
        if (given or is_dotted) and all(isinstance(one, nodes.ConfigExpr) for one in given):
            try:
                nested = [list(self._inner(found)) for found in several]
                if is_dotted or _is_record(nested):
                    return self._schema([one for one in nested if one], pascal(name)), may_be_none
            except Undescribed:
                pass
        if is_dotted:
            return _ANY, True
        types = [self.document.type_of(one) for one in given]
        return self._written(types), may_be_none or not types or any(map(_may_be_none, types))

    def _inner(self, found: list[_Entry]) -> Iterator[_Entry]:
        """Yield what one instance has within a key."""
        for one in found:
            value = _bare(one.value)
            if len(one.path) > 1:
                yield replace(one, path=one.path[1:])
            elif isinstance(value, nodes.ConfigExpr):
                yield from self._entries(value, one.is_sure)

    def _list(self, items: list[nodes.Expr], name: str) -> str | None:
        """Return the type of a list of configs, None if it is none or they have no schema."""
        configs = [item for item in items if isinstance(item, nodes.ConfigExpr)]
        if not configs or len(configs) < len(items):
            return None
        try:
            nested = [list(self._entries(config, True)) for config in configs]
            if _is_record(nested):
                return f"[{self._schema(nested, pascal(singular(name)))}]"
        except Undescribed:
            pass
        return None

    # Annotations

    def _written(self, types: Sequence[Type]) -> str:
        """Return an annotation that takes values of all ``types``."""
        written = dict.fromkeys(self._annotation(widen(one)) for one in types)
        return _ANY if not written or _ANY in written else " | ".join(written)

    def _annotation(self, type_: Type) -> str:
        match type_:
            case BasicType() | LiteralType():
                return type_.word
            case ListType():
                return f"[{self._annotation(type_.item)}]"
            case DictType():
                key = self._annotation(type_.key())
                return f"{{{'str' if key == _ANY else key}:{self._annotation(type_.value())}}}"
            case UnionType():
                members = [one for one in type_.members if not isinstance(one, NoneType)]
                return self._written(members)
            case FunctionType() if not type_.is_variadic:
                params = ", ".join(self._annotation(one.type) for one in type_.params)
                return f"({params}) -> {self._annotation(type_.result)}"
            case SchemaType() if type_.is_instance:
                return self._schema_name(type_)
        return _ANY

    def _schema_name(self, type_: SchemaType) -> str:
        """Return how the file calls a schema, if it does."""
        definition, package = type_.definition, self.document.package
        if (definition.package or MAIN) == package.package.path:
            return definition.name
        for statement in self.document.module.body:
            if isinstance(statement, nodes.ImportStmt):
                target = package.package.imports.get(statement)
                if target is not None and target.path == definition.package:
                    return f"{statement.bound_name}.{definition.name}"
        return _ANY


def _bare(value: nodes.Expr) -> nodes.Expr:
    while isinstance(value, nodes.ParenExpr):
        value = value.value
    return value


def _is_none(value: nodes.Expr) -> bool:
    return isinstance(value, nodes.ConstantLit) and value.name in ("None", "Undefined")


def _may_be_none(type_: Type) -> bool:
    """Return whether a value of ``type_``, which may be unknown, could be None."""
    if isinstance(type_, UnionType):
        return any(map(_may_be_none, type_.members))
    return isinstance(type_, NoneType) or type_.word == _ANY


def _items(value: nodes.Expr) -> Iterator[nodes.Expr]:
    """Yield the items of a list, conditional ones as well."""
    if isinstance(value, nodes.ListExpr):
        for item in value.elements:
            if isinstance(item, nodes.ListIfItem):
                for part in (item.body, item.orelse):
                    yield from _items(nodes.ListExpr(item.start, item.end, part))
            else:
                yield _bare(item)


def _is_record(configs: list[list[_Entry]]) -> bool:
    """Return whether the keys are names: of attributes, not of whatever is described."""
    return all(one.path[0].isidentifier() for config in configs for one in config)


def _key(name: str) -> str:
    if not name.isidentifier():
        return quoted(name)
    return f"${name}" if name in KEYWORDS and name not in _KINDS else name


def pascal(name: str) -> str:
    """Return the name of a schema for what is called ``name``: ``AppConfig`` of ``app_config``."""
    words = re.findall(r"[^\W_]+", name)
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return joined if joined.isidentifier() else f"Config{joined}"


def singular(name: str) -> str:
    """Return what one of several things is called: ``port`` of ``ports``."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if name.endswith(ending) and not name.endswith("ss") and len(name) > len(ending):
            return name.removesuffix(ending) + rest
    return name
