"""The formats in which schemas are written, by the name they have on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from kclpy.exporters import jsonschema, openapi, pydantic, typescript
from kclpy.exporters.model import Catalog


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, and what writes it."""

    suffix: str
    write: Callable[[Catalog], str]


FORMATS = MappingProxyType(
    {
        "pydantic": Format(".py", pydantic.write),
        "jsonschema": Format(".json", jsonschema.write),
        "openapi": Format(".yaml", openapi.write),
        "openapi3.0": Format(".yaml", lambda catalog: openapi.write(catalog, "3.0")),
        "typescript": Format(".d.ts", typescript.write),
    }
)
