"""What a command line, settings files and a manifest say together (reference, 06 section 7)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError, resolve_request


def written(home: Path, **files: str) -> None:
    for name, text in files.items():
        path = home / name.replace("__", "/").replace("_yaml", ".yaml").replace("_mod", ".mod")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def resolved(home: Path, *paths: str, **words: Any) -> Options:
    request = Request(Options(paths=paths, workdir=str(home)), **words)
    return resolve_request(request)[0]


def test_directory_is_compiled_without_anything_else(tmp_path: Path) -> None:
    assert resolved(tmp_path).paths == (str(tmp_path),)


def test_settings_of_the_directory(tmp_path: Path) -> None:
    written(
        tmp_path,
        stack__kcl_yaml="""
kcl_cli_configs:
  files: [../base.k, main.k]
  output: out.yaml
  overrides: ["a=1"]
  path_selector: [a.b]
  disable_none: true
  package_maps: {lib: /lib}
kcl_options:
  - {key: env, value: prod}
  - {key: count, value: 3}
  - {key: map, value: {b: [1, true]}}
""",
    )
    request = Request(Options(paths=("stack",), workdir=str(tmp_path)))
    options, output = resolve_request(request)
    assert options.paths == (f"{tmp_path}/stack/../base.k", f"{tmp_path}/stack/main.k")
    assert output == f"{tmp_path}/stack/out.yaml"
    assert options.arguments == {"env": '"prod"', "count": "3", "map": '{"b":[1,true]}'}
    assert (options.overrides, options.selectors) == (("a=1",), ("a.b",))
    assert options.disable_none and not options.sort_keys
    assert options.externals == {"lib": "/lib"}


def test_command_line_wins(tmp_path: Path) -> None:
    written(
        tmp_path,
        kcl_yaml="kcl_cli_configs: {files: [a.k]}\nkcl_options: [{key: env, value: prod}]",
    )
    settings = (str(tmp_path / "kcl.yaml"),)
    options = resolved(tmp_path, "b.k", settings=settings, arguments=("env=dev", "x=a=b"))
    assert options.paths == ("b.k",)
    assert options.arguments == {"env": "dev", "x": "a=b"}


def test_later_settings_replace_single_keys(tmp_path: Path) -> None:
    written(
        tmp_path,
        one__a_yaml="kcl_cli_configs: {files: [a.k], overrides: [x=1], sort_keys: true}\n"
        "kcl_options: [{key: env, value: 1}]",
        two__b_yaml="kcl_cli_configs: {file: [b.k], overrides: [y=1]}\n"
        "kcl_options: [{key: env, value: 2}]",
    )
    settings = (str(tmp_path / "one/a.yaml"), str(tmp_path / "two/b.yaml"))
    options = resolved(tmp_path, settings=settings)
    assert options.paths == (f"{tmp_path}/two/a.k",)
    assert options.overrides == ("y=1",)
    assert options.sort_keys
    assert options.arguments == {"env": "2"}


def test_entries_of_the_profile_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, kcl_mod='[profile]\nentries = ["main.k"]\n')
    monkeypatch.chdir(tmp_path)
    options, _ = resolve_request(Request(Options()))
    assert options.paths == (f"{tmp_path}/main.k",)


def test_profile_and_dependencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KCL_PKG_PATH", str(tmp_path / "store"))
    written(
        tmp_path,
        app__kcl_mod="""
[package]
name = "app"
[dependencies]
my-lib = { path = "../lib" }
k8s = "1.31"
gone = "1.0"
renamed = { package = "long", version = "0.1" }
remote = { oci = "oci://registry.example.com/acme/remote", tag = "0.2" }
[profile]
entries = ["src/main.k"]
arguments = ["env=prod"]
sort_keys = true
""",
        store__k8s_1_31__kcl_mod="",
        lib__kcl_mod='[dependencies]\nother = { path = "../other" }\n',
    )
    options = resolved(tmp_path, "app")
    assert options.paths == (f"{tmp_path}/app/src/main.k",)
    assert options.externals == {"my_lib": f"{tmp_path}/lib", "other": f"{tmp_path}/other"}
    assert options.arguments == {"env": "prod"}
    assert options.sort_keys


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "Failed to load '{path}', no such file or directory"),
        ("- 1", "Failed to load '{path}', invalid setting file format"),
        ("a: [", "Failed to load '{path}', invalid setting file format"),
        ("kcl_cli_configs: 1", "Failed to load '{path}', invalid setting file format"),
        ("kcl_cli_configs: {files: 1}", "Failed to load '{path}', invalid setting file format"),
        ("kcl_options: [1]", "Failed to load '{path}', invalid setting file format"),
    ],
)
def test_bad_settings(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "s.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(RequestError) as caught:
        resolved(tmp_path, settings=(str(path),))
    assert caught.value.problem.message == message.format(path=path)


@pytest.mark.parametrize("word", ["k", "=1"])
def test_argument_needs_key_and_sign(tmp_path: Path, word: str) -> None:
    with pytest.raises(RequestError) as caught:
        resolved(tmp_path, "a.k", arguments=(word,))
    assert caught.value.problem.message == f"Invalid value for top level arguments: {word}"


def test_names_of_dependencies_conflict(tmp_path: Path) -> None:
    written(tmp_path, kcl_mod='[dependencies]\na-b = {path = "x"}\na_b = {path = "y"}\n')
    with pytest.raises(RequestError) as caught:
        resolved(tmp_path)
    assert caught.value.problem.message == "dependency name conflict, 'a_b' already exists"
