"""Models of the schemas of types.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

Number = StrictInt | StrictFloat  # an int stays one
NumberMultiplier = Annotated[StrictStr, Field(pattern="^[0-9]+(n|u|m|k|K|M|G|T|P|Ki|Mi|Gi|Ti|Pi)$")]


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Leaf(Model):
    value: StrictInt


class Types(Model):
    flag: StrictBool
    count: StrictInt
    share: Number
    text: StrictStr
    anything: Any
    level: Literal["low", "high"]
    port: StrictInt | StrictStr
    one: Literal[1] = 1
    half: Annotated[StrictFloat, Field(ge=0.5, le=0.5)] = 0.5
    yes: Literal[True] = True
    words: list[StrictStr | None]
    table: dict[str, StrictInt | None]
    keyed: dict[str, list[Leaf | None] | None]
    nested: dict[str, list[dict[str, Number | None] | None] | None]
    mixed: StrictInt | Literal["auto"] | list[Leaf | None] | dict[str, StrictStr | None]
    leaf: Leaf
    memory: NumberMultiplier
    exact: Literal["1Ki"] | None = Field(None, description="Computed by default: 1Ki")
    callback: None = None
    open_list: list[Any] | None = None
    open_dict: dict[str, Any] | None = None
