"""``kclpy lsp``: the language server, for editors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from kclpy.resources import find_language_server


def run(argv: Sequence[str]) -> int:
    """Serve an editor and return the exit status."""
    words = command_line().parse_args(argv)
    try:
        # By name, as the server is another package, which stands above this one.
        find_language_server()
        serve = import_module("kclpy_lsp.main").run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "attrs", "cattrs"):
            raise
        sys.stderr.write(
            "kclpy lsp: the language server needs the package 'pygls';"
            " install it with: pip install 'kclpy-lang[lsp]'\n"
        )
        return 1
    status: int = serve(words)
    return status


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy lsp",
        description="Serve an editor that speaks the language server protocol.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--stdio", action="store_true", help="talk over standard input and output (default)")
    add("--tcp", type=_address, metavar="HOST:PORT", help="wait for an editor on a port instead")
    add("-v", "--verbose", action="store_true", help="write to standard error what happens")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)
