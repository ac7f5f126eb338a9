"""Kinds of mistakes, and the occurrences of them in a program.

`problem` declares what a mistake is, `report` collects occurrences, `advice` is what helps to
mend one, `render` writes them for people, and `formats` for everything else. The declarations
themselves stand in one file per topic beside them.
"""

from kclpy.diagnostics.advice import Advice, Edit, Fix
from kclpy.diagnostics.label import Label
from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.report import Diagnostic, Diagnostics

__all__ = ["Advice", "Diagnostic", "Diagnostics", "Edit", "Fix", "Label", "Problem"]
