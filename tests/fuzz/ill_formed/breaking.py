"""Ways to break a program in one place: a token, a line, its layout, a bracket, a quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from tests.fuzz.choices import Choices
from tests.fuzz.ill_formed import half_typed

_TOKEN = re.compile(
    r"\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*"
    r"|\w+|\*\*=?|//=?|<<=?|>>=?|\.\.\.|->|[-+*/%&|^=!<>]=|[^\s\w]"
)
_WRONG = {"(": "[{", "[": "({", "{": "([", ")": "]}", "]": ")}", "}": ")]"}

Break: TypeAlias = Callable[[Choices, str], str]


def _token(choices: Choices, text: str, pattern: str = "") -> tuple[int, int]:
    """Return the place of one token that is no comment, and matches ``pattern``."""
    places = [
        match.span()
        for match in _TOKEN.finditer(text)
        if match[0][0] != "#" and re.fullmatch(pattern or ".*", match[0], re.DOTALL)
    ]
    return choices.pick(places) if places else (len(text), len(text))


def _replaced(text: str, place: tuple[int, int], new: str) -> str:
    return text[: place[0]] + new + text[place[1] :]


def delete_token(choices: Choices, text: str) -> str:
    """Leave a token out."""
    return _replaced(text, _token(choices, text), "")


def insert_token(choices: Choices, text: str) -> str:
    """Put a token before another."""
    start, _ = _token(choices, text)
    return _replaced(text, (start, start), choices.pick(half_typed.TOKENS) + " ")


def duplicate_token(choices: Choices, text: str) -> str:
    """Write a token twice."""
    start, end = _token(choices, text)
    return _replaced(text, (start, start), text[start:end] + " ")


def swap_tokens(choices: Choices, text: str) -> str:
    """Let a token change places with the next one."""
    start, end = _token(choices, text)
    following = _TOKEN.search(text, end)
    if following is None:
        return text
    between = text[end : following.start()]
    return _replaced(text, (start, following.end()), following[0] + between + text[start:end])


def replace_token(choices: Choices, text: str) -> str:
    """Write another token."""
    return _replaced(text, _token(choices, text), choices.pick(half_typed.TOKENS))


def delete_symbol(choices: Choices, text: str) -> str:
    """Leave out a token that is no word: brackets, colons, commas, operators."""
    return _replaced(text, _token(choices, text, r"\W+"), "")


def wrong_bracket(choices: Choices, text: str) -> str:
    """Write a bracket of another kind."""
    start, end = _token(choices, text, r"[()\[\]{}]")
    return _replaced(text, (start, end), choices.pick(_WRONG.get(text[start:end], "(")))


def keyword_as_name(choices: Choices, text: str) -> str:
    """Call something by a reserved word."""
    return _replaced(text, _token(choices, text, r"[a-zA-Z]\w*"), choices.pick(half_typed.KEYWORDS))


def unclosed_string(choices: Choices, text: str) -> str:
    """Leave out the closing quotes of a string."""
    start, end = _token(choices, text, r"\".*\"|'.*'")
    quotes = 3 if text[start : start + 3] in ('"""', "'''") else 1
    return _replaced(text, (max(start, end - quotes), end), "")


def stray_character(choices: Choices, text: str) -> str:
    """Put a character somewhere that has no business there."""
    place = choices.number(0, len(text))
    return _replaced(text, (place, place), choices.pick(half_typed.STRAY))


def missing_colon(choices: Choices, text: str) -> str:
    """Leave out the colon at the end of a line."""
    places = [
        match.span() for match in re.finditer(r":(?=[ \t]*(?:#[^\n]*)?$)", text, re.MULTILINE)
    ]
    return _replaced(text, choices.pick(places), "") if places else text


def else_if(choices: Choices, text: str) -> str:
    """Write ``else if``."""
    places = [match.span() for match in re.finditer(r"\belif\b", text)]
    return _replaced(text, choices.pick(places), "else if") if places else text


