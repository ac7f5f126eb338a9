"""Hours of typing in minutes: sessions played to a real server over pipes.

    python -m tests.lsp.replay --minutes 60 --pause 0.05

Programs of the golden cases are typed key by key, with mistakes, second thoughts and questions in
between, beside a workspace of many files in which others are changed. The table shows the memory
of the server over time (``RSS`` is what the system counts, ``held`` what of it remains when the C
library has given back what is free), the one behind it how long answers took. It fails if the
server ends, logs an exception, refuses what makes sense, or holds more and more.

Recorded sessions are in ``sessions``: ``python -m tests.lsp.replay --record`` writes them again,
``python -m tests.lsp.replay FILE …`` plays some.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.stack import stack_files
from tests.cases import Case, find_cases
from tests.lsp import observed
from tests.lsp.client import spawn
from tests.lsp.player import Player
from tests.lsp.questions import CAPABILITIES, methods
from tests.lsp.typist import Action, Typist

SESSIONS = Path(__file__).parent / "sessions"
_GOLDEN = Path(__file__).parents[1] / "golden" / "run"

# The programs of the recorded sessions.
RECORDED = {
    name.rpartition("/")[2]: _GOLDEN / f"{name}.k"
    for name in (
        "apps/environments_as_children",
        "mixins/three_mixins_and_nested_schema",
        "closures/recursive_lambda_over_instances",
        "instances/nested_comprehension_of_instances",
    )
}

# A program that is longer is not typed in whole.
_LONGEST = 3_000


def read_session(path: Path) -> list[Action]:
    """Return a recorded session."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write_session(path: Path, session: Iterable[Action]) -> None:
    """Record a session, one action in each line."""
    lines = [json.dumps(action, ensure_ascii=False) for action in session]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def programs() -> list[Case]:
    """Return the golden cases that are typed."""
    return [
        case
        for case in find_cases(_GOLDEN)
        if all(path.stat().st_size < _LONGEST for path in _files(case))
    ]


def _files(case: Case) -> list[Path]:
    if case.home != case.stem:
        return [case.stem.with_name(case.stem.name + ".k")]
    return sorted(path for path in case.home.rglob("*.k"))


def random_sessions(folder: Path, seed: int, offered: list[str]) -> Iterator[list[Action]]:
    """Yield sessions without end; files of their programs are made in ``folder`` before each.

    Every fourth one changes a file of the workspace.
    """
    choose = random.Random(seed)
    typist = Typist(choose, offered)
    cases = programs()
    shared = write_files(folder, stack_files(60))
    number = 0
    while True:
        number += 1
        if number % 4 == 0:
            yield list(_change(typist, choose.choice(shared), folder))
            continue
        case = choose.choice(cases)
        home = Path(f"typed{number}")
        yield from _typed(case, folder, home, typist)


def write_files(folder: Path, files: dict[str, str]) -> list[str]:
    """Write files; return their names."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return [name for name in files if name.endswith(".k")]


def _typed(case: Case, folder: Path, home: Path, typist: Typist) -> Iterator[list[Action]]:
    """Yield a session that types one file of a case; the others are on disk, and open."""
    several = _files(case)
    root = case.home if len(several) > 1 else several[0].parent
    if len(several) > 1:
        shutil.copytree(root, folder / home)
    chosen = typist.choose.choice(several)
    names = [(home / path.relative_to(root)).as_posix() for path in several]
    name = names[several.index(chosen)]
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    others = [one for one in names[:3] if one != name]
    session: list[Action] = [["open", one] for one in others]
    session += typist.write(name, chosen.read_bytes().decode("utf-8-sig"))
    for one in others:
        session += [["open", one], ["close"]]
    yield session + [["remove", one] for one in names]
    shutil.rmtree(folder / home)


def _change(typist: Typist, name: str, folder: Path) -> Iterator[Action]:
    """Yield a session that changes a file here and there, and takes all back."""
    size = len((folder / name).read_text("utf-8"))
    yield ["open", name]
    for _ in range(typist.choose.randrange(3, 12)):
        yield ["jump", typist.choose.randrange(size)]
        added = typist.choose.choice(["x", "name", "\nzone: str = 1\n", "# é😀", "}", '"', ".a"])
        yield ["type", added]
        for method in typist.choose.sample(typist.methods, 3):
            yield ["ask", method]
        if typist.choose.random() < 0.5:
            yield ["wait"]
        yield ["undo", len(added)]
    yield ["wait"]
    yield ["close"]


@dataclass(frozen=True)
class Sample:
    """What was done after some time, and the memory of the server in megabytes, and objects."""

    minutes: float
    programs: int
    keys: int
    requests: int
    resident: float
    held: float
    objects: int


def play(arguments: argparse.Namespace) -> list[str]:
    """Play sessions for a time; print the tables; return what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        log = folder / "server.log"
        with spawn(log, [observed.__name__]) as (client, _):
            client.initialize(folder / "work", capabilities=CAPABILITIES)
            player = Player(client, folder / "work", arguments.pause)
            samples = []
            for sample in _played(player, arguments):
                samples.append(sample)
                print(
                    f"{sample.minutes:>7.1f}{sample.programs:>10}{sample.keys:>9}"
                    f"{sample.requests:>10}{sample.resident:>9.1f}{sample.held:>9.1f}{sample.objects:>10}",
                    flush=True,
                )
            client.leave()
        wrong = sorted(set(player.refused))
        if log.stat().st_size:
            wrong.append(log.read_text("utf-8"))
    print_times(player.times)
    grown = growth(samples, arguments.warm_up)
    print(f"held more after {arguments.warm_up:g} minutes: {grown:.1f} MB")
    if grown > arguments.allow:
        wrong.append("memory is not flat")
    return wrong


