"""How a session begins, goes on and ends."""

from __future__ import annotations

from pathlib import Path

from tests.lsp.client import Client


def test_mistakes_are_told_and_taken_back(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "a = 1\nb = c\n")
    (found,) = client.diagnostics(uri, 1)
    assert found["message"].startswith("name 'c' is not defined")
    assert found["range"] == {
        "start": {"line": 1, "character": 4},
        "end": {"line": 1, "character": 5},
    }
    change = {
        "range": {"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 5}},
        "text": "a",
    }
    version = client.change(uri, change)
    assert client.diagnostics(uri, version) == []
    client.close(uri)
    assert client.diagnostics(uri) == []
