"""Schemas that ``[vet]`` names are found, renamed, and followed when their packages move."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.ide.cancel import CancelToken
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.moving import moving
from kclpy.ide.rename import rename
from kclpy.ide.workspace import Snapshot, Workspace
from kclpy.source import Span
from tests.files import write_files

_SCHEMA = "schema App:\n    name: str\n"
_MODULE = '[package]\nname = "shop"\n'


def in_folder(folder: Path, files: dict[str, str]) -> Snapshot:
    write_files(folder, {"kcl.mod": _MODULE, **files})
    return Workspace([str(folder)]).snapshot()


def applied(found: dict[Span, str], folder: Path) -> dict[str, str]:
    """Return the texts after changes, by their path below ``folder``."""
    several: dict[str, list[Edit]] = {}
    texts = {}
    for span, text in found.items():
        path = Path(span.file.path).relative_to(folder).as_posix()
        several.setdefault(path, []).append(Edit(span.start, span.end, text))
        texts[path] = span.file.text
    return {path: apply_edits(texts[path], edits) for path, edits in several.items()}


def renamed(
    snapshot: Snapshot, folder: Path, path: str, new_name: str = "Program"
) -> dict[str, str]:
    """Rename the schema ``App`` where it is first written in a file; return the new texts."""
    document = snapshot.document(str(folder / path))
    offset = document.text.index("App")
    return applied(rename(snapshot, document, offset, new_name, CancelToken()), folder)


@pytest.mark.parametrize(
    ("manifest", "after"),
    [
        ('[vet]\n"*.yaml" = "models.App"\n', '[vet]\n"*.yaml" = "models.Program"\n'),
        ("[vet]\n'*.yaml' = 'models.App'\n", "[vet]\n'*.yaml' = 'models.Program'\n"),
        ('vet = {"a.json" = "models.App"}\n', 'vet = {"a.json" = "models.Program"}\n'),
        (
            '[vet]\na = "models.App" # App\nb = "App"\n',
            '[vet]\na = "models.Program" # App\nb = "App"\n',
        ),
        (
            '[vet]\na = "models.App"\nb = "models.App"\n',
            '[vet]\na = "models.Program"\nb = "models.Program"\n',
        ),
    ],
)
def test_what_data_are_held_to_is_renamed(manifest: str, after: str, tmp_path: Path) -> None:
    files = {
        "kcl.mod": manifest,
        "models/app.k": _SCHEMA,
        "main.k": "import models\na = models.App {}\n",
    }
    found = renamed(in_folder(tmp_path, files), tmp_path, "models/app.k")
    assert found.pop("kcl.mod") == after
    assert found == {
        "models/app.k": _SCHEMA.replace("App", "Program"),
        "main.k": "import models\na = models.Program {}\n",
    }


@pytest.mark.parametrize(
    "manifest",
    [
        '[vet]\n"*.yaml" = "App"\n',  # of the root package
        '[vet]\n"*.yaml" = "models.Apple"\n',
        '[vet]\n"models.App" = "models.Other"\n',
        '[lint]\na = "models.App"\n',
        '[vet]\na = "models.App\n',  # not to be read
        "[vet]\na = 1\n",
        "vet = 1\n",
    ],
)
def test_everything_else_stays(manifest: str, tmp_path: Path) -> None:
    files = {"kcl.mod": manifest, "models/app.k": _SCHEMA, "main.k": _SCHEMA}
    assert list(renamed(in_folder(tmp_path, files), tmp_path, "models/app.k")) == ["models/app.k"]


def test_a_schema_of_the_root_package(tmp_path: Path) -> None:
    files = {"kcl.mod": '[vet]\n"*.yaml" = "App"\n', "main.k": _SCHEMA}
    found = renamed(in_folder(tmp_path, files), tmp_path, "main.k")
    assert found["kcl.mod"] == '[vet]\n"*.yaml" = "Program"\n'


def test_projects_of_python(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.kclpy.vet]\n"*.yaml" = "models.App"\n'
    files = {"pyproject.toml": text, "models/app.k": _SCHEMA}
    found = renamed(in_folder(tmp_path, files), tmp_path, "models/app.k")
    assert found["pyproject.toml"] == text.replace("App", "Program")


def test_projects_that_depend_on_it(tmp_path: Path) -> None:
    user = '[package]\nname = "user"\n[dependencies]\nlib = {path = "../lib"}\n'
    files = {
        "lib/kcl.mod": '[package]\nname = "lib"\n',
        "lib/app.k": _SCHEMA,
        "user/kcl.mod": f'{user}[vet]\n"*.yaml" = "lib.App"\n',
    }
    found = renamed(in_folder(tmp_path, files), tmp_path, "lib/app.k")
    assert found["user/kcl.mod"] == f'{user}[vet]\n"*.yaml" = "lib.Program"\n'


def test_a_manifest_that_is_not_saved(tmp_path: Path) -> None:
    write_files(tmp_path, {"kcl.mod": _MODULE, "models/app.k": _SCHEMA})
    workspace = Workspace([str(tmp_path)])
    workspace.open(str(tmp_path / "kcl.mod"), '# new\n[vet]\na = "models.App"\n')
    found = renamed(workspace.snapshot(), tmp_path, "models/app.k")
    assert found["kcl.mod"] == '# new\n[vet]\na = "models.Program"\n'


@pytest.mark.parametrize(
    ("old", "new", "named", "after"),
    [
        ("models", "lib", "models.App", "lib.App"),
        ("models", "deep/lib", "models.App", "deep.lib.App"),
        ("models/app.k", "models/program.k", "models.app.App", "models.program.App"),
        ("models/app.k", "models/program.k", "models.App", None),
        ("models", "my-lib", "models.App", None),  # nothing can be imported from there
        ("data", "values", "models.App", None),
        ("main.k", "other.k", "App", None),
    ],
)
def test_packages_that_move(
    old: str, new: str, named: str, after: str | None, tmp_path: Path
) -> None:
    manifest = f'[vet]\n"a.yaml" = "{named}"\n'
    files = {"kcl.mod": manifest, "models/app.k": _SCHEMA, "main.k": _SCHEMA, "data/a.yaml": ""}
    snapshot = in_folder(tmp_path, files)
    moved = {str(tmp_path / old): str(tmp_path / new)}
    found = applied(moving(snapshot, moved, CancelToken()), tmp_path)
    expected = None if after is None else manifest.replace(named, after)
    assert found.get("kcl.mod") == expected
