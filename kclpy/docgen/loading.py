"""The packages below a directory, loaded and checked as one program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from kclpy.docgen.discovery import entries, packages_below
from kclpy.docgen.failures import NoSchemas
from kclpy.docgen.model import Library
from kclpy.docgen.reader import read_library
from kclpy.driver.imports import package_path
from kclpy.driver.live import checked_pipeline
from kclpy.driver.request import Request
from kclpy.driver.workspace import find_root
from kclpy.packages.manifest import ManifestError, load_manifest
from kclpy.source.vfs import canonical


def load_library(
    paths: str | Sequence[str], request: Request | None = None, ignore_deprecated: bool = False
) -> Library:
    """Return the schemas of the package at ``paths``, and of the packages below.

    It is a directory, or files that form a package together. ``request`` says what the program
    is given besides; `discovery` tells what counts as a package. Raise `KclError` for mistakes
    in the program and `NoSchemas` if there is nothing to document.
    """
    request = request or Request()
    wanted = [paths] if isinstance(paths, str) else list(paths)
    workdir = request.options.workdir
    directories = [canonical(os.path.join(workdir, p)) for p in wanted if _is_directory(workdir, p)]
    options = replace(
        request.options,
        paths=tuple(entry for path in wanted for entry in entries(path, workdir)),
        packages=tuple(dict.fromkeys(p for home in directories for p in packages_below(home))),
    )
    pipeline = checked_pipeline(replace(request, options=options))
    home = directories[0] if directories else os.path.dirname(canonical(options.paths[0]))
    root = find_root(home)
    below = {package_path(directory, root) for directory in options.packages}
    library = read_library(pipeline.program, pipeline.types, below, _title(home, root), root)
    if ignore_deprecated:
        library = without_deprecated(library)
    if not any(library):
        raise NoSchemas(f"there is no schema in {', '.join(wanted)}")
    return library


def _is_directory(workdir: str, path: str) -> bool:
    return os.path.isdir(os.path.join(workdir, path))


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
