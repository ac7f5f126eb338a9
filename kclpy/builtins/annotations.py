"""The KCL type of a Python annotation, of the kind that plugins are written with.

Plugins are anybody's Python, so their annotations are objects and cover more than the
vocabulary of the standard library, which `signature` reads as text.
"""

from __future__ import annotations

import collections.abc as abc
import types
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, is_typeddict

from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    STR,
    DictType,
    ListType,
    LiteralType,
    Type,
    union_of,
)

_PLAIN: Final[dict[Any, Type]] = {
    Any: ANY,
    object: ANY,
    bool: BOOL,
    float: FLOAT,
    int: INT,
    str: STR,
    None: NONE,
    type(None): NONE,
}
_LISTS: Final = (list, tuple, abc.Sequence, abc.Iterable, abc.Collection)
_DICTS: Final = (dict, abc.Mapping, abc.MutableMapping)


def kcl_type(hint: Any) -> Type:
    """Return the KCL type that the annotation ``hint`` means; raise `TypeError` if it is none.

    These mean something: ``int float str bool None Any object``, ``list[T]``, ``tuple[T, ...]``,
    ``Sequence[T]``, ``dict[str, T]``, ``Mapping[str, T]``, typed dicts, ``T | U``, ``Literal[…]``.
    """
    if isinstance(hint, abc.Hashable) and hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint) or hint, get_args(hint)
    if origin is Annotated:
        return kcl_type(args[0])
    if origin is Literal:
        return union_of(map(_literal, args))
    if origin in (Union, types.UnionType):
        return union_of(map(kcl_type, args))
    if origin is tuple and args and args[-1] is not Ellipsis:
        return ListType(union_of(dict.fromkeys(map(kcl_type, args))))
    if origin in _LISTS:
        return ListType(kcl_type(args[0]) if args else ANY)
    if origin in _DICTS:
        return _dict(*args) if args else DictType(STR, ANY)
    if is_typeddict(origin):
        return DictType(STR, ANY)
    raise TypeError(f"no KCL type is written {getattr(hint, '__name__', hint)}")


def _dict(key: Any, value: Any) -> Type:
    if key not in (str, Any):
        raise TypeError("the keys of a dict are str")
    return DictType(STR, kcl_type(value))


def _literal(value: Any) -> Type:
    if value is None:
        return NONE
    if type(value) in (bool, int, float, str):
        return LiteralType(type(value).__name__, value)
    raise TypeError(f"no KCL literal is written {value!r}")
