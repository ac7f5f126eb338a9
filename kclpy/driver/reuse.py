"""What runs of one process keep of each other: trees of files, and compiled programs.

Nothing here can be stale. Every run looks for its files anew and reads them; a tree is used
again if the text is the same, a compiled program if it consists of the same trees, its imports
lead to the same packages, and plugins, overrides and the range check are the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from kclpy.codegen import CodeUnit
from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.driver.options import Options
from kclpy.semantics.program import Program
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse

# How many files are kept for each program that is kept.
_FILES = 16

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program without mistakes, its overrides applied, and its code."""

    program: Program
    units: list[CodeUnit]


class Reuse:
    """Keeps the ``count`` programs that were used last, and their files. Threads may share it."""

    def __init__(self, count: int) -> None:
        self._trees: _Recent[tuple[nodes.Module, tuple[Diagnostic, ...]]] = _Recent(count * _FILES)
        self._programs: _Recent[Compiled] = _Recent(count)

    def parse(self, file: SourceFile, diagnostics: Diagnostics) -> nodes.Module:
        """Return the tree of ``file``; report its syntax errors each time."""
        key = (file.path, file.text)
        known = self._trees.get(key)
        if known is None:
            found = Diagnostics()
            known = parse(file, found), tuple(found)
            self._trees.put(key, known)
        module, mistakes = known
        for mistake in mistakes:
            diagnostics.add(mistake)
        return module

    def find(self, key: Hashable) -> Compiled | None:
        """Return the program that was kept under ``key``."""
        return self._programs.get(key)

    def keep(self, key: Hashable, compiled: Compiled) -> None:
        """Keep a program without mistakes."""
        self._programs.put(key, compiled)

    def clear(self) -> None:
        """Forget everything."""
        self._trees.clear()
        self._programs.clear()


def key_of(program: Program, options: Options) -> Hashable:
    """Return all that the code of a loaded program depends on.

    Trees count as what they are, not as what they say: `Reuse.parse` returns the same tree for
    the same text.
    """
    packages = [
        (path, tuple(package.modules), tuple(package.imports.values()))
        for path, package in program.packages.items()
    ]
    plugins = [(name, tuple(one.functions.items())) for name, one in program.plugins.items()]
    return (tuple(packages), tuple(plugins), options.overrides, options.strict_range)


class _Recent(Generic[V]):
    """A bounded mapping that drops what was not used for the longest time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Hashable, value: V) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._limit:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
