"""How keys and values are written in each format; snippets have places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kclpy.ide.completion.items import escaped
from kclpy.packages.shapes import Items, Listed, Named, Shape, Table, Text, Truth, Version

_PLAIN_YAML = re.compile(r"[A-Za-z_./][\w./+-]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in one format, ``toml``, ``yaml`` or ``json``; ``is_flow`` within brackets."""

    format: str
    is_flow: bool = False

    def entry(self, key: str, value: str) -> str:
        """Return a key with its value, a snippet."""
        name = escaped(self.key(key))
        if self.format == "toml":
            return f"{name} = {value}"
        return f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}"

    def key(self, key: str) -> str:
        """Return a key, in quotes where it needs some."""
        is_bare = self.format == "yaml" or (self.format == "toml" and _BARE.fullmatch(key))
        return key if is_bare else self.text(key)

    def text(self, text: str) -> str:
        """Return a string."""
        is_plain = _PLAIN_YAML.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
        if self.format == "yaml" and is_plain:
            return text
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"'

    def placeholder(self, shape: Shape) -> str:
        """Return a value of a shape that is to be filled in."""
        is_block = self.format == "yaml" and not self.is_flow
        if isinstance(shape, Truth):
            return self.choice(("true", "false"))
        if isinstance(shape, Text) and shape.words:
            return self.choice(map(self.text, shape.words))
        if isinstance(shape, (Text, Version)):
            return self.string
        if isinstance(shape, Items):
            return self._item(shape) if is_block else "[$1]"
        if isinstance(shape, Listed):
            return f"\n  - {self.string}" if is_block else f"[{self.string}]"
        if isinstance(shape, (Table, Named)):
            return "\n  $1" if is_block else "{$1}"
        return "$1"

    def _item(self, shape: Items) -> str:
        """Return the first item of a list of tables, with all its keys."""
        keys = shape.item.keys if isinstance(shape.item, Table) else {"": None}
        lines = [f"{key}: ${number}" for number, key in enumerate(keys, 1)]
        return "\n  - " + "\n    ".join(lines)

    @property
    def string(self) -> str:
        """A string to be filled in."""
        return "$1" if self.format == "yaml" else '"$1"'

    def choice(self, words: Iterable[str]) -> str:
        """Return the choice between words."""
        return f"${{1|{','.join(map(escaped, words))}|}}"