def _played(player: Player, arguments: argparse.Namespace) -> Iterator[Sample]:
    titles = f"{'minutes':>7}{'programs':>10}{'keys':>9}{'requests':>10}"
    print(f"{titles}{'RSS MB':>9}{'held MB':>9}{'objects':>10}")
    begin = time.monotonic()
    due = 0.0
    sessions = random_sessions(player.folder, arguments.seed, methods(CAPABILITIES))
    for number, session in enumerate(sessions):
        minutes = (time.monotonic() - begin) / 60
        if minutes >= due:
            due += arguments.every
            requests = sum(map(len, player.times.values()))
            memory = player.client.ask(observed.MEMORY)
            yield Sample(minutes, number, player.keys, requests, **memory)
        if minutes >= arguments.minutes:
            return
        player.play(session)


def growth(samples: list[Sample], warm_up: float) -> float:
    """Return how much the server grew after warming up: from the first quarter to the last."""
    late = [one.held for one in samples if one.minutes >= warm_up]
    part = max(1, len(late) // 4)
    return sum(late[-part:]) / part - sum(late[:part]) / part if late else 0.0


def print_times(times: dict[str, list[float]]) -> None:
    """Print how long answers took, in milliseconds."""
    print(f"{'milliseconds':<42}{'count':>7}{'50 %':>8}{'95 %':>8}{'99 %':>8}{'most':>8}")
    for method, found in sorted(times.items()):
        found.sort()
        shown = [found[int((len(found) - 1) * part)] * 1000 for part in (0.5, 0.95, 0.99, 1)]
        print(f"{method:<42}{len(found):>7}" + "".join(f"{one:>8.1f}" for one in shown))


def replay(path: Path, folder: Path) -> Player:
    """Play a recorded session from start to end."""
    with spawn(folder / "server.log") as (client, _):
        client.initialize(folder, capabilities=CAPABILITIES)
        player = Player(client, folder)
        player.play(read_session(path))
        client.leave()
    return player


def record() -> None:
    """Write the recorded sessions."""
    offered = methods(CAPABILITIES)
    SESSIONS.mkdir(exist_ok=True)
    for number, (name, path) in enumerate(RECORDED.items()):
        session = Typist(random.Random(number), offered).write("main.k", path.read_text("utf-8"))
        write_session(SESSIONS / f"{name}.jsonl", session)


def main() -> int:
    """Play; print what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.lsp.replay", description=__doc__)
    parser.add_argument("sessions", nargs="*", type=Path, help="recorded sessions to play")
    parser.add_argument("--record", action="store_true", help="write the recorded sessions")
    parser.add_argument("--minutes", type=float, default=5, help="how long programs are typed")
    parser.add_argument("--pause", type=float, default=0, help="seconds between two keys")
    parser.add_argument("--every", type=float, default=1, help="minutes between samples")
    parser.add_argument("--seed", type=int, default=1, help="another one types otherwise")
    parser.add_argument("--warm-up", type=float, default=10, help="minutes that do not count")
    parser.add_argument("--allow", type=float, default=3, help="megabytes that may be kept")
    arguments = parser.parse_args()
    if arguments.record:
        record()
        return 0
    wrong: list[str] = []
    for path in arguments.sessions:
        with tempfile.TemporaryDirectory() as folder:
            wrong += replay(path, Path(folder).resolve()).refused
    if not arguments.sessions:
        wrong = play(arguments)
    print("\n".join(wrong) or "nothing went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
