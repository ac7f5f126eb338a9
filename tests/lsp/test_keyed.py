"""kcl.mod, kcl.yaml and data over the protocol; what is answered is tested without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.files import write_files
from tests.lsp.client import Client

_MANIFEST = """\
[package]
name = "shop"  # é😀
nmae = "x"

[dependencies]
lib = { path = "😀/lib" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a dependency in a directory."""
    write_files(
        tmp_path,
        {
            "kcl.mod": _MANIFEST,
            "kcl.yaml": "kcl_cli_configs:\n  files: [main.k]\nkcl_options:\n- key: env\n",
            "main.k": 'import lib\n\nx = lib.a\nenv = option("env", help = "The stage.")\n',
            "😀/lib/kcl.mod": '[package]\nname = "lib"\n',
            "😀/lib/a.k": "a = 1\n",
        },
    )
    return tmp_path.resolve()


def _range(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


def test_mistakes_are_told_while_a_manifest_is_typed(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "kcl.mod", language="toml")
    (found,) = client.diagnostics(uri)
    assert found["range"] == _range(2, 0, 4)
    assert found["severity"] == 2 and "did you mean 'name'?" in found["message"]
    version = client.change(uri, _MANIFEST.replace("nmae", "version"))
    (found,) = client.diagnostics(uri, version)
    assert "'version' is expected to be a semantic version" in found["message"]
    version = client.change(uri, "[package\n")
    (found,) = client.diagnostics(uri, version)
    assert "Failed to Load TOML" in found["message"] and found["severity"] == 1


def test_a_misspelled_key_is_mended(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "kcl.mod", language="toml")
    params = {
        "textDocument": {"uri": uri},
        "range": _range(2, 1, 1),
        "context": {"diagnostics": []},
    }
    (action,) = client.ask("textDocument/codeAction", params)
    assert action["edit"]["changes"][uri] == [{"range": _range(2, 0, 4), "newText": "name"}]


def test_places_count_as_the_editor_counts(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "kcl.mod", language="toml")
    (link,) = client.ask("textDocument/documentLink", {"textDocument": {"uri": uri}})
    assert link["range"] == _range(5, 16, 22)  # the smiling face counts twice
    assert link["target"] == (folder / "😀/lib/kcl.mod").as_uri()
    (target,) = client.ask_at("textDocument/definition", uri, 5, 20)
    assert target["uri"] == (folder / "😀/lib/kcl.mod").as_uri()
    hover = client.ask_at("textDocument/hover", uri, 5, 9)
    assert hover["range"] == _range(5, 8, 12)
    assert "relative to this file" in hover["contents"]["value"]


def test_completion_brings_documentation(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "kcl.mod", language="toml")
    items = client.ask_at("textDocument/completion", uri, 2, 4)["items"]
    assert "name" not in [one["label"] for one in items]
    answer = client.ask_at("textDocument/completion", uri, 5, 18)
    assert [one["textEdit"] for one in answer["items"]] == [
        {"range": _range(5, 16, 18), "newText": "😀"}
    ]
    uri = client.open(folder / "kcl.yaml", language="yaml")
    (option,) = client.ask_at("textDocument/completion", uri, 3, 9)["items"]
    assert option["label"] == "env" and option["documentation"] == "The stage."


def test_programs_are_checked_anew_when_a_manifest_is_saved(client: Client, folder: Path) -> None:
    client.initialize(folder)
    program = client.open(folder / "main.k")
    assert client.diagnostics(program) == []
    uri = client.open(folder / "kcl.mod", language="toml")
    text = _MANIFEST.replace("lib = ", "other = ")
    client.change(uri, text)
    (folder / "kcl.mod").write_text(text, "utf-8")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    (found,) = client.diagnostics(program)
    assert "lib" in found["message"]


def test_data_are_held_to_the_schema_that_the_manifest_names(client: Client, folder: Path) -> None:
    write_files(folder, {"app.k": "schema App:\n    # How many.\n    replicas: int\n"})
    client.initialize(folder)
    uri = client.open(folder / "values.yaml", "replicas: many\n", language="yaml")
    assert client.diagnostics(uri) == []
    manifest = f'{_MANIFEST}\n[vet]\n"values.yaml" = "App"\n'
    (folder / "kcl.mod").write_text(manifest, "utf-8")
    event = {"uri": (folder / "kcl.mod").as_uri(), "type": 2}
    client.notify("workspace/didChangeWatchedFiles", {"changes": [event]})
    (found,) = client.diagnostics(uri)
    assert found["message"].startswith("expected int, got str(many)")
    client.change(uri, {"text": "\n"})
    items = client.ask_at("textDocument/completion", uri, 0, 0)["items"]
    assert [one["label"] for one in items] == ["replicas"]
    program = client.open(folder / "app.k")
    client.change(program, {"text": "schema App:\n    count: int\n"})
    items = client.ask_at("textDocument/completion", uri, 0, 0)["items"]
    assert [one["label"] for one in items] == ["count"]


def test_data_are_among_the_uses_of_a_schema(client: Client, folder: Path) -> None:
    text = "schema App:\n    replicas: int\n"
    (folder / "kcl.mod").write_text('vet = {"é😀.yaml" = "App"}\n', "utf-8")
    client.initialize(folder)
    uri, manifest = client.open(folder / "app.k", text), (folder / "kcl.mod").as_uri()
    context = {"includeDeclaration": False}
    (found,) = client.ask_at("textDocument/references", uri, 0, 8, context=context)
    assert found == {"uri": manifest, "range": _range(0, 21, 24)}
    changes = client.ask_at("textDocument/rename", uri, 0, 8, newName="Shop")["changes"]
    edit = {"newText": "Shop"}
    assert changes[manifest] == [{**edit, "range": _range(0, 21, 24)}]
    assert changes[uri] == [{**edit, "range": _range(0, 7, 10)}]


def test_schemas_and_data_that_a_manifest_names_are_looked_for(
    client: Client, folder: Path
) -> None:
    write_files(folder, {"app.k": "schema App:\n    replicas: int\n", "a.yaml": "replicas: 1\n"})
    client.initialize(folder)
    program = client.open(folder / "app.k")
    uri = client.open(folder / "kcl.mod", language="toml")
    manifest = '[vet]\n"a.yaml" = "Ap"\n"b.yaml" = "App"\n'
    version = client.change(uri, manifest)
    schema, data = client.diagnostics(uri, version)
    assert schema["range"] == _range(1, 11, 15) and schema["severity"] == 1
    assert schema["message"] == "there is no schema called 'Ap', did you mean 'App'?"
    assert data["range"] == _range(2, 0, 8) and data["severity"] == 2
    assert data["message"].startswith("no data file matches 'b.yaml'")
    labels = [one["label"] for one in client.ask_at("textDocument/completion", uri, 1, 14)["items"]]
    assert labels == ["App"]
    (target,) = client.ask_at("textDocument/definition", uri, 2, 13)
    assert target["uri"] == program and target["range"] == _range(0, 7, 10)
    client.change(program, "schema Ap:\n    replicas: int\n")
    data, schema = client.diagnostics(uri)
    assert data["range"] == _range(2, 0, 8) and schema["range"] == _range(2, 11, 16)
    assert "'App', did you mean 'Ap'?" in schema["message"]


def test_severities_of_rules_are_explained_and_mended(client: Client, folder: Path) -> None:
    client.initialize(folder)
    text = '[lint.severity]\nstyle = ""\nmissin-doc = "hint"\n'
    uri = client.open(folder / "kcl.mod", text, language="toml")
    style, rule = client.diagnostics(uri)
    assert style["range"] == _range(1, 8, 10) and "no severity called ''" in style["message"]
    assert rule["range"] == _range(2, 0, 10) and "did you mean 'missing-doc'?" in rule["message"]
    items = client.ask_at("textDocument/completion", uri, 1, 9)["items"]
    assert [one["label"] for one in items] == ["error", "warning", "information", "hint"]
    assert "warning" in items[1]["documentation"]
    params = {
        "textDocument": {"uri": uri},
        "range": _range(2, 1, 1),
        "context": {"diagnostics": []},
    }
    (action,) = client.ask("textDocument/codeAction", params)
    assert action["edit"]["changes"][uri] == [{"range": _range(2, 0, 10), "newText": "missing-doc"}]
    client.change(uri, text.replace("missin-doc", "missing-doc"))
    hover = client.ask_at("textDocument/hover", uri, 2, 1)
    assert "Say in a docstring what it is for" in hover["contents"]["value"]


def test_a_manifest_and_settings_have_an_outline_and_parts(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "kcl.mod", language="toml")
    document = {"textDocument": {"uri": uri}}
    package, dependencies = client.ask("textDocument/documentSymbol", document)
    assert (package["name"], package["range"]) == ("package", {**_range(0, 0, 10), **_end(2, 10)})
    assert [one["name"] for one in package["children"]] == ["name", "nmae"]
    (lib,) = dependencies["children"]
    assert (lib["name"], lib["children"][0]["detail"]) == ("lib", '"😀/lib"')
    folds = client.ask("textDocument/foldingRange", document)
    assert [(one["startLine"], one["endLine"]) for one in folds] == [(0, 2), (4, 5)]
    uri = client.open(folder / "kcl.yaml", language="yaml")
    document = {"textDocument": {"uri": uri}}
    place = {"line": 3, "character": 9}
    (grown,) = client.ask("textDocument/selectionRange", {**document, "positions": [place]})
    assert grown["range"] == _range(3, 7, 10)
    assert grown["parent"]["range"] == _range(3, 2, 10)
    _, options = client.ask("textDocument/documentSymbol", document)
    assert [one["name"] for one in options["children"]] == ["env"]


def test_data_are_left_to_other_servers(client: Client, folder: Path) -> None:
    client.initialize(folder)
    uri = client.open(folder / "values.yaml", "a:\n  b: 1\n", language="yaml")
    for method in ("documentSymbol", "foldingRange"):
        assert not client.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}})


def _end(line: int, character: int) -> dict[str, Any]:
    return {"end": {"line": line, "character": character}}


def _told(client: Client, uri: str, wanted: list[str]) -> None:
    """Wait until exactly the mistakes with these words are told about a text."""

    def is_wanted(params: Any) -> bool:
        told = [one["message"] for one in params["diagnostics"]]
        return (
            params["uri"] == uri
            and len(told) == len(wanted)
            and all(words in one for words, one in zip(wanted, told, strict=True))
        )

    client.wait_for("textDocument/publishDiagnostics", is_wanted)


def test_programs_follow_a_manifest_that_is_not_saved(client: Client, folder: Path) -> None:
    client.initialize(folder)
    program = client.open(folder / "main.k")
    _told(client, program, [])
    uri = client.open(folder / "kcl.mod", language="toml")
    client.change(uri, _MANIFEST.replace("lib = ", "other = "))
    _told(client, program, ["lib"])
    client.change(uri, _MANIFEST.replace("lib = ", "lib = { pa"))
    _told(client, uri, ["Failed to Load TOML"])
    client.change(program, {"text": "import other\n\nx = other.a\n"})
    _told(client, program, [])  # the text that could be read last counts
    client.close(uri)
    _told(client, program, ["other"])


def test_data_follow_a_manifest_that_is_not_saved(client: Client, folder: Path) -> None:
    write_files(folder, {"app.k": "schema App:\n    replicas: int\n"})
    client.initialize(folder)
    data = client.open(folder / "values.yaml", "replicas: many\n", language="yaml")
    _told(client, data, [])
    uri = client.open(folder / "kcl.mod", language="toml")
    client.change(uri, '[vet]\n"values.yaml" = "App"\n')
    _told(client, data, ["expected int"])
    client.change(uri, '[vet]\n"values.yaml" = "App"\n"other')
    _told(client, uri, ["Failed to Load TOML"])
    client.change(data, {"text": "replicas: 1\nname: x\n"})
    _told(client, data, ["name"])


def test_programs_follow_settings_that_are_not_saved(client: Client, folder: Path) -> None:
    write_files(
        folder, {"stack/base.k": "a = 1\n", "stack/main.k": "b = a\n", "stack/kcl.yaml": ""}
    )
    text = "kcl_cli_configs:\n  files: [base.k, main.k]\n"
    client.initialize(folder)
    uri = client.open(folder / "stack/kcl.yaml", "kcl_cli_configs:\n  files: [main.k]\n", "yaml")
    program = client.open(folder / "stack/main.k")
    _told(client, program, ["'a' is not defined"])
    client.change(uri, text)
    _told(client, program, [])
    for number, broken in enumerate(("  output: [\n", "kcl_options:\n- key:\n"), 2):
        client.change(uri, text + broken)
        client.change(program, f"c = a + {number}\n")
        assert client.diagnostics(program, number) == [], "what could be read last counts"


def test_settings_of_another_name_are_told_by_their_keys_or_by_the_manifest(
    client: Client, folder: Path
) -> None:
    client.initialize(folder)
    uri = client.open(folder / "prod.yaml", "kcl_cli_config:\n  a: 1\n", language="yaml")
    assert client.diagnostics(uri) == []
    text = "kcl_cli_configs:\n  sort_key: true\nkcl_options:\n- key: en\n"
    version = client.change(uri, {"text": text})
    key, option = client.diagnostics(uri, version)
    assert "did you mean 'sort_keys'?" in key["message"]
    assert "did you mean 'env'?" in option["message"]
    assert len(client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})) == 2
    uri = client.open(folder / "conf/test.yml", "\n", language="yaml")
    assert client.ask_at("textDocument/completion", uri, 0, 0) is None
    profile = '[profile]\nentries = ["main.k", "./conf/test.yml"]\n'
    client.open(folder / "kcl.mod", f"{_MANIFEST}\n{profile}", language="toml")
    items = client.ask_at("textDocument/completion", uri, 0, 0)["items"]
    assert [one["label"] for one in items] == ["kcl_cli_configs", "kcl_options"]
