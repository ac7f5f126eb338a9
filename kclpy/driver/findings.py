"""Everything that can be said about a program without running it: errors, then warnings."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.diagnostics.load import TooLarge
from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.reuse import Reuse
from kclpy.semantics.warnings import warn


def find(options: Options, reuse: Reuse | None = None) -> tuple[Diagnostic, ...]:
    """Return the mistakes of a program, then what deserves a remark (reference, 05 section 7).

    A program that cannot be loaded has no warnings.
    """
    return find_in(Pipeline(options, reuse))


def find_in(pipeline: Pipeline) -> tuple[Diagnostic, ...]:
    """Return the same of a program that is looked at further."""
    warnings = Diagnostics()
    with run_conditions():
        try:
            warn(pipeline.program, pipeline.models, pipeline.checked, warnings)
        except Stopped:
            pass
        except (RecursionError, MemoryError) as error:
            pipeline.diagnostics.report(TooLarge(isinstance(error, RecursionError)), None)
    return (*pipeline.diagnostics, *warnings)
