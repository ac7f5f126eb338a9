"""What comes through a pipe: lines and bytes, whole or cut off, while others wait."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import BinaryIO, TypeVar

import pytest

from kclpy.ide import turns as turns_module
from kclpy.ide.turns import Turns
from kclpy_lsp.pipes import PipeReader

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


def run(
    stdin: BinaryIO, work: Callable[[PipeReader], Awaitable[R]], turns: Turns | None = None
) -> R:
    """Return what is done with what is read from ``stdin``."""

    async def main() -> R:
        return await work(PipeReader(stdin, (turns or Turns()).hold))

    return asyncio.run(main())


def test_lines_and_bytes_are_read(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe

    async def read(reader: PipeReader) -> list[bytes]:
        there.write(b"a: 1\r\n\r\n{}")
        there.flush()
        return [await reader.readline(), await reader.readline(), await reader.readexactly(2)]

    assert run(stdin, read) == [b"a: 1\r\n", b"\r\n", b"{}"]


def test_what_is_cut_off_is_what_there_is(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe

    async def read(reader: PipeReader) -> list[bytes]:
        there.write(b"Content-Length: 9\r\n{}")
        there.close()
        found = [await reader.readline(), await reader.readexactly(9)]
        return [*found, await reader.readline(), await reader.readexactly(1)]

    assert run(stdin, read) == [b"Content-Length: 9\r\n", b"{}", b"", b""]


@pytest.mark.parametrize("size", [70_000, 5_000_000])
def test_nothing_is_too_long(pipe: tuple[BinaryIO, BinaryIO], size: int) -> None:
    stdin, there = pipe
    line, body = b"x" * size + b"\n", b"y" * size

    def write() -> None:
        there.write(line + body)
        there.close()

    async def read(reader: PipeReader) -> bool:
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

    async def read(reader: PipeReader) -> None:
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


def test_the_thread_ends_with_the_loop(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    stdin, there = pipe
    before = threading.enumerate()

    async def read(_: PipeReader) -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one not in before]

    (thread,) = run(stdin, read)
    stdin.close()
    there.write(b"too late")
    there.close()
    thread.join(30)
    assert not thread.is_alive()
