"""Calls that a user of the SDK makes, and what comes of them as plain data.

``python -m tests.compat.calls DIRECTORY`` makes them with the official SDK and prints JSON; it
is a process of its own, because the engine can crash.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Call = Callable[[Any, Path], Any]

FILES = {
    "other/kcl.mod": "[package]\nname = 'other'\nversion = '0.0.1'\n",
    "other/o.k": "v = 1\n",
    "wrong.k": "a: int = 'x'\n",
    "warned.k": (
        "import regex\nimport math\na = 1\nimport math\nimport yaml as y\nb = y.encode(1)\nc = d\n"
    ),
    "remarks.k": (
        "import math\nimport regex as r\n\na = 1\na = 2\nb: int = 'x'\nc = r.match('a', 'a')\n"
    ),
    "data.json": '{"name": "a", "age": 1}',
    "vet/person.k": (
        "schema Person:\n    name: str\n    age: int\n    check:\n        age > 10, 'too young'\n"
    ),
    "kcl.yaml": (
        "kcl_cli_configs:\n  file: [wrong.k]\n  output: o.yaml\n  overrides: ['a=1']\n"
        "  path_selector: [a]\n  disable_none: true\nkcl_options:\n"
        "  - {key: env, value: prod}\n  - {key: n, value: 1}\n  - {key: m, value: {a: [1]}}\n"
    ),
    "variables.k": (
        "a = {x = {y = 1}, q = 1}\nb = A {x = {y = 2}, 'k' = 3}\nc = a.q + 1\nd: int = 3\n"
        "e = 'text'\nf = [\n    1\n    2\n]\nif d:\n    g = -1\n"
    ),
    "united.k": "a: A {\n    x = 1\n    z = {k = 1}\n}\na: A {\n    y = 2\n    x = 3\n}\n",
    "package/kcl.mod": "[package]\nname = 'w'\n[dependencies]\nother = {path = 'other'}\n",
    "package/main.k": "import part\n\nvalue = part.number\n",
    "package/part/part.k": "number = 1\nschema Part:\n    size: int = number\n",
    "described/kcl.mod": "[package]\nname = 'described'\n",
    "described/main.k": (
        'import part\n\nschema Base:\n    """Base\n    of all.\n\n'
        "    Attributes\n    ----------\n"
        '    id : int\n        first\n        second\n    """\n    id: int = 3\n\n'
        "schema All(Base):\n    s: str = 'd'\n    f: float = 1.5\n    b?: bool = True\n"
        "    a: any\n    l: [str] = ['x']\n    d: {str:int} = {x = 1}\n"
        "    parts: {str:part.Part}\n    u: int | str\n    e: 'x' | 'y' = 'x'\n"
        "    sub?: part.Part\n    call: (int) -> str\n    camelCase: str\n    'quo-ted': str\n"
        "    quo_ted: str\n    [...str]: str\n\nprotocol SizeProtocol:\n    x: int\n\nnumber = 1\n"
    ),
    "described/part/part.k": "schema Part:\n    size: int = 1\n\nschema All:\n    x: [any]\n",
    "tested/code.k": "double = lambda x: int -> int {\n    x * 2\n}\n",
    "tested/code_test.k": (
        "test_double = lambda {\n    assert double(2) == 4\n}\n"
        "test_wrong = lambda {\n    print('seen')\n    assert double(2) == 5, 'no'\n}\n"
    ),
}

