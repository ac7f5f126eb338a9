"""Answers are found beside the loop that reads messages.

A question is bound to the moment at which it is read. Its answer is looked for in a thread; a
client that cancels, or a deadline, ends that. Whatever goes wrong concerns one answer alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pygls.exceptions import JsonRpcException

from kclpy.ide.cancel import Cancelled, CancelToken
from kclpy.ide.turns import unhurried
from kclpy.syntax.recursion import deep_recursion
from kclpy_lsp.registry import Feature, choose
from kclpy_lsp.session import Request, Session

R = TypeVar("R")

logger = logging.getLogger(__name__)

_THREADS = 4


class Work:
    """Runs answers in threads."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.tokens: dict[int | str, CancelToken] = {}
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="kclpy")
        # What is urgent waits for no long work to leave a thread.
        self._urgent = ThreadPoolExecutor(_THREADS, thread_name_prefix="kclpy-urgent")

    def handler(
        self, several: Sequence[Feature], message_id: Callable[[], int | str | None]
    ) -> Callable[[Any], Generator[Any, Any, Any]]:
        """Return a handler of the method that all of ``several`` answer, for pygls.

        Its first part runs when the message is read.
        """

        def handle(params: Any) -> Generator[Any, Any, Any]:
            token = CancelToken(several[0].seconds)
            number = message_id()
            if number is not None:
                self.tokens[number] = token
            request = Request(self.session, params, self.session.workspace.snapshot(), token)
            return (yield self.answer, (several, request, number), None)

        return handle

    async def answer(
        self, several: Sequence[Feature], request: Request[Any], number: int | str | None = None
    ) -> Any:
        """Return the answer to ``request`` by one of ``several`` features.

        What goes wrong is logged, and nothing answered.

        Work that does not poll its token goes on after the deadline, but nobody waits for it.
        """
        feature = several[0]
        try:
            feature = choose(several, request.kind)
            async with asyncio.timeout(feature.seconds):
                if feature.is_urgent:
                    return await self._run_urgently(lambda: answer_now(feature, request))
                return await self.run(lambda: answer_now(feature, request))
        except (Cancelled, TimeoutError):
            return feature.empty
        except JsonRpcException:
            raise  # the answer is that it is refused
        except (Exception, RecursionError, MemoryError):
            logger.exception("no answer to %s", feature.method)
            return feature.empty
        finally:
            if number is not None:
                self.tokens.pop(number, None)

    async def run(self, work: Callable[[], R]) -> R:
        """Return what ``work`` returns in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _run_urgently(self, work: Callable[[], R]) -> R:
        """Return what ``work`` returns; others wait until the answer is written."""
        loop, turns = asyncio.get_running_loop(), self.session.workspace.turns

        def urgent() -> R:
            with turns.urgent():
                return work()

        let_go = turns.hold()
        try:
            return await loop.run_in_executor(self._urgent, urgent)
        finally:  # the next turn of the loop writes it
            loop.call_soon(loop.call_soon, let_go)

    def cancel(self, number: int | str) -> None:
        """Give up the work for a message."""
        token = self.tokens.pop(number, None)
        if token is not None:
            token.cancel()

    def close(self) -> None:
        """Give up all work."""
        for token in list(self.tokens.values()):
            token.cancel()
        for threads in (self._threads, self._urgent):
            threads.shutdown(wait=False, cancel_futures=True)


def answer_now(feature: Feature, request: Request[Any]) -> Any:
    """Return the answer to ``request``, found in this thread; raise whatever goes wrong."""
    with deep_recursion(), unhurried(request.token, request.session.workspace.turns):
        return feature.answer(request)
