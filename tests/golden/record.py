"""Write the expectations of golden cases with the official engine.

Nobody types an expected output: a case is written, recorded, and read.

    python tests/golden/record.py tests/golden/run/checks examples/shop/dev

A path is a case (``CASE.k``, or a folder with ``main.k``), a stack (a folder with
``kcl.yaml``), or a folder of such. A case gets ``CASE.yaml`` or ``CASE.stderr``
beside it, a stack ``expected.yaml`` inside it.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kcl_lib import api
from ruamel.yaml import YAML

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_DIAGNOSTIC = re.compile(r"^(?=error\[|EvaluationError$)", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What the engine says of a program: YAML, or diagnostics."""

    suffix: str
    text: str


def evaluate(entries: Sequence[Path], options: Sequence[str], root: Path) -> Outcome:
    """Return the outcome of a program; file names in diagnostics are relative to ``root``."""
    request = api.ExecProgramArgs(
        work_dir=str(root), k_filename_list=[str(entry) for entry in entries]
    )
    _apply_options(request, options)
    try:
        result = api.API().exec_program(request)
    except Exception as error:  # the engine raises errors found before evaluation
        return Outcome(".stderr", _plain(str(error), root))
    if result.err_message:
        return Outcome(".stderr", _plain(result.err_message, root))
    return Outcome(".yaml", result.yaml_result + "\n")


def _apply_options(request: api.ExecProgramArgs, options: Sequence[str]) -> None:
    for option in options:
        flag, _, value = option.partition(" ")
        match flag:
            case "-D":
                name, _, text = value.partition("=")
                request.args.append(api.Argument(name=name, value=_as_json(text)))
            case "-S":
                request.path_selector.append(value)
            case "-O":
                request.overrides.append(value)
            case "-n":
                request.disable_none = True
            case "-k":
                request.sort_keys = True
            case "-H":
                request.show_hidden = True
            case "-r":
                request.strict_range_check = True
            case _:
                raise ValueError(f"unknown option {option!r}")


def _as_json(text: str) -> str:
    try:
        json.loads(text)
    except ValueError:
        return json.dumps(text)
    return text


def _plain(text: str, root: Path) -> str:
    """Return diagnostics without colours, without directories, and each of them once."""
    text = _COLOUR.sub("", text).replace(f"{root}/", "")
    parts = dict.fromkeys(part.strip("\n") for part in _DIAGNOSTIC.split(text))
    return "\n\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class Case:
    """A program with the place of its expectation, without suffix."""

    entries: tuple[Path, ...]
    options: tuple[str, ...]
    root: Path
    stem: Path


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases at or below ``path``, in the order of their names."""
    if path.suffix == ".k":
        yield Case((path,), _lines(path.with_suffix(".args")), path.parent, path.with_suffix(""))
    elif (path / "kcl.yaml").is_file():
        yield Case(stack_files(path), (), path, path / "expected")
    elif (path / "main.k").is_file():
        names = _lines(path / "entries") or ("main.k",)
        entries = tuple(path / name for name in names)
        yield Case(entries, _lines(path / "args"), path, path)
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            yield from cases(child)


def stack_files(stack: Path) -> tuple[Path, ...]:
    """Return the files that the settings of a stack name, in their order."""
    settings = YAML(typ="safe").load(stack / "kcl.yaml")
    return tuple((stack / name).resolve() for name in settings["kcl_cli_configs"]["files"])


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").splitlines()) if path.is_file() else ()


def record(case: Case) -> Outcome:
    """Write the expectation of ``case`` and remove one that contradicts it."""
    outcome = evaluate(case.entries, case.options, case.root)
    for suffix in (".yaml", ".stderr"):
        expectation = case.stem.with_name(case.stem.name + suffix)
        if suffix == outcome.suffix:
            expectation.write_bytes(outcome.text.encode())
        else:
            expectation.unlink(missing_ok=True)
    return outcome


def main() -> int:
    """Record the cases at the paths given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was written")
    arguments = parser.parse_args()
    for path in arguments.paths:
        for case in cases(path.resolve()):
            outcome = record(case)
            if arguments.verbose:
                sys.stdout.write(f"== {case.stem.name}{outcome.suffix}\n{outcome.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
