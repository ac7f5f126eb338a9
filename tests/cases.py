"""Cases that are files: a program, its options, and what is expected of it.

A case is ``CASE.k``, or a folder with ``main.k``. Its options stand in ``CASE.args`` or in
``args`` in the folder, one per line; its entries, where there are several, in ``entries``.
``CASE.yaml`` is the output that is expected, ``CASE.stderr`` the diagnostics.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kclpy import api
from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from tests.outcome import Outcome


@dataclass(frozen=True)
class Case:
    """One case; ``stem`` is its path without a suffix, ``home`` the folder of its files."""

    name: str
    stem: Path
    home: Path

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """The entry files, relative to the folder."""
        if self.home != self.stem:
            return (f"{self.stem.name}.k",)
        listed = self.home / "entries"
        return tuple(listed.read_text("utf-8").split()) if listed.exists() else ("main.k",)

    @cached_property
    def arguments(self) -> list[str]:
        """The options of the command line, one with its value in each."""
        path = self.home / "args" if self.home == self.stem else self.beside(".args")
        return path.read_text("utf-8").splitlines() if path.exists() else []

    @property
    def options(self) -> Options:
        """The options of the run."""
        home = str(self.home)
        options = Options(paths=tuple(os.path.join(home, e) for e in self.entries), workdir=home)
        for argument in self.arguments:
            options = _with(options, argument)
        return options

    @property
    def expected(self) -> Outcome | None:
        """The outcome that is expected, None if no file tells it."""
        yaml, errors = self.beside(".yaml"), self.beside(".stderr")
        if yaml.exists():
            return Outcome(False, yaml.read_text("utf-8"))
        return Outcome(True, errors.read_text("utf-8")) if errors.exists() else None

    def beside(self, suffix: str) -> Path:
        """Return the file beside the case that has its name and another suffix."""
        return self.stem.with_name(self.stem.name + suffix)

    def run(self) -> Outcome:
        """Return what kclpy makes of the case."""
        result = api.run(self.options)
        if result.is_failure:
            return Outcome(True, self.relative(render(result.diagnostics)))
        return Outcome(False, result.yaml + "\n")

    def relative(self, text: str) -> str:
        """Return ``text`` with file names relative to the folder of the case."""
        for home in (str(self.home.resolve()), str(self.home)):
            text = text.replace(f"{home}/", "").replace(home, "")
        return text.strip("\n") + "\n"


def _with(options: Options, argument: str) -> Options:
    flag, _, value = argument.partition(" ")
    match flag:
        case "-D":
            key, _, text = value.partition("=")
            return replace(options, arguments={**options.arguments, key: text})
        case "-S":
            return replace(options, selectors=(*options.selectors, value))
        case "-O":
            return replace(options, overrides=(*options.overrides, value))
        case "-E":
            name, _, path = value.partition("=")
            return replace(options, externals={**options.externals, name: path})
        case "-n":
            return replace(options, disable_none=True)
        case "-k":
            return replace(options, sort_keys=True)
        case "-H":
            return replace(options, show_hidden=True)
        case "-r":
            return replace(options, strict_range=True)
        case _:
            raise ValueError(f"unknown option: {argument}")


def find_cases(directory: Path, root: Path | None = None) -> Iterator[Case]:
    """Yield the cases below ``directory``, named by their path from ``root``."""
    root = root or directory
    for path in sorted(directory.iterdir()):
        name = path.relative_to(root).as_posix()
        if path.is_dir():
            if is_case_folder(path):
                yield Case(name, path, path)
            else:
                yield from find_cases(path, root)
        elif path.suffix == ".k":
            yield Case(name.removesuffix(".k"), path.with_suffix(""), directory)


def is_case_folder(path: Path) -> bool:
    """Tell whether a folder is a case of several files."""
    return (path / "main.k").exists()
