"""Every prefix of every golden program: whatever is asked about it, there is an answer.

    python -m tests.lsp.prefixes

A program is opened in all its prefixes, a long one in so many of them. Each is asked everything
that the server offers: at its end, at a name, somewhere. Nothing may be raised, nothing refused
but names that cannot be changed, and all places of answers must lie in the texts.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pygls.exceptions import JsonRpcException

from tests.cases import is_case_folder
from tests.lsp.answers import Places
from tests.lsp.desk import Desk
from tests.lsp.questions import MAY_REFUSE, PULLING, Place, ask_all, methods
from tests.lsp.screen import position

GOLDEN = Path(__file__).parents[1] / "golden"

_NAME = re.compile(r"[^\W\d]\w*")
_OFFERED = methods(PULLING)
_AT_PLACES = re.compile(r"(tion|ion|over|name|elp|references|ighlight|Range|range|Hint|ierarchy)$")


@dataclass(frozen=True)
class Text:
    """A file of a case; ``home`` is the folder that comes along, if it has several."""

    path: Path
    home: Path | None

    def __str__(self) -> str:
        return self.path.relative_to(GOLDEN).as_posix()


def texts() -> list[Text]:
    """Return the files of all golden cases that are KCL."""
    found = []
    for path in sorted(GOLDEN.rglob("*.k")):
        above = [one for one in path.parents if one.is_relative_to(GOLDEN) and is_case_folder(one)]
        found.append(Text(path, above[-1] if above else None))
    return found


@dataclass
class Report:
    """What was asked, and what went wrong: an example for each kind, and how often."""

    programs: int = 0
    prefixes: int = 0
    questions: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, other: Report) -> None:
        """Take up another report."""
        self.programs += other.programs
        self.prefixes += other.prefixes
        self.questions += other.questions
        self.wrong += other.wrong
        self.examples = {**other.examples, **self.examples}
        self.slowest = max(self.slowest, other.slowest)

    def note(self, kind: str, example: str) -> None:
        """Take note of a mistake."""
        self.wrong[kind] += 1
        self.examples.setdefault(kind, example)


def ends(size: int, most: int, choose: random.Random) -> list[int]:
    """Return where prefixes of a text end: everywhere, or at ``most`` places."""
    if size < most:
        return list(range(size + 1))
    return sorted({size, *choose.sample(range(size), most - 1)})


class Asker:
    """Opens prefixes of one text and asks about them."""

    def __init__(self, desk: Desk, path: Path, report: Report, choose: random.Random) -> None:
        self.desk = desk
        self.report = report
        self.choose = choose
        self.uri = desk.open(path, "")
        self.text = ""

    def look_at(self, text: str) -> None:
        """Ask everything about a text."""
        self.text = text
        self.desk.change(self.uri, text)
        self.places = Places(self._text)
        self.report.prefixes += 1
        for number, place in enumerate(self._chosen()):
            chosen = [one for one in _OFFERED if number == 0 or _AT_PLACES.search(one)]
            ask_all(self._ask, chosen, place, _OFFERED, self.choose)

    def _chosen(self) -> Iterator[Place]:
        """Yield the end, and a name or another place."""
        size = len(self.text)
        yield self._place(size, size)
        names = list(_NAME.finditer(self.text))
        if names and self.choose.random() < 0.8:
            name = self.choose.choice(names)
            yield self._place(name.start(), name.end())
        else:
            start = self.choose.randrange(size + 1)
            yield self._place(start, self.choose.randrange(start, size + 1))

    def _place(self, start: int, end: int) -> Place:
        return Place(self.uri, position(self.text, start), position(self.text, end))

    def _text(self, uri: str) -> str:
        """Return the text that is open, or what is on disk."""
        if uri == self.uri:
            return self.text
        path = Path(unquote(urlsplit(uri).path))
        # An answer may make files; they are empty until it is applied.
        return path.read_bytes().decode("utf-8-sig") if path.exists() else ""

    def _ask(self, method: str, question: Any) -> Any:
        self.report.questions += 1
        begin = time.perf_counter()
        try:
            answer = self.desk.ask(method, question)
        except JsonRpcException as error:
            if method not in MAY_REFUSE:
                self._note(f"{method} refused: {error}", question)
            return None
        except (Exception, RecursionError) as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}"
            self._note(f"{method}: {type(error).__name__} at {place}: {error}", question)
            return None
        about = question.get("item", {}).get("uri", self.uri)
        for wrong in self.places.misplaced(answer, about):
            self._note(f"{method} answers a range that is nowhere", question, wrong)
        seconds = time.perf_counter() - begin
        if seconds > self.report.slowest[0]:
            self.report.slowest = seconds, f"{method} {self.text!r}"
        return answer

    def _note(self, kind: str, question: Any, more: str = "") -> None:
        shown = {key: one for key, one in question.items() if key != "textDocument"}
        self.report.note(kind, f"{self.text!r}\n    {shown} {more}")


def look_at(text: Text, folder: Path, most: int) -> Report:
    """Ask about the prefixes of one file, in a copy of its case."""
    report = Report(programs=1)
    choose = random.Random(str(text))
    home = folder / "case"
    path = home / "main.k"
    if text.home is not None:
        shutil.copytree(text.home, home)
        path = home / text.path.relative_to(text.home)
    else:
        home.mkdir()
    try:
        asker = Asker(Desk(home), path, report, choose)
        whole = text.path.read_bytes().decode("utf-8-sig", "replace")
        for end in ends(len(whole), most, choose):
            asker.look_at(whole[:end])
    finally:
        shutil.rmtree(home)
    return report


def _look_at_some(job: tuple[list[Text], int]) -> Report:
    several, most = job
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        for text in several:
            report.add(look_at(text, Path(name).resolve(), most))
    return report


def main() -> int:
    """Look at all programs in several processes; print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.lsp.prefixes", description=__doc__)
    parser.add_argument("--most", type=int, default=50, help="so many prefixes of a long program")
    parser.add_argument("--step", type=int, default=1, help="only every STEP-th program")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    arguments = parser.parse_args()
    several = texts()[:: arguments.step]
    jobs = [(several[start : start + 20], arguments.most) for start in range(0, len(several), 20)]
    begin = time.monotonic()
    report = Report()
    with Pool(arguments.jobs) as pool:
        for one in pool.imap_unordered(_look_at_some, jobs):
            report.add(one)
            if sys.stderr.isatty():
                print(f"\r{report.programs} of {len(several)}", end="", file=sys.stderr)
    print(
        f"{report.programs} programs, {report.prefixes} prefixes, {report.questions} questions"
        f" in {time.monotonic() - begin:.0f} s"
    )
    print(f"slowest: {report.slowest[0]:.2f} s, {report.slowest[1][:300]}")
    for kind, count in report.wrong.most_common():
        print(f"{count} × {kind}\n    {report.examples[kind][:1000]}")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
