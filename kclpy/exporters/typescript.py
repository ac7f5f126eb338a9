"""TypeScript: interfaces for data that is given to KCL, as a declaration file.

What has a default may be left out. Limits that TypeScript cannot say stand in the comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kclpy.exporters.model import (
    Attribute,
    Catalog,
    Limits,
    Schema,
    description_of,
    parts_of,
    remarks_of,
)
from kclpy.plan.json import to_json
from kclpy.runtime.values import MULTIPLIERS
from kclpy.types import (
    BasicType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    NumberMultiplierType,
    SchemaType,
    Type,
    UnionType,
)

_WORDS = {"bool": "boolean", "int": "number", "float": "number", "str": "string"}
_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_MULTIPLIER = "NumberMultiplier"

_LIMITS = {
    "at_least": "at least {}",
    "above": "more than {}",
    "at_most": "at most {}",
    "below": "less than {}",
    "multiple_of": "a multiple of {}",
    "min_length": "length at least {}",
    "max_length": "length at most {}",
}

# Names that an interface cannot have, or that are used here for what they mean elsewhere.
_RESERVED = frozenset(
    "any bigint boolean never null number object string symbol undefined unknown void "
    f"Array Omit Partial Record {_MULTIPLIER}".split()
)


def write(catalog: Catalog) -> str:
    """Return the text of the interfaces of ``catalog``."""
    lines = [f"// The schemas of {catalog.source}, written by `kclpy export`."]
    writer = _Writer(catalog)
    if any(map(_has_multiplier, catalog)):
        units = " | ".join(f'"{unit}"' for unit in MULTIPLIERS)
        lines += ["", "/** A number of a unit, such as `1Ki`. */"]
        lines.append(f"export type {_MULTIPLIER} = `${{bigint}}${{{units}}}`;")
    for schema in catalog:
        lines += ["", *writer.interface(schema)]
    return "\n".join(lines) + "\n"


def _has_multiplier(schema: Schema) -> bool:
    return any(
        isinstance(part, NumberMultiplierType) and not part.suffix
        for attribute in schema.attributes.values()
        for part in parts_of(attribute.type)
    )


class _Writer:
    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def interface(self, schema: Schema) -> Iterator[str]:
        """Yield the lines of the interface of ``schema``."""
        base = schema.base if schema.base is not None and schema.base.others is None else None
        inherited = {} if base is None or schema.others is not None else base.attributes
        own = [a for a in schema.attributes.values() if not _is_inherited(a, inherited)]
        yield from _comment(remarks_of(schema), schema.deprecation, "")
        head = f"export interface {_name(schema)}"
        if base is not None and schema.others is None:
            head += f" extends {self._base(base, own)}"
        yield head + " {"
        for attribute in own:
            remarks = _remarks(replace(attribute, deprecation=None))
            yield from _comment(remarks, attribute.deprecation, "  ")
            mark = "" if attribute.is_required else "?"
            yield f"  {_key(attribute.name)}{mark}: {self.attribute(attribute)};"
        if schema.others is not None:
            yield f"  [key: string]: {self._others(schema, schema.others)};"
        yield "}"

    def _base(self, base: Schema, own: list[Attribute]) -> str:
        """Return the interface to extend, without what may be left out only here."""
        required = {one.name for one in base.attributes.values() if one.is_required}
        again = [json.dumps(a.name) for a in own if a.name in required and not a.is_required]
        name = _name(base)
        return f"Omit<{name}, {' | '.join(again)}>" if again else name

    def _others(self, schema: Schema, others: Type) -> str:
        """Return the type of further keys; in TypeScript it covers the attributes too."""
        texts = self.alternatives(others) | {"null": None}
        for attribute in schema.attributes.values():
            texts |= self._given(attribute)
            if not attribute.is_required:
                texts["undefined"] = None
        return _joined(texts)

    def attribute(self, attribute: Attribute) -> str:
        """Return the type of the values that may be given for an attribute."""
        return _joined(self._given(attribute))

    def _given(self, attribute: Attribute) -> dict[str, None]:
        if attribute.is_refused:
            return {"never": None}
        texts = self.alternatives(attribute.type)
        if attribute.limits.choices is not None:
            texts = dict.fromkeys(map(_literal, attribute.limits.choices))
        if attribute.accepts_none:
            texts["null"] = None
        return texts

    def alternatives(self, type_: Type) -> dict[str, None]:
        """Return the types that ``type_`` is a union of, as keys."""
        if not isinstance(type_, UnionType):
            return {self.type(type_): None}
        return dict.fromkeys(text for one in type_.members for text in self.alternatives(one))

    def type(self, type_: Type) -> str:
        """Return ``type_`` in TypeScript."""
        match type_:
            case LiteralType():
                return _literal(type_.value)
            case BasicType():
                return _WORDS[type_.word]
            case NumberMultiplierType():
                return f'"{type_.raw}{type_.suffix}"' if type_.suffix else _MULTIPLIER
            case ListType():
                return f"Array<{self.inner(type_.item)}>"
            case DictType():
                keys = self.type(type_.key())
                is_open = keys in ("string", "unknown", "number")
                record = f"Record<{'string' if is_open else keys}, {self.inner(type_.value())}>"
                return record if is_open else f"Partial<{record}>"
            case UnionType():
                return _joined(self.alternatives(type_))
            case SchemaType():
                return _name(self.catalog.of(type_))
            case FunctionType():
                return "never"
        return "unknown"

    def inner(self, type_: Type) -> str:
        """Return the type of what stands in a list or dict, where None may stand too."""
        return _joined(self.alternatives(type_) | {"null": None})


def _joined(texts: dict[str, None]) -> str:
    """Return the union of types; ``unknown`` covers all, ``never`` adds nothing."""
    if "unknown" in texts:
        return "unknown"
    return " | ".join([text for text in texts if text != "never"] or ["never"])


def _is_inherited(attribute: Attribute, inherited: Mapping[str, Attribute]) -> bool:
    base = inherited.get(attribute.name)
    return base is not None and attribute.resembles(base)


def _name(schema: Schema) -> str:
    return f"{schema.name}_" if schema.name in _RESERVED else schema.name


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else json.dumps(name)


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _remarks(attribute: Attribute) -> str:
    """Return what is said of an attribute, its limits and its default."""
    texts = [description_of(attribute), _limits(attribute.limits)]
    default = attribute.default
    if default is not None and default.is_constant:
        texts.append(f"@default {to_json(default.value)}")
    return "\n".join(filter(None, texts))


def _limits(limits: Limits) -> str:
    texts = [
        words.format(value)
        for name, words in _LIMITS.items()
        if (value := getattr(limits, name)) is not None
    ]
    texts += [f"matches /{pattern}/" for pattern in limits.patterns]
    return f"Limits: {', '.join(texts)}." if texts else ""


def _comment(text: str, deprecation: str | None, margin: str) -> Iterator[str]:
    """Yield ``text`` as a documentation comment, nothing if there is nothing to say."""
    if deprecation is not None:
        text = f"{text}\n@deprecated {deprecation}".lstrip("\n")
    lines = text.replace("*/", "*\\/").splitlines()
    if len(lines) == 1:
        yield f"{margin}/** {lines[0]} */"
    elif lines:
        yield f"{margin}/**"
        for line in lines:
            yield f"{margin} * {line}".rstrip()
        yield f"{margin} */"
