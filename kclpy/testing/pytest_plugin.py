"""The plugin that lets pytest run ``*_test.k`` files: each case is a test of its own.

Table tests are one test, because their rows are known only when the program runs; a failure
names the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kclpy.testing.discovery import SUFFIX

# Nothing else at the top: pytest loads plug-ins whether it needs them or not.

_SESSIONS = pytest.StashKey[dict[Path, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what KCL tests can be told."""
    group = parser.getgroup("kclpy")
    group.addoption("--kcl-update", action="store_true", help="write the snapshots of KCL tests")
    parser.addini("kcl_options", "key=value pairs that option() returns in KCL tests", "linelist")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the cases of a KCL test file."""
    if file_path.name.endswith(SUFFIX):
        return KclFile.from_parent(parent, path=file_path)
    return None


class KclFile(pytest.File):
    """A file with cases; files of one directory share what they are compiled to."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the cases; fail with the diagnostics of a package that cannot be compiled."""
        session = self._session()
        if session.diagnostics:
            raise self.CollectError(_text(session.diagnostics))
        for case in session.cases():
            if case.file == str(self.path.resolve()):
                yield KclCase.from_parent(self, name=case.function, case=case, cases=session)

    def _session(self) -> Any:
        from kclpy.driver.options import Options
        from kclpy.driver.request import Request, resolve_request
        from kclpy.testing.discovery import find_packages
        from kclpy.testing.session import Session

        known = self.config.stash.setdefault(_SESSIONS, {})
        directory = self.path.parent
        if directory not in known:
            (package,) = find_packages([str(directory)])
            arguments = tuple(self.config.getini("kcl_options"))
            request = Request(Options(paths=package.sources), arguments=arguments)
            options, _ = resolve_request(request)
            known[directory] = Session(package, options, self.config.getoption("--kcl-update"))
        return known[directory]


class KclFailure(Exception):
    """A case failed; the text is all that is to be told."""


class KclCase(pytest.Item):
    """One lambda that is a test."""

    def __init__(self, *, case: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.cases = cases

    def runtest(self) -> None:
        """Run the case, or all rows of a table."""
        failures = []
        for result in self.cases.run(self.case):
            if result.log:
                self.add_report_section("call", "log", result.log)
            if result.is_failure:
                failures.append(f"{result.name}:\n{_text(result.diagnostics)}")
        if failures:
            raise KclFailure("\n".join(failures))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """Show the diagnostics alone, without the way through Python."""
        if isinstance(excinfo.value, KclFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Tell where the case stands: the line counts from 0."""
        return self.path, self.case.line - 1, self.case.function


def _text(diagnostics: Any) -> str:
    from kclpy.diagnostics.render import render

    return render(diagnostics).strip("\n")
