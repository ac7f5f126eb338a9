"""The process that asks the official engine: one JSON program per line, one answer per line.

It is a process of its own because the engine can die of a signal, or never return.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import kcl_lib.api as official  # type: ignore[import-untyped]

from tests.fuzz.programs import Answer, Options, Program, plain


def answer(program: Program) -> Answer:
    """Return what the official engine says about `program`."""
    with tempfile.TemporaryDirectory(prefix="kclpy-oracle-") as name:
        directory = Path(name).resolve()
        entries = program.write(directory)
        arguments = _arguments(directory, entries, Options.parse(program.options))
        try:
            result = official.API().exec_program(arguments)
        except Exception as error:  # the engine raises bare exceptions for compile errors
            return Answer("error", plain(str(error), directory))
        if result.err_message:
            return Answer("error", plain(result.err_message, directory), result.log_message)
        return Answer("ok", result.yaml_result, result.log_message)


def _arguments(directory: Path, entries: list[Path], options: Options) -> Any:
    return official.ExecProgramArgs(
        work_dir=str(directory),
        k_filename_list=[str(path) for path in entries],
        args=[official.Argument(name=name, value=value) for name, value in options.arguments],
        overrides=options.overrides,
        path_selector=options.selectors,
        disable_none="-n" in options.flags,
        sort_keys="-k" in options.flags,
        show_hidden="-H" in options.flags,
        strict_range_check="-r" in options.flags,
    )


def main() -> None:
    """Answer programs from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the engine writes to standard output by itself
    for line in sys.stdin:
        program = Program.from_json(json.loads(line))
        start = time.perf_counter()
        said = answer(program)
        seconds = time.perf_counter() - start
        message = [said.status, said.text, said.log, seconds]
        answers.write(json.dumps(message) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
