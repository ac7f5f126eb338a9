"""Running the cases of a package."""

from __future__ import annotations

from pathlib import Path

from kclpy.driver.options import Options
from kclpy.testing.runner import Plan
from tests.files import write_files
from tests.unit.testing.packages import outcomes, run

MAIN = """\
schema Port:
    number: int
    check:
        0 < number < 65536, "no port"
"""


def test_cases_are_lambdas_of_the_top_level(tmp_path: Path) -> None:
    home = write_files(
        tmp_path,
        {
            "a_test.k": """\
test_passes = lambda { assert 1 == 1 }
test_fails = lambda { assert 1 == 2, "differ" }
test_value = 1
_test_hidden = lambda { assert False }
if True:
    test_inner = lambda { assert False }
schema A:
    test_attribute = lambda { assert False }
""",
            "b.k": "test_other = lambda { assert False }\n",
        },
    )
    assert outcomes(run(home)) == {"test_passes": "", "test_fails": "differ"}


def test_each_case_is_an_evaluation_of_its_own(tmp_path: Path) -> None:
    text = """\
print("top")
_seen = option("seen")
test_a = lambda { print("a", _seen) }
test_b = lambda { print("b") }
"""
    result = run(
        write_files(tmp_path, {"a_test.k": text}), options=Options(arguments={"seen": "1"})
    )
    assert [case.log for case in result.cases] == ["top\na 1\n", "top\nb\n"]


def test_row_of_a_table_is_a_case(tmp_path: Path) -> None:
    text = """\
test_dict_cases = {low = {number = 1, ok = True}, high = [70000, False], none = {ok = True}}
test_dict = lambda number, ok { assert (0 < number < 65536 if number else True) == ok }
test_list_cases = [i * 2 for i in range(3)]
test_list = lambda number { assert number % 4 == 0, "${number}" }
test_default = lambda number = 3 { assert number == 3 }
"""
    assert outcomes(run(write_files(tmp_path, {"a_test.k": text}))) == {
        "test_dict[low]": "",
        "test_dict[high]": "",
        "test_dict[none]": "",
        "test_list[0]": "",
        "test_list[1]": "2",
        "test_list[2]": "",
        "test_default": "",
    }


def test_table_that_does_not_fit_is_a_failure(tmp_path: Path) -> None:
    text = """\
test_missing = lambda a { a }
test_unknown_cases = [{c = 1}]
test_unknown = lambda a, b { a }
test_long_cases = {x = [1, 2, 3]}
test_long = lambda a, b { a }
test_number_cases = 1
test_number = lambda a { a }
"""
    found = outcomes(run(write_files(tmp_path, {"a_test.k": text})))
    missing = "the test 'test_{0}' has parameters, but no list or dict 'test_{0}_cases' says what"
    assert found == {
        "test_missing": f"{missing} they are".format("missing"),
        "test_unknown": "row '0' of 'test_unknown_cases' has 'c', "
        "which is no parameter of 'test_unknown'",
        "test_long": "row 'x' of 'test_long_cases' does not fit the 2 parameters of 'test_long'",
        "test_number": f"{missing} they are".format("number"),
    }


def test_failure_to_compile_is_told_once(tmp_path: Path) -> None:
    home = write_files(tmp_path, {"a_test.k": "test_a = lambda { b }\ntest_b = lambda { 1 }\n"})
    result = run(home)
    assert result.is_failure and result.cases == ()
    assert [one.problem.message for one in result.diagnostics] == ["name 'b' is not defined"]


def test_failure_of_the_top_level_is_a_failure_of_each_case(tmp_path: Path) -> None:
    text = "x = [1][2]\ntest_a = lambda { 1 }\ntest_b_cases = [1]\ntest_b = lambda c { c }\n"
    found = outcomes(run(write_files(tmp_path, {"a_test.k": text})))
    assert found == dict.fromkeys(["test_a", "test_b"], "list index out of range: 2")


def test_endless_recursion_fails_one_case(tmp_path: Path) -> None:
    text = "f = lambda n { f(n + 1) }\ntest_a = lambda { f(0) }\ntest_b = lambda { 1 }\n"
    found = outcomes(run(write_files(tmp_path, {"a_test.k": text})))
    assert "endless recursion" in found.pop("test_a")
    assert found == {"test_b": ""}


def test_names_are_selected_and_the_first_failure_ends(tmp_path: Path) -> None:
    text = "test_a = lambda { 1 }\ntest_b = lambda { assert False }\ntest_c = lambda { 1 }\n"
    home = write_files(tmp_path, {"a_test.k": text})
    assert list(outcomes(run(home, Plan(pattern="_[ac]$")))) == ["test_a", "test_c"]
    assert list(outcomes(run(home, Plan(fails_fast=True)))) == ["test_a", "test_b"]


def test_only_files_that_are_asked_for_are_run(tmp_path: Path) -> None:
    home = write_files(
        tmp_path,
        {"a_test.k": "test_a = lambda { b }\n", "b_test.k": "b = 1\ntest_b = lambda { 1 }\n"},
    )
    assert list(outcomes(run(home / "a_test.k"))) == ["test_a"]
    assert list(outcomes(run(home))) == ["test_a", "test_b"]


def test_assertions_tell_what_is_wrong_where_they_stand(tmp_path: Path) -> None:
    text = """\
import kclpy.testing
test_raises = lambda { testing.assert_raises(lambda { Port {number = 0} }, "no port") }
test_raises_other = lambda { testing.assert_raises(lambda { Port {number = 0} }, "no pier") }
test_raises_nothing = lambda { testing.assert_raises(lambda { Port {number = 1} }) }
test_raises_text = lambda {
    assert testing.assert_raises(lambda { [1][3] }) == "list index out of range: 3"
}
test_equal = lambda { testing.assert_equal(Port {number = 1}, Port {number = 1}) }
test_kinds = lambda { testing.assert_equal(Port {number = 1}, {number = 1}) }
test_unequal = lambda { testing.assert_equal({a = [1, 2]}, {a = [1, 3]}) }
"""
    result = run(write_files(tmp_path, {"main.k": MAIN, "a_test.k": text}))
    assert outcomes(result) == {
        "test_raises": "",
        "test_raises_other": "the lambda fails with another message than 'no pier': no port",
        "test_raises_nothing": "the lambda does not fail",
        "test_raises_text": "",
        "test_equal": "",
        "test_kinds": "the values are alike as YAML, but not of one kind",
        "test_unequal": "the values differ:\n--- expected\n+++ actual\n"
        "@@ -1,3 +1,3 @@\n a:\n - 1\n-- 3\n+- 2",
    }
    places = [case.diagnostics[0].labels[0].span.start for case in result.cases if case.is_failure]
    assert places == [
        text.index("testing.assert_" + rest)
        for rest in (
            'raises(lambda { Port {number = 0} }, "no pier',
            "raises(lambda { Port {number = 1}",
            "equal(Port {number = 1}, {",
            "equal({",
        )
    ]
