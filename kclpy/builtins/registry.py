"""Where builtins are found by name.

The standard library is loaded by name, as one loads a plug-in, and each of its files only
when something of it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from kclpy.builtins.declare import Builtin, Constant, Library

_PACKAGE = "kclpy_stdlib"


def universe() -> Mapping[str, Builtin]:
    """Return the functions that are visible without an import."""
    return _library("prelude").builtins


def members(kind: str) -> Mapping[str, Builtin]:
    """Return the member functions of the values of a kind; only ``str`` has any."""
    return _library("strings").members.get(kind, {}) if kind == "str" else {}


def module_names() -> tuple[str, ...]:
    """Return the names of the system modules."""
    names: tuple[str, ...] = _import(_PACKAGE).MODULES
    return names


def module(name: str) -> Mapping[str, Builtin] | None:
    """Return the functions of a system module, None if there is no such module."""
    return _library(name).builtins if name in module_names() else None


def constants(name: str) -> Mapping[str, Constant]:
    """Return the values of a system module that are no functions."""
    return _library(name).constants if name in module_names() else {}


def find(full_name: str) -> Builtin | Constant | None:
    """Return what ``len``, ``json.encode``, ``units.Ki`` or ``str.upper`` denotes."""
    owner, dot, name = full_name.rpartition(".")
    if not dot:
        return universe().get(name)
    if owner == "str":
        return members(owner).get(name)
    return (module(owner) or {}).get(name) or constants(owner).get(name)


@cache
def _library(name: str) -> Library:
    """Return what a file declares; kept because members are looked up at run time.

    The module ``kclpy.testing`` stands in the file ``kclpy_testing``.
    """
    library: Library = _import(f"{_PACKAGE}.{name.replace('.', '_')}").library
    return library


def _import(name: str) -> Any:
    """Return a module of the standard library, which a bare checkout has in a folder beside."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != _PACKAGE:
            raise
    # Not at the top: where the package is installed, nothing of it is needed.
    from kclpy.resources import find_standard_library

    find_standard_library()
    return import_module(name)
