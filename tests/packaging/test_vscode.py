"""The extension for Visual Studio Code: it builds, and its grammar agrees with the lexer."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kclpy.source import SourceFile
from kclpy.syntax import tokens
from kclpy.syntax.lexer import lex
from tests.conftest import IS_CI

ROOT = Path(__file__).parents[2]
VSCODE = ROOT / "lsp" / "vscode"
PROGRAMS = sorted([*(ROOT / "examples").rglob("*.k"), *(ROOT / "tests" / "golden").rglob("*.k")])

is_installed = shutil.which("npm") is not None and (VSCODE / "node_modules").is_dir()
needs_npm = pytest.mark.skipif(
    not is_installed and not IS_CI, reason="npm --prefix lsp/vscode install"
)


def run(*words: str, text: str = "") -> str:
    done = subprocess.run(words, cwd=VSCODE, input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_grammar_knows_the_keywords() -> None:
    grammar = (VSCODE / "syntaxes" / "kcl.tmLanguage.json").read_text("utf-8")
    assert [word for word in sorted(tokens.KEYWORDS) if word not in grammar] == []


def test_commands_are_those_of_the_code() -> None:
    declared = json.loads((VSCODE / "package.json").read_text("utf-8"))["contributes"]["commands"]
    code = (VSCODE / "src" / "extension.ts").read_text("utf-8")
    for command in declared:
        assert f'command("{command["command"]}"' in code


@needs_npm
def test_grammar_gives_the_scopes_that_are_expected() -> None:
    run("npm", "run", "--silent", "grammar")


@needs_npm
def test_grammar_finds_the_comments_and_strings_of_the_lexer() -> None:
    names = "\n".join(map(str, PROGRAMS))
    answers = [
        json.loads(line)
        for line in run("node", "tests/tokenize.mjs", text=names).split("\n")
        if line
    ]
    assert len(answers) == len(PROGRAMS)
    for answer in answers:
        text = Path(answer["file"]).read_bytes().decode("utf-8")
        lexed = lex(SourceFile(answer["file"], text))
        if not len(lexed.mistakes) and max(text, default="") <= "\uffff":
            assert answer["comment"] == [list(place) for place in lexed.comments], answer["file"]
            assert _strings_differ(answer, lexed.tokens, text) == [], answer["file"]


def _strings_differ(answer: dict[str, Any], found: list[tokens.Token], text: str) -> list[str]:
    """Return the strings without interpolation that the grammar does not know as such."""
    places = {at for start, end in answer["string"] for at in range(start, end)}
    return [
        text[start:end]
        for kind, _, start, end in found
        if kind == tokens.STRING and "${" not in text[start:end]
        if not all(at in places or text[at] == "\n" for at in range(start, end))
    ]


@needs_npm
def test_package_holds_what_is_needed() -> None:
    run("npm", "run", "--silent", "package")
    (package,) = VSCODE.glob("*.vsix")
    listed = run("unzip", "-l", str(package)) if shutil.which("unzip") else ""
    for name in ("dist/extension.js", "syntaxes/kcl.tmLanguage.json", "snippets/kcl.json"):
        assert not listed or f"extension/{name}" in listed
