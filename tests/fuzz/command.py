"""The modes whose programs both engines evaluate: ``run``, ``featured`` and ``ill-typed``."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.arguments import Modes, add_mode
from tests.fuzz.programs import Answer, Program, as_file
from tests.fuzz.session import Finding, Mode, Summary, run

_MODES = {
    "run": ("generated", "compare generated programs"),
    "featured": ("featured", "compare programs that use the rarer parts of the language"),
    "ill-typed": ("ill-typed", "break one thing in each program; compare what the checkers say"),
}


def register(modes: Modes) -> None:
    """Add the modes to the command line."""
    for name, (mode, about) in _MODES.items():
        parser = add_mode(modes, name, about, main)
        parser.set_defaults(mode=mode)
        parser.add_argument("--jobs", type=int, default=1, help="processes that run at once")
        parser.add_argument("--strict", action="store_true", help="compare messages and lines, too")
        parser.add_argument("--kinds", nargs="*", default=(), help="report only these, as `output`")
        parser.add_argument("--budget", type=int, default=1000, help="steps to shrink a program")
        parser.add_argument("--write", type=Path, help="write candidates for golden cases there")
        parser.add_argument("--show", type=int, metavar="NUMBER", help="only print one program")


def main(arguments: argparse.Namespace) -> int:
    """Compare the engines on generated programs and print what differs."""
    if arguments.show is not None:
        _say(_listing(Mode.named(arguments.mode).make(arguments.seed, arguments.show)))
        return 0
    numbers = range(arguments.start, arguments.start + arguments.count)
    summary = Summary()
    if arguments.jobs == 1:
        summary = _run(arguments, numbers)
    else:
        parts = [numbers[job :: arguments.jobs] for job in range(arguments.jobs)]
        with ProcessPoolExecutor(arguments.jobs) as pool:
            for task in [pool.submit(_run, arguments, part) for part in parts]:
                summary.add(task.result())
    _report(summary)
    if arguments.write:
        _write(summary, arguments.write)
    return 1 if summary.groups else 0


def _run(arguments: argparse.Namespace, numbers: range) -> Summary:
    return run(
        Mode.named(arguments.mode, strict=arguments.strict),
        arguments.seed,
        numbers,
        budget=arguments.budget,
        kinds=frozenset(arguments.kinds),
        found=_print_finding,
    )


def _print_finding(finding: Finding) -> None:
    _say(f"=== {finding.difference.kind}: {finding.difference.detail}  [{finding.seed}]")
    _say(_listing(finding.program))
    _say(f"--- oracle {_said(finding.oracle)}--- kclpy {_said(finding.ours)}")


def _said(answer: Answer) -> str:
    text = answer.text if len(answer.text) < 1500 else f"{answer.text[:700]}…{answer.text[-700:]}"
    return f"({answer.status})\n{as_file(text)}"


def _listing(program: Program) -> str:
    lines = []
    for name, text in program.files.items():
        if len(program.files) > 1:
            lines.append(f"# file {name}")
        lines.append(text.rstrip("\n"))
    if program.options:
        lines.append(f"# options {' '.join(program.options)}")
    return "\n".join(lines)


def _report(summary: Summary) -> None:
    total = sum(summary.statuses.values())
    statuses = ", ".join(f"{count} {status}" for status, count in summary.statuses.most_common())
    _say(f"{total} programs; the oracle says: {statuses}")
    _say(f"{sum(summary.groups.values())} differences in {len(summary.groups)} groups")
    for found, count in summary.groups.most_common():
        _say(f"{count:>6}  {found.kind}: {found.detail}")
    if summary.statuses["rejected"]:
        _report_rejected(summary)


def _report_rejected(summary: Summary) -> None:
    """Print how often the engines agree on what is refused, and in which words."""
    rejected = summary.statuses["rejected"]
    kinds = {"verdict": 0, "first": 0, "later": 0}
    for found, count in summary.groups.items():
        kind = found.kind.partition(":")[0]
        kinds[kind if kind in kinds else "verdict"] += count
    checked = rejected + summary.statuses["accepted"]
    _say(f"accepted or rejected alike: {checked - kinds['verdict']} of {checked}")
    first = rejected - kinds["verdict"] - kinds["first"]
    _say(f"the same first diagnostic: {first} of {rejected} ({100 * first / rejected:.2f} %)")
    every = first - kinds["later"]
    _say(f"the same diagnostics: {every} of {rejected} ({100 * every / rejected:.2f} %)")


def _write(summary: Summary, directory: Path) -> None:
    """Write each finding as a case with the oracle's answer beside it."""
    directory.mkdir(parents=True, exist_ok=True)
    for finding in summary.findings:
        if finding.oracle.status not in ("ok", "error"):
            continue
        stem = f"{finding.difference.kind.replace(' ', '_')}_{finding.seed.replace('/', '_')}"
        if len(finding.program.files) > 1 or finding.program.options:
            finding.program.write(directory / stem)
            (directory / stem / "args").write_text("\n".join(finding.program.options))
        else:
            (directory / f"{stem}.k").write_text(finding.program.files["main.k"])
        suffix = "yaml" if finding.oracle.is_ok else "stderr"
        text = finding.oracle.text.replace("main.k", f"{stem}.k")
        (directory / f"{stem}.{suffix}").write_text(as_file(text))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
