"""Messages over pipes: a thread reads what comes, and the loop does the rest.

pygls reads each part of a message by a job of its own in a thread. Beside a thread that computes
every one of them waits for its turn, and once more until the loop has taken it over.
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


class PipeReader:
    """Bytes from ``stdin``, for pygls; a thread reads them until the pipe or the loop ends.

    ``hold`` lets others wait until what it returns is called: when what was read is handled.
    """

    def __init__(self, stdin: BinaryIO, hold: Hold) -> None:
        self._hold = hold
        self._loop = asyncio.get_running_loop()
        self._read = asyncio.StreamReader(limit=sys.maxsize)
        # The thread has the pipe for itself: nobody waits for it when the process ends.
        pipe = os.dup(stdin.fileno())
        Thread(target=self._feed_from, args=(pipe,), name="kclpy-reader", daemon=True).start()

    async def readline(self) -> bytes:
        """Return the next line, without its end if there is none."""
        return await self._read.readline()

    async def readexactly(self, n: int) -> bytes:
        """Return ``n`` bytes, or those that are left."""
        try:
            return await self._read.readexactly(n)
        except asyncio.IncompleteReadError as error:
            return error.partial

    def _feed_from(self, pipe: int) -> None:
        try:
            while data := os.read(pipe, _MOST):
                self._loop.call_soon_threadsafe(self._feed, data, self._hold())
            self._loop.call_soon_threadsafe(self._read.feed_eof)
        except (OSError, RuntimeError):
            pass  # the pipe is broken, or the loop has ended
        finally:
            os.close(pipe)

    def _feed(self, data: bytes, let_go: Callable[[], None]) -> None:
        self._read.feed_data(data)
        loop = self._loop  # which handles the messages in its next turn
        loop.call_soon(loop.call_soon, let_go)
