"""The manifest ``kcl.mod`` of a package (reference, 06 section 3)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kclpy.diagnostics import Problem
from kclpy.diagnostics.load import BadManifest, DependencyConflict

NAME = "kcl.mod"


class ManifestError(Exception):
    """A manifest cannot be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Profile:
    """What ``[profile]`` says about a run."""

    entries: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    disable_none: bool = False
    sort_keys: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package: its name, its dependencies on directories, and its profile.

    ``local`` maps the names under which such dependencies are imported to their directories.
    """

    directory: str
    name: str = ""
    edition: str = ""
    version: str = ""
    local: Mapping[str, str] = field(default_factory=dict)
    profile: Profile = Profile()


def load_manifest(directory: str) -> Manifest | None:
    """Return the manifest in ``directory``, None if there is none."""
    path = os.path.join(directory, NAME)
    if not os.path.isfile(path):
        return None
    document = _document(path)
    package = _table(document, "package", path)
    return Manifest(
        directory,
        name=str(package.get("name", "")),
        edition=str(package.get("edition", "")),
        version=str(package.get("version", "")),
        local=_local(_table(document, "dependencies", path), directory),
        profile=_profile(_table(document, "profile", path), path),
    )


def local_dependencies(manifest: Manifest) -> dict[str, str]:
    """Return the directories of all local dependencies, those of dependencies included."""
    found: dict[str, str] = {}
    waiting = [manifest]
    while waiting:
        for name, directory in waiting.pop().local.items():
            if name not in found:
                found[name] = directory
                inner = load_manifest(directory)
                if inner is not None:
                    waiting.append(inner)
    return found


def _document(path: str) -> Mapping[str, Any]:
    import tomllib  # most programs have no manifest

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(BadManifest(path, str(error))) from None


def _table(document: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
    table = document.get(key, {})
    if not isinstance(table, dict):
        raise ManifestError(BadManifest(path, f"'{key}' is not a table"))
    return table


def _local(dependencies: Mapping[str, Any], directory: str) -> dict[str, str]:
    """Return the dependencies that are directories; a ``-`` in a name is imported as ``_``."""
    local: dict[str, str] = {}
    for written, source in sorted(dependencies.items()):
        if isinstance(source, dict) and isinstance(source.get("path"), str):
            name = written.replace("-", "_")
            if name in local:
                raise ManifestError(DependencyConflict(name))
            local[name] = os.path.normpath(os.path.join(directory, source["path"]))
    return local


def _profile(table: Mapping[str, Any], path: str) -> Profile:
    return Profile(
        entries=_strings(table, "entries", path),
        selectors=_strings(table, "selectors", path),
        overrides=_strings(table, "overrides", path),
        arguments=_strings(table, "arguments", path) or _strings(table, "options", path),
        disable_none=bool(table.get("disable_none")),
        sort_keys=bool(table.get("sort_keys")),
    )


def _strings(table: Mapping[str, Any], key: str, path: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ManifestError(BadManifest(path, f"'{key}' is not a list of strings"))
    return tuple(value)
