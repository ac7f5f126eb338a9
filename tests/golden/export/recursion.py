"""Models of the schemas of recursion.k, written by `kclpy export`: change those instead."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr


class Model(BaseModel):
    """What all models have in common: they are as strict as KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


class Tree(Model):
    value: StrictInt
    left: Tree | None = None
    right: Tree | None = None


class Author(Model):
    name: StrictStr
    books: list[Book | None]


class Book(Model):
    title: StrictStr
    authors: dict[str, Author | None] = {}
