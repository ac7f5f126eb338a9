"""Evaluations per second in one process: ``python -m tests.bench.rates [--rounds N]``.

A program that embeds an engine runs it many times. The official engine, the functions of kclpy
and `kclpy.Engine`, which keeps what it compiled, take turns here, each in a process that is warm.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench.measure import Row, measure
from tests.bench.workloads import WORKLOADS, Files, Workload, schema_instances

_ENGINES = ("oracle", "kclpy", "engine")

_HEAD = (
    f"{'program':10}{'lines':>8}{'oracle/s':>11}"
    f"{'kclpy/s':>11}{'times':>8}{'Engine/s':>11}{'times':>8}  output"
)


def _stack() -> Workload:
    return next(workload for workload in WORKLOADS if workload.name == "stack")


def _small(size: int) -> Files:
    return {
        "main.k": 'schema App:\n    name: str\n    replicas: int = 1\n\napp = App {name = "a"}\n'
    }


PROGRAMS = (
    Workload("small", "one schema, one instance", (1,), _small),
    Workload("middle", "an application on a model library", (60,), _stack().build),
    Workload("large", "instances with checks", (2000,), schema_instances),
)


def main() -> int:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rates", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="measured runs of each engine")
    rounds = parser.parse_args().rounds
    print(_HEAD)
    for program in PROGRAMS:
        [size] = program.sizes
        lines = sum(text.count("\n") for text in program.build(size).values())
        print(_line(measure(program, size, rounds, _ENGINES), lines), flush=True)
    return 0


def _line(row: Row, lines: int) -> str:
    oracle, *ours = (1 / row.samples[engine].median for engine in _ENGINES)
    rates = "".join([f"{rate:>11.1f}{rate / oracle:>8.1f}" for rate in ours])
    verdict = "same" if row.agrees else "DIFFERS"
    return f"{row.name:10}{lines:>8}{oracle:>11.1f}{rates}  {verdict}"


if __name__ == "__main__":
    sys.exit(main())
