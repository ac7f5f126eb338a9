"""The lexer: text to tokens, with the layout in the same loop.

Every line end is a NEWLINE token, in brackets too (blank lines and comment lines belong to
the line end before them), and a change of indentation is an INDENT or DEDENT, in brackets
too (reference, 01 section 2). One regular expression finds the tokens. Mistakes are noted, and
what cannot be read is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kclpy.diagnostics import Diagnostics, Problem, syntax
from kclpy.source import SourceFile
from kclpy.syntax import numbers, tokens
from kclpy.syntax.indentation import Indentation
from kclpy.syntax.interruption import poll
from kclpy.syntax.strings import has_legal_escapes
from kclpy.syntax.tokens import Token

_BLANK = r"[ \t\r\x0b\x0c\x85\u200e\u200f\u2028\u2029]"
_FRACTION = r"(?:\.(?![.]|[^\W\d])(?:[0-9][0-9_]*)?)?"
_EXPONENT = r"(?:[eE][+-]?[0-9_]*)?"
_BASED = rf"0x[0-9a-fA-F_]*{_FRACTION}|0[bo][0-9_]*{_FRACTION}{_EXPONENT}"
_DECIMAL = rf"[0-9][0-9_]*{_FRACTION}{_EXPONENT}"
_LONG = (
    r'"""(?:[^"\\]++|\\(?s:.)|"(?!""))*+"""'
    r"|'''(?:[^'\\]++|\\(?s:.)|'(?!''))*+'''"
)
_STOP = r"\n\r\0"  # what ends a string in single quotes although nothing closes it
_SHORT = (
    rf'(?!""")"(?:[^"\\{_STOP}]++|\\[^{_STOP}])*+"'
    rf"|(?!''')'(?:[^'\\{_STOP}]++|\\[^{_STOP}])*+'"
)
_OPERATOR = r"\*\*=|//=|<<=|>>=|\.\.\.|\*\*|//|<<|>>|[-+*/%&|^=!<>]=|[-+*/%&|^~=<>,:.?@]"
_TOKEN = re.compile(
    rf"(?:{_BLANK}++|\\\r?(?:\n|\Z))*+(?:"
    rf"((?:[rR](?![\"'])|[^\W\drR])\w*+)"  # 1 name or keyword
    rf"|(?!-[ \t]*>)({_OPERATOR})"  # 2
    rf"|(\n(?:{_BLANK}*+(?:#[^\n]*+)?\n)*+(?:{_BLANK}*+(?:#[^\n]*+)?\Z)?)"  # 3 line ends
    rf"|([(\[{{])|([)\]}}])"  # 4 opening, 5 closing bracket
    rf"|([rR]?(?:{_LONG}|{_SHORT}))"  # 6 string
    rf"|((?:{_BASED}|{_DECIMAL})\w*+)"  # 7 number
    rf"|(#[^\n]*+)"  # 8 comment
    rf"|(\$[^\W\d]\w*+)"  # 9 raw name
    rf"|(-[ \t]*>)"  # 10 arrow
    rf"|(\Z)"  # 11 end
    rf"|((?s:.)))"  # 12 anything else
)
_STOPPING = re.compile(rf"[{_STOP}]")
_COMMENT = re.compile(r"#[^\n]*")
_NAME, _OP, _NEWLINE, _OPEN, _CLOSE, _STRING, _NUMBER, _REMARK, _RAW, _ARROW, _END = range(1, 12)


_CONTINUING = frozenset(("for", "if", "elif", "else"))


@dataclass(slots=True)
class _Bracket:
    """An open bracket: what closes it, the number of its token, whether a ``for`` stands in it."""

    closer: str
    index: int
    has_for: bool = False


@dataclass(slots=True)
class Lexed:
    """The tokens of a text, ended by EOF; the places of its comments; what is wrong."""

    tokens: list[Token] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    mistakes: Diagnostics = field(default_factory=Diagnostics)


def lex(file: SourceFile, start: int = 0, end: int | None = None) -> Lexed:
    """Return the tokens of ``file``, with INDENT, DEDENT and a NEWLINE before the end.

    Of the lines in ``[start, end)`` alone, if these are given.
    """
    lexer = _Lexer(file, start, len(file.text) if end is None else end)
    lexer.run(Indentation())
    return lexer.result


