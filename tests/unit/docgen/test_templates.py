"""Templates of users."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.docgen import Library, generate
from kclpy.docgen.failures import BadTemplates
from kclpy.docgen.templates import data_of


def test_files_for_each(library: Library, tmp_path: Path) -> None:
    for name, text in {
        "index.txt.hbs": "{{title}}:{{#each packages}} {{page}}{{/each}}",
        "package.txt.hbs": "{{library.title}} {{title}}{{#each schemas}} {{name}}{{/each}}",
        "schema.html.hbs": "{{#each attributes}}{{name}}={{type}};{{/each}}",
        "style.css": "p { }",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    files = generate(library, template=str(tmp_path))
    assert files["index.txt"] == "shop: shop network"
    assert files["network.txt"] == "shop network Port App"
    assert files["network.Port.html"] == "number=int;of=Port;"
    assert files["style.css"] == "p { }"
    assert "odd name &lt;b&gt;={str:Named | [int]};" in files["shop.App.html"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("package.md.hbs", "{{#each}", r"package\.md\.hbs:1:\d+: InvalidSyntax"),
        ("package.md.hbs", "{{nope 1}}", r"package\.md\.hbs:1:\d+: HelperNotFound"),
        ("pages.md.hbs", "", r"a template is called index\.EXT\.hbs"),
        ("index.hbs", "", r"a template is called index\.EXT\.hbs"),
        ("style.css", "", "there is no template"),
    ],
)
def test_bad_templates(
    name: str, text: str, message: str, library: Library, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(BadTemplates, match=message):
        generate(library, template=str(tmp_path))


def test_directories_that_are_none(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadTemplates, match="No such file or directory"):
        generate(library, template=str(tmp_path / "nope"))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    with pytest.raises(BadTemplates, match=r"picture\.png: this is no text"):
        generate(library, template=str(tmp_path))


def test_data(library: Library) -> None:
    data = data_of(library)
    app = next(p for p in data["packages"] if p["is_main"])["schemas"][0]
    assert app["base"] == "Named" and app["mixins"] == ["LabelsMixin"]
    assert app["checks"] == [{"condition": "len(image) < 64 if image", "message": "too <long>"}]
    assert [one["from"] for one in app["attributes"]][-2:] == ["LabelsMixin", "Named"]
    assert app["sections"][0]["title"] == "Notes"
