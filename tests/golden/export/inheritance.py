"""Models of the schemas of inheritance.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Base(Model):
    """The base."""

    name: StrictStr = Field(min_length=1)
    kind: StrictStr | StrictInt
    tier: StrictStr = "web"
    note: StrictStr | None = None


class Derived(Base):
    name: StrictStr = Field("derived", min_length=1)
    kind: StrictStr
    port: StrictInt
    labels: dict[str, StrictStr | None] = {}


class Same(Derived):
    port: StrictInt = Field(gt=0)


class Needed(Base):
    tier: StrictStr | None = None
    note: StrictStr
