"""The page about the rules of the linter: a table, then each rule with what it says."""

from __future__ import annotations

from kclpy.diagnostics.catalogue import examples, page
from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.linter.rule import Rule
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice
from kclpy.linter.session import lint

_HOME = "/app"


def rules_page() -> str:
    """Return the page."""
    rules = list(all_rules().values())
    rows = ["| Name | Group | Default | Fix | Means |", "|---|---|---|---|---|"]
    rows += [_row(rule) for rule in rules]
    parts = [
        "# Lint rules",
        "What `kclpy lint` finds in a program without mistakes. See "
        "[Linting](../guide/lint.md) for how rules are chosen. A fix that is not safe may change "
        "the output; it takes `--unsafe-fixes`.",
        "\n".join(rows),
        *(_rule(rule) for rule in rules),
    ]
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> str:
    summary = " ".join(page(rule.problem).partition("\n\n")[0].split()).replace("|", "\\|")
    cells = [f"[{rule.name}](#{rule.name})", rule.group.value, "yes" if rule.is_default else ""]
    return f"| {' | '.join([*cells, _fix(rule), summary])} |"


def _fix(rule: Rule) -> str:
    if not rule.has_fix:
        return ""
    return "safe" if rule.is_fix_safe else "unsafe"


def _rule(rule: Rule) -> str:
    answer = _answer(rule)
    parts = [f'<a id="{rule.name}"></a>', f"## {rule.name}", page(rule.problem)]
    if answer:
        parts.append(f"It is reported so:\n\n```text\n{answer}\n```")
    return "\n\n".join(parts)


def _answer(rule: Rule) -> str:
    """Return what is said of the example, "" if there is none."""
    for program in examples(rule.problem)[:1]:
        options = Options(paths=("main.k",), workdir=_HOME, texts={"main.k": program})
        for diagnostic in lint(options, Choice(select=("all",))).diagnostics:
            if type(diagnostic.problem) is rule.problem:
                text = render(diagnostic, with_advice=True)
                return text.strip().replace(f"{_HOME}/", "")
    return ""
