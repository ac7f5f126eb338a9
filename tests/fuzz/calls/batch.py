"""Many calls in one program, and what an engine says about each of them.

Each call stands twice: once where its failure is caught, once where its result is output.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tests.fuzz.calls.draw import modules
from tests.fuzz.engines import Engine
from tests.fuzz.programs import Answer, Program

Status = Literal["value", "refused", "failed", "crash", "hang"]

_PRELUDE = "".join(f"import {name}\n" for name in modules()) + (
    "z = lambda x: any -> any { x }\nf = lambda x { x }\nschema S:\n    a: int = 1\n    b?: str\n"
)
_LINES = _PRELUDE.count("\n")
_DIAGNOSTIC = re.compile(
    r"^(?:error|warning)[^\n]*\n *--> main\.k:(\d+):\d+\n *\|\n[^\n]*\n *\| *\^? ?(.*?)\n *\|",
    re.MULTILINE | re.DOTALL,
)
_KEY = re.compile(r"^([er])(\d+):(?: |$)", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    """What an engine makes of a call: YAML, the message of a failure, or worse."""

    status: Status
    text: str = ""


def ask(engine: Engine, calls: list[str]) -> list[Reply]:
    """Return the engine's reply to each call."""
    replies: dict[int, Reply] = {}
    _ask(engine, calls, list(range(len(calls))), replies)
    return [replies[number] for number in range(len(calls))]


def _ask(engine: Engine, calls: list[str], numbers: list[int], replies: dict[int, Reply]) -> None:
    if not numbers:
        return
    answer = engine.ask(_program([calls[number] for number in numbers]))
    if answer.is_ok:
        _take_values(answer.text, numbers, replies)
        return
    refused = _refused(answer, numbers)
    if refused:
        replies.update(refused)
        _ask(engine, calls, [n for n in numbers if n not in refused], replies)
    elif len(numbers) > 1:
        half = len(numbers) // 2
        _ask(engine, calls, numbers[:half], replies)
        _ask(engine, calls, numbers[half:], replies)
    elif answer.status == "error":
        replies[numbers[0]] = Reply("failed", _message(answer.text))
    else:
        status: Status = "hang" if answer.status == "hang" else "crash"
        replies[numbers[0]] = Reply(status, answer.text)


def _program(calls: list[str]) -> Program:
    lines = [
        f"e{number} = runtime.catch(lambda {{ {call} }})\n"
        f"r{number} = Undefined if e{number} else {call}\n"
        for number, call in enumerate(calls)
    ]
    return Program.of(_PRELUDE + "".join(lines))


def _take_values(text: str, numbers: list[int], replies: dict[int, Reply]) -> None:
    """Cut the output into the results and the failures of the calls."""
    found = {number: Reply("value", "(nothing)") for number in numbers}
    keys = list(_KEY.finditer(text))
    ends = [*(key.start() for key in keys), len(text)][1:]
    for key, end in zip(keys, ends, strict=False):
        number = numbers[int(key[2])]
        value = text[key.end() : end].rstrip("\n")
        found[number] = Reply("failed", value) if key[1] == "e" else Reply("value", value)
    replies.update(found)


def _refused(answer: Answer, numbers: list[int]) -> dict[int, Reply]:
    """Return the calls that the checker refuses, each with the first message on its line."""
    if answer.status != "error" or "EvaluationError" in answer.text:
        return {}
    found: dict[int, Reply] = {}
    for line, message in _DIAGNOSTIC.findall(answer.text + "\n   |"):
        index, is_second = divmod(int(line) - _LINES - 1, 2)
        if is_second and 0 <= index < len(numbers):
            found.setdefault(numbers[index], Reply("refused", message.strip()))
    return found


def _message(text: str) -> str:
    found = _DIAGNOSTIC.search(text + "\n   |")
    return found[2].strip() if found else text
