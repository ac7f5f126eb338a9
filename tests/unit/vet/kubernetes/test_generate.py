"""The schemas that come along are those that the generator makes."""

from __future__ import annotations

import gzip

from kclpy.vet.kubernetes.facts import ALLOWED, DEFAULTS
from kclpy.vet.kubernetes.generate import made_files
from kclpy.vet.kubernetes.releases import DATA, load_release, releases

MOST_BYTES = 2_000_000


def test_committed_files_are_up_to_date() -> None:
    made = made_files()
    committed = {path.name: path.read_bytes() for path in DATA.glob("*.gz")}
    assert made.keys() == committed.keys()
    for name, content in made.items():  # another zlib may pack the same text differently
        assert gzip.decompress(content) == gzip.decompress(committed[name]), name


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < MOST_BYTES


def test_facts_concern_fields_that_exist() -> None:
    definitions = load_release(releases()[-1]).definitions
    for (name, field), values in ALLOWED.items():
        schema = definitions[name]["properties"][field]
        assert schema.get("items", schema)["enum"] == list(values), (name, field)
    for (name, field), value in DEFAULTS.items():
        assert definitions[name]["properties"][field]["default"] == value
