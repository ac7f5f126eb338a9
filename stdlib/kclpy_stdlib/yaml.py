"""The module ``yaml`` (reference, 09 yaml)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kclpy.builtins.declare import Library
from kclpy.plan.planner import plan
from kclpy.plan.yaml import to_yaml
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Undefined, UndefinedType, Value
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.encoding import list_argument, plan_options, write_file

library = Library("yaml", fail)

Read = TypeVar("Read")

_NO_DATA = "{name}() missing 1 required positional argument: 'data'"
_NO_VALUE = "{name}() missing 1 required positional argument: 'value'"
_NO_FILE = "{name}() missing 2 required positional arguments: 'data' and 'filename'"


@library.builtin(missing=_NO_DATA)
def encode(
    data: Value,
    sort_keys: bool = False,
    ignore_private: bool = False,
    ignore_none: bool = False,
    multiline_string: bool = False,
) -> str:
    """Return `data` as YAML, with a line break at the end.

    `ignore_private` leaves out keys that begin with `_`, `ignore_none` leaves out `None`.
    With `multiline_string` the keys come sorted, too; text of several lines is a block anyway.
    """
    options = plan_options(sort_keys or multiline_string, ignore_private, ignore_none)
    return to_yaml(plan(data, options))


@library.builtin(missing=_NO_DATA)
def encode_all(
    data: list[Value],
    sort_keys: bool = False,
    ignore_private: bool = False,
    ignore_none: bool = False,
) -> str:
    """Return the items of `data` as documents of YAML with `---` between them.

    Example: `yaml.encode_all([])` is `""`.
    """
    options = plan_options(sort_keys, ignore_private, ignore_none)
    return "\n---\n".join(to_yaml(plan(item, options)) for item in list_argument(data))


@library.builtin(missing=_NO_VALUE)
def decode(value: str) -> Value:
    """Return the value of the only document in the YAML text `value`.

    Example: `yaml.decode("a: [1, yes]")` is `{"a": [1, "yes"]}`.
    """
    from kclpy_stdlib.yaml_text import read_only_document

    return _read(read_only_document, value)


@library.builtin(missing=_NO_VALUE)
def decode_all(value: str) -> list[Value]:
    """Return the values of all documents in the YAML text `value`.

    Example: `yaml.decode_all("--- 1\\n--- 2")` is `[1, 2]`.
    """
    from kclpy_stdlib.yaml_text import read_yaml

    return _read(read_yaml, value)


def _read(read: Callable[[str], Read], value: str) -> Read:
    """Return what a reader makes of a text.

    The reader is a large library; programs that only write YAML do without it.
    """
    from kclpy_stdlib.yaml_faults import YamlError

    try:
        return read(text_of(value))
    except YamlError as error:
        raise fail(str(error)) from None


@library.builtin(missing=_NO_FILE)
def dump_to_file(
    data: Value,
    filename: str,
    sort_keys: bool = False,
    ignore_private: bool = False,
    ignore_none: bool = False,
) -> str | UndefinedType:
    """Write `data` as YAML to the file `filename`; the options are those of `encode`."""
    write_file(text_of(filename), encode(data, sort_keys, ignore_private, ignore_none))
    return Undefined


@library.builtin(missing=_NO_FILE)
def dump_all_to_file(
    data: list[Value],
    filename: str,
    sort_keys: bool = False,
    ignore_private: bool = False,
    ignore_none: bool = False,
) -> str | UndefinedType:
    """Write the items of `data` as documents of YAML to the file `filename`."""
    write_file(text_of(filename), encode_all(data, sort_keys, ignore_private, ignore_none))
    return Undefined


@library.builtin(missing=_NO_VALUE)
def validate(value: str) -> bool:
    """Return whether `value` is YAML, of any number of documents.

    Example: `yaml.validate("a: [1")` is `False`.
    """
    from kclpy_stdlib.yaml_faults import YamlError
    from kclpy_stdlib.yaml_text import read_yaml

    try:
        read_yaml(text_of(value))
    except YamlError:
        return False
    return True
