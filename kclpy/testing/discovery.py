"""Where tests are: directories with files called ``*_test.k`` (reference, 07 section 6)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kclpy.diagnostics.load import EntryNotFound
from kclpy.diagnostics.problem import Problem
from kclpy.driver.workspace import TESTS
from kclpy.source.vfs import canonical

SUFFIX = TESTS

_RECURSIVE = "..."


class DiscoveryError(Exception):
    """What is to be tested is not there; ``problem`` says what."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class TestPackage:
    """A directory with tests: its canonical path, and the names of its test files."""

    __test__ = False  # no test of pytest's

    directory: str
    files: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The paths of all KCL files of the package; tests come last."""
        names = [name for name in os.listdir(self.directory) if name.endswith(".k")]
        names.sort(key=lambda name: (name.endswith(SUFFIX), name))
        return tuple(os.path.join(self.directory, name) for name in names)


def find_packages(paths: Sequence[str], workdir: str = ".") -> list[TestPackage]:
    """Return the packages with tests that ``paths`` name, each once.

    A path is a directory, a directory followed by ``/...`` for all below it as well, or one
    test file. Raises `DiscoveryError` for a path that is neither.
    """
    files: dict[str, dict[str, None]] = {}
    for path in paths or (".",):
        for directory, names in _found(path, os.path.join(workdir, path)):
            files.setdefault(directory, {}).update(dict.fromkeys(names))
    return [TestPackage(directory, tuple(sorted(names))) for directory, names in files.items()]


def _found(written: str, path: str) -> Iterator[tuple[str, list[str]]]:
    head, tail = os.path.split(path)
    is_recursive = tail == _RECURSIVE
    root = head if is_recursive else path
    if os.path.isfile(root) and root.endswith(SUFFIX):
        root = canonical(root)
        yield os.path.dirname(root), [os.path.basename(root)]
        return
    if not os.path.isdir(root):
        raise DiscoveryError(EntryNotFound(written))
    for directory, below, names in os.walk(canonical(root)):
        below[:] = sorted(name for name in below if is_recursive and not name.startswith("."))
        tests = [name for name in names if name.endswith(SUFFIX)]
        if tests:
            yield directory, tests