SCHEMAS = {
    "recursive": """
schema A:
    \"\"\"Doc A\"\"\"
    self?: A
    b?: B
    l: [A] = []
schema B:
    a?: A
    u: int | A | "x" = 1
""",
    "chain": """
schema D1:
    d: D2
schema D2:
    d: [D3]
schema D3:
    d: {str:D4}
schema D4:
    d: D5 | str
schema D5:
    x: int
""",
    "inheritance": """
schema P0:
    \"\"\"Summary
    in two lines.

    Attributes
    ----------
    z : int, optional
        z doc

        second part
    k: int

    Examples
    --------
    P0 {
        k = 1
    }
    \"\"\"
    z?: int
    k: int = 1
    [...str]: str
schema P1(P0):
    y: str
    k: int = 2
mixin XMixin:
    m: int = 5
@deprecated(version="1", strict=False)
schema P2(P1):
    mixin [XMixin]
    x?: P0
    @info("a", k="v")
    "quo-ted": str = 'z'
    v = 1
p2 = P2 {y = "y", m = 1}
type T = P2
""",
    "types": """
schema Kinds:
    fn: (int, str) -> bool
    lit: "a" | 1 | 2.5 | True
    none: None
    any1: any
    nested: {str:[{str:int}]}
    kind: "Kind"
    size: 1Mi = 1Mi
    big: int = 16
    text: str = "a${big}b"
    many: [int] = [1,
        2]
    spaced: any = {a=1,b = [ 1 ]}
    closed: [int] = [1
    ]
    opened: {str:int} = {
        a = 1}
    formula: bool = big > 1 and not False
    [name: str]: int = 3
""",
    "mistakes": "schema A:\n    x: int\na: int = 'x'\nb = nothing\n",
}


def calls() -> Iterator[tuple[str, Call]]:
    """Yield the name of each call and what makes it, with a module of messages."""
    yield "ping", lambda api, home: api.API().ping(api.PingArgs(value="x"))
    for name, code in SCHEMAS.items():
        yield f"schemas {name}", _schemas(code, "")
    yield "schemas by name", _schemas(SCHEMAS["inheritance"], "P1")
    yield "schemas by unknown name", _schemas(SCHEMAS["inheritance"], "Nothing")
    yield from _runs()
    yield from _files()
    yield from _formats()
    yield from _validations()
    yield from _trees()


def _schemas(code: str, name: str) -> Call:
    return lambda api, home: api.API().get_schema_type_mapping(
        api.GetSchemaTypeMappingArgs(
            exec_args=api.ExecProgramArgs(
                k_filename_list=[str(home / "schemas.k")], k_code_list=[code]
            ),
            schema_name=name,
        )
    )


def _runs() -> Iterator[tuple[str, Call]]:
    programs = {
        "value": "a = 1\nb = {c = None, d = 'x'}\n_h = 1\n",
        "log": "print('hi')\na = 1\n",
        "type error": "a: int = 'x'\n",
        "two errors": "a = b\nc = d\n",
        "assertion": "print('hi')\na = 1\nassert a == 2, 'no'\n",
        "check": "schema A:\n    x: int\n    check:\n        x > 1\na = A {x = 0}\n",
        "nothing": "",
        "stream": "import manifests\nmanifests.yaml_stream([{a = 1}, {b = 2}])\n",
        "schema": "schema A:\n    x: int = 1\na = A {}\n",
        "option": "a = option('k', default = 2)\n",
    }
    options: dict[str, dict[str, Any]] = {
        "plain": {},
        "json": {"format": "json"},
        "yaml": {"format": "yaml"},
        "short": {"error_format": "short"},
        "arcanist": {"error_format": "arcanist"},
        "compiled only": {"compile_only": True},
        "sorted": {"sort_keys": True, "disable_none": True, "show_hidden": True},
        "paths": {"include_schema_type_path": True},
        "selected": {"path_selector": ["a"]},
        "overridden": {"overrides": ["a=3", "z={y = 1}"]},
        "argument": {"args": [{"name": "k", "value": '"text"'}]},
    }
    for title, code in programs.items():
        for word, fields in options.items():
            yield f"run {title}, {word}", _run(code, fields)
    for title, paths in {"no file": [], "missing file": ["/nope.k"]}.items():
        yield title, _run_files(paths)
    yield "file with a mistake", _run_files(["wrong.k"])
    yield "unknown form of errors", _run("a = 1", {"error_format": "zz"})
    yield "bad override", _run("a = 1", {"overrides": ["b"]})
    yield "package", _run_package
    yield "code without a name", _run_codes(["a = 1"])
    yield "several codes without names", _run_codes(["a = 1", "b = a + 1"])
    yield "a mistake in code without a name", _run_codes(["a = 1", "b: int = 'x'"])
    yield "nothing to run", _run_codes([])


def _run_codes(codes: list[str]) -> Call:
    return lambda api, home: api.API().exec_program(
        api.ExecProgramArgs(work_dir=str(home), k_code_list=codes)
    )


