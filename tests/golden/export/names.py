"""Models of the schemas of names.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Model_(Model):
    if_: StrictStr = Field(alias="if")
    class_: StrictInt = Field(1, alias="class")
    copy_: StrictBool = Field(False, alias="copy")
    model_config_: StrictStr | None = Field(None, alias="model_config")
    str_: StrictStr = Field("s", alias="str")
    int: StrictInt = 1
    hidden: StrictStr = Field("h", alias="_hidden")
    x_note: StrictStr | None = Field(None, alias="x-note")
    field_1st: StrictStr | None = Field(None, alias="1st")
    a_b2: StrictStr = Field("ab", alias="a b")
    a_b: StrictStr = "other"
    Leaf_: Leaf | None = Field(None, alias="Leaf")


class Leaf(Model):
    id: StrictInt


class Array(Model):
    items: list[Leaf | None]


class None_(Model):
    value: StrictInt | None = None
