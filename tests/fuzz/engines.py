"""Both engines behind one question: what does this program yield?"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tests.fuzz.programs import Answer, Program

ROOT = Path(__file__).resolve().parents[2]


class Engine:
    """An engine in a process of its own, which is replaced when it dies or hangs."""

    def __init__(self, module: str, seconds: float = 10.0) -> None:
        self.module = module  # the server, run as ``python -m module``
        self.seconds = seconds  # how long one program may take
        self.process: subprocess.Popen[str] | None = None

    def ask(self, program: Program) -> Answer:
        """Return the engine's answer, or that it crashed or hung."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(program.to_json()) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            return self._lost("crash")
        if not _readable(process.stdout, self.seconds):
            return self._lost("hang")
        line = process.stdout.readline()
        if not line:
            return self._lost("crash")
        status, text, log, _ = json.loads(line)
        return Answer(status, text, log)

    def close(self) -> None:
        """End the engine's process."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None:
            path = [str(ROOT), str(ROOT / "stdlib"), str(ROOT / "lsp"), *sys.path]
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
                text=True,
                encoding="utf-8",
            )
        return self.process

    def _lost(self, status: str) -> Answer:
        self.close()
        return Answer("hang" if status == "hang" else "crash")


def _readable(stream: IO[str], seconds: float) -> bool:
    ready, _, _ = select.select([stream], [], [], seconds)
    return bool(ready)


def oracle(seconds: float = 10.0) -> Engine:
    """Return the official engine."""
    return Engine("tests.fuzz.oracle_server", seconds)


def kclpy(seconds: float = 20.0) -> Engine:
    """Return this project's engine."""
    return Engine("tests.fuzz.kclpy_server", seconds)
