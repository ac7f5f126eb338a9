"""Files and folders that are about to get another name."""

from __future__ import annotations

from lsprotocol import types
from pygls.capabilities import get_capability

from kclpy.ide.moving import moving
from kclpy_lsp.changes import workspace_edit
from kclpy_lsp.documents import path_of
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request, Session

_PATIENCE = 60.0

_FILTERS = [
    types.FileOperationFilter(types.FileOperationPattern(glob, matches), scheme="file")
    for glob, matches in (
        ("**/*.k", types.FileOperationPatternKind.File),
        ("**", types.FileOperationPatternKind.Folder),
    )
]


def will_rename(request: Request[types.RenameFilesParams]) -> types.WorkspaceEdit | None:
    """Return the changes of the imports that lead there."""
    files = request.params.files
    moved = {path_of(one.old_uri): path_of(one.new_uri) for one in files}
    found = moving(request.snapshot, moved, request.token)
    return workspace_edit(found.items(), request.session) if found else None


def _tells_of_files(session: Session) -> bool:
    return bool(get_capability(session.capabilities, "workspace.file_operations.will_rename"))


FEATURES = (
    Feature(
        types.WORKSPACE_WILL_RENAME_FILES,
        will_rename,
        types.FileOperationRegistrationOptions(_FILTERS),
        seconds=_PATIENCE,
        is_offered=_tells_of_files,
    ),
)
