"""Templates of users: Handlebars over plain data.

A directory holds ``index.EXT.hbs``, which makes one file, ``package.EXT.hbs``, which makes one
for each package, and ``schema.EXT.hbs``, which makes one for each schema. All files beside them
are copied. `data_of` is what a template sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from kclpy.docgen.failures import BadTemplates
from kclpy.docgen.model import AttributeDoc, Library, PackageDoc, SchemaDoc
from kclpy.docgen.names import page_names, title_of
from kclpy.docgen.text import pieces
from kclpy.types import SchemaDefinition, Type
from kclpy_stdlib.template_nodes import Node, TemplateError
from kclpy_stdlib.template_parser import parse
from kclpy_stdlib.template_render import render

Data = dict[str, Any]

_ENDING = ".hbs"
_KINDS = ("index", "package", "schema")


def write(library: Library, directory: str) -> dict[str, str]:
    """Return the files that the templates in ``directory`` make; raise `BadTemplates`."""
    texts = _read(directory)
    data = data_of(library)
    made: dict[str, str] = {}
    for name, text in texts.items():
        kind, point, rest = name.removesuffix(_ENDING).partition(".")
        if not name.endswith(_ENDING):
            made[name] = text
        elif kind in _KINDS and point:
            template = _Template(os.path.join(directory, name), text)
            for stem, one in _subjects(kind, data):
                made[f"{stem}.{rest}"] = template.filled(one)
        else:
            raise BadTemplates(
                f"{os.path.join(directory, name)}: a template is called index.EXT.hbs, "
                "package.EXT.hbs or schema.EXT.hbs"
            )
    if not any(name.endswith(_ENDING) for name in texts):
        raise BadTemplates(f"{directory}: there is no template, such as package.md.hbs")
    return made


def _subjects(kind: str, data: Data) -> Iterator[tuple[str, Data]]:
    """Yield what a template is filled in with, and the names of the files."""
    shared = {"title": data["title"]}
    if kind == "index":
        yield "index", data
    for package in data["packages"] if kind != "index" else ():
        if kind == "package":
            yield package["page"], {**package, "library": shared}
        else:
            for schema in package["schemas"]:
                yield f"{package['page']}.{schema['name']}", {**schema, "library": shared}


class _Template:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        try:
            self.nodes: list[Node] = parse(text)
        except TemplateError as error:
            raise self.failure(error) from None

    def filled(self, data: Data) -> str:
        try:
            return render(self.nodes, data)
        except TemplateError as error:
            raise self.failure(error) from None

    def failure(self, error: TemplateError) -> BadTemplates:
        return BadTemplates(f"{self.path}:{error.line}:{error.column}: {error.reason}")


def _read(directory: str) -> dict[str, str]:
    """Return the texts of the files in a directory, by their names."""
    texts = {}
    try:
        for name in sorted(os.listdir(directory)):
            path = os.path.join(directory, name)
            if os.path.isfile(path) and not name.startswith("."):
                with open(path, encoding="utf-8", newline="") as file:
                    texts[name] = file.read()
    except OSError as error:
        raise BadTemplates(f"{error.filename}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadTemplates(f"{path}: this is no text in UTF-8") from None
    return texts


def data_of(library: Library) -> Data:
    """Return all that is known about ``library`` as plain data."""
    names = page_names(library)
    packages = [_package(package, library, names[package.path]) for package in library.packages]
    return {"title": library.title, "packages": packages}


def _package(package: PackageDoc, library: Library, page: str) -> Data:
    title = title_of(package, library)
    return {
        "path": package.path,
        "title": title,
        "page": page,
        "is_main": package.is_main,
        "documentation": package.documentation,
        "schemas": [
            _schema(one, library, {"package": title, "page": page}) for one in package.schemas
        ],
    }


def _schema(schema: SchemaDoc, library: Library, place: Data) -> Data:
    definition = schema.definition
    index = definition.index_signature
    return {
        "name": schema.name,
        "kind": schema.kind,
        **place,
        "file": os.path.relpath(schema.file.path, library.root),
        "line": schema.line,
        "summary": schema.documentation.summary,
        "documentation": schema.documentation.prose,
        "sections": [{"title": one.title, "text": one.text} for one in schema.remarks],
        "parameters": list(schema.parameters),
        "base": _name(definition.base),
        "mixins": [one.name for one in definition.mixins],
        "protocol": _name(definition.protocol),
        "derived": [one.name for one in library.derived.get(schema, ())],
        "index_signature": None if index is None else index.text(),
        "deprecated": schema.deprecation,
        "attributes": [_attribute(one, schema) for one in schema.attributes],
        "checks": [{"condition": one.condition, "message": one.message} for one in schema.checks],
        "examples": [one.text for one in schema.examples],
    }


def _attribute(attribute: AttributeDoc, schema: SchemaDoc) -> Data:
    return {
        "name": attribute.name,
        "type": _type(attribute.type),
        "is_optional": attribute.is_optional,
        "is_required": not (attribute.is_optional or attribute.default),
        "default": attribute.default or None,
        "description": attribute.remark,
        "deprecated": attribute.deprecation,
        "from": None if attribute.home is schema.definition else attribute.home.name,
    }


def _name(definition: SchemaDefinition | None) -> str | None:
    return None if definition is None else definition.name


def _type(type_: Type) -> str:
    return "".join(piece if isinstance(piece, str) else piece.name for piece in pieces(type_))
