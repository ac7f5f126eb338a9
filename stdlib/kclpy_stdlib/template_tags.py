"""The first half of reading a template: cutting it into texts and tags.

White space around tags is settled here: ``~`` removes what is next to it, and a block tag
that stands alone on its line takes the line with it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # typeshed omits it

from kclpy.runtime.values import Value
from kclpy_stdlib.json_text import JsonError, read_json
from kclpy_stdlib.template_nodes import Call, Expression, Literal, Path, TemplateError

_NAME = re.compile(r"[\w$-]+|\[[^\]]*\]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(?![\w$.\[/-])", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"(true|false|null)(?![\w$.\[/=-])")
_KEY = re.compile(r"([\w$-]+)=")
_BLOCK_NAMES = re.compile(r"as\s+\|([^|]*)\|")
_OPENINGS = ("#*", "#>", "#", "/", ">", "&", "^")
# Tags that may have a line for themselves.
_STANDALONE = frozenset(["#*", "#>", "#", "/", ">", "^", "else", "!"])


@dataclass(slots=True)
class Tag:
    """A tag; ``kind`` is its opening, "else" for ``{{else}}``, "" for an output.

    ``before`` is the text in front of it, and ``indent`` the blanks that end that text.
    """

    kind: str
    before: str
    call: Call | None
    is_escaped: bool = True
    trims_left: bool = False
    trims_right: bool = False
    indent: str = ""
    line: int = 1
    column: int = 1


def cut(template: str) -> tuple[list[Tag], str]:
    """Return the tags of a template, each with the text before it, and the text at its end."""
    tags: list[Tag] = []
    reader = _Reader(template)
    while True:
        text = reader.text()
        if reader.is_at_end:
            tail = _settle(tags, text)
            return tags, tail
        tag = reader.tag()
        tag.before = text
        tags.append(tag)


def _settle(tags: list[Tag], tail: str) -> str:
    """Remove the white space that tags take with them; return what is left at the end."""
    raw = [tag.before for tag in tags] + [tail]
    texts = list(raw)
    for number, tag in enumerate(tags):
        before, after = raw[number], raw[number + 1]
        blanks = re.search(r"[ \t]*\Z", before)
        tag.indent = blanks[0] if blanks and tag.kind == ">" else ""
        if tag.kind in _STANDALONE and _is_alone(before, after, is_first=number == 0):
            texts[number] = texts[number].rstrip(" \t")
            texts[number + 1] = re.sub(r"^[ \t]*\r?\n", "", texts[number + 1], count=1)
        if tag.trims_left:
            texts[number] = texts[number].rstrip()
        if tag.trims_right:
            texts[number + 1] = texts[number + 1].lstrip()
    for tag, text in zip(tags, texts, strict=False):
        tag.before = text
    return texts[-1]


def _is_alone(before: str, after: str, *, is_first: bool) -> bool:
    """Tell whether a tag has a line for itself; a line without a break at its end is none."""
    line_start = re.search(r"(^|\n)[ \t]*\Z", before)
    if line_start is None or re.match(r"[ \t]*\r?\n", after) is None:
        return False
    return line_start[1] == "\n" or is_first


class _Reader:
    """Reads a template from left to right."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.position = 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self.position >= len(self.template)

    def text(self) -> str:
        """Read up to the next tag; a backslash in front of a tag makes it text."""
        pieces = []
        while True:
            opening = self.template.find("{{", self.position)
            if opening < 0:
                pieces.append(self.template[self.position :])
                self.position = len(self.template)
                return "".join(pieces)
            piece = self.template[self.position : opening]
            self.position = opening
            if not piece.endswith("\\"):
                return "".join([*pieces, piece])
            pieces.append(piece[:-1])
            if piece.endswith("\\\\"):
                return "".join(pieces)
            # The escaped tag reaches up to where the next may begin.
            following = self.template.find("{{", self._behind_braces(opening))
            end = len(self.template) if following < 0 else following
            while end > opening and self.template[end - 1] == "\\":
                end -= 1
            pieces.append(self.template[opening:end])
            self.position = end

    def _behind_braces(self, opening: int) -> int:
        found = re.compile(r"\{+").match(self.template, opening)
        return found.end() if found else opening

    def tag(self) -> Tag:
        """Read the tag at the position."""
        start = self.position
        if self.template.startswith("{{{{", start):
            raise self.error("raw blocks are not supported", start)
        comment = re.compile(r"\{\{~?!(?:--.*?--~?\}\}|.*?\}\})", re.DOTALL).match(
            self.template, start
        )
        if comment is not None:
            self.position = comment.end()
            return Tag(
                "!",
                "",
                None,
                trims_left=comment[0][2] == "~",
                trims_right=comment[0][-3] == "~",
            )
        self.position += 2
        trims_left = self._takes("~")
        is_triple = self._takes("{")
        if is_triple:
            trims_left = self._takes("~") or trims_left
        self._skip()
        kind = "" if is_triple else self._opening()
        self._skip()
        line, column = self._place(start)
        tag = Tag(
            kind, "", None, not is_triple and kind != "&", trims_left, line=line, column=column
        )
        if kind == "" and not is_triple and self._takes_word("else"):
            tag.kind = "else"
        self._skip()
        if (
            tag.kind not in ("else", "^")
            or self.template[self.position : self.position + 1] not in "~}"
        ):
            tag.call = self.call(line, column)
        self._skip()
        tag.trims_right = self._takes("~")
        if is_triple and not self._takes("}"):
            raise self.error("expected '}}}'")
        tag.trims_right = self._takes("~") or tag.trims_right
        if not self._takes("}}"):
            raise self.error("expected '}}'")
        return tag

    def _opening(self) -> str:
        for opening in _OPENINGS:
            if self._takes(opening):
                return opening
        return ""

    def _takes(self, text: str) -> bool:
        if not self.template.startswith(text, self.position):
            return False
        self.position += len(text)
        return True

    def _takes_word(self, word: str) -> bool:
        found = re.compile(rf"{word}(?![\w$./=-])").match(self.template, self.position)
        if found is None:
            return False
        self.position = found.end()
        return True

    def _skip(self) -> None:
        while self.template[self.position : self.position + 1].isspace():
            self.position += 1

    # Expressions

    def call(self, line: int, column: int) -> Call:
        """Read a name with its arguments."""
        target: Path | Call = self._nested(line, column) if self._takes("(") else self.path()
        params: list[Expression] = []
        options: list[tuple[str, Expression]] = []
        names: tuple[str, ...] = ()
        while True:
            before = self.position
            self._skip()
            char = self.template[self.position : self.position + 1]
            if char in ("", "}", "~", ")"):
                return Call(target, tuple(params), tuple(options), names, line, column)
            if before == self.position:
                raise self.error("expected a blank or the end of the tag")
            block_names = _BLOCK_NAMES.match(self.template, self.position)
            key = _KEY.match(self.template, self.position)
            if block_names is not None:
                self.position = block_names.end()
                names = tuple(block_names[1].split())
            elif key is not None:
                self.position = key.end()
                options.append((key[1], self.argument(line, column)))
            else:
                params.append(self.argument(line, column))

    def _nested(self, line: int, column: int) -> Call:
        self._skip()
        call = self.call(line, column)
        if not self._takes(")"):
            raise self.error("expected ')'")
        return call

    def argument(self, line: int, column: int) -> Expression:
        """Read a literal, a path, or a call in brackets."""
        if self._takes("("):
            return self._nested(line, column)
        char = self.template[self.position : self.position + 1]
        if char and char in "\"'":
            return self._string(char)
        for form in (_NUMBER, _WORD):
            found = form.match(self.template, self.position)
            if found is not None:
                self.position = found.end()
                return Literal(_WORDS[found[0]] if form is _WORD else self._number(found[0]))
        if char and char in "[{":
            try:
                value, end = _decoder().raw_decode(self.template, self.position)
            except ValueError:
                return self.path()
            self.position = end
            return Literal(value)
        return self.path()

    def _number(self, digits: str) -> Value:
        try:
            return read_json(digits)
        except JsonError:
            raise self.error("number out of range") from None

    def _string(self, quote: str) -> Literal:
        found = re.compile(rf"{quote}((?:[^\\{quote}]|\\.)*){quote}", re.DOTALL).match(
            self.template, self.position
        )
        if found is None:
            raise self.error("unterminated string")
        self.position = found.end()
        return Literal(re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL))

    def path(self) -> Path:
        """Read a path: steps with dots or slashes between them."""
        start = self.position
        is_local = self._takes("@")
        up = 0
        steps: list[str] = []
        while True:
            if not steps and self._takes(".."):
                up += 1
            elif not steps and not up and self.template.startswith("./", self.position):
                self.position += 1
            else:
                steps.append(self._step())
            if self.template[self.position : self.position + 1] not in (".", "/"):
                break
            self.position += 1
        if steps and steps[0] in ("this", "[this]") and not is_local:
            del steps[0]
        return Path(self.template[start : self.position], tuple(steps), up, is_local)

    def _step(self) -> str:
        found = _NAME.match(self.template, self.position)
        if found is None:
            raise self.error("expected a name")
        self.position = found.end()
        return found[0][1:-1] if found[0].startswith("[") else found[0]

    def _place(self, position: int) -> tuple[int, int]:
        line_start = self.template.rfind("\n", 0, position) + 1
        return self.template.count("\n", 0, position) + 1, position - line_start + 1

    def error(self, message: str, position: int | None = None) -> TemplateError:
        """Return the error for a mistake in the template."""
        line, column = self._place(self.position if position is None else position)
        return TemplateError.syntax(message, line, column)


def _decoder() -> json.JSONDecoder:
    """Return a reader of JSON that keeps off the C stack, however deep lists are nested."""
    decoder = json.JSONDecoder()
    decoder.scan_once = py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder
