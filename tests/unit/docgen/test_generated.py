"""Generated schemas are documented as the official engine does it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kclpy.docgen import load_library
from kclpy.docgen.definitions import write_json_schema, write_openapi
from kclpy.docgen.markdown import write
from tests.exports.generate import Generator
from tests.oracle import Oracle

_TEXTS = ("One line.", "Two\n    lines | with <b> \\\\ in them.", "A\n\n    B\n\n        code")


def documented(text: str, random: Random) -> str:
    """Return the schemas of ``text`` with docstrings."""
    imports, *schemas = text.split("schema ")
    parts = [imports]
    for part in schemas:
        head, _, body = part.partition("\n")
        names = [line.strip().partition(":")[0].rstrip("?") for line in body.splitlines()]
        lines = [f'    """{random.choice(_TEXTS)}', "", "    Attributes", "    ----------"]
        for name in random.sample(names, len(names) // 2):
            if name.isidentifier() and name != "check":
                lines += [f"    {name}: any", f"        {random.choice(_TEXTS[:1])}", ""]
        parts.append(f"schema {head}\n" + "\n".join([*lines, '    """']) + f"\n{body}")
    return "".join(parts)


@pytest.mark.parametrize("seed", range(30))
def test_both_write_the_same(seed: int, tmp_path: Path, oracle: Oracle | None) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed")
    text = documented(Generator(seed).text, Random(seed))
    (tmp_path / "main.k").write_text(text, "utf-8")
    library = load_library(str(tmp_path))
    for form, writer in (
        ("md", write),
        ("openapi", write_openapi),
        ("json-schema", write_json_schema),
    ):
        outcome = oracle.document(str(tmp_path), form)
        assert outcome is not None and writer(library) == outcome.text, text
