"""Where our time goes: the phases of the pipeline one by one, in a process of its own.

``python -m tests.bench.phases DIRECTORY ROUNDS`` compiles ``main.k`` of a directory so many
times and prints the median seconds of each phase as JSON.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.bench.measure import ROOT, EngineFailed, environment

# Each phase as the property of the pipeline that computes it; `compile` is Python's part.
PHASES = {
    "parse": "program",
    "resolve": "models",
    "check": "types",
    "emit": "units",
    "compile": "",
    "evaluate": "value",
    "plan": "output",
}


def phases_of(directory: Path, rounds: int) -> dict[str, float]:
    """Return the median seconds of each phase for the program in ``directory``."""
    command = [sys.executable, "-m", "tests.bench.phases", str(directory), str(rounds)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise EngineFailed(done.stderr.strip()[-300:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _run(directory: Path) -> dict[str, float]:
    """Compile once; return the seconds of each phase."""
    from kclpy.codegen import unit
    from kclpy.driver.conditions import run_conditions
    from kclpy.driver.options import Options
    from kclpy.driver.pipeline import Pipeline

    pipeline = Pipeline(Options(paths=(str(directory / "main.k"),), workdir=str(directory)))
    seconds = dict.fromkeys(PHASES, 0.0)

    def timed(phase: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        result = work(*args, **kwargs)
        seconds[phase] += time.process_time() - start
        return result

    def python_compile(*args: Any, **kwargs: Any) -> Any:
        return timed("compile", compile, *args, **kwargs)

    with run_conditions(), patch.object(unit, "compile", python_compile, create=True):
        for phase, name in PHASES.items():
            if name:
                timed(phase, getattr, pipeline, name)
        timed("plan", pipeline.output.to_yaml)
    seconds["emit"] -= seconds["compile"]
    return seconds


def main() -> None:
    """Print the medians of the phases of one program."""
    directory, rounds = Path(sys.argv[1]), int(sys.argv[2])
    runs = [_run(directory) for _ in range(rounds + 1)][1:]  # the first one imports
    medians = {phase: statistics.median(run[phase] for run in runs) for phase in PHASES}
    sys.stdout.write(json.dumps(medians))


if __name__ == "__main__":
    main()
