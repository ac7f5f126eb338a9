"""The command: ``python -m tests.bench [NAME…] [--rounds N] [--phases] [--write DIRECTORY]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Row, Samples, directory_of, measure, measure_process
from tests.bench.phases import PHASES, phases_of
from tests.bench.workloads import WORKLOADS, Workload
from tests.files import write_files

_PHASES_HEAD = f"{'workload':16}{'size':>8}{'ratio':>8}{'ms':>10}" + "".join(
    f"{phase:>10}{'':>5}" for phase in PHASES
)
_HEAD = (
    f"{'workload':16}{'size':>8}{'oracle ms':>12}{'kclpy ms':>12}{'ratio':>8}"
    f"{'first':>8}{'MB':>7}{'MB':>7}  output"
)


def main() -> int:
    """Measure the named workloads, or all, and print a table of ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="workloads; all when none is named")
    parser.add_argument("--rounds", type=int, default=5, help="measured runs of each engine")
    parser.add_argument("--list", action="store_true", help="name the workloads")
    parser.add_argument("--phases", action="store_true", help="show our time phase by phase")
    parser.add_argument("--write", type=Path, help="only write the programs below a directory")
    arguments = parser.parse_args()
    known = {workload.name: workload for workload in WORKLOADS}
    unknown = set(arguments.names) - {*known, "process"}
    if unknown:
        parser.error(f"unknown workloads: {', '.join(sorted(unknown))}")
    if arguments.list:
        _say("\n".join([*(f"{w.name:16}{w.about}" for w in WORKLOADS), "process"]))
        return 0
    chosen = [known[name] for name in arguments.names or known if name in known]
    if arguments.write:
        _write(chosen, arguments.write)
        return 0
    if arguments.phases:
        _say_phases(chosen, arguments.rounds)
        return 0
    _say(_HEAD)
    for workload in chosen:
        for size in workload.sizes:
            _say(_line(measure(workload, size, arguments.rounds)))
    if not arguments.names or "process" in arguments.names:
        _say(_line(measure_process(arguments.rounds)))
    return 0


def _write(chosen: list[Workload], directory: Path) -> None:
    for workload in chosen:
        for size in workload.sizes:
            write_files(directory / f"{workload.name}-{size}", workload.build(size))


def _say_phases(chosen: list[Workload], rounds: int) -> None:
    """Print the ratio of the whole, then the milliseconds of each phase and its share."""
    _say(_PHASES_HEAD)
    for workload in chosen:
        for size in workload.sizes:
            row = measure(workload, size, rounds)
            with directory_of(workload.build(size)) as directory:
                seconds = phases_of(directory, rounds)
            total = sum(seconds.values())
            cells = [f"{s * 1000:>10.1f}{s / total:>5.0%}" for s in seconds.values()]
            _say(f"{row.name:16}{size:>8}{row.ratio:>8.2f}{total * 1000:>10.1f}{''.join(cells)}")


def _line(row: Row) -> str:
    oracle, kclpy = row.samples["oracle"], row.samples["kclpy"]
    is_complete = bool(oracle.seconds and kclpy.seconds)
    cells = [
        f"{row.name:16}{row.size:>8}",
        _milliseconds(oracle),
        _milliseconds(kclpy),
        f"{row.ratio:>8.2f}" if is_complete else f"{'-':>8}",
        f"{kclpy.first / oracle.first:>8.2f}" if is_complete else f"{'-':>8}",
        f"{oracle.peak / 1024:>7.0f}{kclpy.peak / 1024:>7.0f}  ",
        "; ".join(_remarks(row, is_complete)),
    ]
    return "".join(cells)


def _remarks(row: Row, is_complete: bool) -> Iterator[str]:
    for engine, samples in row.samples.items():
        if samples.failure:
            yield f"{engine}: {' '.join(samples.failure.split())[:120]}"
    if is_complete:
        yield "same" if row.agrees else "DIFFERENT"


def _milliseconds(samples: Samples) -> str:
    return f"{samples.median * 1000:>12.1f}" if samples.seconds else f"{'-':>12}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
