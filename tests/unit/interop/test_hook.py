"""Importing KCL from Python."""

from __future__ import annotations

import copy
import importlib
import json
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kclpy
from kclpy import KclError
from kclpy.interop.hook import ImportHook

APP = '''\
"""An application."""
schema Base:
    name: str

schema App[factor: int = 2](Base):
    replicas?: int = 1
    items?: [int]
    "x-note"?: str
    total: int = replicas * factor
    note?: str
    base?: Base
    check:
        replicas > 0, "no replicas"

web = App {name = "web", "x-note" = "hi", items = [1, 2], base = App {name = "b"}}
labels = {app = "x", list = [{a = 1}], keys = "k"}
_hidden = 3
memory = 1Ki
unset = Undefined
double = lambda x: int -> int { x * 2 }
make = lambda name: str -> App { App {name = name} }
name_of = lambda a: Base -> str { a.name }
'''


class Home:
    """A directory on the path of imports."""

    def __init__(self, path: Path, hook: ImportHook) -> None:
        self.path = path
        self.hook = hook

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), "utf-8")
        importlib.invalidate_caches()

    def load(self, name: str) -> Any:
        return importlib.import_module(name)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    with ImportHook() as hook:
        yield Home(tmp_path, hook)
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def app(home: Home) -> Any:
    home.write("kcl_app.k", APP)
    return home.load("kcl_app")


def test_a_module_has_what_the_program_declares(app: Any) -> None:
    assert isinstance(app, ModuleType)
    assert app.__doc__ == "An application."
    assert str(app.__file__).endswith("kcl_app.k")
    assert "web" in app.__all__ and "_hidden" not in app.__all__
    assert (app._hidden, app.memory, app.unset) == (3, "1Ki", None)


def test_instances_are_objects(app: Any) -> None:
    assert (app.web.name, app.web["x-note"], app.web.total) == ("web", "hi", 2)
    assert app.web.items == [1, 2]  # an attribute, whatever Python calls so
    assert app.web.note is None and "note" not in app.web
    assert app.web.base.name == "b"
    assert list(app.web) == ["name", "replicas", "items", "x-note", "total", "base"]
    assert len(app.web) == 6 and "name" in dir(app.web)
    with pytest.raises(AttributeError, match="'App' has no attribute 'nope'"):
        app.web.nope  # noqa: B018
    assert repr(app.App(name="n")) == "App(name='n', replicas=1, total=2)"
    assert copy.deepcopy(app.web) == app.web
    assert app.web != app.App(name="other")


def test_dicts_and_lists(app: Any) -> None:
    assert app.labels.app == "x" and app.labels.list[0].a == 1
    assert callable(app.labels.keys) and app.labels["keys"] == "k"
    assert json.loads(json.dumps(app.labels)) == {"app": "x", "list": [{"a": 1}], "keys": "k"}
    assert kclpy.to_python(app.web)["base"] == {"name": "b", "replicas": 1, "total": 2}
    assert type(kclpy.to_python(app.labels)) is dict


@pytest.mark.parametrize(
    "change",
    [
        "app.web.name = 'z'",
        "del app.web.name",
        "app.web['name'] = 1",
        "app.labels.app = 1",
        "app.labels['app'] = 1",
        "app.labels.update(a=1)",
        "app.labels.pop('app')",
        "app.labels.list.append(1)",
        "app.labels.list[0] = 1",
        "app.labels.list.sort()",
    ],
)
def test_nothing_can_be_changed(app: Any, change: str) -> None:
    before = repr((app.web, app.labels))
    with pytest.raises(TypeError):
        exec(change, {"app": app})
    assert repr((app.web, app.labels)) == before


def test_schemas_are_classes(app: Any) -> None:
    made = app.App(name="n", replicas=4)
    assert isinstance(made, app.App) and isinstance(made, app.Base)
    assert isinstance(app.web, app.App) and issubclass(app.App, app.Base)
    assert made.total == 8
    assert app.App[5](name="n").total == 5
    assert app.App({"x-note": "y"}, name="n")["x-note"] == "y"
    assert type(app.App(name="n", base=app.web).base) is app.App


def test_mistakes_in_instances(app: Any) -> None:
    with pytest.raises(KclError, match="no replicas") as caught:
        app.App(name="n", replicas=0)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.labels[0].span.file.path.endswith("kcl_app.k")
    assert caught.value.message == "Check failed on the condition: no replicas"
    with pytest.raises(KclError, match="No attribute named 'nam' in the schema 'App'"):
        app.App(nam="n")
    with pytest.raises(KclError, match="attribute 'name' of App is required"):
        app.App()
    with pytest.raises(KclError, match="expect int, got str"):
        app.App(name="n", replicas="1")
    with pytest.raises(KclError, match="no counterpart in KCL"):
        app.App(name=object())


