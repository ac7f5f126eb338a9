"""Commands that any editor can have carried out: run a program, run its tests, show its YAML.

Each runs in a process of its own, which is ended by its deadline, by whoever cancels it, by the
same command about the same file, and with the session. What comes of it is shown in the editor
where that can show documents, told in a message elsewhere, and returned in any case.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import from_fs_path

from kclpy.ide.workspace import Snapshot
from kclpy_lsp.documents import path_of
from kclpy_lsp.jobs import Job, Outcome, encode, running, testing

if TYPE_CHECKING:
    from kclpy_lsp.server import KclServer

# Seconds that a program may run.
PATIENCE = 60.0

# So much of an outcome is told in a message.
_LONG = 2_000


@dataclass(frozen=True, slots=True)
class Command:
    """Something to have done with a file: the ``title`` of its lens, and what is to run.

    ``suffix`` is that of the document that shows the outcome; ``takes_focus`` tells whether the
    editor goes there.
    """

    name: str
    title: str
    job: Callable[[Snapshot, str, str], Job]
    suffix: str = ".yaml"
    takes_focus: bool = True

    def lens(self, *arguments: str) -> types.Command:
        """Return the command as a lens has it."""
        return types.Command(self.title, self.name, arguments=list(arguments))


def _program(snapshot: Snapshot, path: str, _: str) -> Job:
    return running(snapshot.home(path), snapshot.texts)


def _tests(snapshot: Snapshot, path: str, name: str) -> Job:
    return testing(path, name, snapshot.texts)


RUN = Command("kclpy.run", "run", _program)
TEST = Command("kclpy.test", "run test", _tests, suffix=".txt")
PREVIEW = Command("kclpy.preview", "preview YAML", _program, takes_focus=False)

COMMANDS = (RUN, TEST, PREVIEW)


class Commands:
    """The commands that the server carries out, and the processes that run."""

    def __init__(self, server: KclServer) -> None:
        self.server = server
        self.patience = PATIENCE
        self._running: dict[tuple[str, str], asyncio.Task[Outcome]] = {}
        self._asked: dict[int | str | None, asyncio.Task[Outcome]] = {}  # by number of request
        self._folder: str | None = None

    def offer(self, own: object) -> None:
        """Offer all commands but those that the client carries out on its ``own``."""
        names = own if isinstance(own, list) else ()
        for command in COMMANDS:
            if command.name not in names:
                self.server.command(command.name)(self._handler(command))

    def cancel(self, number: int | str) -> None:
        """End what runs for a request."""
        task = self._asked.get(number)
        if task is not None:
            task.cancel()

    async def close(self) -> None:
        """End what runs, and take away what was shown."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _handler(self, command: Command) -> Callable[..., Any]:
        async def handle(*arguments: Any) -> dict[str, Any] | None:
            if not arguments or not all(isinstance(one, str) for one in arguments[:2]):
                raise JsonRpcInvalidParams("the first argument is the address of a file")
            return await self._carry_out(command, *arguments[:2])

        return handle

    async def _carry_out(self, command: Command, uri: str, name: str = "") -> dict[str, Any] | None:
        """Carry out a command; a newer one about the same file ends it, and it returns None."""
        key, number = (command.name, uri), self.server.protocol.msg_id
        older = self._running.pop(key, None)
        if older is not None:
            older.cancel()
        path = path_of(uri)
        snapshot = self.server.session.workspace.snapshot()
        task = asyncio.ensure_future(self._outcome(lambda: command.job(snapshot, path, name)))
        self._running[key] = self._asked[number] = task
        try:
            async with _Progress(self.server, f"{command.title}: {os.path.basename(path)}", task):
                outcome = await task
        except asyncio.CancelledError:
            task.cancel()
            return None
        finally:
            self._asked.pop(number, None)
            if self._running.get(key) is task:
                del self._running[key]
        await self._show(command, path, outcome)
        return {"text": outcome.text, "failed": outcome.is_failure}

    async def _outcome(self, find_job: Callable[[], Job]) -> Outcome:
        """Return what comes of a job in a process of its own, which never outlives this."""
        job = await self.server.work.run(find_job)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kclpy_lsp.jobs"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            async with asyncio.timeout(self.patience):
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(f"{encode(job)}\n".encode())
                await process.stdin.drain()
                written = await process.stdout.read()
            return Outcome(**json.loads(written))
        except TimeoutError:
            return Outcome(f"given up after {self.patience:g} seconds\n", is_failure=True)
        except ValueError:
            return Outcome(f"the process ended with {process.returncode}\n", is_failure=True)
        except ConnectionError:
            return Outcome("the process ended at once\n", is_failure=True)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    # Showing

    async def _show(self, command: Command, path: str, outcome: Outcome) -> None:
        """Show what came of a command, as far as the client can."""
        shows = get_capability(self.server.session.capabilities, "window.show_document.support")
        if shows:
            document = self._written(command, path, outcome)
            params = types.ShowDocumentParams(document, take_focus=command.takes_focus)
            self.server.window_show_document(params)
        if outcome.is_failure or not shows:
            level = types.MessageType.Error if outcome.is_failure else types.MessageType.Info
            text = outcome.text.strip() or "nothing"
            self.server.window_show_message(types.ShowMessageParams(level, text[:_LONG]))

    def _written(self, command: Command, path: str, outcome: Outcome) -> str:
        """Return the address of a file that holds the outcome; mistakes are comments there."""
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="kclpy-")
        text = outcome.text
        if outcome.is_failure and command.suffix == ".yaml":
            text = "".join(f"# {line}\n".replace("# \n", "#\n") for line in text.splitlines())
        folder = os.path.join(self._folder, uuid.uuid5(uuid.NAMESPACE_URL, path).hex)
        os.makedirs(folder, exist_ok=True)
        shown = os.path.join(folder, f"{os.path.basename(path)}{command.suffix}")
        with open(shown, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        return from_fs_path(shown) or ""


class _Progress:
    """Tells that a task runs, if the client shows such; the user may cancel it there."""

    def __init__(self, server: KclServer, title: str, task: asyncio.Task[Any]) -> None:
        self.server = server
        self.title = title
        self.task = task
        self.token: str | None = None

    async def __aenter__(self) -> None:
        if get_capability(self.server.session.capabilities, "window.work_done_progress"):
            token = uuid.uuid4().hex
            progress = self.server.work_done_progress
            await progress.create_async(token)
            progress.begin(token, types.WorkDoneProgressBegin(self.title, cancellable=True))
            loop = asyncio.get_running_loop()
            progress.tokens[token].add_done_callback(
                lambda _: loop.call_soon_threadsafe(self.task.cancel)
            )
            self.token = token

    async def __aexit__(self, *_: object) -> None:
        if self.token is not None:
            progress = self.server.work_done_progress
            progress.end(self.token, types.WorkDoneProgressEnd())
            progress.tokens.pop(self.token, None)
