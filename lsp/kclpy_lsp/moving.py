"""The command that moves a declaration to a file that the user has chosen.

The client asks for the file; here the change is found, and the client is asked to make it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcInvalidParams

from kclpy.ide.cancel import Cancelled, CancelToken
from kclpy.ide.refactoring.move import Move, move_into
from kclpy.ide.refactoring.refusal import Refusal
from kclpy.ide.workspace import Snapshot
from kclpy.syntax.recursion import deep_recursion
from kclpy_lsp.changes import move_edit
from kclpy_lsp.documents import path_of

if TYPE_CHECKING:
    from kclpy_lsp.server import KclServer

MOVE_TO = "kclpy.moveTo"

# Seconds that are spent on finding out whether a move is sound.
_PATIENCE = 30.0


class Moving:
    """Carries out `kclpy.moveTo`: the address of a file, a line and a character, and the target."""

    def __init__(self, server: KclServer) -> None:
        self.server = server

    def offer(self) -> None:
        """Offer the command to clients whose texts the server can change."""
        if get_capability(self.server.session.capabilities, "workspace.apply_edit"):
            self.server.command(MOVE_TO)(partial(self._handle))  # pygls notes something on it

    async def _handle(self, *arguments: Any) -> dict[str, str]:
        match arguments:
            case (str() as uri, int() as line, int() as character, str() as target):
                return await self._move(uri, types.Position(line, character), target)
        raise JsonRpcInvalidParams("the arguments are an address, a line, a character, an address")

    async def _move(self, uri: str, position: types.Position, target: str) -> dict[str, str]:
        """Move what is declared at a place; return why that cannot be, or nothing."""
        snapshot = self.server.session.workspace.snapshot()
        try:
            move = await self.server.work.run(
                lambda: self._found(snapshot, path_of(uri), position, path_of(target))
            )
        except Refusal as refusal:
            return self._refused(str(refusal))
        except Cancelled:
            return self._refused("that takes too long")
        edit = move_edit(move, self.server.session)
        params = types.ApplyWorkspaceEditParams(edit, f"move {move.name}")
        result = await self.server.workspace_apply_edit_async(params)
        if result is not None and not result.applied:
            return self._refused(result.failure_reason or "the editor did not make the change")
        return {}

    def _found(self, snapshot: Snapshot, path: str, position: types.Position, target: str) -> Move:
        token = CancelToken(_PATIENCE)
        positions = self.server.session.positions
        with deep_recursion():
            document = snapshot.document(path, token)
            offset = positions.offset(positions.lines(document.file), position)
            return move_into(snapshot, document, offset, target, token)

    def _refused(self, reason: str) -> dict[str, str]:
        params = types.ShowMessageParams(types.MessageType.Warning, f"it cannot move: {reason}")
        self.server.window_show_message(params)
        return {"reason": reason}
