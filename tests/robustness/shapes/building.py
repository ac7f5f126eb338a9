"""How shapes are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Shape: TypeAlias = Callable[[int], str]


def nested(opening: str, core: str, closing: str, before: str = "x = ", after: str = "\n") -> Shape:
    """Return the shape of ``core`` within many pairs of ``opening`` and ``closing``."""
    return lambda n: f"{before}{opening * n}{core}{closing * n}{after}"


def chained(first: str, link: str, before: str = "x = ", after: str = "\n") -> Shape:
    """Return the shape of ``first`` followed by many times ``link``."""
    return lambda n: f"{before}{first}{link * n}{after}"


def numbered(line: str, before: str = "", after: str = "") -> Shape:
    """Return the shape of many times ``line``; ``@`` in it is its number, ``@@`` the next one.

    In ``after``, ``@`` is the number of lines.
    """

    def filled(text: str, number: int) -> str:
        return text.replace("@@", str(number + 1)).replace("@", str(number))

    return lambda n: before + "".join(filled(line, i) for i in range(n)) + filled(after, n)


def blocks(opening: str, core: str, before: str = "", after: str = "", rest: str = "") -> Shape:
    """Return the shape of blocks within each other, one more space of indentation each.

    The text grows with the square of the depth. ``rest`` follows each inner block.
    """

    def build(n: int) -> str:
        heads = "".join(f"{' ' * (i + 1)}{opening}\n" for i in range(n))
        tails = "".join(f"{' ' * (i + 1)}{rest}\n" for i in reversed(range(n))) if rest else ""
        return f"{before}{heads}{' ' * (n + 1)}{core}\n{tails}{after}"

    return build
