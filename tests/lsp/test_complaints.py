"""What users of the official language server complain of, each as a test of this one."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kclpy
from tests.lsp.client import Client, connected

_APP = """\
schema Port:
    # Where it listens.
    number: int
    protocol: "TCP" | "UDP" = "TCP"

schema App:
    name: str
    ports: [Port] = []
"""
_MAIN = 'import models\n\napp = models.App {name = "x"}\n'

# Nobody waits longer; a slow machine may take a tenth of it.
_SOON = 5.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a package of models."""
    shop = tmp_path / "shop"
    _write(shop / "kcl.mod", '[package]\nname = "shop"\n')
    _write(shop / "models" / "app.k", _APP)
    _write(shop / "main.k", _MAIN)
    return shop


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _messages(found: list[Any]) -> list[str]:
    return [one["message"] for one in found if one["severity"] == 1]


def _labels(answer: Any) -> list[str]:
    return [item["label"] for item in sorted(answer["items"], key=lambda one: one["sortText"])]


def _hovered(client: Client, uri: str, line: int, character: int) -> str:
    answer = client.ask_at("textDocument/hover", uri, line, character)
    return "" if answer is None else str(answer["contents"]["value"])


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


# Crashes: kcl#1966, #1830, #1251


@pytest.mark.parametrize("text", ["[" * 20_000, "{a = " * 5_000, "not " * 20_000, "f(" * 9_000])
def test_deep_nesting_does_not_end_the_server(client: Client, folder: Path, text: str) -> None:
    client.initialize(folder)
    uri = client.open(folder / "main.k", f"a = {text}")
    assert client.diagnostics(uri)
    version = client.change(uri, _MAIN)
    assert client.diagnostics(uri, version) == []
    assert "app: models.App" in _hovered(client, uri, 2, 1)


def test_large_imported_definitions_are_no_burden(client: Client, folder: Path) -> None:
    schemas = []
    for number in range(300):
        before = f"Kind{number - 1}" if number else "any"
        attributes = "".join(f"    field{n}?: str | int | [str]\n" for n in range(25))
        schemas.append(f"schema Kind{number}:\n    inner?: {before}\n{attributes}")
    _write(folder / "crds" / "all.k", "\n".join(schemas))
    client.initialize(folder)
    text = "import crds\n\na = crds.Kind299 {inner.inner.inner.field7 = 1}\n"
    uri = client.open(folder / "main.k", text)
    assert client.diagnostics(uri) == []
    assert "field7?: str | int | [str]" in _hovered(client, uri, 2, 40)


@pytest.mark.parametrize("uri", ["file:///c%3A/Users/me/main.k", "file:///C:/a%20b/main.k"])
def test_paths_of_windows_are_paths(client: Client, uri: str) -> None:
    client.initialize()
    item = {"uri": uri, "languageId": "kcl", "version": 1, "text": "count = 1\na = cuont\n"}
    client.notify("textDocument/didOpen", {"textDocument": item})
    (message,) = _messages(client.diagnostics(uri))
    assert message.startswith("name 'cuont' is not defined")
    assert "count: int" in _hovered(client, uri, 0, 1)


# Endless work: kcl#547, #1789, #1813, #1493


@pytest.mark.parametrize("text", ["if a:", "if a:\n", "a = {\n    if b\n}\n", "a = {if b:"])
def test_half_typed_if_lets_the_server_rest(client: Client, folder: Path, text: str) -> None:
    client.initialize(folder)
    uri = client.open(folder / "main.k", text)
    assert client.diagnostics(uri)
    time.sleep(0.3)  # what follows the diagnostics may be done
    begun = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - begun < 0.25


def test_half_typed_if_in_a_config_takes_no_more_memory(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "main.k")
    body = f"{_MAIN[:-2]}, ports = [\n]\n"

    def type_it(times: int) -> int:
        for _ in range(times):
            for typed in ("i", "if", "if a", "if app.", "if app.name", ""):
                client.change(uri, f"{body}    {typed}\n}}\n")
                client.ask_at("textDocument/completion", uri, 4, 4 + len(typed))
        gc.collect()
        return len(gc.get_objects())

    before = type_it(5)
    assert type_it(25) < before * 1.1


def test_a_thousand_nested_configs_are_checked_soon(client: Client, folder: Path) -> None:
    client.initialize(folder)
    text = f"a = {'{a = ' * 1000}1{'}' * 1000}\nb = a.a.a.x\n"
    assert _seconds(lambda: client.diagnostics(client.open(folder / "main.k", text))) < _SOON


# False errors: kcl#1319, #1251


@pytest.mark.parametrize("order", [("main.k", "models/app.k"), ("models/app.k", "main.k")])
def test_the_order_of_opening_changes_nothing(
    client: Client, folder: Path, order: tuple[str, ...]
) -> None:
    client.initialize(folder)
    for name in order:
        assert client.diagnostics(client.open(folder / name)) == []


def test_an_edit_that_is_undone_leaves_no_errors(client: Client, folder: Path) -> None:
    client.initialize(folder)
    main = client.open(folder / "main.k")
    assert client.diagnostics(main) == []
    models = client.open(folder / "models" / "app.k")
    client.change(models, _APP.replace("name: str", "title: str"))
    assert any("name" in message for message in _messages(client.diagnostics(main)))
    client.change(models, _APP)
    assert client.diagnostics(main) == []
    for typed in (f"{_MAIN}b", f"{_MAIN}b = ", f"{_MAIN}b = app.name\n"):
        version = client.change(main, typed)
    assert client.diagnostics(main, version) == []


# Missing errors: kcl#667


def test_missing_required_attribute_is_told_in_the_editor(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "main.k", "import models\n\napp = models.App {ports = []}\n")
    (found,) = client.diagnostics(uri)
    assert "name" in found["message"] and found["range"]["start"]["line"] == 2


