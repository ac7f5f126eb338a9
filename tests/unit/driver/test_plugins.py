"""Plugins in a run: calls, conversions, and who may run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import kclpy
from kclpy import Plugin, Result
from kclpy.cli import main
from kclpy.driver import plugins as discovery

tools = Plugin("tools")


@tools.function
def add(a: int, b: int = 2) -> int:
    """Return a sum."""
    return a + b


@tools.function
def seen(*args: Any, **kwargs: Any) -> list[Any]:
    return [list(args), kwargs]


@tools.function
def ordered(a: Any, /, b: Any, *, c: str = "s", d: float) -> list[Any]:
    return [a, b, c, d]


@tools.function
def optional(x: int = None) -> bool:  # type: ignore[assignment]  # noqa: RUF013  (as users write)
    return x is None


@tools.function
def fails(how: str) -> None:
    raise {"text": ValueError("boom!"), "silent": KeyError(), "exit": SystemExit(3)}[how]


class _Secret:
    def __str__(self) -> str:
        raise RuntimeError("a secret")


class _Strange(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "overridden"


_ring: list[Any] = []
_ring.append(_ring)

_RESULTS = {
    "text": "x",
    "tuple": (1, (2.5, None), True),
    "keys": {1: "a", None: "b", False: "c", 1.5: "d"},
    "strange": _Strange("kept"),
    "set": {1},
    "object": _Secret(),
    "nested": {"x": [object()]},
    "ring": _ring,
    "big": 2**63,
    "least": -(2**63),
    "key": {(1, 2): 3},
}


@tools.function
def result(name: str) -> Any:
    return _RESULTS[name]


@tools.function
def liar() -> int:
    return "text"  # type: ignore[return-value]


def run(program: str, **options: Any) -> Result:
    texts = {"main.k": f"import kcl_plugin.tools\n{program}"}
    return kclpy.compile(["main.k"], texts=texts, **{"plugins": [tools], **options})


def value(expression: str) -> Any:
    """Return what an expression evaluates to."""
    done = run(f"a = {expression}")
    assert done.output is not None, done.errors
    return done.output.documents[0].get("a", "nothing")


def error(program: str) -> str:
    """Return the line and the message of the first mistake in a program."""
    first = run(program).diagnostics[0].labels[0]
    return f"{first.span.file.position(first.span.start)[0]}: {first.message}"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("tools.add(1)", 3),
        ("tools.add(b=1, a=2)", 3),
        ("[tools.add(i, 1) for i in [1, 2]]", [2, 3]),
        ("(lambda x { tools.add(x) })(5)", 7),
        (
            "tools.seen(1, None, {b = 2Mi}, k = [True])",
            [[1, None, {"b": 2**21}], {"k": [True]}],
        ),
        ("tools.seen(1, Undefined)", [[1], {}]),
        ("tools.seen(Undefined, 1, k = Undefined)", [[None, 1], {}]),
        ("tools.ordered(1, 2, d = 3)", [1, 2, "s", 3]),
        ("tools.optional()", True),
        ("tools.optional(None)", True),
        ("tools.optional(1)", False),
        ('tools.result("text")', "x"),
        ('tools.result("tuple")', [1, [2.5, None], True]),
        ('tools.result("keys")', {"1": "a", "null": "b", "false": "c", "1.5": "d"}),
        ('tools.result("strange")', "kept"),
        ('tools.result("least")', -(2**63)),
        ("tools.add", "nothing"),
    ],
)
def test_call(call: str, expected: Any) -> None:
    assert value(call) == expected


def test_instances_are_dicts_with_hidden_attributes() -> None:
    program = """
schema S:
    x: int = 1
    _y: int = 2
    z?: str
