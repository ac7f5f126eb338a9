"""Where new import statements come to stand: below those at the head of a file.

A file without any has them below its docstring, else above its first statement and the comments
that belong to it. Comments that are apart from it stay at the top, and so do those that tell
whose the file is.
"""

from __future__ import annotations

import re

from kclpy.diagnostics import Edit
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia

_ABOUT_THE_FILE = re.compile(r"^#!|\bcopyright\b|\bspdx-|\blicen[cs]ed under\b", re.IGNORECASE)


def import_edit(module: nodes.Module, *statements: str) -> Edit:
    """Return the change that adds ``statements``, written as ``import a.b as c`` is.

    ``module`` may lack statements behind its first two that are no imports.
    """
    doc, head, following = _parts(module)
    newline = module.file.line_end
    place = _place(module, head[-1] if head else doc, following)
    text = "".join(f"{one}{newline}" for one in statements)
    *_, above, here = ("\n" + module.file.text[:place]).split("\n")
    rest = module.file.text[place:].partition("\n")[0]
    if rest.strip() and not head:
        text += newline
    if here.strip():
        above, text = here, newline + text
    if above.strip() and not head:
        text = newline + text
    return Edit(module.file.span(place, place), text)


def _parts(
    module: nodes.Module,
) -> tuple[nodes.Node | None, list[nodes.ImportStmt], nodes.Stmt | None]:
    """Return what documents a file, the imports at its head, and the first other statement.

    Below a comment a text is a statement like others, but it documents the file for readers.
    """
    doc = _documentation(module, module.docstring)
    head: list[nodes.ImportStmt] = []
    for statement in module.body:
        if isinstance(statement, nodes.ImportStmt):
            head.append(statement)
        elif doc is None and not head and isinstance(statement, nodes.ExprStmt):
            doc = _documentation(module, statement.value)
            if doc is None:
                return None, head, statement
        else:
            return doc, head, statement
    return doc, head, None


def _documentation(module: nodes.Module, value: nodes.Expr | None) -> nodes.Expr | None:
    """Return ``value`` if it is a text in triple quotes, which are closed."""
    if not isinstance(value, nodes.StringLit) or not value.is_long:
        return None
    written = module.file.text[value.start : value.end]
    return value if len(written) >= 6 and written[-3:] in ('"""', "'''") else None


def _place(module: nodes.Module, last: nodes.Node | None, following: nodes.Stmt | None) -> int:
    if last is not None:
        return _below(module, last.end, following)
    if following is not None:
        return _above(module, min([following.start, *(one.start for one in module.damage)]))
    return len(module.file.text) if module.comments else 0


def _below(module: nodes.Module, end: int, following: nodes.Stmt | None) -> int:
    """Return where the next line begins, or the statement that begins before."""
    newline = module.file.text.find("\n", end)
    place = len(module.file.text) if newline < 0 else newline + 1
    return place if following is None else min(place, following.start)


def _above(module: nodes.Module, start: int) -> int:
    """Return where the line of ``start`` begins, with the comments that belong to it."""
    text, trivia = module.file.text, Trivia(module)
    line = trivia.line_start(start)
    if line < start and not text[line:start].strip():
        return start  # the first line gives its indentation to the file
    place = trivia.leading(start)
    is_header = not place and _ABOUT_THE_FILE.search(text, 0, line) is not None
    return line if is_header else place
