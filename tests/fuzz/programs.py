"""A program as the fuzzer and its workers exchange it: files, options, and an answer."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.files import write_files

Status = Literal["ok", "error", "crash", "hang"]


@dataclass(frozen=True)
class Program:
    """A KCL program: its files by relative name, the entry files, and options.

    `options` are words of the command line, such as ``-D n=3``, one per item.
    """

    files: dict[str, str]
    entries: tuple[str, ...] = ("main.k",)
    options: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: str) -> Program:
        """Return the program that consists of one file."""
        return cls({"main.k": source})

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Program:
        """Return the program that `to_json` described."""
        return cls(data["files"], tuple(data["entries"]), tuple(data["options"]))

    def to_json(self) -> dict[str, Any]:
        """Return plain data from which the program can be rebuilt."""
        return asdict(self)

    def write(self, directory: Path) -> list[Path]:
        """Write the files below `directory` and return the paths of the entries."""
        write_files(directory, self.files)
        return [directory / entry for entry in self.entries]


@dataclass(frozen=True)
class Answer:
    """What an engine said: the YAML of a success, or the plain text of a failure."""

    status: Status
    text: str = ""
    log: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether the program succeeded."""
        return self.status == "ok"


@dataclass
class Options:
    """The options of a program, sorted by their meaning."""

    arguments: list[tuple[str, str]] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)
    selectors: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @classmethod
    def parse(cls, lines: tuple[str, ...] | list[str]) -> Options:
        """Read option lines such as ``-D n=3`` and ``-k``."""
        options = cls()
        for line in lines:
            flag, _, value = line.strip().partition(" ")
            if flag == "-D":
                key, _, text = value.partition("=")
                options.arguments.append((key, text))
            elif flag == "-O":
                options.overrides.append(value)
            elif flag == "-S":
                options.selectors.append(value)
            elif flag:
                options.flags.add(flag)
        return options


_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_NEXT_DIAGNOSTIC = re.compile(
    r"\n(?=(?:error|warning|suggestion)(?:\[\w+\])?: |EvaluationError$)", re.MULTILINE
)


def plain(text: str, directory: Path) -> str:
    """Return an engine's diagnostics without colour, with relative file names, each once."""
    for prefix in {f"{directory.resolve()}/", f"{directory}/"}:
        text = text.replace(prefix, "")
    text = _ANSI.sub("", text).strip("\n")
    seen: dict[str, None] = {}
    for part in _NEXT_DIAGNOSTIC.split(text):
        seen.setdefault(part.strip("\n"))
    return "\n\n\n".join(part for part in seen if part)


def as_file(text: str) -> str:
    """Return an answer as the file of a golden case holds it."""
    return f"{text}\n"
