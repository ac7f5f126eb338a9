"""Long work that can be given up.

Parsing and checking a file may be for nothing before they end: somebody types on. So what takes
long polls between two lines or statements, and who started it says what is asked then. What was
begun is left behind unfinished; hence who polls enters nothing into anything that lasts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local


class _Asked(local):
    """What is asked in this thread, nothing if nobody may give up what it does."""

    question: Callable[[], None] | None = None


_asked = _Asked()


def poll() -> None:
    """Ask whether to go on; what is asked raises an exception if not."""
    question = _asked.question
    if question is not None:
        question()


@contextmanager
def polled(question: Callable[[], None]) -> Iterator[None]:
    """Let ``question`` be asked by what polls in this thread."""
    before, _asked.question = _asked.question, question
    try:
        yield
    finally:
        _asked.question = before