def test_it_is_told_of_a_config_without_a_schema_name(client: Client, folder: Path) -> None:
    client.initialize(folder)
    text = 'import models\n\napp = models.App {\n    name = "x"\n    ports = [{}]\n}\n'
    (found,) = client.diagnostics(client.open(folder / "main.k", text))
    assert "number" in found["message"] and found["range"]["start"]["line"] == 4


# Dependencies: kcl#1623, kcl.nvim#18


def test_dependencies_need_no_setting_of_the_editor(client: Client, folder: Path) -> None:
    _write(folder.parent / "lib" / "kcl.mod", '[package]\nname = "lib"\n')
    _write(folder.parent / "lib" / "lib.k", "size = 3\n")
    dependency = '\n[dependencies]\nlib = { path = "../lib" }\n'
    _write(folder / "kcl.mod", f'[package]\nname = "shop"\n{dependency}')
    client.initialize(folder, capabilities={})
    uri = client.open(folder / "main.k", "import lib\n\na = lib.size\n")
    assert "size: int" in _hovered(client, uri, 2, 9)


def test_changes_of_dependencies_are_noticed(client: Client, folder: Path) -> None:
    _write(folder.parent / "lib" / "kcl.mod", '[package]\nname = "lib"\n')
    library = _write(folder.parent / "lib" / "lib.k", "other = 3\n")
    client.initialize(folder)
    uri = client.open(folder / "main.k", "import lib\n\na = lib.size\n")
    assert _messages(client.diagnostics(uri))
    manifest = folder / "kcl.mod"
    _write(manifest, f'{manifest.read_text()}\n[dependencies]\nlib = {{ path = "../lib" }}\n')
    _tell(client, manifest)
    assert any("size" in one for one in _messages(client.diagnostics(uri)))
    _write(library, "size = 3\n")
    _tell(client, library)
    assert client.diagnostics(uri) == []


def _tell(client: Client, path: Path) -> None:
    change = {"uri": path.as_uri(), "type": 2}
    client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})


# Answers: kcl#1742, #1492, #1556, #1401


def test_imports_are_completed_at_once(client: Client, folder: Path) -> None:
    for number in range(300):
        _write(folder / f"area{number}" / "code" / "one.k", "a = 1\n")
    client.initialize(folder)
    uri = client.open(folder / "main.k", "import area2\n")
    client.ask_at("textDocument/completion", uri, 0, 12)
    asked = _seconds(lambda: client.ask_at("textDocument/completion", uri, 0, 12))
    assert asked < _SOON / 5
    answer = client.ask_at("textDocument/completion", uri, 0, 12)
    assert answer["isIncomplete"] and _labels(answer)[:2] == ["area2", "area20"]


def test_nothing_is_missing_or_wrong_in_a_config(client: Client, folder: Path) -> None:
    client.initialize(folder)
    text = 'import models\n\napp = models.App {\n    name = "x"\n    \n    ports = [{}]\n}\n'
    uri = client.open(folder / "main.k", text.replace("[{}]", "[{\n        \n    }]"))
    assert _labels(client.ask_at("textDocument/completion", uri, 4, 4)) == ["if"]
    inner = _labels(client.ask_at("textDocument/completion", uri, 6, 8))
    assert inner[:2] == ["number", "protocol"]


def test_keys_without_a_schema_name_are_described(client: Client, folder: Path) -> None:
    client.initialize(folder)
    text = "import models\n\napp: models.App = {\n    ports = [{number = 80}]\n}\n"
    uri = client.open(folder / "main.k", text)
    hovered = _hovered(client, uri, 3, 16)
    assert "number: int" in hovered and "Where it listens." in hovered


# Set-up: kcl#1165, intellij-kcl#58, kcl.nvim#17


def test_server_and_command_line_are_of_one_version(client: Client, folder: Path) -> None:
    params: dict[str, Any] = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}
    answer = client.ask("initialize", params)
    assert answer["serverInfo"] == {"name": "kclpy", "version": kclpy.__version__}


def test_an_editor_that_says_nothing_of_itself_is_served(client: Client, folder: Path) -> None:
    params: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
    client.ask("initialize", params)
    client.notify("initialized", {})
    uri = client.open(folder / "main.k")
    (found,) = client.ask_at("textDocument/definition", uri, 2, 14)
    assert found["uri"] == (folder / "models" / "app.k").as_uri()


def test_colours_need_no_grammar_of_the_editor(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "main.k")
    answer = client.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})
    assert len(answer["data"]) == 5 * len(["models", "app", "models", "App", "name"])


# Speed: the first server in Python took six seconds for a definition among two hundred files


def test_definitions_among_two_hundred_files_are_found_at_once(folder: Path) -> None:
    for number in range(200):
        text = _APP.replace("App", f"App{number}").replace("Port", f"Port{number}")
        _write(folder / "models" / f"app{number}.k", text)
    text = "import models\n\napp = models.App199 {ports = [{number = 1}]}\n"
    with connected() as (client, server):
        client.initialize(folder)
        uri = client.open(folder / "main.k", text)
        client.diagnostics(uri)
        counts = server.session.workspace.kept.counts
        before = counts.parsed, counts.checked
        (found,) = client.ask_at("textDocument/definition", uri, 2, 32)
        assert found["uri"].endswith("models/app199.k")
        assert (counts.parsed, counts.checked) == before  # all is known
        client.change(uri, text.replace("= 1", "= 12"))
        assert client.ask_at("textDocument/definition", uri, 2, 32) == [found]
        client.diagnostics(uri, 2)
        assert (counts.parsed, counts.checked) == (before[0] + 1, before[1] + 1)
