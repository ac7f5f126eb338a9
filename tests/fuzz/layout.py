"""Programs with another layout: random blanks, line breaks, blank lines and comments.

What comes out has the tree of what went in; where a random layout is not legal, a calmer one
is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostics
from kclpy.formatter.sameness import is_same_tree
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.lexer import lex
from kclpy.syntax.parser import parse
from kclpy.syntax.visitor import children
from tests.fuzz.choices import Choices

_LINE_ENDS = (tokens.NEWLINE, tokens.CONTINUED)
_NO_TEXT = (tokens.INDENT, tokens.DEDENT, tokens.EOF)
_WORD_KINDS = (tokens.NAME, tokens.NUMBER, tokens.STRING)


def with_layout(text: str, choices: Choices, comments: int) -> str:
    """Return ``text`` laid out at random, with comments at ``comments`` percent of line ends."""
    module = parsed(text)
    assert module is not None, text
    for percent in (30, 10, 0):
        broken = _with_breaks(text, choices, percent)
        tree = parsed(broken)
        if tree is not None and is_same_tree(module, tree):
            break
    for share in (comments, comments // 4, 0):
        spaced = _with_blanks(broken, choices, share)
        tree = parsed(spaced)
        if tree is not None and is_same_tree(module, tree):
            return spaced
    return broken


def parsed(text: str) -> nodes.Module | None:
    """Return the tree of ``text``, None if it has mistakes."""
    diagnostics = Diagnostics()
    module = parse(SourceFile("main.k", text), diagnostics)
    return None if len(diagnostics) else module


def _with_breaks(text: str, choices: Choices, percent: int) -> str:
    """Return ``text`` with the items of some brackets in lines."""
    module = parsed(text)
    assert module is not None
    for node in reversed(list(_brackets(module))):
        start, end = (
            (node.func.end, node.end)
            if isinstance(node, nodes.CallExpr)
            else (
                node.start,
                node.end,
            )
        )
        if "\n" in text[start:end] or not choices.chance(percent):
            continue
        text = text[:start] + _broken(text, node, start, end, choices) + text[end:]
    return text


def _broken(text: str, node: nodes.Node, start: int, end: int, choices: Choices) -> str:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    margin = line[: len(line) - len(line.lstrip())]
    inner = "\n" + margin + "  "
    items = [text[item.start : item.end] for item in _items(node)]
    comma = "," if isinstance(node, nodes.CallExpr) else choices.pick((",", "", ", "))
    rows = (comma + inner).join(items)
    return f"{text[start]}{inner}{rows}\n{margin}{text[end - 1]}" if items else text[start:end]


def _items(node: nodes.Node) -> list[nodes.Node]:
    if isinstance(node, nodes.ListExpr):
        return [*node.elements]
    if isinstance(node, nodes.ConfigExpr):
        return [*node.entries]
    assert isinstance(node, nodes.CallExpr)
    return [*node.args, *node.keywords]


def _brackets(module: nodes.Module) -> Iterator[nodes.Node]:
    """Yield lists, configs and calls, outer ones first, without those within strings."""
    todo: list[nodes.Node] = [*reversed(module.body)]
    while todo:
        node = todo.pop()
        if isinstance(node, nodes.JoinedString):
            continue
        if isinstance(node, nodes.ListExpr | nodes.ConfigExpr | nodes.CallExpr):
            yield node
        todo.extend(reversed(list(children(node))))


def _with_blanks(text: str, choices: Choices, comments: int) -> str:
    """Return ``text`` with other blanks between tokens, blank lines and comments."""
    lexed = lex(SourceFile("main.k", text))
    pieces: list[str] = []
    position = 0
    number = 0
    previous = tokens.NEWLINE
    for kind, _, start, end in lexed.tokens:
        if kind in _NO_TEXT or start == end:
            continue
        gap = text[position:start]
        if kind in _LINE_ENDS:
            number += 1
            pieces.append(_line_end(choices, number, comments))
        elif previous in _LINE_ENDS or "\\" in gap:
            pieces.append(gap)
        else:
            pieces.append(_blanks(gap, choices, previous, kind))
        pieces.append("" if kind in _LINE_ENDS else text[start:end])
        position = end
        previous = kind
    return "".join(pieces)


def _blanks(gap: str, choices: Choices, left: str, right: str) -> str:
    """Return blanks between two tokens on a line; none only where none are needed."""
    both_words = (left in _WORD_KINDS or left.isalpha()) and (
        right in _WORD_KINDS or right.isalpha()
    )
    if not gap:
        return choices.weighted(((5, ""), (1, " "))) if right in (",", ")", "]", "}") else ""
    if both_words or right in ("->", "?", "[", "("):
        return choices.pick((" ", "  "))
    return choices.pick((" ", "  ", "   ") if left in "-+*/=<>.?" else ("", " ", "  "))


def _line_end(choices: Choices, number: int, comments: int) -> str:
    """Return a line end, maybe with a comment before it, blank lines and comments behind it."""
    text = f"{choices.pick(('', ' ', '  '))}# t{number}\n" if choices.chance(comments) else "\n"
    for index in range(choices.number(0, 2)):
        if choices.chance(comments):
            text += f"{' ' * choices.pick((0, 2, 4, 8))}# o{number}.{index}\n"
        elif choices.chance(30):
            text += "\n"
    return text
