"""Many evaluations in one process: what memory they keep, and what of the process they change.

    python -m tests.soak --count 20000

A thousand programs, golden cases and generated ones, are evaluated again and again. Memory must be
flat when each ran once; the table shows it. ``RSS`` is what the system counts, ``held`` what of it
remains when the C library has given back what is free: it keeps some megabytes for the next
program, now more, now less. So does Python with circles of objects, until its collector comes;
here it comes after each hundred evaluations, with ``--collect 0`` when it likes. Programs that are
meant to use much memory or time are left out.
"""

from __future__ import annotations

import argparse
import gc
import linecache
import os
import signal
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path

from kclpy import api
from kclpy.driver.options import Options
from tests.cases import find_cases
from tests.fuzz.session import generated
from tests.memory import give_back, resident

PROGRAMS = 1_000
GOLDEN = Path(__file__).parent / "golden" / "run"

# What is about limits takes long on purpose.
_SLOW = ("limits", "deep", "endless", "recursion", "memory", "large")


def golden() -> list[Options]:
    """Return the golden cases."""
    return [
        case.options for case in find_cases(GOLDEN) if not any(word in case.name for word in _SLOW)
    ]


def programs() -> list[Options]:
    """Return golden cases and generated programs in turn."""
    found: list[Options] = []
    for options, number in zip(golden(), count(), strict=False):
        program = generated(7, number)
        found.append(options)
        if not any(word.startswith("-") for word in program.options):
            found.append(
                Options(
                    paths=tuple(os.path.join(os.sep, "soak", entry) for entry in program.entries),
                    workdir=os.path.join(os.sep, "soak"),
                    texts=program.files,
                )
            )
        if len(found) >= PROGRAMS:
            break
    return found[:PROGRAMS]


@dataclass(frozen=True)
class Sample:
    """What the process held after some evaluations: megabytes, and counts."""

    evaluations: int
    resident: float
    held: float
    traced: float
    modules: int
    lines: int
    objects: int

    @classmethod
    def after(cls, evaluations: int) -> Sample:
        """Return what the process holds now."""
        gc.collect()
        before = resident()
        give_back()
        traced = tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0
        return cls(
            evaluations,
            before,
            resident(),
            traced / 2**20,
            len(sys.modules),
            len(linecache.cache),
            len(gc.get_objects()),
        )


def state() -> tuple[object, ...]:
    """Return what of the process a run must leave as it was."""
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    return (
        sys.getrecursionlimit(),
        gc.isenabled(),
        gc.get_threshold(),
        os.getcwd(),
        sys.stdout,
        sys.stderr,
        list(sys.path),
        dict(os.environ),
        handlers,
        sys.gettrace(),
    )


def soak(total: int, step: int, collect: int = 0) -> Iterator[Sample]:
    """Evaluate ``total`` programs; yield a sample after each ``step`` of them.

    After each ``collect`` of them circles of objects are collected.
    """
    before = state()
    for number, options in enumerate(islice(cycle(programs()), total), start=1):
        result = api.run(options)
        _ = result.yaml, result.json, result.errors
        del result
        if collect and number % collect == 0:
            gc.collect()
        if number % step == 0:
            assert state() == before, "an evaluation changed the process"
            yield Sample.after(number)


def growth(samples: list[Sample], warm_up: int = 0) -> tuple[float, float]:
    """Return by how much held and traced memory grew after ``warm_up`` evaluations.

    If there are no samples so late, the last one is the measure.
    """
    last = samples[-1]
    first = next((one for one in samples if one.evaluations >= warm_up), last)
    return last.held - first.held, last.traced - first.traced


def main() -> int:
    """Print the table; fail if memory grew."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="how many evaluations")
    parser.add_argument("--step", type=int, default=1_000, help="evaluations between samples")
    parser.add_argument("--trace", action="store_true", help="also count traced memory (slow)")
    parser.add_argument("--allow", type=float, default=2.0, help="megabytes that may be kept")
    parser.add_argument("--collect", type=int, default=100, help="runs between collections")
    arguments = parser.parse_args()
    if arguments.trace:
        tracemalloc.start(1)
    titles = f"{'runs':>8}{'RSS MB':>9}{'held MB':>9}{'traced MB':>11}"
    print(f"{titles}{'modules':>9}{'lines':>7}{'objects':>10}")
    samples = []
    for sample in soak(arguments.count, arguments.step, arguments.collect):
        samples.append(sample)
        print(
            f"{sample.evaluations:>8}{sample.resident:>9.1f}{sample.held:>9.1f}{sample.traced:>11.2f}"
            f"{sample.modules:>9}{sample.lines:>7}{sample.objects:>10}",
            flush=True,
        )
    held, traced = growth(samples, PROGRAMS)
    print(f"grown after {PROGRAMS} runs: held {held:.1f} MB, traced {traced:.2f} MB")
    return 0 if max(held, traced) <= arguments.allow else 1


if __name__ == "__main__":
    sys.exit(main())
