"""Recorded sessions, key by key, and what a server keeps of the past."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.client import Client, Refused, connected
from tests.lsp.player import Player
from tests.lsp.questions import CAPABILITIES
from tests.lsp.replay import RECORDED, SESSIONS, read_session, replay


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_sessions(name: str, tmp_path: Path) -> None:
    """The server lives on, refuses nothing and logs nothing."""
    player = replay(SESSIONS / f"{name}.jsonl", tmp_path)
    assert player.refused == []
    assert (tmp_path / "server.log").read_text("utf-8") == ""
    assert (tmp_path / "main.k").read_bytes() == RECORDED[name].read_bytes()
    assert sum(map(len, player.times.values())) > 50


def test_a_session_ends_where_a_fresh_server_begins(client: Client, tmp_path: Path) -> None:
    writing = ("open", "type", "erase", "undo", "paste", "jump")
    client.initialize(tmp_path, capabilities=CAPABILITIES)
    player = Player(client, tmp_path)
    name = next(iter(RECORDED))
    session = read_session(SESSIONS / f"{name}.jsonl")
    player.play(action for action in session if action[0] in writing)
    text = player.screen.text
    assert text == RECORDED[name].read_text("utf-8")
    document = {"textDocument": {"uri": player.uri}}
    with connected() as (fresh, _):
        fresh.initialize(tmp_path, capabilities=CAPABILITIES)
        fresh.open(player.path, text)
        for method in ("documentSymbol", "semanticTokens/full", "foldingRange"):
            method = f"textDocument/{method}"
            expected = fresh.ask(method, document)
            assert client.ask(method, document) == expected


def test_answers_are_not_kept(tmp_path: Path) -> None:
    """Neither those that were sent nor those that nobody waited for."""
    with connected() as (client, server):
        client.initialize(tmp_path, capabilities=CAPABILITIES)
        uri = client.open(tmp_path / "main.k", "a = 1\nb = a\n")
        document = {"textDocument": {"uri": uri}}
        for _ in range(30):
            assert client.ask_at("textDocument/hover", uri, 1, 4) is not None
            assert client.ask("textDocument/semanticTokens/full", document)["data"]
            number = client.begin("textDocument/documentSymbol", document)
            client.notify("$/cancelRequest", {"id": number})
            try:
                assert client.end(number)
            except Refused as refused:
                assert refused.code == -32800
            with pytest.raises(Refused):
                client.ask_at("textDocument/prepareRename", uri, 1, 2)
        client.close(uri)
        assert client.ask("workspace/symbol", {"query": ""}) == []
        assert len(server.protocol._request_futures) <= 1  # nobody knows what comes last
        assert not server.work.tokens
        assert not server.session._tokens
