"""Writing XML (reference, 07 section 2): keys become elements, items ``<item>``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kclpy.plan.json import to_json
from kclpy.plan.planner import Data

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_NAME: Final = re.compile(r"[^\w.-]")
_NO_NAME_START: Final = re.compile(r"[\d.-]|xml", re.IGNORECASE)
_ESCAPED: Final = re.compile("[&<>\"'\t\n\r\0-\x1f\ufffe\uffff]")
_ESCAPES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;",
    "\t": "&#x9;",
    "\n": "&#xA;",
    "\r": "&#xD;",
}


def to_xml(documents: Sequence[Data]) -> str:
    """Return the documents as XML: one ``<root>``, or several in ``<results>``."""
    roots = [_document(data) for data in documents]
    if len(roots) == 1:
        return f"{_HEADER}{roots[0]}\n"
    lines = "".join(f"  {root}\n" for root in roots)
    return f"{_HEADER}<results>\n{lines}</results>\n"


def _document(data: Data) -> str:
    pieces: list[str] = []
    _append("root", data, pieces)
    return "".join(pieces)


def _append(name: str, value: Data, pieces: list[str]) -> None:
    """Append ``value`` as an element."""
    pieces.append(f"<{name}>")
    if isinstance(value, dict):
        for key, item in value.items():
            _append(_element_name(key), item, pieces)
    elif isinstance(value, list):
        for item in value:
            _append("item", item, pieces)
    elif isinstance(value, str):
        pieces.append(_ESCAPED.sub(_escape, value))
    elif value is not None:
        pieces.append(to_json(value))
    pieces.append(f"</{name}>")


def _element_name(key: str) -> str:
    """Return ``key`` as the name of an element; characters that none can have become ``_``."""
    name = _NO_NAME.sub("_", key)
    return f"_{name}" if not name or _NO_NAME_START.match(name) else name


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\ufffd")  # XML has no way to write the rest
