"""A server without pipes and threads: each question is answered at once.

What a feature raises is raised here, so that nothing goes wrong unseen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types

from kclpy.ide.cancel import CancelToken
from kclpy_lsp.registry import all_features, by_method, choose
from kclpy_lsp.server import KclServer
from kclpy_lsp.session import Request
from kclpy_lsp.work import answer_now
from tests.lsp.questions import PULLING, Params
from tests.lsp.screen import Change


class _Sink:
    """Takes what the server writes."""

    def write(self, data: bytes) -> None:
        pass

    def close(self) -> None:
        pass


class _Server(KclServer):
    def report_server_error(self, error: Exception, source: Any) -> None:
        raise error


class Desk:
    """An editor at one desk with its server; it asks for diagnostics."""

    def __init__(self, *folders: Path, capabilities: Mapping[str, Any] = PULLING) -> None:
        self.server = _Server()
        self.server.protocol.set_writer(_Sink())
        self.converter = self.server.protocol._converter
        self._versions: dict[str, int] = {}
        named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        begin = {"processId": None, "capabilities": capabilities, "workspaceFolders": named}
        self._send({"id": 1, "method": "initialize", "params": {**begin, "rootUri": None}})
        self.notify("initialized", {})
        self.features = by_method(all_features(), self.server.session)

    def _send(self, message: Params) -> None:
        protocol = self.server.protocol
        protocol.handle_message(protocol.structure_message({"jsonrpc": "2.0", **message}))

    def notify(self, method: str, params: Params) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Params, token: CancelToken | None = None) -> Any:
        """Return the answer to a question as the editor gets it."""
        known: Any = types.METHOD_TO_TYPES[method]
        _, response, asked, _ = known
        session = self.server.session
        given = self.converter.structure(params, asked)
        snapshot = session.workspace.snapshot()
        request = Request(session, given, snapshot, token or CancelToken())
        answer = answer_now(choose(self.features[method], request.kind), request)
        message = self.converter.unstructure(response(id=1, result=answer, jsonrpc="2.0"))
        return json.loads(json.dumps(message))["result"]

    # Texts

    def open(self, path: Path, text: str, language: str = "kcl") -> str:
        """Open a text; return its address."""
        uri = path.as_uri()
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: Change | str) -> None:
        """Change an open text, in whole if a change is a text."""
        self._versions[uri] += 1
        several = [{"text": one} if isinstance(one, str) else one for one in changes]
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": several})

    def close(self, uri: str) -> None:
        """Close a text."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def changed_on_disk(self, path: Path, kind: int = 2) -> None:
        """Say that a file has changed on disk."""
        change = {"uri": path.as_uri(), "type": kind}
        self.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
