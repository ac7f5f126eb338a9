"""What is checked before a change goes in; each session runs alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "tests", "docs"]
nox.options.reuse_existing_virtualenvs = True


def _install(session: nox.Session) -> None:
    session.install("-e", ".[dev]")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests."""
    _install(session)
    session.run("pytest", "-q", "-n", "auto", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest versions of the dependencies that are allowed."""
    _install(session)
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    session.install(*(bound.replace(">=", "==") for bound in project["dependencies"]))
    session.run("pytest", "-q", "tests/unit", "tests/golden", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    _install(session)
    session.run("mypy", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and the order of imports between packages."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into ``site/``."""
    _install(session)
    session.run("python", "-m", "docs", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Compare generated programs with the official engine for a while."""
    _install(session)
    session.run("python", "-m", "tests.fuzz", *(session.posargs or ["run", "--count", "2000"]))


@nox.session
def bench(session: nox.Session) -> None:
    """Compare the speed with the official engine."""
    _install(session)
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel and try it in an environment of its own."""
    _install(session)
    session.run("pytest", "-q", "tests/packaging", *session.posargs)
