"""``kclpy lsp``: its command line. What the server does is tested in ``tests/lsp``."""

from __future__ import annotations

import sys

import pytest

from kclpy.cli import main
from kclpy.cli.lsp import command_line


def test_addresses() -> None:
    parse = command_line().parse_args
    assert parse([]).tcp is None
    assert parse(["--tcp", "localhost:9000"]).tcp == ("localhost", 9000)
    assert parse(["--tcp", "[::1]:9000"]).tcp == ("::1", 9000)
    assert parse(["--tcp", ":9000"]).tcp == ("127.0.0.1", 9000)


@pytest.mark.parametrize("address", ["9000", "localhost:", "localhost:x", "localhost:70000"])
def test_wrong_addresses(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lsp", "--tcp", address]) == 2
    assert f"'{address}' is not HOST:PORT" in capsys.readouterr().err


def test_a_missing_library_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] in ("kclpy_lsp", "pygls")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert main(["lsp"]) == 1
    assert "pip install 'kclpy-lang[lsp]'" in capsys.readouterr().err
