"""Programs made of everything: declarations, variables, statements, and now and then a mistake."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from tests.fuzz.choices import Choices, DrawnChoices
from tests.fuzz.containers import KEYS, ExpressionWriter, indented
from tests.fuzz.declarations import DeclarationWriter
from tests.fuzz.kinds import (
    ANY,
    BOOL,
    INT,
    SCALARS,
    STR,
    Kind,
    Listing,
    Mapping,
    Record,
    Schema,
    Scope,
)
from tests.fuzz.mistakes import mistaken
from tests.fuzz.programs import Program
from tests.fuzz.scalars import World

_WORD = re.compile(r"\w+")
_DEFINED = re.compile(r"^(?:schema |mixin )?\s*(\w+)", re.MULTILINE)


class Generator:
    """Writes one program, statement by statement."""

    def __init__(self, choices: Choices, *, may_mistake: bool = True) -> None:
        self.choices = choices
        self.may_mistake = may_mistake
        self.world = World(choices)
        self.writer = ExpressionWriter(self.world)
        self.declarations = DeclarationWriter(self.world, self.writer)
        self.scope = Scope()
        self.statements: list[str] = []
        self.movable: set[int] = set()  # statements that may stand anywhere
        # names that must not be read above their statements: what `if` statements and
        # augmented assignments set, and what depends on it (reference, 02 section 6.3)
        self.pinned: set[str] = set()

    def program(self) -> Program:
        """Return the program, with options and a package now and then."""
        choose = self.choices
        files = {}
        if choose.chance(10):
            files["lib/lib.k"] = self._package()
        forms = (
            (6, self._variable), (3, self._record), (3, self._schema), (4, self._instance),
            (2, self._function), (1, self._recursion), (2, self._hidden), (2, self._conditional),
            (2, self._unification), (1, self._merge), (1, self._converted), (1, self._assert),
            (1, self._update),
        )  # fmt: skip
        for _ in range(choose.number(2, 10)):
            choose.weighted(forms)()
        statements = self._reordered()
        if self.may_mistake and choose.chance(12):
            statements = mistaken(choose, statements)
        head = ["import lib"] if files else []
        files["main.k"] = "\n".join([*head, *statements]) + "\n"
        return Program(files, options=tuple(self._options()))

    def _options(self) -> list[str]:
        flags = (("-k", 4), ("-n", 4), ("-H", 3), ("-r", 2))
        return [flag for flag, percent in flags if self.choices.chance(percent)]

    def _reordered(self) -> list[str]:
        """Return the statements, some of them above what they read."""
        order = list(range(len(self.statements)))
        if self.choices.chance(30):
            for index in sorted(self.movable):
                if self.choices.chance(30):
                    order.remove(index)
                    order.insert(self.choices.number(0, len(order)), index)
        return [self.statements[index] for index in order]

    def _add(self, text: str, *, is_movable: bool = False) -> None:
        if is_movable and self.pinned.isdisjoint(_WORD.findall(text)):
            self.movable.add(len(self.statements))
        else:
            self.pinned.update(_DEFINED.findall(text))
        self.statements.append(text)

    def _name(self) -> str:
        """Return the name of a new variable, sometimes one that keys have, too."""
        visible = self.scope.visible()
        free = [key for key in KEYS if key not in visible]
        if free and self.choices.chance(20):
            return self.choices.pick(free)
        return self.world.fresh("g")

    def _variable(self) -> None:
        kind = self.declarations.kind(2)
        name = self._name()
        value = self.writer.of(kind, self.scope, self.choices.number(1, 3))
        how = self.choices.number(0, 4)
        annotation = (f": {kind.annotation}", ": any", "", "", "")[how]
        self._add(f"{name}{annotation} = {value}", is_movable=True)
        self.scope.add(name, kind)

    def _record(self) -> None:
        choose = self.choices
        kinds = (*SCALARS, Listing(INT), Listing(STR), Mapping(INT))
        fields = tuple((key, choose.pick(kinds)) for key in choose.sample(KEYS, 1, 4))
        inner: Kind = Record(fields)
        if choose.chance(30):
            inner = Record((*fields, ("inner", Record(fields[:2]))))
        name = self._name()
        self._add(f"{name} = {self.writer.of(inner, self.scope, 3)}", is_movable=True)
        self.scope.add(name, inner)

    def _schema(self) -> None:
        self._add(self.declarations.schema(self._globals()), is_movable=True)

    def _globals(self) -> Scope:
        """Return the names that a body may read: those that are assigned once.

        The official engine finds names of bodies in the caller's literals, so that none
        of them may be a key.
        """
        outer = Scope()
        for name, kind in self.scope.visible().items():
            if not name.startswith("_") and name not in KEYS:
                outer.add(name, kind)
        return outer

    def _instance(self) -> None:
        if not self.world.schemas:
            return self._schema()
        schema = self.choices.pick(self.world.schemas)
        name = self._name()
        if self.choices.chance(20):
            listing = Listing(schema)
            value = self.writer.of(listing, self.scope, 3)
            self._add(f"{name} = {value}", is_movable=True)
            return self.scope.add(name, listing)
        self._add(f"{name} = {self.writer.instance(schema, self.scope, 3)}", is_movable=True)
        self.world.plain.add(name)
        return self.scope.add(name, schema)

    def _function(self) -> None:
        name, function, text = self.declarations.function(self._globals())
        self._add(text, is_movable=True)
        self.scope.add(name, function)

    def _recursion(self) -> None:
        self._add(self.declarations.recursion())

    def _hidden(self) -> None:
        """Write a hidden variable that is assigned several times."""
        choose = self.choices
        name = self.world.fresh("_m")
        kind = choose.pick((INT, STR, Listing(INT), Listing(STR)))
        lines = [f"{name} = {self.writer.of(kind, self.scope, 1)}"]
        for _ in range(choose.number(1, 3)):
            value = self.writer.of(kind, self.scope, 1)
            operator = choose.pick(("=", "+=")) if len(lines) == 1 else "+="
            line = f"{name} {operator} {value}"
            if choose.chance(30):
                line = f"if {self.writer.of(BOOL, self.scope, 1)}:\n{indented(line)}"
            lines.append(line)
        self._add("\n".join(lines))
        self.scope.add(name, kind)

    def _conditional(self) -> None:
        """Write an `if` statement whose branches set names of their own."""
        choose = self.choices
        kind = choose.pick((INT, STR, Mapping(INT)))
        name = self.world.fresh("_m")
        lines = [f"{name} = {self.writer.of(kind, self.scope, 1)}"]
        heads = ["if", "elif", "else"][: choose.number(1, 3)]
        for head in heads:
            test = "" if head == "else" else f" {self.writer.of(BOOL, self.scope, 2)}"
            body = [f"{name} = {self.writer.of(kind, self.scope, 2)}"]
            if choose.chance(40):
                body.append(f"{self.world.fresh('g')} = {self.writer.of(INT, self.scope, 1)}")
            lines.append(f"{head}{test}:\n" + indented("\n".join(body)))
        result = self.world.fresh("g")
        self._add("\n".join([*lines, f"{result} = {name}"]))
        self.scope.add(result, kind)

    def _unification(self) -> None:
        """Write statements that configure one instance together."""
        schemas = [s for s in self.world.schemas if not s.parameters]
        if not schemas:
            return self._schema()
        schema = self.choices.pick(schemas)
        name = self.world.fresh("u")
        self._add(f"{name}: {schema.name} {self.writer.config(schema, self.scope, 2)}")
        for _ in range(self.choices.number(0, 2)):
            self._add(f"{name}: {schema.name} {self.writer.patch(schema, self.scope, 1)}")
        return None

    def _merge(self) -> None:
        kind = Mapping(self.choices.pick((INT, Listing(INT), STR)))
        parts = [self.writer.operand(kind, self.scope, 2) for _ in range(3)]
        name = self._name()
        self._add(f"{name} = {' | '.join(parts)}", is_movable=True)
        self.scope.add(name, kind)

    def _converted(self) -> None:
        """Write a dictionary that an annotation converts to an instance."""
        schemas = [s for s in self.world.schemas if not s.parameters]
        if not schemas:
            return self._schema()
        schema = self.choices.pick(schemas)
        name = self._name()
        value = self.writer.config(schema, self.scope, 1, is_converted=True)
        form = self.choices.pick(("{0}", "[{0}]", "{{k = {0}}}"))
        annotation = self.choices.pick((schema.name, f"[{schema.name}]", f"{{str:{schema.name}}}"))
        form = {"[": "[{0}]", "{": "{{k = {0}}}"}.get(annotation[0], "{0}")
        self._add(f"{name}: {annotation} = {form.format(value)}", is_movable=True)
        return None

    def _assert(self) -> None:
        test = self.writer.of(BOOL, self.scope, 1)
        self._add(f'assert {test} or True, "never"')

    def _update(self) -> None:
        """Write a hidden container and updates of its items."""
        choose = self.choices
        name = self.world.fresh("_m")
        # instances with arguments are not evaluated again by the official engine
        schemas = [s for s in self.world.schemas if not s.parameters]
        if schemas and choose.chance(40):
            return self._instance_update(name, choose.pick(schemas))
        kind = Mapping(INT)
        lines = [
            f"{name} = {{x = {self.writer.of(INT, self.scope, 1)}, y = [1, 2], z = {{n = 1}}}}"
        ]
        updates = (
            f"{name}.x = {self.writer.of(INT, self.scope, 1)}", f"{name}.y[0] = 5",
            f"{name}.z.n = 7", f"{name}.y += [3]", f"{name}.x += 1", f'{name}["x"] = 4',
        )  # fmt: skip
        lines += choose.sample(updates, 1, 3)
        result = self.world.fresh("g")
        self._add("\n".join([*lines, f"{result} = {name}"]))
        self.scope.add(result, Record((("x", INT), ("y", Listing(INT)), ("z", kind))))
        return None

    def _instance_update(self, name: str, schema: Schema) -> None:
        lines = [f"{name} = {self.writer.instance(schema, self.scope, 2)}"]
        attributes = [a for a in schema.known().values() if a.is_configurable and a.kind != ANY]
        for attribute in self.choices.sample(attributes, 1, 2):
            value = self.writer.of(attribute.kind, self.scope, 1)
            lines.append(f"{name}.{attribute.name} = {value}")
        result = self.world.fresh("g")
        self._add("\n".join([*lines, f"{result} = {name}"]))
        self.scope.add(result, schema)

    def _package(self) -> str:
        """Return the text of a package and make its members readable."""
        schema = self.declarations.schema(Scope())
        added = self.world.schemas[-1]
        value = self.writer.of(INT, Scope(), 1)
        text = f"{schema}\nvalue = {value}\nitem = {self.writer.instance(added, Scope(), 1)}\n"
        added.name = f"lib.{added.name}"
        self.scope.add("lib.value", INT)
        self.scope.add("lib.item", added)
        return text


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Return programs, most of them valid."""
    return Generator(DrawnChoices(draw)).program()
