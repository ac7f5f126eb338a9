"""Passwords, tokens and keys that are written into a program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes

# What only a secret looks like.
_KNOWN = {
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a GitHub token": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}"),
    "a GitLab token": re.compile(r"\bglpat-[A-Za-z0-9_-]{20}"),
    "a Slack token": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10}"),
    "a Google API key": re.compile(r"\bAIza[A-Za-z0-9_-]{35}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}

_NAME = re.compile(
    r"(?:^|[._-])(?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key|credentials?)"
    r"(?:[._-]?value)?$"
)
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PLACEHOLDER = re.compile(
    r"example|sample|dummy|placeholder|change.?me|your|todo|fixme|secret|password|token|xxx|\*\*\*"
    r"|redacted|fake|none|null|test|<|\$|\{|/|://",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"(?:password|passwd|pwd)(?:[._-]?value)?$", re.IGNORECASE)
_SHORTEST = 8
_LONG = 20


class HardcodedSecret(LintProblem):
    """A password, token or key stands in the program, where everybody can read it.

    ```kcl
    database = {
        user = "shop"
        password = "xK9fPq27Lm"
    }
    ```

    Refer to a secret of the cluster by its name, or take the value with ``option``. What looks
    like a placeholder or a name is not reported.
    """

    what: str
    template = "this looks like {what}"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    names = _named(subject)
    for literal in subject.each(nodes.StringLit):
        what = _known(literal.value)
        if what is None and _is_secret(literal.value, names.get(literal)):
            what = f"the value of '{names[literal]}', which is a secret"
        if what is not None:
            yield subject.found(HardcodedSecret(what), literal)


def _known(text: str) -> str | None:
    return next((what for what, pattern in _KNOWN.items() if pattern.search(text)), None)


def _is_secret(text: str, name: str | None) -> bool:
    """Tell whether the value of a suspicious name looks random: no words, no placeholder.

    What is called a token or secret is often the name of one, and has to look more random than
    a password.
    """
    if name is None or len(text) < _SHORTEST or _PLACEHOLDER.search(text):
        return False
    if any(map(str.isspace, text)) or not any(map(str.isdigit, text)):
        return False
    cases = {char.isupper() for char in text if char.isalpha()}
    if len(cases) == 2:
        return True
    is_word = not cases or re.search("[-._]", text) is not None
    return not is_word and (len(text) >= _LONG or _PASSWORD.search(name) is not None)


def _named(subject: Subject) -> dict[nodes.StringLit, str]:
    """Return the literals that are the value of a suspicious name, with that."""
    found: dict[nodes.StringLit, str] = {}
    for name, value in _pairs(subject):
        if isinstance(value, nodes.StringLit) and _is_suspicious(name):
            found[value] = name
    return found


def _pairs(subject: Subject) -> Iterator[tuple[str, nodes.Expr | None]]:
    """Yield names with their values; ``{name = "DB_PASSWORD", value = "…"}`` is what it means."""
    for statement in subject.each(nodes.AssignStmt):
        yield from ((_last_name(target), statement.value) for target in statement.targets)
    for attribute in subject.each(nodes.SchemaAttr):
        yield attribute.name, attribute.value
    for entry in subject.each(nodes.ConfigEntry):
        if entry.key is not None:
            yield _last_name(entry.key), entry.value
    for config in subject.each(nodes.ConfigExpr):
        values = {
            _last_name(entry.key): entry.value
            for entry in config.entries
            if isinstance(entry, nodes.ConfigEntry) and entry.key is not None
        }
        name = values.get("name")
        if isinstance(name, nodes.StringLit):
            yield name.value, values.get("value")


def _is_suspicious(name: str) -> bool:
    return _NAME.search(_WORD_START.sub("_", name).lower()) is not None


def _last_name(node: nodes.Expr) -> str:
    if isinstance(node, nodes.SelectorExpr):
        return node.attr.id
    if isinstance(node, nodes.StringLit):
        return node.value
    return node.id if isinstance(node, nodes.Name) else ""


RULE = Rule(HardcodedSecret, Group.SECURITY, _check)
