"""pydantic models that ask KCL.

A model checks its types as pydantic does. Then, at the outermost model, the schema is evaluated
with the data: its checks run, and what it computes becomes the value of the fields that were
not given. So a model accepts exactly what KCL accepts.
"""

from __future__ import annotations
import __future__

import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from os import PathLike, fspath
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from kclpy.diagnostics.error import KclError
from kclpy.driver.live import LiveProgram, checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters.model import Catalog
from kclpy.exporters.model import Schema as Description
from kclpy.exporters.pydantic import class_name, class_texts, field_names
from kclpy.exporters.reader import read_catalog
from kclpy.interop.blame import attribute_to_blame
from kclpy.interop.objects import KclObject
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import (
    MULTIPLIERS,
    Function,
    Instance,
    NumberMultiplier,
    Undefined,
    Value,
)
from kclpy.semantics.program import MAIN

if TYPE_CHECKING:
    from pydantic.functional_validators import ModelWrapValidatorHandler

# Whether the data at hand is part of a model whose schema will be evaluated.
_is_within: ContextVar[bool] = ContextVar("_is_within", default=False)


class KclModel(BaseModel):
    """The base of all models that ask KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())

    __kcl__: ClassVar[_Binding]

    @model_validator(mode="wrap")
    @classmethod
    def _evaluate(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if _is_within.get() or isinstance(data, cls):
            return handler(data)
        token = _is_within.set(True)
        try:
            model = handler(data)
        finally:
            _is_within.reset(token)
        model.__kcl__.complete(model)
        return model


class _Literal:
    """What ``Literal`` is for models that ask KCL: pydantic takes ``True`` for ``1``."""

    def __class_getitem__(cls, values: Any) -> Any:
        kinds = {type(value) for value in (values if isinstance(values, tuple) else (values,))}

        def check(value: Any) -> Any:
            if type(value) in (bool, int, float) and type(value) not in kinds:
                raise PydanticCustomError("literal_error", "Input should be of another type")
            return value

        return Annotated[Literal[values], BeforeValidator(check)]


_NAMESPACE: Mapping[str, Any] = {
    "__builtins__": {
        "__build_class__": __build_class__,
        "None": None,
        "dict": dict,
        "list": list,
        "str": str,
    },
    "Annotated": Annotated,
    "Any": Any,
    "ConfigDict": ConfigDict,
    "Field": Field,
    "Literal": _Literal,
    "Model": KclModel,
    "Number": StrictInt | StrictFloat,
    "NumberMultiplier": Annotated[StrictStr, Field(pattern=f"^[0-9]+({'|'.join(MULTIPLIERS)})$")],
    "StrictBool": StrictBool,
    "StrictFloat": StrictFloat,
    "StrictInt": StrictInt,
    "StrictStr": StrictStr,
}


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
        ),
        arguments=tuple(f"{key}={value}" for key, value in (arguments or {}).items()),
        externals=tuple(f"{name}={fspath(where)}" for name, where in (externals or {}).items()),
    )
    return models_of(LiveProgram(checked_pipeline(request)), names)


def models_of(program: LiveProgram, names: Sequence[str] = ()) -> dict[str, type[BaseModel]]:
    """Return the models of the schemas of the main package of a program that ran."""
    pipeline = program.pipeline
    source = ", ".join(module.file.path for module in pipeline.program.main.modules)
    catalog = read_catalog(pipeline.program, pipeline.types, names, source)
    library = _Library(program, catalog)
    return {schema.definition.name: library.models[schema] for schema in catalog.roots}


class _Library:
    """The models of the schemas that are used together."""

    def __init__(self, program: LiveProgram, catalog: Catalog) -> None:
        self.program = program
        self.catalog = catalog
        self.models: dict[Description, type[KclModel]] = {}
        self.of_schema: dict[Schema, type[KclModel]] = {}
        classes = self._classes()
        for schema in catalog:
            model = classes[class_name(schema)]
            model.__kcl__ = binding = _Binding(self, schema, model)
            self.models[schema] = model
            self.of_schema[binding.schema] = model

    def _classes(self) -> Mapping[str, type[KclModel]]:
        """Return the classes by name, made from the source that is exported too.

        pydantic looks for their names in their module, so there is one for as long as it does.
        """
        source = "\n\n\n".join(class_texts(self.catalog, is_live=True).values())
        name = f"<models of {self.catalog.source} {id(self)}>"
        module = sys.modules[name] = ModuleType(name)
        try:
            vars(module).update(_NAMESPACE)
            code = compile(source, name, "exec", __future__.annotations.compiler_flag, True)
            exec(code, vars(module))
            classes = {one: vars(module)[one] for one in self.class_names}
            for model in classes.values():
                model.model_rebuild()
        finally:
            del sys.modules[name]
        return classes

    @cached_property
    def class_names(self) -> frozenset[str]:
        """The names of all models."""
        return frozenset(map(class_name, self.catalog))

    def model_for(self, schema: Schema) -> type[KclModel] | None:
        """Return the model of ``schema``, or that of its nearest base that has one."""
        line: Schema | None = schema
        while line is not None and line not in self.of_schema:
            line = line.base
        return None if line is None else self.of_schema[line]

    def python(self, value: Value, given: Any) -> Any:
        """Return a value as a field holds it; ``given`` is the data that it comes from."""
        if type(value) is Instance:
            model = self.model_for(value.schema)
            if model is not None:
                return model.__kcl__.new(value, given)
        if isinstance(value, dict):
            data = given if isinstance(given, dict) else {}
            return {
                key: self.python(item, data.get(key))
                for key, item in value.items()
                if _is_data(item)
            }
        if isinstance(value, list):
            items = given if isinstance(given, list) and len(given) == len(value) else value
            return [
                self.python(item, one)
                for item, one in zip(value, items, strict=True)
                if _is_data(item)
            ]
        return repr(value) if isinstance(value, NumberMultiplier) else value


def _is_data(value: Value) -> bool:
    return value is not Undefined and not isinstance(value, (Function, Schema))


@dataclass(eq=False)
class _Binding:
    """What ties a model to its schema."""

    library: _Library
    description: Description
    model: type[KclModel]

    @cached_property
    def schema(self) -> Schema:
        """The schema at run time."""
        definition = self.description.definition
        return self.library.program.schema(definition.package or MAIN, definition.name)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The names of the fields by those of the attributes."""
        return field_names(self.description, self.library.class_names)

    def complete(self, model: KclModel) -> None:
        """Evaluate the schema with the data of ``model``, and let it hold what comes of it."""
        data = _data_of(model)
        try:
            instance = self.library.program.instance(self.schema, data)
        except KclError as error:
            raise self._refusal(model, data, error) from None
        self._fill(model, instance, data)

    def new(self, instance: Instance, given: Any) -> KclModel:
        """Return a model that holds ``instance``."""
        model = self.model.model_construct()
        self._fill(model, instance, given if isinstance(given, dict) else {})
        return model

    def _fill(self, model: KclModel, instance: Instance, given: Mapping[str, Any]) -> None:
        fields = self.fields
        python = self.library.python
        values = {
            field: python(value, given.get(name)) if _is_data(value) else None
            for name, field in fields.items()
            for value in (instance.get(name, Undefined),)
        }
        object.__setattr__(model, "__dict__", values)
        known = {field for name, field in fields.items() if name in given}
        extra = None
        if self.description.others is not None:
            extra = {
                key: python(value, given.get(key))
                for key, value in instance.items()
                if key not in fields and key in given and _is_data(value)
            }
            known |= extra.keys()
        object.__setattr__(model, "__pydantic_extra__", extra)
        object.__setattr__(model, "__pydantic_fields_set__", known)

    def _refusal(
        self, model: KclModel, data: Mapping[str, Any], error: KclError
    ) -> ValidationError:
        """Return what pydantic raises for data that KCL refuses."""
        path, binding = self._place(model, error.message)
        modules = self.library.program.pipeline.modules
        name = attribute_to_blame(error, binding.description.attributes, modules)
        where = path if name is None else (*path, name)
        kind = PydanticCustomError("kcl", "{message}", {"message": error.message})
        detail = InitErrorDetails(type=kind, loc=where, input=_at(data, where))
        return ValidationError.from_exception_data(self.model.__name__, [detail])

    def _place(self, model: KclModel, message: str) -> tuple[tuple[int | str, ...], _Binding]:
        """Return the innermost model within ``model`` that is refused with ``message``."""
        for path, inner in _inner_models(model):
            binding = inner.__kcl__
            try:
                self.library.program.instance(binding.schema, _data_of(inner))
            except KclError as error:
                if error.message == message:
                    further, innermost = binding._place(inner, message)
                    return (*path, *further), innermost
        return (), self


