"""pydantic: a model class for each schema, as Python source.

The source stands alone and needs nothing but pydantic. `class_texts` also serves models that
ask KCL: what KCL computes is then always there, and no limit may be stricter than its check.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from kclpy.exporters.checks import mentioned_schemas
from kclpy.exporters.model import (
    Attribute,
    Catalog,
    Schema,
    description_of,
    remarks_of,
)
from kclpy.runtime.values import MULTIPLIERS
from kclpy.types import (
    BasicType,
    DictType,
    ListType,
    LiteralType,
    NumberMultiplierType,
    SchemaType,
    Type,
    UnionType,
)

_WIDTH = 100
_MULTIPLIER = "NumberMultiplier"
_WORDS = {"bool": "StrictBool", "int": "StrictInt", "float": "Number", "str": "StrictStr"}

# What the source uses under its own name, so that neither a class nor a field may have it.
_USED = frozenset(
    "Annotated Any BaseModel ConfigDict Exact Field Literal Model None Number NumberMultiplier "
    "StrictBool StrictFloat StrictInt StrictStr ValidatorFunctionWrapHandler WrapValidator "
    "annotations dict list object of_its_type str type".split()
)
# The attributes of every model; a test compares them with pydantic's.
_OF_MODELS = frozenset(
    "construct copy dict from_orm json model_computed_fields model_config model_construct "
    "model_copy model_dump model_dump_json model_extra model_fields model_fields_set "
    "model_json_schema model_parametrized_name model_post_init model_rebuild model_validate "
    "model_validate_json model_validate_strings parse_file parse_obj parse_raw schema "
    "schema_json update_forward_refs validate".split()
)

# What is imported of pydantic if it is used.
_OPTIONAL = (
    "Field",
    "StrictBool",
    "StrictFloat",
    "StrictInt",
    "StrictStr",
    "ValidatorFunctionWrapHandler",
    "WrapValidator",
)

_CONSTRAINTS = {
    "at_least": "ge",
    "above": "gt",
    "at_most": "le",
    "below": "lt",
    "multiple_of": "multiple_of",
    "min_length": "min_length",
    "max_length": "max_length",
}

_HEAD = '''\
"""Models of the schemas of {source}, written by `kclpy export`: change those instead."""

from __future__ import annotations

{imports}

{imported}

{aliases}
class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())
'''

# pydantic takes True for 1, and 1.0.
_EXACT = '''\


def of_its_type(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Return ``value`` if it is one of the literals, in its type."""
    found = handler(value)
    if type(found) is not type(value):
        raise ValueError(f"{value!r} is another type than {found!r}")
    return found


