"""Show which examples of the reference fail: ``python -m tests.reference.run 02 03 -k name``.

Without chapters all of them run. ``-v`` shows what differs, ``-q`` only the counts.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.cases import Case
from tests.outcome import Outcome
from tests.reference import examples

CHAPTERS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the chapters and return 1 if a case fails."""
    words = _parser().parse_args(argv)
    if examples.directory() is None:
        print(f"the reference is not there; set {examples.VARIABLE} to the folder of its examples")
        return 2
    failed = 0
    for chapter in words.chapters or CHAPTERS:
        failed += _run_chapter(chapter, words.keyword, words.verbose, words.quiet)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.reference.run", description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help="01, 02, …")
    parser.add_argument("-k", dest="keyword", default="", help="only cases whose name has this")
    parser.add_argument("-v", dest="verbose", action="store_true", help="show what differs")
    parser.add_argument("-q", dest="quiet", action="store_true", help="show counts only")
    return parser


def _run_chapter(chapter: str, keyword: str, is_verbose: bool, is_quiet: bool) -> int:
    groups: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    chosen = [case for case in examples.cases(chapter) if keyword in case.name]
    start = time.perf_counter()
    for case in chosen:
        problem = _problem(case)
        if problem is not None:
            groups[problem[0]].append((case, problem[1]))
    seconds = time.perf_counter() - start
    failed = sum(map(len, groups.values()))
    print(f"{chapter}: {len(chosen) - failed} of {len(chosen)} pass ({seconds:.1f} s)")
    if is_quiet:
        return failed
    for reason, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"  {len(members):4} {reason}")
        for case, detail in members:
            print(f"         {case.name}")
            if is_verbose:
                print(_indented(detail))
    return failed


def _problem(case: Case) -> tuple[str, str] | None:
    """Return why ``case`` fails: a reason to group by, and the details."""
    try:
        actual = case.run()
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return f"{type(error).__name__}: {str(error)[:100]} ({where})", traceback.format_exc()
    expected = case.expected
    if expected is None or actual.matches(expected):
        return None
    return _reason(actual, expected), _difference(actual, expected)


def _reason(actual: Outcome, expected: Outcome) -> str:
    if not actual.is_failure and expected.is_failure:
        return "succeeds, but should fail"
    if actual.is_failure and not expected.is_failure:
        text = (actual.diagnostics or ["(no diagnostics)"])[0]
        labels = [line for line in text.splitlines() if "| " in line and "^" in line] or [text]
        return f"fails, but should succeed: {labels[0].strip(' |^')[:60]}"
    if not actual.is_failure:
        return "other output"
    mine, theirs = actual.diagnostics, expected.diagnostics
    if mine[:1] == theirs[:1]:
        return "first diagnostic equal, later ones differ"
    return "other first diagnostic"


def _difference(actual: Outcome, expected: Outcome) -> str:
    lines = difflib.unified_diff(
        expected.text.splitlines(), actual.text.splitlines(), "expected", "actual", lineterm=""
    )
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"             {line}" for line in text.splitlines())


if __name__ == "__main__":
    sys.exit(main())
