"""The pages about problems: one for each topic, and an index by name and code.

A page shows what kclpy says of the example; that is found out when the page is made.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kclpy import api
from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.catalogue import TOPICS, examples, page, problems
from kclpy.diagnostics.render import render

# Where the language itself is described.
_SEE = {
    "syntax": "The language is described in the [grammar](../grammar.md).",
    "functions": "What functions take is told in [functions](../functions.md).",
    "load": "Flags are listed in [command line](../command-line.md).",
    "calls": "What functions take is told in [functions](../functions.md).",
}


def problem_pages() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page."""
    yield "reference/problems/index.md", _index()
    for topic, title in TOPICS.items():
        parts = [f"# {title}", "[All problems](index.md)", _SEE.get(topic, "")]
        parts += [_problem(problem) for problem in problems(topic)]
        yield f"reference/problems/{topic}.md", "\n\n".join(filter(None, parts)) + "\n"


def _index() -> str:
    rows = [
        "# Problems",
        "What kclpy says is wrong. The name is that of the forms for machines (`--error-format`); "
        "the code and the kind are those of the official engine, which gives none to mistakes of "
        "the evaluation.",
        "See [Errors](../../guide/errors.md) for how they are shown.",
    ]
    for topic, title in TOPICS.items():
        table = ["| Name | Code | Kind | Means |", "|---|---|---|---|"]
        for problem in problems(topic):
            link = f"[{problem.id()}]({topic}.md#{problem.id()})"
            table.append(f"| {link} | {problem.code} | {problem.kind} | {_summary(problem)} |")
        rows += [f"## [{title}]({topic}.md)", "\n".join(table)]
    return "\n\n".join(rows) + "\n"


def _summary(problem: type[Problem]) -> str:
    return " ".join(page(problem).partition("\n\n")[0].split()).replace("|", "\\|")


def _problem(problem: type[Problem]) -> str:
    header = " ".join(filter(None, (problem.code, problem.kind)))
    answer = _answer(problem)
    parts = [
        f'<a id="{problem.id()}"></a>',
        f"## {problem.id()}",
        f"`{header}`" if header else "",
        page(problem),
        f"It is reported so:\n\n```text\n{answer}\n```" if answer else _remedy(problem),
    ]
    return "\n\n".join(filter(None, parts))


def _remedy(problem: type[Problem]) -> str:
    """Return what to do, where no example shows it; a word in braces stands for a name."""
    text = problem.remedy.replace("{{", "{").replace("}}", "}")
    return f"What helps: {text}." if text else ""


def _answer(problem: type[Problem]) -> str:
    """Return what is said of the example, "" if there is none."""
    programs = examples(problem)
    if not programs:
        return ""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name).resolve()
        (home / "kcl.mod").touch()
        (home / "main.k").write_text(programs[0], "utf-8")
        if programs[1:]:
            (home / "p").mkdir()
            (home / "p" / "p.k").write_text(programs[1], "utf-8")
        found = _provoked(problem, home)
        return (
            "" if found is None else render(found, with_advice=True).strip().replace(f"{home}/", "")
        )


def _provoked(problem: type[Problem], home: Path) -> Diagnostic | None:
    """Return the first occurrence of the problem; some occur with strict ranges alone."""
    for strict in (False, True):
        result = api.compile([home / "main.k"], workdir=home, strict_range=strict, explain=True)
        for diagnostic in result.diagnostics:
            if type(diagnostic.problem) is problem:
                return diagnostic
    return None
