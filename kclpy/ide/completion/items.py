"""Items: what is proposed, how it is inserted, and where its documentation is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kclpy.builtins import registry
from kclpy.ide.declarations import Declaration, Kind, builtin_declaration
from kclpy.ide.document import Document


class ItemKind(Enum):
    """What sort of thing is proposed."""

    ATTRIBUTE = "attribute"
    CONSTANT = "constant"
    FUNCTION = "function"
    KEYWORD = "keyword"
    MODULE = "module"
    SCHEMA = "schema"
    SNIPPET = "snippet"
    TYPE = "type"
    VALUE = "value"
    VARIABLE = "variable"


KINDS = {
    Kind.VARIABLE: ItemKind.VARIABLE,
    Kind.SCHEMA: ItemKind.SCHEMA,
    Kind.MIXIN: ItemKind.SCHEMA,
    Kind.PROTOCOL: ItemKind.SCHEMA,
    Kind.RULE: ItemKind.SCHEMA,
    Kind.ALIAS: ItemKind.TYPE,
    Kind.ATTRIBUTE: ItemKind.ATTRIBUTE,
    Kind.IMPORT: ItemKind.MODULE,
    Kind.PACKAGE: ItemKind.MODULE,
    Kind.MODULE: ItemKind.MODULE,
    Kind.FUNCTION: ItemKind.FUNCTION,
    Kind.CONSTANT: ItemKind.CONSTANT,
}


@dataclass(frozen=True, slots=True)
class Source:
    """What an item stands for, in words that outlive the moment: its documentation is found later.

    ``kind`` is "builtin", "global" or "attribute"; ``package`` is the package's path, ``schema``
    the one that has the attribute.
    """

    kind: str
    name: str
    package: str = ""
    schema: str = ""

    def declaration(self, document: Document) -> Declaration | None:
        """Return what the item stands for in the program of ``document``, if it is still there."""
        if self.kind == "builtin":
            return builtin_declaration(registry.find(self.name))
        declarations = document.occurrences.declarations
        package = document.program.package(self.package)
        if package is None:
            return None
        if self.kind == "global":
            return declarations.globals(package).get(self.name)
        for definition in package.types.schemas.values():
            if definition.name == self.schema:
                return declarations.attribute(definition, self.name)
        return None


def source_of(declaration: Declaration) -> Source | None:
    """Return how ``declaration`` is found again; names of inner scopes are not."""
    if declaration.builtin is not None:
        return Source("builtin", declaration.builtin.full_name)
    if declaration.kind is Kind.ATTRIBUTE and declaration.schema is not None:
        schema = declaration.schema
        return Source("attribute", declaration.name, schema.package, schema.name)
    if declaration.kind in (Kind.PARAMETER, Kind.LOCAL, Kind.LOOP, Kind.KEY, Kind.IMPORT):
        return None
    return Source("global", declaration.name, declaration.package)


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal: ``insert`` is written instead of what has been typed of it.

    In a snippet ``$1``, ``${2:text}`` and ``${3|a,b|}`` are places to fill in. The smaller the
    ``rank``, the sooner it is shown. ``imported`` is a package that must be imported, too.
    ``doc`` is the documentation of what has no ``source``.
    """

    label: str
    kind: ItemKind
    detail: str = ""
    insert: str = ""
    is_snippet: bool = False
    rank: int = 50
    source: Source | None = None
    imported: str = ""
    is_deprecated: bool = False
    doc: str = ""

    @property
    def text(self) -> str:
        """What is inserted."""
        return self.insert or self.label

    @property
    def plain_text(self) -> str:
        """What is inserted where there are no places to fill in."""
        return _PLACE.sub(_filled, self.text).replace("\\$", "$").replace("\\}", "}")


_PLACE = re.compile(r"\$(?:\d+|\{\d+(?::([^}]*)|\|([^,|]*)[^|]*\|)\})")


def _filled(place: re.Match[str]) -> str:
    return place[1] or place[2] or ""


def each_once(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of their ranks; of those with one label the first."""
    found: dict[tuple[str, str], Item] = {}
    for item in sorted(items, key=lambda one: one.rank):
        found.setdefault((item.label, item.imported), item)
    return list(found.values())


def escaped(text: str) -> str:
    """Return ``text`` as a snippet that means nothing but itself."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
