"""What is answered from an excerpt, right after an edit, is what the whole program answers.

Only the types of names that the place asked about does not need may be those before the edit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kclpy.ide.completion import complete
from kclpy.ide.describe import describe
from kclpy.ide.document import Document
from kclpy.ide.navigation import definition, type_definition
from kclpy.ide.provenance import provenance
from kclpy.ide.signature import signature_at
from kclpy.ide.workspace import Snapshot, Workspace
from kclpy.syntax.imports import import_edit
from tests.cases import find_cases
from tests.files import write_files

GOLDEN = Path(__file__).parents[1] / "golden"
_TOKEN = re.compile(r"\w+|[^\w\s]|\n *")
_BEHIND = ("x", ".", " + 1", "\n", "\n    a = 1", "(", "{", '"', " = 1", "# c", "\n\n")
_OPENING = ('"""', "'''", "\\\n", '"', "{", "(", "[", "${", "if x:\n", "}", ")")
_LINES = ("zz = 1\n", "zz: int = 1\n", "schema Q:\n    a: int\n", "# c\n", "\n")


def programs() -> list[tuple[str, str]]:
    """Return the names and texts of golden programs of one file."""
    found = [*find_cases(GOLDEN / "run"), *find_cases(GOLDEN / "check")]
    files = ((case.name, Path(path)) for case in found for path in case.options.paths)
    texts = ((name, path.read_text("utf-8", "replace")) for name, path in files if path.is_file())
    return [(name, text) for name, text in texts if 0 < len(text) < 3000]


def edited(text: str, choose: random.Random) -> str:
    """Return ``text`` with one token or line changed, as if somebody typed."""
    tokens = list(_TOKEN.finditer(text))
    token = choose.choice(tokens)
    start, end = token.span()
    line = text.rfind("\n", 0, start) + 1
    return choose.choice(
        [
            text[:start] + text[end:],
            text[: end - 1] + text[end:],
            text[:end] + choose.choice(_BEHIND) + text[end:],
            text[:start] + choose.choice(tokens)[0] + text[end:],
            text[:line] + choose.choice(_LINES) + text[line:],
        ]
    )


def answers(document: Document, snapshot: Snapshot, offset: int) -> Iterator[object]:
    """Yield what is answered about a place."""
    found = document.occurrences.at(offset)
    yield None if found is None else describe(found.declaration, document.program)
    yield [(one.code, one.role, verdict) for one, verdict in provenance(document, offset)]
    for spans in (definition(document, offset), type_definition(document, offset)):
        yield [(span.file.path, span.start, span.end) for span in spans]
    yield signature_at(document, offset)
    added = import_edit(document.head, "import zz")
    yield added.span.start, added.text
    context, items = complete(document, offset, snapshot)
    yield context.place, context.start
    yield [item.label for item in items]


def workspace(folder: Path, path: str, text: str) -> Workspace:
    """Return a workspace in which a file is open."""
    found = Workspace([str(folder)])
    found.is_told = True
    found.open(path, text)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_an_excerpt_answers_as_the_whole_program(seed: int, tmp_path: Path) -> None:
    choose = random.Random(seed)
    compared = 0
    for name, text in choose.sample(programs(), 25):
        path = str(tmp_path / "main.k")
        after = edited(text, choose)
        typed = workspace(tmp_path, path, text)
        typed.snapshot().document(path)
        typed.open(path, after)
        fresh = workspace(tmp_path, path, after).snapshot()
        whole = fresh.document(path)
        for offset in choose.sample(range(len(after) + 1), min(4, len(after))):
            part = typed.snapshot().excerpt(path, offset)
            if whole.module.damage or part.module.body == whole.module.body:
                continue
            told, expected = (
                [*answers(part, typed.snapshot(), offset)],
                [*answers(whole, fresh, offset)],
            )
            assert _sorted(told) == _sorted(expected), (
                f"{name}: {after[:offset]}<|>{after[offset:]}"
            )
            compared += 1
    assert compared > 30


def broken(text: str, choose: random.Random) -> str:
    """Return ``text`` with something in it that opens and does not close."""
    at = choose.randrange(len(text) + 1)
    return text[:at] + choose.choice(_OPENING) + text[at:]


