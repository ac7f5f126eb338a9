"""Models of the schemas of open.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Value(Model):
    v: StrictInt


class Closed(Model):
    a: StrictInt | None = None


class Open(Model):
    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Any]

    a: StrictStr


class Typed(Model):
    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, StrictInt | None]

    a: StrictInt = 1


class Named(Model):
    """KCL also checks:
    * len(name) > 1
    """

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Value | None]

    fixed: StrictStr | None = None


class Child(Typed):
    model_config = ConfigDict(extra="forbid")

    b: StrictInt | None = None
