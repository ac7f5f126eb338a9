"""What a project says about the gate: ``[check]`` in kcl.mod, ``[tool.kclpy.check]`` elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from kclpy.diagnostics.suggestion import nearest
from kclpy.gate.cluster import Cluster
from kclpy.packages.configuration import Section, find_section

_RELEASE = "kubernetes"
_DEFINITIONS = "crd"
_SKIPS_UNKNOWN = "ignore-missing-schemas"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The steps that are left out, and what manifests are held to, if anything."""

    skip: tuple[str, ...] = ()
    cluster: Cluster | None = None


def read_configuration(directory: str, steps: Iterable[str]) -> Configuration:
    """Return what the nearest file at or above ``directory`` says about ``steps``.

    Raises `ConfigurationError` for what cannot be understood.
    """
    section = find_section(directory, "check")
    if section is None:
        return Configuration()
    section.expect("skip", _RELEASE, _DEFINITIONS, _SKIPS_UNKNOWN)
    skip = section.words("skip")
    mistake = unknown_step(skip, steps)
    if mistake is not None:
        raise section.error(mistake, "skip")
    return Configuration(skip, _cluster(section))


def _cluster(section: Section) -> Cluster | None:
    """Return what manifests are held to; paths are relative to the file."""
    paths = [os.path.join(section.home, path) for path in section.words(_DEFINITIONS)]
    cluster = Cluster(section.text(_RELEASE), tuple(paths), section.truth(_SKIPS_UNKNOWN))
    return cluster if cluster.release else None


def unknown_step(words: Iterable[str], steps: Iterable[str]) -> str | None:
    """Return what to say of the first of ``words`` that is none of ``steps``, None if all are."""
    known = list(steps)
    for word in words:
        if word not in known:
            close = nearest(word, known)
            hint = f", did you mean '{close}'?" if close else f", expected {', '.join(known)}"
            return f"there is no step called '{word}'{hint}"
    return None
