"""The features: which there are, how one is declared, and which of them answers a question.

Each file in `features` that answers something has a tuple ``FEATURES``. Nothing lists them a
second time. Several features may answer one method, each for other kinds of documents; to
questions about a kind that none of them knows the answer is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from kclpy.ide.kinds import Kind
from kclpy_lsp import features
from kclpy_lsp.session import Request, Session

# So long an editor waits for an answer.
PATIENCE = 10.0


def always(_: Session) -> bool:
    """Answer whatever the client can do."""
    return True


@dataclass(frozen=True, slots=True)
class Feature:
    """The answer to one method of the protocol, for documents of some kinds.

    ``answer`` runs in a thread and may raise whatever it likes: the client then gets ``empty``,
    which it also gets after ``seconds``. ``options`` are what the server tells of the feature;
    it is offered if ``is_offered`` says so of the session. What ``is_urgent`` is asked while
    somebody types and soon answered; other work gives way to it.
    """

    method: str
    answer: Callable[[Request[Any]], Any]
    options: Any = None
    empty: Any = None
    seconds: float = PATIENCE
    is_offered: Callable[[Session], bool] = always
    kinds: frozenset[Kind] = frozenset({Kind.KCL})
    is_urgent: bool = False


def all_features() -> Iterator[Feature]:
    """Yield the features of all files, in the order of their names."""
    for info in iter_modules(features.__path__):
        module = import_module(f"{features.__name__}.{info.name}")
        yield from getattr(module, "FEATURES", ())


def by_method(several: Iterable[Feature], session: Session) -> dict[str, tuple[Feature, ...]]:
    """Return the features that are offered, by what they answer; that for KCL is the first."""
    found: dict[str, tuple[Feature, ...]] = {}
    for one in sorted(several, key=lambda one: Kind.KCL not in one.kinds):
        if one.is_offered(session):
            found[one.method] = (*found.get(one.method, ()), one)
    return found


def choose(several: Sequence[Feature], kind: Kind | None) -> Feature:
    """Return which of the features of one method answers about a document of a ``kind``.

    The first does where the question is about no document.
    """
    first = several[0]
    if kind is None:
        return first
    found = next((one for one in several if kind in one.kinds), None)
    return found or replace(first, answer=lambda _: first.empty)
