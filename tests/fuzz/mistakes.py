"""What goes wrong: mistakes put into valid programs, each of a kind that users make."""

from __future__ import annotations

from tests.fuzz.choices import Choices

STATEMENTS = (
    'bad: int = "x"', "bad = undefined_name", "bad = [1, 2][5]", 'bad = 1 + "x"',
    '_v: any = "s"\nbad = _v + 1', "_v: any = None\nbad = _v.x", "_v: any = 1\nbad = _v[0]",
    "bad = 1\nbad = 2", 'assert False, "no"', "bad = {x: 1} | {x: 2}", "bad = {x: 1, x: 2}",
    "bad = {l: [1]} | {l: [1, 2]}", "bad = len()", "bad = len(5)", 'bad = "a".nope()',
    'bad = "abc"[9]', "bad = [x for x in 5]", '_v: any = {nope = 1}\nbad = BadS {**_v}',
    "bad = BadS {nope = 1}", 'bad = BadS {n = "x"}', "bad = BadS {n = -1}", "bad = BadS {}.zz",
    "bad = BadReq {}", "_v: any = {}\nbad = BadReq {**_v}", "bad: BadReq = {}", "bad = 5 // 0",
    "_z = 0\nbad = 5 // _z", "bad = 9223372036854775807 + 1", "bad = int('x', 3)",
    "bad = (lambda x: int { x })('s')", "_v: any = 's'\nbad = (lambda x: int { x })(_v)",
    "bad = {1 = 2}", "bad = {x += 1}", "_b = 1\n_b = 'x'", "bad = option('k', required=True)",
    "bad = BadS {n: 1, n: 2}", "bad = BadS {} | {n: 5}", "import nowhere\nbad = nowhere.x",
    "bad = 1 as str", "_v: any = 1\nbad = _v as str", "_v: any = 1\nbad: [int] = _v",
)  # fmt: skip
_SCHEMAS = """\
schema BadS:
    n: int = 0

    check:
        n >= 0, "negative"
schema BadReq:
    r: str"""
SYNTAX = (
    "bad = = 1", "bad = (1", "bad = [1, 2", "bad = {x = 1", "bad = 1 +", "bad = 'x",
    "if True\nb = 1",
    "bad = 1 2 +", "schema:\n    x: int", "bad = }", "bad = a b c =", "bad = 1;", "bad = !x",
    "else:\n    b = 1", "  bad = 1", "bad = lambda x", "bad = 0x", "bad = \"${1\"", "import 5",
    "bad = for x in y", "bad = [x for x y]", "bad = f(x=1, 2)",
    "if True:\n        a1 = 1\n    b1 = 2",
)  # fmt: skip


def mistaken(choices: Choices, statements: list[str]) -> list[str]:
    """Return `statements` with one mistake in them."""
    form = choices.number(0, 9)
    place = choices.number(0, len(statements))
    if form <= 5:
        mistake = choices.pick(STATEMENTS)
        if "Bad" in mistake:
            mistake = f"{_SCHEMAS}\n{mistake}"
        return [*statements[:place], mistake, *statements[place:]]
    if form <= 7:
        return [*statements[:place], choices.pick(SYNTAX), *statements[place:]]
    text = "\n".join(statements)
    if not text:
        return statements
    start = choices.number(0, len(text) - 1)
    length = choices.number(1, 3)
    inserted = choices.pick(("", "", ")", "]", "}", "(", "[", "{", ",", ":", "=", ".", '"', "if"))
    return [text[:start] + inserted + text[start + (0 if inserted else length) :]]
