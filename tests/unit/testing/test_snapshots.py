"""Snapshots of rendered values."""

from __future__ import annotations

from pathlib import Path

from kclpy.testing.runner import Plan
from tests.files import write_files
from tests.unit.testing.packages import outcomes, run

TEST = """\
import kclpy.testing
_value = option("value") or 1
test_one = lambda { testing.assert_snapshot({a = VALUE}) }
test_stream = lambda {
    testing.assert_snapshot([{a = 1}, {b = 2}])
    testing.assert_snapshot([1, 2])
    testing.assert_snapshot("text", "named")
}
test_rows_cases = {"a/b" = 1}
test_rows = lambda row { testing.assert_snapshot(row) }
"""

UPDATE = Plan(updates_snapshots=True)


def test_snapshots_are_written_on_demand_and_compared(tmp_path: Path) -> None:
    home = write_files(tmp_path, {"a_test.k": TEST.replace("VALUE", "1")})
    directory = home / "__snapshots__" / "a_test"
    missing = outcomes(run(home))
    assert missing["test_one"] == (
        "there is no snapshot '__snapshots__/a_test/test_one.yaml' yet; --update writes it"
    )
    assert not directory.exists()
    assert not run(home, UPDATE).is_failure
    assert {path.name: path.read_text("utf-8") for path in directory.iterdir()} == {
        "test_one.yaml": "a: 1\n",
        "test_stream.yaml": "a: 1\n---\nb: 2\n",
        "test_stream.2.yaml": "- 1\n- 2\n",
        "test_stream.named.yaml": "text\n",
        "test_rows[a-b].yaml": "1\n",
    }
    assert not run(home).is_failure


def test_difference_is_shown(tmp_path: Path) -> None:
    home = write_files(tmp_path, {"a_test.k": TEST.replace("VALUE", "1")})
    run(home, UPDATE)
    write_files(home, {"a_test.k": TEST.replace("VALUE", "2")})
    assert outcomes(run(home))["test_one"] == (
        "the value differs from the snapshot '__snapshots__/a_test/test_one.yaml':\n"
        "--- snapshot\n+++ value\n@@ -1 +1 @@\n-a: 1\n+a: 2"
    )


def test_snapshot_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    home = write_files(tmp_path, {"a_test.k": TEST.replace("VALUE", "1")})
    (home / "__snapshots__" / "a_test" / "test_one.yaml").mkdir(parents=True)
    assert "cannot be used" in outcomes(run(home))["test_one"]
    assert "cannot be used" in outcomes(run(home, UPDATE))["test_one"]
