"""What is said about programs that are broken in other ways, too."""

from __future__ import annotations

from kclpy.driver.findings import find
from kclpy.driver.options import Options


def _kinds(text: str) -> list[str]:
    options = Options(paths=("main.k",), workdir="/nowhere", texts={"main.k": text})
    return [diagnostic.problem.kind for diagnostic in find(options)]


def test_a_missing_file_is_a_mistake() -> None:
    found = find(Options(paths=("none.k",), workdir="/nowhere"))
    assert [one.problem.level for one in found] == ["error"]


def test_a_broken_file_has_warnings() -> None:
    assert _kinds("import math\na = (\n") == ["InvalidSyntax", "UnusedImportWarning"]


def test_a_good_file_has_none() -> None:
    assert _kinds("import math\na = math.sqrt(4)\n") == []


def test_many_levels_are_no_accident() -> None:
    depth = 3000
    text = f"schema A:\n    @deprecated()\n    x?: any\na = A {{x = {'[' * depth}{']' * depth}}}\n"
    assert _kinds(text) == ["DeprecatedWarning"]
