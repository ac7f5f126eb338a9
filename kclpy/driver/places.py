"""Places of a traceback in the KCL program.

Emitted code keeps the positions of KCL source, so the frames of a traceback that run it are
places in the program.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from types import CodeType, TracebackType
from typing import NamedTuple

from kclpy.runtime.convert import Converter
from kclpy.runtime.frames import add_extra, finish_straight
from kclpy.runtime.merge import instantiate_again
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

# Functions of the runtime whose failures concern the caller of the KCL code that called them.
_BLAMING_THE_CALLER = frozenset(
    function.__code__ for function in (Converter.apply_given, finish_straight)
)

# Functions of the runtime that make an instance which no expression of the caller names.
_IMPLICIT = frozenset(function.__code__ for function in (add_extra, instantiate_again))


class Place(NamedTuple):
    """A range of a module. An indirect one called for a conversion that led further in."""

    module: nodes.Module
    start: int
    end: int
    is_direct: bool = True


def places_of(
    traceback: TracebackType | None, modules: Mapping[str, nodes.Module], last: int | None = None
) -> list[Place]:
    """Return the KCL places of a traceback, outer before inner; only the ``last`` ones if given."""
    kept = None if last is None else last + 1  # the innermost one may still be dropped
    frames: deque[tuple[nodes.Module, TracebackType, bool]] = deque(maxlen=kept)
    while traceback is not None:
        code = traceback.tb_frame.f_code
        module = modules.get(code.co_filename)
        if module is not None:
            frames.append((module, traceback, True))
        elif code in _BLAMING_THE_CALLER and len(frames) > 1:
            frames.pop()
            frames[-1] = (*frames[-1][:2], False)
        elif code in _IMPLICIT and frames:
            frames[-1] = (*frames[-1][:2], False)
        traceback = traceback.tb_next
    if last is not None and len(frames) > last:
        frames.popleft()
    return [frame_place(module, frame, is_direct) for module, frame, is_direct in frames]


def frame_place(module: nodes.Module, traceback: TracebackType, is_direct: bool = True) -> Place:
    """Return the place at which the frame of ``traceback``, which runs ``module``, stands."""
    return place_of(module, traceback.tb_frame.f_code, traceback.tb_lasti, is_direct)


def place_of(module: nodes.Module, code: CodeType, last: int, is_direct: bool = True) -> Place:
    """Return the place of the instruction of ``code`` at the offset ``last``."""
    return Place(module, *_range(module.file, code, last), is_direct)


def _range(file: SourceFile, code: CodeType, last: int) -> tuple[int, int]:
    """Return the offsets of an instruction in the text."""
    line, end_line, column, end_column = next(islice(code.co_positions(), last // 2, None))
    return (
        _offset(file, 1 if line is None else line, column or 0),
        _offset(file, 1 if end_line is None else end_line, end_column or 0),
    )


def _offset(file: SourceFile, line: int, column: int) -> int:
    """Return the offset of a line and a column counted in UTF-8 bytes, -1 for line 0."""
    if line < 1:
        return -1
    text = file.line_text(line) or ""
    if not text.isascii():
        encoded = text.encode("utf-8", "surrogatepass")[:column]
        column = len(encoded.decode("utf-8", "ignore"))
    return file.offset(line, column)


def is_at(node: nodes.Node, place: Place) -> bool:
    """Return whether ``node`` is exactly what stands at ``place``."""
    return (node.start, node.end) == (place.start, place.end)


def around(place: Place) -> Iterator[nodes.Node]:
    """Yield the nodes that contain a place, outermost first."""
    waiting: list[nodes.Node] = [place.module]
    while waiting:
        for child in children(waiting.pop()):
            if child.start <= place.start and place.end <= child.end:
                yield child
                waiting = [child]
                break
