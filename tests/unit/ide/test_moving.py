"""Files and folders get another name, and imports still lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy import api
from kclpy.ide.cancel import CancelToken
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.moving import moving, path_to
from kclpy.ide.workspace import Workspace
from tests.files import write_files

FILES = {
    "kcl.mod": '[package]\nname = "shop"\n',
    "models/app.k": "import .parts.port\n\nschema App:\n    name: str\n    port?: port.Port\n",
    "models/parts/port.k": "schema Port:\n    number: int = 1\n",
    "main.k": """\
import models
import models.parts.port as p
import models.parts.port

app = models.App {name = "models", port = port.Port {}}
number = p.Port {}.number
""",
}


def _renamed(home: Path, old: str, new: str) -> dict[str, str]:
    """Rename on disk after the changes are made; return the texts that changed."""
    snapshot = Workspace([str(home)]).snapshot()
    found = moving(snapshot, {str(home / old): str(home / new)}, CancelToken())
    by_path: dict[str, list[Edit]] = {}
    for span, text in found.items():
        by_path.setdefault(span.file.path, []).append(Edit(span.start, span.end, text))
    changed = {}
    for path, edits in by_path.items():
        text = apply_edits(Path(path).read_text("utf-8"), edits)
        Path(path).write_text(text, "utf-8")
        changed[Path(path).relative_to(home).as_posix()] = text
    (home / new).parent.mkdir(parents=True, exist_ok=True)
    (home / old).rename(home / new)
    return changed


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("models", "lib", ["import lib", "import lib.parts.port as p", "import lib.parts.port"]),
        ("models", "deep/lib", ["import deep.lib", "import deep.lib.parts.port as p"]),
        ("models", "number", ["import number as models"]),
        ("models/parts", "models/pieces", ["import models.pieces.port as p"]),
        ("models/parts/port.k", "models/parts/gate.k", ["import models.parts.gate", "= gate.Port"]),
        ("models/app.k", "models/application.k", []),
    ],
)
def test_the_program_means_the_same(old: str, new: str, lines: list[str], tmp_path: Path) -> None:
    home = write_files(tmp_path.resolve(), FILES)

    def compiled() -> str:
        result = api.compile([str(home / "main.k")], workdir=str(home))
        assert not result.is_failure, result.errors
        return result.yaml

    before = compiled()
    changed = _renamed(home, old, new)
    assert bool(changed) == bool(lines)
    for line in lines:
        assert line in changed["main.k"]
    assert compiled() == before


@pytest.mark.parametrize(
    ("written", "place", "target", "expected"),
    [
        ("models.app", "/w/models/app", "/w/lib/app", "lib.app"),
        ("other.sub", "/w/vendor/other-1.0/sub", "/w/vendor/other-1.0/deep/sub", "other.deep.sub"),
        ("..parts.port", "/w/models/parts/port.k", "/w/models/port.k", "..port"),
        ("models", "/w/models", "/w/my-models", None),
        ("other.sub", "/w/vendor/other/sub", "/elsewhere/sub", None),
    ],
)
def test_how_imports_are_written(
    written: str, place: str, target: str, expected: str | None
) -> None:
    assert path_to(written, place, target) == expected