def _data_of(model: KclModel) -> dict[str, Any]:
    """Return what was given for ``model``, by the names of the attributes."""
    data = {
        name: _plain(model.__dict__[field])
        for name, field in model.__kcl__.fields.items()
        if field in model.__pydantic_fields_set__
    }
    data.update((name, _plain(value)) for name, value in (model.__pydantic_extra__ or {}).items())
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, KclModel):
        return _data_of(value)
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _inner_models(model: KclModel) -> list[tuple[tuple[int | str, ...], KclModel]]:
    """Return the models that ``model`` holds directly, with their places."""
    found: list[tuple[tuple[int | str, ...], KclModel]] = []

    def look(value: Any, path: tuple[int | str, ...]) -> None:
        if isinstance(value, KclModel):
            found.append((path, value))
        elif isinstance(value, dict):
            for key, item in value.items():
                look(item, (*path, key))
        elif isinstance(value, list):
            for at, item in enumerate(value):
                look(item, (*path, at))

    for name, field in model.__kcl__.fields.items():
        look(model.__dict__.get(field), (name,))
    for name, value in (model.__pydantic_extra__ or {}).items():
        look(value, (name,))
    return found


def _at(data: Any, path: tuple[int | str, ...]) -> Any:
    """Return what of ``data`` is at ``path``, as far as it goes."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            break
    return data
