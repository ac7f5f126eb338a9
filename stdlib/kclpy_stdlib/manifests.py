"""The module ``manifests`` (reference, 09 manifests)."""

from __future__ import annotations

from typing import Any

from kclpy.builtins.declare import MISSING, Library
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import fail
from kclpy.runtime.text import type_name
from kclpy.runtime.values import Undefined, Value
from kclpy_stdlib.encoding import list_argument

library = Library("manifests", fail)

_FLAGS = ("sort_keys", "ignore_private", "ignore_none")


@library.builtin(missing="{name}() missing 1 required positional argument: 'values'")
def yaml_stream(context: Evaluation, values: Value, opts: dict[str, Any] = MISSING) -> Value:
    """Output `values` as a stream of YAML documents, in place of the program's variables.

    The options are `sort_keys`, `ignore_none`, `ignore_private`, which is on where options are
    given, and `sep`, the line between the documents. The last call wins.
    """
    context.stream = list_argument(values)
    context.stream_options = {} if opts is MISSING else _options(opts)
    return Undefined


def _options(given: Value) -> dict[str, Value]:
    if not isinstance(given, dict):
        kind = type_name(given)
        raise fail(f"Invalid options arguments in yaml_stream(): expect config, got {kind}")
    options: dict[str, Value] = {"ignore_private": True}
    options.update((name, bool(given[name])) for name in _FLAGS if name in given)
    separator = given.get("sep")
    if type(separator) is str:
        options["sep"] = separator
    return options
