"""Coverage of KCL sources, measured by coverage.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from coverage import Coverage

from kclpy.driver.options import Options
from kclpy.testing.codemap import Branch, CodeMaps
from kclpy.testing.coverage_run import Measurement, roots_of, write_reports
from kclpy.testing.runner import Plan
from tests.files import write_files
from tests.unit.testing.packages import run

SOURCE = """\
size = lambda x: int -> str {
    r = ""
    if x > 3:
        r = "big"
    elif x > 1:
        r = "mid"
    else:
        r = "small"
    r
}
config = lambda x {
    {
        if x:
            a = x + 1
        b = [
            if x: 1
            2
        ]
    }
}
unused = lambda x {
    y = x + 1
    y * 2
}
schema Port:
    number: int = 1 + 1
    if number > 5:
        big: bool = number > 6
    check:
        number > 0
"""

TESTS = """\
test_size = lambda { assert size(5) == "big" and size(0) == "small" }
test_config = lambda { assert config(1).a == 2 }
test_port = lambda { assert Port {}.number == 2 }
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_files(
        tmp_path, {"lib.k": SOURCE, "lib_test.k": TESTS, "other/idle.k": "x = 1 + y\ny = 2\n"}
    )


def measure(home: Path, data: Path) -> Measurement:
    measurement = Measurement(roots_of([str(home)]), str(data), Options())
    assert not run(home, Plan(measurement=measurement)).is_failure
    return measurement


def test_lines_and_branches_that_did_not_run_are_named(
    home: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path_factory.mktemp("data") / "data"
    lcov, html = data.with_name("lcov"), data.with_name("html")
    measurement = measure(home, data)
    measurement.report(
        lambda coverage: write_reports(coverage, str(html), str(lcov), str(data.with_name("xml")))
    )
    table = capsys.readouterr().out
    assert re.search(r"lib\.k +\d+ +4 +8 +3 +\d+% +6, 13->exit, 22-23, 28", table)
    assert re.search(r"idle\.k +\d+ +\d+ +0 +0 +0%", table)
    assert "_test.k" not in table
    records = lcov.read_text("utf-8")
    assert "DA:4,1\nDA:5,1\nDA:6,0\n" in records
    assert "BRDA:13,0,the condition is false,0\n" in records
    pages = "".join(path.read_text("utf-8") for path in html.glob("*lib_k.html"))
    assert 'class="key">lambda</span>' in pages
    assert "the condition in line 13 was never false" in pages
    assert 'filename="lib.k"' in data.with_name("xml").read_text("utf-8")


def test_processes_are_put_together(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = tmp_path_factory.mktemp("data") / "data"
    measurement = measure(home, data)
    write_files(home, {"lib_test.k": "test_unused = lambda { assert unused(1) == 4 }\n"})
    measure(home, data)
    missing: list[int] = []

    def look(coverage: Coverage) -> float:
        missing.extend(coverage.analysis2(str(home / "lib.k"))[3])
        return 0.0

    measurement.report(look)
    assert missing == [6, 28]


def test_map_tells_branches_by_their_lines(home: Path) -> None:
    found = CodeMaps().of(str((home / "lib.k").resolve()))
    assert found.branches == (
        Branch(3, range(4, 5), 6 - 1),
        Branch(5, range(6, 7), 8),
        Branch(13, range(14, 15), -1),
        Branch(27, range(28, 29), -1),
    )
    assert {1, 11, 21, 25} <= found.lines


def test_file_that_cannot_be_compiled_with_those_beside_it_is_compiled_alone(
    tmp_path: Path,
) -> None:
    home = write_files(tmp_path, {"a.k": "x = 1 + 1\n", "b.k": "x = 2 + 2\n", "bad.k": "y = = 1\n"})
    maps = CodeMaps()
    assert maps.of(str((home / "a.k").resolve())).lines == {1}
    assert maps.of(str((home / "bad.k").resolve())).lines == set()
