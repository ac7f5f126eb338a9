"""``kcl_lib.kcl``: the functions of the SDK; all of them are names of ``kclpy.compat``, too.

Unlike there, `run` returns the error when a program fails while it runs, and `must_run` raises
it: the SDK loses it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kclpy.compat import api
from kclpy.compat.api import files
from kclpy.compat.results import KCLResultList, results_of

# Functions keep nothing between calls; an `API` of one's own does.
_service = api.API(programs=0)

# What one of the functions ``with_…`` returns: it changes the arguments of a run.
Option: TypeAlias = Callable[[api.ExecProgramArgs], None]

Text: TypeAlias = bytes | bytearray | str


@dataclass
class TestOptions:
    """What `test` runs."""

    __test__ = False  # for pytest

    pkg_list: list[str] = field(default_factory=list)
    run_regexp: str = ""
    fail_fast: bool = False


# Running


def run(path: str, *opts: Option) -> tuple[KCLResultList, Exception | None]:
    """Run a program; return its documents, and the error if there is one."""
    return run_files([path], *opts)


def run_files(paths: Sequence[str], *opts: Option) -> tuple[KCLResultList, Exception | None]:
    """Run a program of several files, as `run` does."""
    args = _args(paths, opts)
    wanted, args.format = args.format, ""  # the documents are read from the JSON
    try:
        raw = _service.exec_program(args)
    except Exception as error:
        return KCLResultList([]), error
    if raw.err_message:
        return KCLResultList([], raw), api.ServiceError(raw.err_message)
    if wanted == "json":
        raw.yaml_result = ""
    return results_of(raw, wanted), None


def must_run(path: str, *opts: Option) -> KCLResultList:
    """Run a program; raise its error if there is one."""
    results, error = run(path, *opts)
    if error is not None:
        raise error
    return results


def _args(paths: Sequence[str], opts: Sequence[Option]) -> api.ExecProgramArgs:
    args = api.ExecProgramArgs(k_filename_list=[path for path in paths if path])
    for option in opts:
        option(args)
    return args


def with_code(code: Text) -> Option:
    """Give the text of the next file."""
    return lambda args: args.k_code_list.append(_text(code))


def with_k_filenames(paths: Sequence[str]) -> Option:
    """Add files."""
    return lambda args: args.k_filename_list.extend(paths)


def with_options(specs: Sequence[str]) -> Option:
    """Set what `option` returns: ``key=value`` each."""

    def add(args: api.ExecProgramArgs) -> None:
        for spec in specs:
            name, separator, value = spec.partition("=")
            if not separator:
                raise ValueError(f"Invalid value for top level arguments: {spec}")
            args.args.append(api.Argument(name=name, value=value))

    return add


def with_overrides(specs: Sequence[str]) -> Option:
    """Change the program: ``a.b=1``, ``a.b-``."""
    return lambda args: args.overrides.extend(specs)


def with_selectors(selectors: Sequence[str]) -> Option:
    """Output only what is there."""
    return lambda args: args.path_selector.extend(selectors)


def with_settings(settings: str) -> Option:
    """Take what a settings file says; raise `ServiceError` if it cannot be read."""

    def apply(args: api.ExecProgramArgs) -> None:
        found = load_settings_files("", [settings])
        configs = found.kcl_cli_configs
        if not args.k_filename_list:
            args.k_filename_list.extend(configs.files)
        args.args.extend(api.Argument(name=o.key, value=o.value) for o in found.kcl_options)
        args.overrides.extend(configs.overrides)
        args.path_selector.extend(configs.path_selector)
        for name in ("strict_range_check", "disable_none", "sort_keys", "show_hidden"):
            if getattr(configs, name):
                setattr(args, name, True)

    return apply


def with_work_dir(work_dir: str) -> Option:
    """Set the directory that paths are relative to."""
    return _setting("work_dir", work_dir)


def with_external_pkgs(pkgs: Sequence[api.ExternalPkg]) -> Option:
    """Say where packages are."""
    return lambda args: args.external_pkgs.extend(pkgs)


def with_disable_none(b: bool) -> Option:
    """Leave out None."""
    return _setting("disable_none", b)


def with_sort_keys(b: bool) -> Option:
    """Sort the keys."""
    return _setting("sort_keys", b)


def with_show_hidden(b: bool) -> Option:
    """Output names that begin with an underscore."""
    return _setting("show_hidden", b)


def with_include_schema_type_path(b: bool) -> Option:
    """Add the name of the schema to instances."""
    return _setting("include_schema_type_path", b)


def with_output_format(fmt: str) -> Option:
    """Make one form of the output alone: "json" or "yaml"."""
    return _setting("format", fmt)


def with_error_format(fmt: str) -> Option:
    """Choose the form of errors: "pretty", "short", "arcanist" or "sarif"."""
    return _setting("error_format", fmt)


def with_logger(logger: Any) -> Option:
    """Accept a logger; what a program prints is in the result."""
    return lambda args: None


def with_plugin_agent(addr: int) -> Option:
    """Accept the address of a plugin agent; plugins are found in the table of `plugin`."""
    return lambda args: None


def _setting(name: str, value: object) -> Option:
    return lambda args: setattr(args, name, value)


# Files


def format_code(code: Text) -> bytes:
    """Return a formatted text."""
    return _service.format_code(api.FormatCodeArgs(source=_text(code))).formatted


def format_path(path: str, dry_run: bool = False) -> list[str]:
    """Format files; return those that change."""
    return _service.format_path(api.FormatPathArgs(path=path, dry_run=dry_run)).changed_paths


def lint_path(paths: Sequence[str]) -> list[str]:
    """Return what is wrong with a program."""
    return _service.lint_path(api.LintPathArgs(paths=list(paths))).results


def override_file(file: str, specs: Sequence[str], import_paths: Sequence[str] = ()) -> bool:
    """Write overrides into a file."""
    args = api.OverrideFileArgs(file=file, specs=list(specs), import_paths=list(import_paths))
    return _service.override_file(args).result


def validate_code(data: Text, code: Text, format: str = "yaml") -> bool:
    """Tell whether data is as the first schema of ``code`` demands."""
    args = api.ValidateCodeArgs(data=_text(data), code=_text(code), format=format)
    return _service.validate_code(args).success


def validate(data_file: str, code_file: str) -> bool:
    """Tell whether the data in a file is as the first schema in another demands."""
    form = "json" if data_file.endswith(".json") else "yaml"
    args = api.ValidateCodeArgs(datafile=data_file, file=code_file, format=form)
    return _service.validate_code(args).success


def rename(
    package_root: str, symbol_path: str, file_paths: Sequence[str], new_name: str
) -> api.RenameResult:
    """Rename a symbol in files."""
    args = api.RenameArgs(
        package_root=package_root,
        symbol_path=symbol_path,
        file_paths=list(file_paths),
        new_name=new_name,
    )
    return _service.rename(args)


def rename_code(
    package_root: str, symbol_path: str, source_codes: Mapping[str, str], new_name: str
) -> api.RenameCodeResult:
    """Rename a symbol in texts."""
    args = api.RenameCodeArgs(
        package_root=package_root,
        symbol_path=symbol_path,
        source_codes=dict(source_codes),
        new_name=new_name,
    )
    return _service.rename_code(args)


# Schemas


def get_schema_type(filename: str, src: Text, schema_name: str = "") -> list[api.KclType]:
    """Describe the schemas of a text."""
    args = api.ExecProgramArgs(k_filename_list=[filename], k_code_list=[_text(src)])
    return list(_types(args, schema_name).values())


def get_full_schema_type(
    path_list: Sequence[str], schema_name: str = "", *opts: Option
) -> list[api.KclType]:
    """Describe the schemas of a program."""
    return list(_types(_args(path_list, opts), schema_name).values())


def get_full_schema_type_mapping(
    path_list: Sequence[str], schema_name: str = "", *opts: Option
) -> dict[str, api.KclType]:
    """Describe the schemas of a program, by name."""
    return _types(_args(path_list, opts), schema_name)


def get_full_schema_type_mapping_under_path(
    path_list: Sequence[str], schema_name: str = "", *opts: Option
) -> dict[str, api.SchemaTypes]:
    """Describe the schemas of a program and of all packages below its directory."""
    args = api.GetSchemaTypeMappingArgs(exec_args=_args(path_list, opts), schema_name=schema_name)
    return _service.get_schema_type_mapping_under_path(args).schema_type_mapping


def _types(args: api.ExecProgramArgs, schema_name: str) -> dict[str, api.KclType]:
    wanted = api.GetSchemaTypeMappingArgs(exec_args=args, schema_name=schema_name)
    return _service.get_schema_type_mapping(wanted).schema_type_mapping


# Programs and projects


def list_options(args: api.ParseProgramArgs) -> api.ListOptionsResult:
    """Return what the calls of `option` in a program say."""
    return _service.list_options(args)


def list_variables(args: api.ListVariablesArgs) -> api.ListVariablesResult:
    """Return the variables of files."""
    return _service.list_variables(args)


def list_dep_files(path: str) -> list[str]:
    """Return the files that a file or the files of a directory import."""
    return files.imported(path)


def list_upstream_files(path: str) -> list[str]:
    """Return the files that a file or the files of a directory import."""
    return files.imported(path)


def list_downstream_files(path: str) -> list[str]:
    """Return the files below the root of the package that import what is at ``path``."""
    return files.importers(path)


def load_settings_files(work_dir: str, files: Sequence[str]) -> api.LoadSettingsFilesResult:
    """Return what settings files say together."""
    paths = [os.path.join(work_dir, path) for path in files]
    return _service.load_settings_files(api.LoadSettingsFilesArgs(work_dir=work_dir, files=paths))


def update_dependencies(args: api.UpdateDependenciesArgs) -> api.UpdateDependenciesResult:
    """Return where the dependencies of a package are."""
    return _service.update_dependencies(args)


def load_package(args: api.LoadPackageArgs) -> api.LoadPackageResult:
    """Return the trees of a program, its symbols and its mistakes."""
    return _service.load_package(args)


def test(test_opts: TestOptions | api.TestArgs | None = None, *opts: Option) -> api.TestResult:
    """Run the tests of packages."""
    if isinstance(test_opts, api.TestArgs):
        args = test_opts
    else:
        wanted = test_opts or TestOptions()
        args = api.TestArgs(
            pkg_list=list(wanted.pkg_list),
            run_regexp=wanted.run_regexp,
            fail_fast=wanted.fail_fast,
        )
    for option in opts:
        option(args.exec_args)
    return _service.test(args)


def format_test_report(args: api.FormatTestReportArgs) -> api.FormatTestReportResult:
    """Return the text of a test result."""
    return _service.format_test_report(args)


def generate_toml(args: api.GenerateTomlArgs) -> api.GenerateTomlResult:
    """Run a program and return its output as TOML."""
    return _service.generate_toml(args)


def generate_kcl(args: api.GenerateKclArgs) -> api.GenerateKclResult:
    """Return a program that outputs data."""
    return _service.generate_kcl(args)


def generate_openapi(args: api.GenerateOpenAPIArgs) -> api.GenerateOpenAPIResult:
    """Return schemas as OpenAPI."""
    return _service.generate_openapi(args)


def generate_proto(args: api.GenerateProtoArgs) -> api.GenerateProtoResult:
    """Return schemas as messages of protocol buffers."""
    return _service.generate_proto(args)


def generate_doc(args: api.GenerateDocArgs) -> api.GenerateDocResult:
    """Return the documentation of schemas."""
    return _service.generate_doc(args)


# The service itself


def call(name: str, args: Any) -> Any:
    """Call a method by its name in the protocol, with its message; return the message."""
    return _service.call(name, args)


def call_with_plugin_agent(name: str, args: Any, plugin_agent: int) -> Any:
    """Do what `call` does; plugins are found in the table of `plugin`."""
    return _service.call(name, args)


def ping(value: str) -> str:
    """Return the value that is given."""
    return _service.ping(api.PingArgs(value=value)).value


def get_version() -> api.GetVersionResult:
    """Return the version of the engine that kclpy is compatible with."""
    return _service.get_version()


def _text(text: Text) -> str:
    return text if isinstance(text, str) else bytes(text).decode("utf-8")
