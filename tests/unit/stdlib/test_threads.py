"""Builtins in several threads at once, and over and over."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kclpy.api

_THREADS = 8
_PROGRAM = """
import base64
import crypto
import datetime
import json
import math
import net
import regex
import template
import units
import yaml

_n = {n}
_word = "w" + "x" * (_n % 7) + str(_n)
_item = lambda i {{
    {{name = "${{_word}}-${{i}}", port = _n + i, tags = ["a", _word], none = None}}
}}
_data = [_item(i) for i in range(20)]
as_yaml = yaml.decode(yaml.encode(_data, sort_keys=_n % 2 == 0)) == _data
as_json = json.decode(json.encode(_data, indent=_n % 3)) == _data
text = yaml.encode(_data) + json.encode(_data)
found = regex.findall("${{_word}}=1 b=2 ${{_word}}=3", r"(${{_word}})=(\\d)")
back = regex.match(_word * 2, r"(\\w+)\\1")
swapped = regex.replace(_word, r"(\\w)(\\d)", "$2$1")
_template = "{{{{#each l}}}}{{{{@index}}}}={{{{this}}}};{{{{/each}}}}"
rendered = template.execute(_template, {{l = [_word, _n]}})
network = net.CIDR_subnet("10.0.0.0/8", 8, _n % 200)
sums = [crypto.sha256(_word), crypto.md5(_word, "shift_jis"), base64.encode(_word)]
formatted = "{{:>10}}|{{:,}}|{{:.3f}}".format(_word, _n * 1000, _n / 7)
sizes = [units.to_Mi(_n * 1048576), math.gcd(_n, 12), math.factorial(_n % 15)]
ordered = sorted([(_n * i) % 17 for i in range(20)])
valid = datetime.validate("2024-02-${{10 + _n % 20}}", "%Y-%m-%d")
failure = yaml.validate("a: [${{_word}}")
"""


def _output(number: int) -> str:
    result = kclpy.api.compile(["main.k"], texts={"main.k": _PROGRAM.format(n=number)})
    assert not result.is_failure, result.errors
    return result.yaml


def test_threads_do_not_disturb_each_other() -> None:
    numbers = [number % 16 for number in range(48)]
    alone = {number: _output(number) for number in set(numbers)}
    assert len(set(alone.values())) == len(alone)
    with ThreadPoolExecutor(_THREADS) as pool:
        for number, output in zip(numbers, pool.map(_output, numbers), strict=True):
            assert output == alone[number]


def test_threads_write_files_of_their_own(tmp_path: Path) -> None:
    program = 'import json\njson.dump_to_file([{n}] * 1000, "{path}")\n'
    path = tmp_path / "out.json"

    def write(number: int) -> None:
        text = program.format(n=number, path=path)
        assert not kclpy.api.compile(["main.k"], texts={"main.k": text}).is_failure

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(write, range(1, 33)))
    assert len(set(json.loads(path.read_text()))) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.json"]
    (tmp_path / "new").touch()
    assert path.stat().st_mode == (tmp_path / "new").stat().st_mode


def _kinds() -> Counter[str]:
    gc.collect()
    return Counter(f"{type(one).__module__}.{type(one).__name__}" for one in gc.get_objects())


@pytest.mark.parametrize("is_same", [True, False])
def test_evaluations_leave_nothing_behind(is_same: bool) -> None:
    numbers = iter(range(10_000))
    for _ in range(4):  # fill the caches
        _output(0 if is_same else next(numbers))
    before = _kinds()
    rounds = 10
    for _ in range(rounds):
        _output(0 if is_same else next(numbers))
    grown = {kind: count for kind, count in (_kinds() - before).items() if kind.startswith("kclpy")}
    assert all(count < rounds for count in grown.values()), grown


def test_builtins_keep_no_memory() -> None:
    program = _PROGRAM.format(n=5)
    for _ in range(3):
        kclpy.api.compile(["main.k"], texts={"main.k": program})
    tracemalloc.start()
    try:
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(10):
            kclpy.api.compile(["main.k"], texts={"main.k": program})
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 10 * 10_000, f"{grown} bytes"
