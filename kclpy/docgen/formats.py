"""The formats of documentation, by the name they have on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kclpy.docgen import definitions, markdown, pages, site
from kclpy.docgen.model import Library

Files = Mapping[str, str]
Write = Callable[[Library, bool], Files]

FORMATS: Mapping[str, Write] = MappingProxyType(
    {
        "markdown": lambda library, escaped: {"schemas.md": markdown.write(library, escaped)},
        "markdown-pages": pages.write,
        "html": lambda library, _: site.write(library),
        "openapi": lambda library, _: {"openapi.json": definitions.write_openapi(library) + "\n"},
        "json-schema": lambda library, _: {
            "schema.json": definitions.write_json_schema(library) + "\n"
        },
    }
)

ALIASES: Mapping[str, str] = MappingProxyType({"md": "markdown"})


def generate(
    library: Library, name: str = "markdown", *, escape_html: bool = False, template: str = ""
) -> Files:
    """Return the files that document ``library``, by their names.

    ``name`` is one of `FORMATS`; a directory ``template`` takes its place. ``escape_html`` lets
    Markdown show HTML in docstrings as it is written; HTML always does. Raise `BadTemplates`
    or `MissingLibrary` if that cannot be done.
    """
    if template:
        from kclpy.docgen import templates  # needs the standard library, which is found by now

        return templates.write(library, template)
    return FORMATS[ALIASES.get(name, name)](library, escape_html)
