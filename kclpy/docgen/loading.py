"""The packages below a directory, loaded and checked as one program."""

from __future__ import annotations

import os
from dataclasses import replace

from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.load import EntryNotFound
from kclpy.diagnostics.report import Diagnostic
from kclpy.docgen.discovery import entries, packages_below
from kclpy.docgen.model import Library
from kclpy.docgen.reader import read_library
from kclpy.driver.imports import package_path
from kclpy.driver.live import checked_pipeline
from kclpy.driver.request import Request
from kclpy.driver.workspace import find_root
from kclpy.packages.manifest import ManifestError, load_manifest
from kclpy.source.vfs import canonical


class NoSchemas(LookupError):
    """There is nothing to document."""


def load_library(
    path: str, request: Request | None = None, ignore_deprecated: bool = False
) -> Library:
    """Return the schemas of the package at ``path``, a directory or a file, and of those below.

    ``request`` says what the program is given besides; `discovery` tells what counts as a
    package. Raise `KclError` for mistakes in the program and `NoSchemas` if there is nothing to
    document.
    """
    request = request or Request()
    place = os.path.join(request.options.workdir, path)
    if not os.path.exists(place):
        raise KclError([Diagnostic(EntryNotFound(path, ())).explained()])
    directory = place if os.path.isdir(place) else os.path.dirname(place)
    home = canonical(directory)
    options = replace(
        request.options,
        paths=tuple(entries(place)),
        workdir=home,
        packages=tuple(packages_below(home)) if os.path.isdir(place) else (),
    )
    pipeline = checked_pipeline(replace(request, options=options))
    root = find_root(home)
    below = {package_path(directory, pipeline.workspace.root) for directory in options.packages}
    library = read_library(pipeline.program, pipeline.types, below, _title(home, root), root)
    if ignore_deprecated:
        library = without_deprecated(library)
    if not any(library):
        raise NoSchemas(f"there is no schema in {path}")
    return library


def _title(home: str, root: str) -> str:
    """Return the name of the package in the manifest, or that of the directory."""
    try:
        manifest = load_manifest(root)
    except ManifestError:
        manifest = None
    name = "" if manifest is None else manifest.name
    if home == root:
        return name or os.path.basename(root)
    below = os.path.relpath(home, root).replace(os.sep, ".")
    return f"{name or os.path.basename(root)}.{below}"


def without_deprecated(library: Library) -> Library:
    """Return ``library`` without schemas and attributes that are out of use."""
    packages = []
    for package in library.packages:
        schemas = tuple(
            replace(schema, attributes=tuple(a for a in schema.attributes if a.deprecation is None))
            for schema in package.schemas
            if schema.deprecation is None
        )
        if schemas:
            packages.append(replace(package, schemas=schemas))
    return Library(library.title, library.root, tuple(packages))
