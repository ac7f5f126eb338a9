"""How a session begins, goes on and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import CAPABILITIES, Client, Refused, connected, spawn


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


def test_capabilities(client: Client, tmp_path: Path) -> None:
    offered = client.initialize(tmp_path)
    assert offered["positionEncoding"] == "utf-16"
    assert offered["textDocumentSync"]["change"] == 2
    assert offered["renameProvider"] == {"prepareProvider": True}
    assert offered["semanticTokensProvider"]["full"] == {"delta": True}
    assert "diagnosticProvider" not in offered


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 11), ("utf-16", 8), ("utf-32", 7)])
def test_encodings(client: Client, tmp_path: Path, encoding: str, column: int) -> None:
    general = {"positionEncodings": [encoding]}
    offered = client.initialize(tmp_path, capabilities={**CAPABILITIES, "general": general})
    assert offered["positionEncoding"] == encoding
    uri = client.open(tmp_path / "main.k", 'b = "é😀"\r\na = "é😀" + c\r\n')
    (found,) = client.diagnostics(uri)
    start = {"line": 1, "character": column + 4}
    assert found["range"]["start"] == start
    change = {"range": {"start": start, "end": {"line": 1, "character": 99}}, "text": "b"}
    assert client.diagnostics(uri, client.change(uri, change)) == []


def test_edits_are_applied_in_order(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "a = 1\u2028\rb = 2\n")  # one line end, not two
    here = {"line": 1, "character": 0}
    client.change(
        uri,
        {"range": {"start": here, "end": {"line": 1, "character": 1}}, "text": "c"},
        {"range": {"start": here, "end": here}, "text": "d = 3\n"},
    )
    client.change(
        uri,
        {
            "range": {"start": {"line": 50, "character": 0}, "end": {"line": 60, "character": 1}},
            "text": "e = x\n",
        },
    )
    (found,) = [one for one in client.diagnostics(uri, 3) if one["message"].startswith("name 'x'")]
    assert found["range"]["start"] == {"line": 3, "character": 4}


def test_the_last_of_many_changes_counts(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "a = 1\n")
    for number in range(30):
        client.change(uri, f"a = b{number}\n")
    version = client.change(uri, "a = last\n")
    (found,) = client.diagnostics(uri, version)
    assert found["message"].startswith("name 'last'")


def test_answers_are_about_the_text_at_the_question(client: Client, tmp_path: Path) -> None:
    """Questions and changes may come in one breath."""
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "first = 1\n")
    params = {"textDocument": {"uri": uri}}
    number = client.begin("textDocument/documentSymbol", params)
    client.change(uri, "second = 1\n")
    later = client.begin("textDocument/documentSymbol", params)
    assert [one["name"] for one in client.end(number)] == ["first"]
    assert [one["name"] for one in client.end(later)] == ["second"]


def test_cancelled_requests(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "a = 1\n")
    params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    number = client.begin("textDocument/hover", params)
    client.notify("$/cancelRequest", {"id": number})
    client.notify("$/cancelRequest", {"id": 4711})
    try:
        assert client.end(number)["contents"]  # it was faster
    except Refused as refused:
        assert "cancel" in str(refused).lower()
    assert client.ask("textDocument/hover", params)["contents"]


def test_a_broken_feature_leaves_the_session_whole(tmp_path: Path) -> None:
    """What goes wrong in one answer is logged; the answer is empty, the next one is right."""
    with connected() as (client, server):
        client.initialize(tmp_path)
        uri = client.open(tmp_path / "main.k", "a = 1\n")
        params: dict[str, Any] = {
            "textDocument": {"uri": uri},
            "position": {"line": 0, "character": 0},
        }
        assert client.ask("textDocument/hover", params) is not None
        del params["position"]
        with pytest.raises(Refused):  # no request at all: pygls refuses it
            client.ask("textDocument/hover", params)
        params["position"] = {"line": 0, "character": 0}
        server.session.positions = None  # type: ignore[assignment] # something of ours is broken
        assert client.ask("textDocument/hover", params) is None


def test_pulled_diagnostics(client: Client, tmp_path: Path) -> None:
    (tmp_path / "other.k").write_text("c = d\n")
    text_document = {**CAPABILITIES["textDocument"], "diagnostic": {}}
    capabilities = {**CAPABILITIES, "textDocument": text_document}
    offered = client.initialize(tmp_path, capabilities=capabilities)
    assert offered["diagnosticProvider"]["interFileDependencies"]
    uri = client.open(tmp_path / "main.k", "a = b\n")
    params = {"textDocument": {"uri": uri}}
    answer = client.ask("textDocument/diagnostic", params)
    assert answer["kind"] == "full" and len(answer["items"]) == 1
    params["previousResultId"] = answer["resultId"]
    assert client.ask("textDocument/diagnostic", params)["kind"] == "unchanged"
    everything = client.ask("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert [len(one["items"]) for one in everything] == [1, 1]
    assert client.sent.empty(), "what is asked for is not sent as well"


def test_watched_files(client: Client, tmp_path: Path) -> None:
    watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
    client.initialize(tmp_path, capabilities={**CAPABILITIES, "workspace": watching})
    asked = client.wait_for("client/registerCapability")
    assert asked["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
    uri = client.open(tmp_path / "main.k", "import other\na = other.b\n")
    assert client.diagnostics(uri)
    other = tmp_path / "other.k"
    other.write_text("b = 1\n")
    change = {"uri": other.as_uri(), "type": 1}
    client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
    assert client.diagnostics(uri) == []


def test_workspace_folders(client: Client, tmp_path: Path) -> None:
    client.initialize()
    (tmp_path / "main.k").write_text("schema Found:\n    x: int\n")
    assert client.ask("workspace/symbol", {"query": "Found"}) == []
    added = [{"uri": tmp_path.as_uri(), "name": "x"}]
    event = {"added": added, "removed": []}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    assert len(client.ask("workspace/symbol", {"query": "Found"})) == 1
    event = {"added": [], "removed": added}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    assert client.ask("workspace/symbol", {"query": "Found"}) == []


def test_links_and_odd_addresses(client: Client, tmp_path: Path) -> None:
    """Answers come under the address by which the editor knows a file."""
    home = tmp_path / "real"
    home.mkdir()
    (home / "main ü.k").write_text("a = 1\nb = a\n", "utf-8")
    (tmp_path / "link").symlink_to(home)
    client.initialize(tmp_path / "link")
    uri = client.open(tmp_path / "link" / "main ü.k")
    (found,) = client.ask_at("textDocument/definition", uri, 1, 4)
    assert found["uri"] == uri
    item = {"uri": "untitled:Untitled-1", "languageId": "kcl", "version": 1, "text": "a = b\n"}
    client.notify("textDocument/didOpen", {"textDocument": item})
    assert len(client.diagnostics("untitled:Untitled-1")) == 1


def test_the_server_ends_with_its_editor(tmp_path: Path) -> None:
    """An editor that dies closes the pipes and says nothing."""
    home = Path(__file__).parents[2]
    command = [sys.executable, "-m", "kclpy", "lsp"]
    done = subprocess.run(command, input=b"", capture_output=True, cwd=home, timeout=60)
    assert done.stdout == b"" and b"Traceback" not in done.stderr


def test_the_command_serves_over_its_streams(tmp_path: Path) -> None:
    with spawn() as (client, _):
        client.initialize(tmp_path)
        uri = client.open(tmp_path / "main.k", "a = b\n")
        assert len(client.diagnostics(uri)) == 1
        client.leave()
