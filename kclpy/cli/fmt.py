"""``kclpy fmt``: write files in the style of KCL (reference, 07 section 4)."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Iterator, Sequence

from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.diagnostics import Diagnostic
from kclpy.formatter.files import FilesError, find_files
from kclpy.formatter.rewrite import FileResult, format_bytes, format_files

_STDIN = "-"
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def run(argv: Sequence[str]) -> int:
    """Format what ``argv`` names and return the exit status."""
    words = command_line().parse_args(argv)
    if _STDIN in words.paths:
        if len(words.paths) > 1:
            sys.stderr.write("kclpy fmt: - cannot stand beside other paths\n")
            return 2
        return _format_stdin(words)
    try:
        paths = find_files(words.paths)
    except FilesError as error:
        sys.stderr.write(f"kclpy fmt: {error}\n")
        return 1
    if not paths:
        sys.stderr.write("kclpy fmt: no KCL files found\n")
        return 0
    jobs = words.jobs or os.cpu_count() or 1
    is_dry = words.check or words.diff
    results = _shown(format_files(paths, is_dry, jobs), words.diff)
    return _report(results, words)


def _format_stdin(words: argparse.Namespace) -> int:
    """Format standard input to standard output."""
    result = format_bytes(_standard_input(), words.stdin_filename)
    if not result.is_failure and not words.check and not words.diff:
        sys.stdout.write(result.after)
        return 0
    if words.diff:
        sys.stdout.writelines(_difference(result))
    _write_failures([result], words)
    return 1 if result.is_failure or (words.check and result.is_changed) else 0


def _standard_input() -> bytes:
    buffer = getattr(sys.stdin, "buffer", None)
    return sys.stdin.read().encode() if buffer is None else buffer.read()


def _shown(results: Iterator[FileResult], is_diff: bool) -> list[FileResult]:
    """Print the paths that change, or how they change, while results come in."""
    kept = []
    for result in results:
        if result.is_changed:
            if is_diff:
                sys.stdout.writelines(_difference(result))
            else:
                sys.stdout.write(f"{result.path}\n")
        kept.append(result)
    return kept


def _report(results: Sequence[FileResult], words: argparse.Namespace) -> int:
    """Say what went wrong, and how many files there were; return the exit status."""
    _write_failures(results, words)
    changed = sum(result.is_changed for result in results)
    failed = sum(result.is_failure for result in results)
    if words.check and changed:
        sys.stderr.write(f"{changed} KCL file(s) require formatting\n")
    elif len(results) > 1 and not words.quiet:
        kept = len(results) - changed - failed
        done = "would change" if words.check or words.diff else "changed"
        counts = [(changed, done), (kept, "left as they were"), (failed, "with mistakes")]
        text = ", ".join(f"{count} {what}" for count, what in counts if count)
        sys.stderr.write(f"{len(results)} files: {text}\n")
    return 1 if failed or (words.check and changed) else 0


def _write_failures(results: Sequence[FileResult], words: argparse.Namespace) -> None:
    diagnostics: list[Diagnostic] = []
    for result in results:
        diagnostics += result.diagnostics
        if result.error:
            sys.stderr.write(f"kclpy fmt: {result.error}\n")
    if diagnostics:
        Reporter(words).write(diagnostics, [result.path for result in results])


def _difference(result: FileResult) -> Iterator[str]:
    """Yield the lines of a unified diff, in colour on a terminal."""
    is_coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    before, after = (text.splitlines(keepends=True) for text in (result.before, result.after))
    for line in difflib.unified_diff(before, after, result.path, f"{result.path} (formatted)"):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        colour = _COLOURS.get(line[0]) if is_coloured else None
        yield text if colour is None else f"{colour}{text.rstrip(chr(10))}\x1b[0m\n"


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy fmt", description="Write files in the style of KCL.", allow_abbrev=False
    )
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a directory, dir/... for all below it, or - for stdin (default: .)",
    )
    add(
        "--check",
        "--dry-run",
        "--dry_run",
        action="store_true",
        help="write nothing; list the files that would change, and fail if there are any",
    )
    add("--diff", action="store_true", help="write nothing; show how files would change")
    add(
        "--stdin-filename",
        default="stdin.k",
        metavar="PATH",
        help="the file that standard input stands for",
    )
    add("-j", "--jobs", type=int, metavar="N", help="processes for many files (default: all cores)")
    add("-q", "--quiet", action="store_true", help="do not count the files at the end")
    add_error_flags(parser)
    return parser
