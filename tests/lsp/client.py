"""An editor without a screen: a client that talks to a real server over pipes."""

from __future__ import annotations

import itertools
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from kclpy_lsp.server import KclServer

Message = dict[str, Any]

# Nobody waits longer for an answer; only a broken server needs it.
_PATIENCE = 60.0

# What a capable editor can do; it is sent diagnostics.
CAPABILITIES: Mapping[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceFolders": True},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "rename": {"prepareSupport": True},
    },
}


# What is answered to the server; None to all that is not here.
_ANSWERS: Mapping[str, Any] = {
    "window/showDocument": {"success": True},
    "workspace/applyEdit": {"applied": True},
}


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, error: Message) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Client:
    """Talks to a server; ``sent`` are the notifications and requests that came from it."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self.reader = reader
        self.writer = writer
        self.sent: queue.Queue[Message] = queue.Queue()
        self._numbers = itertools.count(1)
        self._answers: dict[Any, queue.Queue[Message]] = {}
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._read, daemon=True).start()

    # Messages

    def _read(self) -> None:
        while True:
            length = 0
            while (line := self.reader.readline().strip()) and line:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            message = json.loads(self.reader.read(length))
            if "method" in message:
                if "id" in message:
                    result = _ANSWERS.get(message["method"])
                    self._write({"id": message["id"], "result": result})
                self.sent.put(message)
            else:
                self._answers[message["id"]].put(message)

    def _write(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.writer.flush()

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self._write({"method": method, "params": params})

    def begin(self, method: str, params: Any = None) -> int:
        """Send a request and return its number."""
        number = next(self._numbers)
        self._answers[number] = queue.Queue()
        self._write({"id": number, "method": method, "params": params})
        return number

    def end(self, number: int) -> Any:
        """Return the answer to the request ``number``; raise `Refused` if it is an error."""
        answer = self._answers[number].get(timeout=_PATIENCE)
        del self._answers[number]
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]

    def ask(self, method: str, params: Any = None) -> Any:
        """Send a request and return its answer."""
        return self.end(self.begin(method, params))

    def wait_for(self, method: str, wanted: Callable[[Any], bool] = lambda _: True) -> Any:
        """Return the parameters of the next message from the server that is ``wanted``."""
        while True:
            message = self.sent.get(timeout=_PATIENCE)
            if message["method"] == method and wanted(message["params"]):
                return message["params"]

    # The life of a session

    def initialize(self, *folders: Path, capabilities: Mapping[str, Any] = CAPABILITIES) -> Any:
        """Begin a session; return what the server can do."""
        named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        params = {
            "processId": None,
            "rootUri": named[0]["uri"] if named else None,
            "capabilities": capabilities,
            "workspaceFolders": named or None,
        }
        answer = self.ask("initialize", params)
        self.notify("initialized", {})
        return answer["capabilities"]

    def leave(self) -> None:
        """End the session."""
        self.ask("shutdown")
        self.notify("exit")

    # Texts

    def open(self, path: Path, text: str | None = None, language: str = "kcl") -> str:
        """Open a file, with its own text if no other is given; return its address."""
        uri = path.as_uri()
        self._versions[uri] = 1
        item = {
            "uri": uri,
            "languageId": language,
            "version": 1,
            "text": path.read_text("utf-8") if text is None else text,
        }
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: Any) -> int:
        """Change an open text, in whole if a change is a text; return the new version."""
        self._versions[uri] += 1
        version = self._versions[uri]
        several = [{"text": one} if isinstance(one, str) else one for one in changes]
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": several})
        return version

    def close(self, uri: str) -> None:
        """Close a text."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri: str, version: int | None = None) -> list[Any]:
        """Return the diagnostics that the server sends next about a text."""

        def is_wanted(params: Any) -> bool:
            is_right = version is None or params.get("version") == version
            return params["uri"] == uri and is_right

        found: list[Any] = self.wait_for("textDocument/publishDiagnostics", is_wanted)[
            "diagnostics"
        ]
        return found

    def ask_at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """Ask about a position of a text."""
        position = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position, **more})


@contextmanager
def connected() -> Iterator[tuple[Client, KclServer]]:
    """Yield a client with a server in a thread of its own, which must end well."""
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    server = KclServer()

    def serve() -> None:
        with os.fdopen(to_server, "rb") as stdin, os.fdopen(from_server, "wb") as stdout:
            server.start_io(stdin, stdout)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with os.fdopen(to_client, "rb") as reader, os.fdopen(from_client, "wb") as writer:
        client = Client(reader, writer)
        yield client, server
        client.leave()
        thread.join(timeout=30)
    assert not thread.is_alive(), "the server did not end"


@contextmanager
def spawn(
    log: Path | None = None, command: Sequence[str] = ("kclpy", "lsp")
) -> Iterator[tuple[Client, subprocess.Popen[bytes]]]:
    """Yield a client with a server in a process of its own, which must end well.

    What it says of its mistakes goes to ``log``; ``command`` is the module that is run, and its
    arguments.
    """
    home = Path(__file__).parents[2]
    with (
        nullcontext() if log is None else log.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=home,
        ) as process,
    ):
        assert process.stdout is not None and process.stdin is not None
        try:
            yield Client(process.stdout, process.stdin), process
            status = process.wait(timeout=60)
            assert status == 0, f"the server ended with {status}"
        finally:
            process.kill()
