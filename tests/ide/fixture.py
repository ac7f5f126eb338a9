"""A case is a Markdown file: a sentence, files in fences, a line ``---``, and the answer.

    What the case shows.

    ```kcl main.k
    a = 1
    b = a<|>
    ```

    ---
    the answer

``<|>`` is a cursor and ``[|…|]`` a range; a case may have several. The file with the first mark
is the one that is asked about, else the first file. A file that is named ``kcl.mod`` or
``kcl.yaml`` is what it is in a folder. ``pytest --update`` writes the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.settings.document import KeyedDocument
from kclpy.ide.settings.opening import open_keyed
from kclpy.ide.workspace import Snapshot, Workspace
from kclpy.source import Span

_FENCE = re.compile(r"^```\w* (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"<\|>|\[\||\|\]")
_SEPARATOR = "\n---\n"


@dataclass
class Fixture:
    """The files of a case in ``folder``, with the marks taken out."""

    folder: Path
    path: Path
    cursors: list[int] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.workspace = Workspace([str(self.folder)])
        self.token = CancelToken()

    @property
    def snapshot(self) -> Snapshot:
        """The present moment."""
        return self.workspace.snapshot()

    @property
    def document(self) -> Document:
        """The file that is asked about."""
        return self.snapshot.document(str(self.path))

    @property
    def keyed(self) -> KeyedDocument:
        """The file that is asked about, which has keys and values."""
        path = str(self.path.resolve())
        snapshot = self.snapshot
        found = open_keyed(snapshot, path, snapshot.kind(path))
        assert found is not None
        return found

    @property
    def places(self) -> list[tuple[Document, int]]:
        """The cursors, as features take them."""
        return [(self.document, cursor) for cursor in self.cursors]

    def shown(self, span: Span) -> str:
        """Return a place and what stands there, for an answer."""
        line, column = span.file.position(span.start)
        name = Path(span.file.path).relative_to(self.folder.resolve()).as_posix()
        text = span.file.text[span.start : span.end].partition("\n")[0]
        return f"{name}:{line}:{column + 1} {text}".rstrip()


def read_case(path: Path) -> tuple[str, str | None]:
    """Return the question of a case, and the answer that is expected."""
    question, found, answer = path.read_text("utf-8").partition(_SEPARATOR)
    return question, answer if found else None


def write_answer(path: Path, question: str, answer: str) -> None:
    """Write the answer into a case."""
    path.write_text(f"{question}{_SEPARATOR}{answer}", "utf-8")


def make_fixture(question: str, folder: Path) -> Fixture:
    """Write the files of a case into ``folder``."""
    fixture: Fixture | None = None
    first: Path | None = None
    for name, marked in _FENCE.findall(question):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text, cursors, ranges = _unmarked(marked)
        path.write_text(text, "utf-8")
        if first is None or (path.suffix == ".k" and first.suffix != ".k"):
            first = path
        if fixture is None and (cursors or ranges):
            fixture = Fixture(folder, path, cursors, ranges)
    assert first is not None, "a case has a file: ```kcl main.k"
    return fixture or Fixture(folder, first)


def _unmarked(marked: str) -> tuple[str, list[int], list[tuple[int, int]]]:
    """Return a text without its marks, and their offsets."""
    text = ""
    position = 0
    cursors: list[int] = []
    begun: list[int] = []
    ranges: list[tuple[int, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match[0] == "<|>":
            cursors.append(len(text))
        elif match[0] == "[|":
            begun.append(len(text))
        else:
            ranges.append((begun.pop(), len(text)))
    return text + marked[position:], cursors, ranges
