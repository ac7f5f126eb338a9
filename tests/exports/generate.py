"""Schemas that can be expressed in full in other languages, and data that fit them or nearly do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

Data = Any

_WORDS = ("", "a", "web", "db-1", "Zed", "x y", "0")
_PATTERNS = ("^[a-z]+$", "[0-9]", "^(web|db)", "a?")


@dataclass
class Attribute:
    """An attribute; ``kind`` is its type as a tuple, ``check`` what a check block says of it."""

    name: str
    kind: tuple[Any, ...]
    is_optional: bool
    default: str
    check: str = ""


@dataclass
class Schema:
    """A schema; ``attributes`` are its own."""

    name: str
    base: Schema | None
    attributes: list[Attribute] = field(default_factory=list)
    others: tuple[Any, ...] | None = None

    @property
    def all_attributes(self) -> list[Attribute]:
        """The attributes with those of the bases."""
        return (self.base.all_attributes if self.base else []) + self.attributes

    def text(self) -> str:
        """Return the declaration."""
        lines = [f"schema {self.name}({self.base.name}):" if self.base else f"schema {self.name}:"]
        for one in self.attributes:
            mark = "?" if one.is_optional else ""
            default = f" = {one.default}" if one.default else ""
            name = one.name if one.name.isidentifier() else json.dumps(one.name)
            lines.append(f"    {name}{mark}: {type_text(one.kind)}{default}")
        if self.others is not None:
            lines.append(f"    [...str]: {type_text(self.others)}")
        checks = [one.check for one in self.attributes if one.check]
        if checks:
            lines += ["    check:", *(f"        {check}" for check in checks)]
        return "\n".join(lines) + "\n"


def type_text(kind: tuple[Any, ...]) -> str:
    """Return a type as KCL writes it."""
    match kind:
        case ("list", item):
            return f"[{type_text(item)}]"
        case ("dict", value):
            return f"{{str:{type_text(value)}}}"
        case ("union", *members):
            return " | ".join(type_text(member) for member in members)
        case ("literal", value):
            return value_text(value)
        case ("schema", schema):
            return str(schema.name)
    return str(kind[0])


def value_text(value: Data) -> str:
    """Return data as KCL writes it, entries with ``=``."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, dict):
        entries = (f"{json.dumps(key)} = {value_text(item)}" for key, item in value.items())
        return f"{{{', '.join(entries)}}}"
    return json.dumps(value) if isinstance(value, str) else repr(value)


