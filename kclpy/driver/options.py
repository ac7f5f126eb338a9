"""What one run is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kclpy.builtins.plugin import Plugin


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run (reference, 07 section 2).

    ``paths`` are the entries and ``externals`` maps the names of external packages to their
    directories; both are relative to ``workdir``. ``texts`` are files in memory, by path,
    which hide those on disk. ``packages`` are directories of packages below the root that are
    part of the program although nothing may import them. ``explain`` adds advice to the
    diagnostics of a failure. ``plugins`` are there whatever is installed; ``allowed_plugins``
    maps the names of plugins to the needs that they may have.
    """

    paths: tuple[str, ...] = ()
    workdir: str = "."
    arguments: Mapping[str, str] = field(default_factory=dict)
    selectors: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    externals: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    disable_none: bool = False
    sort_keys: bool = False
    show_hidden: bool = False
    strict_range: bool = False
    include_schema_type_path: bool = False
    debug: bool = False
    explain: bool = False
    plugins: tuple[Plugin, ...] = ()
    allowed_plugins: Mapping[str, frozenset[str]] = field(default_factory=dict)
