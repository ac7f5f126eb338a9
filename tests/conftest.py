"""What all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.oracle import Oracle, is_installed

# In continuous integration the same examples are generated in every run.
IS_CI = "CI" in os.environ
settings.register_profile("ci", derandomize=True, database=None)
if IS_CI:
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update``, which writes the expectations of golden cases."""
    parser.addoption("--update", action="store_true", help="write the expectations of golden cases")


@pytest.fixture(scope="session")
def is_update(pytestconfig: pytest.Config) -> bool:
    """Tell whether expectations are to be written."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle | None]:
    """The official engine, None where it is not installed."""
    if not is_installed():
        assert not IS_CI, "the official engine is missing: pip install kcl-lib==0.13.2"
        yield None
        return
    engine = Oracle()
    yield engine
    engine.close()


@pytest.fixture(autouse=True)
def _recursion_limit() -> Iterator[None]:
    """Leave the recursion limit as it was."""
    limit = sys.getrecursionlimit()
    yield
    sys.setrecursionlimit(limit)