def _run(code: str, fields: dict[str, Any]) -> Call:
    def run(api: Any, home: Path) -> Any:
        given = dict(fields)
        if "args" in given:
            given["args"] = [api.Argument(**one) for one in given["args"]]
        path = str(home / "program.k")
        return api.API().exec_program(
            api.ExecProgramArgs(k_filename_list=[path], k_code_list=[code], **given)
        )

    return run


def _run_files(paths: list[str]) -> Call:
    return lambda api, home: api.API().exec_program(
        api.ExecProgramArgs(work_dir=str(home), k_filename_list=paths)
    )


def _run_package(api: Any, home: Path) -> Any:
    package = api.ExternalPkg(pkg_name="lib", pkg_path=str(home / "other"))
    return api.API().exec_program(
        api.ExecProgramArgs(
            k_filename_list=[str(home / "vet" / "p.k")],
            k_code_list=["import lib\na = lib.v"],
            external_pkgs=[package],
        )
    )


def _files() -> Iterator[tuple[str, Call]]:
    for title, code in {
        "all arguments": "a = option('k', type='int', required=True, default=1, help='h')\n",
        "everywhere": "schema A:\n    x: int = option('in')\nb = [{c = option('l')} for i in l]\n",
        "with mistakes": "a = option('k')\nb: int = 'x'\nc = 1 +",
    }.items():
        yield f"options, {title}", _options(code)
    for specs in ([], ["d", "e", "g"], ["a.x", "a.x.y", "a.nothing", "b.k", "b.x.y", "c"]):
        yield f"variables {specs}", _variables("variables.k", specs)
    yield "united variables", _variables("united.k", ["a.x", "a.z.k"])
    yield "variables of a missing file", _variables("nothing.k", [])
    yield (
        "settings",
        lambda api, home: api.API().load_settings_files(
            api.LoadSettingsFilesArgs(work_dir=str(home), files=[str(home / "kcl.yaml")])
        ),
    )
    yield (
        "missing settings",
        lambda api, home: api.API().load_settings_files(
            api.LoadSettingsFilesArgs(work_dir=str(home), files=[str(home / "no.yaml")])
        ),
    )
    for title, text, specs in [
        ("value", "a = 1 # c\n", ["a=5"]),
        ("entry", "p = P {a = 2}\n", ["p.a=9", 'p.nn="y"']),
        ("list", "l = [1, 2]\n", ["l+=[3]"]),
        ("lines", "p = P {\n    a = 1\n    b = 2\n}\n", ["p.b=3", "p.c=4", "p.a-"]),
        ("united", "d = {a = 1}\n", ["d:{a=2,c=3}"]),
        ("removed", "a = 1\nb = 2\n", ["a-"]),
        ("added", "a = 1\n", ["b=2", "c.d=3"]),
        ("bad", "a = 1\n", ["b"]),
    ]:
        yield f"override, {title}", _override(text, specs)
    yield (
        "lint mistake",
        lambda api, home: api.API().lint_path(api.LintPathArgs(paths=[str(home / "wrong.k")])),
    )
    yield (
        "lint warnings",
        lambda api, home: api.API().lint_path(api.LintPathArgs(paths=[str(home / "warned.k")])),
    )
    yield (
        "lint mistakes and warnings",
        lambda api, home: api.API().lint_path(api.LintPathArgs(paths=[str(home / "remarks.k")])),
    )
    yield (
        "lint missing file",
        lambda api, home: api.API().lint_path(api.LintPathArgs(paths=["/nope.k"])),
    )
    yield (
        "toml",
        lambda api, home: api.API().generate_toml(
            api.GenerateTomlArgs(
                exec_args=api.ExecProgramArgs(
                    k_filename_list=[str(home / "program.k")],
                    k_code_list=["b = 1\na = {c = [1, 2], d = {e = 'x'}}"],
                ),
                sort_keys=True,
            )
        ),
    )
    for form in ("md", "openapi", "json-schema", "", "html", "mdx"):
        yield f"document, {form}", _document("package", form)
    yield "document nothing", _document("other", "md")
    yield "document a missing path", _document("nope", "md")
    yield "test", _test
    yield "test with coverage", _coverage
    yield from _generators()


