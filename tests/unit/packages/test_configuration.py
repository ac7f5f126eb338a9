"""What projects say to commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.packages.configuration import ConfigurationError, find_section
from kclpy.packages.keys import CHECK


def test_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.kclpy.check]\nskip = ['lint']\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "kcl.mod").write_text("[package]\n")
    found = find_section(str(inner), "check")
    assert found is not None
    assert found.values["skip"] == ["lint"]
    assert found.home == str(tmp_path)
    (inner / "kcl.mod").write_text("[check]\nkubernetes = '1.33'\n")
    found = find_section(str(inner), "check")
    assert found is not None
    assert found.values == {"kubernetes": "1.33"}
    assert found.home == str(inner)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[package]\n[check]\nskip = 'lint'\n", (3, 1), "'skip' is not a list of strings"),
        ("[check]\n\n  kubernetes = 1.33\n", (3, 3), "'kubernetes' is not a string"),
        ("[check]\nskipp = []\n", (2, 1), "unknown key 'skipp', expected skip, kubernetes"),
        ("check = 1\n", (1, 1), "'check' is not a table"),
        ("[check]\nskip = [\n", (3, 1), "cannot be read: "),
    ],
)
def test_mistakes_are_told_with_their_place(
    tmp_path: Path, text: str, place: tuple[int, int], reason: str
) -> None:
    (tmp_path / "kcl.mod").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        section = find_section(str(tmp_path), "check")
        assert section is not None
        section.expect(CHECK)
    found = caught.value.diagnostic
    assert found.place is not None
    assert found.message.startswith(reason)
    assert (found.place.line, found.place.column) == place
