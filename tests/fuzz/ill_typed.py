"""Ill-typed programs: valid ones with one thing broken, and what the engines say of them.

The valid programs are generated ones and the golden cases that have an output. A breakage may
leave the program valid; then both engines must accept it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tests.fuzz.breakages import BREAKAGES
from tests.fuzz.choices import Choices, RandomChoices
from tests.fuzz.compare import Difference, is_deliberate
from tests.fuzz.features import featured
from tests.fuzz.generate import Generator
from tests.fuzz.programs import Answer, Program

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "run"
_HEAD = re.compile(r"^error\[(?P<code>\w+)\]: (?P<kind>\w+)$", re.MULTILINE)
_PLACE = re.compile(r"^ *--> (?P<file>\S+?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_TOKEN = re.compile(r"\w+|\S")
_QUOTED = re.compile(r"'[^']*'+|\"[^\"]*\"|\[\"[^\]]*\]")


def ill_typed(seed: int, number: int) -> Program:
    """Return one program of the run with ``seed`` in which one thing is broken."""
    choices = RandomChoices(f"ill-typed/{seed}/{number}")
    program = _valid(choices)
    for _ in range(20):
        breakage = choices.weighted(BREAKAGES)
        name = choices.pick(sorted(program.files)) if choices.chance(20) else program.entries[-1]
        text = breakage(choices, program.files[name])
        if text is not None and text != program.files[name]:
            return replace(program, files={**program.files, name: text}, options=())
    return program


def _valid(choices: Choices) -> Program:
    form = choices.number(0, 9)
    if form <= 2:
        return Generator(choices, may_mistake=False).program()
    if form <= 6:
        return featured(choices)
    return choices.pick(golden_programs())


@cache
def golden_programs() -> tuple[Program, ...]:
    """Return the golden cases that have an output, in the order of their names."""
    programs = []
    for expected in sorted(GOLDEN.rglob("*.yaml")):
        stem = expected.with_suffix("")
        if stem.is_dir() and (stem / "main.k").exists():
            files = {
                path.relative_to(stem).as_posix(): path.read_text("utf-8")
                for path in sorted(stem.rglob("*"))
                if path.suffix in (".k", ".mod")
            }
            listed = stem / "entries"
            entries = tuple(listed.read_text("utf-8").split()) if listed.exists() else ("main.k",)
            programs.append(Program(files, entries))
        elif expected.with_suffix(".k").exists():
            programs.append(Program.of(expected.with_suffix(".k").read_text("utf-8")))
    return tuple(programs)


@dataclass(frozen=True)
class Complaint:
    """One static diagnostic: its code, where it is, and all it says.

    ``key`` is what it says, too, but the same for any order of the members of unions.
    """

    code: str
    place: tuple[str, str, str]
    text: str = field(compare=False)
    key: str


def static_complaints(answer: Answer) -> list[Complaint]:
    """Return what was found before the evaluation, in order; suggestions are left out."""
    found = []
    for part in re.split(r"\n(?=(?:error|warning|suggestion)\b|EvaluationError$)", answer.text):
        head = _HEAD.match(part)
        if head:
            place = _PLACE.search(part)
            where = (place["file"], place["line"], place["column"]) if place else ("", "", "")
            text = part.strip("\n")
            found.append(Complaint(head["code"], where, text, _regardless_of_order(text)))
    return found


def _regardless_of_order(text: str) -> str:
    """Return ``text`` with the words of lines with unions sorted: the oracle's order is chance."""
    lines = (
        " ".join(sorted(_TOKEN.findall(line))) if " | " in line else line
        for line in text.split("\n")
    )
    return "\n".join(lines)


def verdict(answer: Answer) -> str:
    """Return what a checker decides: accepted, rejected, syntax (another matter) or broken."""
    if answer.status in ("crash", "hang"):
        return answer.status
    if "InvalidSyntax" in answer.text:
        return "syntax"
    if answer.is_ok or answer.text.startswith("EvaluationError"):
        return "accepted"
    return "rejected"


