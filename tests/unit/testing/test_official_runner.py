"""The same cases in the official runner: what passes, what fails, what is printed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kclpy.diagnostics.render import render
from tests.conftest import IS_CI
from tests.files import write_files
from tests.oracle import is_installed
from tests.unit.testing.packages import run

_ASK = """
import json, os, sys
from kcl_lib import api
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # the engine writes to standard output by itself
result = api.API().test(api.TestArgs(pkg_list=sys.argv[1:]))
json.dump([[one.name, one.error, one.log_message] for one in result.info], answers)
"""

PACKAGES = {
    "several_files": {
        "main.k": "schema A:\n    x: int\n    check:\n        x > 0, 'positive'\nprint('main')\n",
        "a_test.k": "print('a')\ntest_ok = lambda { assert A {x = 1}.x == 1 }\n"
        "test_check = lambda { A {x = -1} }\n"
        "test_typed: () -> any = lambda { assert 1 == 2, 'no' }\n",
        "_b_test.k": "test_b = lambda {\n    print('in b')\n    assert [1][0] == 1\n}\n"
        "test_index = lambda { [1][7] }\n",
    },
    "what_is_no_case": {
        "a_test.k": "test_number = 1\n_test_hidden = lambda { assert False }\n"
        "Test_upper = lambda { assert False }\n"
        "if True:\n    test_inner = lambda { assert False }\n"
        "test_caught = lambda { assert runtime.catch(lambda { [1][2] }) == "
        "'list index out of range: 2' }\n"
        "import runtime\n",
    },
    "imports": {
        "kcl.mod": '[package]\nname = "p"\n',
        "lib/lib.k": "f = lambda x { x + 1 }\n",
        "lib/lib_test.k": "test_f = lambda { assert f(1) == 3, 'f' }\n",
        "a_test.k": "import lib\ntest_f = lambda { assert lib.f(1) == 2 }\n"
        "test_g = lambda { lib.f('a') }\n",
    },
}


@pytest.mark.skipif(not is_installed() and not IS_CI, reason="pip install kcl-lib==0.13.2")
@pytest.mark.parametrize("name", PACKAGES)
def test_cases_end_as_in_the_official_runner(name: str, tmp_path: Path) -> None:
    home = write_files(tmp_path, PACKAGES[name]).resolve()
    asked = [sys.executable, "-c", _ASK, str(home)]
    answer = subprocess.run(asked, capture_output=True, check=True, text=True, cwd=home)
    official = [(name, _plain(error), log) for name, error, log in json.loads(answer.stdout)]
    mine = [
        (case.name, render(case.diagnostics) if case.is_failure else "", case.log)
        for case in run(home).cases
    ]
    assert mine == official


def _plain(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)
