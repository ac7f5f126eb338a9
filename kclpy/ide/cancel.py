"""Giving up work whose answer nobody waits for any more."""

from __future__ import annotations

import time
from threading import Event


class Cancelled(Exception):
    """The work was given up."""


class CancelToken:
    """Says whether work is still wanted; long work polls it.

    ``seconds`` is how long the answer is waited for, without end if it is None.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._event = Event()
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def cancel(self) -> None:
        """Say that the work is not wanted any more."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work is to be given up."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._event.set()
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work is not wanted any more."""
        if self.is_cancelled:
            raise Cancelled
