"""The KCL signature of a builtin is read from its annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kclpy.builtins.declare import MISSING, Library, Number
from kclpy.runtime.values import UndefinedType

library = Library("sample", ValueError)


@library.builtin
def plain(a: int, b: float | None = None, c: str = 'a"\n', d: bool = False) -> str | UndefinedType:
    """Have the basic types."""
    return ""


@library.builtin
def containers(a: list[Any], b: dict[str, list[int]], c: Number, d: Any = MISSING) -> None:
    """Have lists and dicts."""


@library.builtin
def functions(a: Callable[[Any, int], str], *rest: Any) -> str | list[Any]:
    """Have a function."""
    return ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", '(a: int, b: float = None, c: str = "a\\"\\n", d: bool = False) -> str'),
        ("containers", "(a: [any], b: {str:[int]}, c: int | float, d: any?) -> NoneType"),
        ("functions", "(a: (any, int) -> str, ...) -> str | [any]"),
    ],
)
def test_text(name: str, expected: str) -> None:
    assert str(library.builtins[name].signature) == expected


def test_type() -> None:
    kind = library.builtins["plain"].signature.type
    assert [(param.name, param.is_optional) for param in kind.params] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
    ]
    assert str(kind) == "(int, float, str, bool) -> str"
    assert library.builtins["functions"].signature.type.is_variadic
