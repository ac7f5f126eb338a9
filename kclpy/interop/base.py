"""The base of models that ask KCL, and what their source may use."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

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
    model_validator,
)
from pydantic_core import PydanticCustomError

from kclpy.runtime.values import MULTIPLIERS

if TYPE_CHECKING:
    from pydantic.functional_validators import ModelWrapValidatorHandler

    from kclpy.interop.library import Binding

# Whether the data at hand is part of a model whose schema will be evaluated.
_is_within: ContextVar[bool] = ContextVar("_is_within", default=False)


class KclModel(BaseModel):
    """The base of all models that ask KCL."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())

    __kcl__: ClassVar[Binding]

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


def _of_its_type(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    found = handler(value)
    if type(found) is not type(value):
        raise PydanticCustomError("literal_error", "Input should be of another type")
    return found


# What the source of models may use, and nothing else.
NAMESPACE: Mapping[str, Any] = {
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
    "Exact": WrapValidator(_of_its_type),  # pydantic takes True for 1
    "Field": Field,
    "Literal": Literal,
    "Model": KclModel,
    "Number": StrictInt | StrictFloat,
    "NumberMultiplier": Annotated[StrictStr, Field(pattern=f"^[0-9]+({'|'.join(MULTIPLIERS)})$")],
    "StrictBool": StrictBool,
    "StrictFloat": StrictFloat,
    "StrictInt": StrictInt,
    "StrictStr": StrictStr,
}


def data_of(model: KclModel) -> dict[str, Any]:
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
        return data_of(value)
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def inner_models(model: KclModel) -> list[tuple[tuple[int | str, ...], KclModel]]:
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
