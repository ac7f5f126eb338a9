"""What a page of the site says of a schema."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from kclpy.docgen.highlight import highlight
from kclpy.docgen.model import AttributeDoc, Library, PackageDoc, SchemaDoc
from kclpy.docgen.names import anchor, link
from kclpy.docgen.prose import Prose
from kclpy.docgen.text import pieces
from kclpy.types import SchemaDefinition, Type


def text(words: str) -> str:
    """Return ``words`` as HTML that shows them."""
    return escape(words)


def join(lines: Iterable[str]) -> str:
    """Return the lines as one text."""
    return "\n".join(lines)


class Sections:
    """Writes the schemas of one page; ``names`` are the files of packages."""

    def __init__(
        self, library: Library, names: Mapping[str, str], package: PackageDoc, prose: Prose
    ) -> None:
        self.library = library
        self.names = names
        self.package = package
        self.prose = prose

    def schema(self, schema: SchemaDoc) -> Iterator[str]:
        """Yield the section of a schema."""
        name = text(anchor(schema))
        yield f'<section class="schema" id="{name}">'
        yield f"<h2><small>{schema.kind}</small> {text(schema.name)}"
        yield f'<a class="here" href="#{text(link("", schema)[1:])}" '
        yield f'aria-label="Link to {name}">#</a></h2>'
        if schema.deprecation is not None:
            yield f'<p class="warning">{self.prose.inline(schema.deprecation)}.</p>'
        yield f'<pre class="head"><code>{self.head(schema)}</code></pre>'
        if schema.documentation.prose:
            yield f'<div class="prose">{self.prose.block(schema.documentation.prose)}</div>'
        yield from self.attributes("Attributes", schema.own, schema)
        if schema.borrowed:
            yield from self.attributes("Inherited attributes", schema.borrowed, schema)
        yield from self.checks(schema)
        for section in schema.remarks:
            yield f"<h3>{text(section.title)}</h3>"
            yield f'<div class="prose">{self.prose.block(section.text)}</div>'
        yield from _examples(schema)
        yield from self.notes(schema)
        yield "</section>"

    def head(self, schema: SchemaDoc) -> str:
        """Return the line that declares a schema, with what belongs to it."""
        definition = schema.definition
        line = f'<span class="k">{schema.kind}</span> {text(schema.name)}'
        if schema.parameters:
            line += f"[{highlight(', '.join(schema.parameters))}]"
        bases = [definition.base] if definition.base else definition.rule_bases
        if bases:
            line += f"({', '.join(map(self.reference, bases))})"
        if definition.protocol is not None:
            line += f' <span class="k">for</span> {self.reference(definition.protocol)}'
        if definition.mixins:
            names = ", ".join(map(self.reference, definition.mixins))
            line += f'\n    <span class="k">mixin</span> [{names}]'
        index = definition.index_signature
        if index is not None:
            key = f"{index.key_name}: " if index.key_name is not None else ""
            dots = "..." if index.any_other else ""
            line += f"\n    [{text(key + dots)}{self.type(index.key)}]: {self.type(index.value)}"
        return line

    def attributes(
        self, title: str, attributes: tuple[AttributeDoc, ...], schema: SchemaDoc
    ) -> Iterator[str]:
        """Yield a table, nothing if there are no attributes."""
        if not attributes:
            return
        yield f"<h3>{title}</h3>"
        yield "<table><thead><tr>"
        yield '<th scope="col">Name<th scope="col">Type<th scope="col">Default'
        yield '<th scope="col">Description</tr></thead><tbody>'
        for attribute in attributes:
            yield self.row(attribute, schema)
        yield "</tbody></table>"

    def row(self, attribute: AttributeDoc, schema: SchemaDoc) -> str:
        """Return the row of an attribute, marked if it must be given or may be left unset."""
        name = text(anchor(schema, attribute.name))
        address = text(link("", schema, attribute.name))
        mark = ' <span class="badge">optional</span>' if attribute.is_optional else ""
        if not (attribute.is_optional or attribute.default):
            mark = ' <span class="badge needed">required</span>'
        if attribute.deprecation is not None:
            mark += ' <span class="badge">deprecated</span>'
        default = f"<code>{highlight(attribute.default)}</code>" if attribute.default else ""
        return (
            f'<tr id="{name}">'
            f'<td class="name"><a href="{address}"><code>{text(attribute.name)}</code></a>{mark}'
            f'<td data-label="Type"><code>{self.type(attribute.type)}</code>'
            f'<td data-label="Default">{default}'
            f'<td class="about">{self.about(attribute, schema)}</tr>'
        )

    def about(self, attribute: AttributeDoc, schema: SchemaDoc) -> str:
        """Return what is to be said of an attribute."""
        parts = []
        if attribute.deprecation is not None:
            said = self.prose.inline(attribute.deprecation)
            parts.append(f'<p class="warning">{said}.</p>')
        if attribute.remark:
            parts.append(self.prose.block(attribute.remark))
        if attribute.home is not schema.definition:
            parts.append(f'<p class="from">From {self.reference(attribute.home)}.</p>')
        return "".join(parts)

    def type(self, type_: Type) -> str:
        """Return a type with links to the schemas in it."""
        return "".join(
            highlight(piece) if isinstance(piece, str) else self.reference(piece)
            for piece in pieces(type_)
        )

    def reference(self, definition: SchemaDefinition) -> str:
        """Return the name of a schema, as a link if it is documented."""
        target = self.library.of(definition)
        if target is None:
            return text(definition.name)
        page = "" if target.package == self.package.path else self.names[target.package]
        return f'<a href="{text(link(page, target))}">{text(target.name)}</a>'

    def checks(self, schema: SchemaDoc) -> Iterator[str]:
        """Yield the conditions that instances must meet."""
        if not schema.checks:
            return
        yield '<h3>Checks</h3><ul class="checks">'
        for check in schema.checks:
            said = f' <span class="said">{text(check.message)}</span>' if check.message else ""
            yield f"<li><code>{highlight(check.condition)}</code>{said}</li>"
        yield "</ul>"

    def notes(self, schema: SchemaDoc) -> Iterator[str]:
        """Yield where else to look."""
        derived = self.library.derived.get(schema, ())
        path = os.path.relpath(schema.file.path, self.library.root)
        place = f"Declared in <code>{text(path)}</code>, line {schema.line}."
        if derived:
            names = ", ".join(self.reference(one.definition) for one in derived)
            place += f" Base or mixin of {names}."
        yield f'<p class="place">{place}</p>'


def _examples(schema: SchemaDoc) -> Iterator[str]:
    if not schema.examples:
        return
    yield "<h3>Examples</h3>"
    for example in schema.examples:
        code = highlight(example.text) if example.is_run else text(example.text)
        yield f"<pre><code>{code}</code></pre>"
