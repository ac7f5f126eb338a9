"""Expressions that yield lists, dictionaries and instances."""

from __future__ import annotations

from tests.fuzz.kinds import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    SCALARS,
    STR,
    Attribute,
    Basic,
    Kind,
    Listing,
    Mapping,
    Record,
    Schema,
    Scope,
)
from tests.fuzz.scalars import ScalarWriter

KEYS = ("alpha", "beta", "gamma", "delta", "name", "size")
TEXT_KEYS = ('"k 1"', '"a.b"', '"y"', '"1"', '"é"', '"k-2"')


def indented(text: str) -> str:
    """Return `text` one level deeper."""
    return "\n".join(f"    {line}" for line in text.split("\n"))


class ExpressionWriter(ScalarWriter):
    """Writes expressions of every kind."""

    def of(self, kind: Kind, scope: Scope, depth: int) -> str:
        """Return an expression of `kind`."""
        if isinstance(kind, Basic):
            return self._scalar(kind, scope, depth)
        if kind == ANY:
            return self.of(self.choices.pick(SCALARS), scope, depth)
        path = self.path(kind, scope)
        if path and self.choices.chance(25 if depth > 0 else 60):
            return path
        if isinstance(kind, Listing):
            return self.listing(kind.item, scope, depth)
        if isinstance(kind, Mapping):
            return self.mapping(kind.value, scope, depth)
        if isinstance(kind, Record):
            return self.record(kind, scope, depth)
        if isinstance(kind, Schema):
            return self.instance(kind, scope, depth)
        raise AssertionError(f"no expressions of {kind}")

    def _scalar(self, kind: Basic, scope: Scope, depth: int) -> str:
        if depth <= 0 or self.choices.chance(25):
            return self.atom(kind, scope)
        write = {INT: self.integer, FLOAT: self.decimal, BOOL: self.truth, STR: self.text}.get(kind)
        return write(scope, depth) if write else self.literal(kind)

    def literal(self, kind: Basic) -> str:
        """Return a literal of `kind`, which may be a literal type."""
        if kind.annotation.startswith('"'):
            return self.choices.pick(kind.annotation.split(" | "))
        return super().literal(kind)

    def fresh(self, kind: Kind, scope: Scope, depth: int) -> str:
        """Return a literal, if `kind` is of containers, that nothing else refers to.

        The official engine appends to and merges into values that others share.
        """
        if isinstance(kind, Listing):
            return f"[{', '.join(self.fresh(kind.item, scope, depth - 1) for _ in 'ab')}]"
        if isinstance(kind, Mapping):
            values = [self.fresh(kind.value, scope, depth - 1) for _ in "ab"]
            keys = self.choices.sample(KEYS, 0, 2)
            entries = (f"{key} = {value}" for key, value in zip(keys, values, strict=False))
            return f"{{{', '.join(entries)}}}"
        if isinstance(kind, Schema):
            return f"{kind.name} {self.config(kind, scope, depth - 1)}"
        return self.of(kind, scope, depth)

    def listing(self, item: Kind, scope: Scope, depth: int) -> str:
        """Return a list."""
        choose = self.choices
        form = choose.number(0, 9) if depth > 0 else 0
        if form <= 3:
            return f"[{', '.join(self._items(item, scope, depth))}]"
        if form <= 5:
            return self._comprehension(item, scope, depth)
        if form == 6:
            left, right = (self.operand(Listing(item), scope, depth - 1) for _ in range(2))
            return f"{left} + {right}"
        if form == 7:
            low, high = choose.number(-3, 3), choose.number(-3, 4)
            bounds = choose.pick((f"{low}:", f":{high}", f"{low}:{high}", "::-1", "::2"))
            return f"{self.operand(Listing(item), scope, depth - 1)}[{bounds}]"
        if form == 8 and item in (INT, STR):
            inner = scope.inner()
            inner.add("q", item)
            body = self.operand(BOOL, inner, depth - 1)
            return f"(filter q in {self.quantified(item, scope)} {{ {body} }})"
        if form == 9 and item == INT:
            return f"range({choose.number(0, 5)})"
        return self.call(Listing(item), scope, depth) or "[]"

    def _items(self, item: Kind, scope: Scope, depth: int) -> list[str]:
        choose = self.choices
        items = []
        for _ in range(choose.number(0, 3)):
            if depth > 0 and choose.chance(8):
                items.append(f"*{self.operand(Listing(item), scope, depth - 1)}")
            elif depth > 0 and choose.chance(6):
                test = self.operand(BOOL, scope, depth - 1)
                items.append(f"if {test}: {self.of(item, scope, depth - 1)}")
                break
            else:
                items.append(self.of(item, scope, depth - 1))
        return items

    def _comprehension(self, item: Kind, scope: Scope, depth: int) -> str:
        source, inner = self._loop(scope, depth)
        return f"[{self.of(item, inner, depth - 1)} {source}]"

    def _loop(self, scope: Scope, depth: int) -> tuple[str, Scope]:
        """Return the clauses of a comprehension and the scope of its element."""
        choose = self.choices
        inner = scope.inner()
        form = choose.number(0, 4)
        item = choose.pick((INT, STR))
        if form <= 2:
            source = f"for x in {self.operand(Listing(item), scope, depth - 1)}"
            inner.add("x", item)
        elif form == 3 and (path := self.path(Mapping(item), scope)):
            source = f"for k, v in {path}"
            inner.add("k", STR)
            inner.add("v", item)
        else:
            source = f"for i, x in {self.operand(Listing(item), scope, depth - 1)}"
            inner.add("i", INT)
            inner.add("x", item)
        if choose.chance(35):
            source += f" if {self.operand(BOOL, inner, depth - 1)}"
        if choose.chance(12):
            source += f" for z in {self.operand(Listing(INT), inner, 0)}"
            inner.add("z", INT)
        return source, inner

    def mapping(self, value: Kind, scope: Scope, depth: int) -> str:
        """Return a dictionary with any keys."""
        choose = self.choices
        form = choose.number(0, 9) if depth > 0 else 0
        if form <= 4:
            return self._mapping_literal(value, scope, depth)
        if form == 5 and not isinstance(value, Mapping):
            source, inner = self._loop(scope, depth)
            operator = choose.pick(("=", "=", ":"))
            key = self.operand(STR, inner, depth - 1)
            return f"{{{key}{operator} {self.of(value, inner, depth - 1)} {source}}}"
        if form <= 7:
            left = self.operand(Mapping(value), scope, depth - 1)
            return f"{left} | {self._mapping_literal(value, scope, depth - 1)}"
        if form == 8:
            name = self.path(Mapping(value), scope)
            if name:
                return f"{name} {self._mapping_literal(value, scope, depth - 1)}"
        return self.call(Mapping(value), scope, depth) or "{}"

    def _mapping_literal(self, value: Kind, scope: Scope, depth: int) -> str:
        choose = self.choices
        inner = scope.inner()
        entries = []
        for key in choose.sample(KEYS, 0, 3):
            operator = choose.pick((" =", " =", " =", " =", ":"))
            entries.append(f"{key}{operator} {self.of(value, inner, depth - 1)}")
            inner.add_key(key, value)
        if depth > 0 and choose.chance(15):
            key = choose.pick(TEXT_KEYS)
            entries.append(f"{key} = {self.of(value, inner, depth - 1)}")
        path = self.path(Mapping(value), inner)
        if path and choose.chance(15) and not isinstance(value, Mapping):
            entries.append(f"**{path}")  # a literal would be merged into shared values
        if depth > 0 and choose.chance(8):
            test = self.operand(BOOL, inner, depth - 1)
            entries.append(f"if {test}: {choose.pick(KEYS)} = {self.of(value, inner, depth - 1)}")
        if isinstance(value, Listing) and choose.chance(25):
            # a key that nothing reads: others may not share what is appended to
            operators = choose.sample((" =", ":", " +=", " +="), 1, 2)
            entries += [f"more{op} {self.fresh(value, inner, depth - 1)}" for op in operators]
        return f"{{{', '.join(entries)}}}"

    def record(self, kind: Record, scope: Scope, depth: int) -> str:
        """Return a dictionary with the keys of `kind`."""
        if depth > 1 and len(kind.fields) > 1 and self.choices.chance(15):
            return self._split_record(kind, scope, depth)
        inner = scope.inner()
        entries = []
        for key, value in kind.fields:
            operator = self.choices.pick((" =", " =", " =", ":"))
            entries.append(f"{key}{operator} {self.of(value, inner, depth - 1)}")
            inner.add_key(key, value)
        return f"{{{', '.join(entries)}}}"

    def _split_record(self, kind: Record, scope: Scope, depth: int) -> str:
        middle = self.choices.number(1, len(kind.fields) - 1)
        left, right = Record(kind.fields[:middle]), Record(kind.fields[middle:])
        parts = [self.record(part, scope, depth - 1) for part in (left, right)]
        return self.choices.pick((" | ".join(parts), f"{{**{parts[0]}, **{parts[1]}}}"))

    def instance(self, schema: Schema, scope: Scope, depth: int) -> str:
        """Return an instance of `schema`."""
        choose = self.choices
        known = self.path(schema, scope)
        if known and depth > 0 and not schema.is_fragile and choose.chance(30):
            # on names with annotations the official engine makes a new instance
            operator = choose.pick((" ", " | ")) if known in self.world.plain else " | "
            return f"{known}{operator}{self.patch(schema, scope, depth - 1)}"
        arguments = ""
        if schema.parameters:
            values = [self.of(kind, scope, depth - 1) for _, kind, _ in schema.parameters]
            count = choose.number(0, len(values))
            arguments = f"({', '.join(values[:count])})" if count else ""
        return f"{schema.name}{arguments} {self.config(schema, scope, depth - 1)}"

    def config(
        self, schema: Schema, scope: Scope, depth: int, *, is_converted: bool = False
    ) -> str:
        """Return the configuration of a new instance of `schema`.

        One that is converted to an instance has no attributes of mixins, which the
        official engine refuses there.
        """
        inner = scope.config()
        entries = []
        for attribute in schema.known().values():
            if is_converted and attribute.is_mixed:
                continue
            is_needed = not attribute.has_default and not attribute.is_optional
            if not is_needed and not (attribute.is_configurable and self.choices.chance(40)):
                continue
            entries.append(self._entry(attribute, inner, depth))
        if schema.extra and self.choices.chance(60):
            key = self.choices.pick(TEXT_KEYS)
            entries.append(f"{key} = {self.of(schema.extra, inner, depth)}")
        return self._braced(entries, depth)

    def _braced(self, entries: list[str], depth: int) -> str:
        if entries and depth > 0 and self.choices.chance(20):
            lines = indented("\n".join(entries))
            return f"{{\n{lines}\n}}"
        return f"{{{', '.join(entries)}}}"

    def _entry(self, attribute: Attribute, inner: Scope, depth: int) -> str:
        choose = self.choices
        kind, name = attribute.kind, attribute.name
        operator = choose.pick((" =", " =", " =", ":"))
        if isinstance(kind, Schema) and choose.chance(50):
            value = self.config(kind, inner, depth - 1, is_converted=True)
        elif isinstance(kind, Listing) and attribute.is_fresh and choose.chance(25):
            operator = " +="
            value = self.fresh(kind, inner, depth - 1)
        else:
            value = self.of(kind, inner, depth - 1)
        if name.isidentifier():
            inner.add_key(name, kind)
        return f"{name}{operator} {value}"

    def patch(self, schema: Schema, scope: Scope, depth: int) -> str:
        """Return a few entries that may be merged onto an instance of `schema`."""
        attributes = [a for a in schema.known().values() if a.is_configurable]
        inner = scope.inner()
        entries = []
        for attribute in self.choices.sample(attributes, 0, 2):
            value = self.of(attribute.kind, inner, depth - 1)
            entries.append(f"{attribute.name} = {value}")
            inner.names[attribute.name] = ANY  # a key or an attribute: not to be read
        return f"{{{', '.join(entries)}}}"