Exact = WrapValidator(of_its_type)
'''


def write(catalog: Catalog) -> str:
    """Return the source of a module with the models of ``catalog``."""
    classes = class_texts(catalog)
    text = "\n\n\n".join(classes.values())
    aliases = ""
    if _is_used("Number", text):
        aliases += "Number = StrictInt | StrictFloat  # an int stays one\n"
    if _is_used(_MULTIPLIER, text):
        pattern = f"^[0-9]+({'|'.join(MULTIPLIERS)})$"
        aliases += f"{_MULTIPLIER} = Annotated[StrictStr, Field(pattern={quoted(pattern)})]\n"
    if _is_used("Exact", text):
        aliases += _EXACT
    body = aliases + text
    typing = [name for name in ("Annotated", "Any", "Literal") if _is_used(name, body)]
    names = ["BaseModel", "ConfigDict"]
    names += [name for name in _OPTIONAL if _is_used(name, body)]
    head = _HEAD.format(
        source=catalog.source.translate({34: "'", 92: "/"}),
        imports=f"from typing import {', '.join(typing)}",
        imported=_imported(names),
        aliases=f"{aliases}\n" if aliases else "",
    )
    if not typing:
        head = head.replace("from typing import \n\n", "")
    return "\n\n".join([head, *(f"{one}\n" for one in classes.values())])


def _imported(names: list[str]) -> str:
    line = f"from pydantic import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join(["from pydantic import (", *(f"    {name}," for name in names), ")"])


def _is_used(name: str, text: str) -> bool:
    """Return whether the source of classes mentions a name; more often than needed is no harm."""
    return any(f"{before}{name}" in text for before in (" ", "[", "(", "| "))


def class_texts(catalog: Catalog, is_live: bool = False) -> dict[Schema, str]:
    """Return the source of each class, bases first; ``is_live`` ones ask KCL."""
    return _Writer(catalog, is_live).classes()


def class_name(schema: Schema) -> str:
    """Return the name of the class of ``schema``."""
    is_free = schema.name not in _USED and not keyword.iskeyword(schema.name)
    return schema.name if is_free else f"{schema.name}_"


def field_names(schema: Schema, taken: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the names of the fields for the attributes of ``schema``.

    A field has the name of its attribute unless Python, pydantic or ``taken`` want it.
    """
    reserved = _USED | _OF_MODELS | set(taken)
    fields: dict[str, str] = {}
    found: set[str] = set()
    for name in schema.attributes:
        field = "".join(c if c.isascii() and f"_{c}".isidentifier() else "_" for c in name)
        field = field.strip("_") if field.startswith("_") else field
        if not field or field[0].isdigit():
            field = f"field_{field}"
        if keyword.iskeyword(field) or field in reserved or (field in found and field != name):
            field += "_"
        unique, number = field, 2
        while unique in found or (unique in schema.attributes and unique != name):
            unique, number = f"{field}{number}", number + 1
        found.add(unique)
        fields[name] = unique
    return fields


def quoted(value: object) -> str:
    """Return ``value`` as Python source, texts in double quotes where that is simple."""
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quoted(k)}: {quoted(v)}' for k, v in value.items())}}}"
    text = repr(value)
    if isinstance(value, str) and text[0] == "'" and '"' not in text:
        text = f'"{text[1:-1]}"'
    return text


class _Writer:
    def __init__(self, catalog: Catalog, is_live: bool) -> None:
        self.catalog = catalog
        self.is_live = is_live
        self.class_names = {class_name(schema) for schema in catalog}
        self.begun: set[Schema] = set()
        self.done: dict[Schema, str] = {}

    def classes(self) -> dict[Schema, str]:
        for schema in self.catalog:
            self._write(schema)
        return self.done

    def _write(self, schema: Schema) -> None:
        """Write the class of ``schema``, after its base and the types of its further keys.

        pydantic knew no later classes in the latter for long.
        """
        if schema in self.done or schema in self.begun:
            return
        self.begun.add(schema)
        if schema.base is not None:
            self._write(schema.base)
        for type_ in mentioned_schemas(schema.others) if schema.others is not None else ():
            other = self.catalog.of(type_)
            if not any(base in self.begun and base not in self.done for base in _bases(other)):
                self._write(other)
        self.done[schema] = "\n".join(self._lines(schema)).rstrip("\n")

    def _lines(self, schema: Schema) -> Iterator[str]:
        base = "Model" if schema.base is None else class_name(schema.base)
        yield f"class {class_name(schema)}({base}):"
        blocks = [list(block) for block in self._blocks(schema) if block]
        for block in blocks:
            yield from block
            yield ""
        if not blocks:
            yield "    pass"

    def _blocks(self, schema: Schema) -> Iterator[list[str]]:
        yield list(_docstring(remarks_of(schema)))
        if schema.others is not None:
            mentioned = [self.catalog.of(type_) for type_ in mentioned_schemas(schema.others)]
            is_known = all(other is schema or other in self.done for other in mentioned)
            extra = self.inner(schema.others) if is_known else "Any"
            yield ['    model_config = ConfigDict(extra="allow")']
            yield [f"    __pydantic_extra__: dict[str, {extra}]"]
        elif schema.base is not None and schema.base.others is not None:
            yield ['    model_config = ConfigDict(extra="forbid")']
        inherited = {} if schema.base is None else schema.base.attributes
        names = field_names(schema, self.class_names)
        yield [
            line
            for attribute in schema.attributes.values()
            if attribute.name not in inherited or not attribute.resembles(inherited[attribute.name])
            for line in self.field(attribute, names[attribute.name])
        ]

    def field(self, attribute: Attribute, name: str) -> list[str]:
        """Return the lines of the field for ``attribute``."""
        default = attribute.default
        is_computed = default is not None and not default.is_constant
        with_none = attribute.accepts_none or (is_computed and not self.is_live)
        constraints = self._constraints(attribute)
        annotation = self.annotation(attribute)
        if with_none:
            if constraints:
                annotation = f"Annotated[{annotation}, Field({', '.join(constraints)})]"
                constraints = []
            annotation += "" if annotation in ("Any", "None") else " | None"
        text = f"    {name}: {annotation}"
        value = "" if attribute.is_required else "None"
        if default is not None and default.is_constant:
            value = quoted(default.value)
        arguments = [*constraints, *_remarks(attribute, name)]
        if not arguments:
            return [f"{text} = {value}" if value else text]
        arguments = [value, *arguments] if value else arguments
        line = f"{text} = Field({', '.join(arguments)})"
        if len(line) <= _WIDTH:
            return [line]
        return [f"{text} = Field(", *(f"        {one}," for one in arguments), "    )"]

    def annotation(self, attribute: Attribute) -> str:
        """Return the type of the field for ``attribute``, None apart."""
        choices = attribute.limits.choices
        if choices is not None:
            return literal(choices)
        return self.type(attribute.type)

    def _constraints(self, attribute: Attribute) -> list[str]:
        limits = attribute.limits
        found = []
        for name, constraint in _CONSTRAINTS.items():
            value = getattr(limits, name)
            if value is None or (name == "min_length" and not self._is_exact(attribute, value)):
                continue
            found.append(f"{constraint}={quoted(value)}")
        if limits.patterns and limits.choices is None:
            found.append(f"pattern={quoted(limits.patterns[0])}")
        return found

    def _is_exact(self, attribute: Attribute, length: int) -> bool:
        """Return whether a least length means the same for KCL, which counts bytes of texts."""
        return length > 0 and (
            not self.is_live or length == 1 or isinstance(attribute.type, (ListType, DictType))
        )

    def type(self, type_: Type) -> str:
        """Return ``type_`` as an annotation; None is left to the caller."""
        match type_:
            case LiteralType() if isinstance(type_.value, float):
                value = quoted(type_.value)
                return f"Annotated[StrictFloat, Field(ge={value}, le={value})]"
            case LiteralType():
                return literal([type_.value])
            case BasicType():
                return _WORDS[type_.word]
            case NumberMultiplierType():
                return f'Literal["{type_.raw}{type_.suffix}"]' if type_.suffix else _MULTIPLIER
            case ListType():
                return f"list[{self.inner(type_.item)}]"
            case DictType():
                return f"dict[str, {self.inner(type_.value())}]"
            case UnionType():
                return self.union(type_)
            case SchemaType():
                return class_name(self.catalog.of(type_))
        return "Any" if type_.word == "any" else "None"

    def union(self, type_: UnionType) -> str:
        """Return the alternatives; the literals among them are one."""
        values = [one.value for one in type_.members if _is_listed(one)]
        texts: dict[str, None] = {}
        for member in type_.members:
            texts[literal(values) if _is_listed(member) else self.type(member)] = None
        return "Any" if "Any" in texts else " | ".join(texts)

    def inner(self, type_: Type) -> str:
        """Return the annotation of what stands in a list or dict, where None may stand too."""
        text = self.type(type_)
        return text if text in ("Any", "None") else f"{text} | None"


def literal(values: Iterable[object]) -> str:
    """Return the annotation of one of ``values``; texts alone are compared as they are."""
    values = list(values)
    text = f"Literal[{', '.join(dict.fromkeys(map(quoted, values)))}]"
    return text if all(isinstance(one, str) for one in values) else f"Annotated[{text}, Exact]"


def _is_listed(type_: Type) -> TypeGuard[LiteralType]:
    """Return whether ``type_`` is a literal that pydantic knows: no float is."""
    return isinstance(type_, LiteralType) and not isinstance(type_.value, float)


def _bases(schema: Schema) -> Iterator[Schema]:
    while schema.base is not None:
        schema = schema.base
        yield schema


def _remarks(attribute: Attribute, name: str) -> list[str]:
    """Return the arguments of a field beside its default and its constraints."""
    description = description_of(replace(attribute, deprecation=None))
    said = {
        "alias": attribute.name if name != attribute.name else None,
        "description": description or None,
        "deprecated": attribute.deprecation,
    }
    return [f"{word}={quoted(text)}" for word, text in said.items() if text is not None]


def _docstring(text: str) -> Iterator[str]:
    lines = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').splitlines()
    if len(lines) == 1:
        end = " " if lines[0].endswith('"') else ""
        yield f'    """{lines[0]}{end}"""'
    elif lines:
        yield f'    """{lines[0]}'
        for line in lines[1:]:
            yield f"    {line}".rstrip()
        yield '    """'
