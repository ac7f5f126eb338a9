"""The paths that manifests and settings name: of dependencies, packages and entries.

They are found in the text, so that all else in it stays as it is. What cannot be read names none.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kclpy.driver.settings import DEFAULT_NAME
from kclpy.driver.workspace import MANIFEST, find_root
from kclpy.ide.files import SnapshotFiles, walk
from kclpy.source import SourceFile, Span

_SECTION = re.compile(r"^[ \t]*\[[ \t]*(dependencies|profile)\b[^\]\n]*\][^\n]*\n", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*\[[^\],\n]+\][ \t]*(?:#.*)?$", re.MULTILINE)
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_STRING = re.compile(_QUOTED)
_PATH = re.compile(rf"\bpath[ \t]*=[ \t]*({_QUOTED})")
_ENTRIES = re.compile(r"^[ \t]*entries[ \t]*=[ \t]*\[([^\]]*)\]", re.MULTILINE)
_VARIABLE = "${KCL_MOD}"
_PLAIN = re.compile(r"[\w./][\w./ -]*")


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A path as it is written at ``span``, quotes included; it starts in ``base``."""

    span: Span
    value: str
    base: str

    @property
    def place(self) -> str:
        """Where the path leads."""
        return os.path.normpath(os.path.join(self.base, self._rest))

    @property
    def _rest(self) -> str:
        return self.value.removeprefix(_VARIABLE).lstrip("/") if self._is_variable else self.value

    @property
    def _is_variable(self) -> bool:
        return self.value.startswith(_VARIABLE)

    def leading_to(self, place: str, base: str) -> str:
        """Return what is written instead if the path leads to ``place`` and starts in ``base``."""
        if os.path.isabs(self._rest):
            path = place
        else:
            path = os.path.relpath(place, base).replace(os.sep, "/")
            if self.value.startswith("./") and not path.startswith("."):
                path = f"./{path}"
        if self._is_variable:
            path = f"{_VARIABLE}/{path}"
        quote = self.span.file.text[self.span.start : self.span.start + 1]
        if quote == "'" and "'" not in path:
            return f"'{path}'"
        return json.dumps(path, ensure_ascii=False) if quote in "'\"" else _unquoted(path)


def _unquoted(path: str) -> str:
    """Return a path as YAML has it without quotes, where that can be."""
    is_plain = _PLAIN.fullmatch(path) or path.startswith(_VARIABLE)
    return path if is_plain else json.dumps(path, ensure_ascii=False)


def named_paths(folders: Sequence[str], files: SnapshotFiles) -> Iterator[NamedPath]:
    """Yield the paths that the manifests and settings in ``folders`` name."""
    for folder in folders:
        for directory, names in walk(folder):
            if MANIFEST in names:
                yield from _of_manifest(files.source(os.path.join(directory, MANIFEST)))
            if DEFAULT_NAME in names:
                yield from _of_settings(files.source(os.path.join(directory, DEFAULT_NAME)))


def _of_manifest(file: SourceFile) -> Iterator[NamedPath]:
    for section in _SECTION.finditer(file.text):
        following = _HEADER.search(file.text, section.end())
        end = len(file.text) if following is None else following.start()
        if section[1] == "dependencies":
            spans = [m.span(1) for m in _PATH.finditer(file.text, section.end(), end)]
        else:
            lists = [m.span(1) for m in _ENTRIES.finditer(file.text, section.end(), end)]
            spans = [m.span() for one in lists for m in _STRING.finditer(file.text, *one)]
        for start, stop in spans:
            line = file.text.rfind("\n", 0, start) + 1
            if "#" not in file.text[line:start]:
                yield _named(file, start, stop, file.text[start + 1 : stop - 1])


def _of_settings(file: SourceFile) -> Iterator[NamedPath]:
    from ruamel.yaml import YAML  # slow to import, and seldom needed
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    try:
        document = YAML(typ="safe", pure=True).compose(file.text)
    except Exception:  # whatever the library raises
        return
    if not isinstance(document, MappingNode):
        return
    for key, configs in document.value:
        if key.value != "kcl_cli_configs" or not isinstance(configs, MappingNode):
            continue
        for name, value in configs.value:
            scalars = []
            if name.value in ("files", "file") and isinstance(value, SequenceNode):
                scalars = value.value
            elif name.value == "package_maps" and isinstance(value, MappingNode):
                scalars = [inner for _, inner in value.value]
            for one in scalars:
                if isinstance(one, ScalarNode) and one.style in (None, "'", '"'):
                    yield _named(file, one.start_mark.index, one.end_mark.index, one.value)


def _named(file: SourceFile, start: int, end: int, value: str) -> NamedPath:
    base = os.path.dirname(file.path)
    if value.startswith(_VARIABLE):
        base = find_root(base)
    return NamedPath(Span(file, start, end), value, base)
