"""New imports stand at the head of a file, and the rest of it stays what it is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from kclpy import api
from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit
from kclpy.syntax.parser import parse
from tests.unit.syntax.trees import dump

NEW = "import yaml as new"

_FOLDER = Path(__file__).parents[2] / "golden"
_PROGRAMS = sorted(_FOLDER.glob("run/*/*.k")) + sorted(_FOLDER.glob("check/*/*.k"))
_ABOVE = (nodes.ImportStmt, nodes.ExprStmt, nodes.ErrorStmt)
_BROKEN = (")", "]", '"', '"""', "import", "import a.", "import yaml as", "schema", "@", ";")


def added(text: str, *statements: str) -> str:
    """Return ``text`` with imports added."""
    edit = import_edit(parse(SourceFile("a.k", text), Diagnostics()), *statements or (NEW,))
    return text[: edit.span.start] + edit.text + text[edit.span.start :]


WHOLE = {
    "empty": ("", f"{NEW}\n"),
    "blank": ("\n\n", f"{NEW}\n\n\n"),
    "comment alone": ("# A", f"# A\n\n{NEW}\n"),
    "comment and end": ("# A\n", f"# A\n\n{NEW}\n"),
    "comment and gap": ("# A\n\n", f"# A\n\n{NEW}\n"),
    "statement": ("a = 1", f"{NEW}\n\na = 1"),
    "gap above": ("\n\na = 1\n", f"\n\n{NEW}\n\na = 1\n"),
    "comment of a statement": ("# A\na = 1\n", f"{NEW}\n\n# A\na = 1\n"),
    "comment apart": ("# A\n\n# B\na = 1\n", f"# A\n\n{NEW}\n\n# B\na = 1\n"),
    "licence": (
        "# (c)\n# Licensed under the Apache License\na = 1\n",
        f"# (c)\n# Licensed under the Apache License\n\n{NEW}\n\na = 1\n",
    ),
    "key of a licence": ("# The license key\na = 1\n", f"{NEW}\n\n# The license key\na = 1\n"),
    "shebang": ("#!/usr/bin/kclpy\na = 1\n", f"#!/usr/bin/kclpy\n\n{NEW}\n\na = 1\n"),
    "docstring alone": ('"""A"""', f'"""A"""\n\n{NEW}\n'),
    "docstring": ('"""A"""\na = 1\n', f'"""A"""\n\n{NEW}\n\na = 1\n'),
    "docstring of lines": ('"""\nA\n"""\n\na = 1\n', f'"""\nA\n"""\n\n{NEW}\n\na = 1\n'),
    "docstring and comment": (
        '"""A"""  # A\n# B\na = 1\n',
        f'"""A"""  # A\n\n{NEW}\n\n# B\na = 1\n',
    ),
    "docstring in the line": ('"""A""" a = 1\n', f'"""A""" \n\n{NEW}\n\na = 1\n'),
    "import without end": ("import math", f"import math\n{NEW}\n"),
    "imports": ("import math\nimport json\n", f"import math\nimport json\n{NEW}\n"),
    "comment behind": (
        "import math  # A\n# B\nb = math.floor(1.5)\n",
        f"import math  # A\n{NEW}\n# B\nb = math.floor(1.5)\n",
    ),
    "import of lines": ("import \\\n    math\na = 1\n", f"import \\\n    math\n{NEW}\na = 1\n"),
    "import in the line": (
        "import math a = {\n    b = 1\n}\n",
        f"import math \n{NEW}\na = {{\n    b = 1\n}}\n",
    ),
    "imports in the line": ("import math import json", f"import math import json\n{NEW}\n"),
    "import below": ("a = 1\nimport math\n", f"{NEW}\n\na = 1\nimport math\n"),
    "imports above and below": (
        "import math\n\na = 1\nimport json\n",
        f"import math\n{NEW}\n\na = 1\nimport json\n",
    ),
    "decorator": (
        "# A\n@info()\nschema A:\n    a: int\n",
        f"{NEW}\n\n# A\n@info()\nschema A:\n    a: int\n",
    ),
    "indented": ("  a = 1\n", f"  {NEW}\n\na = 1\n"),
    "other line ends": (
        "# A\r\n\r\na = 1\r\n",
        f"# A\r\n\r\n{NEW}\r\n\r\na = 1\r\n",
    ),
    "imports with other line ends": ("import math\r\na = 1", f"import math\r\n{NEW}\r\na = 1"),
    "docstring with other line ends": (
        '"""A"""\r\n\r\na = 1\r\n',
        f'"""A"""\r\n\r\n{NEW}\r\n\r\na = 1\r\n',
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_place(text: str, expected: str, tmp_path: Path) -> None:
    actual = added(text)
    assert actual == expected
    path = tmp_path / "main.k"
    before = api.compile([path], texts={str(path): text})
    after = api.compile([path], texts={str(path): actual})
    assert (after.yaml, after.is_failure) == (before.yaml, before.is_failure)


def test_several_at_once() -> None:
    assert added("a = 1\n", "import b", "import c as d") == "import b\nimport c as d\n\na = 1\n"
    assert added("import a", "import b", "import c") == "import a\nimport b\nimport c\n"


def test_text_below_a_comment_documents_the_file_as_well() -> None:
    text = '# Copyright\n\n"""A"""\nimport math\na = 1\n'
    assert added(text) == text.replace("math\n", f"math\n{NEW}\n")
    assert added('# A\n"""A"""\na = 1\n') == f'# A\n"""A"""\n\n{NEW}\n\na = 1\n'


def test_the_rest_stays_the_same() -> None:
    for text in _texts():
        before, mistakes = _parsed(text)
        if not mistakes:
            after, mistakes = _parsed(added(text))
            rest = [one for one in after.body if not _is_new(one)]
            assert len(rest) + 1 == len(after.body), text
            assert (_dumps(rest), mistakes) == (_dumps(before.body), []), text


def test_broken_texts_get_their_import() -> None:
    choose = random.Random(2)
    for text in _texts():
        place = choose.randrange(len(text) + 1)
        broken = text[:place] + choose.choice(_BROKEN)
        broken += text[choose.randrange(place, len(text) + 1) :]
        after, _ = _parsed(added(broken))
        above = list(takewhile(lambda one: not _is_new(one), after.body))
        assert len(above) < len(after.body), broken
        assert all(isinstance(one, _ABOVE) for one in above), broken


def _texts() -> Iterator[str]:
    """Yield programs, some with other line ends."""
    choose = random.Random(1)
    for path in choose.sample(_PROGRAMS, 600):
        yield path.read_text("utf-8").replace("\n", choose.choice(["\n", "\r\n"]))


def _dumps(statements: list[nodes.Stmt]) -> list[str]:
    """Return trees without places."""
    return [re.sub(r"\b\d+-\d+\b|path_\w+=\d+", "", dump(one)) for one in statements]


def _is_new(statement: nodes.Stmt) -> bool:
    alias = statement.alias if isinstance(statement, nodes.ImportStmt) else None
    return alias is not None and alias.id == "new"


def _parsed(text: str) -> tuple[nodes.Module, list[str]]:
    found = Diagnostics()
    return parse(SourceFile("a.k", text), found), [one.problem.id() for one in found]
