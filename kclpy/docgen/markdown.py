"""One Markdown text, in the layout of the official engine (reference, 07 section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kclpy.docgen.model import AttributeDoc, Library, SchemaDoc
from kclpy.docgen.text import engine_text

_HEAD = ("| Name | Type | Required | Default | Description |", "| --- | --- | --- | --- | --- |")


def write(library: Library, escape_html: bool = False) -> str:
    """Return the tables of all schemas; with ``escape_html`` no text in them is HTML."""
    lines = ["# Schemas"]
    for package in library.packages:
        lines += ["", f"## Package {package.path}"]
        for schema in package.schemas:
            found = _schema(schema)
            lines += (escape(line, quote=False) for line in found) if escape_html else found
    return "\n".join(lines) + "\n"


def engine_summary(schema: SchemaDoc) -> str:
    """Return the prose of a docstring as one line; an empty line leaves a blank."""
    return " ".join(_loose(schema.documentation.lead))


def engine_description(attribute: AttributeDoc) -> str:
    """Return what is said of an attribute, with an empty line that the next one follows."""
    return "\n".join(_loose(attribute.lines))


def _loose(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield lines, of several empty ones only the first."""
    for at, line in enumerate(lines):
        if line or not at or lines[at - 1]:
            yield line


def _schema(schema: SchemaDoc) -> Iterator[str]:
    yield from ("", f"### {schema.name}", "")
    if summary := engine_summary(schema):
        yield from (summary, "")
    yield from _HEAD
    for attribute in sorted(schema.attributes, key=lambda attribute: attribute.name):
        yield _row(attribute)


def _row(attribute: AttributeDoc) -> str:
    cells = (
        attribute.name,
        engine_text(attribute.type),
        "no" if attribute.is_optional else "yes",
        attribute.decimal_default,
        engine_description(attribute),
    )
    return f"| {' | '.join(map(cell, cells))} |"


def cell(text: str) -> str:
    """Return ``text`` as it may stand in a table."""
    return text.replace("|", "\\|").replace("\n", " ")