def test_functions(app: Any) -> None:
    assert app.double(4) == 8 and app.double(x=4) == 8
    assert isinstance(app.make("n"), app.App)
    assert app.name_of(app.web) == "web"
    with pytest.raises(KclError, match="expect int, got str"):
        app.double("a")


def test_a_model_of_an_imported_schema(app: Any) -> None:
    model: Any = kclpy.pydantic_model(app.App)
    assert model(name="n", replicas=2).total == 4


def test_packages(home: Home) -> None:
    home.write("kcl_shop/one.k", "a = 1\n")
    home.write("kcl_shop/two.k", "b = a + 1\n")
    home.write("kcl_shop/two_test.k", "c = wrong\n")
    home.write("kcl_shop/helper.py", "x = 5\n")
    home.write("kcl_shop/deep/three.k", "d = 4\n")
    shop = home.load("kcl_shop")
    assert (shop.a, shop.b) == (1, 2)
    assert home.load("kcl_shop.helper").x == 5
    assert home.load("kcl_shop.deep").d == 4
    assert home.load("kcl_shop.deep.three").d == 4


def test_imports_within_a_package_with_a_manifest(home: Home) -> None:
    home.write("kcl.mod", '[package]\nname = "stack"\n')
    home.write("kcl_base/base.k", "schema Base:\n    n: int = 1\n")
    home.write("kcl_top.k", "import kcl_base\nx = kcl_base.Base {n = 2}\n")
    assert home.load("kcl_top").x.n == 2


def test_python_comes_first(home: Home) -> None:
    home.write("json.k", "a = 1\n")
    home.write("kcl_both.k", "y = 1\n")
    home.write("kcl_both.py", "y = 2\n")
    home.write("kcl_regular/__init__.py", "y = 3\n")
    home.write("kcl_regular/a.k", "y = 4\n")
    home.write("kcl_none/readme.txt", "")
    assert home.hook.find_spec("json", None) is None
    assert home.load("kcl_both").y == 2
    assert home.load("kcl_regular").y == 3
    assert home.load("kcl_regular.a").y == 4
    with pytest.raises(ModuleNotFoundError):
        home.load("kcl_nothing")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('x: int = "s"\n', "expected int, got str(s)"),
        ("a = (\n", "E1001"),
        ("assert False, 'never'\n", "never"),
        ("import nothing_there\n", "nothing_there"),
        ("f = lambda n { f(n) }\nx = f(1)\n", "nested too deeply"),
    ],
)
def test_mistakes_are_import_errors(home: Home, text: str, message: str) -> None:
    home.write("kcl_bad.k", text)
    with pytest.raises(ImportError) as caught:
        home.load("kcl_bad")
    assert message in str(caught.value)
    assert caught.value.name == "kcl_bad" and str(caught.value.path).endswith("kcl_bad.k")
    assert "kcl_bad" not in sys.modules


def test_reload(home: Home) -> None:
    home.write("kcl_again.k", "a = 1\nb = 2\n")
    module = home.load("kcl_again")
    home.write("kcl_again.k", "b = 3\nc = 4\n")
    assert importlib.reload(module) is module
    assert (module.b, module.c, hasattr(module, "a")) == (3, 4, False)
    home.write("kcl_again.k", "b = \n")
    with pytest.raises(ImportError):
        importlib.reload(module)
    assert module.b == 3


def test_threads(home: Home) -> None:
    home.write("kcl_app.k", APP)

    def total(number: int) -> int:
        module = home.load("kcl_app")
        if number % 5 == 0:
            with pytest.raises(KclError):
                module.App(name="n", replicas=0)
        return int(module.App(name="n", replicas=number + 1).total)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(total, range(60))) == [2 * (n + 1) for n in range(60)]


def test_a_path_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "kcl_elsewhere.k").write_text("a = 1\n", "utf-8")
    hook = kclpy.install_import_hook([tmp_path])
    try:
        module: Any = importlib.import_module("kcl_elsewhere")
        assert module.a == 1
    finally:
        hook.uninstall()
        sys.modules.pop("kcl_elsewhere", None)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("kcl_elsewhere")


def test_installing_twice(home: Home) -> None:
    assert kclpy.install_import_hook() is home.hook
    kclpy.uninstall_import_hook()
    assert home.hook not in sys.meta_path
