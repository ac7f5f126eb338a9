"""Random edits of a workspace, with questions in between: nothing that is kept may go stale.

    python -m tests.lsp.edits --count 100000 --seed 1

Texts are changed, saved and closed, files come and go, settings and manifests change, and work is
given up half way. Now and then every file is looked at, and each answer must be the one of a
fresh server.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pygls.exceptions import JsonRpcException

from kclpy.ide.cancel import Cancelled, CancelToken
from tests.lsp.desk import Desk
from tests.lsp.questions import PULLING, Place, ask_all, methods, params
from tests.lsp.screen import position
from tests.lsp.world import FILES, OTHERS, SETTINGS, Step, World

_WORD = re.compile(r"[A-Za-z_]\w*|\d+")
_OFFERED = methods(PULLING)

# Attributes, and what may stand for their parts.
_DECLARED = re.compile(r"^ +(\w+)(\??): ([^=\n]+)", re.MULTILINE)
_DECLARATION = (
    ("name", "port", "more", "ports"),
    ("?", ""),
    ("int", "str", "[int]", "{str:str}", "App", '"a" | "b"', "Labels", "any", "(int) -> str"),
)

# Each file is asked these at random places; of the others some.
_ALWAYS = (
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/completion",
    "textDocument/semanticTokens/full",
)
# These are asked of the whole workspace, or go on from what a server said before.
_ELSEWHERE = ("workspace/diagnostic", "textDocument/diagnostic", "workspace/symbol")

_PIECES = (
    "\n", "\r\n", "    ", " ", "{", "}", "[", "]", "(", ")", ":", ",", ".", "?.", "=", " = ", "+",
    "|", '"', "'", '"""', "#", "# é😀\n", "😀", "ü", "$", "${", "\\", "@", "*", "**", "if ", "for ",
    " in ",
    "schema S:\n    a: int\n", "x: int = 1\n", "y = 2\n", "    z?: str\n", "import models\n",
    "import lib\n", "import math\n", "lambda x { x }", "App", "models.", "name", "port", ": str",
    ": int", " = 1", "_", "a", "1", "None", "True", "mixin [", "check:\n", "assert ", "import ",
)  # fmt: skip


