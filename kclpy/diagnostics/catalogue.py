"""All problems by topic: what the manual and the tests go through."""

from __future__ import annotations

import inspect
import re
from importlib import import_module

from kclpy.diagnostics.problem import Problem

# The modules that declare problems, in the order in which a program meets them.
TOPICS = {
    "load": "Loading: entries, imports, settings",
    "syntax": "Syntax",
    "names": "Names",
    "schemas": "Declarations of schemas",
    "configs": "Configs, lists and instances",
    "types": "Types",
    "calls": "Calls",
    "plugins": "Plugins",
    "warnings": "Warnings",
    "operations": "Evaluation: operators, items, attributes",
    "merging": "Evaluation: merging",
    "instances": "Evaluation: instances and conversions",
    "functions": "Evaluation: functions, options, output",
    "settings": "Settings: kcl.mod and kcl.yaml",
    "vet": "Data",
    "manifests": "Manifests and policies",
}

_EXAMPLE = re.compile(r"```kcl\n(.*?)```", re.DOTALL)


def problems(topic: str) -> list[type[Problem]]:
    """Return the problems that the module of a topic declares, in its order."""
    module = import_module(f"kclpy.diagnostics.{topic}")
    return [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Problem)
        if value.__module__ == module.__name__
    ]


def page(problem: type[Problem]) -> str:
    """Return the page of the manual: why it happens, an example, and how to mend it."""
    return inspect.getdoc(problem) or ""


def examples(problem: type[Problem]) -> list[str]:
    """Return the programs in the page; the second one is the file of a package ``p``."""
    return _EXAMPLE.findall(page(problem))
