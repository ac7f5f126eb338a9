"""The pages of the reference, generated from docstrings, the grammar and the command line."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterable, Iterator

from docs.problems import problem_pages
from docs.rules import rules_page
from kclpy import resources
from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin, Constant
from kclpy.cli import check, doc, export, lsp
from kclpy.cli import compile as compile_command
from kclpy.cli import lint as lint_command


def pages() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page."""
    yield "reference/index.md", _INDEX
    yield "reference/command-line.md", _command_line()
    yield "reference/functions.md", _functions()
    yield "reference/grammar.md", _grammar()
    yield "reference/rules.md", rules_page()
    yield from problem_pages()


_INDEX = """# Reference

* [Command line](command-line.md): the flags of the commands
* [Functions](functions.md): what programs can call, with and without import
* [Grammar](grammar.md): the language
* [Problems](problems/index.md): what kclpy says is wrong, with examples
* [Lint rules](rules.md): what `kclpy lint` finds beyond that

These pages are generated; change the docstrings, the grammar or the parser of arguments.
"""


def _command_line() -> str:
    """Return the page about the flags of the commands."""
    parts = [
        "# Command line",
        "`kclpy compile` and `kclpy run` are the same command; `kclpy version` prints the version.",
        *_flags(compile_command.command_line()),
        "## Doc",
        "`kclpy doc generate` documents schemas, `kclpy doc check` tries examples in docstrings.",
        *_flags(doc.command_line()),
        "## Export",
        "`kclpy export` writes schemas in another language.",
        *_flags(export.command_line()),
        "## Check",
        "`kclpy check` checks all that must hold before a change goes in.",
        *_flags(check.command_line()),
        "## Lint",
        "`kclpy lint` tells what had better be otherwise.",
        *_flags(lint_command.command_line()),
        "## Lsp",
        "`kclpy lsp` serves an editor that speaks the language server protocol.",
        *_flags(lsp.command_line()),
    ]
    return "\n\n".join(parts) + "\n"


def _flags(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield a table of the flags of a command."""
    rows = [_flag(action) for action in parser._actions if action.option_strings]
    yield "\n".join(["| Flag | Means |", "|---|---|", *rows])


def _flag(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    value = f" {action.metavar}" if action.metavar else ""
    return f"| {names}{value} | {action.help} |"


def _functions() -> str:
    """Return the page about all functions that programs can call."""
    parts = ["# Functions", "## Without import", *_entries(registry.universe().values())]
    parts += ["## Members of strings", *_entries(registry.members("str").values())]
    for name in registry.module_names():
        parts.append(f"## Module {name}")
        parts += _entries((registry.module(name) or {}).values())
        parts += _entries(registry.constants(name).values())
    return "\n\n".join(parts) + "\n"


def _entries(declared: Iterable[Builtin | Constant]) -> list[str]:
    return [f"### {one.full_name}\n\n{_form(one)}{inspect.cleandoc(one.doc)}" for one in declared]


def _form(declared: Builtin | Constant) -> str:
    """Return how something is used: its parameters and result."""
    if isinstance(declared, Builtin):
        return f"`{declared.full_name}{declared.signature}`\n\n"
    return ""


def _grammar() -> str:
    """Return the page with the grammar."""
    return f"# Grammar\n\n```\n{resources.grammar_text()}```\n"
