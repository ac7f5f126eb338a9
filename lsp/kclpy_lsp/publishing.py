"""Mistakes are told while somebody types: soon, and never about a text that is gone.

The texts are looked at a moment after the last change. Work for a text that has changed since
is given up, and its result is never sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from lsprotocol import types

from kclpy.ide.cancel import Cancelled, CancelToken
from kclpy.ide.turns import unhurried
from kclpy_lsp.documents import OpenDocument
from kclpy_lsp.reports import report
from kclpy_lsp.session import Session
from kclpy_lsp.work import Work

logger = logging.getLogger(__name__)

# Seconds after the last change.
DELAY = 0.05

_PATIENCE = 60.0

Send = Callable[[types.PublishDiagnosticsParams], None]


class Publisher:
    """Sends diagnostics of all open texts after each change."""

    def __init__(self, session: Session, work: Work, send: Send, delay: float = DELAY) -> None:
        self.session = session
        self.work = work
        self.send = send
        self.delay = delay
        self.is_enabled = True
        self._task: asyncio.Task[None] | None = None
        self._token = CancelToken()
        self._sent: dict[str, tuple[int, list[types.Diagnostic]]] = {}

    def schedule(self) -> None:
        """Look at all open texts in a moment; what was begun for an earlier one is given up."""
        if not self.is_enabled:
            return
        self._token.cancel()
        self._token = CancelToken(_PATIENCE)
        self._task = asyncio.get_running_loop().create_task(self._publish(self._token))

    def forget(self, uri: str) -> None:
        """Take back what was said about a text that is closed."""
        if self._sent.pop(uri, None) is not None:
            self.send(types.PublishDiagnosticsParams(uri, []))

    def close(self) -> None:
        """Send nothing more."""
        self.is_enabled = False
        self._token.cancel()

    async def _publish(self, token: CancelToken) -> None:
        await asyncio.sleep(self.delay)
        if token.is_cancelled:
            return
        for document in self.session.documents:
            await self._publish_one(document, token)
            if token.is_cancelled:
                return

    async def _publish_one(self, document: OpenDocument, token: CancelToken) -> None:
        snapshot, version = self.session.workspace.snapshot(), document.version

        def find() -> list[types.Diagnostic]:
            with unhurried(token, self.session.workspace.turns):
                return report(snapshot, document.path, self.session, token)

        try:
            found = await self.work.run(find)
        except Cancelled:
            return
        except (Exception, RecursionError, MemoryError):
            logger.exception("no diagnostics of %s", document.uri)
            return
        if token.is_cancelled or document.version != version:
            return
        if self._sent.get(document.uri) != (version, found):
            self._sent[document.uri] = (version, found)
            self.send(types.PublishDiagnosticsParams(document.uri, found, version))
