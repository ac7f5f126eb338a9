"""Calls that parse programs: `parse_file`, `parse_program` and `load_package`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from kclpy.compat.api.messages import (
    AppInfo,
    Error,
    FileImports,
    ImportInfo,
    KclMod,
    KclModPackage,
    LoadPackageArgs,
    LoadPackageResult,
    ParseFileArgs,
    ParseFileResult,
    ParseProgramArgs,
    ParseProgramResult,
)
from kclpy.compat.api.programs import ServiceError, externals_of, parse_options
from kclpy.compat.api.reports import errors_of
from kclpy.compat.api.symbols import Symbols
from kclpy.compat.api.tree import tree_of
from kclpy.driver.analysis import Analysis, analyse
from kclpy.driver.options import Options
from kclpy.driver.workspace import find_root
from kclpy.packages.manifest import ManifestError, load_manifest
from kclpy.semantics.program import ImportKind, Program
from kclpy.source.vfs import canonical
from kclpy.syntax import nodes

_LOADING = ("InvalidSyntax", "CannotFindModule", "RecursiveLoad")


def parse_file(args: ParseFileArgs) -> ParseFileResult:
    """Return the tree of one file and the files that it imports; the text may be given."""
    texts = {args.path: args.source} if args.source else {}
    options = Options(paths=(args.path,), texts=texts, externals=externals_of(args.external_pkgs))
    analysis = analyse(options)
    path = canonical(args.path)
    module = analysis.modules.get(path)
    if module is None:
        raise ServiceError(analysis.diagnostics[0].message)
    return ParseFileResult(
        ast_json=json.dumps(tree_of(module)),
        deps=[one for one in analysis.modules if one != path],
        errors=_loading_errors(analysis),
    )


def parse_program(args: ParseProgramArgs) -> ParseProgramResult:
    """Return the trees of all packages of a program, and the paths of its files."""
    analysis, program = _loaded(args)
    return ParseProgramResult(
        ast_json=_program_json(args, program),
        paths=list(_paths(program)),
        errors=_loading_errors(analysis),
    )


def load_package(args: LoadPackageArgs) -> LoadPackageResult:
    """Return the trees of a program and, if it is to be resolved, what its names denote."""
    analysis, program = _loaded(args.parse_args)
    result = LoadPackageResult(
        program=_program_json(args.parse_args, program),
        paths=list(_paths(program)),
        parse_errors=_loading_errors(analysis),
        imports=dict(_imports(program)),
        kcl_mod=_manifest(args.parse_args),
    )
    for directory in dict.fromkeys(map(os.path.dirname, result.paths)):
        has_manifest = os.path.isfile(os.path.join(directory, "kcl.mod"))
        result.apps.append(AppInfo(path=directory, has_kcl_mod=has_manifest))
    if args.resolve_ast and analysis.types is not None:
        late = (one for one in analysis.diagnostics if one.problem.kind not in _LOADING)
        result.type_errors = errors_of(late)
        symbols = Symbols(analysis.types)
        result.symbols = symbols.symbols
        result.scopes = symbols.scopes
        result.fully_qualified_name_map = symbols.by_name
        result.pkg_scope_map = symbols.by_package
    return result


def _loaded(args: ParseProgramArgs) -> tuple[Analysis, Program]:
    analysis = analyse(parse_options(args))
    if analysis.program is None:
        raise ServiceError("\n".join([one.message for one in analysis.diagnostics]))
    return analysis, analysis.program


def _loading_errors(analysis: Analysis) -> list[Error]:
    return errors_of(one for one in analysis.diagnostics if one.problem.kind in _LOADING)


def _program_json(args: ParseProgramArgs, program: Program) -> str:
    packages = {
        path: [tree_of(module) for module in package.modules]
        for path, package in program.packages.items()
    }
    return json.dumps({"root": _root(args), "pkgs": packages})


def _root(args: ParseProgramArgs) -> str:
    first = canonical(args.paths[0])
    return find_root(first if os.path.isdir(first) else os.path.dirname(first))


def _paths(program: Program) -> Iterator[str]:
    for package in program.packages.values():
        for module in package.modules:
            yield module.file.path


def _imports(program: Program) -> Iterator[tuple[str, FileImports]]:
    for package in program.packages.values():
        for module in package.modules:
            found = []
            for statement in module.body:
                if isinstance(statement, nodes.ImportStmt):
                    target = package.imports[statement]
                    info = ImportInfo(path=statement.path)
                    other = program.packages.get(target.path)
                    if target.kind is ImportKind.PACKAGE and other and other.modules:
                        info.resolved = other.modules[0].file.path
                    found.append(info)
            yield module.file.path, FileImports(imports=found)


def _manifest(args: ParseProgramArgs) -> KclMod:
    try:
        manifest = load_manifest(_root(args))
    except ManifestError:
        manifest = None
    if manifest is None:
        return KclMod()
    package = KclModPackage(name=manifest.name, edition=manifest.edition, version=manifest.version)
    return KclMod(package=package)
