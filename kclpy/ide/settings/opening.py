"""From a file of a snapshot to the document that answers questions about it."""

from __future__ import annotations

import os
from functools import partial

from kclpy.ide.cancel import CancelToken
from kclpy.ide.homes import Home
from kclpy.ide.kinds import Kind
from kclpy.ide.settings.document import KeyedDocument
from kclpy.ide.settings.manifest import ManifestDocument
from kclpy.ide.settings.project import ProjectDocument
from kclpy.ide.workspace import Snapshot

# The kinds of documents that have keys and values.
KEYED = frozenset({Kind.MANIFEST, Kind.SETTINGS})


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
    return None
