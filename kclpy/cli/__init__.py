"""The command line: one file per command, imported when it is asked for.

Nothing here is imported before it is needed: most of the time of a small program is spent
on starting.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

_COMMANDS = {
    "check": "check",
    "compile": "compile",
    "d": "doc",
    "doc": "doc",
    "export": "export",
    "fmt": "fmt",
    "help": "help",
    "lint": "lint",
    "lsp": "lsp",
    "run": "compile",
    "r": "compile",
    "test": "test",
    "t": "test",
    "vet": "vet",
    "version": "version",
}

_USAGE = """\
usage: kclpy COMMAND [flags] [args]

commands:
  check              all that must hold before a change goes in: the command for CI
  compile (run, r)   evaluate a program and print what it configures
  doc (d)            document schemas, try the examples in their documentation
  export             write schemas for pydantic, JSON Schema, OpenAPI or TypeScript
  fmt                write files in the style of KCL
  help NAME          explain a mistake or a rule, by its name or its code
  lint               tell what is wrong, and what had better be otherwise
  lsp                serve an editor that speaks the language server protocol
  test (t)           run the tests in *_test.k files
  vet                validate data against a schema
  version            print the version

kclpy COMMAND --help tells more about a command.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` names and return the exit status.

    0 is success, 1 a mistake in the program, 2 a wrong use of the command.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("-h", "--help") or arguments == ["help"]:
        sys.stdout.write(_USAGE)
        return 0
    name = "version" if arguments[0] in ("-v", "--version") else arguments[0]
    if name not in _COMMANDS:
        sys.stderr.write(f"kclpy: unknown command '{name}'{_hint(name)}\n\n{_USAGE}")
        return 2
    _use_utf8()
    try:
        status: int = import_module(f"kclpy.cli.{_COMMANDS[name]}").run(arguments[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
        return 1
    except KeyboardInterrupt:
        return 130
    except SystemExit as done:  # the parser of arguments has said all
        return done.code if isinstance(done.code, int) else 1
    except (MemoryError, RecursionError):
        sys.stderr.write("kclpy: what is asked for is too large or nested too deeply\n")
        return 1
    except Exception as error:
        from kclpy.cli.errors import write_internal_error  # most commands have imported it

        write_internal_error(error)
        return 1
    return status


def _hint(name: str) -> str:
    from kclpy.diagnostics.suggestion import nearest

    close = nearest(name, _COMMANDS)
    return "" if close is None else f", did you mean '{close}'?"


def _use_utf8() -> None:
    """Read and write UTF-8 and end lines alike, whatever the system is used to."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
