"""pydantic models that ask KCL."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

import kclpy
from kclpy import KclError, pydantic_model, pydantic_models

TEXT = '''
import regex
import units

schema Inner:
    """A part.

    Attributes
    ----------
    size: int, required
        How large it is.
    """
    size: int
    double: int = size * 2
    check:
        double > size, "the double is more"
        size != 13, "13 brings no luck"

schema Wide(Inner):
    width: int = 1

schema App[factor: int = 3]:
    name: str
    port?: int
    share?: float
    parts: [Inner] = [Wide {size = 1}]
    by_name: {str:Inner} = {}
    choice?: Inner | [Inner] | 1
    url: str = "http://${name}:${port or 80}"
    memory?: units.NumberMultiplier
    function: (int) -> int = lambda x: int -> int { x * factor }
    class: str = "c"
    "x-note"?: str
    _hidden: int = 7
    anything?: any
    check:
        regex.match(name, "^[a-z]+$")
        port != 22 if port, "ssh is elsewhere"
        len(parts) + len(by_name) < 4

schema Open:
    a: int = 1
    [...str]: Inner

schema Needy:
    a?: int
    b?: int
    if b:
        a = None
    c: int
    c = 5 if a else None
'''


@pytest.fixture(scope="module")
def models() -> dict[str, type[BaseModel]]:
    return pydantic_models(text=TEXT)


@pytest.fixture(scope="module")
def app(models: dict[str, type[BaseModel]]) -> Any:
    return models["App"]


def refused(model: Any, **data: Any) -> tuple[tuple[Any, ...], str]:
    """Return where data is refused, and why."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    (error,) = caught.value.errors()
    return error["loc"], error["msg"]


def test_what_kcl_computes_is_there(app: Any) -> None:
    made = app(name="web", port=8080)
    assert made.url == "http://web:8080"
    assert [part.double for part in made.parts] == [2]
    assert (made.class_, made.hidden, made.x_note) == ("c", 7, None)


def test_only_what_was_given_is_set(app: Any) -> None:
    made = app(name="web", parts=[{"size": 2}], by_name={"a": {"size": 3, "double": 9}})
    dumped = made.model_dump(by_alias=True, exclude_unset=True)
    assert dumped == {
        "name": "web",
        "parts": [{"size": 2}],
        "by_name": {"a": {"size": 3, "double": 9}},
    }
    assert app.model_validate(dumped) == made


def test_all_goes_through_kcl_again(app: Any) -> None:
    made = app(name="web", memory="2Ki", **{"x-note": "n"}, anything={"a": [1, None]})
    dumped = made.model_dump(by_alias=True, exclude_none=True)
    assert dumped["memory"] == "2Ki" and dumped["_hidden"] == 7
    again = app.model_validate(dumped)
    assert again.model_dump() == made.model_dump()


