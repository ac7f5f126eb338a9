"""Calls that run programs."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from kclpy.api.engine import Engine
from kclpy.api.running import Result
from kclpy.compat.api.messages import (
    ExecProgramArgs,
    ExecProgramResult,
    ExternalPkg,
    ParseProgramArgs,
)
from kclpy.compat.api.reports import FORMATS, report, unseen_files
from kclpy.compat.plugin import registered
from kclpy.docgen.discovery import packages_below
from kclpy.driver.options import Options
from kclpy.plan.toml import to_toml
from kclpy.source.vfs import canonical

# The command line indents the keys of tables; the service puts empty lines between tables.
_INDENT = re.compile("^ +", re.MULTILINE)
_TABLE = re.compile(r"(?<=[^\n])\n(?=\[)")


class ServiceError(Exception):
    """A call failed; the text is what the service says."""


def exec_program(args: ExecProgramArgs, engine: Engine) -> ExecProgramResult:
    """Run a program. Mistakes that show before it runs are raised, others are in the result."""
    form = args.error_format or "pretty"
    if form not in FORMATS:
        listed = ", ".join(FORMATS)
        raise ServiceError(f"invalid diagnostic format `{form}` (expected one of: {listed})")
    options = exec_options(args)
    if args.compile_only:
        _compile(args, options, form, engine)
        return ExecProgramResult()
    result = engine.run(options)
    if result.output is None:
        unseen = _unseen(args, options)
        if not is_late(result):
            raise ServiceError(report(result.diagnostics, form, unseen))
        text = report(result.diagnostics, "pretty", unseen)  # whatever form was asked for
        return ExecProgramResult(log_message=result.log, err_message=text)
    return ExecProgramResult(
        yaml_result="" if args.format == "json" else result.yaml,
        json_result="" if args.format == "yaml" else result.json,
        log_message=result.log,
    )


def _compile(args: ExecProgramArgs, options: Options, form: str, engine: Engine) -> None:
    analysis = engine.analyse(options)
    if analysis.diagnostics:
        raise ServiceError(report(analysis.diagnostics, form, _unseen(args, options)))


def _unseen(args: ExecProgramArgs, options: Options) -> dict[str, str]:
    return unseen_files(options, _names(args)[: len(args.k_code_list)])


def _names(args: ExecProgramArgs) -> list[str]:
    """Return the names of the files; code without any has names of its own."""
    if args.k_filename_list:
        return args.k_filename_list
    home = args.work_dir or "."
    return [f"{home}/__main__{number or ''}.k" for number in range(len(args.k_code_list))]


def is_late(result: Result) -> bool:
    """Tell whether a failure showed when the program ran."""
    return any(one.problem.kind == "EvaluationError" for one in result.diagnostics)


def exec_options(args: ExecProgramArgs) -> Options:
    """Return the options of a run."""
    return Options(
        paths=tuple(_names(args)),
        workdir=args.work_dir or ".",
        arguments={argument.name: argument.value for argument in args.args},
        selectors=tuple(args.path_selector),
        overrides=tuple(args.overrides),
        externals=externals_of(args.external_pkgs),
        texts=dict(zip(_names(args), args.k_code_list, strict=False)),
        disable_none=args.disable_none,
        sort_keys=args.sort_keys,
        show_hidden=args.show_hidden,
        strict_range=args.strict_range_check,
        include_schema_type_path=args.include_schema_type_path,
        debug=args.debug > 0,
        plugins=registered(),
    )


def parse_options(args: ParseProgramArgs) -> Options:
    """Return the options for looking at a program."""
    return Options(
        paths=tuple(args.paths),
        externals=externals_of(args.external_pkgs),
        texts=dict(zip(args.paths, args.sources, strict=False)),
        plugins=registered(),
    )


def with_packages_below(options: Options) -> Options:
    """Return options that load the packages below the first file, too."""
    if not options.paths:
        return options
    path = canonical(os.path.join(options.workdir, options.paths[0]))
    home = path if os.path.isdir(path) else os.path.dirname(path)
    return replace(options, packages=tuple(packages_below(home)))


def externals_of(packages: Sequence[ExternalPkg]) -> dict[str, str]:
    """Return the directories of external packages by their names."""
    return {package.pkg_name: package.pkg_path for package in packages}


def toml_of(args: ExecProgramArgs, sort_keys: bool, engine: Engine) -> str:
    """Return the output of a program as TOML; raise `NotATable` if a document is no dict."""
    result = engine.run(replace(exec_options(args), sort_keys=sort_keys or args.sort_keys))
    if result.output is None:
        raise ServiceError(report(result.diagnostics, "pretty", {}))
    return _TABLE.sub("\n\n", _INDENT.sub("", to_toml(result.output.documents)))
