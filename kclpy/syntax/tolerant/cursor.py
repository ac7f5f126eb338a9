"""A place in the tokens of a file that may be broken, with the reports made on the way."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.diagnostics import Diagnostic, Label, Problem, syntax
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.tokens import Token
from kclpy.syntax.tolerant.mistakes import Mistakes
from kclpy.syntax.tolerant.wording import described

LAYOUT = (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT)
EXPRESSION_STARTS = ("identifier", "literal", "(", "[", "{")


class Cursor:
    """The token at hand, and what to do with it.

    ``kind`` is the kind of the token at hand. Nothing moves beyond EOF. ``ends`` tells where
    the lines end that begin with the tokens of these numbers (see `layout`).
    """

    def __init__(
        self, file: SourceFile, toks: list[Token], mistakes: Mistakes, ends: Mapping[int, int]
    ) -> None:
        self.file = file
        self.toks = toks
        self.mistakes = mistakes
        self.ends = ends
        self.index = 0
        self.last = self.reach = len(toks) - 1
        self.kind = self.toks[0][0]

    @property
    def token(self) -> Token:
        """The token at hand."""
        return self.toks[self.index]

    @property
    def start(self) -> int:
        """Where the token at hand begins."""
        return self.toks[self.index][2]

    @property
    def previous_end(self) -> int:
        """Where the token before the one at hand ends."""
        index = self.index - 1
        return self.toks[index][3] if index >= 0 else self.toks[0][2]

    def peek(self, distance: int = 1) -> str:
        """Return the kind of the token ``distance`` behind the one at hand."""
        return self.toks[min(self.index + distance, self.last)][0]

    def significant(self, index: int) -> int:
        """Return the number of the first token from ``index`` on that is more than layout."""
        while self.toks[index][0] in LAYOUT:
            index += 1
        return index

    def bump(self) -> Token:
        """Go to the next token; return the one passed."""
        token = self.toks[self.index]
        if self.index < self.last:
            self.index += 1
            self.kind = self.toks[self.index][0]
        return token

    def reset(self, index: int) -> None:
        """Go to the token with number ``index``."""
        self.index = index
        self.kind = self.toks[index][0]

    def accept_layout(self) -> None:
        """Pass changes of indentation."""
        while self.kind in (tokens.INDENT, tokens.DEDENT):
            self.bump()

    def accept(self, kind: str) -> bool:
        """Pass the token at hand if it is of this kind; tell whether it was."""
        if self.kind != kind:
            return False
        self.bump()
        return True

    def skip_newlines(self) -> bool:
        """Pass newlines; tell whether there were any."""
        if self.kind != tokens.NEWLINE:
            return False
        while self.kind == tokens.NEWLINE:
            self.bump()
        return True

    def is_name(self) -> bool:
        """Whether the token at hand is a name or any keyword."""
        return self.kind == tokens.NAME or self.kind in tokens.KEYWORDS

    def report(self, problem: Problem, token: Token | None = None) -> None:
        """Report ``problem`` at ``token``, by default the one at hand."""
        _, _, start, end = self.token if token is None else token
        self.report_at(problem, start, end)

    def report_at(self, problem: Problem, start: int, end: int) -> None:
        """Report ``problem`` for the text in ``[start, end)``."""
        text = self.file.text
        line_only = self.file.position(start)[1] == 0
        if start == len(text) and text.endswith("\n"):
            start -= 1
            line_only = False
        if text[start : start + 1] in ("", "\n") and text[start - 1 : start] not in ("", "\n"):
            start -= 1  # show the last character of the line
        label = Label(self.file.span(start, max(start, end)), problem.message, line_only)
        is_at_end = self.kind in (tokens.NEWLINE, tokens.EOF)
        place = self.significant(self.index)
        self.mistakes.add(Diagnostic(problem, (label,)), place, is_at_end)

    def expected(self, *words: str) -> None:
        """Report that one of ``words`` must stand where the token at hand is."""
        self.report(syntax.ExpectedToken(words, described(self.token)))

    def expect(self, kind: str) -> bool:
        """Pass the token at hand if it is of this kind; report it otherwise."""
        if self.kind == kind:
            self.bump()
            return True
        self.expected(kind)
        return False

    def force(self, kind: str) -> bool:
        """Pass the token at hand, whatever it is; report it if it is not of this kind.

        Layout is not passed: what follows it is worth more.
        """
        if self.kind == kind:
            self.bump()
            return True
        self.expected(kind)
        if self.kind not in (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT):
            self.bump()
        return False

    def skip_layout(self) -> None:
        """Pass newlines, then changes of indentation."""
        self.skip_newlines()
        self.accept_layout()

    def missing(self) -> nodes.MissingExpr:
        """Return what stands for an expression that is not there."""
        return nodes.MissingExpr(self.previous_end, self.previous_end)

    def name(self) -> nodes.Name:
        """Return the name at hand; report anything else and return an empty name."""
        if self.is_name():
            _, text, start, end = self.bump()
            return nodes.Name(start, end, text)
        return self.absent_name()

    def absent_name(self) -> nodes.Name:
        """Report that a name is missing here, and return an empty one."""
        self.expected("identifier")
        return nodes.Name(self.previous_end, self.previous_end, "")

    def joined_name(self) -> nodes.Name:
        """Return the name ``a.b.c`` at hand as one name, where only one is meant."""
        first = self.name()
        last, text = first, first.id
        while self.accept("."):
            last = self.name()
            text += "." + last.id
        return nodes.Name(first.start, last.end, text)

    def dotted(self) -> nodes.Expr:
        """Return the name ``a.b.c`` at hand."""
        expr: nodes.Expr = self.name()
        while self.accept("."):
            attr = self.name()
            expr = nodes.SelectorExpr(expr.start, attr.end, expr, attr)
        return expr