class Generator:
    """Makes one program of several schemas."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.schemas: list[Schema] = []
        for number in range(self.random.randint(1, 4)):
            self.schemas.append(self._schema(number))

    @property
    def text(self) -> str:
        """The program."""
        return "import regex\n\n" + "\n".join(schema.text() for schema in self.schemas)

    def _schema(self, number: int) -> Schema:
        random = self.random
        base = random.choice(self.schemas) if self.schemas and random.random() < 0.3 else None
        schema = Schema(f"S{number}", base)
        for at in range(random.randint(0 if base else 1, 5)):
            name = random.choice(("n", "n", "n", "class", "x-y ", "copy", "items"))
            schema.attributes.append(self._attribute(f"{name}{number}{at}".strip()))
        if random.random() < 0.3:
            kind = ("schema", schema)
            nested = random.choice((kind, ("list", kind), ("dict", kind)))
            schema.attributes.append(Attribute(f"again{number}", nested, True, ""))
        if random.random() < 0.25:
            schema.others = self._type(1)
        return schema

    def _attribute(self, name: str) -> Attribute:
        random = self.random
        kind = self._type(2)
        is_optional = random.random() < 0.4
        default = ""
        if random.random() < 0.35 and not _has_schema(kind):
            default = value_text(self.fitting(kind, 2, none=0.0))
        check = ""
        if not default and name.isidentifier() and random.random() < 0.5:
            check = self._check(name, kind)
        return Attribute(name, kind, is_optional, default, check)

    def _check(self, name: str, kind: tuple[Any, ...]) -> str:
        random = self.random
        is_guarded = random.random() < 0.3
        # A guard lets 0 pass, which a limit can say only if it does too.
        low, high = random.randint(-3, -1 if is_guarded else 3), random.randint(4, 9)
        options: list[str] = []
        match kind[0]:
            case "int":
                options = [f"{name} > {low}", f"{low} <= {name} < {high}", f"{high} >= {name}"]
                options += [f"{name} in [1, 3, 5]", f"{name} % 2 == 0", f"{name} == {high}"]
            case "float":
                options = [f"{name} >= {low}.5", f"{name} > {low} and {name} <= {high}.25"]
            case "str":
                options = [f"len({name}) > 0", f"1 <= len({name}) <= 3", f"len({name}) < 4"]
                options += [f"regex.match({name}, {json.dumps(p)})" for p in _PATTERNS]
                options += [f'{name} in ["a", "web"]', f'{name} == "a"']
            case "list" | "dict":
                options = [f"len({name}) > 0", f"len({name}) <= 2"]
        check = random.choice(options) if options else ""
        return f"{check} if {name}" if check and is_guarded else check

    def _type(self, depth: int) -> tuple[Any, ...]:
        random = self.random
        plain = ("int", "str", "bool", "float", "any")
        if depth == 0 or random.random() < 0.4:
            return (random.choice(plain),)
        match random.randint(0, 5):
            case 0:
                return ("list", self._type(depth - 1))
            case 1:
                return ("dict", self._type(depth - 1))
            case 2:
                return ("literal", random.choice(("a", "b", 1, 2, True, 1.5)))
            case 3 if self.schemas:
                return ("schema", random.choice(self.schemas))
        return self._union(depth)

    def _union(self, depth: int) -> tuple[Any, ...]:
        """Return a union whose members no value can mistake for each other."""
        random = self.random
        members: list[tuple[Any, ...]] = [
            random.choice((("int",), ("literal", 1), ("float",))),
            random.choice((("str",), ("literal", "a"), ("literal", "b"))),
            ("bool",),
            ("list", random.choice((("int",), ("str",), ("float",)))),
        ]
        if self.schemas:
            members.append(("schema", random.choice(self.schemas)))
        else:
            members.append(("dict", ("int",)))
        return ("union", *random.sample(members, random.randint(2, 3)))

    # Data

    def data(self, schema: Schema, faults: float) -> Data:
        """Return data for ``schema``; ``faults`` is how likely each part does not fit."""
        return self.instance(schema, 3, faults)

    def instance(self, schema: Schema, depth: int, faults: float) -> Data:
        random = self.random
        data = {}
        for one in schema.all_attributes:
            is_needed = not one.is_optional and not one.default
            chance = 1 - faults if is_needed else 0.5
            if depth <= 0 and _has_schema(one.kind) and not is_needed:
                continue
            if random.random() < chance or (one.check and random.random() < 0.7):
                none = 0.15 if one.is_optional else faults / 2
                data[one.name] = self.value(one.kind, depth - 1, faults, none)
        if schema.others is not None and random.random() < 0.5:
            data["more"] = self.value(schema.others, depth - 1, faults)
        if random.random() < faults / 3:
            data["unknown"] = 1
        return data

    def value(self, kind: tuple[Any, ...], depth: int, faults: float, none: float = 0.05) -> Data:
        if self.random.random() < faults:
            return self.random.choice((None, True, 0, 7, 2.5, "a", "zz", [], [1], {}, {"k": 1}))
        return self.fitting(kind, depth, faults, none)

    def fitting(
        self, kind: tuple[Any, ...], depth: int, faults: float = 0.0, none: float = 0.05
    ) -> Data:
        """Return a value of a type, but for what goes wrong within it."""
        random = self.random
        if random.random() < none:
            return None
        match kind:
            case ("int",):
                return random.randint(-4, 10)
            case ("float",):
                return random.choice((random.randint(-4, 9), random.randint(-4, 9) + 0.5))
            case ("str",):
                return random.choice(_WORDS)
            case ("bool",):
                return random.random() < 0.5
            case ("any",):
                return random.choice((1, "a", [None, 1], {"k": {"l": True}}, 0.5))
            case ("literal", value):
                return value
            case ("union", *members):
                return self.value(random.choice(members), depth, faults)
            case ("list", item):
                count = random.randint(0, 3) if depth > 0 else 0
                return [self.value(item, depth - 1, faults) for _ in range(count)]
            case ("dict", value):
                keys = random.sample(("k", "l", "m-n"), random.randint(0, 3)) if depth > 0 else ()
                return {key: self.value(value, depth - 1, faults) for key in keys}
            case ("schema", schema):
                return self.instance(schema, depth, faults)
        raise AssertionError(kind)


def _has_schema(kind: tuple[Any, ...]) -> bool:
    return kind[0] == "schema" or any(isinstance(k, tuple) and _has_schema(k) for k in kind[1:])
