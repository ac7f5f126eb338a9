"""Memory is tidied up when nobody types.

A large workspace is millions of objects. Looking for rings among them takes a quarter of a
second, in which nothing is answered; so that waits until the editor is at rest, and what has
stayed is not looked at again before there is a fifth more. Where somebody types on and on, what
is new is looked at in between, for each check leaves rings behind. Where objects are few, all
are looked at each time.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

# Seconds after the last change.
_REST = 2.0

# Seconds after which it is tidied up without a rest.
_LONGEST = 10.0

# Young objects are looked at as often as this; old ones only by `Housekeeping`.
_THRESHOLDS = (20_000, 20, 100)

_GROWTH = 1.2

# Looking at so many objects takes less than a twentieth of a second.
_FEW = 250_000


class Housekeeping:
    """Collects garbage at rest, once a process has begun to leave that to it.

    ``forget`` lets go of what is not needed any more. ``rest`` and ``longest`` are seconds: how
    long nothing has changed at rest, and after how long what is new is looked at without one.
    So ``few`` objects are always looked at.
    """

    def __init__(
        self,
        forget: Callable[[], None] = lambda: None,
        rest: float = _REST,
        longest: float = _LONGEST,
        few: int = _FEW,
    ) -> None:
        self.forget = forget
        self.rest = rest
        self.longest = longest
        self.few = few
        self._is_begun = False
        self._timer: asyncio.TimerHandle | None = None
        self._due: float | None = None  # when it is tidied up at the latest
        self._known = 0  # objects that stayed when all were looked at

    def begin(self) -> None:
        """Leave old objects alone from now on, as the process has nothing else to do."""
        self._is_begun = True
        gc.set_threshold(*_THRESHOLDS)

    def postpone(self) -> None:
        """Tidy up once nothing has changed for a while, or this has been said for too long."""
        if not self._is_begun:
            return
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        at_rest = loop.time() + self.rest
        if self._due is None:
            self._due = loop.time() + self.longest
        if at_rest <= self._due:
            self._timer = loop.call_at(at_rest, self.tidy)
        else:
            self._timer = loop.call_at(self._due, self._tidy_between)

    def tidy(self) -> None:
        """Free what is in rings: among all objects if they are few, or many of them new."""
        self.forget()
        is_whole = self._are_few or gc.get_freeze_count() >= _GROWTH * self._known
        if is_whole:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if is_whole:
            self._known = gc.get_freeze_count()
        self._due = None

    def _tidy_between(self) -> None:
        """Free what is in new rings, without a rest.

        Where objects are many, what stays is not set apart, since the next key makes most of it
        garbage. The first time all is new: it is set apart as it is, until there is a rest.
        """
        if not gc.get_freeze_count():
            gc.freeze()
        if self._are_few:
            self.tidy()
        else:
            self.forget()
            gc.collect()
            self._due = None

    @property
    def _are_few(self) -> bool:
        return gc.get_freeze_count() < self.few
