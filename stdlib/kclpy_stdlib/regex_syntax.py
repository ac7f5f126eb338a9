"""Reading regular expressions as Rust writes them.

Rust and Python agree on what a match is, the leftmost and there the first that is tried, but
not on syntax: ``$`` is the very end, flags may stand anywhere, classes have operators and may
be nested, names may be written ``(?<name>…)``, and look-behind takes alternatives of different
lengths. The reader is a recursive descent; flags end up in the nodes that they change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kclpy_stdlib import regex_classes as classes
from kclpy_stdlib.regex_nodes import (
    Ahead,
    Assertion,
    Atomic,
    Choice,
    Group,
    Letter,
    Node,
    Reference,
    Repeat,
    Sequence,
    to_python,
)


class InvalidPattern(Exception):
    """A text is no regular expression; the message says why."""


def read(pattern: str) -> tuple[Node, dict[str, int]]:
    """Return what a pattern means, and the numbers of the groups that have a name.

    Raise `InvalidPattern` if it has no meaning.
    """
    reader = _Reader(pattern)
    return reader.read(), reader.names


@dataclass(frozen=True)
class _Flags:
    ignore_case: bool = False
    multi_line: bool = False
    dot_all: bool = False
    verbose: bool = False
    swap_greed: bool = False
    unicode: bool = True


_FLAGS = {
    "i": "ignore_case",
    "m": "multi_line",
    "s": "dot_all",
    "x": "verbose",
    "U": "swap_greed",
    "u": "unicode",
}
_CONTROLS = {"n": 10, "t": 9, "r": 13, "f": 12, "v": 11, "a": 7, "e": 27}
_ASSERTIONS = {"A": "\\A", "z": "\\Z", "b": "\\b", "B": "(?!\\b)"}
_NAME = re.compile(r"\w+")
_REPEAT = re.compile(r"\{(?:(\d+)(,(\d+)?)?|(,)(\d+))\}", re.ASCII)
_OPERATORS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
START = "\\A"


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.groups = 0
        self.names: dict[str, int] = {}
        self.references: list[int] = []

    def read(self) -> Node:
        """Return what the whole pattern means."""
        node = self._alternatives(_Flags())
        if self.position < len(self.pattern):
            raise InvalidPattern("unopened parenthesis")
        if any(number > self.groups for number in self.references):
            raise InvalidPattern("reference to a group that is not there")
        if self.references and self.names:
            raise InvalidPattern("reference by number beside groups with names")
        return node

    # Structure

    def _alternatives(self, flags: _Flags) -> Node:
        """Read up to the end of a group; flags set within hold until there."""
        found: list[Node] = []
        items: list[Node] = []
        while True:
            self._skip_blanks(flags)
            char = self._peek()
            if char in ("", ")", "|"):
                found.append(items[0] if len(items) == 1 else Sequence(tuple(items)))
                if char != "|":
                    # Nothing is tried last, wherever it stands.
                    found.sort(key=lambda node: node == Sequence(()))
                    return found[0] if len(found) == 1 else Choice(tuple(found))
                self.position += 1
                items = []
                continue
            changed = self._flag_group(flags)
            if changed is not None:
                flags = changed
                continue
            items.append(self._repeated(flags))

    def _flag_group(self, flags: _Flags) -> _Flags | None:
        """Return the flags that ``(?i)`` sets, if that is next."""
        found = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)").match(self.pattern, self.position)
        if found is None:
            return None
        self.position = found.end()
        return self._changed(flags, found[1], found[2])

    def _changed(self, flags: _Flags, on: str, off: str | None) -> _Flags:
        if not on and not off:
            raise InvalidPattern("missing flag")
        for letters, value in ((on, True), (off or "", False)):
            for letter in letters:
                if letter not in _FLAGS:
                    raise InvalidPattern(f"unknown flag '{letter}'")
                flags = replace(flags, **{_FLAGS[letter]: value})
        return flags

    def _skip_blanks(self, flags: _Flags) -> None:
        """Skip comments; in verbose patterns also white space."""
        while True:
            rest = self.pattern[self.position :]
            if rest.startswith("(?#"):
                end = self.pattern.find(")", self.position)
                if end < 0:
                    raise InvalidPattern("missing ')' of a comment")
                self.position = end + 1
            elif flags.verbose and rest[:1].isspace():
                self.position += 1
            elif flags.verbose and rest.startswith("#"):
                end = self.pattern.find("\n", self.position)
                self.position = len(self.pattern) if end < 0 else end + 1
            else:
                return

    def _peek(self) -> str:
        return self.pattern[self.position : self.position + 1]

    # Repetition

    def _repeated(self, flags: _Flags) -> Node:
        start = self.pattern[self.position : self.position + 1]
        item = self._item(flags)
        self._skip_blanks(flags)
        bounds = self._bounds()
        if bounds is None:
            return item
        if isinstance(item, Ahead) or (isinstance(item, Assertion) and start != "\\"):
            raise InvalidPattern("nothing to repeat")
        self._skip_blanks(flags)
        is_lazy = self._takes("?")
        if self._takes("+"):
            return Atomic(Repeat(item, *bounds, is_lazy))
        if self._peek() in ("*", "+", "?"):
            raise InvalidPattern("nothing to repeat")
        return Repeat(item, *bounds, is_lazy != flags.swap_greed)

    def _takes(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.position):
            return False
        self.position += len(text)
        return True

    def _bounds(self) -> tuple[int, int | None] | None:
        """Return least and largest number of the repetition that is next, if there is one."""
        char = self._peek()
        if char in _OPERATORS:
            self.position += 1
            return _OPERATORS[char]
        found = _REPEAT.match(self.pattern, self.position)
        if found is None:
            return None
        self.position = found.end()
        low, high = int(found[1] or 0), found[3] or found[5]
        if not (found[2] or found[4]):
            return low, low
        if high is not None and int(high) < low:
            raise InvalidPattern("invalid repetition")
        return low, None if high is None else int(high)

    # Items

    def _item(self, flags: _Flags) -> Node:
        """Return what a repetition may follow."""
        char = self._peek()
        if char in "*+?":
            raise InvalidPattern("nothing to repeat")
        if char == "(":
            return self._group(flags)
        if char == "[":
            return Letter(_ClassParser(self).parse(), flags.ignore_case)
        if char == "\\":
            return self._escape(flags)
        self.position += 1
        if char == ".":
            return Letter(classes.ANYTHING if flags.dot_all else ".")
        if char == "^":
            return Assertion("(?m:^)" if flags.multi_line else START)
        if char == "$":
            return Assertion("(?m:$)" if flags.multi_line else "\\Z")
        return Letter(re.escape(char), flags.ignore_case)

    def _group(self, flags: _Flags) -> Node:
        rest = self.pattern[self.position :]
        if rest.startswith(("(?=", "(?!")):
            return Ahead(self._inside(flags, 3), is_negated=rest[2] == "!")
        if rest.startswith("(?>"):
            return Atomic(self._inside(flags, 3))
        if rest.startswith(("(?<=", "(?<!")):
            return self._look_behind(flags, rest[:4])
        if rest.startswith(("(?P<", "(?<")):
            return self._named_group(flags, rest)
        if rest.startswith("(?P="):
            return self._named_reference(flags, len("(?P="), ")")
        if rest.startswith("(?"):
            return self._flagged_group(flags)
        self.groups += 1
        number = self.groups
        return Group(self._inside(flags, 1), number)

    def _inside(self, flags: _Flags, skipped: int) -> Node:
        """Read what is in a group, whose opening has so many characters."""
        self.position += skipped
        found = self._alternatives(flags)
        if self._peek() != ")":
            raise InvalidPattern("missing ')'")
        self.position += 1
        return found

    def _look_behind(self, flags: _Flags, opening: str) -> Node:
        """Read look-behind, whose width is bounded; each alternative has one of its own."""
        inside = self._inside(flags, len(opening))
        alternatives = inside.alternatives if isinstance(inside, Choice) else (inside,)
        parts = [f"{opening}{to_python(part)})" for part in alternatives]
        return Assertion("".join(parts) if opening == "(?<!" else classes.union(parts))

    def _named_group(self, flags: _Flags, rest: str) -> Node:
        start = self.position + rest.index("<") + 1
        found = _NAME.match(self.pattern, start)
        if found is None or self.pattern[found.end() : found.end() + 1] != ">":
            raise InvalidPattern("invalid group name")
        self.groups += 1
        number = self.names[found[0]] = self.groups
        return Group(self._inside(flags, found.end() + 1 - self.position), number)

    def _flagged_group(self, flags: _Flags) -> Node:
        found = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:").match(self.pattern, self.position)
        if found is None:
            raise InvalidPattern("unknown kind of group")
        changed = flags
        if found[1] or found[2]:
            changed = self._changed(flags, found[1], found[2])
        return self._inside(changed, found.end() - self.position)

    # Escapes

    def _escape(self, flags: _Flags) -> Node:
        char = self.pattern[self.position + 1 : self.position + 2]
        if char and char in "123456789":
            return self._reference(flags)
        if char == "k":
            return self._named_reference(flags, 3, ">")
        if char in _ASSERTIONS:
            self.position += 2
            return Assertion(_ASSERTIONS[char])
        members = self.shorthand()
        if members is not None:
            return Letter(classes.one_of(*members), flags.ignore_case)
        return Letter(re.escape(chr(self.character())), flags.ignore_case)

    def _reference(self, flags: _Flags) -> Node:
        found = re.compile(r"\d+", re.ASCII).match(self.pattern, self.position + 1)
        digits = found[0] if found else ""
        self.position += 1 + len(digits)
        self.references.append(int(digits))
        return Reference(int(digits), flags.ignore_case)

    def _named_reference(self, flags: _Flags, skipped: int, closing: str) -> Node:
        start = self.position + skipped
        found = _NAME.match(self.pattern, start)
        if found is None or self.pattern[found.end() : found.end() + 1] != closing:
            raise InvalidPattern("invalid group name")
        if found[0] not in self.names:
            raise InvalidPattern(f"unknown group name '{found[0]}'")
        self.position = found.end() + 1
        return Reference(self.names[found[0]], flags.ignore_case)

    def shorthand(self) -> tuple[str, bool] | None:
        """Return the class that an escape at the position names, and whether it is negated."""
        char = self.pattern[self.position + 1 : self.position + 2]
        if char.lower() in classes.SHORTHANDS and char:
            self.position += 2
            return classes.SHORTHANDS[char.lower()], char.isupper()
        if char not in ("p", "P"):
            return None
        found = re.compile(r"\{([^}]*)\}|([A-Za-z])").match(self.pattern, self.position + 2)
        if found is None:
            raise InvalidPattern("invalid property")
        name = found[1] if found[2] is None else found[2]
        inside = classes.named(name)
        if inside is None:
            raise InvalidPattern(f"unknown property '{name}'")
        self.position = found.end()
        return inside, char == "P"

    def character(self) -> int:
        """Return the code point that an escape at the position stands for."""
        char = self.pattern[self.position + 1 : self.position + 2]
        self.position += 2
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char and char in "xuU":
            return self._hexadecimal({"x": 2, "u": 4, "U": 8}[char])
        if not char or char.isalnum() or not char.isascii():
            raise InvalidPattern(f"invalid escape '\\{char}'")
        return ord(char)

    def _hexadecimal(self, size: int) -> int:
        form = rf"\{{([0-9A-Fa-f]+)\}}|([0-9A-Fa-f]{{{size}}})"
        found = re.compile(form).match(self.pattern, self.position)
        if found is None:
            raise InvalidPattern("invalid code point")
        self.position = found.end()
        value = int(found[1] or found[2], 16)
        if value > 0x10FFFF or 0xD800 <= value <= 0xDFFF:
            raise InvalidPattern("invalid code point")
        return value


class _ClassParser:
    """Reads a class in brackets as a set, the text of a Python pattern."""

    def __init__(self, owner: _Reader) -> None:
        self.owner = owner

    def parse(self) -> str:
        """Read the class that begins at the position."""
        owner = self.owner
        owner.position += 1
        is_negated = self._takes("^")
        left = self._members(is_first=True)
        while True:
            if self._takes("&&"):
                left = classes.intersection(left, self._members())
            elif self._takes("--"):
                left = classes.difference(left, self._members())
            elif self._takes("~~"):
                left = classes.symmetric_difference(left, self._members())
            else:
                break
        owner.position += 1
        if not is_negated:
            return left
        if left.startswith("[") and not left.startswith("[^") and left.endswith("]"):
            return f"[^{left[1:]}"
        return classes.complement(left)

    def _takes(self, text: str) -> bool:
        if not self.owner.pattern.startswith(text, self.owner.position):
            return False
        self.owner.position += len(text)
        return True

    def _members(self, is_first: bool = False) -> str:
        """Return the union of the members up to an operator or the end."""
        owner = self.owner
        plain: list[str] = []
        sets: list[str] = []
        while is_first and self._takes("-"):
            plain.append("\\-")
        while True:
            rest = owner.pattern[owner.position : owner.position + 2]
            if not rest:
                raise InvalidPattern("missing ']'")
            if rest in ("&&", "--", "~~") or (rest[0] == "]" and not is_first):
                break
            is_first = False
            self._member(rest, plain, sets)
        if plain or not sets:
            sets.insert(0, classes.one_of("".join(plain)))
        return classes.union(sets)

    def _member(self, rest: str, plain: list[str], sets: list[str]) -> None:
        owner = self.owner
        if rest == "[:":
            posix = re.compile(r"\[:(\^?)([a-z]+):\]").match(owner.pattern, owner.position)
            if posix is not None and posix[2] in classes.POSIX:
                owner.position = posix.end()
                self._add(classes.POSIX[posix[2]], posix[1] == "^", plain, sets)
                return
        if rest[0] == "[":
            sets.append(self.parse())
            return
        if rest[0] == "\\":
            members = owner.shorthand()
            if members is not None:
                self._add(*members, plain, sets)
                if re.compile(r"-[^-\]]").match(owner.pattern, owner.position):
                    raise InvalidPattern("invalid range")
                return
        plain.append(self._range())

    def _add(self, inside: str, is_negated: bool, plain: list[str], sets: list[str]) -> None:
        if is_negated:
            sets.append(classes.one_of(inside, is_negated))
        else:
            plain.append(inside)

    def _range(self) -> str:
        """Return a character, or a range of them, as it stands in a class."""
        owner = self.owner
        low = self._character()
        following = owner.pattern[owner.position : owner.position + 2]
        if following[:1] != "-" or following in ("-]", "--", "-"):
            return _shown(low)
        owner.position += 1
        high = self._character()
        if high < low:
            raise InvalidPattern("invalid range")
        return f"{_shown(low)}-{_shown(high)}"

    def _character(self) -> int:
        owner = self.owner
        char = owner.pattern[owner.position : owner.position + 1]
        if not char:
            raise InvalidPattern("missing ']'")
        if char == "\\":
            return owner.character()
        owner.position += 1
        return ord(char)


def _shown(code: int) -> str:
    """Return a character as it stands in a class, written so that it means only itself."""
    char = chr(code)
    return char if char.isalnum() and char.isascii() else f"\\U{code:08x}"
