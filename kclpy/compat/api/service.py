"""The service: one method for each call of the official SDK.

Each takes one message of arguments and returns one message of results. What fails raises
`ServiceError`, whose text is that of the official engine wherever it has one.
"""

from __future__ import annotations

import os
import platform
from typing import Any

import kclpy
from kclpy.api import edit, examine
from kclpy.api.engine import Engine
from kclpy.compat.api import messages as m
from kclpy.compat.api import programs
from kclpy.compat.api.programs import ServiceError, exec_options, parse_options
from kclpy.compat.api.reports import errors_of, report
from kclpy.driver.findings import find
from kclpy.driver.options import Options
from kclpy.driver.settings import Settings, SettingsError, load_settings
from kclpy.driver.stores import package_stores
from kclpy.packages.manifest import ManifestError, find_dependencies, load_manifest

# The version of the official engine whose behaviour this is.
ENGINE = "0.13.2"


class API:
    """The service. ``plugin_agent`` is accepted and ignored: plugins are found in `plugin`.

    It keeps as many compiled ``programs`` as an `Engine` does.
    """

    def __init__(self, plugin_agent: int = 0, programs: int = 64) -> None:
        self.plugin_agent = plugin_agent
        self._engine = Engine(programs)

    # The service itself

    def call(self, name: str, args: Any) -> Any:
        """Call a method by its name in the protocol: ``KclService.ExecProgram``."""
        method = _METHODS.get(name)
        if method is None:
            raise ServiceError(f"unknown method {name}")
        return getattr(self, method)(args)

    def ping(self, args: m.PingArgs) -> m.PingResult:
        """Return the value that was given."""
        return m.PingResult(value=args.value)

    def get_version(self, args: m.GetVersionArgs | None = None) -> m.GetVersionResult:
        """Return the version of the engine that kclpy is compatible with, and its own."""
        text = f"Version: {ENGINE}\r\nPlatform: {platform.platform()}\r\nkclpy: {kclpy.__version__}"
        return m.GetVersionResult(version=ENGINE, version_info=text)

    def list_method(self, args: m.ListMethodArgs | None = None) -> m.ListMethodResult:
        """Return the names of all methods in the protocol."""
        return m.ListMethodResult(method_name_list=list(_METHODS))

    # Programs

    def exec_program(self, args: m.ExecProgramArgs) -> m.ExecProgramResult:
        """Run a program.

        Raises `ServiceError` for what is wrong before it runs; what goes wrong later is in
        ``err_message``.
        """
        return programs.exec_program(args, self._engine)

    def parse_file(self, args: m.ParseFileArgs) -> m.ParseFileResult:
        """Return the tree of one file."""
        from kclpy.compat.api import parsing

        return parsing.parse_file(args)

    def parse_program(self, args: m.ParseProgramArgs) -> m.ParseProgramResult:
        """Return the trees of a program."""
        from kclpy.compat.api import parsing

        return parsing.parse_program(args)

    def load_package(self, args: m.LoadPackageArgs) -> m.LoadPackageResult:
        """Return the trees of a program, its symbols and its mistakes."""
        from kclpy.compat.api import parsing

        return parsing.load_package(args)

    def list_options(self, args: m.ParseProgramArgs) -> m.ListOptionsResult:
        """Return what the calls of `option` in a program say."""
        found = examine.options_in(self._engine.analyse(parse_options(args)))
        return m.ListOptionsResult(
            options=[
                m.OptionHelp(
                    name=one.name,
                    type=one.type,
                    required=one.required,
                    default_value=one.default,
                    help=one.help,
                )
                for one in found
            ]
        )

    def list_variables(self, args: m.ListVariablesArgs) -> m.ListVariablesResult:
        """Return the variables of files, or the parts of them that ``specs`` name."""
        from kclpy.compat.api.variables import list_variables

        texts, parsed = [], []
        for path in args.files:
            texts.append(_read(path))
            parsed.append(examine.parse(texts[-1], os.path.realpath(path)))
        is_merged = "options" not in vars(args) or args.options.merge_program
        found = list_variables([one.module for one in parsed], args.specs, is_merged)
        return m.ListVariablesResult(
            variables=found.found,
            unsupported_codes=found.unsupported,
            parse_errors=errors_of(error for one in parsed for error in one.diagnostics),
        )

    def get_schema_type_mapping(
        self, args: m.GetSchemaTypeMappingArgs
    ) -> m.GetSchemaTypeMappingResult:
        """Describe the schemas and instances among the globals of a program."""
        from kclpy.compat.api.schema_types import schema_types

        analysis = self._engine.analyse(exec_options(args.exec_args))
        if analysis.types is None:
            raise ServiceError(report(analysis.diagnostics, "pretty", {}).strip("\n"))
        return m.GetSchemaTypeMappingResult(
            schema_type_mapping=schema_types(analysis.types, args.schema_name)
        )

    def get_schema_type_mapping_under_path(
        self, args: m.GetSchemaTypeMappingArgs
    ) -> m.GetSchemaTypeMappingUnderPathResult:
        """Describe the schemas of a program and of the packages below it, by package."""
        from kclpy.compat.api.schema_types import schema_types_by_package

        options = programs.with_packages_below(exec_options(args.exec_args))
        analysis = self._engine.analyse(options)
        if analysis.types is None:
            raise ServiceError(report(analysis.diagnostics, "pretty", {}).strip("\n"))
        return m.GetSchemaTypeMappingUnderPathResult(
            schema_type_mapping=schema_types_by_package(analysis.types, args.schema_name)
        )

    # Files

    def format_code(self, args: m.FormatCodeArgs) -> m.FormatCodeResult:
        """Return a formatted text; one with mistakes stays as it is."""
        return m.FormatCodeResult(formatted=edit.format_code(args.source).encode("utf-8"))

    def format_path(self, args: m.FormatPathArgs) -> m.FormatPathResult:
        """Format files, or only tell which would change; those with mistakes stay."""
        try:
            changed = edit.format_files(args.path, is_dry_run=args.dry_run)
        except OSError as error:
            raise ServiceError(f"cannot format '{args.path}': {error.strerror}") from None
        return m.FormatPathResult(changed_paths=changed)

    def override_file(self, args: m.OverrideFileArgs) -> m.OverrideFileResult:
        """Write overrides into a file."""
        if args.import_paths:
            raise ServiceError("import_paths are not supported: write the imports yourself")
        try:
            edit.override_file(args.file, args.specs)
        except OSError as error:
            raise ServiceError(f"Cannot write '{args.file}': {error.strerror}") from None
        except ValueError as error:
            raise ServiceError(str(error)) from None
        parsed = examine.parse(_read(args.file), os.path.realpath(args.file))
        return m.OverrideFileResult(result=True, parse_errors=errors_of(parsed.diagnostics))

    def rename(self, args: m.RenameArgs) -> m.RenameResult:
        """Rename a symbol in files; return those that changed."""
        try:
            changed = edit.rename_in_files(
                args.package_root, args.symbol_path, args.new_name, args.file_paths
            )
        except (OSError, ValueError) as error:
            raise ServiceError(str(error)) from None
        return m.RenameResult(changed_files=changed)

    def rename_code(self, args: m.RenameCodeArgs) -> m.RenameCodeResult:
        """Rename a symbol in texts; return those that changed."""
        try:
            changed = edit.rename(
                args.package_root, args.symbol_path, args.new_name, args.source_codes
            )
        except ValueError as error:
            raise ServiceError(str(error)) from None
        return m.RenameCodeResult(changed_codes=changed)

    def lint_path(self, args: m.LintPathArgs) -> m.LintPathResult:
        """Return what is wrong with a program, mistakes and warnings, one message each."""
        found = find(Options(paths=tuple(args.paths)))
        messages = [message for error in errors_of(found) for message in error.messages]
        return m.LintPathResult(results=[message.msg for message in messages])

    def validate_code(self, args: m.ValidateCodeArgs) -> m.ValidateCodeResult:
        """Check data against a schema."""
        from kclpy.compat.api.validation import validate_code

        return validate_code(args)

    # Tests

    def test(self, args: m.TestArgs) -> m.TestResult:
        """Run the tests of packages; raise `ServiceError` if one cannot be compiled."""
        from kclpy.compat.api import tests

        return tests.run(args)

    def format_test_report(self, args: m.FormatTestReportArgs) -> m.FormatTestReportResult:
        """Return the text of what `test` gave."""
        from kclpy.compat.api import tests

        return m.FormatTestReportResult(report=tests.text_of(args.result))

    # Projects

    def load_settings_files(self, args: m.LoadSettingsFilesArgs) -> m.LoadSettingsFilesResult:
        """Return what settings files say together."""
        if not args.files:
            return m.LoadSettingsFilesResult(kcl_cli_configs=m.CliConfig())
        try:
            settings = load_settings(args.files)
        except SettingsError as error:
            raise ServiceError(error.problem.message) from None
        return m.LoadSettingsFilesResult(
            kcl_cli_configs=_configs(settings),
            kcl_options=[m.KeyValuePair(key=key, value=value) for key, value in settings.options],
        )

    def update_dependencies(self, args: m.UpdateDependenciesArgs) -> m.UpdateDependenciesResult:
        """Return where the dependencies of a package are."""
        try:
            manifest = load_manifest(os.path.abspath(args.manifest_path))
        except ManifestError as error:
            raise ServiceError(error.problem.message) from None
        if manifest is None:
            raise ServiceError(f"there is no kcl.mod in '{args.manifest_path}'")
        vendor = os.path.join(manifest.directory, "vendor")
        stores = [vendor] if args.vendor else package_stores()
        return m.UpdateDependenciesResult(
            external_pkgs=[
                m.ExternalPkg(pkg_name=name, pkg_path=path)
                for name, path in find_dependencies(manifest, stores).items()
            ]
        )

    def generate_toml(self, args: m.GenerateTomlArgs) -> m.GenerateTomlResult:
        """Run a program and return its output as TOML."""
        from kclpy.plan.toml import NotATable

        try:
            toml = programs.toml_of(args.exec_args, args.sort_keys, self._engine)
        except NotATable as error:
            raise ServiceError(str(error)) from None
        return m.GenerateTomlResult(toml=toml)

    def generate_doc(self, args: m.GenerateDocArgs) -> m.GenerateDocResult:
        """Return the documentation of the schemas of a package and of those below it."""
        from kclpy.compat.api.documents import document

        return m.GenerateDocResult(content=document(args))

    def generate_openapi(self, args: m.GenerateOpenAPIArgs) -> m.GenerateOpenAPIResult:
        """Return the schemas of a package and of those below it as OpenAPI "v3" or "v2"."""
        from kclpy.compat.api.documents import openapi

        return m.GenerateOpenAPIResult(spec=openapi(args))

    def generate_proto(self, args: m.GenerateProtoArgs) -> m.GenerateProtoResult:
        """Return the schemas of a package and of those below it as protocol buffers."""
        from kclpy.compat.api.documents import proto

        return m.GenerateProtoResult(proto=proto(args))

    def generate_kcl(self, args: m.GenerateKclArgs) -> m.GenerateKclResult:
        """Return a program that outputs data in JSON, YAML or TOML."""
        from kclpy.compat.api.data import generate_kcl

        return m.GenerateKclResult(kcl=generate_kcl(args))


def _methods() -> dict[str, str]:
    """Return the methods of `API` by their names in the protocol."""
    methods = [name for name in vars(API) if not name.startswith("_") and name != "call"]
    words = {"".join(map(str.capitalize, name.split("_"))): name for name in methods}
    words["GenerateOpenAPI"] = words.pop("GenerateOpenapi")
    found = {f"KclService.{word}": name for word, name in words.items() if word != "ListMethod"}
    return {**found, "BuiltinService.Ping": "ping", "BuiltinService.ListMethod": "list_method"}


_METHODS = _methods()


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        raise ServiceError(f"Cannot find the kcl file, please check the file path {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError(f"Failed to load KCL file '{path}'. Because '{error}'") from None


def _configs(settings: Settings) -> m.CliConfig:
    configs = settings.configs
    names = m.CliConfig._fields()
    known = {key: value for key, value in configs.items() if key in names and key != "files"}
    config = m.CliConfig(files=list(settings.files), **known)
    for path in config.files:
        if not path.startswith("${") and not os.path.exists(path):
            raise ServiceError(f"Cannot find the kcl file, please check the file path {path}")
    return config
