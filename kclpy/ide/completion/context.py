"""What is being written at a place, told from the tokens before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import Enum, auto

from kclpy.ide.document import Document
from kclpy.ide.texts import first_on_line
from kclpy.syntax import nodes, tokens
from kclpy.syntax.lexer import lex
from kclpy.syntax.tokens import Token

_PREFIX = re.compile(r"\$?[^\W\d]?\w*\Z")
_QUOTE = re.compile(r"[rR]?(\"\"\"|'''|\"|')")
_LAYOUT = (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT, tokens.CONTINUED)
_OPEN = ("(", "[", "{", tokens.PARAMS_OPEN)
_ASSIGNING = ("=", "+=")
# What a value may end with.
_ENDS_OF_VALUES = (
    tokens.NAME,
    tokens.NUMBER,
    tokens.STRING,
    *(")", "]", "}", "True", "False", "None", "Undefined"),
)
# What heads a block of conditions.
_CONDITIONS = re.compile(r"check\s*:|rule\b")
# So far above a block may begin.
_FAR = 100_000
_DECLARING = ("schema", "mixin", "protocol", "rule")


class Place(Enum):
    """What is written at the cursor."""

    NOTHING = auto()  # a comment, a number, a text of its own
    STATEMENT = auto()
    LOCAL = auto()  # a statement in a block
    ATTRIBUTE = auto()  # a statement in the body of a schema
    EXPRESSION = auto()
    OPERATOR = auto()  # behind a value, which a word may go on with
    KEY = auto()
    TYPE = auto()
    MEMBER = auto()
    IMPORT = auto()
    IMPORTED = auto()  # behind the path of an import
    DECORATOR = auto()
    BASE = auto()
    MIXIN = auto()
    PROTOCOL = auto()
    TEXT = auto()  # within quotes


@dataclass(frozen=True, slots=True)
class Context:
    """The place, what has been typed of the word, and what stands before it.

    ``start`` is where the word begins. ``path`` is what has been written of an import.
    ``config`` is the config literal around, ``key`` the names of the key whose value is being
    written there. ``before`` is the offset of the dot, or of the last token.
    """

    place: Place
    start: int
    prefix: str
    before: int = -1
    path: str = ""
    config: nodes.ConfigExpr | None = None
    key: tuple[str, ...] = ()
    is_condition: bool = False  # of an entry of a config
    role: Place = Place.NOTHING  # of what begins with the names before a dot


def context_at(document: Document, offset: int) -> Context:
    """Return what is being written at ``offset``."""
    return _Reader(document, offset).context()


def _written(document: Document, offset: int) -> tuple[int, int]:
    """Return where the top-level statement begins that is being written, and its line ends.

    Indented lines are of the statement above them.
    """
    text = document.text
    starts = [one.start for one in document.module.body]
    index = first_on_line(text, starts, bisect_left(starts, offset) - 1)
    end = text.find("\n", offset)
    return starts[index] if index >= 0 else 0, len(text) if end < 0 else end


class _Reader:
    def __init__(self, document: Document, offset: int) -> None:
        self.document = document
        self.offset = offset
        self.text = document.text
        found = _PREFIX.search(self.text, max(0, offset - 200), offset)
        self.start = offset if found is None else found.start()
        self.prefix = self.text[self.start : offset]
        lexed = lex(document.file, *_written(document, offset))
        self.comments = lexed.comments
        self.tokens = [token for token in lexed.tokens if token[2] < offset]
        self.before = [token for token in self.tokens if token[3] <= self.start and token[1]]

    def context(self) -> Context:
        if any(start < self.offset <= end for start, end in self.comments):
            return self._at(Place.NOTHING)
        inside = self._string()
        if inside is not None:
            return inside
        line = self._statement_tokens()
        words = [token[0] for token in line]
        if words[:1] == ["import"]:
            path = self.text[line[0][3] : self.start].strip()
            place = Place.NOTHING if "as" in words else Place.IMPORT
            if place is Place.IMPORT and words[-1] == tokens.NAME:
                place = Place.IMPORTED
            return Context(place, self.start, self.prefix, path=path)
        last = line[-1] if line else None
        if last is not None and last[0] == ".":
            return replace(self._at(Place.MEMBER, last[2]), role=self._role())
        if self.prefix[:1].isdigit():
            return self._at(Place.NOTHING)
        if last is not None and last[0] == "@":
            return self._at(Place.DECORATOR)
        if last is not None and last[0] == tokens.NUMBER and last[3] == self.start:
            return self._at(Place.NOTHING)
        if words[:1] == ["type"] and "=" not in words:
            return self._at(Place.NOTHING)
        return self._in_line(line)

    def _in_line(self, line: list[Token]) -> Context:
        words = [token[0] for token in line]
        if words[:1] and words[0] in _DECLARING and words[1:2] != ["["]:
            return self._head(line)
        return self._in_brackets(self._line())

    def _role(self) -> Place:
        """Return what is written where the names before a dot begin."""
        while self.before and self.before[-1][0] in (".", "?", tokens.NAME):
            is_name = self.before.pop()[0] == tokens.NAME
            if is_name and (not self.before or self.before[-1][0] not in (".", "?")):
                break
        return self._in_line(self._statement_tokens()).place

    def _at(self, place: Place, before: int = -1) -> Context:
        return Context(place, self.start, self.prefix, before)

    # Strings

    def _string(self) -> Context | None:
        """Return the place within quotes; what is interpolated is an expression."""
        for kind, text, start, end in reversed(self.tokens):
            inner_end = end - 1 if _is_closed(text) else end
            if kind == tokens.STRING and start < self.offset <= inner_end:
                written = self.text[start : self.offset]
                if written[0] not in "rR" and written.rfind("${") > written.rfind("}"):
                    is_member = self.text[: self.start].endswith(".")
                    before = self.start - 1
                    return self._at(Place.MEMBER if is_member else Place.EXPRESSION, before)
                quote = _QUOTE.match(written)
                begin = start + (quote.end() if quote is not None else 1)
                context = self._in_brackets(self._line(before=start))
                place = Place.TEXT if context.place is not Place.KEY else Place.NOTHING
                return Context(
                    place,
                    begin,
                    self.text[begin : self.offset],
                    start,
                    config=context.config,
                    key=context.key,
                )
            if end <= self.offset:
                break
        return None

    # Lines and brackets

    def _line(self, before: int | None = None) -> list[Token]:
        """Return the tokens of the statement or entry that is being written, up to the word."""
        limit = self.start if before is None else before
        line: list[Token] = []
        depth = 0
        for token in reversed([one for one in self.before if one[3] <= limit]):
            kind = token[0]
            if kind in tokens.OPENERS.values():
                depth += 1
            elif kind in _OPEN:
                depth -= 1
            if kind in _LAYOUT:
                if depth <= 0:
                    break
                continue
            line.append(token)
            if depth < 0:
                break
        return line[::-1]

    def _statement_tokens(self) -> list[Token]:
        """Return the tokens of the line up to the word, whatever brackets are open."""
        line: list[Token] = []
        for token in reversed(self.before):
            if token[0] in _LAYOUT:
                break
            line.append(token)
        return line[::-1]

    def _in_brackets(self, line: list[Token]) -> Context:
        """Return the place by the innermost bracket that is open."""
        openers = self._openers()
        opener = openers[-1] if openers else None
        config = None if opener is None else self._config(opener)
        if config is not None:
            return self._in_config(config, line, opener)
        is_within_config = any(self._config(one) is not None for one in openers)
        if not is_within_config and _is_type(self._statement_tokens()):
            return self._at(Place.TYPE)
        if opener is not None and opener[0] == "[" and self._is_mixin_list(opener):
            return self._at(Place.MIXIN)
        if opener is None and (not line or (len(line) == 1 and line[0][0] == "else")):
            return self._statement()
        return self._at(*self._value(line))

    def _value(self, line: list[Token]) -> tuple[Place, int]:
        """Return whether a value begins or goes on, and where the token before is."""
        if not line:
            return Place.EXPRESSION, -1
        kind, _, start, end = line[-1]
        if kind not in _ENDS_OF_VALUES:
            return Place.EXPRESSION, start
        return Place.NOTHING if end == self.start else Place.OPERATOR, start

    def _openers(self) -> list[Token]:
        """Return the brackets that are open at the word, the outermost first."""
        found: list[Token] = []
        for token in self.before:
            if token[0] in _OPEN:
                found.append(token)
            elif token[0] in tokens.OPENERS.values() and found:
                found.pop()
        return found

    def _config(self, opener: Token) -> nodes.ConfigExpr | None:
        if opener[0] != "{":
            return None
        for node in self.document.around(opener[2], opener[3]):
            if isinstance(node, nodes.ConfigExpr) and node.start == opener[2]:
                return node
        return None

    def _in_config(
        self, config: nodes.ConfigExpr, line: list[Token], opener: Token | None
    ) -> Context:
        """Return whether a key or a value is written."""
        entry = [token for token in line if opener is None or token[2] > opener[2]]
        depth, cut = 0, 0
        for number, token in enumerate(entry):
            depth += (token[0] in _OPEN) - (token[0] in tokens.OPENERS.values())
            if token[0] == "," and depth == 0:
                cut = number + 1
        entry = entry[cut:]
        if entry and entry[0][0] in ("if", "elif", "else"):
            ends = [n for n, token in enumerate(entry) if token[0] == ":"]
            entry = entry[ends[0] + 1 :] if ends else entry
            if not ends:
                place, last = self._value(entry)
                return Context(place, self.start, self.prefix, last, is_condition=True)
        names: list[str] = []
        for number, token in enumerate(entry):
            if token[0] in (":", *_ASSIGNING):
                place, last = self._value(entry)
                return Context(
                    place,
                    self.start,
                    self.prefix,
                    last,
                    config=config if number == len(entry) - 1 else None,
                    key=tuple(names),
                )
            if token[0] == tokens.NAME or token[0] in tokens.KEYWORDS:
                names.append(token[1].removeprefix("$"))
            elif token[0] == tokens.STRING:
                names.append(token[1].strip("rR").strip("\"'"))
        if not entry:
            return Context(Place.KEY, self.start, self.prefix, config=config)
        place, last = self._value(entry)
        return self._at(Place.NOTHING if place is Place.OPERATOR else place, last)

    # Statements

    def _statement(self) -> Context:
        head = self._head_of_block()
        if _CONDITIONS.match(head):
            return self._at(Place.EXPRESSION)
        if self._is_in_schema():
            return self._at(Place.ATTRIBUTE)
        return self._at(Place.LOCAL if head else Place.STATEMENT)

    def _head_of_block(self) -> str:
        """Return the line above that is indented less than the one at the cursor, if there is."""
        lines = self.text[max(0, self.start - _FAR) : self.start].split("\n")
        depth = len(lines.pop())
        for line in reversed(lines):
            begun = line.lstrip()
            if begun and len(line) - len(begun) < depth:
                return begun
        return ""

    def _is_in_schema(self) -> bool:
        """Tell whether an indented line belongs to the body of a schema."""
        line_start = self.text.rfind("\n", 0, self.start) + 1
        if self.text[line_start : self.start].strip() or self.start == line_start:
            return False
        inner: nodes.Stmt | None = None
        for statement in self.document.module.body:
            if statement.start < self.start:
                inner = statement
        return isinstance(inner, nodes.SchemaStmt)

    def _head(self, line: list[Token]) -> Context:
        """Return what is written in the head of a schema."""
        if line[-1][0] == "for":
            return self._at(Place.PROTOCOL)
        openers = [one for one in self._openers() if one[2] > line[0][2]]
        if not openers:
            return self._at(Place.NOTHING)
        if openers[-1][0] == "(":
            return self._at(Place.BASE)
        inner = [token for token in line if token[2] > openers[0][2]]
        place = Place.TYPE if _is_type(inner) else Place.EXPRESSION
        return self._at(place, line[-1][2])

    def _is_mixin_list(self, opener: Token) -> bool:
        before = [token for token in self.before if token[3] <= opener[2]]
        return bool(before) and before[-1][0] == "mixin"


def _is_closed(text: str) -> bool:
    """Tell whether a string ends with its quote."""
    quote = _QUOTE.match(text)
    return quote is not None and len(text) > quote.end() and text.endswith(quote[1])


def _is_type(line: list[Token]) -> bool:
    """Tell whether a type is written: behind the colon of a declaration, or an arrow."""
    colon = -1
    for number, token in enumerate(line):
        kind = token[0]
        if kind == "->" or (kind == ":" and colon < 0 and _declares(line[:number])):
            colon = number
        elif kind in ("=", "+=", tokens.PARAMS_OPEN) or _ends_type(line, number, colon):
            colon = -1
    if colon >= 0:
        return True
    words = [token[0] for token in line]
    return (words[:1] == ["type"] and "=" in words and len(words) >= 3) or words[-1:] == ["as"]


def _ends_type(line: list[Token], number: int, colon: int) -> bool:
    """Tell whether a brace or a comma ends the type that began at ``colon``."""
    if line[number][0] == "{":
        return number == 0 or line[number - 1][0] not in (":", "|", "[", "->")
    return line[number][0] == "," and colon >= 0 and not _is_open(line[colon:number])


def _declares(line: list[Token]) -> bool:
    """Tell whether what stands before a colon is a name that is declared."""
    names = list(line)
    if names and names[-1][0] == "?":
        names.pop()
    if not names:
        return False
    if names[-1][0] == "]":
        return names[0][0] == "["  # an index signature
    if names[-1][0] not in (tokens.NAME, tokens.STRING):
        return False
    return len(names) == 1 or names[-2][0] in ("lambda", ",", "[", "...")


def _is_open(line: list[Token]) -> bool:
    """Tell whether a bracket is open at the end of ``line``."""
    opened = sum(token[0] in _OPEN for token in line)
    return opened > sum(token[0] in tokens.OPENERS.values() for token in line)
