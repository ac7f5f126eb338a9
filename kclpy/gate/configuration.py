"""What a project says about the gate: ``[check]`` in kcl.mod, ``[tool.kclpy.check]`` elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kclpy.diagnostics.suggestion import nearest
from kclpy.packages.configuration import find_section


@dataclass(frozen=True, slots=True)
class Configuration:
    """The steps that are left out, and the release of Kubernetes that manifests are for."""

    skip: tuple[str, ...] = ()
    kubernetes: str = ""


def read_configuration(directory: str, steps: Iterable[str]) -> Configuration:
    """Return what the nearest file at or above ``directory`` says about ``steps``.

    Raises `ConfigurationError` for what cannot be understood.
    """
    section = find_section(directory, "check")
    if section is None:
        return Configuration()
    section.expect("skip", "kubernetes")
    skip = section.words("skip")
    mistake = unknown_step(skip, steps)
    if mistake is not None:
        raise section.error(mistake, "skip")
    return Configuration(skip, section.text("kubernetes"))


def unknown_step(words: Iterable[str], steps: Iterable[str]) -> str | None:
    """Return what to say of the first of ``words`` that is none of ``steps``, None if all are."""
    known = list(steps)
    for word in words:
        if word not in known:
            close = nearest(word, known)
            hint = f", did you mean '{close}'?" if close else f", expected {', '.join(known)}"
            return f"there is no step called '{word}'{hint}"
    return None
