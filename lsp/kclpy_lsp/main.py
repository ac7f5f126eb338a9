"""Starting the server: on standard input and output, or on a port."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from kclpy_lsp.server import KclServer

# Seconds for which a thread may keep others waiting: short, since an answer takes several turns.
_TURN = 0.0005


def run(words: argparse.Namespace, server: KclServer | None = None) -> int:
    """Serve one editor until it leaves, by ``server`` if one is given; return the exit status."""
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if words.verbose else logging.ERROR,
        format="kclpy lsp: %(name)s: %(message)s",
    )
    if not words.verbose:  # it would tell that the server ends, as it was asked to
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    server = server or KclServer()
    server.housekeeping.begin()
    sys.setswitchinterval(_TURN)
    if words.tcp is None:
        stream = sys.stdout.buffer
        sys.stdout = sys.stderr  # what anybody prints is no message to the editor
        server.start_io(sys.stdin.buffer, stream)
    else:
        host, port = words.tcp
        try:
            server.start_tcp(host, port)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            sys.stderr.write(f"kclpy lsp: cannot listen on {host}:{port}: {reason}\n")
            return 1
    return 0
