"""The values of a program as Python sees them; nothing here can be changed.

| KCL | Python |
|---|---|
| schema | a class below `KclObject`, whose calls make instances |
| instance | an object of that class, with attributes |
| dict, list | `KclDict` and `KclList`, which are a dict and a list |
| lambda | a function |
| ``1Ki`` | the text "1Ki" |
| Undefined | None, or not there |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Any, ClassVar, NoReturn, Self

from kclpy.driver.live import LiveProgram
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import (
    Config,
    Function,
    Instance,
    NumberMultiplier,
    Undefined,
    Value,
)


def to_python(value: Any) -> Any:
    """Return ``value`` as plain dicts, lists and scalars, without hidden attributes.

    Functions and schemas within it are left out.
    """
    if isinstance(value, KclObject):
        return to_python({name: value[name] for name in value if not name.startswith("_")})
    if isinstance(value, Mapping):
        return {key: to_python(item) for key, item in value.items() if not callable(item)}
    if isinstance(value, (list, tuple)):
        return [to_python(item) for item in value if not callable(item)]
    return value


def _refuse(self: object, *args: object, **kwargs: object) -> NoReturn:
    raise TypeError("values of KCL cannot be changed")


class KclDict(dict[str, Any]):
    """A dict of a program: read-only, its entries are attributes too."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the dict has no entry '{name}'") from None

    def __setattr__(self, name: str, value: Any) -> None:
        _refuse(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class KclList(list[Any]):
    """A list of a program: read-only."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = _refuse
    reverse = sort = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (list(self),)


class KclObject:
    """An instance of a schema: its attributes are Python attributes, and entries by name.

    Calling a class makes an instance: the keywords, or the entries of one mapping, are its
    attributes, each given as with ``=``. Its checks run; `KclError` tells what is wrong.
    ``Schema[1, 2]`` gives arguments to a schema that has parameters.
    """

    __slots__ = ("_instance", "_values")

    __kcl_schema__: ClassVar[Schema]
    __kcl_space__: ClassVar[Space]
    _instance: Instance
    _values: dict[str, Any]

    def __new__(cls, data: Mapping[str, Any] | None = None, /, **attributes: Any) -> Self:
        return cls._make((), {**(data or {}), **attributes})

    def __class_getitem__(cls, arguments: Any) -> Callable[..., KclObject]:
        given = arguments if isinstance(arguments, tuple) else (arguments,)

        def make(data: Mapping[str, Any] | None = None, /, **attributes: Any) -> KclObject:
            return cls._make(given, {**(data or {}), **attributes})

        return make

    @classmethod
    def _make(cls, arguments: tuple[Any, ...], data: Mapping[str, Any]) -> Self:
        space = cls.__kcl_space__
        plain = {name: _given(value, space) for name, value in data.items()}
        args = [_given(argument, space) for argument in arguments]
        made: Self = space.python(space.program.instance(cls.__kcl_schema__, plain, args))
        return made

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__"):  # attributes of KCL win over methods
            values = object.__getattribute__(self, "_values")
            if name in values:
                return values[name]
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        if name in type(self).__kcl_schema__.linked.attributes:
            return None  # an attribute that is unset
        raise AttributeError(f"'{type(self).__name__}' has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        _refuse(self)

    def __delattr__(self, name: str) -> None:
        _refuse(self)

    def __getitem__(self, name: str) -> Any:
        return object.__getattribute__(self, "_values")[name]

    def __contains__(self, name: object) -> bool:
        return name in object.__getattribute__(self, "_values")

    def __iter__(self) -> Iterator[str]:
        return iter(object.__getattribute__(self, "_values"))

    def __len__(self) -> int:
        return len(object.__getattribute__(self, "_values"))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KclObject):
            return NotImplemented
        return type(self) is type(other) and _items(self) == _items(other)

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *(name for name in self if name.isidentifier())]

    def __repr__(self) -> str:
        items = ", ".join(
            f"{name}={self[name]!r}" if name.isidentifier() else f"{name!r}: {self[name]!r}"
            for name in self
        )
        return f"{type(self).__name__}({items})"


def _items(value: KclObject) -> dict[str, Any]:
    return {name: value[name] for name in value}


def _given(value: Any, space: Space) -> Any:
    """Return ``value`` as data that programs take; an instance of the same one stays one."""
    if isinstance(value, KclObject):
        instance: Instance = object.__getattribute__(value, "_instance")
        return instance if type(value).__kcl_space__ is space else to_python(value)
    if isinstance(value, Mapping):
        return {key: _given(item, space) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_given(item, space) for item in value]
    return value


class Space:
    """The objects of one program: one class for each schema."""

    def __init__(self, program: LiveProgram) -> None:
        self.program = program
        self._lock = RLock()
        self._classes: dict[Schema, type[KclObject]] = {}

    def class_of(self, schema: Schema) -> type[KclObject]:
        """Return the class of ``schema``, which is below that of its base."""
        with self._lock:
            found = self._classes.get(schema)
            if found is None:
                base = KclObject if schema.base is None else self.class_of(schema.base)
                found = type(
                    schema.name,
                    (base,),
                    {"__slots__": (), "__kcl_schema__": schema, "__kcl_space__": self},
                )
                self._classes[schema] = found
            return found

    def python(self, value: Value) -> Any:
        """Return what Python sees of ``value``."""
        if isinstance(value, Schema):
            return self.class_of(value)
        if isinstance(value, Function):
            return self._function(value)
        if isinstance(value, Instance):
            made = object.__new__(self.class_of(value.schema))
            object.__setattr__(made, "_instance", value)
            object.__setattr__(made, "_values", self._entries(value))
            return made
        if isinstance(value, Config):
            return KclDict(self._entries(value))
        if isinstance(value, list):
            return KclList([self.python(item) for item in value if item is not Undefined])
        if isinstance(value, NumberMultiplier):
            return repr(value)
        return None if value is Undefined else value

    def _entries(self, value: Config) -> dict[str, Any]:
        return {key: self.python(item) for key, item in value.items() if item is not Undefined}

    def _function(self, function: Function) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            """Call a function of KCL."""
            given = [_given(arg, self) for arg in args]
            named = {name: _given(arg, self) for name, arg in kwargs.items()}
            return self.python(self.program.call(function, given, named))

        return call