DATA = {
    "json": """{"a": 1, "b": [1, "x", null, true], "c-d": {"e": 1.5}, "f": [], "g": {},
        "h": [[1], [{"a": 1}]], "i": [{}], "j": 1e30, "k": 0.00000015, "l": -0.0,
        "m": "q\\"u\\n\\u0001", "": 1, "\u00e9": 2}""",
    "yaml": """
a: |
  x
  y
b: ~
c: yes
d: 0x10
g: 2001-01-01
h: !!str 1
i: &x {a: 1}
j: *x
""",
    "toml": "a = 1_000\nd = 1979-05-27T07:32:00Z\n[b.c]\nx = [1, 2]\n[[e]]\nf = 1e3\n",
    "yml": f"a: {list(range(22))}\nb: {list(range(23))}\n",
    "JSON": "{}",
    "": "a: 1\n",
    "xml": "<a/>",
}


def _generators() -> Iterator[tuple[str, Call]]:
    for form, text in DATA.items():
        yield f"data, {form}", _data(text, form)
    for text in (" \n", "a: 1\n---\nb: 1\n", "{", "a: .inf\n"):
        yield f"data, {text!r}", _data(text, "yaml")
    yield "data, bad toml", _data("a", "toml")
    for version in ("", "v2", "v3", "v4"):
        yield f"openapi {version}", _openapi("described", version)
    yield "openapi of nothing", _openapi("other", "")
    for package in ("", "a.b"):
        yield f"proto, {package}", _proto("described", package)
    for title, type_ in {
        "literal": "'x'",
        "multiplier": "1Mi",
        "nested list": "[[int]]",
        "nested dict": "{str:[int]}",
        "key": "{int:str}",
        "literal key": "{'a':int}",
        "union key": "{str|int:int}",
        "function": "[(int) -> str]",
        "values": "{str:int|str}",
    }.items():
        yield f"proto, {title}", _proto_type(type_)
    yield "schemas below", _schemas_below


def _data(text: str, form: str) -> Call:
    return lambda api, home: api.API().generate_kcl(api.GenerateKclArgs(source=text, format=form))


def _openapi(path: str, version: str) -> Call:
    return lambda api, home: api.API().generate_openapi(
        api.GenerateOpenAPIArgs(
            parse_args=api.ParseProgramArgs(paths=[str(home / path)]), version=version
        )
    )


def _proto(path: str, package: str) -> Call:
    return lambda api, home: api.API().generate_proto(
        api.GenerateProtoArgs(
            parse_args=api.ParseProgramArgs(paths=[str(home / path)]), package=package
        )
    )


def _proto_type(type_: str) -> Call:
    def generate(api: Any, home: Path) -> Any:
        (home / "field").mkdir(exist_ok=True)
        (home / "field" / "main.k").write_text(f"schema A:\n    f: {type_}\n", "utf-8")
        return _proto("field", "")(api, home)

    return generate


def _schemas_below(api: Any, home: Path) -> Any:
    result = api.API().get_schema_type_mapping_under_path(
        api.GetSchemaTypeMappingArgs(
            exec_args=api.ExecProgramArgs(k_filename_list=[str(home / "described" / "main.k")])
        )
    )
    return {
        path: [schema.schema_name for schema in types.schema_type]
        for path, types in result.schema_type_mapping.items()
    }


def _document(path: str, form: str) -> Call:
    return lambda api, home: (
        api.API()
        .generate_doc(
            api.GenerateDocArgs(
                parse_args=api.ParseProgramArgs(paths=[str(home / path)]), format=form
            )
        )
        .content
    )


def _formats() -> Iterator[tuple[str, Call]]:
    for code in ("a   =  1", "schema A(B):\n  x:int=1\n", "a = 1 +\nb=2", ""):
        yield f"format {code!r}", _format(code)
    yield "format a path", _format_path
    yield (
        "format a missing path",
        lambda api, home: api.API().format_path(api.FormatPathArgs(path="/nope")),
    )


def _format(code: str) -> Call:
    return lambda api, home: (
        api.API().format_code(api.FormatCodeArgs(source=code)).formatted.decode("utf-8")
    )


