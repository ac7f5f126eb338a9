"""Markdown in docstrings as HTML.

The text is a stranger's: it brings no HTML, its pictures become links, and its headings go
below those of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from kclpy.docgen.highlight import highlight

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_KCL = ("kcl", "k")


class MissingLibrary(Exception):
    """What the site needs besides kclpy is not installed."""

    def __init__(self) -> None:
        super().__init__("a web site needs markdown-it-py: pip install 'kclpy-lang[doc]'")


class Prose:
    """Renders Markdown; ``resolve`` returns the address of a schema for its name, "" if none."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self.resolve = resolve
        self.markdown = _markdown()
        rules: dict[str, Any] = self.markdown.renderer.rules  # type: ignore[attr-defined]
        rules.update(code_inline=self._code, image=_image)

    def block(self, text: str) -> str:
        """Return paragraphs, lists and so on."""
        tokens = self.markdown.parse(text)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(6, int(token.tag[1]) + 3)}"
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