a = len(tools.seen(S {})[0][0])
"""
    assert run(program).yaml == "a: 2"


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ('a = tools.add("x")', "2: expected int, got str(x)"),
        ("a = tools.add()", "2: expected 1 positional argument, found 0"),
        ("a = tools.add(1, 2, 3)", '2: "tools.add" takes 2 positional arguments but 3 were given'),
        ("a: str = tools.add(1)", "2: expected str, got int"),
        (
            "a = tools.ad(1)",
            "2: plugin 'tools' has no function 'ad', did you mean '[\"add\"]'?",
        ),
        ('x: any = "x"\na = tools.add(x)', "3: 'tools.add' takes int as 'a', got str"),
        ("x: any = None\na = tools.add(x)", "3: 'tools.add' takes int as 'a', got NoneType"),
        ("f: any = tools.add\na = f()", "3: tools.add() missing a required argument: 'a'"),
        ("a = tools.seen(lambda { 1 })", "2: 'tools.seen' takes values, got function"),
        ("schema S:\n    x: int\na = tools.seen(S)", "4: 'tools.seen' takes values, got type"),
        ('\na = tools.fails("text")', "3: boom!"),
        ('a = {\n    b = tools.fails("text")\n}', "3: boom!"),
        ('a = tools.fails("silent")', "2: KeyError"),
        ('a = tools.fails("exit")', "2: 3"),
        ("a = tools.liar()", "2: 'tools.liar' returns str, expected int"),
        ('a = tools.result("set")', "2: Object of type set is not JSON serializable"),
        ('a = tools.result("object")', "2: Object of type _Secret is not JSON serializable"),
        ('a = tools.result("nested")', "2: Object of type object is not JSON serializable"),
        ('a = tools.result("ring")', "2: 'tools.result' returns a value that contains itself"),
        (
            'a = tools.result("big")',
            f"2: 'tools.result' returns {2**63}, which needs more than 64 bits",
        ),
        (
            'a = tools.result("key")',
            "2: keys must be str, int, float, bool or None, not tuple",
        ),
        (
            "import kcl_plugin.tool",
            "2: plugin 'tool' is not registered, did you mean '[\"tools\"]'?",
        ),
    ],
)
def test_mistake_is_a_diagnostic(program: str, message: str) -> None:
    assert error(program) == message


def test_exception_is_named_in_a_note() -> None:
    assert (
        "note: the plugin function 'tools.fails' raised ValueError"
        in run('a = tools.fails("text")').errors
    )


def test_error_can_be_caught() -> None:
    program = 'import runtime\na = runtime.catch(lambda { tools.fails("text") })'
    assert run(program).yaml == "a: boom!"


def test_evaluation_within_a_plugin() -> None:
    nested = Plugin("tools")

    @nested.function
    def evaluate(program: str) -> str:
        return kclpy.compile(["inner.k"], texts={"inner.k": program}).json

    assert run('a = tools.evaluate("b = 1")', plugins=[nested]).yaml == "a: '{\"b\": 1}'"


def test_arguments_are_copies() -> None:
    taken: list[Any] = []
    keeper = Plugin("tools")
    keeper.function(name="keep")(taken.extend)
    assert run("a = [{b = 1}]\nc = tools.keep(a)\nd = a", plugins=[keeper]).yaml.endswith("b: 1")
    assert taken == [{"b": 1}] and type(taken[0]) is dict


# Permissions


def test_needs_must_be_allowed() -> None:
    needy = Plugin("tools", needs=["network", "files"])
    needy.function(name="get")(lambda: 1)
    program = "a = tools.get()"
    refused = run(program, plugins=[needy])
    assert "plugin 'tools' is not allowed to use files, network" in refused.errors
    assert "run with '--allow-plugin tools=files,network'" in refused.errors
    partly = run(program, plugins=[needy], allow_plugins=["tools=files"])
    assert "plugin 'tools' is not allowed to use network" in partly.errors
    allowed = run(program, plugins=[needy], allow_plugins=["tools=files", "tools=network"])
    assert allowed.yaml == "a: 1"


@pytest.mark.parametrize("word", ["", "=files", "tools=", "tools=sockets"])
def test_permission_that_is_none(word: str) -> None:
    with pytest.raises(ValueError, match="allows no plugin"):
        run("a = 1", allow_plugins=[word])


# The folder of a program

HELLO = """
INFO = {"name": "hello", "describe": "Greets.", "version": "0.0.1"}

from os import path
from .words import GREETING

def greet(name: str, *others) -> str:
    '''Return a greeting.'''
    return f"{GREETING} {name}" + "".join(others)

