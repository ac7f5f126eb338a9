"""Documents of keys and values answer whatever is written in them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from kclpy.ide.outline import Entry
from kclpy.ide.settings.opening import open_keyed
from kclpy.ide.settings.toml import read_toml
from kclpy.ide.settings.yaml import read_yaml
from kclpy.ide.workspace import Workspace
from tests.files import write_files

MANIFEST = """\
[package]
name = "a"
[dependencies]
x = { path = "./l", tag = 'v' }
"y.z" = "1"
[profile]
entries = ["main.k", ]
sort_keys = true
[lint.per-file-ignores]
"*.k" = ["style"]
[vet]
"values.*" = "App"
"""
SETTINGS = """\
kcl_cli_configs:
  files:
  - main.k
  - "l/a.k"
  package_maps: {l: ./l}
  debug: true # c
kcl_options:
- key: env
  value: |
    a: b
-   key: 'x'
"""
VALUES = """\
name: "a"
ports:
- number: 1
  kind: tcp # c
labels: {a: b, 'c': "d"}
main:
  number: x
---
- {name: b, debug: true}
"""
JSON = '{\n  "name": "a", "ports": [{"number": 1}],\n  "labels": {"a": null}, "debug": true\n}\n'
FILES = {
    "kcl.mod": MANIFEST,
    "schemas.k": """\
schema App:
    name: str
    ports?: [Port]
    labels?: {str:str}
    main?: Port
    debug?: bool
schema Port:
    number: int
    kind?: "tcp" | "udp"
""",
    "main.k": 'env = option("env")\n',
    "l/a.k": "a = 1\n",
    "l/kcl.mod": "",
}
CASES = {
    "kcl.mod": MANIFEST,
    "kcl.yaml": SETTINGS,
    "values.yaml": VALUES,
    "values.json": JSON,
}


def ask(workspace: Workspace, path: str, text: str, offsets: range | list[int]) -> None:
    """Ask everything about a text at some places; what is answered lies in it."""
    workspace.open(path, text)
    snapshot = workspace.snapshot()
    document = open_keyed(snapshot, path, snapshot.kind(path))
    assert document is not None
    for one in document.diagnostics:
        assert all(0 <= label.span.start <= label.span.end for label in one.labels)
        assert one.labels[0].span.end <= len(text)
    for link in document.links:
        assert Path(link.path).is_file()
    for offset in offsets:
        start, _ = document.complete(offset)
        assert 0 <= start <= offset
        found = document.hover(offset)
        assert found is None or found[0].start - 3 <= offset <= found[0].end + 3
        document.definition(offset)
        around = document.structure.selections(offset)
        assert around[-1] == (0, len(text))
        assert all(start <= offset <= end for start, end in around)
        for (start, end), (outer, outer_end) in pairwise(around):
            assert outer <= start <= end <= outer_end
    check_nested(document.structure.outline, 0, len(text))
    for fold in document.structure.folds:
        assert text.count("\n", fold.start, fold.end)


def check_nested(entries: Iterable[Entry], start: int, end: int) -> None:
    """Make sure that each entry lies in the one around it, and its name in itself."""
    for one in entries:
        span, name = one.span, one.name_span
        assert start <= span.start <= name.start <= name.end <= span.end <= end
        check_nested(one.children, span.start, span.end)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with programs, data and a library."""
    write_files(tmp_path, FILES)
    found = Workspace([str(tmp_path)])
    found.is_told = True
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_prefix_is_answered_everywhere(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    text = CASES[name]
    for end in range(len(text) + 1):
        ask(workspace, str(tmp_path.resolve() / name), text[:end], range(end + 1))


@pytest.mark.parametrize("name", CASES)
def test_broken_texts_are_answered(name: str, workspace: Workspace, tmp_path: Path) -> None:
    choose = random.Random(name)
    for _ in range(150):
        chars = list(CASES[name])
        for _ in range(choose.randint(1, 6)):
            chars[choose.randrange(len(chars))] = choose.choice("[]{}\":'#,.=-|&*!? \t\r\n\0é😀")
        text = "".join(chars)
        offsets = [choose.randrange(len(text) + 1) for _ in range(8)]
        ask(workspace, str(tmp_path.resolve() / name), text, offsets)


@pytest.mark.parametrize("part", ["[", "{", "- ", "a: ", "{a: ", "[[", "a.", "? ", "x = [", '"'])
def test_deep_and_long_texts_are_read_at_once(part: str) -> None:
    for read in (read_toml, read_yaml):
        read(part * 3000)
        read("\n".join(" " * n + part for n in range(300)))
