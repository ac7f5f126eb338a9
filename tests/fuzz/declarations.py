"""Schemas, mixins and lambdas."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.containers import ExpressionWriter, indented
from tests.fuzz.kinds import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    Attribute,
    Basic,
    Function,
    Kind,
    Listing,
    Mapping,
    Schema,
    Scope,
)
from tests.fuzz.scalars import World

NAMES = ("name", "size", "kind", "items", "ports", "env", "spec", "note", "level", "alpha")
LITERALS = Basic('"low" | "high"')


@dataclass(frozen=True)
class Mixin:
    """A mixin that was written for one schema."""

    name: str
    text: str
    attribute: Attribute  # what it adds to its host
    target: str  # the host's attribute that it sets, or ""


class DeclarationWriter:
    """Writes declarations and tells the world about them."""

    def __init__(self, world: World, writer: ExpressionWriter) -> None:
        self.world = world
        self.choices = world.choices
        self.writer = writer

    def kind(self, depth: int = 1) -> Kind:
        """Return a kind of values that attributes and variables may have."""
        choose = self.choices
        form = choose.number(0, 11)
        if form <= 2 or depth <= 0:
            return INT
        if form <= 5:
            return STR
        if form == 6:
            return choose.pick((BOOL, FLOAT))
        if form <= 8:
            return Listing(self.kind(depth - 1))
        if form == 9 or not self.world.schemas:
            return Mapping(self.kind(depth - 1))
        return choose.pick(self.world.schemas)

    def schema(self, scope: Scope) -> str:
        """Return a new schema, with a mixin for it now and then."""
        choose = self.choices
        schema = Schema(self.world.fresh("S"))
        bases = [s for s in self.world.schemas if not s.parameters and s.extra is None]
        if bases and choose.chance(35):
            schema.base = choose.pick(bases)
        if choose.chance(12) and not schema.base:
            schema.parameters = [(self.world.fresh("p"), INT, str(choose.number(0, 9)))]
        self._declare(schema)
        mixin = self._mixin(schema) if schema.attributes and choose.chance(15) else None
        inside = self._inside(schema, scope)
        lines = [f'"""Schema {schema.name}."""'] if choose.chance(15) else []
        if mixin:
            lines.append(f"mixin [{mixin.name}]")
        lines += self._body(schema, inside, mixin.target if mixin else "")
        if schema.extra:
            lines.append(f"[...str]: {schema.extra.annotation}")
        lines += self._checks(schema, inside)
        self.world.schemas.append(schema)
        parameters = ", ".join(f"{n}: {k.annotation} = {d}" for n, k, d in schema.parameters)
        head = f"schema {schema.name}" + (f"[{parameters}]" if parameters else "")
        head += f"({schema.base.name})" if schema.base else ""
        text = f"{head}:\n" + indented("\n".join(lines or ["_none = 1"]))
        if mixin is None:
            return text
        schema.attributes.append(mixin.attribute)
        return f"{mixin.text}\n{text}"

    def _declare(self, schema: Schema) -> None:
        choose = self.choices
        inherited = schema.base.known() if schema.base else {}
        for name in choose.sample(NAMES, 1, 5):
            if name in inherited:
                kind = inherited[name].kind
                if inherited[name].is_optional or not inherited[name].is_configurable:
                    continue
                schema.attributes.append(Attribute(name, kind))
                continue
            kind = LITERALS if choose.chance(6) else self.kind(2)
            state = choose.number(0, 9)
            schema.attributes.append(
                Attribute(name, kind, is_optional=state == 0, has_default=state > 1)
            )
        if choose.chance(15):
            schema.extra = choose.pick((ANY, INT, STR))
            if schema.extra != ANY:
                schema.extra = ANY if schema.base else schema.extra

    def _inside(self, schema: Schema, scope: Scope) -> Scope:
        """Return the scope of the body: parameters, then attributes, which hide globals."""
        inside = Scope(scope, frozenset(schema.known()))
        for name, kind, _ in schema.parameters:
            inside.add(name, kind)
        return inside

    def _body(self, schema: Schema, inside: Scope, unread: str) -> list[str]:
        """Return the attributes; each reads those before it in the order of definition.

        Nothing reads `unread`, which a mixin sets: the official engine then forgets the
        mixin's other statements.
        """
        inherited = schema.base.known() if schema.base else {}
        hidden = dict.fromkeys(schema.known(), ANY)  # not readable yet: of no wanted kind
        inside.names.update(hidden)
        for attribute in inherited.values():
            if not attribute.is_optional and attribute.name not in _own(schema):
                inside.add(attribute.name, attribute.kind)
        lines = []
        for attribute in schema.attributes:
            is_override = attribute.name in inherited
            # defaults of the base may read what is overridden here: no cycles, please
            readable = Scope() if is_override else inside
            lines.append(self._attribute(attribute, readable))
            if not attribute.is_optional and not is_override and attribute.name != unread:
                inside.add(attribute.name, attribute.kind)
        if self.choices.chance(20):
            lines = self.choices.shuffled(lines)
        if self.choices.chance(15):
            lines.append(f"_local = {self.writer.of(INT, inside, 1)}")
            inside.add("_local", INT)
        lines += self._updates(schema, inside)
        return lines

    def _attribute(self, attribute: Attribute, inside: Scope) -> str:
        mark = "?" if attribute.is_optional else ""
        text = f"{attribute.name}{mark}: {attribute.kind.annotation}"
        if not attribute.has_default:
            return text
        value = self.writer.fresh(attribute.kind, inside, 2)
        attribute.is_fresh = isinstance(attribute.kind, Listing)
        return f"{text} = {value}"

    def _updates(self, schema: Schema, inside: Scope) -> list[str]:
        """Return statements that set attributes again."""
        choose = self.choices
        lines = []
        own = [a for a in schema.attributes if a.kind in (INT, STR) and a.has_default]
        if own and choose.chance(25):
            attribute = choose.pick(own)
            value = self.writer.of(attribute.kind, Scope(), 0)
            # those that do not depend on it
            readable = [a for a in own[: own.index(attribute)] if a.name in _readable(inside)]
            test = f"{choose.pick(readable).name} == {value}" if readable else "True"
            lines.append(f"if {test}:\n    {attribute.name} = {value}")
        return lines

    def _checks(self, schema: Schema, inside: Scope) -> list[str]:
        choose = self.choices
        if not choose.chance(25):
            return []
        lines = []
        for attribute in choose.sample(schema.attributes, 1, 2):
            if attribute.kind == INT and not attribute.is_optional:
                lines.append(f"{attribute.name} >= 0 or {attribute.name} < 0, 'never'")
            elif attribute.kind == STR:
                lines.append(f'len({attribute.name}) < 100 if {attribute.name}, "too long"')
            elif isinstance(attribute.kind, Listing):
                lines.append(f"all e in {attribute.name} {{ True }} if {attribute.name}")
        if choose.chance(6):
            lines.append(f'{self.writer.of(BOOL, inside, 1)}, "checked {schema.name}"')
        return ["check:", *(indented(line) for line in lines)] if lines else []

    def _mixin(self, schema: Schema) -> Mixin:
        """Return a mixin for `schema`: an attribute of its own, and one of the host set."""
        choose = self.choices
        name = self.world.fresh("M") + "Mixin"
        attribute = Attribute(self.world.fresh("mixed"), choose.pick((INT, STR)), is_mixed=True)
        value = self.writer.of(attribute.kind, Scope(), 1)
        lines = [f"{attribute.name}: {attribute.kind.annotation} = {value}"]
        target = choose.pick(schema.attributes)
        is_set = target.kind in (INT, STR) and target.has_default and choose.chance(40)
        if is_set:
            lines.append(f"{target.name} = {self.writer.of(target.kind, Scope(), 0)}")
        text = f"mixin {name}:\n" + indented("\n".join(lines))
        return Mixin(name, text, attribute, target.name if is_set else "")

    def function(self, scope: Scope) -> tuple[str, Function, str]:
        """Return the name, the kind and the text of a lambda."""
        choose = self.choices
        kinds = [self.kind(1) for _ in range(choose.number(0, 3))]
        parameters = [(f"a{index}", kind) for index, kind in enumerate(kinds)]
        required = choose.number(0, len(parameters))
        result = choose.pick((INT, STR, INT, BOOL, Listing(INT), Mapping(INT), self.kind(1)))
        inside = scope.inner()
        words = []
        is_typed = choose.chance(60)
        for index, (name, kind) in enumerate(parameters):
            word = f"{name}: {kind.annotation}" if is_typed else name
            if index >= required:
                word += f" = ({self.writer.of(kind, Scope(), 0)})"
            words.append(word)
            inside.add(name, kind)
        arrow = f" -> {result.annotation}" if is_typed else ""
        name = self.world.fresh("f")
        head = f"{name} = lambda {', '.join(words)}{arrow}".rstrip()
        body = self._statements(result, inside)
        return name, Function(parameters, required, result), f"{head} {{\n{indented(body)}\n}}"

    def _statements(self, result: Kind, inside: Scope) -> str:
        choose = self.choices
        lines = []
        if choose.chance(30):
            kind = choose.pick((INT, STR, Listing(INT)))
            lines.append(f"_l = {self.writer.of(kind, inside, 1)}")
            inside.add("_l", kind)
        if choose.chance(15):
            lines.append(f"_t = {self.writer.of(INT, inside, 1)}")
            lines.append(f"if {self.writer.of(BOOL, inside, 1)}:\n    _t += 1")
            inside.add("_t", INT)
        lines.append(f"({self.writer.of(result, inside, 2)})")
        return "\n".join(lines)

    def recursion(self) -> str:
        """Return a recursive lambda and a call of it."""
        name, result = self.world.fresh("r"), self.world.fresh("g")
        depth = self.choices.number(0, 9)
        body = self.choices.pick(
            (
                f"1 if n <= 0 else n * {name}(n - 1)",
                f"n if n < 2 else {name}(n - 1) + {name}(n - 2)",
                f"[] if n <= 0 else {name}(n - 1) + [n]",
                f'"" if n <= 0 else {name}(n - 1) + "${{n}},"',
                f"{{}} if n <= 0 else {{v = n, next = {name}(n - 1)}}",
            )
        )
        return f"{name} = lambda n {{\n    {body}\n}}\n{result} = {name}({depth})"


def _readable(scope: Scope) -> set[str]:
    return {name for name, kind in scope.names.items() if kind != ANY}


def _own(schema: Schema) -> set[str]:
    return {attribute.name for attribute in schema.attributes}