def _format_path(api: Any, home: Path) -> Any:
    folder = home / "formatted" / "inner"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"a.k": "a   = 1", "b.k": "b = 2\n", "inner/c.k": "c=3"}.items():
        (folder.parent / name).write_text(text, "utf-8")
    service = api.API()
    dry = service.format_path(api.FormatPathArgs(path=str(folder.parent), dry_run=True))
    one = service.format_path(api.FormatPathArgs(path=str(folder.parent / "a.k")))
    rest = service.format_path(api.FormatPathArgs(path=str(folder.parent / "...")))
    texts = [path.read_text("utf-8") for path in sorted(folder.parent.rglob("*.k"))]
    return [sorted(dry.changed_paths), list(one.changed_paths), list(rest.changed_paths), texts]


def _options(code: str) -> Call:
    return lambda api, home: api.API().list_options(
        api.ParseProgramArgs(paths=[str(home / "options.k")], sources=[code])
    )


def _variables(name: str, specs: list[str]) -> Call:
    return lambda api, home: api.API().list_variables(
        api.ListVariablesArgs(files=[str(home / name)], specs=specs)
    )


def _override(text: str, specs: list[str]) -> Call:
    def override(api: Any, home: Path) -> Any:
        file = home / "overridden.k"
        file.write_text(text, "utf-8")
        done = api.API().override_file(api.OverrideFileArgs(file=str(file), specs=specs))
        return [done.result, file.read_text("utf-8")]

    return override


def _test(api: Any, home: Path) -> Any:
    args = api.TestArgs(pkg_list=[str(home / "tested")])
    return [(one.name, bool(one.error), one.log_message) for one in api.API().test(args).info]


def _coverage(api: Any, home: Path) -> Any:
    """Return what ran of the sources; the engine counts files of its own, too."""
    args = api.TestArgs(pkg_list=[str(home / "tested")], coverage=True)
    result = api.API().test(args)
    report = result.coverage
    files = [
        (name, list(one.covered_lines), list(one.executable_lines), sorted(one.line_hits))
        for name, one in sorted(report.files.items())
        if "_kcl_test_" not in name
    ]
    hits = [sorted(key for key in one.line_hits if "code.k" in key) for one in result.info]
    return files, hits, 0 < report.summary.covered <= report.summary.executable


def _validations() -> Iterator[tuple[str, Call]]:
    code = FILES["vet/person.k"]
    for data, form in [
        ('{"name":"a","age":11}', "json"),
        ('{"name":"a","age":1}', "json"),
        ('[{"name":"a","age":11},{"name":"b","age":2}]', "json"),
        ('{"name":1,"age":11}', "json"),
        ('{"name":"a","age":11,"z":1}', "json"),
        ('{"name', "json"),
        ("1", "json"),
        ("name: a\nage: 11\n", "yaml"),
        ("name: a\n- b", "yaml"),
    ]:
        yield f"validate {data!r}", _validate(data=data, code=code, format=form)
    nested = "schema Q:\n    b: int\nschema P:\n    a: [Q]\n    d?: {str:any}\n"
    yield (
        "validate nested",
        _validate(data='{"a":[{"b":"x"}]}', code=nested, schema="P", format="json"),
    )
    yield (
        "validate all kinds",
        _validate(
            data='{"a":[],"d":{"e":[1,-2.5,null,true,"x"]}}', code=nested, schema="P", format="json"
        ),
    )
    yield "validate unknown schema", _validate(data="{}", code=code, schema="Z", format="json")
    yield "validate missing data", _validate(datafile="/nope.json", code=code, format="json")
    yield (
        "validate files",
        lambda api, home: (
            api.API()
            .validate_code(
                api.ValidateCodeArgs(
                    datafile=str(home / "data.json"), file=str(home / "vet/person.k"), format="json"
                )
            )
            .success
        ),
    )


def _validate(**fields: str) -> Call:
    return lambda api, home: api.API().validate_code(api.ValidateCodeArgs(**fields)).success


# Trees

