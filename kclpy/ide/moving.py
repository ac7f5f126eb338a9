"""What has to be changed when files and folders get another name: the imports that lead there.

Only the end of an import names what lies on disk; before it may stand what a dependency is called.
So it is compared with the end of the place that it leads to, and that part is written anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.occurrences import import_name
from kclpy.ide.workspace import Snapshot, is_below
from kclpy.semantics.program import ImportKind
from kclpy.source import Span
from kclpy.syntax import nodes

_IMPORTS = re.compile(r"^[ \t]*import\b", re.MULTILINE)


def moving(snapshot: Snapshot, moved: Mapping[str, str], token: CancelToken) -> dict[Span, str]:
    """Return what is written in the place of texts when files or folders are ``moved``.

    ``moved`` are canonical paths, each with the one that it gets. Where an import binds its last
    word, the uses of that are renamed, or it gets an alias if the new word is taken.
    """
    found: dict[Span, str] = {}
    for path in snapshot.all_sources():
        token.check()
        if _IMPORTS.search(snapshot.files.source(path).text):
            document = snapshot.document(path, token)
            for statement, target in document.package.package.imports.items():
                if statement in document.module.body and target.kind is ImportKind.PACKAGE:
                    places = document.program.places.get(target.path, ())
                    for place in places[:1]:
                        found.update(_changes(document, statement, place, moved))
    return found


def _changes(
    document: Document, statement: nodes.ImportStmt, place: str, moved: Mapping[str, str]
) -> Iterator[tuple[Span, str]]:
    """Yield the changes for one import that leads to ``place``."""
    target = _moved(place, moved)
    if target == place:
        return
    path = path_to(statement.path, place, target)
    if path is None:
        return
    file = document.file
    written = Span(file, statement.path_start, statement.path_end)
    before, after = import_name(statement), path.rpartition(".")[2]
    if statement.alias is not None or before == after:
        yield written, path
    elif re.search(rf"(?<!\w){re.escape(after)}(?!\w)", file.text):
        yield written, f"{path} as {before}"
    else:
        yield written, path
        for one in document.occurrences:
            if one.declaration.node is statement and one.span.start >= statement.path_end:
                yield one.span, after


def _moved(place: str, moved: Mapping[str, str]) -> str:
    """Return where something lies after everything has moved."""
    for old, new in moved.items():
        if is_below(place, old):
            return new + place[len(old) :]
    return place


def path_to(written: str, place: str, target: str) -> str | None:
    """Return how an import that leads to ``place`` is written if that becomes ``target``.

    None if it cannot be: what the import starts from does not lie above the new place.
    """
    words = written.lstrip(".").split(".")
    dots = written[: len(written) - len(written.lstrip("."))]
    parts = place.removesuffix(".k").split(os.sep)
    shared = 0
    while shared < len(words) and shared < len(parts) and words[-1 - shared] == parts[-1 - shared]:
        shared += 1
    start = os.sep.join(parts[: len(parts) - shared])
    if not is_below(target, start):
        return None
    inside = target.removesuffix(".k")[len(start) :].strip(os.sep).split(os.sep)
    path = [*words[: len(words) - shared], *inside]
    return dots + ".".join(path) if all(word.isidentifier() for word in path) else None
