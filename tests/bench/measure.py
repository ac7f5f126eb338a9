"""Rounds, medians and ratios: both engines take turns on the same program.

Times are those of the processor, which other processes on the machine disturb the least.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.workloads import Files, Workload
from tests.files import write_files

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("oracle", "kclpy")


class EngineFailed(Exception):
    """An engine died, hung, or refused a workload."""


@dataclass
class Samples:
    """What one engine needed for one program."""

    seconds: list[float] = field(default_factory=list)
    peak: int = 0  # resident kilobytes
    first: float = 0.0  # seconds of the first run in a fresh process
    digest: str = ""
    failure: str = ""

    @property
    def median(self) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(self.seconds)


@dataclass
class Row:
    """One line of the table."""

    name: str
    size: int
    samples: dict[str, Samples]

    @property
    def ratio(self) -> float:
        """Our time as a part of the oracle's."""
        return self.samples["kclpy"].median / self.samples["oracle"].median

    @property
    def agrees(self) -> bool:
        """Whether both engines gave the same output."""
        return len({sample.digest for sample in self.samples.values()}) == 1


class Server:
    """One engine in a process of its own."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.server", engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            text=True,
        )

    def run(self, directory: Path) -> tuple[float, str, int]:
        """Return seconds, digest and peak memory of one compilation."""
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.write(f"{directory}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise EngineFailed(f"{self.engine} does not start") from None
        line = self.process.stdout.readline()
        if not line:
            raise EngineFailed(f"{self.engine} died")
        seconds, is_ok, text, peak = json.loads(line)
        if not is_ok:
            raise EngineFailed(f"{self.engine} refuses the program: {text.strip()}")
        return seconds, text, peak

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()


def environment() -> dict[str, str]:
    paths = [str(ROOT), str(ROOT / "stdlib"), str(ROOT / "lsp")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def measure(workload: Workload, size: int, rounds: int, engines: Sequence[str] = ENGINES) -> Row:
    """Return what the engines need for one size of `workload`, in process."""
    samples = {engine: Samples() for engine in engines}
    with directory_of(workload.build(size)) as directory, directory_of(_WARM_UP) as warm_up:
        servers = {engine: Server(engine) for engine in engines}
        try:
            for engine, server in servers.items():
                _first_run(server, warm_up, directory, samples[engine])
            for done in range(rounds):
                if done and _total(samples) > _ENOUGH:
                    break
                for engine, server in servers.items():
                    _next_run(server, directory, samples[engine])
        finally:
            for server in servers.values():
                server.close()
    return Row(workload.name, size, samples)


_ENOUGH = 10.0  # seconds after which a program is not run again


def _total(samples: dict[str, Samples]) -> float:
    return sum(sum(sample.seconds) for sample in samples.values())


_WARM_UP: Files = {"main.k": "a = 1\n"}


def _first_run(server: Server, warm_up: Path, directory: Path, samples: Samples) -> None:
    try:
        server.run(warm_up)
        samples.first, samples.digest, _ = server.run(directory)
    except EngineFailed as failure:
        samples.failure = str(failure)


def _next_run(server: Server, directory: Path, samples: Samples) -> None:
    if samples.failure:
        return
    try:
        seconds, _, samples.peak = server.run(directory)
        samples.seconds.append(seconds)
    except EngineFailed as failure:
        samples.failure = str(failure)


def measure_process(rounds: int) -> Row:
    """Return what a whole process needs that compiles one small program."""
    source = 'a = 1\nschema S:\n    n: int = a\nb = S {}\nc = "${b.n}"\n'
    samples = {engine: Samples() for engine in ENGINES}
    with directory_of({"main.k": source}) as directory:
        # An installed package has its bytecode; the first run writes it.
        environ = {**environment(), "PYTHONPYCACHEPREFIX": str(directory)}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        commands = {
            "oracle": [sys.executable, "-c", _ORACLE_PROCESS, str(directory / "main.k")],
            "kclpy": [sys.executable, "-m", "kclpy", "compile", str(directory / "main.k")],
        }
        for engine, command in commands.items():
            samples[engine].first = _time_process(command, environ, samples[engine])
        for _ in range(rounds):
            for engine, command in commands.items():
                seconds = _time_process(command, environ, samples[engine])
                samples[engine].seconds.append(seconds)
    return Row("process", 1, samples)


_ORACLE_PROCESS = """\
import sys
import kcl_lib.api as api
result = api.API().exec_program(api.ExecProgramArgs(k_filename_list=[sys.argv[1]]))
print(result.yaml_result)
"""


def _time_process(command: Sequence[str], environ: Mapping[str, str], samples: Samples) -> float:
    start = _children_time()
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    seconds = _children_time() - start
    if done.returncode:
        samples.failure = done.stderr.strip()[-300:]
    samples.digest = done.stdout.strip()
    return seconds


def _children_time() -> float:
    """Return the processor time of all processes that were started and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def directory_of(files: Files) -> Iterator[Path]:
    """Write `files` into a directory that lives as long as the block."""
    with tempfile.TemporaryDirectory(prefix="kclpy-bench-") as name:
        directory = Path(name).resolve()
        write_files(directory, files)
        yield directory
