"""Markdown pages with links."""

from __future__ import annotations

from markdown_it import MarkdownIt

from kclpy.docgen import Library, generate
from kclpy.docgen.pages import code, plain
from tests.documents import Page, broken_links


def test_links_lead_somewhere(library: Library) -> None:
    files = generate(library, "markdown-pages", escape_html=True)
    assert list(files) == ["index.md", "shop.md", "network.md"]
    markdown = MarkdownIt("commonmark").enable("table")
    pages = {name: Page(markdown.render(text)) for name, text in files.items()}
    assert broken_links(pages) == []
    assert pages["shop.md"].tags.count("table") == 6


def test_what_is_said_of_a_schema(library: Library) -> None:
    page = generate(library, "markdown-pages")["shop.md"]
    for line in (
        "## schema App",
        "* Base: [Named](#Named)",
        "* Mixins: [LabelsMixin](#LabelsMixin)",
        "* Used as base or mixin by: [App](#App), [Old](#Old)",
        "* Arguments: `limit: int = 10`",
        "* Further keys: `[key: ...str]: Named`",
        "* `len(image) < 64 if image`: too \\<long\\>",
        "**Deprecated**",
        "### Notes",
        "* Declared in: `main.k`, line 4",
    ):
        assert line in page.splitlines(), line
    assert "`image` | str | yes |  | Where the image is, with its **tag** \\| or not. |" in page
    assert "\\[[Port](network.md#Port)\\] | no | `[]` |" in page
    assert '"small" \\| "lar\\|ge"' in page
    assert "From [Named](#Named)." in page


def test_html_is_escaped_if_that_is_wanted(library: Library) -> None:
    for name in ("markdown", "markdown-pages"):
        raw, escaped = (
            "".join(generate(library, name, escape_html=wanted).values())
            for wanted in (False, True)
        )
        assert "<script>" in raw
        assert "<script>" not in escaped and "&lt;script&gt;" in escaped


def test_code_with_backticks() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert plain("a|b_c") == "a\\|b\\_c"
