"""Renaming in all files of the workspace."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from kclpy.ide.rename import RenameRefused, rename, renamed
from kclpy_lsp.changes import workspace_edit
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

_PATIENCE = 60.0


def prepare(
    request: Request[types.PrepareRenameParams],
) -> types.PrepareRenamePlaceholder:
    """Return what would be renamed; refuse what cannot be."""
    document, offset = request.place
    try:
        found = renamed(request.snapshot, document, offset)
    except RenameRefused as error:
        raise JsonRpcInvalidParams(str(error)) from None
    return types.PrepareRenamePlaceholder(request.range(found.span), found.declaration.name)


def do_rename(request: Request[types.RenameParams]) -> types.WorkspaceEdit:
    """Return the changes of all files."""
    document, offset = request.place
    new_name = request.params.new_name
    try:
        found = rename(request.snapshot, document, offset, new_name, request.token)
    except RenameRefused as error:
        raise JsonRpcInvalidParams(str(error)) from None
    return workspace_edit(found.items(), request.session)


FEATURES = (
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare),
    Feature(
        types.TEXT_DOCUMENT_RENAME,
        do_rename,
        types.RenameOptions(prepare_provider=True),
        seconds=_PATIENCE,
    ),
)