class Drop(CancelToken):
    """Gives up when it was polled so many times."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def check(self) -> None:
        self.count -= 1
        if self.count < 0:
            self.cancel()
        super().check()


# Steps


class Writer:
    """Somebody who works on few files at a time, and mostly leaves them as they should be."""

    def __init__(self, world: World, choose: random.Random) -> None:
        self.world = world
        self.choose = choose
        self.busy: list[str] = []

    def steps(self) -> Iterator[Step]:
        """Yield what is done next, without end."""
        while True:
            for name in self.busy:
                if self.choose.random() < 0.8:
                    yield ("whole", name, FILES.get(name) or OTHERS.get(name, ""))
                    yield (self.choose.choice(["save", "close", "close"]), name)
            self.busy = self.choose.sample(self.world.names, 2)
            for _ in range(self.choose.randrange(2, 30)):
                yield self.step()

    def step(self) -> Step:
        """Return something to do with one of few files, or seldom with another one."""
        choose = self.choose
        name = choose.choice(self.busy)
        chance = choose.random()
        if chance < 0.66:
            return random_edit(self.world, name, choose)
        if chance < 0.83:
            return ("undo", name)
        if chance < 0.86:
            return ("whole", name, FILES.get(name) or OTHERS.get(name, ""))
        if chance < 0.91:
            return (choose.choice(["open", "close", "save"]), choose.choice(self.world.names))
        if chance < 0.97:
            return self._on_disk()
        name = choose.choice(self.world.names)
        return ("write", name, changed_word(self.world.text(name), choose))

    def _on_disk(self) -> Step:
        """Return how a file comes, goes, or comes back."""
        choose, disk = self.choose, self.world.disk
        chance = choose.random()
        if chance < 0.25:
            name = choose.choice(list(OTHERS))
            return ("write", name, OTHERS[name])
        if chance < 0.55:
            return ("delete", choose.choice(list(OTHERS)))
        if chance < 0.6:
            return ("delete", choose.choice(list(FILES)))
        if chance < 0.8:
            wrong = [name for name in FILES if disk.get(name) != FILES[name]]
            name = choose.choice(wrong or list(FILES))
            return ("write", name, FILES[name])
        name = choose.choice(list(SETTINGS))
        return ("write", name, choose.choice([*SETTINGS[name], FILES[name]]))


def random_edit(world: World, name: str, choose: random.Random) -> Step:
    """Return a change of a text: of a word, a line, or some characters."""
    text = world.text(name)
    words = list(_WORD.finditer(text))
    chance = choose.random()
    declared = list(_DECLARED.finditer(text))
    if chance < 0.2 and declared:
        span = choose.choice(declared)
        part = choose.choice([1, 2, 3])
        return ("edit", name, *span.span(part), choose.choice(_DECLARATION[part - 1]))
    if chance < 0.35 and words:  # another word
        word = choose.choice(words)
        other = choose.choice(_WORD.findall(world.text(choose.choice(world.names))) or ["x"])
        return ("edit", name, word.start(), word.end(), choose.choice([other, word[0] + "2"]))
    lines = text.splitlines(keepends=True)
    if chance < 0.6 and lines:
        number = choose.randrange(len(lines))
        start = len("".join(lines[:number]))
        end = start + len(lines[number])
        if chance < 0.45:
            return ("edit", name, start, end, "")
        if chance < 0.52:
            return ("edit", name, start, start, lines[number])
        other = world.text(choose.choice(world.names)).splitlines(keepends=True)
        return ("edit", name, start, start, choose.choice(other or ["\n"]))
    start = choose.randrange(len(text) + 1)
    end = start + choose.choice([0, 0, 0, 1, 2, 10])
    return ("edit", name, start, end, choose.choice(_PIECES) if choose.random() < 0.8 else "")


def changed_word(text: str, choose: random.Random) -> str:
    """Return ``text`` with one word changed."""
    words = list(_WORD.finditer(text))
    if not words:
        return "x = 1\n"
    word = choose.choice(words)
    return f"{text[: word.start()]}{word[0]}x{text[word.end() :]}"


def place(world: World, name: str, choose: random.Random) -> Place:
    """Return a place in a file, often a word."""
    text = world.text(name)
    words = list(_WORD.finditer(text))
    if words and choose.random() < 0.8:
        word = choose.choice(words)
        start, end = word.start(), word.end()
    else:
        start = choose.randrange(len(text) + 1)
        end = min(len(text), start + choose.choice([0, 5, 100]))
    return Place(world.uri(name), position(text, start), position(text, end))


# Questions


def ask(desk: Desk, method: str, question: Any, token: CancelToken | None = None) -> Any:
    """Return an answer; a refusal is one."""
    try:
        return desk.ask(method, question, token)
    except JsonRpcException as error:
        return str(error)


def disturb(world: World, choose: random.Random) -> None:
    """Ask something, and give up some questions half way."""
    if choose.random() < 0.5:
        return
    asked = place(world, choose.choice(world.names), choose)
    method = choose.choice(_OFFERED)
    if choose.random() < 0.15:
        question = params(method, asked)
        if question is not None:
            try:
                ask(world.desk, method, question, Drop(choose.randrange(choose.choice([12, 500]))))
            except Cancelled:
                pass
        return
    ask_all(lambda *one: ask(world.desk, *one), [method], asked, _OFFERED, choose)


def at_once(world: World, name: str, choose: random.Random) -> Iterator[str]:
    """Yield answers right after an edit that differ from those about the whole program.

    Types of names may be those before the edit there.
    """
    method = choose.choice(_ALWAYS)
    question = params(method, place(world, name, choose))
    assert question is not None
    found = _bare(ask(world.desk, method, question))
    ask(world.desk, "textDocument/diagnostic", {"textDocument": {"uri": world.uri(name)}})
    expected = _bare(ask(world.desk, method, question))
    if found != expected:
        yield f"{method} {question} at once\n  found    {found}\n  expected {expected}"


def differences(world: World, choose: random.Random) -> Iterator[str]:
    """Yield the answers that differ from those of a fresh server."""
    fresh = world.fresh()
    if choose.random() < 0.5:  # right after an edit, answers are found in another way
        yield from _look_around(world, fresh, choose, _without_types)
    yield from _look_at_mistakes(world, fresh)
    yield from _look_around(world, fresh, choose, _bare)


def _look_at_mistakes(world: World, fresh: Desk) -> Iterator[str]:
    yield from _compared(world, fresh, "workspace/diagnostic", {"previousResultIds": []})
    yield from _compared(world, fresh, "workspace/symbol", {"query": "a"})
    for name in world.names:
        document = {"textDocument": {"uri": world.uri(name)}}
        yield from _compared(world, fresh, "textDocument/diagnostic", document)


def _look_around(
    world: World, fresh: Desk, choose: random.Random, bare: Callable[[Any], Any]
) -> Iterator[str]:
    several = [one for one in _OFFERED if one not in (*_ALWAYS, *_ELSEWHERE)]
    for name in world.names:
        for method in (*_ALWAYS, *choose.sample(several, 2)):
            question = params(method, place(world, name, choose))
            if question is not None:
                yield from _compared(world, fresh, method, question, bare)


def _compared(
    world: World,
    fresh: Desk,
    method: str,
    question: Any,
    bare: Callable[[Any], Any] | None = None,
) -> Iterator[str]:
    bare = bare or _bare
    found, expected = (bare(ask(desk, method, question)) for desk in (world.desk, fresh))
    if found != expected:
        yield f"{method} {question}\n  found    {found}\n  expected {expected}"


def _without_types(answer: Any) -> Any:
    """Return an answer without the types of proposals; right after an edit they may be older.

    What fits is shown first, so that they decide about the order, too.
    """
    found = _bare(answer)
    if isinstance(found, dict) and "items" in found:
        return sorted(one["label"] for one in found["items"])
    return found


def _bare(answer: Any) -> Any:
    """Return an answer without what each server counts for itself."""
    if isinstance(answer, dict):
        counts = ("version", "resultId")
        return {key: _bare(one) for key, one in answer.items() if key not in counts}
    return [_bare(one) for one in answer] if isinstance(answer, list) else answer


# Runs


# After so many mistakes nobody looks for more.
_MANY = 20


def run(
    count: int,
    seed: int,
    look: int,
    folder: Path,
    tell: Callable[[str], None] = lambda _: None,
    count_up: Callable[[int], None] = lambda _: None,
    is_hasty: bool = False,
) -> tuple[Counter[str], list[str]]:
    """Make ``count`` steps and look after each ``look`` of them.

    Return how often what was done, and what went wrong. After a mistake a new server goes on.
    """
    choose = random.Random(seed)
    world = World(folder)
    done: Counter[str] = Counter()
    wrong: list[str] = []
    for number, step in zip(range(1, count + 1), Writer(world, choose).steps(), strict=False):
        done[str(step[0])] += 1
        found: list[str] = []
        try:
            world.do(step)
            disturb(world, choose)
            if is_hasty and step[0] == "edit" and choose.random() < 0.5:
                found = list(at_once(world, str(step[1]), choose))
            if number % look == 0 or number == count:
                found += differences(world, choose)
        except Exception:
            found = [traceback.format_exc()]
        if found:
            wrong.append("\n".join([f"step {number} {step}", *found]))
            tell(wrong[-1])
            world.desk = world.fresh()
        if number % look == 0:
            count_up(number)
        if len(wrong) == _MANY:
            break
    return done, wrong


def main() -> int:
    """Run; print what was done, and mistakes when they are found."""
    parser = argparse.ArgumentParser(prog="python -m tests.lsp.edits", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="how many edits")
    parser.add_argument("--seed", type=int, default=1, help="another one edits otherwise")
    parser.add_argument("--look", type=int, default=25, help="steps between two comparisons")
    parser.add_argument("--hasty", action="store_true", help="also compare answers after each edit")
    arguments = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        done, wrong = run(
            arguments.count,
            arguments.seed,
            arguments.look,
            folder,
            lambda text: print(text, flush=True),
            lambda number: print(f"\r{number}", end="", file=sys.stderr),
            arguments.hasty,
        )
    shown = ", ".join(f"{count} {what}" for what, count in done.most_common())
    print(f"{done.total()} steps in {time.monotonic() - begin:.0f} s: {shown}")
    print(f"{len(wrong)} times an answer was not that of a fresh server")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
