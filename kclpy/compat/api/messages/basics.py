"""What many calls share: errors, places, packages, and the program to run."""

from __future__ import annotations

from kclpy.compat.api.message import Message as Record


class ExternalPkg(Record):
    pkg_name: str
    pkg_path: str


class Argument(Record):
    name: str
    value: str


class KeyValuePair(Record):
    key: str
    value: str


class Position(Record):
    line: int
    column: int
    filename: str


class Message(Record):
    msg: str
    pos: Position


class Error(Record):
    level: str
    code: str
    messages: list[Message]


class PingArgs(Record):
    value: str


class PingResult(Record):
    value: str


class GetVersionArgs(Record):
    pass


class GetVersionResult(Record):
    version: str
    checksum: str
    git_sha: str
    version_info: str


class ListMethodArgs(Record):
    pass


class ListMethodResult(Record):
    method_name_list: list[str]


class ParseProgramArgs(Record):
    paths: list[str]
    sources: list[str]
    external_pkgs: list[ExternalPkg]


class ExecProgramArgs(Record):
    work_dir: str
    k_filename_list: list[str]
    k_code_list: list[str]
    args: list[Argument]
    overrides: list[str]
    disable_yaml_result: bool
    print_override_ast: bool
    strict_range_check: bool
    disable_none: bool
    verbose: int
    debug: int
    sort_keys: bool
    external_pkgs: list[ExternalPkg]
    include_schema_type_path: bool
    compile_only: bool
    show_hidden: bool
    path_selector: list[str]
    fast_eval: bool
    error_format: str
    format: str
    emit_attribute_metadata: bool
    sourcemap_output: str


class ExecProgramResult(Record):
    json_result: str
    yaml_result: str
    log_message: str
    err_message: str
    sourcemap: str
