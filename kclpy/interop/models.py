"""pydantic models that ask KCL.

A model checks its types as pydantic does. Then, at the outermost model, the schema is evaluated
with the data: its checks run, and what it computes becomes the value of the fields that were
not given. So a model accepts exactly what KCL accepts. Read `base`, then `library`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any

try:
    from pydantic import BaseModel
except ModuleNotFoundError:
    text = "models need pydantic: pip install 'kclpy-lang[pydantic]'"
    raise ModuleNotFoundError(text, name="pydantic") from None

from kclpy.builtins.plugin import Plugin
from kclpy.driver.live import LiveProgram, checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters.reader import read_catalog
from kclpy.interop.library import Library
from kclpy.interop.objects import KclObject


def pydantic_model(
    source: str | PathLike[str] | type[KclObject] = "", name: str = "", **options: Any
) -> type[BaseModel]:
    """Return the model of one schema: `name` of a program, or a schema that was imported.

    A program without a name must have one schema. ``source`` and ``options`` are what
    `pydantic_models` takes, with the same errors.
    """
    if isinstance(source, type):
        schema = source.__kcl_schema__
        return models_of(source.__kcl_space__.program, [schema.name])[schema.name]
    found = pydantic_models(source or (), [name] if name else [], **options)
    if len(found) != 1:
        raise LookupError(f"name one of the schemas: {', '.join(found) or 'there are none'}")
    return next(iter(found.values()))


def pydantic_models(
    path: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    names: Sequence[str] = (),
    *,
    text: str | None = None,
    workdir: str | PathLike[str] = ".",
    arguments: Mapping[str, str] | None = None,
    externals: Mapping[str, str | PathLike[str]] | None = None,
    plugins: Sequence[Plugin] = (),
    allow_plugins: Sequence[str] = (),
) -> dict[str, type[BaseModel]]:
    """Return the models of the schemas of a program by name: those named, or all.

    ``path`` is a file, a directory, or the files of a program; ``text`` is a program instead.
    The rest is as for `compile`. Raises `KclError` for mistakes in the program, and
    `LookupError` for a name that it does not declare.
    """
    paths = [path] if isinstance(path, (str, PathLike)) else list(path)
    request = Request(
        Options(
            paths=("schema.k",) if text is not None else tuple(fspath(one) for one in paths),
            workdir=fspath(workdir),
            texts={} if text is None else {"schema.k": text},
            plugins=tuple(plugins),
        ),
        arguments=tuple(f"{key}={value}" for key, value in (arguments or {}).items()),
        externals=tuple(f"{name}={fspath(where)}" for name, where in (externals or {}).items()),
        allowed_plugins=tuple(allow_plugins),
    )
    return models_of(LiveProgram(checked_pipeline(request)), names)


def models_of(program: LiveProgram, names: Sequence[str] = ()) -> dict[str, type[BaseModel]]:
    """Return the models of the schemas of the main package of a program that ran."""
    pipeline = program.pipeline
    source = ", ".join(module.file.path for module in pipeline.program.main.modules)
    catalog = read_catalog(pipeline.program, pipeline.types, names, source)
    library = Library(program, catalog)
    return {schema.definition.name: library.models[schema] for schema in catalog.roots}
