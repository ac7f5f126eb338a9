"""Commands run programs in processes that nothing keeps alive, and the session goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import pytest

from kclpy_lsp.server import KclServer
from tests.files import write_files
from tests.lsp.client import CAPABILITIES, Client, Refused, connected, spawn

_ENDLESS = """\
f = lambda n: int -> int {
    sum([i for i in range(n) for j in range(n) for k in range(n)])
}
a = f(100000)
"""
_SHOWING: Mapping[str, Any] = {
    **CAPABILITIES,
    "window": {"showDocument": {"support": True}, "workDoneProgress": True},
}
_TESTS = """\
test_good = lambda {
    assert n == 1
}
test_bad = lambda {
    assert n == 2, "no"
}
"""


@pytest.fixture
def connection() -> Iterator[tuple[Client, KclServer]]:
    with connected() as both:
        yield both


def execute(client: Client, command: str, *arguments: Any) -> Any:
    """Return what a command returns."""
    return client.ask("workspace/executeCommand", {"command": command, "arguments": arguments})


def begin(client: Client, command: str, *arguments: Any) -> int:
    """Begin a command and return the number of the request."""
    return client.begin("workspace/executeCommand", {"command": command, "arguments": arguments})


def shown(client: Client) -> tuple[str, bool]:
    """Return the text of the document that is shown next, and whether the editor goes there."""
    path, takes_focus = shown_file(client)
    return path.read_text("utf-8"), takes_focus


def shown_file(client: Client) -> tuple[Path, bool]:
    """Return the document that is shown next, and whether the editor goes there."""
    params = client.wait_for("window/showDocument")
    return Path(url2pathname(params["uri"].removeprefix("file://"))), params["takeFocus"]


def test_what_is_offered(connection: tuple[Client, KclServer], tmp_path: Path) -> None:
    client, _ = connection
    offered = client.initialize(tmp_path)["executeCommandProvider"]["commands"]
    assert sorted(offered) == ["kclpy.preview", "kclpy.run", "kclpy.test"]


def test_clients_with_commands_of_their_own(
    connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, _ = connection
    params = {
        "processId": None,
        "rootUri": tmp_path.as_uri(),
        "capabilities": CAPABILITIES,
        "initializationOptions": {"commands": ["kclpy.run", "kclpy.preview"]},
    }
    offered = client.ask("initialize", params)["capabilities"]["executeCommandProvider"]
    assert offered["commands"] == ["kclpy.test"]


def test_preview_of_a_text_that_is_not_saved(
    connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, _ = connection
    client.initialize(tmp_path, capabilities=_SHOWING)
    write_files(tmp_path, {"main.k": "a = 1\n", "sub/lib.k": "x = 1\n"})
    uri = client.open(tmp_path / "main.k", "import sub\na = sub.x\n")
    client.open(tmp_path / "sub" / "lib.k", "x = 5\n")
    assert execute(client, "kclpy.preview", uri) == {"text": "a: 5\n", "failed": False}
    assert shown(client) == ("a: 5\n", False)
    client.change(uri, "a = 2\n")
    assert execute(client, "kclpy.run", uri)["text"] == "a: 2\n"
    assert shown(client) == ("a: 2\n", True)


def test_the_program_is_the_one_that_the_file_belongs_to(
    connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, _ = connection
    client.initialize(tmp_path)
    settings = (
        "kcl_cli_configs:\n  files: [base.k, main.k]\nkcl_options:\n  - key: n\n    value: 7\n"
    )
    write_files(
        tmp_path, {"base.k": 'n = option("n")\n', "main.k": "m = n + 1\n", "kcl.yaml": settings}
    )
    told = execute(client, "kclpy.preview", (tmp_path / "main.k").as_uri())
    assert told == {"text": "'n': 7\nm: 8\n", "failed": False}
    message = client.wait_for("window/showMessage")
    assert message == {"type": 3, "message": "'n': 7\nm: 8"}


def test_mistakes_are_comments_in_the_preview(
    connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, _ = connection
    client.initialize(tmp_path, capabilities=_SHOWING)
    uri = client.open(tmp_path / "main.k", "a = b\n")
    told = execute(client, "kclpy.preview", uri)
    assert told["failed"] and "'b'" in told["text"]
    text, _ = shown(client)
    assert text.strip() and all(line.startswith("#") for line in text.splitlines())
    assert client.wait_for("window/showMessage")["type"] == 1


def test_tests_are_run(connection: tuple[Client, KclServer], tmp_path: Path) -> None:
    client, _ = connection
    client.initialize(tmp_path, capabilities=_SHOWING)
    write_files(tmp_path, {"main.k": "n = 0\n", "main_test.k": ""})
    client.open(tmp_path / "main.k", "n = 1\n")
    uri = client.open(tmp_path / "main_test.k", _TESTS)
    lenses = client.ask("textDocument/codeLens", {"textDocument": {"uri": uri}})
    good, bad = (execute(client, one["command"], *one["arguments"]) for one in _named(lenses))
    assert not good["failed"] and "test_good: PASS" in good["text"]
    assert "test_bad" not in good["text"]
    assert bad["failed"] and "test_bad: FAIL" in bad["text"] and "no" in bad["text"]
    everything = execute(client, "kclpy.test", uri)
    assert everything["failed"] and "PASS: 1/2" in everything["text"]
    assert "test_good: PASS" in shown(client)[0]


def _named(lenses: list[Any]) -> Iterator[Any]:
    for one in lenses:
        if "command" in one:
            yield one["command"]


@pytest.mark.parametrize("text", [_ENDLESS, "f = lambda n {\n    f(n + 1)\n}\na = f(1)\n"])
def test_endless_programs_end(
    text: str, connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, server = connection
    server.commands.patience = 3.0
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", text)
    number = begin(client, "kclpy.run", uri)
    start = time.monotonic()
    assert client.ask_at("textDocument/hover", uri, 0, 0) is not None
    assert time.monotonic() - start < 2.5, "the session waited"
    told = client.end(number)
    assert told["failed"] and told["text"]


@pytest.mark.parametrize("way", ["cancel", "progress", "again"])
def test_a_command_is_given_up(
    way: str, connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, server = connection
    client.initialize(tmp_path, capabilities=_SHOWING)
    uri = client.open(tmp_path / "main.k", _ENDLESS)
    start = time.monotonic()
    number = begin(client, "kclpy.run", uri)
    progress = client.wait_for("$/progress")
    assert progress["value"]["title"] == "run: main.k"
    if way == "cancel":
        client.notify("$/cancelRequest", {"id": number})
        with pytest.raises(Refused):
            client.end(number)
    elif way == "progress":
        client.notify("window/workDoneProgress/cancel", {"token": progress["token"]})
        assert client.end(number) is None
    else:
        client.change(uri, "a = 1\n")
        assert execute(client, "kclpy.run", uri)["text"] == "a: 1\n"
        assert client.end(number) is None
    assert client.wait_for("$/progress", lambda one: one["value"]["kind"] == "end")
    assert time.monotonic() - start < 30
    client.ask_at("textDocument/hover", uri, 0, 0)
    assert not server.commands._running


@pytest.mark.parametrize("arguments", [[], [1], [None, 2]])
def test_commands_without_a_file(
    arguments: list[Any], connection: tuple[Client, KclServer], tmp_path: Path
) -> None:
    client, _ = connection
    client.initialize(tmp_path)
    with pytest.raises(Refused):
        execute(client, "kclpy.run", *arguments)
    with pytest.raises(Refused):
        execute(client, "kclpy.other", (tmp_path / "main.k").as_uri())


def test_files_that_are_not_there(connection: tuple[Client, KclServer], tmp_path: Path) -> None:
    client, _ = connection
    client.initialize(tmp_path)
    for command in ("kclpy.run", "kclpy.test", "kclpy.preview"):
        told = execute(client, command, (tmp_path / "none" / "main.k").as_uri())
        assert told["failed"] and told["text"]


def test_leaving_ends_what_runs(tmp_path: Path) -> None:
    start = time.monotonic()
    with connected() as (client, _):
        client.initialize(tmp_path, capabilities=_SHOWING)
        begin(client, "kclpy.run", client.open(tmp_path / "main.k", _ENDLESS))
        client.wait_for("$/progress")
    assert time.monotonic() - start < 20


def test_an_editor_that_vanishes_leaves_nothing(tmp_path: Path) -> None:
    start = time.monotonic()
    with spawn() as (client, _):
        client.initialize(tmp_path, capabilities=_SHOWING)
        execute(client, "kclpy.preview", client.open(tmp_path / "main.k", "a = 1\n"))
        path, _ = shown_file(client)
        assert path.exists()
        begin(client, "kclpy.run", client.open(tmp_path / "endless.k", _ENDLESS))
        client.wait_for("$/progress", lambda told: told["value"]["kind"] == "begin")
        client.writer.close()
    assert not path.exists()
    assert time.monotonic() - start < 20
