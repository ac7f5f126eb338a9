"""Plays sessions to a server over pipes, as an editor would, and takes the time."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.lsp.client import Client, Refused
from tests.lsp.questions import MAY_REFUSE, Place, params
from tests.lsp.screen import Screen, position
from tests.lsp.typist import Action

_KEY = re.compile(r"\r\n|.", re.DOTALL)

# The time between a change and what is said about it stands under this name.
TO_DIAGNOSTICS = "from key to diagnostics"

# A client may change its mind.
_CANCELLED = -32800


class Player:
    """An editor that does what a session says; ``times`` are seconds by method."""

    def __init__(self, client: Client, folder: Path, pause: float = 0.0) -> None:
        self.client = client
        self.folder = folder
        self.pause = pause
        self.times: dict[str, list[float]] = defaultdict(list)
        self.keys = 0
        self.refused: list[str] = []
        self.screens: dict[str, Screen] = {}
        self.front = ""
        self._last: tuple[str, int, float] | None = None  # change: address, version, time

    @property
    def screen(self) -> Screen:
        """The text in front."""
        return self.screens[self.front]

    @property
    def path(self) -> Path:
        """The file in front."""
        return self.folder / self.front

    @property
    def uri(self) -> str:
        """The address of the file in front."""
        return self.path.as_uri()

    def play(self, session: Iterable[Action]) -> None:
        """Do what a session says."""
        for verb, *rest in session:
            getattr(self, f"_{verb}")(*rest)

    # Actions

    def _open(self, name: str) -> None:
        self.front = name
        if name not in self.screens:
            exists = self.path.exists()
            text = self.path.read_bytes().decode("utf-8-sig") if exists else ""
            self.screens[name] = Screen(text, len(text))
            self.client.open(self.path, text)
            self._last = self.uri, 1, time.perf_counter()

    def _close(self) -> None:
        self.client.close(self.uri)
        self._last = None
        del self.screens[self.front]
        self.front = next(iter(self.screens), "")

    def _type(self, text: str) -> None:
        for key in _KEY.findall(text):
            self._send(self.screen.type(key))

    def _paste(self, text: str) -> None:
        self._send(self.screen.type(text))

    def _erase(self, count: int) -> None:
        for _ in range(count):
            self._send(self.screen.erase())

    def _undo(self, count: int) -> None:
        for _ in range(count):
            change = self.screen.undo()
            if change is not None:
                self._send(change)

    def _send(self, change: Any) -> None:
        self.keys += 1
        version = self.client.change(self.uri, change)
        self._last = self.uri, version, time.perf_counter()
        if self.pause:
            time.sleep(self.pause)

    def _jump(self, offset: int) -> None:
        self.screen.cursor = self.screen.start_of(min(offset, len(self.screen.text)))

    def _save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        self.path.write_bytes(self.screen.text.encode("utf-8", "replace"))
        self._told(self.path, 1 if is_new else 2)
        self.client.notify("textDocument/didSave", {"textDocument": {"uri": self.uri}})

    def _remove(self, name: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        self._told(path, 3)

    def _told(self, path: Path, kind: int) -> None:
        change = {"uri": path.as_uri(), "type": kind}
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

    def _wait(self) -> None:
        """Wait for the diagnostics of the last change."""
        if self._last is not None:
            uri, version, begin = self._last
            self.client.diagnostics(uri, version)
            self.times[TO_DIAGNOSTICS].append(time.perf_counter() - begin)
            self._last = None

    # Questions

    def _ask(self, method: str) -> None:
        question = self._question(method)
        if question is not None:
            self.ask(method, question)

    def ask(self, method: str, question: Any) -> Any:
        """Ask something and note how long it takes; only what makes no sense may be refused."""
        begin = time.perf_counter()
        try:
            return self.client.ask(method, question)
        except Refused as refused:
            self._is_refused(method, refused)
        finally:
            self.times[method].append(time.perf_counter() - begin)

    def _drop(self, method: str) -> None:
        """Ask something and give up at once."""
        question = self._question(method)
        if question is not None:
            number = self.client.begin(method, question)
            self.client.notify("$/cancelRequest", {"id": number})
            try:
                self.client.end(number)
            except Refused as refused:
                self._is_refused(method, refused)

    def _question(self, method: str) -> Any:
        screen = self.screen
        start = screen.start_of(max(0, screen.cursor - 20))
        end = position(screen.text, screen.cursor)
        if method.endswith(("ange", "ormatting", "odeAction", "nlayHint")):
            return params(method, Place(self.uri, position(screen.text, start), end))
        return params(method, Place(self.uri, end, end))

    def _is_refused(self, method: str, refused: Refused) -> None:
        if refused.code != _CANCELLED and method not in MAY_REFUSE:
            self.refused.append(f"{method}: {refused}")
