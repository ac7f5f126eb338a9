"""The life of a session: how it begins, what changes meanwhile, how it ends."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from threading import Event
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from kclpy import __version__
from kclpy_lsp.commands import Commands
from kclpy_lsp.housekeeping import Housekeeping
from kclpy_lsp.moving import Moving
from kclpy_lsp.positions import Positions
from kclpy_lsp.publishing import Publisher
from kclpy_lsp.registry import all_features, by_method
from kclpy_lsp.session import Session
from kclpy_lsp.streams import Reader, from_pipe
from kclpy_lsp.work import Work

logger = logging.getLogger(__name__)

_WATCHED = ("**/*.k", "**/kcl.mod", "**/kcl.mod.lock", "**/kcl.yaml", "**/kcl.work")


class Protocol(LanguageServerProtocol):
    """Messages that concern the texts themselves, and the end of work nobody waits for."""

    _server: KclServer

    def handle_message(self, message: Any) -> None:
        """Take one message; cancelling ends the work at once, not only the answer."""
        if isinstance(message, types.CancelNotification):
            self._server.work.cancel(message.params.id)
            self._server.commands.cancel(message.params.id)
        super().handle_message(message)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return a message as an object; a request that is none is refused, not left waiting."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _execute_handler(
        self, msg_id: Any, handler: Any, callback: Any, args: Any = None, kwargs: Any = None
    ) -> None:
        """Run a handler; what it returned is forgotten once it was used.

        pygls itself keeps the results of all handlers that answer no request themselves.
        """

        def forget(future: Future[Any]) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, forget, args, kwargs)

    def _send_handler_result(self, future: Future[Any], *, msg_id: Any) -> None:
        """Send an answer; that a request is refused is one, and nothing to be logged."""
        error = None if future.cancelled() else future.exception()
        if isinstance(error, JsonRpcException):
            self._send_response(msg_id, error=error.to_response_error())
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take the text that the editor opens."""
        self._server.open(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes of a text."""
        self._server.change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Take note that the file counts again."""
        self._server.close(params)


class KclServer(LanguageServer):
    """A server for one editor."""

    def __init__(self) -> None:
        super().__init__(
            "kclpy",
            __version__,
            types.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
        )
        self.session = Session()
        self.work = Work(self.session)
        self.commands = Commands(self)
        self.moving = Moving(self)
        self.housekeeping = Housekeeping(self.session.workspace.tidy)
        self.publisher = Publisher(self.session, self.work, self.text_document_publish_diagnostics)
        handlers: dict[str, Callable[[Any], Any]] = {
            types.INITIALIZE: self._initialize,
            types.INITIALIZED: self._initialized,
            types.SHUTDOWN: self._shut_down,
            types.TEXT_DOCUMENT_DID_SAVE: self._changed_on_disk,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._changed_on_disk,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self._change_folders,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: self._changed_on_disk,
        }
        for method, handler in handlers.items():
            self.feature(method)(partial(handler))  # pygls notes something on it

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong; nobody is interrupted by a message for it."""
        logger.error("%s", error, exc_info=error)

    # The connection

    def start_io(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        """Serve an editor over pipes, the standard ones by default, until it leaves."""
        self.protocol.set_writer(StdoutWriter(stdout or sys.stdout.buffer))
        self._serve(self._read_pipe(stdin or sys.stdin.buffer))

    def start_tcp(self, host: str, port: int) -> None:
        """Serve the editor that connects to a port, until it leaves; raise OSError if none can."""
        self._serve(self._listen(host, port))

    def _serve(self, serving: Coroutine[Any, Any, None]) -> None:
        try:
            asyncio.run(serving)
        except BrokenPipeError:
            logger.error("the editor is gone")
        except (KeyboardInterrupt, SystemExit, asyncio.CancelledError):
            pass
        finally:
            self.shutdown()

    async def _read_pipe(self, stdin: BinaryIO) -> None:
        await self._read(from_pipe(stdin, self.session.workspace.turns.hold))

    async def _listen(self, host: str, port: int) -> None:
        self._server = await asyncio.start_server(self._talk, host, port)
        async with self._server:
            await self._server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.protocol.writer is not None:
            writer.close()  # there is an editor already
            return
        self.protocol.set_writer(writer)
        try:
            await self._read(reader)
        finally:
            writer.close()
            self.shutdown()

    async def _read(self, stream: asyncio.StreamReader) -> None:
        """Take messages until the editor leaves."""
        self._stop_event = ended = Event()
        reader, protocol, report = Reader(stream), self.protocol, self.report_server_error
        try:
            await run_async(ended, reader, protocol, logger, report)
        finally:  # an editor that breaks off has not asked for it
            await self._shut_down(None)

    def shutdown(self) -> None:
        """End the connection."""
        super().shutdown()  # type: ignore[no-untyped-call]

    # The session

    def _initialize(self, params: types.InitializeParams) -> None:
        session = self.session
        session.capabilities = params.capabilities
        encoding = self.workspace.position_encoding
        session.positions = Positions(encoding or session.positions.encoding)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        if not folders and self.workspace.root_uri:
            folders = [self.workspace.root_uri]
        session.change_folders(folders)
        self.publisher.is_enabled = not session.pulls_diagnostics
        for method, several in by_method(all_features(), session).items():
            handler = self.work.handler(several, lambda: self.protocol.msg_id)
            self.feature(method, several[0].options)(handler)

        options = params.initialization_options
        self.commands.offer(options.get("commands") if isinstance(options, dict) else None)
        self.moving.offer()

    def _initialized(self, _: types.InitializedParams) -> None:
        workspace = self.session.capabilities.workspace
        watching = None if workspace is None else workspace.did_change_watched_files
        if watching is None or not watching.dynamic_registration:
            return
        self.session.workspace.is_told = True
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("kclpy-files", method, options)
        self.client_register_capability(types.RegistrationParams([registration]))

    async def _shut_down(self, _: None) -> None:
        await self.commands.close()
        self.publisher.close()
        self.work.close()

    # Texts

    def open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take the text of a document."""
        document = self.session.documents.open(params.text_document)
        self.session.workspace.open(document.path, document.text)
        self._look_again()

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change the text of a document."""
        document = self.session.documents.change(params, self.session.positions)
        if document is not None:
            self.session.workspace.open(document.path, document.text)
            self._look_again()

    def close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget the text of a document."""
        self.session.close(params.text_document.uri)
        self.publisher.forget(params.text_document.uri)
        self._look_again()

    def _look_again(self) -> None:
        self.publisher.schedule()
        self.housekeeping.postpone()

    def _changed_on_disk(self, _: Any) -> None:
        self.session.workspace.refresh()
        self._look_again()
        if self.session.pulls_diagnostics and self.session.refreshes_diagnostics:
            self.workspace_diagnostic_refresh(None)

    def _change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        event = params.event
        added = [folder.uri for folder in event.added]
        self.session.change_folders(added, [folder.uri for folder in event.removed])
        self._changed_on_disk(params)
