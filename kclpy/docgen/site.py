"""A web site: static pages that need no server, no network and, to be read, no script.

`frame` is what all pages share, `sections` writes what a page says of a schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from kclpy.docgen.frame import Frame
from kclpy.docgen.model import Library, PackageDoc, SchemaDoc
from kclpy.docgen.names import link, page_names, title_of
from kclpy.docgen.prose import Prose
from kclpy.docgen.sections import Sections, join, text

_ASSETS = ("docs.css", "docs.js")


def write(library: Library) -> dict[str, str]:
    """Return the files of the site by their names; raise `MissingLibrary` if one is missing."""
    names = {path: f"{name}.html" for path, name in page_names(library).items()}
    frame = Frame(library, names)
    assets = files("kclpy.docgen") / "assets"
    found = {name: (assets / name).read_text("utf-8") for name in _ASSETS}
    found["search.js"] = f"const SEARCH_INDEX = {_index(library, names)};\n"
    found["index.html"] = frame.page(library.title, join(_overview(library, names)))
    for package in library.packages:
        body = join(_package(package, library, names))
        found[names[package.path]] = frame.page(title_of(package, library), body, package)
    return found


def _resolver(library: Library, names: dict[str, str], here: str) -> Prose:
    def resolve(word: str) -> str:
        schema = library.by_name.get(word)
        if schema is None:
            return ""
        return link("" if schema.package == here else names[schema.package], schema)

    return Prose(resolve)


def _overview(library: Library, names: dict[str, str]) -> Iterator[str]:
    prose = _resolver(library, names, "")
    schemas = sum(len(package.schemas) for package in library.packages)
    yield f"<h1>{text(library.title)}</h1>"
    yield f'<p class="lead">{schemas} schemas in {len(library.packages)} packages.</p>'
    for package in library.packages:
        page = names[package.path]
        title = text(title_of(package, library))
        yield f'<section><h2><a href="{text(link_to(page))}">{title}</a></h2>'
        if package.documentation:
            yield prose.block(package.documentation)
        yield "<dl class=overview>"
        for schema in package.schemas:
            yield f'<dt><a href="{text(link(page, schema))}">{text(schema.name)}</a>'
            yield f"{_badge(schema)}</dt>"
            yield f"<dd>{prose.inline(schema.documentation.summary)}</dd>"
        yield "</dl></section>"


def _badge(schema: SchemaDoc) -> str:
    words = [] if schema.kind == "schema" else [schema.kind]
    words += [] if schema.deprecation is None else ["deprecated"]
    return "".join(f' <span class="badge">{word}</span>' for word in words)


def _package(package: PackageDoc, library: Library, names: dict[str, str]) -> Iterator[str]:
    prose = _resolver(library, names, package.path)
    sections = Sections(library, names, package, prose)
    yield f"<h1><small>package</small> {text(title_of(package, library))}</h1>"
    if package.documentation:
        yield f'<div class="prose">{prose.block(package.documentation, 2)}</div>'
    for schema in package.schemas:
        yield from sections.schema(schema)


def link_to(page: str) -> str:
    """Return the address of a page."""
    return page.replace(" ", "%20")


def _index(library: Library, names: dict[str, str]) -> str:
    """Return what can be searched for: names, where they lead, and a line about them."""
    entries = []
    for package in library.packages:
        page = names[package.path]
        title = title_of(package, library)
        for schema in package.schemas:
            entries.append([schema.name, title, link(page, schema), schema.documentation.summary])
            for one in schema.own:
                name = f"{schema.name}.{one.name}"
                summary = " ".join(one.description.split())
                entries.append([name, title, link(page, schema, one.name), summary])
    return json.dumps(entries, ensure_ascii=False, indent=0, separators=(",", ":"))
