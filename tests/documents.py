"""What tests of documentation ask of it: that its HTML is sound, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_VOID = {"meta", "link", "input", "br", "hr", "img"}
_IMPLIED = {"td", "th"}  # ended by what follows them


class Page(HTMLParser):
    """A page: its links, its ids, what it loads, its headings, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links += [given["href"]] if "href" in given else []
        else:
            self.loaded += [given[name] for name in ("src", "href") if name in given]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag not in _VOID and tag not in _IMPLIED:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"{tag} closes nothing at {self.getpos()}")


def broken_links(pages: Mapping[str, Page]) -> list[str]:
    """Return the links within ``pages``, by name, that lead nowhere."""
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            target = unquote(parts.path) or name
            place = unquote(parts.fragment)
            is_there = target in pages and (not place or place in pages[target].ids)
            if not parts.scheme and not is_there:
                broken.append(f"{name}: {link}")
    return broken
