"""Parsed programs, their symbols and manifests."""

from __future__ import annotations

from kclpy.compat.api.message import Message as Record
from kclpy.compat.api.messages.basics import Error, ExternalPkg, ParseProgramArgs
from kclpy.compat.api.messages.types import KclType


class ParseFileArgs(Record):
    path: str
    source: str
    external_pkgs: list[ExternalPkg]


class ParseFileResult(Record):
    ast_json: str
    deps: list[str]
    errors: list[Error]


class ParseProgramResult(Record):
    ast_json: str
    paths: list[str]
    errors: list[Error]


class SymbolIndex(Record):
    i: int
    g: int
    kind: str


class ScopeIndex(Record):
    i: int
    g: int
    kind: str


class Symbol(Record):
    ty: KclType
    name: str
    owner: SymbolIndex
    def_: SymbolIndex
    attrs: list[SymbolIndex]
    is_global: bool


class Scope(Record):
    kind: str
    parent: ScopeIndex
    owner: SymbolIndex
    children: list[ScopeIndex]
    defs: list[SymbolIndex]


class ImportInfo(Record):
    path: str
    resolved: str


class FileImports(Record):
    imports: list[ImportInfo]


class KclModGitSource(Record):
    git: str
    branch: str
    commit: str
    tag: str
    version: str


class KclModOciSource(Record):
    oci: str
    tag: str


class KclModLocalSource(Record):
    path: str


class KclModDependency(Record):
    version: str
    git: KclModGitSource
    oci: KclModOciSource
    local: KclModLocalSource


class KclModPackage(Record):
    name: str
    edition: str
    version: str
    description: str
    include: list[str]
    exclude: list[str]


class KclModProfile(Record):
    entries: list[str]
    disable_none: bool
    sort_keys: bool
    selectors: list[str]
    overrides: list[str]
    options: list[str]


class KclMod(Record):
    package: KclModPackage
    profile: KclModProfile
    dependencies: dict[str, KclModDependency]


class AppInfo(Record):
    path: str
    has_kcl_mod: bool


class LoadPackageArgs(Record):
    parse_args: ParseProgramArgs
    resolve_ast: bool
    load_builtin: bool
    with_ast_index: bool


class LoadPackageResult(Record):
    program: str
    paths: list[str]
    parse_errors: list[Error]
    type_errors: list[Error]
    scopes: dict[str, Scope]
    symbols: dict[str, Symbol]
    node_symbol_map: dict[str, SymbolIndex]
    symbol_node_map: dict[str, str]
    fully_qualified_name_map: dict[str, SymbolIndex]
    pkg_scope_map: dict[str, ScopeIndex]
    imports: dict[str, FileImports]
    kcl_mod: KclMod
    apps: list[AppInfo]


class UpdateDependenciesArgs(Record):
    manifest_path: str
    vendor: bool


class UpdateDependenciesResult(Record):
    external_pkgs: list[ExternalPkg]