def line_ending(choices: Choices, text: str) -> str:
    """Let a line end in something that wants to go on."""
    places = [match.start() for match in re.finditer(r"(?<=\S)\n", text)]
    if not places:
        return text
    place = choices.pick(places)
    return _replaced(text, (place, place), " " + choices.pick(half_typed.ENDINGS))


def cut_line(choices: Choices, text: str) -> str:
    """Leave out the rest of a line."""
    start = choices.number(0, len(text))
    end = text.find("\n", start)
    return _replaced(text, (start, len(text) if end < 0 else end), "")


def cut_file(choices: Choices, text: str) -> str:
    """Leave out the rest of the file."""
    return text[: choices.number(0, len(text))]


def _lines(choices: Choices, text: str) -> tuple[list[str], int]:
    lines = text.splitlines(keepends=True) or [""]
    return lines, choices.number(0, len(lines) - 1)


def delete_line(choices: Choices, text: str) -> str:
    """Leave out a line."""
    lines, index = _lines(choices, text)
    return "".join(lines[:index] + lines[index + 1 :])


def join_lines(choices: Choices, text: str) -> str:
    """Leave out a line end."""
    lines, index = _lines(choices, text)
    return "".join([*lines[:index], lines[index].rstrip("\n") + " ", *lines[index + 1 :]])


def split_line(choices: Choices, text: str) -> str:
    """Begin a line within another."""
    start, _ = _token(choices, text)
    return _replaced(text, (start, start), "\n" + " " * choices.pick((0, 0, 2, 4)))


def shift_line(choices: Choices, text: str) -> str:
    """Indent a line more or less."""
    lines, index = _lines(choices, text)
    line = lines[index]
    body = line.lstrip(" ")
    width = max(0, len(line) - len(body) + choices.pick((-4, -3, -2, -1, 1, 2, 3, 4)))
    return "".join([*lines[:index], " " * width + body, *lines[index + 1 :]])


def tabs(choices: Choices, text: str) -> str:
    """Indent a line by tabs, alone or behind spaces."""
    lines, index = _lines(choices, text)
    body = lines[index].lstrip(" ")
    width = len(lines[index]) - len(body)
    blanks = choices.pick(("\t" * max(1, width // 4), " " * width + "\t", "\t" + " " * width))
    return "".join([*lines[:index], blanks + body, *lines[index + 1 :]])


def half_typed_line(choices: Choices, text: str) -> str:
    """Put in a line that is no statement, or not yet."""
    lines, index = _lines(choices, text)
    line = lines[index]
    indent = line[: len(line) - len(line.lstrip(" "))] if choices.chance(70) else ""
    new = f"{indent}{choices.pick(half_typed.STATEMENTS)}\n"
    return "".join([*lines[:index], new, *lines[index:]])


def half_typed_alone(choices: Choices, text: str) -> str:
    """Put in such a line between two statements."""
    places = [match.start() for match in re.finditer(r"^(?=[A-Za-z_])", text, re.MULTILINE)]
    place = choices.pick([*places, len(text)])
    return _replaced(text, (place, place), choices.pick(half_typed.STATEMENTS) + "\n")


BREAKS: tuple[Break, ...] = (
    *(delete_token, insert_token, duplicate_token, swap_tokens, replace_token, delete_symbol),
    *(wrong_bracket, keyword_as_name, unclosed_string, stray_character, missing_colon, else_if),
    *(line_ending, cut_line, cut_file, delete_line, join_lines, split_line, shift_line, tabs),
    *(half_typed_line, half_typed_alone),
)


def broken(choices: Choices, text: str) -> tuple[str, str]:
    """Return how ``text`` was broken, and what became of it; always another text."""
    while True:
        way = choices.pick(BREAKS)
        result = way(choices, text)
        if result != text:
            return way.__name__, result
