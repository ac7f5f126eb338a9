"""Settings files: what ``kcl.yaml`` says about a run (reference, 06 section 7)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kclpy.diagnostics.load import BadSettings, SettingsNotFound
from kclpy.diagnostics.problem import Problem
from kclpy.driver.options import Options
from kclpy.source.vfs import Files, ReadError, canonical

DEFAULT_NAME = "kcl.yaml"

# What the library raises beside its own errors when a text is malformed.
_FAILURES = (ValueError, LookupError, AssertionError, AttributeError, TypeError, RecursionError)


class SettingsError(Exception):
    """A settings file cannot be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Settings:
    """What one or several settings files say; ``directory`` is where their files are."""

    configs: Mapping[str, Any]
    options: tuple[tuple[str, str], ...]
    directory: str

    @property
    def files(self) -> tuple[str, ...]:
        """The entry files, as absolute paths."""
        names = self.configs.get("files") or self.configs.get("file") or ()
        return tuple(
            name if name.startswith("${") else os.path.join(self.directory, name) for name in names
        )

    @property
    def output(self) -> str | None:
        """The file that the result is written to."""
        output = self.configs.get("output")
        return None if output is None else os.path.join(self.directory, output)

    def applied_to(self, options: Options) -> Options:
        """Return ``options`` with the settings below them (reference, 06 section 7.1)."""
        configs = self.configs
        return replace(
            options,
            paths=options.paths or self.files,
            arguments={**dict(self.options), **options.arguments},
            selectors=(*(configs.get("path_selector") or ()), *options.selectors),
            overrides=(*(configs.get("overrides") or ()), *options.overrides),
            externals={**(configs.get("package_maps") or {}), **options.externals},
            disable_none=self._flag(options.disable_none, "disable_none"),
            sort_keys=self._flag(options.sort_keys, "sort_keys"),
            show_hidden=self._flag(options.show_hidden, "show_hidden"),
            strict_range=self._flag(options.strict_range, "strict_range_check"),
            include_schema_type_path=self._flag(
                options.include_schema_type_path, "include_schema_type_path"
            ),
            debug=self._flag(options.debug, "debug"),
        )

    def _flag(self, given: bool, key: str) -> bool:
        return given or bool(self.configs.get(key))


def load_settings(paths: Iterable[str], files: Files | None = None) -> Settings:
    """Return the settings of files, of which later ones replace single keys of earlier ones.

    ``files`` may know texts that are not saved.
    """
    configs: dict[str, Any] = {}
    options: list[tuple[str, str]] = []
    directory = ""
    for path in paths:
        document = _document(path, files or Files())
        found = document.get("kcl_cli_configs") or {}
        configs.update({key: value for key, value in found.items() if value is not None})
        if not directory or found.get("files") or found.get("file"):
            directory = os.path.dirname(os.path.abspath(path))
        options.extend(_option(entry, path) for entry in document.get("kcl_options") or ())
    return Settings(configs, tuple(options), directory or os.path.abspath("."))


def _document(path: str, files: Files) -> Mapping[str, Any]:
    """Return what a settings file says; it has the keys that are known in their right types."""
    from ruamel.yaml import YAML  # slow to import, and seldom needed
    from ruamel.yaml.error import YAMLError

    from kclpy.driver.setting_keys import SETTINGS

    if not os.path.isfile(path):
        raise SettingsError(SettingsNotFound(path))
    try:
        document = YAML(typ="safe", pure=True).load(files.settled(canonical(path)).text)
    except (YAMLError, ReadError, *_FAILURES):
        raise SettingsError(BadSettings(path)) from None
    document = {} if document is None else document
    if any(mistake.problem.level == "error" for mistake in SETTINGS.mistakes(document)):
        raise SettingsError(BadSettings(path))
    found: Mapping[str, Any] = document
    return found


def _option(entry: Any, path: str) -> tuple[str, str]:
    """Return an entry of ``kcl_options``, its value as JSON text."""
    value = entry.get("value")
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    except (TypeError, ValueError, RecursionError):  # keys that are no text, endless aliases
        raise SettingsError(BadSettings(path)) from None
    return entry["key"], text
