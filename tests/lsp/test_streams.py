"""What comes through pipes and connections, whole or cut off, while others wait."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import pytest

from kclpy.cli import main
from kclpy.ide import turns as turns_module
from kclpy.ide.turns import Turns
from kclpy_lsp.server import KclServer
from kclpy_lsp.streams import Reader, from_pipe
from tests.lsp.client import Client

R = TypeVar("R")


@pytest.fixture
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Both ends of a pipe, which tests may close."""
    ends = os.pipe()
    with ExitStack() as stack:
        yield (
            stack.enter_context(os.fdopen(ends[0], "rb")),
            stack.enter_context(os.fdopen(ends[1], "wb")),
        )


def run(stdin: BinaryIO, work: Callable[[Reader], Awaitable[R]], turns: Turns | None = None) -> R:
    """Return what is done with what is read from ``stdin``."""

    async def main() -> R:
        return await work(Reader(from_pipe(stdin, (turns or Turns()).hold)))

    return asyncio.run(main())


def test_lines_and_bytes_are_read(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe

    async def read(reader: Reader) -> list[bytes]:
        there.write(b"a: 1\r\n\r\n{}")
        there.flush()
        return [await reader.readline(), await reader.readline(), await reader.readexactly(2)]

    assert run(stdin, read) == [b"a: 1\r\n", b"\r\n", b"{}"]


def test_what_is_cut_off_ends(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe

    async def read(reader: Reader) -> list[bytes]:
        there.write(b"Content-Length: 9\r\n{}")
        there.close()
        return [await reader.readline(), await reader.readexactly(9), await reader.readline()]

    assert run(stdin, read) == [b"Content-Length: 9\r\n", b"", b""]


@pytest.mark.parametrize("size", [70_000, 5_000_000])
def test_nothing_is_too_long(pipe: tuple[BinaryIO, BinaryIO], size: int) -> None:
    stdin, there = pipe
    line, body = b"x" * size + b"\n", b"y" * size

    def write() -> None:
        there.write(line + body)
        there.close()

    async def read(reader: Reader) -> bool:
        return await reader.readline() == line and await reader.readexactly(size) == body

    threading.Thread(target=write, daemon=True).start()
    assert run(stdin, read)


def test_others_wait_until_what_came_is_handled(
    pipe: tuple[BinaryIO, BinaryIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns_module, "_MOST", 30.0)
    stdin, there = pipe
    turns, done = Turns(), []

    def long_work() -> None:
        turns.give_way()
        done.append("long")

    async def read(reader: Reader) -> None:
        there.write(b"a line\n")
        there.flush()
        await reader.readline()
        thread = threading.Thread(target=long_work, daemon=True)
        thread.start()
        thread.join(0.05)  # as long as a message is handled, the loop stands still
        done.append("handled")
        for _ in range(3):
            await asyncio.sleep(0)
        await asyncio.to_thread(thread.join)

    run(stdin, read, turns)
    assert done == ["handled", "long"]


@pytest.fixture
def address() -> tuple[str, int]:
    """An address on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        host, port = free.getsockname()
        return host, port


@contextmanager
def listening(address: tuple[str, int]) -> Iterator[socket.socket]:
    """Yield a connection to a server, which must end with it."""
    thread = threading.Thread(target=KclServer().start_tcp, args=address, daemon=True)
    thread.start()
    while True:
        try:
            there = socket.create_connection(address)
            break
        except ConnectionRefusedError:
            time.sleep(0.01)
    with there:
        yield there
    thread.join(30)
    assert not thread.is_alive()


def test_a_session_over_a_connection(address: tuple[str, int], tmp_path: Path) -> None:
    with (
        listening(address) as there,
        there.makefile("rb") as reader,
        there.makefile("wb") as writer,
    ):
        client = Client(reader, writer)
        client.initialize(tmp_path)
        uri = client.open(tmp_path / "main.k", "a = unknown\n")
        assert len(client.diagnostics(uri)) == 1
        with socket.create_connection(address) as another:
            assert another.recv(1) == b""  # one editor at a time
        assert client.ask_at("textDocument/hover", uri, 0, 0) is not None
        client.leave()


@pytest.mark.parametrize("begun", [b"", b"Content-", b"Content-Length: 99\r\n\r\n{"])
@pytest.mark.parametrize("is_reset", [False, True])
def test_a_server_ends_with_its_connection(
    address: tuple[str, int], begun: bytes, is_reset: bool
) -> None:
    with listening(address) as there:
        there.sendall(begun)
        if is_reset:  # instead of an end there is an error
            there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_port_that_is_taken_is_told(
    address: tuple[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(address):
        assert main(["lsp", "--tcp", f"{address[0]}:{address[1]}"]) == 1
    host, port = address
    told = f"kclpy lsp: cannot listen on {host}:{port}: Address already in use\n"
    assert capsys.readouterr().err == told


def test_the_thread_ends_with_the_loop(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe
    before = threading.enumerate()

    async def read(_: Reader) -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one not in before]

    (thread,) = run(stdin, read)
    stdin.close()
    there.write(b"too late")
    there.close()
    thread.join(30)
    assert not thread.is_alive()
