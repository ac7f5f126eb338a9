"""Answers that take long, are not wanted any more, or go wrong: the session goes on."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from kclpy_lsp import server
from kclpy_lsp.registry import Feature, all_features
from kclpy_lsp.session import Request
from tests.lsp.client import CAPABILITIES, Client, Refused, connected

_HOVER = types.TEXT_DOCUMENT_HOVER


@pytest.fixture
def serve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., tuple[Client, str]]]:
    """A server whose hover is another one; a client that has a text open."""
    several = []

    def start(answer: Callable[[Request[Any]], Any], seconds: float = 10.0) -> tuple[Client, str]:
        others = [one for one in all_features() if one.method != _HOVER]
        features = [*others, Feature(_HOVER, answer, seconds=seconds)]
        monkeypatch.setattr(server, "all_features", lambda: iter(features))
        session = connected()
        client, _ = session.__enter__()
        several.append(session)
        client.initialize(tmp_path, capabilities=CAPABILITIES)
        return client, client.open(tmp_path / "main.k", "a = 1\nb = a\n")

    yield start
    for session in several:
        session.__exit__(None, None, None)


def _is_whole(client: Client, uri: str) -> bool:
    """Tell whether other questions are answered, and quickly."""
    begin = time.monotonic()
    (found,) = client.ask_at("textDocument/definition", uri, 1, 4)
    return found["uri"] == uri and time.monotonic() - begin < 5


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, AssertionError])
def test_what_a_feature_raises_is_logged_and_answered_empty(
    serve: Any, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Request[Any]) -> Any:
        raise error("something of ours is broken")

    client, uri = serve(broken)
    with caplog.at_level(logging.ERROR):
        assert client.ask_at(_HOVER, uri, 0, 0) is None
    (record,) = [one for one in caplog.records if "no answer to textDocument/hover" in one.message]
    assert record.exc_info is not None and record.exc_info[0] is error
    assert _is_whole(client, uri)


def test_work_that_is_cancelled_ends(serve: Any) -> None:
    """The client gets its answer at once, and the thread is free."""
    begun, ended = threading.Event(), threading.Event()

    def endless(request: Request[Any]) -> Any:
        begun.set()
        try:
            while True:
                request.token.check()
                time.sleep(0.01)
        finally:
            ended.set()

    client, uri = serve(endless, 60.0)
    for _ in range(10):  # more than there are threads
        begun.clear()
        ended.clear()
        position = {"line": 0, "character": 0}
        number = client.begin(_HOVER, {"textDocument": {"uri": uri}, "position": position})
        assert begun.wait(5)
        client.notify("$/cancelRequest", {"id": number})
        with pytest.raises(Refused, match="cancel") as refused:
            client.end(number)
        assert refused.value.code == -32800
        assert ended.wait(5)
    assert _is_whole(client, uri)


@pytest.mark.parametrize("polls", [True, False])
def test_a_deadline_is_kept(serve: Any, polls: bool) -> None:
    """The answer is empty when the time is over, whether the work looks at the clock or not."""
    go_on = threading.Event()

    def slow(request: Request[Any]) -> Any:
        while not go_on.wait(0.01):
            if polls:
                request.token.check()
        return types.Hover("too late")

    client, uri = serve(slow, 0.2)
    begin = time.monotonic()
    assert client.ask_at(_HOVER, uri, 0, 0) is None
    assert time.monotonic() - begin < 5
    assert _is_whole(client, uri)
    go_on.set()


def test_what_is_urgent_waits_for_no_thread(serve: Any) -> None:
    """Slow questions, more than there are threads, are no hindrance."""
    go_on = threading.Event()

    def slow(_: Request[Any]) -> Any:
        assert go_on.wait(30)
        return types.Hover("at last")

    client, uri = serve(slow, 60.0)
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    waiting = [client.begin(_HOVER, place) for _ in range(10)]
    assert _is_whole(client, uri)
    go_on.set()
    assert [client.end(number) for number in waiting] == [{"contents": "at last"}] * 10


def test_texts_change_while_answers_are_looked_for(serve: Any) -> None:
    """A slow question hinders neither typing nor what is said about the text."""
    go_on = threading.Event()

    def slow(request: Request[Any]) -> Any:
        assert go_on.wait(30)
        return types.Hover(request.document.text)

    client, uri = serve(slow, 60.0)
    position = {"line": 0, "character": 0}
    number = client.begin(_HOVER, {"textDocument": {"uri": uri}, "position": position})
    version = client.change(uri, "a = unknown\n")
    assert len(client.diagnostics(uri, version)) == 1
    go_on.set()
    assert client.end(number)["contents"] == "a = 1\nb = a\n"


def test_nonsense_is_refused(serve: Any) -> None:
    """Requests that are none, methods that nobody knows, files that are nowhere."""
    client, uri = serve(lambda request: types.Hover(str(len(request.document.text))))
    for method, params in (
        (_HOVER, None),
        (_HOVER, {"textDocument": {"uri": 1}, "position": []}),
        (_HOVER, {"textDocument": {"uri": uri}, "position": {"line": "x", "character": None}}),
        ("kclpy/unknown", {}),
    ):
        with pytest.raises(Refused):
            client.ask(method, params)
    for odd in ("", "x", "file:///", "file:///%00", "untitled:é 😀", "http://[", uri + "/none.k"):
        client.ask_at(_HOVER, odd, 1_000_000, 1_000_000)
        client.ask_at("textDocument/definition", odd, 0, 0)
    client.notify("textDocument/didChange", {"textDocument": {"uri": "x", "version": 1}})
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///none.k"}})
    client.notify("kclpy/unknown")
    assert _is_whole(client, uri)


def test_several_roots(client: Client, tmp_path: Path) -> None:
    """One folder uses the other: places, names and changes go across."""
    library, application = tmp_path / "library", tmp_path / "application"
    for folder, name in ((library, "library"), (application, "application")):
        folder.mkdir()
        (folder / "kcl.mod").write_text(f'[package]\nname = "{name}"\n')
    with (application / "kcl.mod").open("a") as manifest:
        manifest.write('[dependencies]\nlibrary = { path = "../library" }\n')
    (library / "lib.k").write_text("schema App:\n    port: int\n")
    (application / "main.k").write_text("import library\napp = library.App {port = 1}\n")
    client.initialize(library, application)
    uri = client.open(application / "main.k")
    assert client.diagnostics(uri, 1) == []
    (found,) = client.ask_at("textDocument/definition", uri, 1, 15)
    assert found["uri"] == (library / "lib.k").as_uri()
    edit = client.ask_at("textDocument/rename", uri, 1, 23, newName="gate")
    assert set(edit["changes"]) == {uri, (library / "lib.k").as_uri()}
    names = [one["name"] for one in client.ask("workspace/symbol", {"query": "app"})]
    assert sorted(names) == ["App", "app"]
    there = client.open(library / "lib.k", "schema App:\n    port: str\n")
    (mistake,) = client.diagnostics(uri)
    assert mistake["message"].startswith("expected str, got int(1)")
    uses = client.ask_at(
        "textDocument/references", there, 1, 5, context={"includeDeclaration": False}
    )
    assert [one["uri"] for one in uses] == [uri]
