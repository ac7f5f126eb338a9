"""The process that asks the official engine, which can die of a signal or never return."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kcl_lib import api as official

from tests.fuzz.programs import Answer, Options, Program, plain
from tests.fuzz.serving import serve


def ask(program: Program, directory: Path, entries: list[Path]) -> Answer:
    """Return what the official engine says about a program."""
    arguments = _arguments(directory, entries, Options.parse(program.options))
    try:
        result = official.API().exec_program(arguments)
    except Exception as error:  # the engine raises bare exceptions
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


if __name__ == "__main__":
    serve(ask)
