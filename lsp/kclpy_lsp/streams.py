"""What an editor writes: bytes from a pipe or from a connection.

pygls reads each part of a message in a pipe by a job of its own in a thread. Beside a thread that
computes every one of them waits for its turn, and once more until the loop has taken it over. So
here one thread reads what comes, and the loop does the rest.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from threading import Thread
from typing import BinaryIO

_MOST = 65_536  # bytes that are read at once

Hold = Callable[[], Callable[[], None]]


class Reader:
    """The bytes of a stream, for pygls; one that breaks off ends like any other."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._stream = stream

    async def readline(self) -> bytes:
        """Return the next line, or what is left."""
        try:
            return await self._stream.readline()
        except ConnectionError:
            return b""

    async def readexactly(self, n: int) -> bytes:
        """Return ``n`` bytes, or none if there are less."""
        try:
            return await self._stream.readexactly(n)
        except (ConnectionError, asyncio.IncompleteReadError):
            return b""


def from_pipe(stdin: BinaryIO, hold: Hold) -> asyncio.StreamReader:
    """Return what a thread reads from ``stdin`` until the pipe or the loop ends.

    ``hold`` lets others wait until what it returns is called: when what was read is handled.
    """
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader(limit=sys.maxsize)
    pipe = os.dup(stdin.fileno())  # of the thread alone: nobody waits for it at the end

    def feed(data: bytes, let_go: Callable[[], None]) -> None:
        stream.feed_data(data)
        loop.call_soon(loop.call_soon, let_go)  # messages are handled in the turn before

    def read() -> None:
        try:
            while data := os.read(pipe, _MOST):
                loop.call_soon_threadsafe(feed, data, hold())
            loop.call_soon_threadsafe(stream.feed_eof)
        except (OSError, RuntimeError):
            pass  # the pipe is broken, or the loop has ended
        finally:
            os.close(pipe)

    Thread(target=read, name="kclpy-reader", daemon=True).start()
    return stream
