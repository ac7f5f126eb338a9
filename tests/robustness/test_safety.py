"""Attempts to reach Python from a program: each ends in a KCL value or a diagnostic."""

from __future__ import annotations

import keyword
import re

import pytest

from kclpy import api
from kclpy.runtime import abi

MAIN = "/nowhere/main.k"
HEAD = "import math\nschema S:\n    a: int = 1\n_v: any = 'a'\n"

# What Python objects, their types and their failures look like as text.
PYTHON = re.compile(
    r"<(?:class|function|built-in|module|bound|code|kclpy|cell)|object at 0x|Traceback|lambda>"
    r"|internal error|<locals>|kclpy[._]|SyntaxError|(?<!Illegal)AttributeError|TypeError: '|\.py\b"
)

ATTRIBUTES = (
    *("__class__", "__globals__", "__dict__", "__init__", "__code__", "__mro__", "__self__"),
    *("__builtins__", "__subclasses__", "__getattribute__", "__reduce__", "__closure__", "mro"),
    *("gi_frame", "f_back", "keys", "items", "get", "pop", "update", "append", "sort", "encode"),
    *("format_map", "maketrans", "translate", "bit_length", "real", "as_integer_ratio", "hex"),
)
VALUES = (
    *("'a'", "1", "1.5", "True", "None", "[1]", "{a = 1}", "lambda {1}", "S", "S {a = 1}", "len"),
    *("math", "math.pow", "Undefined", "1Ki", "'a'.upper", "option('x')", "_v", "typeof(1)"),
)
FORMATS = (
    *("{0.__class__}", "{0.__class__.__mro__}", "{a.__class__}", "{0[__class__]}", "{0!r}", "{!a}"),
    *("{0!s:>10}", "{0.real}", "{0.upper}", "{:{}}", "{0.__init__.__globals__}", "{a[0].x}"),
)
NAMES = (
    *("__builtins__", "__name__", "__file__", "__import__", "__loader__", "__build_class__"),
    *("eval", "exec", "open", "compile", "globals", "locals", "vars", "getattr", "setattr"),
    *("type", "object", "super", "id", "dir", "input", "breakpoint", "exit", "iter", "callable"),
    *("isinstance", "set", "tuple", "repr", "self", "cls", "sys", "os", "Exception", "builtins"),
    *("Ellipsis", "NotImplemented", "__debug__", "g_x", "x_", "_x", "k_x", "v_x", "_1", "_f1"),
)
WORDS = (*keyword.kwlist, *keyword.softkwlist)


def outcome(text: str) -> str:
    """Return the output or the diagnostics of a program, after checking that they are KCL's."""
    result = api.compile([MAIN], texts={MAIN: text}, workdir="/nowhere")
    said = result.errors if result.is_failure else result.yaml
    assert PYTHON.search(said.replace(text, "")) is None, f"{text}\n{said}"
    return said


def uses(name: str) -> list[str]:
    """Return programs that read, call, declare and hide ``name``."""
    return [
        f"x = {name}\n",
        f"x = {name}('1')\n",
        f"{name} = 1\nx = {name}\n",
        f"{name} = lambda a {{a}}\nx = {name}(2)\n",
        f"schema {name}:\n    a: int = 1\nx = {name} {{}}\n",
        f"schema S:\n    {name}: int = 1\n    b = {name}\nx = S {{}}\n",
        f"schema S[{name}: int]:\n    a = {name}\nx = S(3) {{}}\n",
        f"x = [{name} for {name} in [1]]\n",
        f"f = lambda {name} {{ {name} }}\nx = f(3)\n",
        f"f = lambda a {{ a }}\nx = f({name}=1)\n",
        f"x = {{{name} = 1}}\ny = x.{name}\n",
        f"import math as {name}\nx = {name}.pi\n",
    ]


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_attributes_of_python(attribute: str) -> None:
    for value in VALUES:
        held = f"{HEAD}_w: any = {value}\n"
        outcome(f"{HEAD}x = ({value}).{attribute}\n")
        outcome(f"{held}x = _w.{attribute}\n")
        outcome(f"{held}x = _w?.{attribute}\n")
        outcome(f"{held}x = _w.{attribute}()\n")
        outcome(f"{held}x = _w['{attribute}']\n")
        outcome(f"{held}_w.{attribute} = 1\nx = _w\n")
        outcome(f'{HEAD}x = "${{({value.replace(chr(34), chr(39))}).{attribute}}}"\n')


