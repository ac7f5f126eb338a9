"""Memory is tidied up when nobody types.

A large workspace is millions of objects. Looking for rings among them takes a quarter of a
second, in which nothing is answered; so that waits until the editor is at rest, and what has
stayed is not looked at again before there is half as much more.
"""

from __future__ import annotations

import asyncio
import gc

# Seconds after the last change.
_REST = 2.0

# Young objects are looked at as often as this; old ones only if there is never a rest.
_THRESHOLDS = (20_000, 20, 100)

_GROWTH = 1.5


class Housekeeping:
    """Collects garbage at rest, once a process has begun to leave that to it."""

    def __init__(self) -> None:
        self._is_begun = False
        self._timer: asyncio.TimerHandle | None = None
        self._known = 0  # objects that stayed when all were looked at

    def begin(self) -> None:
        """Leave old objects alone from now on, as the process has nothing else to do."""
        self._is_begun = True
        gc.set_threshold(*_THRESHOLDS)

    def postpone(self) -> None:
        """Tidy up once nothing has changed for a while."""
        if not self._is_begun:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(_REST, self.tidy)

    def tidy(self) -> None:
        """Free what is in rings; if there are many new objects, among all of them."""
        is_whole = gc.get_freeze_count() > _GROWTH * self._known
        if is_whole:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if is_whole:
            self._known = gc.get_freeze_count()
