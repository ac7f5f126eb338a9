"""How commands tell what is wrong: the flags for it, and the writing to standard error.

A command adds the flags to its parser and hands what it found to a `Reporter`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from kclpy import __version__
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats import ALIASES, FORMATS, Findings, write

VARIABLE = "KCL_ERROR_FORMAT"


def add_error_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say how diagnostics are written."""
    parser.add_argument(
        "--error-format",
        "--error_format",
        choices=[*FORMATS, *ALIASES],
        metavar="NAME",
        help=f"how mistakes are written: {', '.join(FORMATS)} (default: ${VARIABLE}, or pretty)",
    )
    add_style_flags(parser)


def add_style_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that concern diagnostics for people."""
    add = parser.add_argument
    add(
        "--plain-errors",
        action=argparse.BooleanOptionalAction,
        help="write what the official engine writes and no more (default: unless on a terminal)",
    )
    add("--no_style", "--no-style", action="store_true", help="do not use colours")


class Reporter:
    """Writes diagnostics to standard error in the form that was asked for.

    ``stream`` is where people will read them, if that is elsewhere.
    """

    def __init__(self, words: argparse.Namespace, stream: TextIO | None = None) -> None:
        stream = stream or sys.stderr
        self.format = words.error_format or _from_environment()
        self.format = ALIASES.get(self.format, self.format)
        self.is_plain = words.plain_errors
        if self.is_plain is None:
            self.is_plain = not stream.isatty()
        self.is_coloured = not words.no_style and _wants_colour(stream)

    @property
    def wants_advice(self) -> bool:
        """Whether advice will be shown, so that it is worth to be looked for."""
        return self.format != "short" and not (self.format == "pretty" and self.is_plain)

    def write(self, diagnostics: Sequence[Diagnostic], files: Sequence[str] = ()) -> None:
        """Write what was found in ``files``; a form that is a document is always written."""
        findings = Findings(
            diagnostics,
            files,
            is_coloured=self.is_coloured,
            with_advice=not self.is_plain,
            version=__version__,
        )
        sys.stderr.write(write(findings, self.format))


def _from_environment() -> str:
    name = os.environ.get(VARIABLE, "").lower()
    return name if name in FORMATS or name in ALIASES else "pretty"


def _wants_colour(stream: TextIO) -> bool:
    """Tell whether ``stream`` shows colours: NO_COLOR and FORCE_COLOR win, in this order."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def write_internal_error(error: Exception) -> None:
    """Say in one line that an invariant of ours is broken; a traceback only on request."""
    if os.environ.get("KCLPY_DEBUG") == "1":
        raise error
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    text = str(error).partition("\n")[0]
    sys.stderr.write(f"internal error: {type(error).__name__}: {text} ({place})\n")
