"""A server in a thread of its own, for one test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lsp.client import Client, connected


@pytest.fixture
def client() -> Iterator[Client]:
    """A client with a server, which must still be whole at the end."""
    with connected() as (client, _):
        yield client
