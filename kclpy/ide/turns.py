"""Who goes first: what is asked while somebody types.

Threads of Python compute by turns. Beside work that takes long, an answer that takes little would
take twice as long. So long work gives way where it polls, until urgent work has ended. Urgent
work that waits for a lock is waiting for long work, and so that goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Condition, RLock, local
from types import TracebackType

from kclpy.ide.cancel import CancelToken
from kclpy.syntax.interruption import polled

# Seconds; what is urgent for longer is not urgent any more.
_MOST = 0.25


class _Here(local):
    """Whether what this thread does is urgent."""

    is_urgent = False


class Turns:
    """Counts the urgent work that others wait for."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._count = 0
        self._is_late = False  # some of it takes longer than anybody gives way
        self._here = _Here()

    def hold(self) -> Callable[[], None]:
        """Let what gives way wait for urgent work, until what is returned is called."""
        self._add(1)
        return partial(self._add, -1)

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """What is done now in this thread is what others wait for (`hold`)."""
        self._here.is_urgent = True
        try:
            yield
        finally:
            self._here.is_urgent = False

    def give_way(self) -> None:
        """Wait for the end of urgent work."""
        if self._count > 0 and not self._is_late and not self._here.is_urgent:
            with self._changed:
                if not self._changed.wait_for(lambda: self._count <= 0, _MOST):
                    self._is_late = True

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let others go on meanwhile, as what is done now waits for them."""
        if not self._here.is_urgent:
            yield
            return
        self._add(-1)
        try:
            yield
        finally:
            self._add(1)

    def lock(self) -> TurnsLock:
        """Return a lock; who waits for it stands aside."""
        return TurnsLock(self)

    def _add(self, number: int) -> None:
        with self._changed:
            self._count += number
            if self._count <= 0:
                self._is_late = False
                self._changed.notify_all()


@contextmanager
def unhurried(token: CancelToken, turns: Turns) -> Iterator[None]:
    """Let what is done now give way where it polls, and be given up if ``token`` says so.

    Urgent work gives way to nobody.
    """

    def ask() -> None:
        token.check()
        turns.give_way()

    with polled(ask):
        yield


class TurnsLock:
    """A lock that a thread may take again."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._lock = RLock()

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            with self._turns.aside():
                self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        self._lock.release()
