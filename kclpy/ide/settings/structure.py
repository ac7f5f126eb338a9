"""How a text of keys and values is nested: its outline, its folds, and what a selection grows by.

All is read off the flat list of what stands in the text, so that a text that is half written has a
structure, too. A header of TOML begins a part of its own, wherever its table belongs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kclpy.ide.folding import Fold, comment_folds, one_of_each_line, regions
from kclpy.ide.outline import Entry, Sort
from kclpy.ide.settings.tree import Spot, Tree
from kclpy.packages.shapes import Path
from kclpy.source import SourceFile
from kclpy.syntax import nodes

_COMMENT = re.compile(r"^[ \t]*(#[^\n]*)", re.MULTILINE)

# So much of a value is shown beside its key.
_MOST = 60


@dataclass(slots=True, eq=False)
class Part:
    """A key with its value, an item of a list, or a section; ``sort`` is None for a bare value.

    ``value`` is where the value begins, -1 if there is none.
    """

    path: Path
    start: int
    end: int
    sort: Sort | None = None
    name: str = ""
    name_start: int = 0
    name_end: int = 0
    value: int = -1
    parts: list[Part] = field(default_factory=list)


class Structure:
    """The parts of a text."""

    def __init__(self, file: SourceFile, tree: Tree) -> None:
        self.file = file
        self.tree = tree
        builder = _Builder(file.text, tree)
        builder.build()
        self.parts = builder.parts

    # The outline

    @property
    def outline(self) -> list[Entry]:
        """The keys, sections and tables in lists, in the order of the text."""
        return list(self._entries(self.parts))

    def _entries(self, parts: Iterable[Part]) -> Iterator[Entry]:
        for part in parts:
            if part.sort is not None:
                span = self.file.span(part.start, part.end)
                name = self.file.span(part.name_start, part.name_end)
                children = tuple(self._entries(part.parts))
                yield Entry(part.name or "…", part.sort, span, name, self._detail(part), children)

    def _detail(self, part: Part) -> str:
        """Return the value of a key that is a scalar."""
        is_scalar = len(part.parts) == 1 and part.parts[0].sort is None
        if not is_scalar or part.parts[0].path != part.path:
            return ""
        written = self.file.text[part.parts[0].start : part.parts[0].end]
        return "" if "\n" in written else written[:_MOST]

    # Folds

    @property
    def folds(self) -> list[Fold]:
        """What can be folded, in the order of the text; of one line only the outermost."""
        comments = list(self._comments())
        found = [*self._folds(self.parts), *comment_folds(comments, self.file), *regions(comments)]
        return one_of_each_line(found, self.file)

    def _folds(self, parts: Iterable[Part]) -> Iterator[Fold]:
        for part in parts:
            yield Fold(part.start, part.end)
            yield from self._folds(part.parts)

    def _comments(self) -> Iterator[nodes.Comment]:
        """Yield comments on lines of their own; those in texts are none."""
        texts = [(one.start, one.end) for one in self.tree.spots]
        texts = sorted([*texts, *((one.start, one.end) for one in self.tree.texts)])
        starts = [start for start, _ in texts]
        for found in _COMMENT.finditer(self.file.text):
            before = bisect_right(starts, found.start(1)) - 1
            if before < 0 or texts[before][1] <= found.start(1):
                yield nodes.Comment(found.start(1), found.end(1), found[1])

    # Selections

    def selections(self, offset: int) -> list[tuple[int, int]]:
        """Return the ranges around ``offset``, inner ones first, each larger than the one before"""
        found = [(0, len(self.file.text)), *self._around(self.parts, offset)]
        spot = self.tree.at(offset)
        if spot is not None and spot.quote:
            start = spot.start + len(spot.quote)
            end = min(start + len(spot.text), spot.end)
            found += [(start, end)] if start <= offset <= end else []
        return list(dict.fromkeys(reversed(found)))

    def _around(self, parts: Iterable[Part], offset: int) -> Iterator[tuple[int, int]]:
        inside = [one for one in parts if one.start <= offset <= one.end]
        if not inside:
            return
        part = inside[-1]  # where one ends and the next begins, the next counts
        yield part.start, part.end
        has_key = part.sort in (Sort.KEY, Sort.SECTION)
        if has_key and part.name_start <= offset <= part.name_end:
            yield part.name_start, part.name_end
            return
        if 0 <= part.value <= offset:
            yield part.value, part.end
        yield from self._around(part.parts, offset)


class _Builder:
    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.parts: list[Part] = []
        self.open: list[Part] = []  # those that may have more parts, each in the one before
        self.number = 0

    def build(self) -> None:
        """Take all that stands in the text in its order."""
        several = [*self.tree.brackets, *self.tree.texts]
        found: list[Spot] = sorted(
            [*several, *self.tree.spots], key=lambda one: (one.start, -one.end)
        )
        for spot in found:
            if spot.number != self.number:
                self.number, self.open = spot.number, []
            if spot.is_header:
                self.header(spot)
            elif spot.is_key:
                self.key(spot)
            else:
                self.value(spot)

    def header(self, spot: Spot) -> None:
        section = self.open[-1] if self.open else None
        if section is not None and section.sort is Sort.SECTION and self.is_dotted(section, spot):
            section.name += f".{spot.text}"
            section.path, section.end, section.name_end = spot.path, spot.end, spot.end
            self.cover_header(section)
            return
        start = self.text.rfind("[", 0, spot.start)
        start -= self.text[start - 1 : start] == "["
        section = Part(spot.path, start, spot.end, Sort.SECTION, spot.text, spot.start, spot.end)
        self.cover_header(section)
        self.parts.append(section)
        self.open = [section]

    def cover_header(self, section: Part) -> None:
        while self.text[section.end : section.end + 1] == "]":
            section.end += 1

    def is_dotted(self, part: Part, spot: Spot) -> bool:
        """Tell whether a key goes on with another part behind a dot."""
        between = self.text[part.name_end : spot.start].strip(" \t\"'")
        return between == "." and len(spot.path) > len(part.path)

    def key(self, spot: Spot) -> None:
        last = self.open[-1] if self.open else None
        if last is not None and last.sort is Sort.KEY and self.is_dotted(last, spot):
            last.name += f".{spot.text}"
            last.path, last.name_end = spot.path, spot.end
            self.cover(spot.end)
            return
        self.leave(spot.path[:-1])
        self.items(spot.path[:-1], spot.start)
        self.begin_value(spot)
        self.add(Part(spot.path, spot.start, spot.end, Sort.KEY, spot.text, spot.start, spot.end))
        self.cover(spot.end)

    def value(self, spot: Spot) -> None:
        self.leave(spot.path)
        has_parts = self.text[spot.start : spot.start + 1] in ("{", "[")
        self.items(spot.path if has_parts else spot.path[:-1], spot.start)
        self.begin_value(spot)
        self.cover(spot.end)
        if not has_parts:
            self.call(spot)
            self.add(Part(spot.path, spot.start, spot.end))
            self.open.pop()

    def begin_value(self, spot: Spot) -> None:
        """Note that the value of what is open begins with ``spot``, unless it has begun before."""
        if self.open and self.open[-1].value < 0:
            self.open[-1].value = spot.start

    def call(self, spot: Spot) -> None:
        """Give the innermost table in a list a name, if it has none: its first scalar."""
        item = next((one for one in reversed(self.open) if one.sort is Sort.ITEM), None)
        if item is None or len(spot.path) != len(item.path) + 1:
            return
        if item.name_start == item.name_end and spot.text:
            item.name, item.name_start, item.name_end = spot.text, spot.start, spot.end

    def leave(self, path: Path) -> None:
        """Close what a value at ``path`` is no part of."""
        while self.open and path[: len(self.open[-1].path)] != self.open[-1].path:
            self.open.pop()

    def items(self, path: Path, start: int) -> None:
        """Open the tables in lists on the way to ``path`` that are not open yet."""
        above = self.open[-1].path if self.open else ()
        for depth in range(len(above) + 1, len(path) + 1):
            step = path[depth - 1]
            last = self.open[-1] if self.open else None
            if isinstance(step, str):
                continue
            if last is not None and self.text.startswith("[[", last.start):
                last.path = path[:depth]  # the section is the item
            else:
                self.add(Part(path[:depth], start, start, Sort.ITEM, f"[{step}]", start, start))

    def add(self, part: Part) -> None:
        (self.open[-1].parts if self.open else self.parts).append(part)
        self.open.append(part)

    def cover(self, end: int) -> None:
        """Note that all that is open reaches to ``end``."""
        for part in self.open:
            part.end = max(part.end, end)
