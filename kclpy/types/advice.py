"""What helps where types do not fit: why, how to convert, and a value that would fit.

Why a value fits no branch of a union is told of the branch that comes closest, one line for
each level.
"""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics.suggestion import nearest
from kclpy.types.model import DictType, ListType, LiteralType, Type, UnionType, number_text
from kclpy.types.relations import assignable
from kclpy.types.schemas import SchemaDefinition, SchemaType

_DEEPEST = 8
_NUMBERS = ("int", "float")
_SCALARS = ("int", "float", "str", "bool")

_EXAMPLES = {"int": "0", "float": "0.0", "str": '""', "bool": "False", "list": "[]", "dict": "{}"}


def reasons(actual: Type, expected: Type) -> tuple[str, ...]:
    """Return why a value does not fit, from the outside in; nothing where that is obvious."""
    return tuple(_reasons(actual, expected, _DEEPEST))


def _reasons(actual: Type, expected: Type, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(actual, UnionType):
        wrong = _misfit(actual, expected)
        if wrong is not actual:
            yield f"it may be {wrong.text()}"
            yield from _reasons(wrong, expected, depth - 1)
    elif isinstance(expected, UnionType):
        if isinstance(actual, LiteralType):
            return  # the message shows all that there is
        branch = max(expected.members, key=lambda member: closeness(actual, member))
        if closeness(actual, branch) > 0:
            yield f"the closest branch is {branch.text()}"
            yield from _reasons(actual, branch, depth - 1)
    elif isinstance(actual, ListType) and isinstance(expected, ListType):
        wrong = _misfit(actual.item, expected.item)
        yield f"an item is {wrong.text()}, not {expected.item.text()}"
        yield from _reasons(wrong, expected.item, depth - 1)
    elif isinstance(actual, DictType) and isinstance(expected, DictType):
        yield from _dict_reasons(actual, expected, depth)
    elif isinstance(actual, DictType) and isinstance(expected, SchemaType):
        yield from _schema_reasons(actual, expected.definition)


def _misfit(actual: Type, expected: Type) -> Type:
    """Return the first member of a union that does not fit, or the type itself."""
    members = actual.members if isinstance(actual, UnionType) else ()
    return next((m for m in members if not assignable(m, expected)), actual)


def _dict_reasons(actual: DictType, expected: DictType, depth: int) -> Iterator[str]:
    for name, value in actual.attributes().items():
        if not assignable(value, expected.value()):
            yield f"'{name}' is {value.text()}, not {expected.value().text()}"
            yield from _reasons(value, expected.value(), depth - 1)
            return  # one is enough to begin with
    if not assignable(actual.value(), expected.value()):
        yield f"its values are {actual.value().text()}, not {expected.value().text()}"
        yield from _reasons(actual.value(), expected.value(), depth - 1)


def _schema_reasons(actual: DictType, schema: SchemaDefinition) -> Iterator[str]:
    for name, value in actual.attributes().items():
        attribute = schema.attribute(name)
        if attribute is None:
            yield f"'{schema.name}' has no attribute '{name}'"
            return
        if not assignable(value, attribute.type):
            yield f"'{name}' is {value.text()}, not {attribute.type.text()}"
            return


def closeness(actual: Type, expected: Type) -> int:
    """Return how much a value that does not fit has in common with what is expected."""
    if isinstance(actual, DictType) and isinstance(expected, SchemaType):
        names = actual.attributes()
        return 1 + sum(expected.definition.attribute(name) is not None for name in names)
    if isinstance(actual, ListType) and isinstance(expected, ListType):
        return 1 + closeness(actual.item, expected.item)
    return 1 if actual.word == expected.word and actual.word != "schema" else 0


def remedies(actual: Type, expected: Type) -> tuple[str, ...]:
    """Return how a value of the type ``actual`` becomes one of ``expected``, if that is known."""
    found = _remedy(actual, expected)
    return () if found is None else (found,)


def _remedy(actual: Type, expected: Type) -> str | None:
    if isinstance(actual, ListType) and isinstance(expected, ListType):
        return _remedy(_misfit(actual.item, expected.item), expected.item)
    wanted = _words(expected)
    if isinstance(actual, LiteralType) and actual.word == "str":
        literal = _unquoted(str(actual.value), wanted)
        if literal is not None:
            return f"write {literal} without quotes"
        close = nearest(str(actual.value), _literals(expected))
        if close is not None:
            return f"did you mean '{close}'?"
    if "str" in wanted and actual.word in ("int", "float", "bool"):
        if isinstance(expected, (UnionType, LiteralType)):
            return None
        return "write it in quotes, or convert it with str(…)"
    for word in ("int", "float"):
        if word in wanted and actual.word == "float":
            return "convert it with int(…), which drops the fraction"
        if word in wanted and actual.word == "str" and not isinstance(actual, LiteralType):
            return f"convert it with {word}(…)"
    if isinstance(expected, ListType) and assignable(actual, expected.item):
        return "write a list: […]"
    if (
        isinstance(actual, ListType)
        and expected.word in _SCALARS
        and assignable(actual.item, expected)
    ):
        return "it is a list: take one of its items, …[0]"
    return None


def _literals(type_: Type) -> list[str]:
    """Return the strings that a union of literals allows."""
    members = type_.members if isinstance(type_, UnionType) else (type_,)
    return [str(m.value) for m in members if isinstance(m, LiteralType) and m.word == "str"]


def replacement(actual: Type, expected: Type) -> str:
    """Return the literal that is to be written for one that does not fit, "" for none."""
    if not isinstance(actual, LiteralType):
        return ""
    if actual.word == "str":
        text = str(actual.value)
        close = nearest(text, _literals(expected))
        return _unquoted(text, _words(expected)) or ("" if close is None else f'"{close}"')
    if expected.word == "str" and not isinstance(expected, LiteralType) and actual.word != "bool":
        value = actual.value
        return f'"{number_text(value) if isinstance(value, float) else value}"'
    return ""


def _words(type_: Type) -> set[str]:
    if isinstance(type_, UnionType):
        return {member.word for member in type_.members}
    return {type_.word}


def _unquoted(text: str, wanted: set[str]) -> str | None:
    """Return what a string literal is without quotes, if that is a value of a wanted kind."""
    if "bool" in wanted and text.lower() in ("true", "false"):
        return text.capitalize()
    digits = text[1:] if text[:1] in ("-", "+") else text
    if wanted.intersection(_NUMBERS) and digits.isascii() and digits.isdigit():
        return text
    whole, point, fraction = digits.partition(".")
    if "float" in wanted and point and (whole + fraction).isdigit() and digits.isascii():
        return text
    return None


def operand_remedies(op: str, left: Type, right: Type) -> tuple[str, ...]:
    """Return how two operands are made to fit, if that is known."""
    words = (left.word, right.word)
    if op == "+" and "str" in words and (set(words) & {"int", "float", "bool"}):
        return ('convert the number with str(…), or write "…${value}…"',)
    if (op == "+" and "dict" in words) or (op == "+" and "schema" in words):
        return ("unite dicts and instances with '|'",)
    if op == "+" and "list" in words:
        return ("add a list of what is to be appended: […]",)
    if "NoneType" in words:
        return ("give a value for None: (value or default)",)
    if "str" in words and (set(words) & {"int", "float"}):
        return ("convert the text with int(…) or float(…)",)
    return ()


def example(type_: Type) -> str:
    """Return a value of a type as it is written, to be replaced by the user."""
    if isinstance(type_, UnionType):
        return example(type_.members[0])
    if isinstance(type_, LiteralType):
        value = type_.value
        return f'"{value}"' if isinstance(value, str) else str(value)
    if isinstance(type_, SchemaType):
        return f"{type_.definition.name} {{}}"
    return _EXAMPLES.get(type_.word, "None")
