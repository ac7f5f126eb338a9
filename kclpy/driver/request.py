"""From a command line to the options of a run (reference, 06 section 7.1).

What the command line leaves open, settings files say; what these leave open, the manifest of
the package says; then the directory itself is compiled.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kclpy.builtins.declare import NEEDS
from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.load import BadArgument, BadExternal, BadPermission
from kclpy.driver.options import Options
from kclpy.driver.settings import DEFAULT_NAME, SettingsError, load_settings
from kclpy.driver.stores import package_stores
from kclpy.driver.workspace import find_root
from kclpy.packages.manifest import Manifest, ManifestError, find_dependencies, load_manifest
from kclpy.source.vfs import Files, canonical


class RequestError(ValueError):
    """What is asked for cannot be understood."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    @property
    def diagnostic(self) -> Diagnostic:
        """The problem as a diagnostic; it stands nowhere in a program."""
        return Diagnostic(self.problem).explained()


@dataclass(frozen=True, slots=True)
class Request:
    """A command line: options that are final, and words that are yet to be read."""

    options: Options = field(default_factory=Options)
    arguments: tuple[str, ...] = ()  # ``key=value``
    externals: tuple[str, ...] = ()  # ``name=path``
    settings: tuple[str, ...] = ()  # files
    output: str | None = None
    is_vendored: bool = False  # packages are kept in the package that uses them
    allowed_plugins: tuple[str, ...] = ()  # ``name`` or ``name=need,need``


def resolve_request(request: Request, files: Files | None = None) -> tuple[Options, str | None]:
    """Return the options of the run and the file that its result goes to.

    ``files`` may know texts of settings and manifests that are not saved.
    """
    output = request.output
    try:
        options = replace(
            request.options,
            arguments=_pairs(request.arguments, BadArgument),
            externals=_pairs(request.externals, BadExternal),
            allowed_plugins=permissions(request.allowed_plugins),
        )
        home = _home(options)
        found = request.settings or _default_settings(home)
        if found:
            if home is not None and not (request.settings and options.paths):
                options = replace(options, paths=())
            settings = load_settings(found, files)
            options = settings.applied_to(options)
            output = output or settings.output
        if home is not None and not options.paths:
            options = replace(options, paths=(home,))
        return _with_manifest(options, home, request.is_vendored, files), output
    except (SettingsError, ManifestError) as error:
        raise RequestError(error.problem) from None


def permissions(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return what ``NAME`` and ``NAME=need,need`` allow: needs by the name of the plugin.

    Raises `RequestError` for a word that is of neither form.
    """
    allowed: dict[str, frozenset[str]] = {}
    for word in words:
        name, separator, rest = word.partition("=")
        needs = frozenset(rest.split(",") if separator else ())
        if not name or not needs.issubset(NEEDS):
            raise RequestError(BadPermission(word))
        allowed[name] = allowed.get(name, frozenset()) | needs
    return allowed


def _pairs(words: Iterable[str], problem: Callable[[str], Problem]) -> dict[str, str]:
    pairs = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator or not name:
            raise RequestError(problem(word))
        pairs[name] = value
    return pairs


def _home(options: Options) -> str | None:
    """Return the one directory to compile, None if single files are named."""
    if not options.paths:
        return options.workdir
    path = os.path.join(options.workdir, options.paths[0])
    return path if len(options.paths) == 1 and os.path.isdir(path) else None


def _default_settings(home: str | None) -> tuple[str, ...]:
    path = None if home is None else os.path.join(home, DEFAULT_NAME)
    return (path,) if path is not None and os.path.isfile(path) else ()


def _with_manifest(
    options: Options, home: str | None, is_vendored: bool, files: Files | None
) -> Options:
    """Return ``options`` with the profile and the dependencies of the package below them."""
    first = home or os.path.dirname(os.path.join(options.workdir, options.paths[0]))
    manifest = load_manifest(find_root(canonical(first)), files)
    if manifest is None:
        return options
    named = _home(options)
    is_whole = named is not None and canonical(named) == manifest.directory
    if is_whole and manifest.profile.entries:
        options = _with_entries(options, manifest, files)
    profile = manifest.profile
    stores = [os.path.join(manifest.directory, "vendor")] if is_vendored else package_stores()
    return replace(
        options,
        arguments={**_pairs(profile.arguments, BadArgument), **options.arguments},
        selectors=(*profile.selectors, *options.selectors),
        overrides=(*profile.overrides, *options.overrides),
        externals={**find_dependencies(manifest, stores, files), **options.externals},
        disable_none=options.disable_none or profile.disable_none,
        sort_keys=options.sort_keys or profile.sort_keys,
    )


def _with_entries(options: Options, manifest: Manifest, files: Files | None) -> Options:
    """Return ``options`` with the entries of the profile; those in YAML are settings."""
    entries = [
        entry if entry.startswith("${") else os.path.join(manifest.directory, entry)
        for entry in manifest.profile.entries
    ]
    sources = tuple(entry for entry in entries if not entry.endswith((".yaml", ".yml")))
    settings = [entry for entry in entries if entry not in sources]
    if settings:
        options = load_settings(settings, files).applied_to(replace(options, paths=()))
    return replace(options, paths=sources or options.paths or (manifest.directory,))
