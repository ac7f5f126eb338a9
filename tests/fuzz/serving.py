"""The loop of an engine's process: one JSON program per line, one JSON answer per line."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.programs import Answer, Program

Ask = Callable[[Program, Path, list[Path]], Answer]


def answer(program: Program, ask: Ask) -> Answer:
    """Return what `ask` says about `program` when its files and entries are on disk."""
    with tempfile.TemporaryDirectory(prefix="kclpy-fuzz-") as name:
        directory = Path(name).resolve()
        return ask(program, directory, program.write(directory))


def serve(ask: Ask) -> None:
    """Answer programs from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # an engine may write to standard output by itself
    for line in sys.stdin:
        program = Program.from_json(json.loads(line))
        start = time.perf_counter()
        said = answer(program, ask)
        seconds = time.perf_counter() - start
        answers.write(json.dumps([said.status, said.text, said.log, seconds]) + "\n")
        answers.flush()
