"""Whether a change may be offered: the program has no more mistakes after it than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.workspace import Snapshot


def is_sound(snapshot: Snapshot, texts: Mapping[str, str], token: CancelToken) -> bool:
    """Return whether no file of the programs of ``texts`` has a new mistake with these texts."""
    return not new_mistakes(snapshot, texts, token)


def new_mistakes(snapshot: Snapshot, texts: Mapping[str, str], token: CancelToken) -> list[str]:
    """Return the mistakes that programs have with ``texts`` and did not have before."""
    before: Counter[tuple[str, str]] = Counter()
    for path in filter(snapshot.files.is_file, texts):
        before |= _mistakes(snapshot.document(path, token))
    supposed = snapshot.supposing(texts)
    for path in texts:
        found = _mistakes(supposed.document(path, token)) - before
        if found:
            return [message for _, message in found]
    return []


def _mistakes(document: Document) -> Counter[tuple[str, str]]:
    """Return what is wrong with the program of a file, wherever it stands."""
    program = document.program
    packages = program.packages.values()
    told = [*program.loading, *(one for package in packages for one in package.diagnostics)]
    return Counter((one.problem.id(), one.message) for one in told if one.problem.level == "error")


def sound_edits(
    snapshot: Snapshot, document: Document, edits: list[Edit], token: CancelToken
) -> list[Edit]:
    """Return the changes of one file if they may be made, else nothing."""
    texts = {document.path: apply_edits(document.text, edits)}
    return edits if is_sound(snapshot, texts, token) else []
