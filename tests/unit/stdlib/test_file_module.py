"""The modules file and runtime, which need a running program (reference, 09)."""

from __future__ import annotations

from pathlib import Path

import pytest

import kclpy.api


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("proj/sub/deep", "outside", "proj/pkg"):
        (tmp_path / name).mkdir(parents=True)
    root = tmp_path / "proj"
    (root / "kcl.mod").write_text('[package]\nname = "p"\n')
    (root / "a.txt").write_text("é\n")
    (root / "sub/x.txt").write_text("x")
    (root / "sub/deep/y.txt").write_text("y")
    (root / "bad.bin").write_bytes(b"\xff")
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "pkg/p.txt").write_text("of the package")
    (root / "pkg/m.k").write_text("import file\nread = lambda path { file.read(path) }\n")
    return root


def output(project: Path, program: str) -> str:
    """Return the output of a program, or its errors."""
    file = project / "main.k"
    file.write_text(f"import file\nimport runtime\nimport crypto\nimport pkg\n{program}\n")
    result = kclpy.api.compile([file])
    return result.errors if result.is_failure else result.json.strip()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('file.read("a.txt")', r'"é\n"'),
        ('file.readbase64("bad.bin")', '"/w=="'),
        ('pkg.read("p.txt")', '"of the package"'),
        ('[file.exists("a.txt"), file.exists("no"), file.exists("sub")]', "[true, false, true]"),
        ('file.size("a.txt")', "3"),
        ('file.modpath().split("/")[-1]', '"proj"'),
        ('file.current().split("/")[-1]', '"main.k"'),
        ('file.abs("./sub/x.txt").split("/")[-2:]', '["sub", "x.txt"]'),
        (
            '[p.split("/")[-1] for p in file.glob("**/*.txt")]',
            '["a.txt", "p.txt", "y.txt", "x.txt"]',
        ),
        ('[p.split("/")[-1] for p in file.glob("sub/[!a-w]*")]', '["x.txt"]'),
        ('file.glob("link*")', "[]"),
        ('file.read_env("KCLPY_NO_SUCH_VARIABLE")', None),
        ('len(crypto.filesha256("a.txt"))', "64"),
        ("runtime.catch(lambda { [1][5] })", '"list index out of range: 5"'),
        ('runtime.catch(lambda { assert False, "boom" })', '"boom"'),
        ("runtime.catch(lambda { 1 })", None),
    ],
)
def test_result(project: Path, expression: str, expected: str | None) -> None:
    assert output(project, f"x = {expression}") == (
        "{}" if expected is None else f'{{"x": {expected}}}'
    )


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('file.read("../a.txt")', "path '../a.txt' escapes module root '{root}'"),
        ('file.read("link/o.txt")', "path 'link/o.txt' escapes module root '{root}'"),
        ('file.glob("/etc/*")', "path '/etc/*' escapes module root '{root}'"),
        ('crypto.filesha256("/etc/hostname")', "path '/etc/hostname' escapes module root '{root}'"),
        (
            'file.read("no")',
            "failed to access the file '{root}/no': No such file or directory (os error 2)",
        ),
        (
            'file.read("bad.bin")',
            "failed to access the file '{root}/bad.bin': stream did not contain valid UTF-8",
        ),
        ('file.abs("no")', "Could not get the absolute path of {root}/no"),
        (
            'file.delete("sub")',
            "failed to delete '{root}/sub': Directory not empty (os error 39)",
        ),
        (
            'file.mkdir("a.txt")',
            "Failed to create directory '{root}/a.txt': File exists (os error 17)",
        ),
        (
            'file.glob("a**b")',
            "recursive wildcards must form a single path component",
        ),
    ],
)
def test_failure(project: Path, expression: str, message: str) -> None:
    assert message.format(root=project) in output(project, f"x = {expression}")


def test_changes(project: Path) -> None:
    program = """
file.mkdir("d/e")
file.write("d/w.txt", "one")
file.append("d/w.txt", " two")
file.cp("d", "copy")
file.mv("copy/w.txt", "moved.txt")
file.delete("copy/e")
x = file.read("moved.txt")
y = file.exists("copy/e")
"""
    assert output(project, program).endswith('{"x": "one two", "y": false}')


def test_written_file_is_replaced_in_one_step(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    said = output(project, 'file.write("a.txt", "new")')
    assert "Failed to create file" in said and "(os error 28)" in said
    assert (project / "a.txt").read_text() == "é\n"
    assert not list(project.glob(".kclpy*"))


def test_written_file_keeps_its_permissions(project: Path) -> None:
    (project / "a.txt").chmod(0o640)
    assert output(project, 'file.write("a.txt", "new")') == "{}"
    assert (project / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("new/", "Is a directory (os error 21)"),
        ("sub", "Is a directory (os error 21)"),
        ("no/a.txt", "No such file or directory (os error 2)"),
        ("a.txt/b", "Not a directory (os error 20)"),
        ("a.txt/", "Is a directory (os error 21)"),
    ],
)
def test_place_that_cannot_be_written(project: Path, path: str, reason: str) -> None:
    said = output(project, f'file.write("{path}", "new")')
    assert f"Failed to create file '{project}/{path}': {reason}" in said
    assert not (project / "new").exists()
