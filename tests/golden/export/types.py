"""Models of the schemas of types.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

Number = StrictInt | StrictFloat  # an int stays one
NumberMultiplier = Annotated[StrictStr, Field(pattern="^[0-9]+(n|u|m|k|K|M|G|T|P|Ki|Mi|Gi|Ti|Pi)$")]


def of_its_type(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Return ``value`` if it is one of the literals, in its type."""
    found = handler(value)
    if type(found) is not type(value):
        raise ValueError(f"{value!r} is another type than {found!r}")
    return found


Exact = WrapValidator(of_its_type)


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
    one: Annotated[Literal[1], Exact] = 1
    half: Annotated[StrictFloat, Field(ge=0.5, le=0.5)] = 0.5
    yes: Annotated[Literal[True], Exact] = True
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
