"""Expressions that yield numbers, strings and truth values."""

from __future__ import annotations

from abc import ABC, abstractmethod

from tests.fuzz.choices import Choices
from tests.fuzz.kinds import (
    BOOL,
    FLOAT,
    INT,
    SCALARS,
    STR,
    Anything,
    Basic,
    Function,
    Kind,
    Listing,
    Mapping,
    Schema,
    Scope,
)

WORDS = ("a", "b", "web", "x-y", "prod", "Hello World", "n1", "é日😀", "it's", "")
TRICKY = (
    '"yes"', '"1"', '"null"', '"a: b"', '"- x"', '"#c"', '" pad "', '"t\\tb"', '"l1\\nl2"',
    '"l1\\nl2\\n"', '"q\\"q"', "'\\u00e9'", 'r"\\d+"', '"1.5e3"', '"0x1f"', '"*"', '"a\\\\b"',
    '"""long\ntext"""', '"$"', '"{}"', '"2020-01-01"', '"x" * 3',
)  # fmt: skip
EDGES = (
    "9223372036854775807", "-9223372036854775808", "2147483648", "4294967295", "0xff", "0o17",
    "0b101", "1_000", "-2147483649",
)  # fmt: skip
FLOATS = ("0.5", "1.5", "2.0", "-0.25", "100.0", "0.1", "1e3", "3.14159", "0.0", "1e-7", "1e16")


