"""From a file of a snapshot to the document that answers questions about it."""

from __future__ import annotations

import os
from functools import partial

from kclpy.ide.cancel import CancelToken
from kclpy.ide.homes import Home
from kclpy.ide.kinds import Kind
from kclpy.ide.settings.data import DataDocument
from kclpy.ide.settings.document import KeyedDocument
from kclpy.ide.settings.manifest import ManifestDocument
from kclpy.ide.settings.project import ProjectDocument
from kclpy.ide.workspace import Snapshot
from kclpy.packages.configuration import ConfigurationError
from kclpy.source import SourceFile
from kclpy.source.vfs import canonical
from kclpy.vet.project import find_rules

# The kinds of documents that have keys and values.
KEYED = frozenset({Kind.MANIFEST, Kind.SETTINGS, Kind.DATA})


def open_keyed(
    snapshot: Snapshot, path: str, kind: Kind, token: CancelToken | None = None
) -> KeyedDocument | None:
    """Return the document at ``path``, None if nothing is known of its keys."""
    file = snapshot.files.source(path)
    if kind is Kind.MANIFEST:
        return ManifestDocument(file)
    if kind is Kind.SETTINGS:
        home = Home(os.path.dirname(path), settings=(path,))
        return ProjectDocument(file, partial(snapshot.program, home, token))
    return _open_data(snapshot, file, token) if kind is Kind.DATA else None


def _open_data(
    snapshot: Snapshot, file: SourceFile, token: CancelToken | None
) -> DataDocument | None:
    """Return a data file with the schema that its project holds it to."""
    try:
        rules = find_rules(os.path.dirname(file.path), snapshot.files)
    except ConfigurationError:  # told in the configuration itself
        return None
    rule = None if rules is None else rules.of(file.path)
    if rule is None:
        return None
    directory = canonical(rule.directory)
    for path in snapshot.sources(file.path):
        if os.path.dirname(path) == directory:
            code = snapshot.document(path, token)
            for schema in code.package.types.schemas.values():
                if schema.name == rule.schema:
                    return DataDocument(file, schema.instance, code)
    return None
