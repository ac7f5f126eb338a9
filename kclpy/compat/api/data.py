"""`generate_kcl`: data as a program that outputs them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kclpy.compat.api.messages import GenerateKclArgs
from kclpy.compat.api.programs import ServiceError
from kclpy.source import SourceFile
from kclpy.syntax.tokens import KEYWORDS
from kclpy.vet.documents import DataError, Document, read_documents

_FORMATS = {"": "yaml", "json": "yaml", "yaml": "yaml", "yml": "yaml", "toml": "toml"}
# A list is written in one line if it is not longer.
_WIDTH = 80

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def generate_kcl(args: GenerateKclArgs) -> str:
    """Return a program; raise `ServiceError` for what is no data, or no object."""
    form = _FORMATS.get(args.format.lower())
    if form is None:
        expected = 'expected one of "json", "yaml" or "toml"'
        raise ServiceError(f'unsupported data format "{args.format}"; {expected}')
    if not args.source.strip():
        raise ServiceError("source is empty")
    value = _value(SourceFile(args.filename or f"data.{form}", args.source), form)
    if not isinstance(value, dict):
        raise ServiceError(
            "the data root must be an object (mapping) so it can become top-level KCL attributes"
        )
    lines = [f"{_key(key, True)} = {_text(one, '')}" for key, one in value.items()]
    return "".join([f"{line}\n" for line in lines])


def _value(file: SourceFile, form: str) -> Any:
    try:
        documents = read_documents(file, form)
    except DataError:
        kind = "TOML data" if form == "toml" else "data"
        raise ServiceError(f"failed to parse {kind} content") from None
    if len(documents) != 1:
        raise ServiceError("failed to parse data content")
    _refuse_infinities(documents[0])
    return documents[0].value


def _refuse_infinities(document: Document) -> None:
    """Raise `ServiceError` for a number of YAML that is none in KCL; its value is None."""
    for place in document.places.values():
        start, end = place.value
        text = document.file.text[start:end].lower()
        if text.lstrip("+-") in (".inf", ".nan"):
            number = float(text.replace(".", ""))
            raise ServiceError(f"non-finite float {number} cannot be represented in KCL")


def _key(key: object, is_top: bool) -> str:
    if not isinstance(key, str):
        raise ServiceError(f"data object keys must be strings, found key {key}")
    if _NAME.fullmatch(key) is None:
        return _string(key)
    if key in KEYWORDS:  # a name at the top, a text in a config
        return f"${key}" if is_top else _string(key)
    return key


def _text(value: Any, indent: str) -> str:
    if isinstance(value, dict):
        return _block("{", list(_entries(value, indent + "    ")), "}", indent)
    if isinstance(value, list):
        if not any(isinstance(item, dict | list) for item in value):
            line = f"[{', '.join(map(_scalar, value))}]"
            if len(line) <= _WIDTH:
                return line
        inner = indent + "    "
        return _block("[", [f"{inner}{_text(item, inner)}," for item in value], "]", indent)
    return _scalar(value)


def _entries(value: dict[Any, Any], indent: str) -> Iterator[str]:
    for key, one in value.items():
        yield f"{indent}{_key(key, False)} = {_text(one, indent)}"


def _block(opening: str, lines: list[str], closing: str, indent: str) -> str:
    return "\n".join([opening, *lines, f"{indent}{closing}"]) if lines else f"{opening}{closing}"


def _scalar(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(value)
    return str(value) if isinstance(value, int) else _string(str(value))


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise ServiceError(f"non-finite float {value} cannot be represented in KCL")
    text = format(Decimal(repr(value)), "f")
    return text if "." in text else f"{text}.0"


def _string(text: str) -> str:
    """Return a literal; what would be evaluated within a text is masked."""
    return json.dumps(text, ensure_ascii=False).replace("${", "\\${")
