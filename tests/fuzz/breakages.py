"""Ways to break one thing in a valid program, each of a kind that users know.

A breakage looks at the program's text alone, so that it works on any program and at any depth
of it. Most of what it makes is ill-typed; some of it is still valid, and then both engines
must accept it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from tests.fuzz.choices import Choices
from tests.fuzz.pieces import Piece, items, pieces, replaced
from tests.fuzz.wrong_statements import wrong_statement

Breakage = Callable[[Choices, str], str | None]

LITERALS = (
    "1", '"s"', "1.5", "True", "None", "[1]", '["s"]', "{}", "{zz = 1}", "[]", "1Mi", "Undefined",
    "lambda x { x }", "len", "(1 if True else 's')", "[{zz = 1}]", '{"a-b" = [1]}', "0", '""',
)  # fmt: skip
TYPES = (
    "int", "str", "float", "bool", "any", "[int]", "[str]", "{str:int}", "{str:str}", '"a" | "b"',
    "1 | 2", "int | str", "(int) -> int", "[]", "{:}", "True", "Nope", "[[int]]", "{str:[str]}",
    "[int | str]", "units.NumberMultiplier", "() -> str",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", ">", "<=", ">=", "==",
    "!=", " and ", " or ", " in ", " not in ", " is ", " is not ",
)  # fmt: skip


def other_literal(choose: Choices, text: str) -> str | None:
    """Put a value of another kind in the place of a literal."""
    found = [p for p in pieces(text) if p.kind in ("number", "text") or _is_constant(p)]
    return _replace(choose, text, found, lambda _: choose.pick(LITERALS))


def _is_constant(piece: Piece) -> bool:
    return piece.text in ("True", "False", "None", "Undefined")


def _replace(
    choose: Choices, text: str, found: list[Piece], new: Callable[[Piece], str]
) -> str | None:
    if not found:
        return None
    piece = choose.pick(found)
    return replaced(text, piece.start, piece.end, new(piece))


def misspelled(choose: Choices, text: str) -> str | None:
    """Misspell a name."""

    def new(piece: Piece) -> str:
        word = piece.text
        at = choose.number(0, len(word) - 1)
        form = choose.number(0, 3)
        if form == 0 and len(word) > 2:
            return word[:at] + word[at + 1 :]
        if form == 1 and at:
            return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        return word + choose.pick("xs_") if form == 2 else word[:at] + "q" + word[at:]

    return _replace(choose, text, [p for p in pieces(text) if p.is_name], new)


def other_name(choose: Choices, text: str) -> str | None:
    """Use another name of the program, or a function that always exists."""
    names = sorted({p.text for p in pieces(text) if p.is_name})
    found = [p for p in pieces(text) if p.is_name]
    return _replace(choose, text, found, lambda _: choose.pick((*names, "len", "math", "str")))


def value_in_place_of_name(choose: Choices, text: str) -> str | None:
    """Put a value where a name is read."""
    every = pieces(text)
    found = [
        piece
        for piece, after in pairwise(every)
        if piece.is_name and after.text not in ("=", ":", ".", "(", "{", "?", "+=", "->")
    ]
    return _replace(choose, text, found, lambda _: choose.pick(LITERALS))


def dropped_item(choose: Choices, text: str) -> str | None:
    """Leave out an argument, an entry, an item, a parameter or a member of a type."""
    found = items(pieces(text))
    if not found:
        return None
    start, end, _ = choose.pick(found)
    return replaced(text, start, end, "")


def repeated_item(choose: Choices, text: str) -> str | None:
    """Write an argument, an entry, an item or a parameter twice."""
    found = items(pieces(text))
    if not found:
        return None
    start, end, _ = choose.pick(found)
    item = text[start:end].rstrip(", ")
    return replaced(text, start, start, f"{item}, ")


def added_item(choose: Choices, text: str) -> str | None:
    """Add an argument, an entry or an item that has no business there."""
    found = items(pieces(text))
    if not found:
        return None
    start, end, bracket = choose.pick(found)
    entries = ("zz = 1", "zz: {}", '"k" = "s"', "**1", "**[1]", "zz += 1", "1 = 2", "zz.y = 1",
               "name = 1", "if True: zz = 1", "[1] = 2", "**{zz = 's'}")  # fmt: skip
    arguments = ("1", '"s"', "zz=1", "None", "*[1]", "**{}", "[1]", "name=1", "lambda { 1 }")
    listed = ("1", '"s"', "*1", "*None", "**{}", "None", "{}", "*'s'", "if True: 1")
    added = choose.pick({"{": entries, "(": arguments, "[": listed}[bracket])
    if choose.chance(50):
        return replaced(text, start, start, f"{added}, ")
    rest = text[start:end].rstrip(", ")
    return replaced(text, start, end, f"{rest}, {added}{text[start + len(rest) : end]}")


def other_operator(choose: Choices, text: str) -> str | None:
    """Use another operator."""
    signs = {operator.strip() for operator in OPERATORS}
    found = [p for p in pieces(text) if p.text in signs]
    return _replace(choose, text, found, lambda _: choose.pick(OPERATORS))


def other_type(choose: Choices, text: str) -> str | None:
    """Annotate another type."""
    every = pieces(text)
    found = [
        piece
        for before, piece in pairwise(every)
        if before.text in (":", "->", "|", "as") and (piece.is_name or piece.kind == "text")
    ]
    return _replace(choose, text, found, lambda _: choose.pick(TYPES))


def added_annotation(choose: Choices, text: str) -> str | None:
    """Annotate a variable that had no type."""
    found = list(re.finditer(r"^\s*_?[a-z]\w*(?= = )", text, re.MULTILINE))
    if not found:
        return None
    at = choose.pick(found).end()
    return replaced(text, at, at, f": {choose.pick(TYPES)}")


def dropped_line(choose: Choices, text: str) -> str | None:
    """Leave out a line: what follows may need it."""
    lines = text.splitlines(keepends=True)
    at = choose.number(0, len(lines) - 1)
    return "".join(lines[:at] + lines[at + 1 :])


def repeated_line(choose: Choices, text: str) -> str | None:
    """Write a line again, elsewhere at the same depth."""
    lines = text.splitlines(keepends=True)
    line = choose.pick(lines)
    depth = len(line) - len(line.lstrip())
    places = [at for at, other in enumerate(lines) if len(other) - len(other.lstrip()) == depth]
    at = choose.pick(places)
    return "".join([*lines[:at], line, *lines[at:]])


def wrapped(choose: Choices, text: str) -> str | None:
    """Use a value in a way that its kind may not allow."""
    every = pieces(text)
    found = [
        piece
        for piece, after in zip(every, [*every[1:], Piece("line", "\n", len(text))], strict=True)
        if (piece.is_name or piece.kind in ("number", "text"))
        and after.text not in ("=", ":", "?", "+=", "->", "{")
    ]
    forms = ("{}()", "{}[0]", "{}['k']", "{}.nope", "{} {{}}", "({} as str)", "({} as int)", "-{}",
             "not {}", "~{}", "[q for q in {}]", "[q for q, r in {}]", "{{q = 1 for q in {}}}",
             "[*{}]", "{{**{}}}", "{}(1, 2)", "{}[0:1]", "{} {{zz = 1}}", "{}?.nope", "({} + 1)",
             "({} | {{zz = 1}})", "(1 in {})", "(all q in {} {{ q }})", "{}.upper()",
             "(1 if {} else 's')",
             "({} or 's')", "({} and 1)", "[{}]", "{{k = {}}}", "({} < 1)", "len({})", "{}(x=1)",
             "(map q in {} {{ q + 1 }})", "(filter q in {} {{ q }})", "{}?[0]",
             "(lambda x: int {{ x }})({})",
             '"${{{}}}"', "(lambda -> str {{ {} }})()", "(typeof({}) + 1)",
             "(any q, r, s in {} {{ True }})")  # fmt: skip
    return _replace(choose, text, found, lambda p: choose.pick(forms).format(p.text, p.text))


def other_head(choose: Choices, text: str) -> str | None:
    """Change the head of a schema: base, parameters, host, kind, name."""
    found = list(re.finditer(r"^(schema|mixin|protocol|rule) (\w+)([^\n]*):$", text, re.MULTILINE))
    if not found:
        return None
    match = choose.pick(found)
    kind, name, rest = match.groups()
    other = choose.pick(found)[2]
    heads = (
        f"{kind} {name}(Nope){rest}:", f"{kind} {name}({other}):", f"{kind} {other}{rest}:",
        f"mixin {name}{rest}:", f"protocol {name}{rest}:", f"{kind} {name} for {other}:",
        f"mixin {name}Mixin for {other}:", f"protocol {name}Protocol:", f"schema {name}Mixin:",
        f"{kind} {name}[x: int]{rest}:", f"{kind} {name}[name: str = 1]{rest}:",
        f"schema int{rest}:",
        f"{kind} {name}[x = 1, y]{rest}:", f"rule {name}{rest}:", f"{kind} {name}:",
        f"@deprecated(1)\n{kind} {name}{rest}:", f"@nope\n{kind} {name}{rest}:",
        f"@info(zz=1)\n{kind} {name}{rest}:", f"{kind} {name}{rest}:\n    mixin [{other}]",
        f"{kind} {name}{rest}:\n    mixin [Nope]", f"{kind} {name}{rest}:\n    [str]: int",
        f"{kind} {name}{rest}:\n    [k: str]: str = 1", f"{kind} {name}{rest}:\n    [int]: str",
        f"{kind} {name}{rest}:\n    [...str]: int", f"{kind} {name}{rest}:\n    zz: str = 1",
        f'{kind} {name}{rest}:\n    [k: "a" | "b"]: int',
        f"{kind} {name}{rest}:\n    zz.y: int = 1",
        f"@deprecated(version=1, nope=2)\n{kind} {name}{rest}:", f"@a.b\n{kind} {name}{rest}:",
        f"{kind} {name}{rest}:\n    @nope\n    zz: int = 1",
        f"{kind} {name}{rest}:\n    zz: {other}",
        f"{kind} {name}{rest}:\n    zz?: Nope", f"{kind} {name}({name}Mixin){rest}:",
    )  # fmt: skip
    return replaced(text, match.start(), match.end(), choose.pick(heads))


def changed_attribute(choose: Choices, text: str) -> str | None:
    """Change an attribute: its need, default, name, or its having one of the same name."""
    found = list(re.finditer(r"^( +)(\w+)(\??): ([^\n={]+?)( = [^\n]+)?$", text, re.MULTILINE))
    if not found:
        return None
    match = choose.pick(found)
    blanks, name, mark, type_, default = match.groups("")
    other = choose.pick(found)[2]
    changed = choose.pick((
        f"{blanks}{name}?: {type_}{default}", f"{blanks}{name}: {type_}",
        f"{blanks}{name}{mark}: {type_} = {choose.pick(LITERALS)}",
        f"{blanks}{other}{mark}: {type_}{default}", f"{blanks}{name}{mark}: {choose.pick(TYPES)}",
        f"{match[0]}\n{blanks}{name}: {choose.pick(TYPES)}", f"{match[0]}\n{blanks}{name} = 1",
        f"{blanks}@deprecated\n{match[0]}", f"{blanks}@nope()\n{match[0]}",
        f"{blanks}@deprecated(strict='s')\n{match[0]}", f"{match[0]}\n{blanks}{name} += 1",
        f"{match[0]}\n{blanks}_zz = {other} + 1", f"{blanks}{name} = {type_}",
        f"{match[0]}\n{blanks}{name}.zz = 1", f"{match[0]}\n{blanks}if {other}: {name} = 's'",
    ))  # fmt: skip
    return replaced(text, match.start(), match.end(), changed)


def changed_privacy(choose: Choices, text: str) -> str | None:
    """Take a leading underscore away, or set one."""
    found = [p for p in pieces(text) if p.is_name]
    return _replace(
        choose, text, found, lambda p: p.text[1:] if p.text.startswith("_") else f"_{p.text}"
    )


def changed_selector(choose: Choices, text: str) -> str | None:
    """Select something else, or nothing."""
    every = pieces(text)
    found = [
        Piece("", dot.text + name.text, dot.start)
        for dot, name in pairwise(every)
        if dot.text in (".", "?.") and name.kind == "word"
    ]
    new = ("", ".nope", ".name", "?.nope", ".name.nope", "[0]", "['nope']", "()", ".upper", "._x")
    return _replace(choose, text, found, lambda _: choose.pick(new))


def changed_loop(choose: Choices, text: str) -> str | None:
    """Change the variables of a loop or what it goes through."""
    found = list(re.finditer(r"\b(for|all|any|map|filter) (\w+(?:, \w+)?) in (\w+)?", text))
    if not found:
        return None
    match = choose.pick(found)
    word, variables, source = match.groups("")
    changed = choose.pick((
        f"{word} {variables}, zz in {source}", f"{word} 1 in {source}", f"{word} x.y in {source}",
        f"{word} {variables}, y, zz in {source}", f"{word} {variables} in 1",
        f"{word} {variables} in None", f"{word} {variables} in 's'", f"{word} _ in {source}",
        f"{word} {variables} in nope", f"{word} {variables}, {variables} in {source}",
        f"{word} {variables} in {{k = 1}}", f"{word} {variables} in lambda {{ 1 }}",
        f"{word} {source or 'q'} in {source}", f"{word} {variables} in len",
    ))  # fmt: skip
    return replaced(text, match.start(), match.end(), changed)


def changed_lambda(choose: Choices, text: str) -> str | None:
    """Change a lambda: parameters, result, last statement."""
    found = list(re.finditer(r"\blambda\b([^{\n]*)\{", text))
    if not found:
        return None
    match = choose.pick(found)
    head = match[1].strip()
    new = choose.pick((
        f"lambda zz, {head} {{", f"lambda {head} -> int {{", f"lambda {head} -> [str] {{",
        "lambda {", f"lambda zz = 1, {head} {{", f"lambda {head} -> Nope {{",
        f"lambda {head} {{\n    zz = 1\n    zz = 's'\n    ",
        f"lambda {head} {{\n    if True:\n        1\n    ",
        f"lambda {head}: str {{", f"lambda {head}: int, {head} {{",
        f"lambda {head} {{ assert 1\n    ",
        f"lambda {head} -> {{str:int}} {{",
    ))  # fmt: skip
    return replaced(text, match.start(), match.end(), new)


def changed_import(choose: Choices, text: str) -> str | None:
    """Import something else, twice, or under another name."""
    found = list(re.finditer(r"^import ([\w.]+)( as \w+)?$", text, re.MULTILINE))
    if not found:
        added = choose.pick(("import nope", "import math", "import math as len", "import ."))
        return f"{added}\n{text}"
    match = choose.pick(found)
    path, alias = match.groups("")
    name = path.rpartition(".")[2]
    changed = choose.pick((
        f"import {path}x", "", f"import {path} as zz", f"{match[0]}\nimport math as {name}",
        f"import {path}.nope", f"{match[0]}\n{match[0]}", f"import .{path}{alias}",
        f"{match[0]}\n{name} = 1", f"{match[0]}\nzz = {name}",
        f"{match[0]}\nzz: {name} = 1", f"{match[0]}\nzz = {name}._nope",
    ))  # fmt: skip
    return replaced(text, match.start(), match.end(), changed)


def added_statement(choose: Choices, text: str) -> str | None:
    """Add a statement that is wrong, or that makes another one wrong."""
    lines = text.splitlines(keepends=True)
    tops = [at for at, line in enumerate(lines) if re.match(r"[A-Za-z_@]", line)]
    names = sorted(set(re.findall(r"^([a-z_]\w*)\b(?=[:. =])", text, re.MULTILINE)))
    schemas = sorted(set(re.findall(r"^schema (\w+)", text, re.MULTILINE)))
    added = wrong_statement(choose, names, schemas)
    at = choose.pick([*tops, len(lines)]) if tops else len(lines)
    while at and lines[at - 1].startswith("@"):
        at -= 1
    return "".join([*lines[:at], f"{added}\n", *lines[at:]])


BREAKAGES: tuple[tuple[int, Breakage], ...] = (
    (6, other_literal), (5, misspelled), (5, other_name), (4, value_in_place_of_name),
    (4, dropped_item), (3, repeated_item), (4, added_item), (4, other_operator), (5, other_type),
    (3, added_annotation), (2, dropped_line), (3, repeated_line), (8, wrapped), (4, other_head),
    (4, changed_attribute), (2, changed_privacy), (2, changed_selector), (2, changed_loop),
    (2, changed_lambda), (2, changed_import), (8, added_statement),
)  # fmt: skip
