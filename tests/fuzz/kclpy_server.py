"""The process that asks this project's engine, so that one that hangs can be replaced."""

from __future__ import annotations

import traceback
from pathlib import Path

from kclpy import api
from tests.fuzz.programs import Answer, Options, Program, plain
from tests.fuzz.serving import serve


def ask(program: Program, directory: Path, entries: list[Path]) -> Answer:
    """Return what this project's engine says about a program."""
    options = Options.parse(program.options)
    try:
        result = api.compile(
            entries,
            workdir=directory,
            arguments=dict(options.arguments),
            selectors=options.selectors,
            overrides=options.overrides,
            disable_none="-n" in options.flags,
            sort_keys="-k" in options.flags,
            show_hidden="-H" in options.flags,
            strict_range="-r" in options.flags,
        )
        if result.is_failure:
            return Answer("error", plain(result.errors, directory), result.log)
        return Answer("ok", result.yaml, result.log)
    except Exception:  # the difference that counts most
        return Answer("crash", traceback.format_exc())


if __name__ == "__main__":
    serve(ask)
