"""What all pages of the site share: the head, the search, the list of packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kclpy.docgen.model import Library, PackageDoc
from kclpy.docgen.names import link, title_of
from kclpy.docgen.sections import join, text

# Before the page is shown, so that it does not flash in the other colours.
_THEME = (
    "try{const t=localStorage.getItem('theme');"
    "if(t)document.documentElement.dataset.theme=t}catch(e){}"
)


class Frame:
    """Puts the body of a page into the frame; ``names`` are the files of packages."""

    def __init__(self, library: Library, names: Mapping[str, str]) -> None:
        self.library = library
        self.names = names

    def page(self, title: str, body: str, package: PackageDoc | None = None) -> str:
        """Return a whole page; ``package`` is the one that it is about."""
        site = text(self.library.title)
        full = site if package is None or package.is_main else f"{text(title)} · {site}"
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{full}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs.css">
<script>{_THEME}</script>
<script src="search.js" defer></script>
<script src="docs.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<a class="home" href="index.html">{site}</a>
<div class="search" role="search" hidden>
<input id="search" type="search" placeholder="Search ( / )" aria-label="Search schemas and \
attributes" autocomplete="off" aria-controls="found">
<ol id="found" aria-label="Results" hidden></ol>
</div>
<button id="theme" type="button" aria-label="Switch between light and dark" hidden>◐</button>
</header>
<div class="columns">
<nav aria-label="Packages"><details open><summary>Packages</summary>
{join(self._navigation(package))}
</details></nav>
<main id="main">
{body}
</main>
</div>
<footer>Generated from docstrings by kclpy.</footer>
</body>
</html>
"""

    def _navigation(self, here: PackageDoc | None) -> Iterator[str]:
        yield "<ul>"
        for package in self.library.packages:
            is_here = here is not None and package.path == here.path
            page = text(self.names[package.path])
            current = ' aria-current="page"' if is_here else ""
            title = text(title_of(package, self.library))
            yield f'<li><a href="{page}"{current}>{title}</a>'
            if is_here:
                yield "<ul>"
                for schema in package.schemas:
                    address = text(link("", schema))
                    yield f'<li><a href="{address}">{text(schema.name)}</a></li>'
                yield "</ul>"
            yield "</li>"
        yield "</ul>"
