"""Renaming what stands under the cursor, in all files of the workspace.

Everything that means the same is renamed or nothing is: what belongs to others, or would then
mean something else, is refused with the reason.
"""

from __future__ import annotations

import re

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.finder import Occurrence
from kclpy.ide.named_schemas import namings_of
from kclpy.ide.navigation import uses
from kclpy.ide.scopes import visible
from kclpy.ide.workspace import Snapshot, is_below
from kclpy.semantics.symbols import BuiltinSymbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.tokens import KEYWORDS

_NAME = re.compile(r"[^\W\d]\w*")

_FIXED = {
    Kind.FUNCTION: "a function that comes along",
    Kind.CONSTANT: "a constant that comes along",
    Kind.DECORATOR: "a decorator that comes along",
    Kind.PACKAGE: "a package: rename its directory instead",
    Kind.MODULE: "a module that comes along",
}


class RenameRefused(ValueError):
    """Something cannot be renamed; the text says why."""


def renamed(snapshot: Snapshot, document: Document, offset: int) -> Occurrence:
    """Return the name that would be renamed; raise `RenameRefused` if it cannot be."""
    found = document.occurrences.at(offset)
    if found is None:
        raise RenameRefused("there is no name here that is known")
    declaration = found.declaration
    reason = _FIXED.get(declaration.kind)
    node = declaration.node
    if isinstance(node, nodes.ImportStmt) and node.alias is None:
        reason = "the name of a package: give the import an alias with 'as' first"
    span = declaration.span
    if reason is None and span is not None and not _is_own(snapshot, document, span.file.path):
        reason = f"declared in {span.file.path}, which is not part of the workspace"
    if reason is not None:
        raise RenameRefused(f"'{declaration.name}' is {reason}")
    return found


def _is_own(snapshot: Snapshot, document: Document, path: str) -> bool:
    folders = (*snapshot.folders, document.program.root)
    return path in snapshot.buffers or any(is_below(path, folder) for folder in folders)


def rename(
    snapshot: Snapshot, document: Document, offset: int, new_name: str, token: CancelToken
) -> dict[Span, str]:
    """Return what takes the place of each use of the name at ``offset``.

    Raises `RenameRefused` if that cannot be done.
    """
    found = renamed(snapshot, document, offset)
    new_name = new_name.removeprefix("$")
    if not _NAME.fullmatch(new_name):
        raise RenameRefused(f"'{new_name}' is not a name")
    if new_name != found.declaration.name:
        _check_free(found.declaration, document, offset, new_name)
    text = f"${new_name}" if new_name in KEYWORDS else new_name
    declaration = found.declaration
    several = uses(snapshot, document, declaration, token)
    changes = {one.span: new_name if _is_quoted(one) else text for one in several}
    for one in namings_of(snapshot, declaration, document.path, token):
        changes[one.name_span] = new_name
    return changes


def _is_quoted(one: Occurrence) -> bool:
    return isinstance(one.node, nodes.StringLit)


def _check_free(declaration: Declaration, document: Document, offset: int, new_name: str) -> None:
    """Refuse a name that means something else already where it would stand."""
    if declaration.kind is Kind.ATTRIBUTE and declaration.schema is not None:
        is_taken = declaration.schema.attribute(new_name) is not None
    elif declaration.kind is Kind.KEY:
        is_taken = False
    elif declaration.module is not None and declaration.kind in _GLOBALS:
        home = document.program.package_of(declaration.module.file.path)
        is_taken = home is not None and new_name in home.model.globals
    else:
        symbol = visible(document, offset).get(new_name)
        is_taken = symbol is not None and not isinstance(symbol, BuiltinSymbol)
    if is_taken:
        raise RenameRefused(f"'{new_name}' is declared already")


_GLOBALS = (
    Kind.VARIABLE,
    Kind.SCHEMA,
    Kind.MIXIN,
    Kind.PROTOCOL,
    Kind.RULE,
    Kind.ALIAS,
)
