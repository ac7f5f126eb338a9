"""What has to be changed when files and folders get another name: the imports that lead there.

So do those that start in files that move, the paths that manifests and settings name, and the
packages of the schemas that data are held to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.import_paths import path_to, relative
from kclpy.ide.named_paths import named_paths
from kclpy.ide.named_schemas import Naming, namings
from kclpy.ide.workspace import Snapshot, is_below
from kclpy.semantics.program import Import, ImportKind
from kclpy.source import Span
from kclpy.syntax import nodes


def moving(snapshot: Snapshot, moved: Mapping[str, str], token: CancelToken) -> dict[Span, str]:
    """Return what is written in the place of texts when files or folders are ``moved``.

    ``moved`` are canonical paths, each with the one that it gets. Where an import binds its last
    word, the uses of that are renamed, or it gets an alias if the new word is taken.
    """
    found: dict[Span, str] = {}
    for path in snapshot.all_sources():
        token.check()
        if snapshot.files.disk.imports(snapshot.files.source(path)):
            document = snapshot.document(path, token)
            targets = document.package.package.imports
            for statement in document.module.body:
                if isinstance(statement, nodes.ImportStmt) and statement in targets:
                    found.update(_changes(document, statement, targets[statement], moved))
    for named in named_paths(snapshot.folders, snapshot.files):
        place, base = _moved(named.place, moved), _moved(named.base, moved)
        if os.path.relpath(place, base) != os.path.relpath(named.place, named.base):
            found[named.span] = named.leading_to(place, base)
    for naming in namings(snapshot):
        found.update(_of_naming(naming, moved))
    return found


def _of_naming(naming: Naming, moved: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Yield the change of the name of a schema that data are held to."""
    named = naming.leading_to(_moved(naming.place, moved), _moved(naming.rules.home, moved))
    if named is not None and named != naming.named:
        yield naming.span, named


def _changes(
    document: Document, statement: nodes.ImportStmt, imported: Import, moved: Mapping[str, str]
) -> Iterator[tuple[Span, str]]:
    """Yield the changes for one import."""
    places = document.program.places.get(imported.path, ())
    if imported.kind is not ImportKind.PACKAGE or not places:
        return
    place, home = places[0], os.path.dirname(document.path)
    target, new_home = _moved(place, moved), os.path.dirname(_moved(document.path, moved))
    if statement.path == relative(home, place):
        path = relative(new_home, target)
    elif target != place:
        path = path_to(statement.path, place, target)
    else:
        return
    if path is None or path == statement.path:
        return
    file = document.file
    written = Span(file, statement.path_start, statement.path_end)
    before, after = statement.bound_name, path.rpartition(".")[2]
    if statement.alias is not None or before == after:
        yield written, path
    elif re.search(rf"(?<!\w){re.escape(after)}(?!\w)", file.text):
        yield written, f"{path} as {before}"
    else:
        yield written, path
        for one in document.occurrences.of_import(statement):
            yield one.span, after


def _moved(place: str, moved: Mapping[str, str]) -> str:
    """Return where something lies after everything has moved."""
    for old, new in moved.items():
        if is_below(place, old):
            return new + place[len(old) :]
    return place
