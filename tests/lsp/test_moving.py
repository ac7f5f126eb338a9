"""A declaration moves to the file that a user has chosen, if that may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.files import write_files
from tests.lsp.client import CAPABILITIES, Client, Refused, connected

_FILES = {
    "kcl.mod": '[package]\nname = "p"\n',
    "models/app.k": "schema App:\n    x: int = 1\n",
    "common/unit.k": 'unit = "x"\n',
    "taken/app.k": "schema App:\n    y: int = 1\n",
    "main.k": "import models\n\na = models.App {}\n",
}
_APPLYING: Mapping[str, Any] = {
    **CAPABILITIES,
    "workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}},
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with connected() as (client, _):
        client.initialize(write_files(tmp_path, _FILES), capabilities=_APPLYING)
        yield client


def move(client: Client, *arguments: Any) -> Any:
    """Return what the command returns."""
    params = {"command": "kclpy.moveTo", "arguments": arguments}
    return client.ask("workspace/executeCommand", params)


def test_the_editor_makes_the_change(client: Client, tmp_path: Path) -> None:
    uri = client.open(tmp_path / "models" / "app.k")
    target = (tmp_path / "common" / "unit.k").as_uri()
    assert move(client, uri, 0, 9, target) == {}
    edit = client.wait_for("workspace/applyEdit")["edit"]
    texts = {
        one["textDocument"]["uri"]: "".join(part["newText"] for part in one["edits"])
        for one in edit["documentChanges"]
    }
    assert texts[uri] == ""
    assert texts[target].endswith("schema App:\n    x: int = 1\n")
    assert "import common" in texts[(tmp_path / "main.k").as_uri()]


def test_the_user_is_told_why_not(client: Client, tmp_path: Path) -> None:
    uri = client.open(tmp_path / "models" / "app.k")
    told = move(client, uri, 0, 9, (tmp_path / "taken" / "app.k").as_uri())
    assert told["reason"] == "'App' is declared there already"
    message = client.wait_for("window/showMessage")
    assert message == {"type": 2, "message": f"it cannot move: {told['reason']}"}
    assert move(client, uri, 1, 4, uri)["reason"].startswith("no schema")
    assert move(client, uri, 0, 9, "file:///nowhere.k") == {"reason": "there is no such file"}


def test_arguments_that_are_none(client: Client, tmp_path: Path) -> None:
    for arguments in ((), ("file:///a.k",), (1, 2, 3, 4), ("file:///a.k", "0", 0, "file:///b.k")):
        with pytest.raises(Refused):
            move(client, *arguments)


def test_clients_that_apply_nothing_have_no_such_command(tmp_path: Path) -> None:
    with connected() as (client, _):
        offered = client.initialize(tmp_path)["executeCommandProvider"]["commands"]
        assert "kclpy.moveTo" not in offered