class World:
    """What a program has declared so far, apart from names of values."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.schemas: list[Schema] = []
        self.functions: dict[str, Function] = {}
        self.plain: set[str] = set()  # names of instances that have no annotation
        self.count = 0

    def fresh(self, prefix: str) -> str:
        """Return a name that nothing has."""
        self.count += 1
        return f"{prefix}{self.count}"


class ScalarWriter(ABC):
    """Writes expressions of scalar kinds."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.choices = world.choices

    @abstractmethod
    def of(self, kind: Kind, scope: Scope, depth: int) -> str:
        """Return an expression of `kind`."""

    def operand(self, kind: Kind, scope: Scope, depth: int) -> str:
        """Return an expression that may stand beside any operator."""
        text = self.of(kind, scope, depth)
        return text if _is_closed(text) else f"({text})"

    def path(self, kind: Kind, scope: Scope) -> str | None:
        """Return something readable of `kind`, if there is any."""
        paths = scope.of(kind)
        return self.choices.pick(paths) if paths else None

    def atom(self, kind: Basic, scope: Scope) -> str:
        """Return a literal or a name of `kind`."""
        path = self.path(kind, scope)
        if path and self.choices.chance(70):
            return path
        return self.literal(kind)

    def literal(self, kind: Basic) -> str:
        """Return a literal of `kind`."""
        choose = self.choices
        if kind == INT:
            return choose.pick(EDGES) if choose.chance(3) else str(choose.number(0, 12))
        if kind == FLOAT:
            return choose.pick(FLOATS)
        if kind == BOOL:
            return choose.pick(("True", "False"))
        return choose.pick(TRICKY) if choose.chance(20) else f'"{choose.pick(WORDS)}"'

    def call(self, kind: Kind, scope: Scope, depth: int) -> str | None:
        """Return a call of a lambda whose result is of `kind`, if there is one."""
        found = [
            (name, f)
            for name, f in scope.visible().items()
            if isinstance(f, Function) and f.result == kind
        ]
        if not found:
            return None
        name, function = self.choices.pick(found)
        count = self.choices.number(function.required, len(function.parameters))
        arguments: list[str] = []
        for index, (parameter, wanted) in enumerate(function.parameters[:count]):
            value = self.of(wanted, scope, depth - 1)
            is_last = index == count - 1
            if is_last and index >= function.required and self.choices.chance(30):
                value = f"{parameter}={value}"
            arguments.append(value)
        return f"{name}({', '.join(arguments)})"

    def ternary(self, kind: Kind, scope: Scope, depth: int) -> str:
        """Return a conditional expression of `kind`."""
        body, orelse = (self.operand(kind, scope, depth - 1) for _ in range(2))
        return f"{body} if {self.operand(BOOL, scope, depth - 1)} else {orelse}"

    def integer(self, scope: Scope, depth: int) -> str:
        """Return an expression that yields an int."""
        choose = self.choices
        form = choose.number(0, 11)
        if form <= 3:
            return self._int_chain(scope, depth)
        if form == 4:
            return f"len({self.of(self._container(), scope, depth - 1)})"
        if form == 5:
            return self.ternary(INT, scope, depth)
        if form == 6:
            return f"sum({self.of(Listing(INT), scope, depth - 1)})"
        if form == 7:
            items = ", ".join(self.of(INT, scope, depth - 1) for _ in range(choose.number(2, 3)))
            return f"{choose.pick(('max', 'min'))}({items})"
        if form == 8:
            text = self.operand(STR, scope, depth - 1)
            return f"{text}.{choose.pick(('count', 'find'))}({self.literal(STR)})"
        if form == 9:
            return f"-{self.operand(INT, scope, depth - 1)}".replace("--", "+-").lstrip("+")
        if form == 10:
            items = ", ".join(self.of(INT, scope, depth - 1) for _ in range(3))
            return f"[{items}][{choose.number(-3, 2)}]"
        return self.call(INT, scope, depth) or f"int({self.of(FLOAT, scope, depth - 1)})"

    def _int_chain(self, scope: Scope, depth: int) -> str:
        choose = self.choices
        parts = [self.operand(INT, scope, depth - 1)]
        for _ in range(choose.number(1, 3)):
            operator = choose.pick(
                ("+", "-", "*", "+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "**")
            )
            if operator in ("//", "%"):
                parts += [operator, str(choose.number(1, 7))]
            elif operator in ("<<", ">>", "**"):
                parts += [operator, str(choose.number(0, 3))]
            else:
                parts += [operator, self.operand(INT, scope, depth - 1)]
        return " ".join(parts)

    def decimal(self, scope: Scope, depth: int) -> str:
        """Return an expression that yields a float."""
        choose = self.choices
        form = choose.number(0, 4)
        if form <= 1:
            left = self.operand(FLOAT, scope, depth - 1)
            right = self.operand(choose.pick((INT, FLOAT)), scope, depth - 1)
            return f"{left} {choose.pick(('+', '-', '*'))} {right}"
        if form == 2:
            return f"{self.operand(INT, scope, depth - 1)} / {choose.number(1, 8)}"
        if form == 3:
            return self.ternary(FLOAT, scope, depth)
        return f"float({self.of(INT, scope, depth - 1)})"

    def truth(self, scope: Scope, depth: int) -> str:
        """Return an expression that yields a bool."""
        choose = self.choices
        form = choose.number(0, 9)
        if form <= 2:
            return self._comparison(scope, depth)
        if form == 3:
            return f"not {self.operand(choose.pick(SCALARS), scope, depth - 1)}"
        if form == 4:
            left, right = (self.operand(BOOL, scope, depth - 1) for _ in range(2))
            return f"{left} {choose.pick(('and', 'or'))} {right}"
        if form == 5:
            item = choose.pick((INT, STR))
            left = self.operand(item, scope, depth - 1)
            right = self.operand(Listing(item), scope, depth - 1)
            return f"{left} {choose.pick(('in', 'not in'))} {right}"
        if form == 6:
            item = choose.pick((INT, STR))
            quantifier = f"{choose.pick(('all', 'any'))} q in {self.quantified(item, scope)}"
            inner = scope.inner()
            inner.add("q", item)
            guard = f" if {self.operand(BOOL, inner, 0)}" if choose.chance(25) else ""
            return f"({quantifier} {{ {self.operand(BOOL, inner, depth - 1)}{guard} }})"
        path = self.path(Mapping(INT), scope)
        if form == 7 and path:  # the type of an entry leaks into literals in its condition
            return f'"{choose.pick(WORDS)}" in {path}'
        if form == 8:
            member = choose.pick(("isdigit()", "isalpha()", 'startswith("a")', 'endswith("b")'))
            return f"{self.operand(STR, scope, depth - 1)}.{member}"
        return self.call(BOOL, scope, depth) or f"bool({self.of(INT, scope, depth - 1)})"

    def _comparison(self, scope: Scope, depth: int) -> str:
        choose = self.choices
        if choose.chance(30):
            kind = choose.pick((STR, BOOL, Listing(INT), FLOAT))
            left, right = (self.operand(kind, scope, depth - 1) for _ in range(2))
            return f"{left} {choose.pick(('==', '!='))} {right}"
        parts = [self.operand(INT, scope, depth - 1)]
        for _ in range(choose.weighted(((4, 1), (1, 2)))):
            parts += [choose.pick(("<", "<=", ">", ">=", "==", "!="))]
            parts += [self.operand(INT, scope, depth - 1)]
        return " ".join(parts)

    def quantified(self, item: Kind, scope: Scope) -> str:
        """Return what may stand after `in` of a quantifier: a path or a literal."""
        path = self.path(Listing(item), scope)
        if path and self.choices.chance(60):
            return path
        return f"[{', '.join(self.of(item, scope, 0) for _ in range(self.choices.number(0, 3)))}]"

    def text(self, scope: Scope, depth: int) -> str:
        """Return an expression that yields a string."""
        choose = self.choices
        form = choose.number(0, 10)
        if form <= 2:
            return self.interpolation(scope)
        if form <= 4:
            left, right = (self.operand(STR, scope, depth - 1) for _ in range(2))
            return f"{left} + {right}"
        if form == 5:
            member = choose.pick(
                ("upper()", "lower()", "title()", "strip()", 'replace("a", "bb")', "capitalize()",
                 'removeprefix("w")', 'split("-")[0]', 'strip("x")')
            )  # fmt: skip
            return f"{self.operand(STR, scope, depth - 1)}.{member}"
        if form == 6:
            low, high = choose.number(-3, 3), choose.number(-3, 4)
            bounds = choose.pick((f"{low}:", f":{high}", f"{low}:{high}", "::-1", f"{low}::2"))
            return f"{self.operand(STR, scope, depth - 1)}[{bounds}]"
        if form == 7:
            value = self.of(choose.pick((*SCALARS, Listing(INT))), scope, depth - 1)
            return f"str({value})"
        if form == 8:
            spec, kind = choose.pick(
                (("{}", INT), ("{:03d}", INT), ("<{:>4}>", STR), ("{:.2f}", FLOAT), ("{:x}", INT))
            )
            return f'"{spec}".format({self.of(kind, scope, depth - 1)})'
        if form == 9:
            return f'"-".join({self.of(Listing(choose.pick((STR, INT))), scope, depth - 1)})'
        return self.call(STR, scope, depth) or self.ternary(STR, scope, depth)

    def interpolation(self, scope: Scope) -> str:
        """Return a string with fields."""
        choose = self.choices
        parts = [choose.pick(("", "x", "n=", "é ", "$"))]
        names = [
            (path, kind)
            for path, kind in scope.paths()
            if not isinstance(kind, (Function, Anything))
        ]
        for _ in range(choose.number(1, 3)):
            if not names or choose.chance(15):
                field = str(choose.number(0, 9))
            else:
                field, kind = choose.pick(names)
                if kind == INT and choose.chance(40):
                    field = f"{field} {choose.pick(('+', '*', '-', '%'))} {choose.number(1, 9)}"
                elif kind == STR and choose.chance(30):
                    field = f"{field}.upper()"
                elif isinstance(kind, (Mapping, Listing)) and choose.chance(40):
                    field = choose.pick((f"len({field})", f"{field}:#json"))
            parts += [f"${{{field}}}", choose.pick(("", "-", "/", " ", ":"))]
        return '"' + "".join(parts) + '"'

    def _container(self) -> Kind:
        return self.choices.pick((Listing(INT), Listing(STR), Mapping(INT)))


def _is_closed(text: str) -> bool:
    """Whether `text` is one operand: a name, a literal, or something in brackets."""
    if text.replace("_", "").replace(".", "").isalnum():
        return True
    if text[0] not in "([{" or len(text) < 2:
        return False
    depth = 0
    for index, character in enumerate(text):
        if character in "\"'":
            return False
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return index == len(text) - 1
    return False
