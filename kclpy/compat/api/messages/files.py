"""What reads and changes source files: variables, overrides, renaming, validation, settings."""

from __future__ import annotations

from kclpy.compat.api.message import Message as Record
from kclpy.compat.api.messages.basics import Error, ExternalPkg, KeyValuePair


class ListOptionsResult(Record):
    options: list[OptionHelp]


class OptionHelp(Record):
    name: str
    type: str
    required: bool
    default_value: str
    help: str


class OverrideFileArgs(Record):
    file: str
    specs: list[str]
    import_paths: list[str]


class OverrideFileResult(Record):
    result: bool
    parse_errors: list[Error]


class ListVariablesOptions(Record):
    merge_program: bool


class VariableList(Record):
    variables: list[Variable]


class ListVariablesArgs(Record):
    files: list[str]
    specs: list[str]
    options: ListVariablesOptions


class ListVariablesResult(Record):
    variables: dict[str, VariableList]
    unsupported_codes: list[str]
    parse_errors: list[Error]


class Variable(Record):
    value: str
    type_name: str
    op_sym: str
    list_items: list[Variable]
    dict_entries: list[MapEntry]


class MapEntry(Record):
    key: str
    value: Variable


class ValidateCodeArgs(Record):
    datafile: str
    data: str
    file: str
    code: str
    schema: str
    attribute_name: str
    format: str
    external_pkgs: list[ExternalPkg]


class ValidateCodeResult(Record):
    success: bool
    err_message: str


class LoadSettingsFilesArgs(Record):
    work_dir: str
    files: list[str]


class LoadSettingsFilesResult(Record):
    kcl_cli_configs: CliConfig
    kcl_options: list[KeyValuePair]


class CliConfig(Record):
    files: list[str]
    output: str
    overrides: list[str]
    path_selector: list[str]
    strict_range_check: bool
    disable_none: bool
    verbose: int
    debug: bool
    sort_keys: bool
    show_hidden: bool
    include_schema_type_path: bool
    fast_eval: bool


class RenameArgs(Record):
    package_root: str
    symbol_path: str
    file_paths: list[str]
    new_name: str


class RenameResult(Record):
    changed_files: list[str]


class RenameCodeArgs(Record):
    package_root: str
    symbol_path: str
    source_codes: dict[str, str]
    new_name: str


class RenameCodeResult(Record):
    changed_codes: dict[str, str]
