"""Regular expressions that have no meaning, found before anything runs."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.patterns import patterns
from kclpy.linter.rule import Group, LintProblem, Rule, Subject


class InvalidRegex(LintProblem):
    """A pattern is no regular expression: the call will fail when it is evaluated.

    ```kcl
    import regex
    is_name = lambda text: str -> bool { regex.match(text, "[a-z") }
    ```

    Correct the pattern.
    """

    reason: str
    template = "not a regular expression: {reason}"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for literal in patterns(subject):
        from kclpy_stdlib.regex_syntax import InvalidPattern, read  # few programs have patterns

        try:
            read(literal.value)
        except InvalidPattern as error:
            yield subject.found(InvalidRegex(str(error)), literal)


RULE = Rule(InvalidRegex, Group.MISTAKES, _check)
