"""The plugin that lets coverage.py measure KCL: ``plugins = kclpy.testing.coverage_plugin``.

Emitted code says which file and line of KCL it stands for, so coverage.py can trace it as it
is. The plugin tells which files these are, which of their lines hold code, and what their
branches are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

from kclpy.driver.options import Options
from kclpy.source import SourceFile
from kclpy.source.vfs import Files, canonical
from kclpy.syntax import tokens
from kclpy.syntax.lexer import lex
from kclpy.testing.codemap import CodeMap, CodeMaps

if TYPE_CHECKING:
    from coverage.plugin_support import Plugins

Arc = tuple[int, int]


def coverage_init(registry: Plugins, options: dict[str, Any]) -> None:
    """Register the plugin with coverage.py."""
    registry.add_file_tracer(KclPlugin(Options()))


def plugin_for(options: Options) -> Callable[[Plugins], None]:
    """Return what registers a plugin that compiles files as ``options`` say."""
    return lambda registry: registry.add_file_tracer(KclPlugin(options))


class KclPlugin(CoveragePlugin):
    """Knows files whose names end in ``.k``."""

    def __init__(self, options: Options) -> None:
        self.maps = CodeMaps(options)

    def file_tracer(self, filename: str) -> FileTracer | None:
        """Return the tracer of a KCL file, None for any other."""
        return _Tracer(filename) if filename.endswith(".k") else None

    def file_reporter(self, filename: str) -> FileReporter:
        """Return what is to be told of a KCL file."""
        return _Reporter(filename, self.maps)

    def find_executable_files(self, src_dir: str) -> Iterator[str]:
        """Yield the KCL files below a directory, so that those count of which nothing ran."""
        for directory, below, names in os.walk(src_dir):
            below[:] = sorted(name for name in below if not name.startswith("."))
            yield from (os.path.join(directory, name) for name in names if name.endswith(".k"))


class _Tracer(FileTracer):
    """Says that the lines of emitted code are those of the file it was emitted from."""

    def __init__(self, filename: str) -> None:
        self.filename = filename

    def source_filename(self) -> str:
        return self.filename


class _Reporter(FileReporter):
    """The lines and branches of one file."""

    def __init__(self, filename: str, maps: CodeMaps) -> None:
        super().__init__(filename)
        self.file: SourceFile = Files().source(canonical(filename))
        self.maps = maps

    @property
    def map(self) -> CodeMap:
        """The code of the file."""
        return self.maps.of(self.file.path)

    def source(self) -> str:
        return self.file.text

    def lines(self) -> set[int]:
        return set(self.map.lines)

    def arcs(self) -> set[Arc]:
        return {
            arc
            for branch in self.map.branches
            for arc in ((branch.test, branch.taken.start), (branch.test, branch.otherwise))
        }

    def translate_arcs(self, arcs: Iterable[Arc]) -> set[Arc]:
        """Return which way each branch went, wherever in its bodies it went first."""
        branches = {branch.test: branch for branch in self.map.branches}
        translated = set()
        for start, end in arcs:
            branch = branches.get(start)
            if branch is not None and end != start:
                goal = branch.taken.start if end in branch.taken else branch.otherwise
                translated.add((start, goal))
        return translated

    def exit_counts(self) -> dict[int, int]:
        counts = dict.fromkeys(self.map.lines, 1)
        counts.update((branch.test, 2) for branch in self.map.branches)
        return counts

    def missing_arc_description(
        self, start: int, end: int, executed_arcs: Iterable[Arc] | None = None
    ) -> str:
        return f"the condition in line {start} was never {self._outcome(start, end)}"

    def arc_description(self, start: int, end: int) -> str:
        return f"the condition is {self._outcome(start, end)}"

    def _outcome(self, start: int, end: int) -> str:
        is_taken = any(b.test == start and b.taken.start == end for b in self.map.branches)
        return "true" if is_taken else "false"

    def source_token_lines(self) -> Iterator[list[tuple[str, str]]]:
        """Yield each line as pieces of text with the class that tells how they look."""
        pieces = list(_pieces(self.file))
        line: list[tuple[str, str]] = []
        for kind, text in pieces:
            parts = text.split("\n")
            for part in parts[:-1]:
                yield [*line, (kind, part)] if part else line
                line = []
            if parts[-1]:
                line.append((kind, parts[-1]))
        if line:
            yield line


_CLASSES = {tokens.NAME: "nam", tokens.NUMBER: "num", tokens.STRING: "str"}


def _pieces(file: SourceFile) -> Iterator[tuple[str, str]]:
    """Yield the whole text in pieces: tokens, comments, and what stands between them."""
    lexed = lex(file)
    marks = [(start, end, "com") for start, end in lexed.comments]
    for kind, _, start, end in lexed.tokens:
        if kind not in (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT, tokens.EOF):
            word = "key" if kind in tokens.KEYWORDS else "op"
            marks.append((start, end, _CLASSES.get(kind, word)))
    at = 0
    for start, end, word in sorted(marks):
        if start < at:
            continue  # a string within a string
        if start > at:
            yield "ws", file.text[at:start]
        yield word, file.text[start:end]
        at = end
    if at < len(file.text):
        yield "ws", file.text[at:]
