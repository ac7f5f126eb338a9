"""Messages: records that behave like those of the official SDK, without protobuf.

A message is declared by its annotations. Fields are given by keyword; those that are not given
have the default of their type: "", 0, False, an empty list or dict, or an empty message.

    >>> args = ExecProgramArgs(k_filename_list=["main.k"], args=[{"name": "env", "value": "1"}])
    >>> args.args.add(name="replicas", value="3")
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, TypeVar, get_args, get_origin

T = TypeVar("T")


class Message:
    """The base of all messages."""

    _names: ClassVar[tuple[str, ...]]
    _types: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._names = tuple([name.rstrip("_") for name in cls.__annotations__])

    def __init__(self, **fields: Any) -> None:
        for name, value in fields.items():
            if name not in self._names:
                raise ValueError(f'Protocol message {type(self).__name__} has no "{name}" field.')
            if value is not None:
                setattr(self, name, value)

    @classmethod
    def _fields(cls) -> dict[str, Any]:
        """Return the types of the fields by name; they are read when they are first needed.

        Of the name of a field that is a keyword of Python the annotation has an underscore more.
        """
        found: dict[str, Any] | None = cls.__dict__.get("_types")
        if found is None:
            hints = inspect.get_annotations(cls, eval_str=True)
            found = {name.rstrip("_"): hint for name, hint in hints.items()}
            cls._types = found
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._names:
            raise AttributeError(f"Protocol message {type(self).__name__} has no field '{name}'")
        self.__dict__[name] = _converted(value, self._fields()[name], name)

    def __getattr__(self, name: str) -> Any:
        """Return the default of a field that was not set; containers are kept."""
        if name not in self._names:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        value = _default(self._fields()[name])
        if not isinstance(value, str | int | float | bytes):
            self.__dict__[name] = value
        return value

    def HasField(self, name: str) -> bool:
        """Tell whether a field that is a message is there."""
        value = self.__dict__.get(name)
        return value is not None and (not isinstance(value, Message) or not value._is_empty())

    def ListFields(self) -> list[tuple[str, Any]]:
        """Return the names and values of the fields that differ from their defaults."""
        return [(name, getattr(self, name)) for name in self._names if self._is_set(name)]

    def CopyFrom(self, other: Message) -> None:
        """Take over all fields of another message of this type."""
        if type(other) is not type(self):
            raise TypeError(f"expected {type(self).__name__}, got {type(other).__name__}")
        self.Clear()
        for name, value in other.ListFields():
            setattr(self, name, _copy(value))

    def Clear(self) -> None:
        """Set all fields to their defaults."""
        self.__dict__.clear()

    def _is_set(self, name: str) -> bool:
        value = self.__dict__.get(name)
        return not value._is_empty() if isinstance(value, Message) else bool(value)

    def _is_empty(self) -> bool:
        return not any(map(self._is_set, self._names))

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.ListFields() == other.ListFields()

    __hash__ = None  # type: ignore[assignment]  # messages change

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.ListFields())
        return f"{type(self).__name__}({fields})"


class Repeated(list[T]):
    """The list of a field with many messages."""

    def __init__(self, kind: Callable[..., T], items: Iterable[T] = ()) -> None:
        super().__init__(items)
        self._kind = kind

    def add(self, **fields: Any) -> T:
        """Append a message with these fields, and return it."""
        message = self._kind(**fields)
        self.append(message)
        return message


def _default(kind: Any) -> Any:
    if get_origin(kind) is list:
        item = get_args(kind)[0]
        return Repeated(item) if _is_message(item) else []
    return {} if get_origin(kind) is dict else kind()


def _converted(value: Any, kind: Any, name: str) -> Any:
    """Return ``value`` as the type of a field demands; raise `TypeError` if it cannot be."""
    if get_origin(kind) is list:
        item = get_args(kind)[0]
        items = [_converted(one, item, name) for one in value]
        return Repeated(item, items) if _is_message(item) else items
    if get_origin(kind) is dict:
        item = get_args(kind)[1]
        return {key: _converted(one, item, name) for key, one in value.items()}
    if _is_message(kind) and isinstance(value, Mapping):
        return kind(**value)
    if kind is float and type(value) is int:
        return float(value)
    if kind is bool and type(value) is int:
        return bool(value)
    if kind is int and type(value) is bool:
        return int(value)
    if isinstance(value, kind):
        return value
    raise TypeError(f"bad argument type for field {name}: {type(value).__name__}")


def _copy(value: Any) -> Any:
    if isinstance(value, Message):
        copy = type(value)()
        copy.CopyFrom(value)
        return copy
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return {key: _copy(item) for key, item in value.items()} if isinstance(value, dict) else value


def _is_message(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Message)
