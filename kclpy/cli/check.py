"""``kclpy check``: all that must hold before a change goes in, in one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from kclpy import __version__
from kclpy.cli.arguments import add_definitions, add_inputs, parse_arguments, request_of, split
from kclpy.cli.errors import Reporter, add_style_flags, write_internal_error
from kclpy.diagnostics.formats import Findings, write
from kclpy.formatter.files import FilesError
from kclpy.gate.cluster import Cluster
from kclpy.gate.configuration import Configuration, read_configuration, unknown_step
from kclpy.gate.project import find_project
from kclpy.gate.run import Report, StepReport, run_steps
from kclpy.gate.step import Task, counted
from kclpy.gate.steps import STEPS
from kclpy.packages import keys
from kclpy.packages.configuration import ConfigurationError
from kclpy.source.writing import write_atomically
from kclpy.testing.runner import default_jobs
from kclpy.vet.documents import DataError

_FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
_ERASE = "\r\x1b[K"
CLEAN, FINDINGS, USAGE, INTERNAL = range(4)


def run(argv: Sequence[str]) -> int:
    """Check what ``argv`` names and return the exit status.

    0 if all is well, 1 if there are findings, 2 if the words or the configuration make no
    sense, 3 if something is wrong with kclpy itself.
    """
    words = parse_arguments(command_line(), argv)
    try:
        return _run(words)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        write_internal_error(error)
        return INTERNAL


def _run(words: argparse.Namespace) -> int:
    reporter = Reporter(words, sys.stdout)
    mistake = unknown_step([*split(words.only), *split(words.skip)])
    if mistake is None and words.setting:
        mistake = "-Y names the settings of one program, and there may be many"
    if mistake is not None:
        return _refused(mistake)
    try:
        request = request_of(words, ())
        is_explained = reporter.wants_advice or words.format != "text"
        options = replace(request.options, explain=is_explained)
        project = find_project(words.paths, replace(request, options=options))
        configuration = read_configuration(_home(words.paths))
        cluster = _cluster(words, configuration)
        if cluster is not None:
            from kclpy.vet.kubernetes.releases import load_release  # seldom needed

            load_release(cluster.release)
    except FilesError as error:
        return _refused(str(error))
    except (ConfigurationError, DataError) as error:
        reporter.write([error.diagnostic])
        return USAGE
    if not project.files and not project.mistakes:
        sys.stderr.write("kclpy check: no KCL files found\n")
        return CLEAN
    jobs = default_jobs() if words.jobs is None else max(1, words.jobs)
    task = Task(project, jobs, cluster, words.fail_fast)
    report = run_steps(STEPS, _wanted(words, configuration), task, _progress())
    return _deliver(report, project.files, words, reporter)


def _refused(reason: str) -> int:
    sys.stderr.write(f"kclpy check: {reason}\n")
    return USAGE


def _home(paths: Sequence[str]) -> str:
    """Return the directory whose configuration counts."""
    return paths[0].removesuffix("...") or "." if paths else "."


def _wanted(words: argparse.Namespace, configuration: Configuration) -> list[str]:
    """Return the steps to take: the command line has the last word."""
    only, skip = split(words.only), split(words.skip)
    chosen = only or [name for name in keys.STEPS if name not in configuration.skip]
    return [name for name in chosen if name not in skip]


def _cluster(words: argparse.Namespace, configuration: Configuration) -> Cluster | None:
    """Return what manifests are held to: a flag replaces what the configuration says."""
    cluster = configuration.cluster
    if words.kubernetes:
        cluster = replace(cluster or Cluster(""), release=words.kubernetes)
    if cluster is not None and words.crd:
        cluster = replace(cluster, definitions=tuple(words.crd))
    if cluster is not None and words.ignore_missing_schemas:
        cluster = replace(cluster, skips_unknown=True)
    return cluster


def _progress() -> Callable[[str], None]:
    """Return what shows on a terminal which step is being taken."""
    if not sys.stderr.isatty():
        return lambda name: None

    def show(name: str) -> None:
        sys.stderr.write(f"{_ERASE}kclpy check: {name} …")
        sys.stderr.flush()

    return show


def _deliver(
    report: Report, files: Sequence[str], words: argparse.Namespace, reporter: Reporter
) -> int:
    """Write the report to a file and to standard output; return the exit status."""
    if sys.stderr.isatty():
        sys.stderr.write(_ERASE)
    findings = Findings(
        report.diagnostics,
        files,
        is_coloured=reporter.is_coloured,
        with_advice=not reporter.is_plain,
        version=__version__,
        are_warnings_failures=True,
    )
    table = "" if words.quiet else _table(report)
    text = f"{write(findings, 'pretty')}{table}"
    document = text if words.format == "text" else write(findings, words.format)
    if words.output is not None:
        try:
            write_atomically(words.output, document)
        except OSError as error:
            return _refused(f"cannot write '{words.output}': {error.strerror}")
        sys.stdout.write(text)
    else:
        sys.stdout.write(document)
        if words.format != "text":
            sys.stderr.write(table)
    return FINDINGS if any(step.found for step in report.steps) else CLEAN


def _table(report: Report) -> str:
    """Return a line for each step: its name, how it went, what it looked at, how long it took."""
    lines = []
    for step in report.steps:
        seconds = f"{step.seconds:.1f} s" if step.was_run and step.summary else ""
        cells = f"{step.name:<12}{_verdict(step):<16}{step.summary:<28}{seconds:>8}"
        lines.append(f"{cells.rstrip()}\n")
    return "".join(lines)


def _verdict(step: StepReport) -> str:
    if not step.was_run:
        return "-"
    if not step.found:
        return "ok"
    return counted(len(step.new), "finding") if step.new else "told above"


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    steps = "\n".join(f"  {step.name:<12}{step.purpose}" for step in STEPS)
    parser = argparse.ArgumentParser(
        prog="kclpy check",
        description="Check all that must hold before a change goes in. The steps are:\n\n" + steps,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="a directory, for all below it, or a file")
    add("--only", action="append", default=[], metavar="STEP", help="take only these steps")
    add("--skip", action="append", default=[], metavar="STEP", help="leave these steps out")
    add("--fail-fast", action="store_true", help="stop after the first step with findings")
    add("--kubernetes", metavar="VERSION", help="hold manifests to this release of Kubernetes")
    add_definitions(parser)
    add("--format", choices=_FORMATS, default="text", metavar="NAME", help=", ".join(_FORMATS))
    add(
        "-o",
        "--output",
        metavar="FILE",
        help="write the report to a file, and what people read to standard output",
    )
    add("-j", "--jobs", type=int, metavar="N", help="how many processes (default: all processors)")
    add("-q", "--quiet", action="store_true", help="no table of the steps")
    add_inputs(parser)
    add_style_flags(parser)
    parser.set_defaults(error_format="pretty")
    return parser
