"""Snapshots: rendered values that are kept in files and compared with.

A snapshot of `test_render` in ``web_test.k`` stands in ``__snapshots__/web_test/``, beside the
test, as ``test_render.yaml``. Further ones of the same case have a name or a number.
"""

from __future__ import annotations

import difflib
import os
import re

from kclpy.plan.output import output_of
from kclpy.runtime.values import Value
from kclpy.source.writing import write_atomically
from kclpy.testing.cases import Case

DIRECTORY = "__snapshots__"

_UNSAFE = re.compile(r"[^\w.\[\]-]+")


class Snapshots:
    """The snapshots that one case asks for."""

    def __init__(self, case: Case, is_update: bool) -> None:
        home, file = os.path.split(case.file)
        self.directory = os.path.join(home, DIRECTORY, file.removesuffix(".k"))
        self.case = case
        self.is_update = is_update
        self.count = 0

    def compare(self, name: str, value: Value) -> str | None:
        """Return how ``value``, rendered as YAML, differs from the snapshot; None if it is equal.

        In an update the snapshot is written and never differs.
        """
        path = self._path(name)
        text = _rendered(value)
        try:
            expected = _read(path)
            if expected == text:
                return None
            if self.is_update:
                os.makedirs(self.directory, exist_ok=True)
                write_atomically(path, text)
                return None
        except (OSError, UnicodeDecodeError) as error:
            return f"the snapshot '{self._shown(path)}' cannot be used: {error}"
        if expected is None:
            return f"there is no snapshot '{self._shown(path)}' yet; --update writes it"
        return f"the value differs from the snapshot '{self._shown(path)}':\n" + difference(
            expected, text, "snapshot", "value"
        )

    def _path(self, name: str) -> str:
        self.count += 1
        if not name and self.count > 1:
            name = str(self.count)
        stem = f"{self.case.name}.{name}" if name else self.case.name
        return os.path.join(self.directory, f"{_UNSAFE.sub('-', stem)}.yaml")

    def _shown(self, path: str) -> str:
        return os.path.relpath(path, os.path.dirname(self.case.file))


def difference(old: str, new: str, old_name: str, new_name: str) -> str:
    """Return the lines in which two texts differ, with some of those around them."""
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), old_name, new_name, lineterm=""
    )
    return "\n".join(lines)


def _rendered(value: Value) -> str:
    return output_of(value).to_yaml().rstrip("\n") + "\n"


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None
