"""``kcl_lib.plugin``: the table of plugins that all programs of the process may call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kclpy.builtins.plugin import Plugin as _Plugin

# The SDK has one table for the process, so this is state of the module, unlike anywhere else.
_table: dict[str, _Plugin] = {}
_lock = threading.Lock()

# The SDK passes the address of a C function around; there is none here.
plugin_agent_addr = 0


@dataclass
class Plugin:
    """A plugin as the SDK describes it: its name, and functions by the names of methods."""

    name: str
    method_map: Mapping[str, Callable[..., Any]] = field(default_factory=dict)


def register_plugin(name: str, method_map: Mapping[str, Callable[..., Any]]) -> None:
    """Let programs call ``kcl_plugin.NAME.method(…)``; what had the name before is replaced.

    Raises `kclpy.builtins.plugin.PluginError` if a name or an annotation means nothing in KCL.
    """
    plugin = _Plugin(name)
    for method, function in method_map.items():
        plugin.function(name=method)(function)
    with _lock:
        _table[name] = plugin


def registered() -> tuple[_Plugin, ...]:
    """Return the plugins that were registered."""
    with _lock:
        return tuple(_table.values())