def test_an_int_stays_an_int(app: Any) -> None:
    assert repr(app(name="a", share=1).share) == "1"
    assert repr(app(name="a", share=1.5).share) == "1.5"


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ({"name": "Web"}, ("name",), "should match pattern"),
        ({"name": "web", "port": True}, ("port",), "valid integer"),
        ({"name": "web", "port": "80"}, ("port",), "valid integer"),
        ({"name": "web", "port": 1.0}, ("port",), "valid integer"),
        ({"name": "web", "share": True}, None, "valid"),
        ({"name": "web", "port": 22}, ("port",), "ssh is elsewhere"),
        ({"name": "web", "nam": 1}, ("nam",), "Extra inputs"),
        ({"name": None}, ("name",), "valid string"),
        ({}, ("name",), "required"),
        ({"name": "web", "parts": [{"size": 1}, {"size": 13}]}, ("parts", 1, "size"), "no luck"),
        ({"name": "w", "by_name": {"k": {"size": 1, "double": 0}}}, ("by_name", "k"), "is more"),
        ({"name": "w", "by_name": {"k": {"size": -1}}}, ("by_name", "k"), "is more"),
        ({"name": "w", "parts": [{"size": 1}] * 4}, (), "Check failed"),
        ({"name": "w", "choice": True}, None, ""),
        ({"name": "w", "memory": "2Xi"}, ("memory",), "should match"),
        ({"name": "w", "port": 2**70}, None, "64 bits"),
        ({"name": "w", "anything": {1, 2}}, None, "no counterpart"),
        ({"name": "w", "anything": {1: 2}}, None, "no text"),
    ],
)
def test_what_is_refused(
    app: Any, data: dict[str, Any], place: tuple[Any, ...] | None, message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        app.model_validate(data)
    error = caught.value.errors()[-1]
    assert place is None or error["loc"] == place
    assert message in error["msg"]


def test_all_refusals_are_told_at_once(app: Any) -> None:
    data = {
        "name": "web",
        "port": 22,
        "parts": [{"size": 1}, {"size": 13}],
        "by_name": {"a": {"size": 1, "double": 0}, "b": {"size": -13}, "c": {"size": 13}},
    }
    with pytest.raises(ValidationError) as caught:
        app.model_validate(data)
    found = {(error["loc"], error["msg"].rpartition(": ")[2]) for error in caught.value.errors()}
    assert found == {
        (("port",), "ssh is elsewhere"),
        (("parts", 1, "size"), "13 brings no luck"),
        (("by_name", "a"), "the double is more"),
        (("by_name", "b"), "the double is more"),
        (("by_name", "c", "size"), "13 brings no luck"),
        ((), "Check failed on the condition"),
    }
    inputs = {error["loc"]: error["input"] for error in caught.value.errors()}
    assert inputs["parts", 1, "size"] == 13


def test_a_required_attribute_that_ends_up_without_value(models: dict[str, Any]) -> None:
    place, message = refused(models["Needy"])
    assert place == ("c",)
    assert message == "attribute 'c' of Needy is required and can't be None or Undefined"


def test_further_keys_have_their_type(models: dict[str, Any]) -> None:
    made = models["Open"](a=2, more={"size": 4})
    assert made.more.double == 8
    assert made.model_dump(by_alias=True, exclude_unset=True) == {"a": 2, "more": {"size": 4}}
    assert refused(models["Open"], more={"size": 13})[0] == ("more", "size")
    assert refused(models["Open"], more=1)[0] == ("more",)


def test_models_within_models(models: dict[str, Any], app: Any) -> None:
    part = models["Inner"](size=5)
    assert app(name="web", parts=[part]).parts[0].double == 10
    assert refused(models["Inner"], size=13) == (
        ("size",),
        "Check failed on the condition: 13 brings no luck",
    )


def test_documentation(models: dict[str, Any]) -> None:
    assert "A part." in models["Inner"].__doc__
    assert models["Inner"].model_fields["size"].description == "How large it is."
    assert issubclass(models["Wide"], models["Inner"])


def test_json(app: Any) -> None:
    assert app.model_validate_json('{"name": "web", "class": "d"}').class_ == "d"
    assert app.model_json_schema()["properties"]["class"]["default"] == "c"


def test_files_and_names(tmp_path: Path) -> None:
    (tmp_path / "app.k").write_text('schema App:\n    a: int = 1\nx: App = {a = "s"}\n', "utf-8")
    with pytest.raises(KclError, match="expected int, got str") as caught:
        pydantic_model(tmp_path / "app.k", "App")
    assert caught.value.diagnostics
    (tmp_path / "app.k").write_text("schema App:\n    a: int = 1\nschema B:\n    a: int\n", "utf-8")
    assert pydantic_model(tmp_path / "app.k", "App")().model_dump() == {"a": 1}
    assert set(pydantic_models(tmp_path)) == {"App", "B"}
    assert pydantic_model("app.k", "App", workdir=tmp_path).__name__ == "App"
    with pytest.raises(LookupError, match="did you mean"):
        pydantic_model(tmp_path / "app.k", "Ap")
    with pytest.raises(LookupError, match="name one of the schemas: App, B"):
        pydantic_model(tmp_path / "app.k")
    with pytest.raises(KclError, match="Cannot find the kcl file"):
        pydantic_model(tmp_path / "nope.k", "App")


def test_a_program_that_fails_when_it_runs() -> None:
    with pytest.raises(KclError, match="EvaluationError"):
        pydantic_model(text="schema A:\n    a: int\nassert False, 'no'\n", name="A")


def test_arguments_reach_the_program() -> None:
    text = 'limit = option("limit")\nschema A:\n    a: int\n    check:\n        a < limit\n'
    model: Any = pydantic_model(text=text, arguments={"limit": "3"})
    assert model(a=2).a == 2
    assert refused(model, a=3) == (("a",), "Check failed on the condition")


def test_plugins_are_there() -> None:
    plugin = kclpy.Plugin("math")

    @plugin.function
    def limit() -> int:
        return 3

    text = "import kcl_plugin.math\nschema A:\n    a: int\n    check:\n        a < math.limit()\n"
    model: Any = pydantic_model(text=text, plugins=[plugin])
    assert model(a=2).a == 2
    assert refused(model, a=3)[0] == ("a",)


def test_nested_too_deeply() -> None:
    model = pydantic_model(text="schema T:\n    a: any\n")
    data: Any = []
    for _ in range(100_000):
        data = [data]
    with pytest.raises((ValidationError, RecursionError)):
        model.model_validate({"a": data})


def test_instances_of_validated_data_are_not_kept() -> None:
    text = "schema A:\n    a: int\nschema B:\n    n: int = len(A.instances())\nx = A {a = 1}\n"
    found: Any = pydantic_models(text=text)
    for number in range(3):
        found["A"](a=number)
    assert found["B"]().n == 1


def test_compiling_does_not_import_pydantic(tmp_path: Path) -> None:
    (tmp_path / "a.k").write_text("a = 1\n", "utf-8")
    code = (
        "import sys\nfrom kclpy.cli import main\nmain(['compile', 'a.k'])\n"
        "assert not {'pydantic', 'kclpy.interop'} & set(sys.modules)"
    )
    path = [str(Path(kclpy.__file__).parents[1])]
    path.append(str(Path(path[0], "stdlib")))
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=True,
        env={"PYTHONPATH": ":".join(path)},
        timeout=60,
    )


def test_without_pydantic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic", None)
    monkeypatch.delitem(sys.modules, "kclpy.interop.models")
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'kclpy-lang\[pydantic\]'"):
        importlib.import_module("kclpy.interop.models")
