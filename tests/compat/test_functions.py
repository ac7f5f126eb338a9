"""The functions of the SDK, and its table of plugins.

The values are those that the official SDK gives, but for what the guide lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kclpy import compat as kcl_lib
from kclpy.compat import api, plugin
from tests.compat.calls import FILES
from tests.files import write_files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_files(tmp_path, FILES)
    return tmp_path


def test_run() -> None:
    results, error = kcl_lib.run("x.k", kcl_lib.with_code("a = {b = [1, 2]}\nc = 'x'\n"))
    assert error is None and len(results) == 1
    first = results.first()
    assert first is not None and first is results[0] and first is results.get(0)
    assert first.to_dict() == results.to_dict() == {"a": {"b": [1, 2]}, "c": "x"}
    assert first.get("a.b") == first["a.b"] == [1, 2]
    assert "a.b" in first and "a.z" not in first
    assert first.get("a.z") is None and first.get("a.b", int) is None
    with pytest.raises(KeyError, match="zz"):
        first["zz"]
    assert results.get(5) is None
    assert results.json_string() == first.json_string() == '{"a": {"b": [1, 2]}, "c": "x"}'
    assert results.yaml_string() == first.yaml_string() == "a:\n  b:\n  - 1\n  - 2\nc: x"
    assert results.get_raw_json_result() == results.json_string()
    assert results.get_raw_yaml_result() == results.yaml_string()


def test_run_of_a_stream() -> None:
    code = "import manifests\nmanifests.yaml_stream([{a = 1}, {b = 2}])"
    results, error = kcl_lib.run("x.k", kcl_lib.with_code(code))
    assert error is None
    assert [result.to_dict() for result in results] == [{"a": 1}, {"b": 2}]
    assert results.yaml_string() == "a: 1"
    assert results.json_string() == '{"a": 1}\n{"b": 2}'


def test_run_of_no_dict() -> None:
    results, error = kcl_lib.run("x.k", kcl_lib.with_code("[1, 2]"))
    assert error is None and results.to_dict() == {}
    assert results.yaml_string() == "- 1\n- 2"


def test_options(home: Path) -> None:
    def value(code: str, *options: kcl_lib.Option) -> object:
        results, error = kcl_lib.run("x.k", kcl_lib.with_code(code), *options)
        assert error is None
        return results.to_dict()

    option = "a = option('k')"
    assert value(option, kcl_lib.with_options(["k=3"])) == {"a": 3}
    assert value(option, kcl_lib.with_options(["k=abc"])) == {"a": "abc"}
    assert value("a = 1", kcl_lib.with_overrides(["a=2", "b=3"])) == {"a": 2, "b": 3}
    assert value("a = {b = {c = 1}}", kcl_lib.with_selectors(["a.b"])) == {"c": 1}
    assert value("a = {b = None}", kcl_lib.with_disable_none(True)) == {"a": {}}
    assert value("_a = 1\nb = 2", kcl_lib.with_show_hidden(True)) == {"_a": 1, "b": 2}
    packages = [api.ExternalPkg(pkg_name="lib", pkg_path=str(home / "other"))]
    assert value("import lib\na = lib.v", kcl_lib.with_external_pkgs(packages)) == {"a": 1}
    settings = kcl_lib.with_settings(str(home / "kcl.yaml"))
    assert value("a = 5\nb = option('m')", settings) == {}
    with pytest.raises(ValueError, match="Invalid value for top level arguments: k"):
        kcl_lib.run("x.k", kcl_lib.with_options(["k"]))


def test_files(home: Path) -> None:
    (home / "one.k").write_text("a = 1", "utf-8")
    (home / "two.k").write_text("b = a", "utf-8")
    results, error = kcl_lib.run_files(["one.k", "two.k"], kcl_lib.with_work_dir(str(home)))
    assert error is None and results.to_dict() == {"a": 1, "b": 1}
    results, error = kcl_lib.run("", kcl_lib.with_k_filenames([str(home / "one.k")]))
    assert error is None and results.to_dict() == {"a": 1}


@pytest.mark.parametrize(
    ("code", "text"),
    [("a: int = 'x'", "expected int, got str(x)"), ("assert False, 'late'", "late")],
)
def test_errors(code: str, text: str) -> None:
    results, error = kcl_lib.run("x.k", kcl_lib.with_code(code))
    assert len(results) == 0
    assert isinstance(error, Exception) and text in str(error)
    with pytest.raises(Exception, match=r"x\.k"):
        kcl_lib.must_run("x.k", kcl_lib.with_code(code))


def test_schemas(home: Path) -> None:
    code = "schema A:\n    x: int\nschema B:\n    y: str\n"
    [described] = kcl_lib.get_schema_type("x.k", code, "A")
    assert described.properties["x"].type == "int" and described.required == ["x"]
    assert len(kcl_lib.get_schema_type("x.k", code)) == 2
    assert kcl_lib.get_schema_type("x.k", code, "Z") == []
    main = str(home / "package" / "main.k")
    assert kcl_lib.get_full_schema_type([main]) == []
    under = kcl_lib.get_full_schema_type_mapping_under_path([main])
    assert [one.schema_name for one in under["part"].schema_type] == ["Part"]
    assert kcl_lib.get_full_schema_type_mapping([main]) == {}


def test_validation(home: Path) -> None:
    code = "schema A:\n    x: int\n"
    assert kcl_lib.validate_code('{"x": 1}', code, "json")
    assert not kcl_lib.validate_code(b"x: text", code)
    assert not kcl_lib.validate(str(home / "data.json"), str(home / "vet" / "person.k"))


def test_dependencies(home: Path) -> None:
    main, part = home / "package" / "main.k", home / "package" / "part" / "part.k"
    assert kcl_lib.list_dep_files(str(main)) == [str(part)]
    assert kcl_lib.list_upstream_files(str(main)) == [str(part)]
    assert kcl_lib.list_upstream_files(str(part)) == []
    assert kcl_lib.list_downstream_files(str(part)) == [str(main)]
    assert kcl_lib.list_downstream_files(str(part.parent)) == [str(main)]


def test_tests(home: Path) -> None:
    result = kcl_lib.test(kcl_lib.TestOptions(pkg_list=[str(home / "tested")]))
    assert [(one.name, bool(one.error)) for one in result.info] == [
        ("test_double", False),
        ("test_wrong", True),
    ]
    report = kcl_lib.format_test_report(api.FormatTestReportArgs(result=result)).report
    assert report.startswith("test_double: PASS (")
    assert report.endswith(f"{'-' * 80}\nPASS: 1/2\nFAIL: 1/2\n")
    assert "seen\n" in report and "code_test.k" in report
    found = kcl_lib.test(api.TestArgs(pkg_list=[str(home / "tested")], run_regexp="double"))
    assert [one.name for one in found.info] == ["test_double"]
    nothing = api.FormatTestReportArgs(result=api.TestResult())
    assert kcl_lib.format_test_report(nothing).report == "no test files"


def test_renaming(home: Path) -> None:
    part = home / "package" / "part" / "part.k"
    files = ["main.k", "part/part.k"]
    changed = kcl_lib.rename(str(home / "package"), "part:number", files, "count").changed_files
    assert sorted(changed) == files
    assert part.read_text("utf-8").startswith("count = 1\n")
    codes = kcl_lib.rename_code("/x", "a", {"/x/main.k": "a = 1\nb = a\n"}, "c").changed_codes
    assert codes == {"/x/main.k": "c = 1\nb = c\n"}
    with pytest.raises(api.ServiceError, match="get symbol from symbol path failed, z"):
        kcl_lib.rename_code("/x", "z", {"/x/main.k": "a = 1\n"}, "c")


def test_loaded_package(home: Path) -> None:
    args = api.LoadPackageArgs(
        parse_args=api.ParseProgramArgs(paths=[str(home / "package" / "main.k")]),
        resolve_ast=True,
    )
    loaded = kcl_lib.load_package(args)
    assert not loaded.parse_errors and not loaded.type_errors
    assert loaded.kcl_mod.package.name == "w"
    [info] = loaded.imports[str(home / "package" / "main.k")].imports
    assert info.path == "part" and info.resolved.endswith("part/part.k")
    names = {symbol.name: symbol for symbol in loaded.symbols.values()}
    assert names["value"].ty.type == "int"
    assert names["size"].owner == loaded.fully_qualified_name_map["part.Part"]
    assert set(loaded.pkg_scope_map) == {"part", "__main__"}


def test_service() -> None:
    assert kcl_lib.ping("x") == "x"
    assert kcl_lib.get_version().version == "0.13.2"
    service = kcl_lib.API()
    names = service.list_method().method_name_list
    assert "KclService.ExecProgram" in names and "BuiltinService.Ping" in names
    assert service.call("KclService.Ping", api.PingArgs(value="y")).value == "y"
    with pytest.raises(api.ServiceError, match="unknown method"):
        service.call("KclService.Nothing", None)


# Plugins


@pytest.fixture
def _plugins() -> Iterator[None]:
    known = dict(plugin._table)
    yield
    plugin._table.clear()
    plugin._table.update(known)


@pytest.mark.usefixtures("_plugins")
def test_registered_plugin() -> None:
    plugin.register_plugin("my_plugin", {"add": lambda a, b: a + b, "kw": lambda a, b: [a, b]})
    code = "import kcl_plugin.my_plugin as p\nr = p.add(1, 2)\nq = p.kw(1, b = {x = 1})\n"
    args = api.ExecProgramArgs(k_filename_list=["x.k"], k_code_list=[code])
    assert api.API().exec_program(args).json_result == '{"r": 3, "q": [1, {"x": 1}]}'
    plugin.register_plugin("my_plugin", {"add": lambda a: a})
    with pytest.raises(Exception, match="takes 1 positional argument"):
        api.API().exec_program(args)


# Messages


def test_messages() -> None:
    args = api.ExecProgramArgs(k_filename_list=["x.k"], args=[{"name": "k", "value": "1"}])
    args.args.add(name="n", value="2")  # type: ignore[attr-defined]  # as with protobuf
    args.args.append(api.Argument(name="m"))
    assert [one.name for one in args.args] == ["k", "n", "m"]
    assert args.work_dir == "" and args.debug == 0 and args.sort_keys is False
    assert args == api.ExecProgramArgs(
        k_filename_list=["x.k"], args=[*args.args[:2], api.Argument(name="m")]
    )
    assert args != api.ExecProgramArgs()
    assert repr(api.PingArgs(value="x")) == "PingArgs(value='x')"


def test_nested_messages() -> None:
    described = api.KclType()
    assert described.key.item.type == "" and not described.HasField("key")
    described.key.type = "str"
    assert described.HasField("key")
    assert described.ListFields() == [("key", api.KclType(type="str"))]
    copy = api.KclType()
    copy.CopyFrom(described)
    described.key.type = "int"
    assert copy.key.type == "str"
    symbol = api.Symbol(**{"def": {"i": 1}})
    assert getattr(symbol, "def") == api.SymbolIndex(i=1)


def test_wrong_messages() -> None:
    with pytest.raises(ValueError, match='has no "nothing" field'):
        api.PingArgs(nothing=1)
    with pytest.raises(TypeError, match="bad argument type for field value: int"):
        api.PingArgs(value=1)
    with pytest.raises(AttributeError):
        api.PingArgs().nothing = 1
    with pytest.raises(AttributeError):
        _ = api.PingArgs().nothing
    with pytest.raises(TypeError, match="unhashable"):
        hash(api.PingArgs())
