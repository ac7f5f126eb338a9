"""What can be known of a program without running it, and in spite of its mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.load import TooLarge
from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.reuse import Reuse
from kclpy.semantics.checker import Types, check
from kclpy.semantics.program import Program
from kclpy.syntax import nodes


@dataclass(frozen=True, eq=False)
class Analysis:
    """A program with its types and all its mistakes.

    ``program`` is None if an entry is missing or a file cannot be read, or if an override is
    none; ``types`` is None then, too. ``modules`` are all modules that were parsed, by path.
    """

    program: Program | None
    types: Types | None
    modules: Mapping[str, nodes.Module]
    diagnostics: tuple[Diagnostic, ...]


def analyse(options: Options, reuse: Reuse | None = None) -> Analysis:
    """Load and check the program that ``options`` name; go on after mistakes."""
    pipeline = Pipeline(options, reuse)
    program = types = None
    with run_conditions():
        try:
            program = pipeline.program
            types = check(program, pipeline.diagnostics)
        except Stopped:
            pass
        except (RecursionError, MemoryError) as error:
            pipeline.diagnostics.report(TooLarge(isinstance(error, RecursionError)), None)
    return Analysis(program, types, dict(pipeline.modules), tuple(pipeline.diagnostics))
