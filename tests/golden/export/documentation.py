"""Models of the schemas of documentation.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Service(Model):
    """What other programs may call. It has a second paragraph with a \\ and a */ in it."""

    name: StrictStr = Field(description="The name, as it is in the DNS.")
    port: StrictInt = Field(80, description="Where it listens.")
    x_note: StrictStr | None = Field(None, alias="x-note", description="Whatever is to be said.")
    old_port: StrictInt | None = Field(None, deprecated="Deprecated since 2.0: use port")
    gone: StrictStr | None = Field(None, deprecated="Deprecated")


class Former(Model):
    name: StrictStr
