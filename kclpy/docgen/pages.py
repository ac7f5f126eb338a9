"""Markdown pages with links between them: one with all packages, and one for each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from html import escape

from kclpy.docgen.markdown import cell
from kclpy.docgen.model import AttributeDoc, Library, PackageDoc, SchemaDoc
from kclpy.docgen.names import anchor, link, page_names, title_of
from kclpy.docgen.text import pieces
from kclpy.types import SchemaDefinition, Type

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]{}<>|#"})


def write(library: Library, escape_html: bool = False) -> dict[str, str]:
    """Return the pages by the names of their files."""
    writer = _Writer(library, escape_html)
    names = page_names(library)
    pages = {f"{names[p.path]}.md": _text(writer.package(p)) for p in library.packages}
    return {"index.md": _text(writer.index()), **pages}


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, library: Library, escape_html: bool) -> None:
        self.library = library
        self.names = page_names(library)
        self.escape_html = escape_html

    def prose(self, text: str) -> str:
        """Return Markdown of the user's."""
        return escape(text, quote=False) if self.escape_html else text

    def index(self) -> Iterator[str]:
        yield f"# {plain(self.library.title)}"
        for package in self.library.packages:
            page = f"{self.names[package.path]}.md"
            yield from ("", f"## [{plain(title_of(package, self.library))}]({link_to(page)})", "")
            for schema in package.schemas:
                summary = self.prose(schema.documentation.summary)
                line = f"* [{plain(schema.name)}]({link(page, schema)})"
                yield f"{line}: {summary}" if summary else line

    def package(self, package: PackageDoc) -> Iterator[str]:
        yield f"# {plain(title_of(package, self.library))}"
        if package.documentation:
            yield from ("", self.prose(package.documentation))
        yield ""
        for schema in package.schemas:
            yield f"* [{plain(schema.name)}]({link('', schema)})"
        for schema in package.schemas:
            yield from self.schema(schema)

    def schema(self, schema: SchemaDoc) -> Iterator[str]:
        yield from ("", f'<a id="{escape(anchor(schema))}"></a>', "")
        yield from (f"## {schema.kind} {plain(schema.name)}", "")
        if schema.deprecation is not None:
            yield from (f"**{plain(schema.deprecation)}**", "")
        if schema.documentation.prose:
            yield from (self.prose(schema.documentation.prose), "")
        for title, text in self.facts(schema):
            yield f"* {title}: {text}"
        yield from self.attributes("Attributes", schema.own, schema)
        yield from self.attributes("Inherited attributes", schema.borrowed, schema)
        if schema.checks:
            yield from ("", "### Checks", "")
            for check in schema.checks:
                said = f": {plain(check.message)}" if check.message else ""
                yield f"* {code(check.condition)}{said}"
        for section in schema.remarks:
            yield from ("", f"### {plain(section.title)}", "", self.prose(section.text))
        if schema.examples:
            yield from ("", "### Examples")
        for example in schema.examples:
            yield from ("", *fenced(example.text))

    def facts(self, schema: SchemaDoc) -> Iterator[tuple[str, str]]:
        """Yield what is to be said of a schema in a line each."""
        definition = schema.definition
        if schema.parameters:
            yield "Arguments", ", ".join(map(code, schema.parameters))
        if definition.base is not None:
            yield "Base", self.reference(definition.base, schema)
        if definition.mixins:
            yield "Mixins", ", ".join(self.reference(one, schema) for one in definition.mixins)
        if definition.protocol is not None:
            yield "For", self.reference(definition.protocol, schema)
        if definition.index_signature is not None:
            yield "Further keys", code(definition.index_signature.text())
        if derived := self.library.derived.get(schema):
            names = (self.reference(one.definition, schema) for one in derived)
            yield "Used as base or mixin by", ", ".join(names)
        path = os.path.relpath(schema.file.path, self.library.root)
        yield "Declared in", f"{code(path)}, line {schema.line}"

    def attributes(
        self, title: str, attributes: tuple[AttributeDoc, ...], schema: SchemaDoc
    ) -> Iterator[str]:
        if not attributes:
            return
        yield from ("", f"### {title}", "")
        yield "| Name | Type | Required | Default | Description |"
        yield "| --- | --- | --- | --- | --- |"
        for one in attributes:
            place = f'<a id="{escape(anchor(schema, one.name))}"></a>'
            cells = (
                place + code(one.name),
                self.type(one.type, schema),
                "no" if one.is_optional or one.default else "yes",
                code(one.default) if one.default else "",
                self.description(one, schema),
            )
            yield f"| {' | '.join(map(cell, cells))} |"

    def description(self, attribute: AttributeDoc, schema: SchemaDoc) -> str:
        texts = [self.prose(attribute.remark)]
        if attribute.deprecation is not None:
            texts.insert(0, f"**{plain(attribute.deprecation)}.**")
        if attribute.home is not schema.definition:
            texts.append(f"From {self.reference(attribute.home, schema)}.")
        return " ".join(filter(None, texts))

    def type(self, type_: Type, schema: SchemaDoc) -> str:
        """Return a type with links to the schemas in it."""
        return "".join(
            plain(piece) if isinstance(piece, str) else self.reference(piece, schema)
            for piece in pieces(type_)
        ).replace("\\|", "|")  # the table escapes it

    def reference(self, definition: SchemaDefinition, here: SchemaDoc) -> str:
        """Return the name of a schema, as a link if it is documented."""
        target = self.library.of(definition)
        if target is None:
            return plain(definition.name)
        page = "" if target.package == here.package else f"{self.names[target.package]}.md"
        return f"[{plain(target.name)}]({link(page, target)})"


def link_to(page: str) -> str:
    """Return the address of a page."""
    return page.replace(" ", "%20")


def plain(text: str) -> str:
    """Return ``text`` such that Markdown shows it as it is."""
    return text.translate(_SPECIAL).replace("\n", " ")


def code(text: str) -> str:
    """Return ``text`` as code within a line."""
    text = " ".join(text.split("\n"))
    ticks = "`" * (_longest_run(text) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


def fenced(text: str) -> tuple[str, ...]:
    """Return the lines of a block of KCL."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return (f"{fence}kcl", text.rstrip("\n"), fence)


def _longest_run(text: str) -> int:
    """Return how many backticks stand beside each other at most."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest
