"""The state of one evaluation: what the program was given, and what it did beside its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kclpy.runtime.values import Value
from kclpy.runtime.violations import Collector

# A function of a plugin as the runtime calls it: with positional arguments and keywords.
PluginCall: TypeAlias = Callable[[tuple[Value, ...], Mapping[str, Value]], Value]


@dataclass(slots=True, eq=False)
class Evaluation:
    """Everything that a run of a program may ask for or leave behind.

    ``options`` maps the keys of ``-D`` to the raw text given for them. ``log`` collects what
    `print` writes, in pieces. ``stream`` is the list given to `manifests.yaml_stream`, which
    replaces the whole output when it is not None, with its options. ``depth`` counts the schema
    instances under evaluation; ``has_incomplete`` tells that a nested one lacks something yet.
    ``plugin_functions`` maps full names to what takes arguments and keywords.
    ``snapshot`` compares a value with what was kept under a name and says how they differ; it
    is None outside tests. ``collector`` notes violations where a value is validated.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    strict_range: bool = False
    root: str = "."
    workdir: str = "."
    log: list[str] = field(default_factory=list)
    stream: list[Value] | None = None
    stream_options: Mapping[str, Value] = field(default_factory=dict)
    plugin_functions: Mapping[str, PluginCall] = field(default_factory=dict)
    depth: int = 0
    has_incomplete: bool = False
    snapshot: Callable[[str, Value], str | None] | None = None
    collector: Collector | None = None
