"""Documents that are no programs: nothing of KCL is ever said about them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.lsp.client import CAPABILITIES, Client
from tests.lsp.desk import Desk
from tests.lsp.questions import PULLING, Place, ask_all, methods

_TEXT = "hello [world\n  - : {{ ]\nschema = }\n"
_RANGE = ({"line": 0, "character": 0}, {"line": 2, "character": 3})


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("notes.txt", "plaintext"),
        ("compose.yaml", "yaml"),
        ("kcl.mod.lock", "toml"),
        ("main.py", "python"),
        ("Makefile", "makefile"),
    ],
)
def test_nothing_is_said_about_other_documents(
    client: Client, tmp_path: Path, name: str, language: str
) -> None:
    client.initialize(tmp_path, capabilities=CAPABILITIES)
    (tmp_path / "kcl.mod").write_text("")
    uri = client.open(tmp_path / name, _TEXT, language)
    assert client.diagnostics(uri) == []
    assert client.ask_at("textDocument/hover", uri, 0, 1) is None
    assert client.ask_at("textDocument/completion", uri, 0, 1) is None
    assert client.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}}) is None


@pytest.mark.parametrize("language", ["kcl", "toml", "yaml", ""])
@pytest.mark.parametrize("name", ["kcl.mod", "kcl.yaml", "data.json"])
def test_everything_is_answered(name: str, language: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path.resolve())
    uri = desk.open(tmp_path.resolve() / name, _TEXT, language)
    offered = methods(PULLING)
    asked = [one for one in offered if not one.startswith("workspace/")]
    ask_all(desk.ask, asked, Place(uri, *_RANGE), offered, random.Random(1))


@pytest.mark.parametrize(
    ("name", "language", "is_program"),
    [
        ("main.k", "plaintext", True),
        ("main.k", "kcl", True),
        ("notes", "kcl", True),
        ("kcl.mod", "kcl", False),
        ("data.yaml", "kcl", False),
        ("notes", "plaintext", False),
    ],
)
def test_a_name_tells_more_than_a_language(
    name: str, language: str, is_program: bool, tmp_path: Path
) -> None:
    desk = Desk(tmp_path.resolve())
    uri = desk.open(tmp_path.resolve() / name, "a = 1\n", language)
    found = desk.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert bool(found and found[0]["name"] == "a" and found[0]["kind"] == 13) == is_program


def test_a_text_that_is_no_file_yet_is_what_its_language_says(client: Client) -> None:
    client.initialize()
    for language, count in (("kcl", 1), ("plaintext", 0)):
        uri = f"untitled:{language}"
        item = {"uri": uri, "languageId": language, "version": 1, "text": "a = b\n"}
        client.notify("textDocument/didOpen", {"textDocument": item})
        assert len(client.diagnostics(uri)) == count
