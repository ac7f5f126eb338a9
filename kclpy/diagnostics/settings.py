"""Problems of what stands beside programs: ``kcl.mod`` and settings files."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import Level, Problem, aside
from kclpy.diagnostics.suggestion import nearest, proposal, rename
from kclpy.source import Span

# So many words are read at a glance.
_SHORT = 12


class SettingsProblem(Problem, kind="ConfigurationError"):
    """The base of what is wrong with settings."""


class SettingsWarning(Problem, kind="ConfigurationWarning"):
    """The base of what is accepted in settings, and is of no use as it is."""

    @property
    def level(self) -> Level:
        return "warning"


class UnknownKey(SettingsProblem):
    """A key is written that nobody reads there."""

    name: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"unknown key '{self.name}', expected {', '.join(self.known)}"

    def advice(self, span: Span | None) -> Advice:
        near = nearest(self.name, self.known)
        return Advice(help=proposal(near), fixes=rename(span, self.name, near))


class IgnoredKey(UnknownKey, SettingsWarning, kind="ConfigurationWarning"):
    """A key is written in a place where unknown ones are allowed, and do nothing."""


class WrongSetting(SettingsProblem):
    """The value of a key is of another type than the key wants."""

    name: str
    complaint: str

    @property
    def message(self) -> str:
        what = f"'{self.name}'" if self.name else "the file"
        return f"{what} is {self.complaint}"


class UnknownWord(SettingsProblem):
    """A value is none of the words that may stand there."""

    what: str
    word: str
    known: tuple[str, ...] = aside(default=())

    @property
    def message(self) -> str:
        near = nearest(self.word, self.known)
        hint = f", did you mean '{near}'?" if near else ""
        if not near and 0 < len(self.known) <= _SHORT:
            hint = f", expected {', '.join(self.known)}"
        return f"there is no {self.what} called '{self.word}'{hint}"

    def advice(self, span: Span | None) -> Advice:
        near = nearest(self.word, self.known)
        if span is None or near is None:
            return Advice()
        start = span.file.text.find(self.word, span.start, span.end)
        place = None if start < 0 else Span(span.file, start, start + len(self.word))
        return Advice(fixes=rename(place, self.word, near))


class MissingKey(SettingsProblem):
    """A table lacks a key that it must have."""

    name: str
    template = "the key '{name}' is missing"


class UnusualForm(SettingsWarning):
    """A value has not the form that tools expect of it."""

    name: str
    expected: str
    template = "'{name}' is expected to be {expected}"


class PathNotThere(SettingsProblem):
    """A file or a directory is named that does not exist."""

    path: str
    others: tuple[str, ...] = aside(default=())
    template = "there is nothing at '{path}'"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=proposal(nearest(self.path, self.others)))


class DependencyNotThere(SettingsWarning):
    """A dependency has not been downloaded: imports of it lead nowhere."""

    name: str
    stored: str
    template = "the dependency '{name}' is not available: no package store has '{stored}'"
    remedy = "download it with 'kcl mod download', or set KCL_PKG_PATH to the directory that has it"


class NoSource(SettingsProblem):
    """A dependency does not say where it is from."""

    name: str
    template = "the dependency '{name}' has no path, git, oci, repo or version"


class SeveralReferences(SettingsProblem):
    """A dependency from git names several of a tag, a commit and a branch."""

    name: str
    template = "the dependency '{name}' has more than one of tag, commit and branch"


class UnknownOption(SettingsWarning):
    """An option is set that the program never asks for."""

    name: str
    known: tuple[str, ...] = aside(default=())
    template = "the program has no option '{name}'"

    def advice(self, span: Span | None) -> Advice:
        near = nearest(self.name, self.known)
        return Advice(help=proposal(near), fixes=rename(span, self.name, near))


class NoDataMatch(SettingsWarning):
    """A pattern in ``[vet]`` is about no file that is there."""

    pattern: str
    others: tuple[str, ...] = aside(default=())
    template = "no data file matches '{pattern}'"

    def advice(self, span: Span | None) -> Advice:
        near = nearest(self.pattern, self.others)
        return Advice(help=proposal(near), fixes=rename(span, self.pattern, near))


class HiddenPattern(SettingsWarning):
    """All files that a pattern in ``[vet]`` is about are held to the schema of an earlier one."""

    pattern: str
    earlier: str
    template = "all data that '{pattern}' matches are those of '{earlier}', which stands before it"
