"""A typist: how somebody writes a program, key by key, with mistakes and second thoughts.

A session is a list of actions; each is a list of a verb and what it needs:

    ["open", NAME]          open a file, or go to it if it is open
    ["type", TEXT]          the keys of TEXT, one after the other
    ["erase", COUNT]        so many times backspace
    ["paste", TEXT]         TEXT at once
    ["undo", COUNT]         take back the last changes
    ["jump", OFFSET]        the cursor goes elsewhere
    ["save"] ["close"]      the file in front
    ["remove", NAME]        the file is deleted on disk
    ["ask", METHOD]         at the cursor; ["drop", METHOD] asks and cancels
    ["wait"]                for the diagnostics of what was typed
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

Action = list[str | int]

_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
_KEYS = "abcxyz019 .:={}[]()'\"\n@|+$é😀"

# What editors ask at once when one of these is typed.
_TRIGGERS = {
    ".": "textDocument/completion",
    "=": "textDocument/completion",
    ":": "textDocument/completion",
    "{": "textDocument/completion",
    "(": "textDocument/signatureHelp",
    ",": "textDocument/signatureHelp",
    "\n": "textDocument/onTypeFormatting",
}


class Typist:
    """Writes programs; the same ``choose`` writes the same way."""

    def __init__(self, choose: random.Random, methods: list[str]) -> None:
        self.choose = choose
        self.methods = methods

    def write(self, name: str, text: str) -> Iterator[Action]:
        """Yield how ``text`` comes to stand in an empty file, which is saved and closed."""
        yield ["open", name]
        done = 0
        for word in _WORD.findall(text):
            yield from self._word(word, done)
            done += len(word)
            yield from self._second_thought(text[:done])
        yield ["wait"]
        yield ["save"]
        yield ["ask", "textDocument/formatting"]
        yield ["ask", "textDocument/semanticTokens/full"]
        yield ["close"]

    def _word(self, word: str, done: int) -> Iterator[Action]:
        """Yield the keys of a word, which may go wrong at first."""
        chance = self.choose.random()
        if chance < 0.03:  # a slip of the fingers
            wrong = self.choose.choice(_KEYS)
            yield ["type", word[:1] + wrong]
            yield self._question()
            yield ["erase", len(word[:1] + wrong)]
        elif chance < 0.05:  # a wrong word, taken back
            wrong = "".join(self.choose.choices(_KEYS, k=4))
            yield ["type", wrong]
            yield ["undo", 4]
        elif chance < 0.07:  # something pasted in the wrong place
            yield ["paste", "x = [\n    1\n"]
            yield self._question()
            yield ["undo", 1]
        yield ["paste" if chance > 0.97 else "type", word]
        if word in _TRIGGERS:
            yield ["ask", _TRIGGERS[word]]

    def _second_thought(self, written: str) -> Iterator[Action]:
        """Yield what is done between two words: looking, waiting, a change further up."""
        chance = self.choose.random()
        if chance < 0.20:
            yield self._question()
        elif chance < 0.23:
            yield ["wait"]
        elif chance < 0.25:
            yield ["save"]
        elif chance < 0.28 and written:
            elsewhere = self.choose.randrange(len(written))
            added = self.choose.choice(["x", "name: str\n", "# é😀\n", "{", '"', "\r\n"])
            yield ["jump", elsewhere]
            yield ["paste", added]
            yield self._question()
            yield ["undo", 1]
            yield ["jump", len(written)]

    def _question(self) -> Action:
        verb = "drop" if self.choose.random() < 0.1 else "ask"
        return [verb, self.choose.choice(self.methods)]
