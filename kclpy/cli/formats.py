"""The result of a program as the command line prints it (reference, 07 section 2)."""

from __future__ import annotations

from collections.abc import Callable

from kclpy.plan.json import to_json
from kclpy.plan.output import Output

NAMES = ("json", "yaml", "toml", "xml")


class FormatError(Exception):
    """The result cannot be written in the format that was asked for."""


def to_text(output: Output, name: str) -> str:
    """Return ``output`` in the format ``name``, which is one of `NAMES`."""
    return _WRITERS[name](output)


def _yaml(output: Output) -> str:
    return f"{output.to_yaml()}\n"


def _json(output: Output) -> str:
    return ",\n".join(to_json(data, indent=4) for data in output.documents) + "\n"


def _toml(output: Output) -> str:
    from kclpy.plan.toml import NotATable, to_toml  # seldom needed

    try:
        return to_toml(output.documents)
    except NotATable as error:
        raise FormatError(str(error)) from None


def _xml(output: Output) -> str:
    from kclpy.plan.xml import to_xml  # seldom needed

    return to_xml(output.documents)


_WRITERS: dict[str, Callable[[Output], str]] = {
    "yaml": _yaml,
    "json": _json,
    "toml": _toml,
    "xml": _xml,
}
