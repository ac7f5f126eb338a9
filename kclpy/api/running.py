"""What embedders call: compile a program in process, any number of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.load import TooLarge
from kclpy.diagnostics.render import render
from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.request import permissions
from kclpy.driver.reuse import Reuse
from kclpy.plan.output import Output

if TYPE_CHECKING:
    from kclpy.builtins.plugin import Plugin

Path = str | PathLike[str]


@dataclass(eq=False)
class Result:
    """What came of a compilation.

    ``output`` holds the documents that the program outputs, None after a failure; ``log`` is
    what `print` wrote; ``diagnostics`` are the mistakes that were found, with advice if that
    was asked for; ``files`` are the paths of the program's files.
    """

    output: Output | None
    log: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_failure(self) -> bool:
        """Tell whether the program has mistakes; there is no output then."""
        return self.output is None

    @cached_property
    def yaml(self) -> str:
        """The output as YAML, "" after a failure."""
        with run_conditions():
            return "" if self.output is None else self.output.to_yaml()

    @cached_property
    def json(self) -> str:
        """The output as JSON, "" after a failure."""
        with run_conditions():
            return "" if self.output is None else self.output.to_json()

    @cached_property
    def errors(self) -> str:
        """The mistakes as text without colours, with the advice that was asked for."""
        return render(self.diagnostics, with_advice=True)


def compile(  # `compile` is what users call it; the builtin is of no use here
    paths: Sequence[Path],
    *,
    workdir: Path = ".",
    arguments: Mapping[str, str] | None = None,
    selectors: Sequence[str] = (),
    overrides: Sequence[str] = (),
    externals: Mapping[str, Path] | None = None,
    texts: Mapping[str, str] | None = None,
    plugins: Sequence[Plugin] = (),
    allow_plugins: Sequence[str] = (),
    disable_none: bool = False,
    sort_keys: bool = False,
    show_hidden: bool = False,
    strict_range: bool = False,
    include_schema_type_path: bool = False,
    explain: bool = False,
) -> Result:
    """Compile the program whose entries are ``paths``.

    ``arguments`` are what `option` returns: texts as on the command line; ``selectors`` and
    ``overrides`` are those of ``-S`` and ``-O``. ``externals`` maps the names of packages to
    their directories. ``texts`` are files in memory by path, which hide those on disk.
    ``allow_plugins`` are words ``NAME`` or ``NAME=need,need``. The rest is as in `Options`.

    A mistake in the program is no exception: it is in the result. Raises `ValueError` for a
    word that allows no plugin.
    """
    return run(options_of(**locals()))  # all arguments, by their names


def options_of(paths: Sequence[Path], **given: Any) -> Options:
    """Return the options for the arguments of `compile`; they are copied."""
    workdir = fspath(given.pop("workdir", "."))
    externals = given.pop("externals", None) or {}
    fields = {name: _frozen(value) for name, value in given.items() if value is not None}
    fields["paths"] = tuple([fspath(path) for path in paths])
    fields["workdir"] = workdir
    fields["externals"] = {name: fspath(path) for name, path in externals.items()}
    fields["allowed_plugins"] = permissions(fields.pop("allow_plugins", ()))
    return Options(**fields)


def listed(paths: Path | Sequence[Path]) -> list[str]:
    """Return one entry or several as a list."""
    entries = [paths] if isinstance(paths, str | PathLike) else paths
    return [fspath(entry) for entry in entries]


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return value if isinstance(value, str | bool) else tuple(value)


def run(options: Options, reuse: Reuse | None = None) -> Result:
    """Compile as ``options`` say, with what ``reuse`` knows of earlier runs."""
    pipeline = Pipeline(options, reuse)
    output = None
    with run_conditions():
        try:
            output = pipeline.output
        except Stopped:
            pass
        except (RecursionError, MemoryError) as error:
            pipeline.diagnostics.report(TooLarge(isinstance(error, RecursionError)), None)
        diagnostics = tuple(pipeline.explained if options.explain else pipeline.diagnostics)
    return Result(output, pipeline.log, diagnostics, tuple(pipeline.modules))
