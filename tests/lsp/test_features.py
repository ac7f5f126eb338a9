"""Each feature over the protocol, once: what is answered is tested without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import CAPABILITIES, Client, Refused

_TEXT = """\
import models

# The shop: é😀.
app = models.App {
    name = "x😀", port = 80
}
b = app.port + helper(1)
helper = lambda value: int -> int {
    value
}
"""
_LIBRARY = "schema App:\n    name: str\n    port: int\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a library."""
    (tmp_path / "kcl.mod").write_text('[package]\nname = "app"\n')
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "app.k").write_text(_LIBRARY)
    (tmp_path / "main.k").write_text(_TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def uri(client: Client, folder: Path) -> str:
    """The program, opened in a session."""
    client.initialize(folder)
    return client.open(folder / "main.k")


def _range(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


_ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def test_hover(client: Client, uri: str) -> None:
    answer = client.ask_at("textDocument/hover", uri, 4, 20)
    assert "port: int" in answer["contents"]["value"]
    assert answer["range"] == _range(4, 18, 22)  # the smiling face counts twice


def test_hover_tells_where_a_value_is_from(client: Client, uri: str, folder: Path) -> None:
    text = "schema A:\n    n: int = 1\na: A {\n    n = 2\n}\na: A {n = 3}\n"
    uri = client.open(folder / "values.k", text)
    told = client.ask_at("textDocument/hover", uri, 3, 4)["contents"]["value"]
    first, second, third = [line for line in told.splitlines() if line.startswith("1. ")]
    assert first == f"1. `n: int = 1` [values.k:2]({uri}#L2), schema A, is overridden"
    assert second == f"1. `n = 2` [values.k:4]({uri}#L4), is overridden"
    assert third == f"1. `n = 3` [values.k:6]({uri}#L6), **wins**"
    client.change(uri, text.replace("3", "4"))
    told = client.ask_at("textDocument/hover", uri, 3, 4)["contents"]["value"]
    assert f"`n = 4` [values.k:6]({uri}#L6), **wins**" in told


def test_definition_and_references(client: Client, uri: str, folder: Path) -> None:
    (found,) = client.ask_at("textDocument/definition", uri, 6, 9)
    assert found == {"uri": (folder / "models/app.k").as_uri(), "range": _range(2, 4, 8)}
    context = {"includeDeclaration": False}
    several = client.ask_at("textDocument/references", uri, 6, 9, context=context)
    assert [one["range"] for one in several] == [_range(4, 18, 22), _range(6, 8, 12)]
    (type_,) = client.ask_at("textDocument/typeDefinition", uri, 6, 5)
    assert type_["range"] == _range(0, 7, 10)
    marks = client.ask_at("textDocument/documentHighlight", uri, 6, 5)
    assert [one["kind"] for one in marks] == [3, 2]


def test_rename(client: Client, uri: str, folder: Path) -> None:
    place = client.ask_at("textDocument/prepareRename", uri, 6, 9)
    assert place == {"range": _range(6, 8, 12), "placeholder": "port"}
    answer = client.ask_at("textDocument/rename", uri, 6, 9, newName="gate")
    changes = answer["changes"]
    assert set(changes) == {uri, (folder / "models/app.k").as_uri()}
    assert {edit["newText"] for edits in changes.values() for edit in edits} == {"gate"}
    with pytest.raises(Refused, match="declared already"):
        client.ask_at("textDocument/rename", uri, 6, 9, newName="name")
    with pytest.raises(Refused, match="no name here"):
        client.ask_at("textDocument/prepareRename", uri, 2, 3)


def test_symbols(client: Client, uri: str) -> None:
    params = {"textDocument": {"uri": uri}}
    tree = client.ask("textDocument/documentSymbol", params)
    assert [one["name"] for one in tree] == ["app", "b", "helper"]
    assert [one["name"] for one in tree[0]["children"]] == ["name", "port"]
    found = client.ask("workspace/symbol", {"query": "aP"})
    assert sorted(one["name"] for one in found) == ["App", "app"]


def test_formatting(client: Client, uri: str) -> None:
    options = {"tabSize": 4, "insertSpaces": True}
    params = {"textDocument": {"uri": uri}, "options": options}
    assert client.ask("textDocument/formatting", params)
    client.change(uri, "a=1\nb=2\n")
    params["range"] = _range(1, 0, 1)
    (edit,) = client.ask("textDocument/rangeFormatting", params)
    assert edit == {"range": _range(1, 0, 3), "newText": "b = 2"}
    client.change(uri, "schema A:\n\n")
    found = client.ask_at("textDocument/onTypeFormatting", uri, 1, 0, ch="\n", options=options)
    assert found == [{"range": _range(1, 0, 0), "newText": "    "}]


def test_lint(client: Client, uri: str) -> None:
    client.change(uri, "_unused = 1\na = 2\n")
    params = {
        "textDocument": {"uri": uri},
        "range": _range(0, 0, 0),
        "context": {"diagnostics": [], "only": ["quickfix"]},
    }
    mend, ignore = client.ask("textDocument/codeAction", params)
    (found,) = mend["diagnostics"]
    assert (found["code"], found["severity"], found["tags"]) == ("unused-variable", 2, [1])
    assert mend["isPreferred"] and not ignore["isPreferred"]
    (edit,) = ignore["edit"]["changes"][uri]
    assert edit == {"range": _range(0, 11, 11), "newText": "  # kclpy: ignore[unused-variable]"}


def test_code_actions(client: Client, uri: str) -> None:
    client.change(uri, "count = 1\nb = cuont\n")
    params = {
        "textDocument": {"uri": uri},
        "range": _range(1, 5, 5),
        "context": {"diagnostics": []},
    }
    action, _ = client.ask("textDocument/codeAction", params)
    assert action["title"] == "change 'cuont' to 'count'"
    assert action["kind"] == "quickfix" and action["isPreferred"]
    assert action["edit"]["changes"] == {uri: [{"range": _range(1, 4, 9), "newText": "count"}]}
    params["context"] = {"diagnostics": [], "triggerKind": 2}
    assert client.ask("textDocument/codeAction", params) == [action]  # the cursor only came by
    params["context"] = {"diagnostics": [], "only": ["source"]}
    (source,) = client.ask("textDocument/codeAction", params)
    assert (source["kind"], source["edit"]) == ("source.fixAll", action["edit"])
    client.change(uri, "import math\nimport json\na = json.encode(1) + math.pi\n")
    params["context"] = {"diagnostics": [], "only": ["source.organizeImports"]}
    (source,) = client.ask("textDocument/codeAction", params)
    assert source["edit"]["changes"][uri]
    client.change(uri, "_a = 1 + 2\nb = _a\n")
    params["context"] = {"diagnostics": [], "only": ["refactor"]}
    params["range"] = _range(0, 5, 10)
    (extract,) = client.ask("textDocument/codeAction", params)
    assert extract["kind"] == "refactor.extract"
    client.change(uri, "a = {b = 1}\n")
    params["range"] = _range(0, 0, 0)
    (extract,) = client.ask("textDocument/codeAction", params)
    assert extract["title"] == "extract a schema" and extract["kind"] == "refactor.extract"
    schema, name = extract["edit"]["changes"][uri]
    assert schema["newText"] == "schema A:\n    b: int\n\n" and name["newText"] == "A "
    client.change(uri, "_a = 1 + 2\nb = _a\n")
    params["range"] = _range(1, 5, 5)
    (inline,) = client.ask("textDocument/codeAction", params)
    assert inline["kind"] == "refactor.inline"


def test_semantic_tokens(client: Client, uri: str) -> None:
    document = {"textDocument": {"uri": uri}}
    full = client.ask("textDocument/semanticTokens/full", document)
    assert len(full["data"]) % 5 == 0
    client.change(uri, f"{_TEXT}c = b\n")
    before = {**document, "previousResultId": full["resultId"]}
    delta = client.ask("textDocument/semanticTokens/full/delta", before)
    (edit,) = delta["edits"]
    assert len(edit["data"]) == 10 and edit["deleteCount"] == 0
    again = client.ask("textDocument/semanticTokens/full/delta", before)
    assert again["data"]  # the earlier answer is gone
    part = client.ask("textDocument/semanticTokens/range", {**document, "range": _range(0, 0, 20)})
    assert len(part["data"]) == 5


def test_hints_and_signatures(client: Client, uri: str) -> None:
    params = {"textDocument": {"uri": uri}, "range": _ALL}
    hints = client.ask("textDocument/inlayHint", params)
    assert [one["label"] for one in hints] == ["value="]
    answer = client.ask_at("textDocument/signatureHelp", uri, 6, 22)
    assert answer["signatures"][0]["label"] == "helper(value: int) -> int"


def test_ranges_and_links(client: Client, uri: str, folder: Path) -> None:
    document = {"textDocument": {"uri": uri}}
    folds = client.ask("textDocument/foldingRange", document)
    assert [(one["startLine"], one["endLine"]) for one in folds] == [(3, 4), (7, 8)]
    position = {"line": 6, "character": 5}
    (grown,) = client.ask("textDocument/selectionRange", {**document, "positions": [position]})
    assert grown["range"] == _range(6, 4, 7) and grown["parent"]["range"] == _range(6, 4, 12)
    (link,) = client.ask("textDocument/documentLink", document)
    assert link["target"] == (folder / "models/app.k").as_uri()


def test_what_closes_a_part_within_is_folded(client: Client, uri: str, folder: Path) -> None:
    uri = client.open(
        folder / "folds.k", "schema A:\n    a = {\n        b = 1\n    }\n\nx = [\n]\n"
    )
    folds = client.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    assert [(one["startLine"], one["endLine"]) for one in folds] == [(0, 3), (1, 2), (5, 5)]


def test_simple_clients(client: Client, folder: Path) -> None:
    """A client that can do little gets what it can show."""
    client.initialize(folder, capabilities={"textDocument": {"hover": {"contentFormat": []}}})
    uri = client.open(folder / "main.k")
    assert client.ask_at("textDocument/hover", uri, 4, 20)["contents"]["kind"] == "plaintext"
    flat = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [one["name"] for one in flat] == ["app", "name", "port", "b", "helper"]


def test_versions_of_changes(client: Client, folder: Path) -> None:
    workspace = {"workspaceEdit": {"documentChanges": True}}
    client.initialize(folder, capabilities={**CAPABILITIES, "workspace": workspace})
    uri = client.open(folder / "main.k")
    answer = client.ask_at("textDocument/rename", uri, 6, 9, newName="gate")
    documents = [one["textDocument"] for one in answer["documentChanges"]]
    assert [one.get("version") for one in documents] == [1, None]


def test_moving_to_a_file(client: Client, folder: Path) -> None:
    workspace = {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}}
    client.initialize(folder, capabilities={**CAPABILITIES, "workspace": workspace})
    uri = client.open(folder / "main.k")
    client.change(uri, "schema BigApp:\n    x: int\na = BigApp {x = 1}\n")
    params = {
        "textDocument": {"uri": uri},
        "range": _range(0, 8, 8),
        "context": {"diagnostics": [], "only": ["refactor.move"]},
    }
    (move,) = client.ask("textDocument/codeAction", params)
    assert move["title"] == "move BigApp to big_app.k"
    create, text, source = move["edit"]["documentChanges"]
    new = (folder / "big_app.k").as_uri()
    assert (create["kind"], create["uri"]) == ("create", new)
    assert text["textDocument"]["uri"] == new
    assert text["edits"][0]["newText"] == "schema BigApp:\n    x: int\n"
    assert source["textDocument"] == {"uri": uri, "version": 2}


def test_moving_to_a_neighbour(client: Client, folder: Path) -> None:
    workspace = {"workspaceEdit": {"documentChanges": True}}
    features = {**CAPABILITIES["textDocument"], "codeAction": {"disabledSupport": True}}
    capabilities = {**CAPABILITIES, "workspace": workspace, "textDocument": features}
    client.initialize(folder, capabilities=capabilities)
    (folder / "lib").mkdir()
    (folder / "lib" / "b.k").write_text("import math as len\n", "utf-8")
    (folder / "lib" / "c.k").write_text("c = App {}", "utf-8")
    (folder / "lib" / "a.k").write_text('schema App:\n    x: int = len("a")\n', "utf-8")
    uri = client.open(folder / "lib" / "a.k")
    params = {"textDocument": {"uri": uri}, "range": _range(0, 8, 8)}
    context = {"diagnostics": [], "only": ["refactor.move"]}
    move, refused = client.ask("textDocument/codeAction", {**params, "context": context})
    assert (move["title"], refused["title"]) == ("move App to c.k", "move App to b.k")
    assert refused["disabled"] == {"reason": "'len' means something else in b.k"}
    changes = {
        one["textDocument"]["uri"]: [edit["newText"] for edit in one["edits"]]
        for one in move["edit"]["documentChanges"]
    }
    assert changes[uri] == [""]
    (text,) = changes[(folder / "lib" / "c.k").as_uri()]
    assert text == 'c = App {}\n\nschema App:\n    x: int = len("a")\n'
    automatic = {"diagnostics": [], "triggerKind": 2}
    found = client.ask("textDocument/codeAction", {**params, "context": automatic})
    assert not [one for one in found or () if one["kind"] == "refactor.move"]


def test_no_moving_without_new_files(client: Client, uri: str) -> None:
    client.change(uri, "schema BigApp:\n    x: int\n")
    context = {"diagnostics": [], "only": ["refactor.move"]}
    params = {"textDocument": {"uri": uri}, "range": _range(0, 8, 8), "context": context}
    assert client.ask("textDocument/codeAction", params) == []


def test_code_lenses(client: Client, uri: str, folder: Path) -> None:
    preview, *counts = client.ask("textDocument/codeLens", {"textDocument": {"uri": uri}})
    titles = [client.ask("codeLens/resolve", one)["command"]["title"] for one in counts]
    assert titles and all(title.endswith(("reference", "references")) for title in titles)
    assert preview["command"]["command"] == "kclpy.preview"
    assert preview["command"]["arguments"] == [uri]
    library = client.open(folder / "models" / "app.k")
    _, count = client.ask("textDocument/codeLens", {"textDocument": {"uri": library}})
    assert "command" not in count
    resolved = client.ask("codeLens/resolve", count)
    assert resolved["command"]["title"] == "1 reference"
    test = folder / "app_test.k"
    test.write_text("test_a = lambda {\n    assert True\n}\n")
    (run,) = client.ask("textDocument/codeLens", {"textDocument": {"uri": client.open(test)}})
    assert run["command"]["command"] == "kclpy.test"
    assert run["command"]["arguments"] == [test.as_uri(), "test_a"]


def test_hierarchies(client: Client, uri: str, folder: Path) -> None:
    client.change(uri, f"{_TEXT}schema Web(models.App):\n    port: int = 1\n")
    (web,) = client.ask_at("textDocument/prepareTypeHierarchy", uri, 10, 8)
    (app,) = client.ask("typeHierarchy/supertypes", {"item": web})
    assert (app["name"], app["uri"]) == ("App", (folder / "models/app.k").as_uri())
    assert client.ask("typeHierarchy/subtypes", {"item": app}) == [web]
    (below,) = client.ask_at("textDocument/implementation", uri, 3, 14)
    assert below == {"uri": uri, "range": web["selectionRange"]}
    (helper,) = client.ask_at("textDocument/prepareCallHierarchy", uri, 7, 2)
    (call,) = client.ask("callHierarchy/incomingCalls", {"item": helper})
    assert (call["from"]["name"], call["fromRanges"]) == ("b", [_range(6, 15, 21)])
    (call,) = client.ask("callHierarchy/incomingCalls", {"item": app})
    assert call["from"]["name"] == "app"
    assert client.ask("callHierarchy/outgoingCalls", {"item": helper}) == []


def test_renaming_a_folder(client: Client, folder: Path) -> None:
    operations = {"fileOperations": {"willRename": True}}
    capabilities = {**CAPABILITIES, "workspace": {**CAPABILITIES["workspace"], **operations}}
    offered = client.initialize(folder, capabilities=capabilities)
    filters = offered["workspace"]["fileOperations"]["willRename"]["filters"]
    assert [one["pattern"]["glob"] for one in filters] == ["**/*.k", "**"]
    uri = client.open(folder / "main.k")
    renamed = {"oldUri": (folder / "models").as_uri(), "newUri": (folder / "lib").as_uri()}
    answer = client.ask("workspace/willRenameFiles", {"files": [renamed]})
    assert [(one["range"], one["newText"]) for one in answer["changes"][uri]] == [
        (_range(0, 7, 13), "lib"),
        (_range(3, 6, 12), "lib"),
    ]


def test_renaming_what_manifests_name(client: Client, folder: Path) -> None:
    (folder / "kcl.mod").write_text('[package]\nname = "p"\n[profile]\nentries = ["main.k"]\n')
    operations = {"fileOperations": {"willRename": True}}
    workspace = {"workspaceEdit": {"documentChanges": True}, **operations}
    client.initialize(folder, capabilities={**CAPABILITIES, "workspace": workspace})
    uri = client.open(folder / "main.k")
    client.change(uri, "\n\nimport models\na = models.App {}\n")  # not saved
    files = [
        {"oldUri": (folder / "main.k").as_uri(), "newUri": (folder / "start.k").as_uri()},
        {"oldUri": (folder / "models").as_uri(), "newUri": (folder / "lib").as_uri()},
    ]
    answer = client.ask("workspace/willRenameFiles", {"files": files})
    source, manifest = answer["documentChanges"]
    assert source["textDocument"] == {"uri": uri, "version": 2}
    assert [one["range"]["start"]["line"] for one in source["edits"]] == [2, 3]
    assert manifest["textDocument"] == {"uri": (folder / "kcl.mod").as_uri(), "version": None}
    assert manifest["edits"] == [{"range": _range(3, 11, 19), "newText": '"start.k"'}]


def test_severities_of_a_manifest_that_is_not_saved(client: Client, uri: str, folder: Path) -> None:
    text = "_unused = 1\n"
    lint = client.open(folder / "lint.k", text)
    found = client.diagnostics(lint)
    assert [one["severity"] for one in found] == [2]
    manifest = client.open(folder / "kcl.mod", '[lint.severity]\nunused = "hint"\n')
    assert client.wait_for(
        "textDocument/publishDiagnostics",
        lambda told: (
            told["uri"] == lint and [one["severity"] for one in told["diagnostics"]] == [4]
        ),
    )
    client.change(manifest, '[lint]\nselect = ["unusd"]\n')
    told = client.wait_for(
        "textDocument/publishDiagnostics",
        lambda told: told["uri"] == lint and "unusd" in told["diagnostics"][0]["message"],
    )
    (place,) = told["diagnostics"][0]["relatedInformation"]
    assert place["location"]["uri"] == manifest
