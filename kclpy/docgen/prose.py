"""Markdown in docstrings as HTML.

The text is a stranger's: it brings no HTML, its pictures become links, and its headings go
below those of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from kclpy.docgen.failures import MissingLibrary
from kclpy.docgen.highlight import highlight

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_KCL = ("kcl", "k")


class Prose:
    """Renders Markdown; ``resolve`` returns the address of a schema for its name, "" if none."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self.resolve = resolve
        self.markdown = _markdown()
        rules: dict[str, Any] = self.markdown.renderer.rules  # type: ignore[attr-defined]
        rules.update(code_inline=self._code, image=_image)

    def block(self, text: str, level: int = 3) -> str:
        """Return paragraphs, lists and so on; ``level`` is that of the highest headings."""
        tokens = self.markdown.parse(text)
        found = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        lowest = min(found, default=1)
        last = level - 1
        for token in tokens:
            if token.type == "heading_open":
                last = min(level + int(token.tag[1]) - lowest, last + 1, 6)
                token.tag = f"h{last}"
            elif token.type == "heading_close":
                token.tag = f"h{last}"
        return str(self.markdown.renderer.render(tokens, self.markdown.options, {}))

    def inline(self, text: str) -> str:
        """Return one line of text."""
        return str(self.markdown.renderInline(text))

    def _code(self, tokens: list[Token], at: int, *_: Any) -> str:
        text = tokens[at].content
        address = self.resolve(text)
        html = f"<code>{escape(text)}</code>"
        return f'<a href="{escape(address)}">{html}</a>' if address else html


def _markdown() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt  # only the site needs it
    except ImportError:
        raise MissingLibrary from None
    options = {"html": False, "highlight": _highlighted}
    return MarkdownIt("commonmark", options).enable("table")


def _highlighted(text: str, language: str, _: str) -> str:
    return highlight(text) if language in _KCL else escape(text)


def _image(tokens: list[Token], at: int, *_: Any) -> str:
    """Return a link to a picture: a page loads nothing from elsewhere."""
    address = str(tokens[at].attrGet("src") or "")
    return f'<a href="{escape(address)}">{escape(tokens[at].content or address)}</a>'
