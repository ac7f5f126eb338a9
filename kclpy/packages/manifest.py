"""The manifest ``kcl.mod`` of a package (reference, 06 section 3)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kclpy.diagnostics import Problem
from kclpy.diagnostics.load import BadManifest, DependencyConflict
from kclpy.source.vfs import Files, ReadError, canonical

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
class Dependency:
    """Where a dependency is: a directory, or the name of one in a package store."""

    directory: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package: its name, its dependencies by the name they are imported with, its profile."""

    directory: str
    name: str = ""
    edition: str = ""
    version: str = ""
    dependencies: Mapping[str, Dependency] = field(default_factory=dict)
    profile: Profile = Profile()


def load_manifest(directory: str, files: Files | None = None) -> Manifest | None:
    """Return the manifest in ``directory``, None if there is none.

    ``files`` may know texts that are not saved.
    """
    path = os.path.join(directory, NAME)
    if not os.path.isfile(path):
        return None
    document = _document(path, files or Files())
    package = document.get("package", {})
    return Manifest(
        directory,
        name=package.get("name", ""),
        edition=package.get("edition", ""),
        version=package.get("version", ""),
        dependencies=_dependencies(document.get("dependencies", {}), directory),
        profile=_profile(document.get("profile", {})),
    )


def find_dependencies(
    manifest: Manifest, stores: Sequence[str], files: Files | None = None
) -> dict[str, str]:
    """Return the directories of all dependencies, those of dependencies included.

    ``stores`` are directories that hold downloaded packages; what is in none of them is left
    out, and an import of it will say so. ``files`` may know texts that are not saved.
    """
    found: dict[str, str] = {}
    waiting = [manifest]
    while waiting:
        for name, dependency in waiting.pop().dependencies.items():
            directory = dependency.directory or find_stored(dependency, stores)
            if name not in found and directory:
                found[name] = directory
                inner = load_manifest(directory, files)
                if inner is not None:
                    waiting.append(inner)
    return found


def find_stored(dependency: Dependency, stores: Sequence[str]) -> str:
    """Return the directory of a downloaded package, "" if there is none."""
    paths = (os.path.join(store, dependency.stored) for store in stores)
    return next((path for path in paths if dependency.stored and os.path.isdir(path)), "")


def _document(path: str, files: Files) -> Mapping[str, Any]:
    """Return what a manifest says, of which the own tables have the right types."""
    import tomllib  # most programs have no manifest

    from kclpy.diagnostics.settings import WrongSetting
    from kclpy.packages.keys import OWN

    try:
        document = tomllib.loads(files.settled(canonical(path)).text)
    except ReadError as error:
        raise ManifestError(BadManifest(path, error.reason)) from None
    except (ValueError, RecursionError) as error:
        raise ManifestError(BadManifest(path, str(error))) from None
    for name, shape in OWN.items():
        for mistake in shape.mistakes(document.get(name, {}), (name,)):
            if isinstance(mistake.problem, WrongSetting):
                raise ManifestError(BadManifest(path, mistake.problem.message))
    return document


def _dependencies(table: Mapping[str, Any], directory: str) -> dict[str, Dependency]:
    """Return the dependencies; a ``-`` in a name is imported as ``_``."""
    dependencies: dict[str, Dependency] = {}
    for written, source in sorted(table.items()):
        name = written.replace("-", "_")
        if name in dependencies:
            raise ManifestError(DependencyConflict(name))
        dependencies[name] = dependency_of(written, source, directory)
    return dependencies


def dependency_of(name: str, source: Any, directory: str) -> Dependency:
    """Return where a dependency is (reference, 06 section 3: path, git, oci, version)."""
    if isinstance(source, str):
        return Dependency(stored=f"{name}_{source}")
    if "path" in source:
        return Dependency(os.path.normpath(os.path.join(directory, source["path"])))
    references = (source.get(key) for key in ("tag", "commit", "branch", "version"))
    reference = next((text for text in references if text), None)
    return Dependency(stored=f"{source.get('package', name)}_{reference}" if reference else "")


def _profile(table: Mapping[str, Any]) -> Profile:
    return Profile(
        entries=tuple(table.get("entries", ())),
        selectors=tuple(table.get("selectors", ())),
        overrides=tuple(table.get("overrides", ())),
        arguments=tuple(table.get("arguments") or table.get("options", ())),
        disable_none=table.get("disable_none", False),
        sort_keys=table.get("sort_keys", False),
    )
