"""Models of the schemas of defaults.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr

Number = StrictInt | StrictFloat  # an int stays one


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Inner(Model):
    size: StrictInt = 1


class Defaults(Model):
    text: StrictStr = 'a "quoted" text'
    negative: StrictInt = -1
    share: Number = 0.5
    words: list[StrictStr | None] = ["a", "b"]
    table: dict[str, Any] = {"a": 1, "b-c": [True, None]}
    kind: Literal["Defaults"] = "Defaults"
    inner: Inner | None = Field(None, description="Computed by default: {size = 2}")
    other: Inner | None = Field(None, description="Computed by default: Inner {}")
    doubled: StrictInt | None = Field(None, description="Computed by default: negative * 2")
    greeting: StrictStr | None = Field(None, description='Computed by default: "hello ${text}"')
    reset: StrictStr | None = None
    optional: StrictInt | None = 3
    chosen: StrictStr | None = None
