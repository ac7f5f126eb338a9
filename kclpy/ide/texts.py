"""Types and signatures as one writes them."""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.syntax.unparse import quoted
from kclpy.types import (
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    ModuleType,
    Param,
    SchemaType,
    Type,
    UnionType,
)

# So long a type is shown; the rest is left out.
_LONG = 200


def written(type_: Type) -> str:
    """Return ``type_`` as an annotation of KCL, as far as it has one."""
    text = _written(type_)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _written(type_: Type) -> str:
    match type_:
        case LiteralType():
            value = type_.value
            return quoted(value) if isinstance(value, str) else str(value)
        case ListType():
            return f"[{_written(type_.item)}]"
        case DictType():
            return f"{{{_written(type_.key())}:{_written(type_.value())}}}"
        case UnionType():
            return " | ".join(_written(member) for member in type_.members)
        case FunctionType():
            return f"{parameters(type_)} -> {_written(type_.result)}"
        case SchemaType():
            return type_.definition.full_name
        case ModuleType():
            return f"module {type_.path}"
    return type_.text()


def parameters(function: FunctionType, rest: Sequence[Param] = ()) -> str:
    """Return the parameters of a function in parentheses.

    ``rest`` is what a variadic one is known to take beside them.
    """
    shown = [parameter(one) for one in (*function.params, *rest)]
    if function.is_variadic and not rest:
        shown.append("...")
    return f"({', '.join(shown)})"


def parameter(param: Param) -> str:
    """Return one parameter; what may be left out has a question mark."""
    if not param.name:
        return _written(param.type)
    return f"{param.name}{'?' if param.is_optional else ''}: {_written(param.type)}"


def begins_line(text: str, offset: int) -> bool:
    """Return whether a line of ``text`` begins at ``offset``."""
    return offset == 0 or text[offset - 1] == "\n"


def first_on_line(text: str, starts: Sequence[int], index: int) -> int:
    """Return the last of what begins at ``starts``, up to ``index``, that begins a line.

    -1 if none does.
    """
    while index >= 0 and not begins_line(text, starts[index]):
        index -= 1
    return index


def has_in_order(text: str, part: str) -> bool:
    """Return whether ``text`` has the characters of ``part`` in their order, in any case."""
    rest = iter(text.lower())
    return all(character in rest for character in part.lower())