@pytest.mark.parametrize("form", FORMATS)
def test_formats_that_select(form: str) -> None:
    for value in VALUES:
        outcome(f"{HEAD}x = '{form}'.format({value}, a={value})\n")
        outcome(f"{HEAD}_w: any = {value}\nx = '{form}'.format(_w, a=_w)\n")


@pytest.mark.parametrize("name", [*NAMES, *sorted(abi.NAMES)])
def test_names_of_python_and_of_emitted_code(name: str) -> None:
    for text in uses(name):
        outcome(text)


@pytest.mark.parametrize("word", WORDS)
def test_keywords_of_python(word: str) -> None:
    for name in (word, f"${word}"):
        for text in uses(name):
            outcome(text)


@pytest.mark.parametrize("name", ["eval", "exec", "open", "__import__", "getattr", "globals"])
def test_python_builtins_are_not_defined(name: str) -> None:
    assert f"name '{name}' is not defined" in outcome(f"x = {name}('1')\n")


@pytest.mark.parametrize("word", ["class", "def", "return", "yield", "async", "nonlocal"])
def test_keywords_of_python_are_names(word: str) -> None:
    assert outcome(f"{word} = 1\nx = {word} + 1\n") == f"{word}: 1\nx: 2"


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object:os.system {a: 1}",
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "!!python/module:os",
        "a: !!python/tuple [1]",
        "&a [*a]",
        "!<tag:yaml.org,2002:python/object/new:type> [x]",
    ],
)
def test_tags_of_yaml(text: str) -> None:
    outcome(f"import yaml\nx = yaml.decode({text!r})\n")
    outcome(f"import yaml\nx = yaml.validate({text!r})\n")


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__ }}",
        "{{ x.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ self }}",
        "{% for a in x.__class__ %}{% endfor %}",
        "{{#each x}}{{this.__class__}}{{/each}}",
        "{{lookup x '__class__'}}",
        "{{> /etc/passwd}}",
        "{{ config.items() }}",
    ],
)
def test_templates(text: str) -> None:
    for value in ("'a'", "[1]", "{a = 1}", "lambda {1}"):
        outcome(f"import template\nx = template.execute({text!r}, {{x = {value}}})\n")


@pytest.mark.parametrize(
    "text",
    [
        "import json\nx = json.decode('{\"__class__\": 1}').__class__\n",
        "x = option('__class__')\n",
        "x = option('x', type='object')\n",
        "@__class__\nschema A:\n    a: int = 1\nx = A {}\n",
        "@eval('1')\nschema A:\n    a: int = 1\nx = A {}\n",
        "schema A:\n    @getattr('a')\n    a: int = 1\nx = A {}\n",
        "import regex\nx = regex.match('a', '(?P<__class__>a)')\n",
        "import kcl_plugin.os\nx = os.system('true')\n",
        "import kcl_plugin.builtins\nx = builtins.eval('1')\n",
        "import os\nx = os.system('true')\n",
        "import sys as math\nx = math.modules\n",
        "import file\nx = file.read('../../../../etc/passwd')\n",
        "import math\nx = math.__loader__\n",
        "import math\nmath.pi = 3\nx = math.pi\n",
        "schema A:\n    a: int = 1\nA.a = 2\nx = A.__init__\n",
        "schema A:\n    a: int = 1\nx = A.instances().__class__\n",
        "x: __class__ = 1\n",
        "x = 1 as object\n",
        "x = typeof(lambda {1}, full_name=True)\n",
        "x = '%s' % (lambda {1})\n",
        "x = str(len) + str(lambda {1}) + str(typeof)\n",
        "x = [].__class__.__base__.__subclasses__()\n",
        "x = (lambda {1}).__globals__['__builtins__']\n",
        "x = {'__class__' = 'a'}\ny = x.__class__.upper()\n",
        "schema A:\n    [...str]: any\nx = A {__class__ = 1, __dict__ = 2}\ny = x.__dict__\n",
        "import runtime\nx = runtime.catch(lambda {{}.__class__.mro()})\n",
    ],
)
def test_other_ways(text: str) -> None:
    outcome(text)


def test_keys_named_like_python_are_data() -> None:
    assert outcome("a = {__class__ = {__init__ = 2}}\nx = a.__class__.__init__\n") == "a: {}\nx: 2"
