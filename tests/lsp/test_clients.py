"""Sessions as real editors hold them: with what each of them says that it can do.

`pytest-lsp` knows the capabilities of editors and looks whether the server keeps to them.
"""

from __future__ import annotations

import asyncio
import random
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from lsprotocol.converters import get_converter

from tests.lsp.questions import Place, following, methods, params

pytest_lsp = pytest.importorskip("pytest_lsp")

_TEXT = """\
import models

app = models.App {name = "é😀", port = helper(1)}
helper = lambda value: int -> int {
    value
}
b: models.App = {name = "b", port = unknown}
"""
_EDITORS = ("emacs", "neovim@v0.6", "neovim@v0.9", "neovim", "visual_studio_code")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a library and a program with a mistake."""
    (tmp_path / "kcl.mod").write_text('[package]\nname = "app"\n')
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "app.k").write_text("schema App:\n    name: str\n    port: int = 80\n")
    (tmp_path / "main.k").write_text(_TEXT, "utf-8")
    return tmp_path.resolve()


@pytest.mark.parametrize("editor", _EDITORS)
def test_everything_is_answered_as_the_editor_can_show_it(editor: str, folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", pytest_lsp.LspSpecificationWarning)
        answered = asyncio.run(asyncio.wait_for(_session(editor, folder), 120))
    assert len(answered) > 25
    assert answered["textDocument/hover"] and answered["textDocument/completion"]


async def _session(editor: str, folder: Path) -> dict[str, Any]:
    """Ask everything once; return the answers."""
    capabilities = pytest_lsp.client_capabilities(editor)
    client = pytest_lsp.make_test_lsp_client()
    home = Path(__file__).parents[2]
    await client.start_io(sys.executable, "-m", "kclpy", "lsp", cwd=str(home))
    named = types.WorkspaceFolder(folder.as_uri(), folder.name)
    await client.initialize_session(
        types.InitializeParams(capabilities, root_uri=named.uri, workspace_folders=[named])
    )
    uri = (folder / "main.k").as_uri()
    document = types.TextDocumentItem(uri, "kcl", 1, _TEXT)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    converter = get_converter()
    offered = methods(converter.unstructure(capabilities, types.ClientCapabilities))
    if "textDocument/diagnostic" not in offered:
        await client.wait_for_notification("textDocument/publishDiagnostics")
        assert len(client.diagnostics[uri]) == 1
    start, end = {"line": 6, "character": 11}, {"line": 6, "character": 14}
    place = Place(uri, start, end)
    answered: dict[str, Any] = {}

    async def ask(method: str, question: Any) -> Any:
        known: Any = types.METHOD_TO_TYPES[method]
        asked = converter.structure(question, known[2])
        result = await client.protocol.send_request_async(method, asked)
        response = converter.unstructure(known[1](id=1, result=result, jsonrpc="2.0"))
        answered[method] = response["result"]
        return answered[method]

    for method in offered:
        question = params(method, place)
        if question is not None:
            answer = await ask(method, question)
            for later, more in following(method, answer, place, offered, random.Random(1)):
                await ask(later, more)
    await client.shutdown_session()
    await client.stop()
    assert client.error is None
    return answered
