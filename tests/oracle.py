"""The official engine, asked in a process of its own, because it can crash.

`Oracle.run` is the question; ``python -m tests.oracle`` is the process that answers, one
JSON text per line.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import select
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.outcome import Outcome

if TYPE_CHECKING:
    from kclpy.driver.options import Options

ROOT = Path(__file__).resolve().parents[1]

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def is_installed() -> bool:
    """Tell whether the official engine can be asked."""
    return importlib.util.find_spec("kcl_lib") is not None


class Oracle:
    """A process of the official engine, started when needed and again after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, options: Options, *, compile_only: bool = False) -> Outcome | None:
        """Return what the engine makes of a program, None if it crashed.

        If it only compiles, it tells warnings, too, and nothing is a success.
        """
        answer = self._ask({**asdict(options), "compile_only": compile_only})
        return None if answer is None else Outcome(*answer)

    def format(self, text: str, seconds: float | None = None) -> str | None:
        """Return ``text`` as the engine's formatter writes it, None if it crashed.

        The formatter can hang; that it takes more than ``seconds`` is a crash, too.
        """
        answer = self._ask({"format": text}, seconds)
        return None if answer is None else str(answer[1])

    def document(self, path: str, form: str) -> Outcome | None:
        """Return the documentation that the engine writes, None if it crashed."""
        answer = self._ask({"document": path, "form": form})
        return None if answer is None else Outcome(*answer)

    def _ask(self, question: dict[str, Any], seconds: float | None = None) -> list[Any] | None:
        """Return the answer of the process, None if it crashed or took longer than ``seconds``."""
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        in_time, _, _ = select.select([process.stdout], [], [], seconds)
        line = process.stdout.readline() if in_time else ""
        if not line:
            self.close()
            return None
        found: list[Any] = json.loads(line)
        return found

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.oracle"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            encoding="utf-8",
        )
        return self._process


def _answer(options: dict[str, Any]) -> tuple[bool, str]:
    """Return whether a program fails in the engine, and its YAML or its diagnostics."""
    from kcl_lib import api

    arguments = api.ExecProgramArgs(
        work_dir=options["workdir"],
        k_filename_list=options["paths"],
        args=[api.Argument(name=k, value=_json(v)) for k, v in options["arguments"].items()],
        path_selector=options["selectors"],
        overrides=options["overrides"],
        external_pkgs=[
            api.ExternalPkg(pkg_name=name, pkg_path=path)
            for name, path in options["externals"].items()
        ],
        disable_none=options["disable_none"],
        sort_keys=options["sort_keys"],
        show_hidden=options["show_hidden"],
        strict_range_check=options["strict_range"],
        compile_only=options["compile_only"],
    )
    try:
        result = api.API().exec_program(arguments)
    except Exception as error:
        return True, _COLOUR.sub("", str(error))
    if result.err_message:
        return True, _COLOUR.sub("", result.err_message)
    return False, f"{result.yaml_result}\n"


def _formatted(question: dict[str, Any]) -> tuple[bool, str]:
    """Return what the engine's formatter makes of a text."""
    from kcl_lib import api

    formatted = api.API().format_code(api.FormatCodeArgs(source=question["format"])).formatted
    return False, formatted if isinstance(formatted, str) else formatted.decode()


def _documented(question: dict[str, Any]) -> tuple[bool, str]:
    """Return what the engine's generator of documentation writes."""
    from kcl_lib import api

    program = api.ParseProgramArgs(paths=[question["document"]])
    arguments = api.GenerateDocArgs(parse_args=program, format=question["form"])
    try:
        return False, str(api.API().generate_doc(arguments).content)
    except Exception as error:
        return True, str(error)


def _json(text: str) -> str:
    """Return the value of an option as the engine's own command line passes it on."""
    try:
        json.loads(text)
    except ValueError:
        return json.dumps(text)
    return text


def _answer_of(question: dict[str, Any]) -> tuple[bool, str]:
    if "format" in question:
        return _formatted(question)
    return _documented(question) if "document" in question else _answer(question)


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the engine writes to standard output by itself
    for line in sys.stdin:
        question = json.loads(line)
        answers.write(json.dumps(_answer_of(question)) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
