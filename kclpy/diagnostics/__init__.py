"""Kinds of mistakes, and the occurrences of them in a program.

`problem` declares what a mistake is, `report` collects occurrences, `render` writes them
for people. The declarations themselves stand in one file per topic beside them.
"""

from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.report import Diagnostic, Diagnostics, Label

__all__ = ["Diagnostic", "Diagnostics", "Label", "Problem"]
