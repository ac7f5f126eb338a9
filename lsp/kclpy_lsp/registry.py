"""The features: which there are, and how one is declared.

Each file in `features` that answers something has a tuple ``FEATURES``. Nothing lists them a
second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from kclpy_lsp import features
from kclpy_lsp.session import Request, Session

# So long an editor waits for an answer.
PATIENCE = 10.0


def always(_: Session) -> bool:
    """Answer whatever the client can do."""
    return True


@dataclass(frozen=True, slots=True)
class Feature:
    """The answer to one method of the protocol.

    ``answer`` runs in a thread and may raise whatever it likes: the client then gets ``empty``,
    which it also gets after ``seconds``. ``options`` are what the server tells of the feature;
    it is offered if ``is_offered`` says so of the session.
    """

    method: str
    answer: Callable[[Request[Any]], Any]
    options: Any = None
    empty: Any = None
    seconds: float = PATIENCE
    is_offered: Callable[[Session], bool] = always


def all_features() -> Iterator[Feature]:
    """Yield the features of all files, in the order of their names."""
    for info in iter_modules(features.__path__):
        module = import_module(f"{features.__name__}.{info.name}")
        yield from getattr(module, "FEATURES", ())
