"""Models of the schemas of limits.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

Number = StrictInt | StrictFloat  # an int stays one


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


class Limits(Model):
    """KCL also checks:
    * percent >= 0.5 and percent < 100 if percent
    * low < high: ${low} is not below ${high}
    * guarded > 5 if guarded
    * all _, value in nested { value > 0 }
    * env != "prod" or port != 80
    """

    port: StrictInt = Field(gt=0, le=65535)
    percent: Number | None = None
    even: StrictInt = Field(multiple_of=2)
    name: StrictStr = Field(min_length=1, max_length=63, pattern="^[a-z]([-a-z0-9]*[a-z0-9])?$")
    code: StrictStr = Field(pattern="^\\d{3}$")
    env: Literal["dev", "prod"]
    number: Annotated[Literal[1, 2, 3], Exact]
    words: list[StrictStr | None] = Field(min_length=1)
    labels: dict[str, StrictStr | None] = Field({"a": "b"}, max_length=3)
    low: StrictInt = 1
    high: StrictInt = 9
    maybe: StrictStr | None = None
    guarded: StrictInt | None = None
    nested: dict[str, StrictInt | None]
