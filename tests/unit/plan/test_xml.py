"""XML (reference, 07 section 2)."""

from __future__ import annotations

from kclpy.plan.xml import to_xml

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


def test_one_document() -> None:
    data = {"a": [1, "<&>"], "b": {"c": None}, "d": True}
    assert to_xml([data]) == (
        f"{HEADER}<root><a><item>1</item><item>&lt;&amp;&gt;</item></a>"
        "<b><c></c></b><d>true</d></root>\n"
    )


def test_names_of_elements() -> None:
    assert to_xml([{"1 a": 1, "": 2}]) == f"{HEADER}<root><_1_a>1</_1_a><_>2</_></root>\n"


def test_several_documents() -> None:
    assert to_xml([{"a": 1}, {}]) == (
        f"{HEADER}<results>\n  <root><a>1</a></root>\n  <root></root>\n</results>\n"
    )
