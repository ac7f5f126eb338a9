"""Trees as text: one line for each node, deeper ones indented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse

_HIDDEN = ("start", "end", "file", "damage")


def parsed(text: str) -> tuple[nodes.Module, list[str]]:
    """Return the tree of ``text`` and its mistakes as ``LINE:COLUMN MESSAGE``."""
    file = SourceFile("main.k", text)
    diagnostics = Diagnostics()
    module = parse(file, diagnostics)
    return module, mistakes(file, diagnostics)


def mistakes(file: SourceFile, diagnostics: Diagnostics) -> list[str]:
    """Return the diagnostics as ``LINE:COLUMN MESSAGE``; no column where none is known."""
    found = []
    for diagnostic in diagnostics:
        label = diagnostic.labels[0]
        line, column = file.position(label.span.start)
        place = f"{line}" if label.line_only else f"{line}:{column + 1}"
        found.append(f"{place} {diagnostic.problem.message}")
    return found


def dump(node: nodes.Node) -> str:
    """Return the tree below ``node``."""
    return "".join(f"{line}\n" for line in _lines("", node, 0))


def _lines(name: str, value: object, depth: int) -> Iterator[str]:
    margin = "  " * depth
    label = f"{name}: " if name else ""
    if isinstance(value, nodes.Node):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in _HIDDEN}
        plain = [f"{k}={v!r}" for k, v in parts.items() if not _has_lines(v) and _is_worth(v)]
        words = [f"{type(value).__name__} {value.start}-{value.end}", *plain]
        yield margin + label + " ".join(words)
        for key, part in parts.items():
            if _has_lines(part):
                yield from _lines(key, part, depth + 1)
    elif isinstance(value, list):
        yield f"{margin}{name}:"
        for part in value:
            yield from _lines("", part, depth + 1)


def _has_lines(value: object) -> bool:
    """Whether ``value`` is a node or a list of nodes."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], nodes.Node)
    return isinstance(value, nodes.Node)


def _is_worth(value: object) -> bool:
    """Whether ``value`` says more than that something is not there."""
    return value not in (None, [], "", False) or (value == 0 and value is not False)
