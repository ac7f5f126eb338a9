"""What the modules json, yaml and manifests have in common: options and files."""

from __future__ import annotations

import os

from kclpy.plan.planner import PlanOptions
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value
from kclpy.source.writing import write_atomically


def plan_options(sort_keys: Value, ignore_private: Value, ignore_none: Value) -> PlanOptions:
    """Return the options that the arguments of an ``encode`` mean; any truthy value is yes."""
    return PlanOptions(
        show_hidden=not ignore_private,
        disable_none=bool(ignore_none),
        sort_keys=bool(sort_keys),
    )


def list_argument(value: Value) -> list[Value]:
    """Return an argument that must be a list."""
    if type(value) is not list:
        raise fail("invalid list value")
    return value


def write_file(name: str, text: str) -> None:
    """Write ``text`` to a file; its name is relative to the directory of the process."""
    try:
        replace_file(name, text)
    except (OSError, ValueError) as error:
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{error.strerror} (os error {error.errno})"
        raise fail(f"Unable to write file '{name}': {reason}") from None


def replace_file(path: str, text: str) -> None:
    """Write ``text`` to a file as the system would, but in one step.

    Raises `OSError` where opening the file for writing would.
    """
    if not os.path.exists(path) and (os.path.islink(path) or path.endswith("/")):
        open(path, "a").close()
    elif os.path.isfile(path):
        open(path, "r+").close()
        if not os.access(os.path.dirname(os.path.realpath(path)), os.W_OK):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            return
    write_atomically(path, text)
