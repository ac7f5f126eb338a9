"""The result of a program as the command line prints it (reference, 07 section 2)."""

from __future__ import annotations

from collections.abc import Callable

from kclpy.plan.json import to_json
from kclpy.plan.output import Output


def to_text(output: Output, name: str) -> str:
    """Return ``output`` in the format ``name``; see `FORMATS`."""
    return FORMATS[name](output)


def _yaml(output: Output) -> str:
    return f"{output.to_yaml()}\n"


def _json(output: Output) -> str:
    return ",\n".join(to_json(data, indent=4) for data in output.documents) + "\n"


FORMATS: dict[str, Callable[[Output], str]] = {"yaml": _yaml, "json": _json}
