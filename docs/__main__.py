"""Build the documentation into ``site/``: ``python -m docs``.

Pages are Markdown. Those of the reference are written to ``docs/reference/`` first. A link
that leads nowhere fails the build.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs import reference

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto }}
code, pre {{ font: 14px/1.4 ui-monospace, monospace; background: #f4f4f4 }}
pre {{ padding: .8rem; overflow-x: auto }}
table {{ border-collapse: collapse }}
img {{ max-width: 100% }}
td, th {{ border: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top }}
</style>
{body}
</html>
"""


def main() -> int:
    """Build all pages and return 1 if a link of them leads nowhere."""
    _write_reference()
    site = ROOT / "site"
    shutil.rmtree(site, ignore_errors=True)
    pages = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
    markdown = MarkdownIt("commonmark").enable("table")
    broken = []
    for name, path in pages.items():
        text = path.read_text("utf-8")
        tokens = markdown.parse(text)
        broken += [f"{name}: {link}" for link in _links(tokens) if not _leads(path, link)]
        target = (site / name).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        body = markdown.renderer.render(_with_html_links(tokens), markdown.options, {})
        title = escape(text.partition("\n")[0].lstrip("# "))
        target.write_text(_PAGE.format(title=title, body=body), "utf-8")
    for picture in DOCS.rglob("*.png"):
        shutil.copy(picture, site / picture.relative_to(DOCS))
    for line in broken:
        print(f"broken link in {line}", file=sys.stderr)
    print(f"{len(pages)} pages in {site}")
    return 1 if broken else 0


def _write_reference() -> None:
    """Write the generated pages in place of those of an earlier build."""
    shutil.rmtree(DOCS / "reference", ignore_errors=True)
    for name, text in reference.pages():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def _links(tokens: list[Token]) -> Iterator[str]:
    """Yield the targets of all links."""
    for token in tokens:
        if token.type == "link_open":
            yield str(token.attrGet("href"))
        yield from _links(token.children or [])


def _with_html_links(tokens: list[Token]) -> list[Token]:
    """Let links to pages lead to what is built from them."""
    for token in tokens:
        target = token.attrGet("href") if token.type == "link_open" else None
        if isinstance(target, str) and "://" not in target:
            token.attrSet("href", target.replace(".md", ".html"))
        _with_html_links(token.children or [])
    return tokens


def _leads(page: Path, link: str) -> bool:
    """Tell whether a link leads to a file of the project; others are not tried."""
    path = link.partition("#")[0]
    return not path or "://" in link or link.startswith("mailto:") or (page.parent / path).exists()


if __name__ == "__main__":
    sys.exit(main())
