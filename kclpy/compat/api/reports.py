"""Diagnostics as the service gives them: texts in several forms, and messages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence

from kclpy.compat.api.messages import Error, Message, Position
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats import Findings, write
from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.source.vfs import canonical

FORMATS = ("pretty", "short", "arcanist", "sarif")


def unseen_files(options: Options, written: Iterable[str]) -> dict[str, str]:
    """Return the names of files that are in memory alone, by the path that they have."""
    names = {}
    for name in written:
        path = os.path.join(options.workdir, name)
        if not os.path.exists(path):
            names[canonical(path)] = name
    return names


def report(diagnostics: Sequence[Diagnostic], form: str, unseen: Mapping[str, str]) -> str:
    """Return the text of ``diagnostics`` in one of `FORMATS`."""
    if form == "short":
        return "".join([f"{_short(one, unseen)}\n" for one in diagnostics])
    if form == "arcanist":
        return json.dumps([_arcanist(one, unseen) for one in diagnostics], indent=2)
    if form == "sarif":
        return write(Findings(diagnostics), "sarif")
    return render(diagnostics, colour=True, unseen=unseen)


def errors_of(diagnostics: Iterable[Diagnostic]) -> list[Error]:
    """Return ``diagnostics`` as messages; columns count from 0."""
    return [_error(one) for one in diagnostics]


def _error(diagnostic: Diagnostic) -> Error:
    level = diagnostic.problem.level
    messages = []
    for label in diagnostic.labels:
        line, column = label.span.file.position(label.span.start)
        position = Position(line=line, column=column, filename=label.span.file.path)
        messages.append(Message(msg=label.message, pos=position))
    return Error(
        level=level,
        code=f"{level.capitalize()}({diagnostic.problem.kind})",
        messages=messages or [Message(msg=diagnostic.message)],
    )


def _place(diagnostic: Diagnostic, unseen: Mapping[str, str]) -> tuple[str, int, int]:
    place = diagnostic.place
    return ("", 0, 0) if place is None else (unseen.get(place.path, place.path), *place[1:])


def _code(diagnostic: Diagnostic) -> str:
    problem = diagnostic.problem
    return f"{problem.level}[{problem.code}]" if problem.code else problem.level


def _short(diagnostic: Diagnostic, unseen: Mapping[str, str]) -> str:
    path, line, column = _place(diagnostic, unseen)
    place = f"{path}:{line}:{column} - " if path else ""
    kind = f"{diagnostic.problem.kind} - " if diagnostic.problem.kind else ""
    return f"{place}{_code(diagnostic)}: {kind}{diagnostic.message}"


def _arcanist(diagnostic: Diagnostic, unseen: Mapping[str, str]) -> dict[str, str | int]:
    path, line, column = _place(diagnostic, unseen)
    source: str | None = ""
    if diagnostic.labels and diagnostic.labels[0].span.file.path not in unseen:
        source = diagnostic.labels[0].span.file.line_text(line)
    return {
        "Char": column,
        "Code": _code(diagnostic),
        "Description": diagnostic.message,
        "Line": line,
        "Name": diagnostic.problem.kind,
        "OriginalText": source or "",
        "Path": path,
    }