TREES = {
    "operators": "a = -1 + 2 ** x // y if not z else (p and q or r)\nb = x is not y as int\n",
    "comparisons": "a = x > 1 <= 2 != y\nb = x not in y\n",
    "access": "a = x.y.z\nb = x?.y\nc = f().y?[0]\nd = x[1:2][:][::3]\n",
    "calls": "a = f(1, x=2)\nb = A(1, k=2) {x = 2, y: 1, z += [1], 's' = 1, q.r = 2, l[0] = 1}\n",
    "lists": "a = [1, *x, if a: 2 elif b: 3 else: 4]\nb = [i for i, j in l if j]\n",
    "configs": "a = {**x, if c: d = 1 elif e: f = 1 else: g = 1}\nb = {k: v for k, v in d}\n",
    "functions": "a = all i in l {i if j}\nb = lambda x: int, y = 1 -> int {\n    z = x\n}\n",
    "literals": 'a = r\'x\'\nb = """x"""\nc = 1Ki\nd = 0x10\ne = 1.5\nf = Undefined\ng = True\n',
    "statements": (
        "import a.b.c as d\nx: int = 1\ny: A {}\nz.b[0].c = 1\nx += 1\na = b = 1\n"
        "assert a if b, 'm'\nif a:\n    b = 1\nelif c:\n    d = 1\nelse:\n    e = 1\nx\n"
    ),
    "types": 'type T = int | {str:int} | [A] | p.A | "x" | 1 | True | {str:} | [] | any | 1Ki\n'
    "x: (int) -> str = f\n",
    "schemas": (
        '"""module"""\n@deprecated(version="1")\nschema A[a: int = 1, b](p.B) for P:\n'
        '    """doc"""\n    mixin [M, q.N]\n    a?: int = 1\n    b.c: str += \'x\'\n    d = 1\n'
        "    [...str]: int = 1\n    check:\n        a > 1 if b, 'm'\n"
    ),
    "rules": "rule R[a](B) for P:\n    a if b, 'x'\n",
    "mixins": "mixin M for P:\n    a: int\nprotocol P:\n    a: int\n",
    "comments": "# one\na = 1 # two\n",
    "mistake": "a = 1 +\nb = 2\n",
}


def _trees() -> Iterator[tuple[str, Call]]:
    for title, text in TREES.items():
        yield f"tree of {title}", _tree(text)
    yield "trees of a program", _program


def _tree(text: str) -> Call:
    def parse(api: Any, home: Path) -> Any:
        args = api.ParseFileArgs(path=str(home / "tree.k"), source=text)
        return Tree(json.loads(api.API().parse_file(args).ast_json))

    return parse


def _program(api: Any, home: Path) -> Any:
    args = api.ParseProgramArgs(paths=[str(home / "package" / "main.k")])
    found = api.API().parse_program(args)
    tree = json.loads(found.ast_json)
    assert isinstance(tree["pkgs"], dict)
    return [tree["root"], sorted(tree["pkgs"]), sorted(found.paths), Tree(tree["pkgs"]["part"])]


@dataclass(frozen=True)
class Tree:
    """A tree; the ends of nodes are not told, as the SDK ends some at the next token."""

    json: Any

    def plain(self, part: Any) -> Any:
        """Return a part of the tree without the ends."""
        if isinstance(part, dict):
            kept = {k: v for k, v in part.items() if k not in ("end_line", "end_column")}
            return {key: self.plain(value) for key, value in kept.items()}
        return [self.plain(item) for item in part] if isinstance(part, list) else part


# Plain data

_NOISE = re.compile(r"\x1b\[[0-9;]*m|/tmp/\.tmp\w+|\S*/data\.(?:json|yaml)(?=:)|(?<=--> )(?=:\d)")


def outcome(call: Call, api: Any, home: Path) -> Any:
    """Return what comes of a call: its result as plain data, or the text of the exception."""
    try:
        result = call(api, home)
    except Exception as error:  # the SDK raises bare exceptions
        return f"raised: {_text(str(error))}"
    return _plain(result)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Tree):
        return value.plain(value.json)
    if hasattr(value, "ListFields"):
        fields = ((getattr(key, "name", key), item) for key, item in value.ListFields())
        return {name: plain for name, item in fields if (plain := _plain(item)) != {}}
    if hasattr(value, "items"):
        return {str(key): _plain(item) for key, item in sorted(value.items())}
    return [_plain(item) for item in value]


def _text(text: str) -> str:
    """Return a text without colours, names of temporary files, and line breaks around it."""
    return _NOISE.sub("", text).strip("\n")


def main() -> None:
    """Make all calls with the official SDK."""
    from kcl_lib import api

    home = Path(sys.argv[1])
    for name, call in calls():
        print(json.dumps([name, outcome(call, api, home)]), flush=True)


if __name__ == "__main__":
    main()
