"""``kclpy help NAME``: the page of the manual about a mistake."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kclpy.diagnostics import Problem
from kclpy.diagnostics.catalogue import TOPICS, page, problems
from kclpy.diagnostics.suggestion import nearest
from kclpy.gate.problems import UnformattedFile, UnusableFile
from kclpy.linter.rules import all_rules


def run(argv: Sequence[str]) -> int:
    """Print the pages of the problems that ``argv`` names; return 2 if one names none.

    A name is that of the forms for machines, ``type-mismatch``; a code or a kind of the official
    engine stands for all its problems, which are listed.
    """
    declared = [problem for topic in TOPICS for problem in problems(topic)]
    declared += [rule.problem for rule in all_rules().values() if rule.problem not in declared]
    declared += [UnformattedFile, UnusableFile]
    status = 0
    for word in argv:
        named = [one for one in declared if word.lower() in (one.id(), one.__name__.lower())]
        coded = [one for one in declared if word.upper() in (one.code, one.kind.upper())]
        if named:
            sys.stdout.write(_text(named[0]))
        elif coded:
            sys.stdout.write("".join([_line(one) for one in coded]))
        else:
            close = nearest(word, [one.id() for one in declared])
            hint = "" if close is None else f", did you mean '{close}'?"
            sys.stderr.write(f"kclpy help: there is no mistake called '{word}'{hint}\n")
            status = 2
    return status


def _text(problem: type[Problem]) -> str:
    words = dict.fromkeys((problem.id(), problem.code, problem.kind))
    header = " ".join(filter(None, words))
    return f"{header}\n\n{page(problem)}\n"


def _line(problem: type[Problem]) -> str:
    summary = " ".join(page(problem).partition("\n\n")[0].split())
    return f"{problem.id():<32}{summary}\n"
