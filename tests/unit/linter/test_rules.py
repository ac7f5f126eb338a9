"""Every rule has a page: its example is found, and the fix of it mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics.catalogue import TOPICS, examples, page, problems
from kclpy.driver.options import Options
from kclpy.linter.fixing import mend
from kclpy.linter.rule import LintProblem, Rule
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice
from kclpy.linter.session import lint
from tests.work import is_linear

RULES = list(all_rules().values())
EVERYTHING = Choice(select=("all",))

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def options(text: str) -> Options:
    return Options(paths=("main.k",), workdir="/nowhere", texts={"main.k": text})


@each_rule
def test_has_a_page(rule: Rule) -> None:
    assert page(rule.problem)
    # Two files cannot be shown in one example.
    assert examples(rule.problem) or rule.name == "reassigned-across-files"


@each_rule
def test_example_provokes_it(rule: Rule) -> None:
    for program in examples(rule.problem):
        found = lint(options(program), EVERYTHING)
        assert rule.name in [one.problem.id() for one in found.diagnostics]
        assert all(one.problem.level == "warning" for one in found.diagnostics)


@each_rule
def test_fix_mends_the_example(rule: Rule) -> None:
    for program in examples(rule.problem) if rule.has_fix else ():
        choice = Choice(select=("all",) if rule.name == "unused-ignore" else (rule.name,))
        before = lint(options(program), choice).diagnostics
        mended = mend([options(program)], choice, is_unsafe=True, jobs=1)
        assert len(mended.diagnostics) < len(before) or not before[0].advice.fixes


@each_rule
def test_belongs_to_its_file(rule: Rule) -> None:
    """A rule is found under its name: ``unused-import`` stands in ``unused_import.py``."""
    module = rule.name.replace("-", "_")
    assert (Path(__file__).parents[3] / "kclpy" / "linter" / "rules" / f"{module}.py").exists()
    if issubclass(rule.problem, LintProblem):
        assert rule.problem.__module__ == f"kclpy.linter.rules.{module}"
        assert rule.problem.code == rule.name


def test_every_file_is_a_rule() -> None:
    folder = Path(__file__).parents[3] / "kclpy" / "linter" / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {name.replace("-", "_") for name in all_rules()}


def test_no_other_problem_has_the_name_of_a_rule() -> None:
    others = [problem.id() for topic in TOPICS for problem in problems(topic)]
    own = [rule.name for rule in RULES if issubclass(rule.problem, LintProblem)]
    assert not set(others) & set(own)


def _program(size: int) -> str:
    """Return a program of which each piece has something to say to several rules."""
    piece = """
_unused_{n} = 1
schema App{n}[team: str]:
    name: any
    replicas: int = 1
f{n} = lambda key, value {{ {{key = value}} }}
g{n} = [1 for i in range(3)]
d{n} = {{a = 1, a = 2, b = {{c = 1, e = 1, c = 2}}}}
c{n} = d{n} == None
s{n} = {{password = "xK9fPq27Lm"}} # kclpy: ignore[duplicate-key]
if d{n} == 1:
    _x{n} = 1
elif d{n} == 1:
    _x{n} = 2
"""
    return "import math\n" + "".join(piece.format(n=n) for n in range(size))


def test_work_is_linear() -> None:
    assert is_linear(lambda size: lint(options(_program(size)), EVERYTHING), 20)


def test_work_is_linear_in_files() -> None:
    def work(size: int) -> None:
        texts = {f"f{n}.k": f"_a{n} = 1\nb{n} = {{_a{n} = 1}}\n" for n in range(size)}
        lint(Options(paths=tuple(texts), workdir="/nowhere", texts=texts), EVERYTHING)

    assert is_linear(work, 40)


def test_fixing_is_linear() -> None:
    def work(size: int) -> None:
        text = "".join(f"_a{n} = 1\nb{n} = c is None\n" for n in range(size))
        mend([options(f"c = 1\n{text}")], EVERYTHING, is_unsafe=True, jobs=1)

    assert is_linear(work, 40)


def test_what_is_nested_deeply_is_no_accident() -> None:
    depth = 2_000
    found = lint(options(f"a = {'[' * depth}{']' * depth}\n_b = 1\n"), EVERYTHING)
    assert [one.problem.id() for one in found.diagnostics] == ["unused-variable"]


def test_a_program_with_mistakes_has_no_findings_of_rules() -> None:
    found = lint(options("import math\n_a = 1\nb = c\n"), EVERYTHING)
    assert [one.problem.id() for one in found.diagnostics] == ["undefined-name", "unused-import"]
