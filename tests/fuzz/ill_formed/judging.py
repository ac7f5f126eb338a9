"""What must agree when a program has a syntax error: the first diagnostic, to the column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.fuzz.compare import Complaint, is_deliberate
from tests.fuzz.programs import Answer, Program

_DIAGNOSTIC = re.compile(r"^(?:error\[\w+\]: \w+|EvaluationError)$", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """How two answers to a broken program compare.

    ``kind`` is "same", or what differs first: "refused", "accepted", "output", "code",
    "message", "line", "column"; "broken" when the official engine has a fault of its own;
    "crash" or "hang" when kclpy has. ``detail`` names the messages without what is particular
    to the program. ``errors`` is the number of kclpy's diagnostics.
    """

    kind: str
    detail: str
    is_syntax: bool
    errors: int


def judge(program: Program, oracle: Answer, ours: Answer) -> Verdict:
    """Return how `ours` compares with the oracle's answer."""
    theirs, mine = Complaint.first_of(oracle.text), Complaint.first_of(ours.text)
    is_syntax = "InvalidSyntax" in (theirs.kind, mine.kind)
    errors = len(_DIAGNOSTIC.findall(ours.text))
    kind = _kind(program, oracle, ours)
    if kind not in ("same", "broken", "crash", "hang") and not is_syntax:
        if is_deliberate(program, oracle, ours):
            kind = "same"
    detail = "" if kind == "same" else f"{_shown(theirs, oracle)} became {_shown(mine, ours)}"
    return Verdict(kind, detail, is_syntax, errors)


def _kind(program: Program, oracle: Answer, ours: Answer) -> str:
    if ours.status in ("crash", "hang"):
        return ours.status
    if oracle.status in ("crash", "hang") or "panicked" in oracle.text or "unwrap()" in oracle.text:
        return "broken"
    if oracle.is_ok != ours.is_ok:
        return "refused" if oracle.is_ok else "accepted"
    if oracle.is_ok:
        return "same" if oracle.text.rstrip("\n") == ours.text.rstrip("\n") else "output"
    theirs, mine = Complaint.first_of(oracle.text), Complaint.first_of(ours.text)
    if (theirs.code, theirs.kind) != (mine.code, mine.kind):
        return "code"
    if theirs.message != mine.message:
        return "message"
    if theirs.line != mine.line:
        return "line"
    if theirs.column != mine.column and _is_ascii(program, theirs.line):
        return "column"
    return "same"


def _is_ascii(program: Program, line: int) -> bool:
    """Whether columns of a line are the same in bytes and in characters."""
    lines = program.files[program.entries[0]].split("\n")
    return line > len(lines) or lines[line - 1].isascii()


def _shown(complaint: Complaint, answer: Answer) -> str:
    if answer.is_ok:
        return "nothing"
    text = re.sub(r"'[^']*'", "'…'", complaint.message.partition("\n")[0])
    text = re.sub(r"got .*", lambda m: m[0] if m[0][4:] in _LAYOUT else "got …", text)
    return f"{complaint.kind or complaint.code}: {re.sub(r'[0-9]+', '0', text)[:100]}"


_LAYOUT = ("newline", "eof", "indent", "dedent", "identifier")