def _hidden(): ...
"""


def project(directory: Path, plugin: str = HELLO) -> str:
    """Write a program with a plugin in its folder, and return its path."""
    folder = directory / "plugins" / "hello"
    folder.mkdir(parents=True)
    (directory / "kcl.mod").touch()
    (folder / "plugin.py").write_text(plugin, "utf-8")
    (folder / "words.py").write_text("GREETING = 'hi'", "utf-8")
    program = directory / "main.k"
    program.write_text('import kcl_plugin.hello\na = hello.greet("you", "!")\n', "utf-8")
    return str(program)


def test_folder_is_refused_unless_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = project(tmp_path, f"open({str(tmp_path / 'ran')!r}, 'w').close()\n{HELLO}")
    assert main(["compile", program]) == 1
    output = capsys.readouterr()
    assert f"plugin 'hello' in '{tmp_path}/plugins/hello' is not allowed to run" in output.err
    assert "read it, then run with '--allow-plugin hello'" in output.err
    assert not (tmp_path / "ran").exists()
    assert main(["compile", program, "--allow-plugin", "hello"]) == 0
    assert capsys.readouterr().out == "a: hi you!\n"
    assert (tmp_path / "ran").exists()


def test_only_own_functions_of_a_folder_count(tmp_path: Path) -> None:
    program = project(tmp_path)
    found = discovery.PluginFinder((), {"hello": frozenset()}).find("hello", str(tmp_path))
    assert list(found.functions) == ["greet"]
    assert found.doc == "Greets."
    assert kclpy.compile([program], allow_plugins=["hello"]).yaml == "a: hi you!"


def test_folder_with_a_plugin_object(tmp_path: Path) -> None:
    text = (
        "from kclpy import Plugin\np = Plugin('hello', needs=['files'])\n"
        "p.function(name='greet')(lambda *words: ''.join(words))"
    )
    program = project(tmp_path, text)
    assert "is not allowed to use files" in kclpy.compile([program], allow_plugins=["hello"]).errors
    assert kclpy.compile([program], allow_plugins=["hello=files"]).yaml == "a: you!"


def test_changed_plugin_is_read_again(tmp_path: Path) -> None:
    program = project(tmp_path)
    assert kclpy.compile([program], allow_plugins=["hello"]).yaml == "a: hi you!"
    file = tmp_path / "plugins" / "hello" / "plugin.py"
    file.write_text("def greet(*names): return 7", "utf-8")
    before = len(sys.modules)
    assert kclpy.compile([program], allow_plugins=["hello"]).yaml == "a: 7"
    assert len(sys.modules) < before  # the old version and its helper are gone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def f(:", "SyntaxError: "),
        ("import nowhere_to_be_found", "ModuleNotFoundError: No module named"),
        ("raise SystemExit(1)", "SystemExit: 1"),
        ("INFO = {'needs': ['sockets']}", "plugin 'hello' needs 'sockets'"),
        ("def f(x: bytes): ...", "plugin function 'hello.f': no KCL type is written bytes"),
    ],
)
def test_broken_plugin_is_a_diagnostic(tmp_path: Path, text: str, message: str) -> None:
    program = project(tmp_path, text)
    errors = kclpy.compile([program], allow_plugins=["hello"]).errors
    assert f"plugin 'hello' cannot be loaded: {message}" in errors
    assert "main.k:1:1" in errors


# Installed packages


class _EntryPoint:
    def __init__(self, name: str, loaded: object) -> None:
        self.name = name
        self.loaded = loaded

    def load(self) -> object:
        return self.loaded


@pytest.mark.parametrize(
    ("loaded", "outcome"),
    [
        (tools, "a: 3"),
        (Plugin("other"), "it calls itself 'other'"),
        (3, "it is no kclpy.Plugin and no module"),
        (sys.modules[__name__], "a: 3"),
    ],
)
def test_installed_plugin(monkeypatch: pytest.MonkeyPatch, loaded: object, outcome: str) -> None:
    monkeypatch.setattr(discovery, "_entry_points", lambda: [_EntryPoint("tools", loaded)])
    done = run("a = tools.add(1)", plugins=[])
    assert outcome in (done.yaml or done.errors)
    misspelled = run("import kcl_plugin.toolz", plugins=[]).errors
    assert "did you mean '[\"tools\"]'" in misspelled
