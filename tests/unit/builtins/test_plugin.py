"""Declaring plugins: what annotations mean, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Optional, TypedDict

import pytest

from kclpy import Plugin
from kclpy.builtins.annotations import kcl_type
from kclpy.builtins.plugin import PluginError


class Point(TypedDict):
    x: int


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (int, "int"),
        (bool, "bool"),
        (None, "NoneType"),
        (Any, "any"),
        (object, "any"),
        (list, "[any]"),
        (list[str], "[str]"),
        (Sequence[float], "[float]"),
        (Iterable[int], "[int]"),
        (tuple[int, ...], "[int]"),
        (tuple[int, str], "[int | str]"),
        (dict, "{str:any}"),
        (dict[str, list[int]], "{str:[int]}"),
        (Mapping[str, int], "{str:int}"),
        (Point, "{str:any}"),
        (int | str, "int | str"),
        (Optional[int], "int | NoneType"),  # noqa: UP045  (what users write)
        (Literal["a", 1], "str(a) | int(1)"),
        (Annotated[int, "seconds"], "int"),
    ],
)
def test_annotation_means_a_type(annotation: Any, text: str) -> None:
    assert kcl_type(annotation).text() == text


@pytest.mark.parametrize("annotation", [set[int], bytes, dict[int, str], Literal[b"x"], 3])
def test_annotation_without_a_type(annotation: Any) -> None:
    with pytest.raises(TypeError):
        kcl_type(annotation)


def test_function_is_described() -> None:
    fruit = Plugin("fruit", doc="  Prices.\n  ")

    @fruit.function
    def price(name: str, amount: int = 1, *, unit: Literal["kg", "g"] = "kg") -> float:
        """Return what fruit costs.

        Without tax.
        """
        return 1.0

    found = fruit.functions["price"]
    assert found.full_name == "kcl_plugin.fruit.price"
    assert found.doc == "Return what fruit costs.\n\nWithout tax."
    assert str(found.signature) == (
        '(name: str, amount: int = 1, unit: str(kg) | str(g) = "kg") -> float'
    )
    assert fruit.doc == "Prices."
    assert price("kiwi") == 1.0  # the decorator leaves the function as it is


def test_names() -> None:
    plugin = Plugin("tools")

    @plugin.function
    def import_(path: str) -> str:
        return path

    plugin.function(name="length")(len)
    assert list(plugin.functions) == ["import", "length"]


def test_replaced_function() -> None:
    plugin = Plugin("tools")
    plugin.function(name="f")(lambda: 1)
    plugin.function(name="f")(lambda x: x)
    assert plugin.functions["f"].parameters == ("x",)


def test_nonsense_is_refused() -> None:
    with pytest.raises(PluginError, match="'a-b' is no name for a plugin"):
        Plugin("a-b")
    with pytest.raises(PluginError, match="plugin 'a' needs 'sockets', which is none of"):
        Plugin("a", needs=["sockets"])
    plugin = Plugin("a")
    with pytest.raises(PluginError, match="'<lambda>' is no name for a function"):
        plugin.function(lambda: 1)
    with pytest.raises(PluginError, match=r"plugin function 'a.f': no KCL type is written bytes"):

        @plugin.function
        def f(x: bytes) -> int:
            return len(x)

    assert not plugin.functions