def static_difference(program: Program, oracle: Answer, ours: Answer) -> Difference | None:
    """Return how the verdicts or the static diagnostics differ, None if they agree or should not.

    Programs that the oracle does not parse or dies of are left to other comparisons.
    """
    theirs, mine = verdict(oracle), verdict(ours)
    if theirs in ("crash", "hang", "syntax") and mine not in ("crash", "hang"):
        return None
    said, here = static_complaints(oracle), static_complaints(ours)
    if theirs == mine and said == here:
        return None
    if is_deliberate(program, oracle, ours):
        return None
    if any(explains(program, said, here) for _, explains in DELIBERATE):
        return None
    if theirs == mine:
        return _list_difference(said, here)
    first = (here if theirs == "accepted" else said)[:1]
    return Difference(f"{theirs}, {mine} here", _shape(first[0]) if first else ours.text[-200:])


_COMPARISON = r"(?:[<>]=?|[=!]=|\b(?:in|is)\b)"
_CHAIN = re.compile(rf"{_COMPARISON}[^\n]*?{_COMPARISON}")
_UNION_ALIAS = re.compile(r"^type (\w+) = [^\n]*\|", re.MULTILINE)
_UNKNOWN = re.compile(r"name '(\w+)' is not defined")


def _end_of_chain(program: Program, oracle: list[Complaint], ours: list[Complaint]) -> bool:
    only_ours = [one for one in ours if one not in oracle]
    return bool(only_ours) and all(_CHAIN.search(one.text.split("\n")[3]) for one in only_ours)


def _alias_of_union(program: Program, oracle: list[Complaint], ours: list[Complaint]) -> bool:
    has_alias = any(_UNION_ALIAS.search(text) for text in program.files.values())
    differing = [one for one in (*oracle, *ours) if one not in oracle or one not in ours]
    return has_alias and all("Cannot add member" in one.text for one in differing)


def _leaked_member(program: Program, oracle: list[Complaint], ours: list[Complaint]) -> bool:
    text = "\n".join(program.files.values())
    names = [_UNKNOWN.search(one.text) for one in ours if one not in oracle]
    return bool(names) and all(name and f".{name[1]}" in text for name in names)


def _own_base(program: Program, oracle: list[Complaint], ours: list[Complaint]) -> bool:
    text = "\n".join(program.files.values())
    only_ours = [one for one in ours if one not in oracle]
    return bool(re.search(r"^(?:schema|mixin|rule) (\w+)[^\n]*\(\1\)", text, re.MULTILINE)) and any(
        "circular reference" in one.text for one in only_ours
    )


def _columns(_: Program, oracle: list[Complaint], ours: list[Complaint]) -> bool:
    pairs = [(a, b) for a, b in zip(oracle, ours, strict=False) if a != b]
    return len(oracle) == len(ours) and all(
        _message(a) == _message(b) and a.place[:2] == b.place[:2] and not a.text.isascii()
        for a, b in pairs
    )


Explains = Callable[[Program, list[Complaint], list[Complaint]], bool]
DELIBERATE: tuple[tuple[str, Explains], ...] = (
    ("the last operand of a chain of comparisons is checked, too", _end_of_chain),
    ("an alias of a union of schemas takes what the union takes", _alias_of_union),
    ("the name of a member is no name of its own, wherever it was used", _leaked_member),
    ("a schema that is its own base is a circular reference", _own_base),
    ("columns count characters everywhere", _columns),
)


def _list_difference(theirs: list[Complaint], mine: list[Complaint]) -> Difference | None:
    for index, (a, b) in enumerate(zip(theirs, mine, strict=False)):
        if a == b:
            continue
        where = "first" if index == 0 else "later"
        if set(theirs) == set(mine):
            return Difference(f"{where}: order", f"{_shape(a)} became {_shape(b)}")
        if a.code == b.code and _message(a) == _message(b):
            aspect = "place" if a.place != b.place else "label"
            return Difference(f"{where}: {aspect}", _shape(a))
        return Difference(f"{where}: message", f"{_shape(a)} became {_shape(b)}")
    more = len(theirs) > len(mine)
    rest = (theirs if more else mine)[min(len(theirs), len(mine))]
    return Difference("later: missing" if more else "later: added", _shape(rest))


def _message(complaint: Complaint) -> str:
    """Return the message of the first place."""
    lines = complaint.text.split("\n")
    return lines[4].lstrip(" |^") if len(lines) > 4 else complaint.text


def _shape(complaint: Complaint) -> str:
    """Return a complaint without the names and numbers of the program."""
    text = _QUOTED.sub("'…'", _message(complaint))
    text = re.sub(r"(expected|got) [^,]+", r"\1 …", text)
    return f"{complaint.code}: {re.sub('[0-9]+', '0', text)[:100]}"