def goes_on(file: SourceFile, start: int, end: int) -> bool:
    """Return whether what the lines in ``[start, end)`` begin goes on behind them.

    That is a long string that nothing closes there, or a line that a backslash continues.
    """
    if file.text.endswith(("\\\n", "\\\r\n"), start, end):
        return True
    mistakes = lex(file, start, end).mistakes
    return any(
        isinstance(one.problem, syntax.UnterminatedString) and one.labels[0].span.end == end
        for one in mistakes
    )


def lex_part(file: SourceFile, start: int, end: int) -> Lexed:
    """Return the tokens of an expression within ``file``, without indentation."""
    lexer = _Lexer(file, start, end)
    lexer.run(None)
    return lexer.result


class _Lexer:
    def __init__(self, file: SourceFile, start: int, end: int) -> None:
        self.file = file
        self.start = start
        self.end = end
        self.result = Lexed()
        self.brackets: list[_Bracket] = []  # those that are open
        self.closed: _Bracket | None = None  # the last one that was closed

    def run(self, indentation: Indentation | None) -> None:
        """Fill the result."""
        source = self.file.text
        add = self.result.tokens.append
        keywords = tokens.KEYWORDS
        is_line_start = False
        position: int | None = self.start
        while position is not None:
            resume: int | None = None
            for match in _TOKEN.finditer(source, position, self.end):
                group = match.lastindex or _END
                start, end = match.span(group)
                text = match[group]
                if group == _NEWLINE:
                    poll()
                    add((tokens.NEWLINE, "\n", start, start + 1))
                    if end > start + 1 and "#" in text:
                        self.comments(start, end)
                    is_line_start = indentation is not None
                    continue
                if is_line_start and group != _REMARK:
                    is_line_start = False
                    blanks = source[match.start() : start].rpartition("\n")[2]
                    if indentation is not None and blanks != indentation.blanks:
                        self.indent(indentation, blanks, start, group == _END)
                if group == _NAME:
                    if text in keywords:
                        if text in _CONTINUING:
                            self.continue_line(text)
                        add((text, text, start, end))
                    elif text.isascii() or text.isidentifier():
                        add((tokens.NAME, text, start, end))
                    else:
                        self.odd_name(text, start)
                elif group == _OP:
                    add((text, text, start, end))
                elif group == _OPEN:
                    self.brackets.append(_Bracket(tokens.OPENERS[text], len(self.result.tokens)))
                    add((text, text, start, end))
                elif group == _CLOSE:
                    add(self.closing(text, start, end))
                elif group == _STRING:
                    if "\\" in text and text[0] not in "rR" and not has_legal_escapes(text):
                        self.report(syntax.InvalidString(), start + 1, end)
                    add((tokens.STRING, text, start, end))
                elif group == _NUMBER:
                    if not text.isascii():
                        text, end = self.without_odd_end(text, start)
                    if text[0] == "0" or not (text.isascii() and text.isdigit()):
                        self.check_number(text, start, end)
                    add((tokens.NUMBER, text, start, end))
                    if end < match.end():
                        resume = end
                        break
                elif group == _REMARK:
                    self.result.comments.append((start, end))
                elif group == _RAW:
                    add((tokens.NAME, text[1:], start, end))
                elif group == _ARROW:
                    self.mark_params()
                    add(("->", text, start, end))
                elif group == _END:
                    break
                else:
                    resume = self.odd_character(text, start)
                    break
            position = resume
        self.finish(indentation)

    def report(self, problem: Problem, start: int, end: int) -> None:
        """Note a mistake."""
        column = self.file.position(start)[1]
        self.result.mistakes.report(problem, self.file.span(start, end), line_only=column == 0)

    def comments(self, start: int, end: int) -> None:
        """Note the comments within the line ends in ``[start, end)``."""
        spans = (m.span() for m in _COMMENT.finditer(self.file.text, start, end))
        self.result.comments.extend(spans)

    def indent(self, indentation: Indentation, blanks: str, start: int, is_end: bool) -> None:
        """Add what ``blanks`` before the first token of a line, at ``start``, mean."""
        if is_end:
            return
        kinds, problem = indentation.change(blanks)
        if problem is not None:
            self.report(problem, start, start + 1)
        for kind, excess in kinds:
            self.result.tokens.append((kind, excess, start, start))

    def closing(self, text: str, start: int, end: int) -> Token:
        """Return the token of a closing bracket; it closes the last bracket that it fits."""
        opened = self.brackets
        if opened and opened[-1].closer == text:
            self.closed = opened.pop()
        else:
            self.report(syntax.WrongClosingBracket(text), start, end)
            index = tokens.match_of(text, opened)
            if index is not None:
                self.closed = opened[index]
                del opened[index:]
        return text, text, start, end

    def continue_line(self, word: str) -> None:
        """Mark the line end before ``word`` if it continues what stands before it."""
        bracket = self.brackets[-1] if self.brackets else None
        if word == "for":
            if bracket is None:
                return
            bracket.has_for = True
        elif word == "if" and (bracket is None or not bracket.has_for):
            return
        toks = self.result.tokens
        if toks and toks[-1][0] == tokens.NEWLINE:
            toks[-1] = (tokens.CONTINUED, *toks[-1][1:])

    def mark_params(self) -> None:
        """Mark the brace that opened lambda parameters, if they end before the arrow at hand."""
        toks = self.result.tokens
        if self.closed is None or not toks or toks[-1][0] != "}":
            return
        index = self.closed.index
        if index and toks[index - 1][0] == "lambda" and toks[index][0] == "{":
            toks[index] = (tokens.PARAMS_OPEN, *toks[index][1:])

    def check_number(self, text: str, start: int, end: int) -> None:
        """Report what is wrong with the digits of a number."""
        found = numbers.lexical_problem(text)
        if found is None:
            return
        problem, offset = found
        if isinstance(problem, syntax.InvalidDigit):
            first = len(self.file.text[: start + offset].encode())
            problem = syntax.InvalidDigit(problem.base, first, first + 1)
        self.report(problem, start + offset, end)

    @staticmethod
    def without_odd_end(text: str, start: int) -> tuple[str, int]:
        """Return the number ``text`` up to a character that no suffix has, and where it ends."""
        for index, character in enumerate(text):
            # A suffix begins as names do.
            name = f"a{character}" if text[index - 1].isalpha() else character
            if not character.isascii() and not name.isidentifier():
                return text[:index], start + index
        return text, start + len(text)

    def odd_name(self, text: str, start: int) -> None:
        """Add the names within ``text``, report its characters that cannot be in one."""
        first = 0
        for index, character in enumerate(text + "\0"):
            if index > first and ("a" + character).isidentifier():
                continue
            if index > first:
                self.result.tokens.append(
                    (tokens.NAME, text[first:index], start + first, start + index)
                )
            first = index
            if index < len(text) and not character.isidentifier():
                self.report(syntax.UnknownCharacter(), start + index, start + index + 1)
                first = index + 1

    def odd_character(self, text: str, start: int) -> int:
        """Report a character that begins no token; return where to go on."""
        end = start + 1
        if text in "\"'":
            return self.unterminated(start, start)
        if text in "rR":
            return self.unterminated(start, end)
        if text == "!":
            self.report(syntax.ExclamationMark(), start, end)
            self.result.tokens.append(("not", "not", start, end))
        elif text == ";":
            self.report(syntax.Semicolon(), start, end)
        elif text == "\\":
            self.report(syntax.TextAfterBackslash(), start, end)
        elif text == "$":
            self.result.tokens.append(("$", "$", start, end))
        else:
            self.report(syntax.UnknownCharacter(), start, end)
        return end

    def unterminated(self, start: int, quote: int) -> int:
        """Add a string that nothing closes; return where to go on."""
        text = self.file.text
        end = self.end
        problem: Problem = syntax.UnterminatedString()
        if text[quote : quote + 3] not in ('"""', "'''"):
            stop = _STOPPING.search(text, quote, end)
            end = end if stop is None else stop.start()
            if end == quote + 1 and self.is_closed_below(text[quote], end):
                problem = syntax.InvalidString()
        self.report(problem, quote, end)
        self.result.tokens.append((tokens.STRING, text[start:end], start, end))
        return end

    def is_closed_below(self, quote: str, line_end: int) -> bool:
        """Whether ``quote`` stands in the line below, where the engine looks for it."""
        text = self.file.text
        below = text.find("\n", line_end + 1)
        return text.find(quote, line_end + 1, len(text) if below < 0 else below) >= 0

    def finish(self, indentation: Indentation | None) -> None:
        """Add the NEWLINE that is missing, the DEDENTs that are due, and EOF."""
        end = self.end
        result = self.result.tokens
        if not result or result[-1][0] != tokens.NEWLINE:
            result.append((tokens.NEWLINE, "", end, end))
        if indentation is not None and indentation.depth:
            result.extend([(tokens.DEDENT, "", end, end)] * indentation.depth)
            result.append((tokens.NEWLINE, "", end, end))
        result.append((tokens.EOF, "", end, end))
