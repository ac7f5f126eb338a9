"""Where the plugins of a program come from, and which of them may run.

A plugin is looked for among those that the run was given, then among the installed Python
packages (entry points of the group ``kclpy.plugins``), then in the folder ``plugins`` in the
root of the module that imports it: ``plugins/NAME/plugin.py``, as the official tool has it.

The first two are code that whoever runs kclpy chose. The third comes with the program, so it
is not even imported before the run allows it by name. What a plugin says it needs must be
allowed for all three.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from kclpy.builtins.plugin import Plugin, PluginError
from kclpy.diagnostics import Problem
from kclpy.diagnostics.plugins import (
    BrokenPlugin,
    PluginNotAllowed,
    PluginNotFound,
)
from kclpy.semantics.checker.suggestions import suggest

GROUP = "kclpy.plugins"
FOLDER = "plugins"
_FILE = "plugin.py"
_MODULES = "kclpy_plugin_"

# Python's table of modules is one for the whole process.
_importing = threading.RLock()


class PluginRefused(Exception):
    """A plugin cannot be used; ``problem`` says why, ``advice`` what to do about it."""

    def __init__(self, problem: Problem, *advice: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice


class PluginFinder:
    """Finds the plugins of one run; each is loaded once."""

    def __init__(self, given: Iterable[Plugin], allowed: Mapping[str, frozenset[str]]) -> None:
        self._given = {plugin.name: plugin for plugin in given}
        self._allowed = allowed
        self._found: dict[tuple[str, str], Plugin] = {}

    def find(self, name: str, root: str) -> Plugin:
        """Return the plugin that ``import kcl_plugin.NAME`` means in a module below ``root``.

        Raises `PluginRefused` if there is none or if it may not run.
        """
        plugin = self._found.get((name, root))
        if plugin is None:
            plugin = self._given.get(name) or self._installed(name) or self._local(name, root)
            lacking = plugin.needs.difference(self._allowed.get(name, ()))
            if lacking:
                needs = tuple(sorted(lacking))
                advice = f"run with '--allow-plugin {name}={','.join(sorted(plugin.needs))}'"
                raise PluginRefused(PluginNotAllowed(name, None, needs), advice)
            self._found[name, root] = plugin
        return plugin

    def _installed(self, name: str) -> Plugin | None:
        for point in _entry_points():
            if point.name == name:
                try:
                    return _declared(name, point.load())
                except (Exception, SystemExit) as error:  # whatever its import raises
                    raise PluginRefused(BrokenPlugin(name, _reason(error))) from error
        return None

    def _local(self, name: str, root: str) -> Plugin:
        directory = os.path.join(root, FOLDER, *name.split("."))
        if not os.path.isfile(os.path.join(directory, _FILE)):
            known = {*self._given, *(p.name for p in _entry_points()), *_folders(root)}
            raise PluginRefused(PluginNotFound(name, suggest(name, sorted(known))))
        if name not in self._allowed:
            advice = f"read it, then run with '--allow-plugin {name}'"
            raise PluginRefused(PluginNotAllowed(name, directory, ()), advice)
        try:
            return _declared(name, _import(directory))
        except (Exception, SystemExit) as error:  # whatever its import raises
            raise PluginRefused(BrokenPlugin(name, _reason(error))) from error


def _entry_points() -> Iterable[Any]:
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    return entry_points(group=GROUP)


def _folders(root: str) -> Iterator[str]:
    """Yield the names of the plugins in the folder of a program."""
    folder = os.path.join(root, FOLDER)
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if os.path.isfile(os.path.join(folder, name, _FILE)):
            yield name


def _import(directory: str) -> ModuleType:
    """Return the module of a plugin in a folder, imported once for each version of its file.

    It is a package, so that it can import what stands beside it.
    """
    path = os.path.realpath(os.path.join(directory, _FILE))
    stem = _MODULES + hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    name = f"{stem}_{os.stat(path).st_mtime_ns}"
    with _importing:
        if name in sys.modules:
            return sys.modules[name]
        for old in [key for key in sys.modules if key.startswith(stem)]:
            del sys.modules[old]
        spec = importlib.util.spec_from_file_location(
            name, path, submodule_search_locations=[os.path.dirname(path)]
        )
        assert spec is not None and spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module


def _declared(name: str, loaded: object) -> Plugin:
    """Return the plugin that an entry point names, or that a module holds or is."""
    if isinstance(loaded, Plugin):
        if loaded.name != name:
            raise PluginError(f"it calls itself '{loaded.name}'")
        return loaded
    if not isinstance(loaded, ModuleType):
        raise PluginError("it is no kclpy.Plugin and no module")
    for value in vars(loaded).values():
        if isinstance(value, Plugin) and value.name == name:
            return value
    return _of_module(name, loaded)


def _of_module(name: str, module: ModuleType) -> Plugin:
    """Return the plugin whose functions are the public ones of a module.

    The table ``INFO`` of the module may hold ``describe``, ``long_describe`` and ``needs``.
    """
    info = getattr(module, "INFO", None)
    info = info if isinstance(info, dict) else {}
    doc = "\n\n".join(str(info[key]) for key in ("describe", "long_describe") if key in info)
    needs = info.get("needs", ())
    plugin = Plugin(
        name, needs=[needs] if isinstance(needs, str) else needs, doc=doc or module.__doc__ or ""
    )
    for key, value in vars(module).items():
        is_own = getattr(value, "__module__", None) == module.__name__
        if is_own and callable(value) and not isinstance(value, type) and not key.startswith("_"):
            plugin.function(name=key)(value)
    return plugin


def _reason(error: BaseException) -> str:
    text = str(error)
    return text if isinstance(error, PluginError) else f"{type(error).__name__}: {text}"
