"""Models of the schemas of packages.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Container(Model):
    inner: BaseContainer
    deep: DeepContainer | None = None
    derived: Derived | None = None


class BaseContainer(Model):
    """The one of the base."""

    image: StrictStr


class Derived(BaseContainer):
    port: StrictInt


class DeepContainer(Model):
    level: StrictInt = 1
