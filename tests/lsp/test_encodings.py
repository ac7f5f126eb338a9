"""Columns count bytes, UTF-16 units or characters, as client and server agree.

A program full of wide characters is opened by three clients. Every answer of every feature, with
its places turned back into offsets, must be the same for all.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pygls.exceptions import JsonRpcException

from kclpy.source import SourceFile
from kclpy_lsp.positions import Lines
from tests.lsp.desk import Desk
from tests.lsp.questions import MAY_REFUSE, PULLING, Params, Place, ask_all, methods
from tests.lsp.screen import offset, position

_OFFERED = methods(PULLING)
_FILES = {
    "kcl.mod": '[package]\nname = "app"\n',
    "models/ü.k": '"""Größe 😀."""\n\nschema App:\n    name: "é😀" | "b" = "é😀"\n    port?: int\n',
    "main.k": """\
import models
import math

f = lambda first: "é😀" | "b", second: int, third: "😀" -> int { second + len(third) }
d = {"😀" = models.App {name = "é😀", port = f("é😀", 1, "😀")}, key = {"é" = 1, inner = 2}}
x = ["é😀", d.key.inner, f("b", d.key.inner, "😀"), math.pow(2, unknown), {"ü": d.kez}]
g = lambda { ["é😀", f("b", 1, "😀")] }
schema Uber(models.App):
    text: str = "😀" if port else "é" + name + "é😀"
y: "é😀" | Web = Web {  name = "é😀", text = "😀" + undefined_name, port = "é" }
schema Web(models.App):
    check:
        len("é😀") < port, "é😀"
test_e = lambda { assert "é😀" == "b", "ü" }
""".replace("lambda first:", "lambda first:")
    .replace("Über", "Uber")
    .replace("test_é", "test_e"),
}
# Whatever these answer has places; behind wide characters there must be some of each.
_WITH_PLACES = {
    "textDocument/codeAction",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/diagnostic",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/prepareCallHierarchy",
    "textDocument/prepareRename",
    "textDocument/prepareTypeHierarchy",
    "textDocument/rangeFormatting",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls",
}


class _Reader:
    """Turns positions into offsets; ``wide`` counts those that depend on the encoding."""

    def __init__(self, folder: Path, encoding: str) -> None:
        self.texts = {(folder / name).as_uri(): text for name, text in _FILES.items()}
        self.encoding = encoding
        self.wide: Counter[str] = Counter()

    def offset(self, given: Params, uri: str, method: str) -> int:
        text = self.texts.get(uri, "")  # an answer may make files, which are empty
        found = offset(text, given, self.encoding)
        if position(text, found, "utf-8") != position(text, found, "utf-32"):
            self.wide[method] += 1
        return found

    def read(self, answer: Any, uri: str, method: str) -> Any:
        """Return ``answer`` with offsets; what is a list of numbers are tokens."""
        if isinstance(answer, list):
            return [self.read(one, uri, method) for one in answer]
        if not isinstance(answer, dict):
            return answer
        if "line" in answer:
            return self.offset(answer, uri, method)
        if "data" in answer and isinstance(answer["data"], list):
            return list(self._tokens(answer["data"], uri, method))
        named = answer.get("textDocument", answer)
        uri = named.get("uri") or uri
        return {
            key: self.read(one, key if key.startswith("file:") else uri, method)
            for key, one in answer.items()
            if key != "resultId"  # is made of the answer as it is sent
        }

    def _tokens(self, data: list[int], uri: str, method: str) -> Iterator[Any]:
        line = column = 0
        for start in range(0, len(data), 5):
            shift, more, length, *kind = data[start : start + 5]
            line, column = line + shift, more if shift else column + more
            begin = self.offset({"line": line, "character": column}, uri, method)
            end = self.offset({"line": line, "character": column + length}, uri, method)
            yield begin, end, kind


def _answers(folder: Path, encoding: str) -> tuple[list[Any], Counter[str]]:
    """Return all answers about all words of the program."""
    general = {"positionEncodings": [encoding]}
    desk = Desk(folder, capabilities={**PULLING, "general": general})
    assert desk.server.session.positions.encoding == encoding
    reader = _Reader(folder, encoding)
    text = _FILES["main.k"]
    uri = desk.open(folder / "main.k", text)
    found: list[Any] = []

    def ask(method: str, question: Params) -> Any:
        try:
            answer = desk.ask(method, question)
        except JsonRpcException as error:
            assert method in MAY_REFUSE
            found.append((method, str(error)))
            return None
        found.append((method, reader.read(answer, uri, method)))
        return answer

    choose = random.Random(1)
    for word in re.finditer(r"\w+", text):
        start, end = (position(text, one, encoding) for one in word.span())
        before = text[text.rfind("\n", 0, word.start()) + 1 : word.start()]
        if not before or not before.isascii():
            ask_all(ask, _OFFERED, Place(uri, start, end), _OFFERED, choose)
    return found, reader.wide


def test_every_answer_is_the_same_in_all_encodings(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    for name, text in _FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    expected, wide = _answers(folder, "utf-32")
    assert wide.keys() >= _WITH_PLACES
    for encoding in ("utf-8", "utf-16"):
        found, _ = _answers(folder, encoding)
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            assert one == other


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_typing_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    """Changes land where the editor meant them, behind and between wide characters."""
    general = {"positionEncodings": [encoding]}
    desk = Desk(tmp_path, capabilities={**PULLING, "general": general})
    path = tmp_path.resolve() / "main.k"
    uri, text = desk.open(path, ""), ""
    choose = random.Random(encoding)
    for _ in range(300):
        start = choose.randrange(len(text) + 1)
        end = choose.randrange(start, min(len(text), start + 3) + 1)
        added = choose.choice(["é", "😀", "a = 1\n", '"', "ü😀x", ""])
        span = {"start": position(text, start, encoding), "end": position(text, end, encoding)}
        text = text[:start] + added + text[end:]
        desk.change(uri, {"range": span, "text": added})
        assert desk.server.session.workspace.text(str(path)) == text


def test_the_first_encoding_that_is_known_is_taken(tmp_path: Path) -> None:
    for offered, taken in (
        (["utf-32", "utf-8"], "utf-32"),
        (["utf-7", "utf-8"], "utf-8"),
        (["utf-7"], "utf-16"),
        ([], "utf-16"),
    ):
        capabilities = {**PULLING, "general": {"positionEncodings": offered}}
        desk = Desk(tmp_path, capabilities=capabilities)
        assert desk.server.session.positions.encoding == taken


@pytest.mark.parametrize("seed", range(50))
def test_where_lines_begin_and_end(seed: int) -> None:
    choose = random.Random(seed)
    parts = ["a", "é", "\n", "\n\n", "\x0b", "\u2028", *(["\r", "\r\n"] if seed % 2 else [])]
    text = "".join(choose.choices(parts, k=choose.randrange(12)))
    lines = Lines(SourceFile("", text))
    ends = [lines.end(line) for line in range(len(lines.starts))]
    assert lines.starts[0] == 0 and ends[-1] == len(text)
    assert len(ends) == len(re.split("\r\n|\r|\n", text))
    for end, start in zip(ends, lines.starts[1:], strict=False):
        assert text[end:start] in ("\n", "\r\n", "\r")
    for start, end in zip(lines.starts, ends, strict=True):
        assert start <= end and not {"\n", "\r"} & set(text[start:end])
