"""A process that runs one engine: it answers directories with times, sizes and digests.

Standard input has a directory per line; ``main.k`` in it is compiled. An answer is a
JSON list: processor seconds, whether it succeeded, the digest of the YAML or the error, and the
peak of the resident memory in kilobytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[Path], tuple[bool, str]]


def oracle() -> Run:
    """Return how the official engine compiles a directory."""
    from kcl_lib import api as official

    engine = official.API()

    def run(directory: Path) -> tuple[bool, str]:
        arguments = official.ExecProgramArgs(
            work_dir=str(directory), k_filename_list=[str(directory / "main.k")]
        )
        try:
            result = engine.exec_program(arguments)
        except Exception as error:  # the engine raises bare exceptions
            return False, str(error)
        return not result.err_message, result.err_message or result.yaml_result

    return run


def kclpy() -> Run:
    """Return how this project compiles a directory."""
    from kclpy import api

    return _compiling(api.compile)


def engine() -> Run:
    """Return how an engine of this project does that keeps what it compiled."""
    from kclpy import api

    return _compiling(api.Engine().compile)


def _compiling(compile: Callable[..., Any]) -> Run:
    def run(directory: Path) -> tuple[bool, str]:
        result = compile([str(directory / "main.k")], workdir=str(directory))
        if result.is_failure:
            return False, result.errors
        return True, result.yaml

    return run


def main() -> None:
    """Answer directories from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # engines may write to standard output
    run = {"oracle": oracle, "kclpy": kclpy, "engine": engine}[sys.argv[1]]()
    for line in sys.stdin:
        start = time.process_time()
        is_ok, text = run(Path(line.strip()))
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        digest = hashlib.sha256(text.rstrip("\n").encode()).hexdigest() if is_ok else text[:2000]
        answers.write(json.dumps([seconds, is_ok, digest, peak]) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
