"""Files and folders get another name, and imports still lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy import api
from kclpy.driver.options import Options
from kclpy.driver.request import Request, resolve_request
from kclpy.ide.cancel import CancelToken
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.import_paths import path_to
from kclpy.ide.moving import moving
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


DEEP = {
    "kcl.mod": """\
[package]
name = "shop"

# [dependencies] path = "lib"
[dependencies]
lib = { path = "./deps/lib" }  # beside
other = '1.0'

[profile]
entries = ['main.k', "more/extra.k"]
""",
    "deps/lib/kcl.mod": '[package]\nname = "lib"\n',
    "deps/lib/lib.k": "three = 3\n",
    "main.k": "import lib\nimport models.app\n\na = app.App {}\nthree = lib.three\n",
    "more/extra.k": "b = 2\n",
    "models/app.k": "import ..shared.ports\nimport .parts.gate\n\nschema App:\n"
    "    port: int = ports.http\n    number: int = gate.one\n",
    "models/parts/gate.k": "import ...shared\n\none = shared.zero\n",
    "shared/ports.k": "http = 80\n",
    "shared/zero.k": "zero = 0\n",
    "run/kcl.yaml": """\
# Which files.
kcl_cli_configs:
  files:
    - ../main.k  # the first
    - "${KCL_MOD}/more/extra.k"
    - '../more/*.k'
  package_maps:
    lib: ../deps/lib
""",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("models", "lib2/models"),
        ("models/app.k", "models/deep/app.k"),
        ("models/parts", "parts"),
        ("models/parts/gate.k", "models/gate.k"),
        ("shared", "models/shared"),
        ("shared", "common"),
        ("deps", "vendored"),
        ("more", "most"),
        ("more/extra.k", "more/additional.k"),
        ("main.k", "source/main.k"),
        ("run", "deep/run"),
    ],
)
def test_relative_imports_and_named_paths_follow(old: str, new: str, tmp_path: Path) -> None:
    home = write_files(tmp_path.resolve(), DEEP)

    def compiled(settings: str) -> list[str]:
        results = [api.run(options) for options in _options(home, settings)]
        assert not any(one.is_failure for one in results), [one.errors for one in results]
        return [one.yaml for one in results]

    before = compiled("run/kcl.yaml")
    _renamed(home, old, new)
    assert compiled("deep/run/kcl.yaml" if old == "run" else "run/kcl.yaml") == before


def _options(home: Path, settings: str) -> list[Options]:
    """Return two command lines: in the module, and with the settings."""
    module = Request(Options(workdir=str(home)))
    told = Request(Options(workdir=str((home / settings).parent)), settings=(str(home / settings),))
    return [resolve_request(one)[0] for one in (module, told)]


def test_the_rest_of_manifests_and_settings_stays(tmp_path: Path) -> None:
    home = write_files(tmp_path.resolve(), DEEP)
    changed = _renamed(home, "more", "a: b")
    manifest = DEEP["kcl.mod"].replace("more/extra.k", "a: b/extra.k")
    settings = DEEP["run/kcl.yaml"].replace("more/", "a: b/")
    assert changed == {"kcl.mod": manifest, "run/kcl.yaml": settings}


@pytest.mark.parametrize(
    "files",
    [
        {"kcl.yaml": "kcl_cli_configs: [\n"},
        {"kcl.yaml": "- 1\n"},
        {"kcl.yaml": "kcl_cli_configs:\n  files: {a: 1}\n  package_maps: [x]\n"},
        {"kcl.yaml": "kcl_cli_configs:\n  files: [|-\n"},
        {"kcl.yaml": "? [a]\n: 1\n"},
        {"kcl.mod": '[dependencies\npath = "a"\n'},
        {"kcl.mod": '[profile]\nentries = ["a\n'},
    ],
)
def test_what_cannot_be_read_names_nothing(files: dict[str, str], tmp_path: Path) -> None:
    home = write_files(tmp_path.resolve(), {**files, "a/b.k": "c = 1\n"})
    assert _renamed(home, "a", "d") == {}
