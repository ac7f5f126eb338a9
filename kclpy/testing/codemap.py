"""Which lines of a KCL file hold code, and which of them decide where to go on.

Emitted code keeps the positions of KCL source, so its line table tells what can run. Branches
are read off the tree: an ``if`` whose body stands in other lines than its condition.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import CodeType

from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.testing.discovery import SUFFIX, TestPackage


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition in the line ``test``: from there it goes to ``taken``, or else elsewhere.

    ``taken`` are the lines of the body; ``otherwise`` is the first line of the other body, or
    -1 where there is none.
    """

    test: int
    taken: range
    otherwise: int = -1


@dataclass(frozen=True, slots=True)
class CodeMap:
    """The lines of a file that hold code, and its branches."""

    lines: frozenset[int] = frozenset()
    branches: tuple[Branch, ...] = ()


@dataclass(slots=True)
class CodeMaps:
    """The maps of all files that are asked for; ``options`` say where packages are found."""

    options: Options = field(default_factory=Options)
    known: dict[str, CodeMap] = field(default_factory=dict)

    def of(self, path: str) -> CodeMap:
        """Return the map of the file at ``path``; it is empty if the file cannot be compiled.

        A file is compiled with those beside it, or else alone.
        """
        if path not in self.known:
            beside = TestPackage(os.path.dirname(path), ()).sources
            sources = [other for other in beside if not other.endswith(SUFFIX)]
            for entries in (beside, sources, [path]):
                if path in entries and self._compile(entries):
                    break
            else:
                self.known[path] = CodeMap()
        return self.known[path]

    def _compile(self, paths: Sequence[str]) -> bool:
        """Enter the maps of the files of one package; return whether it can be compiled."""
        request = Request(replace(self.options, paths=tuple(paths)))
        try:
            options, _ = resolve_request(request)
        except RequestError:
            return False
        pipeline = Pipeline(options)
        with run_conditions():
            try:
                units = pipeline.units
            except (Stopped, RecursionError, MemoryError):
                return False
        codes = [code for unit in units[-1:] for code in unit.codes]
        for module in pipeline.program.main.modules:
            path = module.file.path
            lines = frozenset(_lines(codes, path))
            self.known[path] = CodeMap(lines, tuple(_branches(module, lines)))
        return True


def _lines(codes: Sequence[CodeType], path: str) -> Iterator[int]:
    """Yield the lines of the file at ``path`` that ``codes`` can run."""
    waiting = [code for code in codes if code.co_filename == path]
    while waiting:
        code = waiting.pop()
        yield from (line for _, _, line in code.co_lines() if line)
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]


def _branches(module: nodes.Module, lines: frozenset[int]) -> Iterator[Branch]:
    """Yield the branches whose body holds code in lines of its own."""
    finder = _BranchFinder(module)
    finder.visit(module)
    for test, body, orelse in finder.found:
        first = next((line for line in body if line in lines), None)
        if test in lines and first is not None and first > test:
            otherwise = next((line for line in orelse if line in lines), -1)
            yield Branch(test, range(first, body.stop), otherwise)


class _BranchFinder(Walker):
    """Finds conditions with two ways to go on."""

    def __init__(self, module: nodes.Module) -> None:
        self.position = module.file.position
        self.found: list[tuple[int, range, range]] = []  # test, body, other body

    def visit_IfStmt(self, node: nodes.IfStmt) -> None:
        self._add(node, node.test, node.body, node.orelse)

    def visit_ConfigIfEntry(self, node: nodes.ConfigIfEntry) -> None:
        self._add(node, node.test, node.body, node.orelse)

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> None:
        self._add(node, node.test, node.body, node.orelse)

    def _add(
        self,
        node: nodes.Node,
        test: nodes.Expr,
        body: Sequence[nodes.Node],
        orelse: Sequence[nodes.Node],
    ) -> None:
        line, _ = self.position(test.start)
        self.found.append((line, self._range(body), self._range(orelse)))
        self.descend(node)

    def _range(self, several: Sequence[nodes.Node]) -> range:
        if not several:
            return range(0)
        first, _ = self.position(several[0].start)
        last, _ = self.position(max(several[-1].end - 1, several[-1].start))
        return range(first, last + 1)