@pytest.mark.parametrize("seed", range(8))
def test_an_excerpt_of_a_broken_text_answers_as_the_whole(seed: int, tmp_path: Path) -> None:
    """A mistake before the edit, one that it makes, one that it mends."""
    choose = random.Random(seed)
    path = str(tmp_path / "main.k")
    damaged = 0
    for name, text in choose.sample(programs(), 25):
        before = edited(text, choose) or text
        after = choose.choice([edited, broken])(before, choose)
        typed = workspace(tmp_path, path, before)
        typed.snapshot().document(path)
        typed.open(path, after)
        fresh = workspace(tmp_path, path, after).snapshot()
        whole = fresh.document(path)
        damaged += bool(whole.module.damage)
        for offset in choose.sample(range(len(after) + 1), min(4, len(after))):
            part = typed.snapshot().excerpt(path, offset)
            told = [*answers(part, typed.snapshot(), offset)]
            expected = [*answers(whole, fresh, offset)]
            assert _sorted(told) == _sorted(expected), (
                f"{name}: {after[:offset]}<|>{after[offset:]}"
            )
    assert damaged > 5


def _sorted(told: list[object]) -> list[object]:
    """Return answers with the proposals in the order of their names; types may change the order."""
    *others, labels = told
    assert isinstance(labels, list)
    return [*others, sorted(labels)]


FILES = {
    "kcl.mod": '[package]\nname = "shop"\n',
    "main.k": """\
import models

# The first one.
first = models.App {
    name = "one"
}

second = models.App {
    name = first.name
}
""",
    "more.k": "third = second\n",
    "models/app.k": "schema App:\n    name: str\n    port?: int\n",
}


def opened(folder: Path) -> tuple[Workspace, str, str]:
    """Return a workspace in which all is known of a file, its path, and its text."""
    write_files(folder, FILES)
    path, text = str(folder / "main.k"), FILES["main.k"]
    typed = workspace(folder, path, text)
    typed.snapshot().document(path)
    return typed, path, text


def test_only_what_matters_is_checked(tmp_path: Path) -> None:
    typed, path, text = opened(tmp_path)
    work = typed.kept.counts.checked, typed.kept.counts.parsed
    after = text.replace("name = first.name", "name = first.name\n    port = 8")
    typed.open(path, after)
    part = typed.snapshot().excerpt(path, after.index("port = 8"))
    assert (typed.kept.counts.checked, typed.kept.counts.parsed) == work
    found = part.occurrences.at(after.index("port = 8"))
    assert found is not None
    assert describe(found.declaration, part.program).code == "port?: int"


@pytest.mark.parametrize("change", ["import", "other buffer", "disk", "folders"])
def test_the_whole_program_is_looked_at_when_more_has_changed(change: str, tmp_path: Path) -> None:
    typed, path, text = opened(tmp_path)
    after = text.replace("one", "two")
    if change == "import":
        after = f"import math\n{after}"
    typed.open(path, after)
    if change == "other buffer":
        typed.open(str(tmp_path / "models" / "app.k"), "schema App:\n    name: int\n")
    elif change == "disk":
        write_files(tmp_path, {"models/app.k": "schema App:\n    name: int\n"})
        typed.refresh()
    elif change == "folders":
        typed.set_folders([str(tmp_path), str(tmp_path / "models")])
    snapshot = typed.snapshot()
    assert snapshot.excerpt(path, 40) is snapshot.document(path)


def test_places_behind_an_edit_have_moved(tmp_path: Path) -> None:
    typed, path, text = opened(tmp_path)
    after = text.replace("# The first one.\n", "# The first one.\nzero = second\n")
    typed.open(path, after)
    part = typed.snapshot().excerpt(path, after.index("zero"))
    (span,) = definition(part, after.index("= second") + 3)
    assert after[span.start : span.end] == "second"
    assert after[: span.start].endswith("}\n\n")


def test_names_of_files_before_have_their_types(tmp_path: Path) -> None:
    adding = "import models\n\nsum = lambda all: [models.App] -> int {\n    len(all)\n}\n"
    text = 'test_sum = lambda {\n    assert sum([]) == 0, "none"\n}\n'
    write_files(tmp_path, {**FILES, "sum/sum.k": adding})
    path = str(tmp_path / "sum" / "sum_test.k")
    typed = workspace(tmp_path, path, text)
    typed.snapshot().document(path)
    typed.open(path, text.replace("none", "nothing"))
    offset = text.index("]")
    now = typed.snapshot()
    part, whole = now.excerpt(path, offset), now.document(path)
    assert part is not whole
    assert _sorted([*answers(part, now, offset)]) == _sorted([*answers(whole, now, offset)])
