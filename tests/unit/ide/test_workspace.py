"""What is parsed and checked again after a change, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics import Diagnostic
from kclpy.ide.cancel import Cancelled, CancelToken
from kclpy.ide.workspace import Workspace
from tests.files import write_files
from tests.work import is_linear

_LIBRARY = """\
schema App:
    name: str
    port: int = 80

helper = lambda x: int -> int {
    x
}
"""
_MAIN = 'import models\n\napp = models.App {name = "x"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a library and a program that uses it."""
    (tmp_path / "kcl.mod").write_text('[package]\nname = "app"\n')
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "app.k").write_text(_LIBRARY)
    (tmp_path / "main.k").write_text(_MAIN)
    return tmp_path.resolve()


class Editor:
    """A workspace with what was done since the last look."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace([str(folder)])

    def mistakes(self, name: str) -> list[str]:
        """Return what is said about a file."""
        return [one.message for one in self.diagnostics(name)]

    def diagnostics(self, name: str) -> list[Diagnostic]:
        """Return the diagnostics of a file."""
        return self.workspace.snapshot().document(str(self.folder / name)).diagnostics

    def change(self, name: str, text: str) -> None:
        """Type a text."""
        self.workspace.open(str(self.folder / name), text)

    @property
    def work(self) -> tuple[int, list[str]]:
        """How many files were parsed and which packages checked since it was asked last."""
        counts = self.workspace.kept.counts
        done = counts.parsed, list(counts.paths)
        counts.parsed = 0
        counts.paths.clear()
        return done


@pytest.fixture
def editor(folder: Path) -> Editor:
    """An editor that has looked at the program once."""
    editor = Editor(folder)
    assert editor.mistakes("main.k") == []
    assert editor.work == (2, ["models", "__main__"])
    return editor


def test_nothing_is_done_twice(editor: Editor) -> None:
    editor.workspace.refresh()
    assert editor.mistakes("main.k") == []
    assert editor.work == (0, [])


def test_a_change_in_a_body_concerns_its_package_alone(editor: Editor) -> None:
    editor.change("models/app.k", _LIBRARY.replace("    x\n", "    _y = x\n    _y\n"))
    assert editor.mistakes("main.k") == []
    assert editor.work == (1, ["models"])


def test_a_comment_or_default_is_no_interface(editor: Editor) -> None:
    editor.change("models/app.k", "# first\n" + _LIBRARY.replace("80", "8080"))
    assert editor.mistakes("main.k") == []
    assert editor.work == (1, ["models"])


def test_a_change_of_an_interface_concerns_the_importers(editor: Editor) -> None:
    editor.change("models/app.k", _LIBRARY.replace("name: str", "name: int"))
    assert editor.mistakes("main.k") == ["expected int, got str(x)"]
    assert editor.work == (1, ["models", "__main__"])


def test_importers_see_what_is_not_saved(editor: Editor) -> None:
    editor.change("models/app.k", _LIBRARY.replace("App", "Application"))
    assert editor.mistakes("main.k")[0].startswith("attribute 'App' not found")
    editor.workspace.close(str(editor.folder / "models/app.k"))
    assert editor.mistakes("main.k") == []


def test_a_change_in_an_importer_leaves_the_library_alone(editor: Editor) -> None:
    editor.change("main.k", _MAIN + "b = app.name\n")
    assert editor.mistakes("main.k") == []
    assert editor.work == (1, ["__main__"])


def test_a_file_of_a_library_is_checked_once_for_itself_and_its_importers(editor: Editor) -> None:
    assert editor.mistakes("models/app.k") == []
    assert editor.work == (0, [])


def test_changes_on_disk_are_seen(editor: Editor) -> None:
    (editor.folder / "models" / "app.k").write_text(_LIBRARY.replace("name: str", "title: str"))
    editor.workspace.refresh()
    found = editor.mistakes("main.k")
    assert any(one.startswith("Cannot add member 'name'") for one in found)


def test_interfaces_go_through_packages_in_between(folder: Path) -> None:
    (folder / "middle").mkdir()
    (folder / "middle" / "m.k").write_text('import models\na = models.App {name = "x"}\n')
    (folder / "main.k").write_text("import middle\nb = middle.a.port\n")
    editor = Editor(folder)
    assert editor.mistakes("main.k") == []
    _ = editor.work
    editor.change("models/app.k", _LIBRARY.replace("port:", "gate:"))
    assert editor.mistakes("main.k")[0].startswith("attribute 'port' not found")
    assert editor.work == (1, ["models", "middle", "__main__"])


def test_places_follow_lines_that_move(editor: Editor) -> None:
    """A label in another file is right although the importer needed no second check."""
    editor.change("main.k", _MAIN.replace('"x"', "1"))
    _ = editor.diagnostics("main.k")
    _ = editor.work
    editor.change("models/app.k", "# first\n" + _LIBRARY)
    document = editor.workspace.snapshot().document(str(editor.folder / "main.k"))
    (found,) = [one for one in document.occurrences if one.declaration.name == "name"]
    assert found.declaration.span is not None
    text = found.declaration.span.file.text
    assert text[found.declaration.span.start :].startswith("name: str")
    assert editor.work == (1, ["models"])


def test_what_a_mistake_follows_from_may_move(folder: Path) -> None:
    broken = 'schema App(Named):\n    """Text."""\n 😀   mixin [La(M\\in]\n    replicas?: App\n'
    write_files(
        folder,
        {
            "web/web.k": "import models\n\nschema Web(models.App):\n    path?: str\n",
            "main.k": "import web\n\nsite = web.Web {\n    replicas: 2\n}\n",
        },
    )
    editor = Editor(folder)
    editor.change("models/app.k", broken)
    expected = editor.mistakes("main.k")
    editor.change("models/app.k", f"# a line\n{broken}")
    assert editor.mistakes("main.k") == expected


def test_who_points_to_a_line_is_checked_when_it_is_changed(editor: Editor) -> None:
    editor.change("main.k", "import models\n\na = models.App {\n    nam = 1\n}\n")
    told = editor.mistakes("main.k")
    _ = editor.work
    editor.change("models/app.k", f"# first\n{_LIBRARY}")
    assert (editor.mistakes("main.k"), editor.work) == (told, (1, ["models"]))
    editor.change("models/app.k", _LIBRARY.replace(" App:", "  App:"))
    assert (editor.mistakes("main.k"), editor.work) == (told, (1, ["models", "__main__"]))


def test_a_snapshot_does_not_change(editor: Editor) -> None:
    before = editor.workspace.snapshot()
    editor.change("main.k", "a = 1\n")
    assert before.document(str(editor.folder / "main.k")).text == _MAIN
    assert editor.workspace.snapshot().document(str(editor.folder / "main.k")).text == "a = 1\n"


def test_work_is_given_up(editor: Editor) -> None:
    token = CancelToken()
    token.cancel()
    editor.change("main.k", "a = 1\n")
    with pytest.raises(Cancelled):
        editor.workspace.snapshot().document(str(editor.folder / "main.k"), token)
    assert editor.mistakes("main.k") == []
    assert CancelToken(0.0).is_cancelled


def test_a_new_dependency_is_seen(editor: Editor, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other").resolve()
    (other / "kcl.mod").write_text('[package]\nname = "other"\n')
    (other / "o.k").write_text("x = 1\n")
    editor.change("main.k", "import other\na = other.x\n")
    assert editor.mistakes("main.k") == ["pkgpath other not found in the program"]
    manifest = f'[package]\nname = "app"\n[dependencies]\nother = {{path = "{other}"}}\n'
    (editor.folder / "kcl.mod").write_text(manifest)
    editor.workspace.refresh()
    assert editor.mistakes("main.k") == []


def test_rings_of_imports_are_told(folder: Path) -> None:
    (folder / "models" / "app.k").write_text("import other\na = other.b\n")
    (folder / "other").mkdir()
    (folder / "other" / "b.k").write_text("import models\nb = models.a\n")
    editor = Editor(folder)
    assert any("circular" in one.lower() for one in editor.mistakes("models/app.k"))


def test_broken_settings_are_told(folder: Path) -> None:
    (folder / "kcl.mod").write_text("[package\n")
    assert any("kcl.mod" in one for one in Editor(folder).mistakes("main.k"))


def test_a_file_that_is_nowhere_has_an_answer(tmp_path: Path) -> None:
    workspace = Workspace([str(tmp_path)])
    assert workspace.snapshot().document(str(tmp_path / "none.k")).text == ""
    workspace.open("/untitled:/x", "a = b\n")
    document = workspace.snapshot().document("/untitled:/x")
    assert [one.message for one in document.diagnostics] == ["name 'b' is not defined"]


def test_files_outside_of_modules_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "one.k").write_text("a = 1\n")
    (tmp_path / "two.k").write_text("a = 2\n")
    editor = Editor(tmp_path.resolve())
    assert editor.mistakes("one.k") == editor.mistakes("two.k") == []


def test_a_test_sees_the_files_beside_it(folder: Path) -> None:
    (folder / "models" / "app_test.k").write_text('test_a = lambda {\n    App {name = "x"}\n}\n')
    assert Editor(folder).mistakes("models/app_test.k") == []


@pytest.mark.parametrize(("opening", "closing"), [("{b = ", "}"), ("[", "]")])
def test_nested_values_are_linear_work(opening: str, closing: str) -> None:
    def look(depth: int) -> None:
        workspace = Workspace()
        workspace.open("/untitled:/x", f"a = {opening * depth}1{closing * depth}\n")
        workspace.snapshot().document("/untitled:/x")

    look(1)  # what is loaded once is no work
    assert is_linear(look, 100)


def test_several_roots(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other").resolve()
    (other / "kcl.mod").write_text(
        f'[package]\nname="o"\n[dependencies]\napp = {{path = "{folder}"}}\n'
    )
    (other / "main.k").write_text("import app.models\nb: models.App = {name = 1}\n")
    workspace = Workspace([str(folder), str(other)])
    snapshot = workspace.snapshot()
    found = snapshot.document(str(other / "main.k"))
    assert "expected str, got int(1)" in [one.message for one in found.diagnostics]
    assert len(snapshot.all_sources()) == 3


def test_texts_that_are_gone_are_forgotten(folder: Path) -> None:
    """Neither files that no one has any more, nor sets of files that once were a package."""
    editor = Editor(folder)
    sizes = []
    for number in range(1_000):
        name = f"models/new{number}.k"
        editor.change(name, f"a{number} = 1\n")
        editor.mistakes("main.k")
        editor.workspace.close(str(folder / name))
        sizes.append(editor.workspace.kept.size)
    assert max(sizes) < 600
    _ = editor.work
    assert editor.mistakes("main.k") == []
    assert editor.work[0] == 0


def test_after_some_time_nothing_is_left_over(folder: Path) -> None:
    editor = Editor(folder)
    assert editor.mistakes("main.k") == []
    size = editor.workspace.kept.size
    for number in range(20):
        name = f"models/new{number}.k"
        editor.change(name, f"a{number} = 1\n")
        editor.mistakes("main.k")
        editor.workspace.close(str(folder / name))
    assert editor.workspace.kept.size > size
    editor.workspace.tidy()
    assert editor.mistakes("main.k") == []
    assert editor.workspace.kept.size == size


def test_a_package_that_grows_is_not_kept_in_all_sizes(folder: Path) -> None:
    editor = Editor(folder)
    for number in range(300):
        (folder / "models" / f"new{number}.k").write_text(f"a{number} = 1\n")
        editor.workspace.refresh()
        assert editor.mistakes("main.k") == []
    assert editor.workspace.kept.size < 600
