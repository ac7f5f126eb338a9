"""What a project says about the gate: ``[check]`` in kcl.mod, ``[tool.kclpy.check]`` elsewhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from kclpy.gate.cluster import Cluster
from kclpy.packages.configuration import Section, find_section
from kclpy.packages.keys import CHECK


@dataclass(frozen=True, slots=True)
class Configuration:
    """The steps that are left out, and what manifests are held to, if anything."""

    skip: tuple[str, ...] = ()
    cluster: Cluster | None = None


def read_configuration(directory: str) -> Configuration:
    """Return what the nearest file at or above ``directory`` says.

    Raises `ConfigurationError` for what cannot be understood.
    """
    section = find_section(directory, "check")
    if section is None:
        return Configuration()
    section.expect(CHECK)
    return Configuration(tuple(section.values.get("skip", ())), _cluster(section))


def _cluster(section: Section) -> Cluster | None:
    """Return what manifests are held to; paths are relative to the file."""
    values = section.values
    release = values.get("kubernetes")
    paths = tuple(os.path.join(section.home, path) for path in values.get("crd", ()))
    return Cluster(release, paths, values.get("ignore-missing-schemas", False)) if release else None


def unknown_step(words: Sequence[str]) -> str | None:
    """Return what to say of the first of ``words`` that is no step, None if all are."""
    shape = CHECK.keys["skip"].shape
    return next((mistake.problem.message for mistake in shape.mistakes(list(words))), None)
