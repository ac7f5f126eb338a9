"""Completion as an editor sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.lsp.client import CAPABILITIES, Client

TEXT = """\
schema App:
    \"\"\"An application.

    Attributes
    ----------
    name: str, required
        What it is called.
    \"\"\"
    name: str
    stage?: "dev" | "prod"
a = App {

}
"""

WITH_SNIPPETS: dict[str, Any] = {
    **CAPABILITIES,
    "textDocument": {
        **CAPABILITIES["textDocument"],
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
    },
}


def labels(answer: Any) -> list[str]:
    return [item["label"] for item in sorted(answer["items"], key=lambda one: one["sortText"])]


def test_attributes_are_proposed_with_their_documentation(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path, capabilities=WITH_SNIPPETS)
    uri = client.open(tmp_path / "main.k", TEXT)
    answer = client.ask_at("textDocument/completion", uri, 11, 0)
    assert labels(answer)[:2] == ["name", "stage"]
    item = next(one for one in answer["items"] if one["label"] == "name")
    assert item["textEdit"]["newText"] == 'name = "$1"'
    assert item["insertTextFormat"] == 2
    resolved = client.ask("completionItem/resolve", item)
    assert "What it is called." in resolved["documentation"]["value"]


def test_clients_without_snippets_get_texts(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", TEXT)
    answer = client.ask_at("textDocument/completion", uri, 11, 0)
    texts = {one["label"]: one["textEdit"]["newText"] for one in answer["items"]}
    assert texts["name"] == 'name = ""'
    assert texts["stage"] == 'stage = "dev"'


def test_schema_that_is_not_imported_brings_its_import(client: Client, tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").write_text('[package]\nname = "here"\n', "utf-8")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "app.k").write_text("schema Web:\n    name: str\n", "utf-8")
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "import math\nx = We\ny = math.pi\n")
    answer = client.ask_at("textDocument/completion", uri, 1, 6)
    (item,) = [one for one in answer["items"] if one["label"] == "Web"]
    assert item["textEdit"]["newText"] == "models.Web"
    (edit,) = item["additionalTextEdits"]
    assert (edit["newText"], edit["range"]["start"]) == (
        "import models\n",
        {"line": 1, "character": 0},
    )


def test_every_prefix_has_an_answer(client: Client, tmp_path: Path) -> None:
    client.initialize(tmp_path)
    uri = client.open(tmp_path / "main.k", "")
    for length in range(0, len(TEXT), 7):
        text = TEXT[:length]
        client.change(uri, text)
        line, column = text.count("\n"), len(text.rpartition("\n")[2])
        assert "items" in client.ask_at("textDocument/completion", uri, line, column)
