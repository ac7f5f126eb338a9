"""Build the documentation into ``site/``: ``python -m docs``.

Pages are Markdown; those of the reference are generated from docstrings. A link that leads
nowhere fails the build.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kclpy import diagnostics
from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.diagnostics import Problem

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
td, th {{ border: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top }}
</style>
{body}
</html>
"""


def main() -> int:
    """Build all pages and return 1 if a link of them leads nowhere."""
    site = ROOT / "site"
    shutil.rmtree(site, ignore_errors=True)
    pages = dict(_pages())
    markdown = MarkdownIt("commonmark").enable("table")
    broken = []
    for path, text in pages.items():
        tokens = markdown.parse(text)
        broken += [f"{path}: {link}" for link in _links(tokens) if not _leads(path, link, pages)]
        target = (site / path).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        body = markdown.renderer.render(_with_html_links(tokens), markdown.options, {})
        title = escape(text.partition("\n")[0].lstrip("# "))
        target.write_text(_PAGE.format(title=title, body=body), "utf-8")
    for line in broken:
        print(f"broken link in {line}", file=sys.stderr)
    print(f"{len(pages)} pages in {site}")
    return 1 if broken else 0


def _pages() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page."""
    for path in sorted(DOCS.rglob("*.md")):
        yield path.relative_to(DOCS).as_posix(), path.read_text("utf-8")
    yield "reference/problems.md", _problems()
    yield "reference/builtins.md", _builtins()


def _problems() -> str:
    """Return the page about all mistakes that kclpy tells."""
    parts = ["# Problems", "What kclpy says is wrong, by topic."]
    for info in pkgutil.iter_modules(diagnostics.__path__):
        module = importlib.import_module(f"kclpy.diagnostics.{info.name}")
        declared = [
            value
            for value in vars(module).values()
            if inspect.isclass(value) and issubclass(value, Problem)
            if value.__module__ == module.__name__ and value is not Problem
        ]
        if declared:
            parts.append(f"## {info.name.capitalize()}")
        for problem in declared:
            header = " ".join(filter(None, (problem.code, problem.kind)))
            parts += [f"### {problem.__name__}", f"`{header}`" if header else "", _doc(problem)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _builtins() -> str:
    """Return the page about all functions that programs can call."""
    parts = ["# Functions", "## Without import"]
    parts += [_entry(builtin) for builtin in registry.universe().values()]
    parts.append("## Members of strings")
    parts += [_entry(builtin) for builtin in registry.members("str").values()]
    for name in registry.module_names():
        parts.append(f"## Module {name}")
        parts += [_entry(builtin) for builtin in (registry.module(name) or {}).values()]
    return "\n\n".join(parts) + "\n"


def _entry(builtin: Builtin) -> str:
    return f"### {builtin.full_name}\n\n{inspect.cleandoc(builtin.doc)}"


def _doc(value: object) -> str:
    return inspect.cleandoc(value.__doc__ or "")


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


def _leads(page: str, link: str, pages: dict[str, str]) -> bool:
    """Tell whether a link leads to a page or a file of the project; others are not tried."""
    path = link.partition("#")[0]
    if not path or "://" in link or link.startswith("mailto:"):
        return True
    target = (DOCS / page).parent / path
    inside = target.resolve()
    generated = inside.is_relative_to(DOCS) and inside.relative_to(DOCS).as_posix() in pages
    return generated or target.exists()


if __name__ == "__main__":
    sys.exit(main())
