"""The web site."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from kclpy.docgen import Library, generate, load_library
from kclpy.docgen.failures import MissingLibrary
from tests.documents import Page, broken_links

EXAMPLES = Path(__file__).parents[3] / "examples"


def pages_of(library: Library) -> dict[str, Page]:
    files = generate(library, "html")
    return {name: Page(text) for name, text in files.items() if name.endswith(".html")}


def test_pages_are_sound(library: Library) -> None:
    pages = pages_of(library)
    assert list(pages) == ["index.html", "shop.html", "network.html"]
    for name, page in pages.items():
        assert page.faults == [], name
        assert len(page.ids) == len(set(page.ids)), name
        assert {"header", "nav", "main", "footer", "title"} <= set(page.tags)
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert page.headings[0] == 1 and all(after <= before + 1 for before, after in steps)
    assert broken_links(pages) == []


def test_nothing_comes_from_elsewhere(library: Library) -> None:
    files = generate(library, "html")
    for name, page in pages_of(library).items():
        assert "img" not in page.tags
        assert all(one in files or one == "data:," for one in page.loaded), name
    assert "//" not in re.sub(r"(?m)^\s*//.*$", "", files["docs.js"] + files["docs.css"])


def test_html_in_docstrings_is_shown_as_it_is(library: Library) -> None:
    page = generate(library, "html")["shop.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "too &lt;long&gt;" in page
    assert page.count("<script") == 3  # those of the frame


def test_types_and_words_are_links(library: Library) -> None:
    page = generate(library, "html")["shop.html"]
    assert '[<a href="network.html#Port">Port</a>]' in page
    assert '<a href="network.html#Port"><code>network.Port</code></a>' in page
    assert '<a href="#Named"><code>Named</code></a>' in page
    assert '(<a href="#Named">Named</a>)' in page
    assert "Base or mixin of" in page


def test_what_is_marked(library: Library) -> None:
    page = generate(library, "html")["shop.html"]
    assert page.count("badge needed") == 5  # name three times, image, limits
    assert "Deprecated since 2.0: use <code>ports</code>." in page
    assert '<span class="k">import</span> network' in page


def test_search_knows_schemas_and_attributes(library: Library) -> None:
    script = generate(library, "html")["search.js"]
    entries = json.loads(script.removeprefix("const SEARCH_INDEX = ").rstrip(";\n"))
    assert ["App.image", "shop", "shop.html#App.image"] in [entry[:3] for entry in entries]
    assert ["App", "network", "network.html#App", "Another one of that name."] in entries
    pages = pages_of(library)
    for _, _, address, _ in entries:
        name, _, place = address.partition("#")
        assert place.replace("%20", " ").replace("%3C", "<").replace("%3E", ">") in pages[name].ids


def test_the_same_again(shop: Path) -> None:
    first, second = (generate(load_library(str(shop)), "html") for _ in range(2))
    assert first == second


def test_the_examples_of_the_project() -> None:
    library = load_library(str(EXAMPLES))
    assert [package.path for package in library.packages] == ["kubernetes", "models"]
    pages = pages_of(library)
    assert broken_links(pages) == [] and all(not page.faults for page in pages.values())
    files = generate(library, "markdown-pages")
    assert "[Container](#Container)" in files["models.md"]


def test_what_is_missing_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'kclpy-lang\[doc\]'"):
        generate(library, "html")
    assert generate(library, "markdown")
