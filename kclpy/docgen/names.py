"""The names of pages, and the places on them that links lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from kclpy.docgen.model import Library, PackageDoc, SchemaDoc

_UNSAFE = re.compile(r"[^\w.-]+")
_TAKEN = ("index", "search")


def page_names(library: Library) -> Mapping[str, str]:
    """Return the name of the page of each package, without ending, by its path.

    No two are the same, whatever a file system thinks of capital letters.
    """
    names: dict[str, str] = {}
    taken = set(_TAKEN)
    for package in library.packages:
        wanted = _UNSAFE.sub("-", library.title if package.is_main else package.path)
        name, number = wanted, 2
        while name.casefold() in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name.casefold())
        names[package.path] = name
    return names


def title_of(package: PackageDoc, library: Library) -> str:
    """Return what a package is called for a reader."""
    return library.title if package.is_main else package.path


def anchor(schema: SchemaDoc, attribute: str = "") -> str:
    """Return the name of the place of a schema or an attribute on its page."""
    return f"{schema.name}.{'-'.join(attribute.split())}" if attribute else schema.name


def link(page: str, schema: SchemaDoc, attribute: str = "") -> str:
    """Return the address of a schema or an attribute; ``page`` is "" on the same page."""
    return f"{quote(page)}#{quote(anchor(schema, attribute))}"
