"""The KCL signature of a builtin, read from the annotations of its function.

The vocabulary: ``int float Number str bool None Any``, ``list[T]``, ``dict[K, V]``, ``T | U`` and
``Callable[[A, B], R]``. ``UndefinedType`` says nothing about types and is left out.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kclpy.builtins.declare import MISSING, Builtin
from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    STR,
    DictType,
    FunctionType,
    ListType,
    Param,
    Type,
    union_of,
)

_NAMES = {
    "Any": ANY,
    "Value": ANY,
    "bool": BOOL,
    "float": FLOAT,
    "int": INT,
    "str": STR,
    "None": NONE,
    "Number": NUMBER,
}

# How parameters are written that take any number of arguments.
STARS: Mapping[object, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}
_REST = {**STARS, inspect.Parameter.KEYWORD_ONLY: ""}


@dataclass(frozen=True, eq=False)
class Parameter:
    """A parameter of a builtin; ``default`` is its text in KCL, None if there is none."""

    name: str
    type: Type
    is_required: bool
    default: str | None


@dataclass(frozen=True, eq=False)
class Signature:
    """The parameters of a builtin and the type of its result.

    ``rest`` is what a variadic one takes beside its parameters: ``*args``, keywords, ``**kwargs``.
    """

    parameters: tuple[Parameter, ...]
    result: Type
    is_variadic: bool
    rest: tuple[Param, ...] = ()

    @cached_property
    def type(self) -> FunctionType:
        """The signature as a type."""
        params = [Param(p.name, p.type, is_optional=not p.is_required) for p in self.parameters]
        return FunctionType(tuple(params), self.result, self.is_variadic)

    def __str__(self) -> str:
        shown = [_parameter_text(parameter) for parameter in self.parameters]
        if self.is_variadic:
            shown.append("...")
        return f"({', '.join(shown)}) -> {self.result}"


def signature_of(builtin: Builtin) -> Signature:
    """Return the KCL signature of ``builtin``."""
    annotations = builtin.function.__annotations__
    defaults = builtin.function.__defaults__ or ()
    parameters = []
    for position, name in enumerate(builtin.parameters):
        is_required = position < builtin.required
        default = None if is_required else default_text(defaults[position - builtin.required])
        kind = _type(annotations[name])
        if not is_required:
            kind = _without_none(kind)
        parameters.append(Parameter(name, kind, is_required, default))
    result = _type(annotations["return"])
    return Signature(tuple(parameters), result, builtin.is_variadic, tuple(_rest(builtin)))


def _rest(builtin: Builtin) -> Iterator[Param]:
    """Yield what a builtin takes beside its parameters; what it ignores has no name to show."""
    annotations = builtin.function.__annotations__
    for one in inspect.signature(builtin.function).parameters.values():
        stars = _REST.get(one.kind)
        if stars is not None and not one.name.startswith("_"):
            yield Param(f"{stars}{one.name}", _type(annotations[one.name]), is_optional=not stars)


def constant_type(value: object) -> Type:
    """Return the type of a constant of a module."""
    return _NAMES[type(value).__name__]


def _parameter_text(parameter: Parameter) -> str:
    text = f"{parameter.name}: {parameter.type}"
    if parameter.default is not None:
        return f"{text} = {parameter.default}"
    return text if parameter.is_required else f"{text}?"


def default_text(value: Any) -> str | None:
    """Return the default as KCL writes it; None if it cannot be written."""
    if value is MISSING:
        return None
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value) if value is None or isinstance(value, int | float) else "..."


def _type(annotation: str) -> Type:
    return _convert(ast.parse(annotation, mode="eval").body)


def _convert(node: ast.expr) -> Type:
    match node:
        case ast.Name(id=name):
            return _NAMES[name]
        case ast.Constant(value=None):
            return NONE
        case ast.BinOp(left=left, right=right):
            if isinstance(right, ast.Name) and right.id == "UndefinedType":
                return _convert(left)
            return union_of((_convert(left), _convert(right)))
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return ListType(_convert(item))
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, value])):
            return DictType(_convert(key), _convert(value))
        case ast.Subscript(
            value=ast.Name(id="Callable"), slice=ast.Tuple(elts=[ast.List(elts=given), result])
        ):
            params = tuple([Param("", _convert(kind)) for kind in given])
            return FunctionType(params, _convert(result))
    raise TypeError(f"no KCL type is written {ast.unparse(node)}")


def _without_none(kind: Type) -> Type:
    """Return ``kind`` without None, which in a Python default only says that it is absent."""
    members = getattr(kind, "members", ())
    kept = [member for member in members if member is not NONE]
    return union_of(kept) if members and len(kept) < len(members) else kind
