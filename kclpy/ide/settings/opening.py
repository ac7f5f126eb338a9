"""From a file of a snapshot to the document that answers questions about it."""

from __future__ import annotations

import os
from functools import partial

from kclpy.driver.settings import DEFAULT_NAME
from kclpy.ide.cancel import CancelToken
from kclpy.ide.homes import Home
from kclpy.ide.kinds import Kind
from kclpy.ide.program import LoadedProgram
from kclpy.ide.settings.data import DataDocument
from kclpy.ide.settings.document import KeyedDocument
from kclpy.ide.settings.manifest import ManifestDocument
from kclpy.ide.settings.project import ProjectDocument
from kclpy.ide.settings.schemas import Schemas
from kclpy.ide.workspace import Snapshot
from kclpy.packages.configuration import ConfigurationError
from kclpy.source import SourceFile
from kclpy.vet.project import find_rules

# The kinds of documents that have keys and values.
KEYED = frozenset({Kind.MANIFEST, Kind.SETTINGS, Kind.DATA})


def open_keyed(
    snapshot: Snapshot, path: str, kind: Kind, token: CancelToken | None = None
) -> KeyedDocument | None:
    """Return the document at ``path``, None if nothing is known of its keys."""
    file = snapshot.files.source(path)
    if kind is Kind.MANIFEST:
        return ManifestDocument(file, snapshot, token)
    if kind is Kind.SETTINGS:
        return ProjectDocument(file, partial(_program_of, snapshot, path, token))
    return _open_data(snapshot, file, token) if kind is Kind.DATA else None


def _program_of(
    snapshot: Snapshot, path: str, token: CancelToken | None, names_files: bool
) -> LoadedProgram:
    """Return the program of a settings file.

    One of another name than ``kcl.yaml`` that names no files is about the program beside it, or
    else about the package around it.
    """
    directory, name = os.path.split(path)
    if names_files or name == DEFAULT_NAME:
        return snapshot.program(Home(directory, settings=(path,)), token)
    files = snapshot.files
    usual = os.path.join(directory, DEFAULT_NAME)
    is_beside = files.is_file(usual) or files.sources_in(directory)
    return snapshot.program(Home(directory if is_beside else snapshot.root_of(path)), token)


def _open_data(
    snapshot: Snapshot, file: SourceFile, token: CancelToken | None
) -> DataDocument | None:
    """Return a data file with the schema that its project holds it to."""
    try:
        rules = find_rules(os.path.dirname(file.path), snapshot.files)
    except ConfigurationError:  # told in the configuration itself
        return None
    rule = None if rules is None else rules.of(file.path)
    if rules is None or rule is None:
        return None
    found = Schemas(rules, snapshot, token).find(rule.named)
    return None if found is None else DataDocument(file, found.definition.instance, found.code)
