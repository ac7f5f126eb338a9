"""A server in a thread of its own, for one test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lsp.client import Client, connect


@pytest.fixture
def client() -> Iterator[Client]:
    """A client with a server, which must still be whole at the end."""
    client, thread, _ = connect()
    yield client
    client.leave()
    thread.join(timeout=30)
    client.writer.close()
    client.reader.close()
    assert not thread.is_alive(), "the server did not end"
