"""An engine for programs that are run many times in one process."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import Any

from kclpy.api.examine import (
    Variable,
    diagnostics_of,
    main_modules,
    options_in,
    schemas_in,
    variables_of,
)
from kclpy.api.running import Result, listed, options_of, run
from kclpy.api.values import text_options, value_of
from kclpy.diagnostics import Diagnostic
from kclpy.driver.analysis import Analysis, analyse
from kclpy.driver.option_calls import OptionInfo
from kclpy.driver.options import Options
from kclpy.driver.reuse import Reuse
from kclpy.semantics.describe import SchemaInfo

Path = str | PathLike[str]


class Engine:
    """Runs programs as the functions of `kclpy` do, and keeps what it compiled.

    It keeps the ``programs`` that were used last; with 0 it keeps nothing. Every run looks for
    its files and reads them, so a change of any of them counts at once. Threads may share an
    engine.
    """

    def __init__(self, programs: int = 64) -> None:
        self._reuse = Reuse(programs)

    def compile(self, paths: Sequence[Path], **options: Any) -> Result:
        """Compile a program; see `kclpy.compile`."""
        return self.run(options_of(paths, **options))

    def run(self, options: Options) -> Result:
        """Compile as ``options`` say."""
        return run(options, self._reuse)

    def load(self, paths: Path | Sequence[Path], **options: Any) -> Any:
        """Return what a program outputs as plain Python data; see `kclpy.load`."""
        return value_of(self.compile(listed(paths), **options))

    def loads(self, text: str, **options: Any) -> Any:
        """Return what the program ``text`` outputs; see `kclpy.loads`."""
        return value_of(self.compile(**text_options(text, options)))

    def check(
        self, paths: Path | Sequence[Path], *, warnings: bool = False, **options: Any
    ) -> tuple[Diagnostic, ...]:
        """Return the mistakes in a program that is not run; see `kclpy.check`."""
        return diagnostics_of(options_of(listed(paths), **options), warnings, self._reuse)

    def schemas(self, paths: Path | Sequence[Path], **options: Any) -> dict[str, SchemaInfo]:
        """Return what the schemas of a program declare; see `kclpy.schemas`."""
        return schemas_in(self._analyse(paths, options))

    def list_options(self, paths: Path | Sequence[Path], **options: Any) -> list[OptionInfo]:
        """Return the calls of `option` in the main package; see `kclpy.list_options`."""
        return options_in(self._analyse(paths, options))

    def list_variables(self, paths: Path | Sequence[Path], **options: Any) -> list[Variable]:
        """Return the assignments of the main package; see `kclpy.list_variables`."""
        modules = main_modules(self._analyse(paths, options))
        return [variable for module in modules for variable in variables_of(module)]

    def analyse(self, options: Options) -> Analysis:
        """Return what is known of a program that is not run."""
        return analyse(options, self._reuse)

    def clear(self) -> None:
        """Forget what was kept."""
        self._reuse.clear()

    def _analyse(self, paths: Path | Sequence[Path], options: dict[str, Any]) -> Analysis:
        return self.analyse(options_of(listed(paths), **options))
