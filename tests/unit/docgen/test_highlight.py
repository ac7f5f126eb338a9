"""KCL in colours."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kclpy.docgen.highlight import highlight


@pytest.mark.parametrize(
    "text",
    ["", 'a: int = 1 # é "x"\n', "schema A:\n    a?: str = '<b>'\n", '"""', "a = (\n'", "\x00&$"],
)
def test_the_text_stays(text: str) -> None:
    assert unescape(re.sub("<[^>]*>", "", highlight(text))) == text


def test_kinds() -> None:
    assert highlight("if a: int = 1 # c") == (
        '<span class="k">if</span> a: <span class="t">int</span> = <span class="n">1</span> '
        '<span class="c"># c</span>'
    )
