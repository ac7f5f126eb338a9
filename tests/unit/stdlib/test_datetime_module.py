"""The module datetime (reference, 09)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.unit.stdlib.calls import call, failure

NEW_YEAR = 1704067200.0  # 2024-01-01 in UTC, a Monday


@pytest.fixture(autouse=True)
def _universal_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let local time be UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("%a %b %d %H:%M:%S %Y", "Mon Jan 01 00:00:00 2024"),
        ("%e|%-d|%_m|%-H|%k|%0k|%l|%I %p", " 1|1| 1|0| 0|00|12|12 AM"),
        ("%D %F %v %R %T", "01/01/24 2024-01-01  1-Jan-2024 00:00 00:00:00"),
        ("%U %W %V %G %u %w %j %C %q", "00 01 01 2024 1 1 001 20 1"),
        ("%f %.f %.3f %6f", "000000000  .000 000000"),
        ("%z %:z %::z %:::z %Z %s", "+0000 +00:00 +00:00:00 +00 +00:00 1704067200"),
        ("%+ %%%n%t|", "2024-01-01T00:00:00+00:00 %\n\t|"),
    ],
)
def test_now(form: str, expected: str) -> None:
    assert call("datetime.now", form, NEW_YEAR) == expected


@pytest.mark.parametrize("form", ["%Q", "%", "%_p", "%#z"])
def test_bad_format(form: str) -> None:
    assert failure("datetime.now", form).startswith("datetime.now() cannot use the format")
    assert form == "%#z" or not call("datetime.validate", "x", form)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("%Y-%m-%d", "2024-2-9", True),
        ("%Y-%m-%d", "2023-02-29", False),
        ("%Y-%m-%d", "2024-02-09 ", False),
        ("%Y-%m-%d %H", "2024-01-01 10", True),
        ("%Y-%m", "2024-01", False),
        ("%H", "10", False),
        ("%H:%M", "24:00", False),
        ("%H:%M:%S", "23:59:60", True),
        ("%I:%M %p", "12:20 am", True),
        ("%I:%M", "10:20", False),
        ("%d %b %Y", "09 February 2024", False),
        ("%d %B %Y", "9 FEBRUARY 2024", True),
        ("%A %d %B %Y", "Tuesday 01 January 2024", False),
        ("%Y-%j", "2023-366", False),
        ("%G-W%V-%u", "2020-W53-1", True),
        ("%Y %U %w", "2024 01 1", True),
        ("%Y-%m-%d %Y", "2024-01-01 2023", False),
        ("%s", "1700000000", True),
        ("%Y-%m-%dT%H:%M:%S%.f%z", "2024-01-01T10:20:30.5+02:00", True),
        ("%+", "2024-01-01T10:20:30Z", True),
    ],
)
def test_validate(form: str, text: str, expected: bool) -> None:
    assert call("datetime.validate", text, form) is expected


@pytest.mark.parametrize(
    ("text", "is_rfc3339", "is_iso8601"),
    [
        ("2024-01-01T10:20:30Z", True, True),
        ("2024-01-01 10:20:30.5+02:00", True, True),
        ("2024-01-01T10:20:60z", True, True),
        ("2024-01-01T10:20:30", False, False),
        ("2024-01-01", False, False),
        ("2024-01-01T10:20:30+24:00", False, False),
        ("P1Y2M3W4DT5H6M7S", False, True),
        ("PT1.5S", False, True),
        ("P1DT", False, False),
        ("P", False, False),
    ],
)
def test_standard_forms(text: str, is_rfc3339: bool, is_iso8601: bool) -> None:
    assert call("datetime.is_rfc3339", text) is is_rfc3339
    assert call("datetime.is_iso8601", text) is is_iso8601


def test_the_clock() -> None:
    assert isinstance(call("datetime.ticks"), float)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", call("datetime.date"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+", call("datetime.today"))
