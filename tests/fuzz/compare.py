"""What counts as a difference between the engines, and which ones are meant to be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.programs import Answer, Program

_HEAD = re.compile(r"^(error\[(?P<code>\w+)\]: (?P<kind>\w+)|EvaluationError)$", re.MULTILINE)
_PLACE = re.compile(r"^ *--> (?P<file>\S+?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_LABEL = re.compile(r"^ *\| *\^* ?(?P<text>.*)$")
_FLOAT = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Complaint:
    """The first diagnostic of a failure."""

    code: str
    message: str
    line: int
    column: int = 0
    kind: str = ""

    @classmethod
    def first_of(cls, text: str) -> Complaint:
        """Return what the first diagnostic in `text` says."""
        head, place = _HEAD.search(text), _PLACE.search(text)
        code = (head["code"] or "EvaluationError") if head else ""
        kind = (head["kind"] or "") if head else ""
        if place is None:
            return cls(code, text.strip(), 0, 0, kind)
        lines = text[place.end() :].split("\n")[1:]  # bar, source, label, …
        label = _LABEL.match(lines[2]) if len(lines) > 2 else None
        message = [label["text"]] if label else []
        for line in lines[3:]:
            if re.fullmatch(r" *\|", line):
                break
            message.append(line)
        where = int(place["line"]), int(place["column"])
        return cls(code, "\n".join(message).strip(), *where, kind)


@dataclass(frozen=True)
class Difference:
    """That the engines disagree, and about what."""

    kind: str
    detail: str


def difference(
    program: Program, oracle: Answer, ours: Answer, *, strict: bool = False
) -> Difference | None:
    """Return how `ours` differs from the oracle's answer; None when it does not, or should."""
    found = _difference(oracle, ours, strict=strict)
    if found is None or is_deliberate(program, oracle, ours):
        return None
    return found


def _difference(oracle: Answer, ours: Answer, *, strict: bool) -> Difference | None:
    if ours.status in ("crash", "hang"):
        last = ours.text.strip().rpartition("\n")[2]
        return Difference(ours.status, last[:160])
    if oracle.status != ours.status:
        if oracle.is_ok:
            return Difference("refused", _shape(Complaint.first_of(ours.text)))
        return Difference("accepted", _shape(Complaint.first_of(oracle.text)))
    if oracle.is_ok:
        return _output_difference(oracle.text, ours.text)
    return _failure_difference(
        Complaint.first_of(oracle.text), Complaint.first_of(ours.text), strict=strict
    )


def _output_difference(oracle: str, ours: str) -> Difference | None:
    theirs, mine = oracle.rstrip("\n").split("\n"), ours.rstrip("\n").split("\n")
    if theirs == mine:
        return None
    pairs = zip(theirs, mine, strict=False)
    first = next(((a, b) for a, b in pairs if a != b), ("length", f"{len(theirs)} {len(mine)}"))
    kind = "order" if sorted(theirs) == sorted(mine) else "output"
    return Difference(kind, f"{first[0].strip()[:60]!r} became {first[1].strip()[:60]!r}")


def _failure_difference(oracle: Complaint, ours: Complaint, *, strict: bool) -> Difference | None:
    if (oracle.code == "EvaluationError") != (ours.code == "EvaluationError"):
        return Difference("phase", f"{_shape(oracle)} became {_shape(ours)}")
    if not strict:
        return None
    if oracle.code != ours.code or oracle.message != ours.message:
        return Difference("message", f"{_shape(oracle)} became {_shape(ours)}")
    if oracle.line != ours.line:
        return Difference("line", _shape(oracle))
    return None


def _shape(complaint: Complaint) -> str:
    """Return the complaint without the names and numbers of the program."""
    text = re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", complaint.message.partition("\n")[0])
    return f"{complaint.code}: {re.sub(r'[0-9]+', '0', text)[:100]}"


def is_deliberate(program: Program, oracle: Answer, ours: Answer) -> bool:
    """Whether a documented difference explains the answers."""
    return any(explains(program, oracle, ours) for _, explains in DELIBERATE)


def _oracle_broke(_: Program, oracle: Answer, __: Answer) -> bool:
    return oracle.status in ("crash", "hang") or any(
        words in oracle.text for words in ("unwrap()", "RefCell", "capacity overflow", "panicked")
    )


def _last_digit_of_float(_: Program, oracle: Answer, ours: Answer) -> bool:
    if not (oracle.is_ok and ours.is_ok) or _FLOAT.sub("0", oracle.text) != _FLOAT.sub(
        "0", ours.text
    ):
        return False
    pairs = zip(_FLOAT.findall(oracle.text), _FLOAT.findall(ours.text), strict=True)
    return all(_is_near(a, b) for a, b in pairs)


def _is_near(oracle: str, ours: str) -> bool:
    if oracle == ours:
        return True
    if "." not in oracle and "e" not in oracle:
        return False
    a, b = float(oracle), float(ours)
    return abs(a - b) <= 2 * math.ulp(b)


def _place_of_a_function(program: Program, oracle: Answer, ours: Answer) -> bool:
    if oracle.status != "error" or ours.status != "error":
        return False
    a, b = Complaint.first_of(oracle.text), Complaint.first_of(ours.text)
    return (
        a.code == b.code == "EvaluationError"
        and a.message == b.message
        and any("lambda" in text for text in program.files.values())
    )


def _two_minus_signs(_: Program, oracle: Answer, ours: Answer) -> bool:
    return oracle.text.replace("--9223372036854775808", "-9223372036854775808") == ours.text


_SCHEMA = re.compile(r"^schema (\w+)(?:\[.*?\])?(?:\((\w+)\))?:", re.MULTILINE)


def _child_before_base(program: Program, oracle: Answer, ours: Answer) -> bool:
    lines = [sorted(line.lstrip(" -") for line in a.text.split("\n")) for a in (oracle, ours)]
    if lines[0] != lines[1]:
        return False
    for text in program.files.values():
        seen: set[str] = set()
        for name, base in _SCHEMA.findall(text):
            if base and base not in seen:
                return True
            seen.add(name)
    return False


_NAME = re.compile(r"\b[A-Za-z_]\w*\b")
_GLOBAL = re.compile(r"^([A-Za-z_]\w*)(?:: \w+)? = (.*(?:\n[ \t}\])].*)*)", re.MULTILINE)


def _names_seen_by_a_forward_read(program: Program, _: Answer, __: Answer) -> bool:
    """A global that is read before its statement, and mentions a name that is a key elsewhere.

    The official engine evaluates it where it is read, and there its names may mean the keys of
    the config or the attributes of the schema around.
    """
    text = "\n".join(program.files.values())
    keys = set(re.findall(r"\b([A-Za-z_]\w*)\s*(?:=|:|\+=)", text))
    for found in _GLOBAL.finditer(text):
        name, value = found.groups()
        if re.search(rf"\b{re.escape(name)}\b", text[: found.start()]):
            if keys & set(_NAME.findall(value)):
                return True
    return False


Explains = Callable[[Program, Answer, Answer], bool]
DELIBERATE: tuple[tuple[str, Explains], ...] = (
    ("the official engine crashes, hangs, or reports a fault of its own", _oracle_broke),
    ("floats keep their value; the official engine loses the last digit", _last_digit_of_float),
    ("format writes the smallest int with one minus sign", _two_minus_signs),
    ("a base's attributes come first, wherever it is declared", _child_before_base),
    ("the official engine reports the place of the last function called", _place_of_a_function),
    ("names mean what they mean where they are written", _names_seen_by_a_forward_read),
)
