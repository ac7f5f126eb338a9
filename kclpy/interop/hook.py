"""Importing KCL: ``import app`` finds ``app.k``, or the directory ``app`` with files of KCL.

The hook is asked last: whatever Python finds without it stays what it is, except that a
directory of KCL files without Python in it is more than an empty namespace.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import CodeType, ModuleType
from typing import Any, Self

from kclpy.diagnostics.error import KclError
from kclpy.driver.live import LiveProgram, checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.interop.objects import Space
from kclpy.syntax import nodes

_NAMES = "__kcl_names__"


class ImportHook(MetaPathFinder):
    """Finds programs of KCL on ``path``, which is `sys.path` if it is None.

    As a context manager it is installed within its block.
    """

    def __init__(self, path: Sequence[str | os.PathLike[str]] | None = None) -> None:
        self.path = None if path is None else [os.fspath(place) for place in path]

    def install(self) -> Self:
        """Let imports ask this hook, unless they do already."""
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)
        return self

    def uninstall(self) -> None:
        """Let imports ask this hook no more. What was imported stays."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def __enter__(self) -> Self:
        return self.install()

    def __exit__(self, *error: object) -> None:
        self.uninstall()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module is if it is one of KCL, and Python knows no other."""
        found = self._find(fullname, path)
        if found is None or self._is_known(fullname, path, target):
            return None
        is_package = os.path.isdir(found)
        loader = _Loader(fullname, found)
        spec = spec_from_loader(fullname, loader, origin=found, is_package=is_package)
        if spec is not None:
            spec.has_location = not is_package
            if is_package:
                spec.submodule_search_locations = [found]
        return spec

    def _find(self, fullname: str, path: Sequence[str] | None) -> str | None:
        name = fullname.rpartition(".")[2]
        places = path if path is not None else sys.path if self.path is None else self.path
        for place in places:
            if not isinstance(place, str):
                continue
            candidate = os.path.abspath(os.path.join(place or os.getcwd(), name))
            if os.path.isfile(f"{candidate}.k"):
                return f"{candidate}.k"
            if os.path.isdir(candidate) and _is_package(candidate):
                return candidate
        return None

    def _is_known(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None
    ) -> bool:
        """Return whether another finder knows a module of this name that is no mere directory."""
        for finder in list(sys.meta_path):
            if isinstance(finder, ImportHook):
                continue
            find = getattr(finder, "find_spec", None)
            spec = None if find is None else find(fullname, path, target)
            if spec is not None and (spec.origin is not None or spec.has_location):
                return True
        return False


def install_import_hook(path: Sequence[str | os.PathLike[str]] | None = None) -> ImportHook:
    """Let ``import`` find programs of KCL on ``path``, or on `sys.path`; return the hook.

    Without ``path``, a second call returns the hook that is there.
    """
    if path is None:
        for finder in sys.meta_path:
            if isinstance(finder, ImportHook) and finder.path is None:
                return finder
    return ImportHook(path).install()


def uninstall_import_hook() -> None:
    """Remove all hooks. What was imported stays."""
    for finder in list(sys.meta_path):
        if isinstance(finder, ImportHook):
            finder.uninstall()


def _is_package(directory: str) -> bool:
    try:
        names = os.listdir(directory)
    except OSError:
        return False
    return any(name.endswith(".k") and not name.endswith("_test.k") for name in names)


class _Loader(InspectLoader):
    """Runs a program and lets a module have what it declares."""

    def __init__(self, fullname: str, path: str) -> None:
        self.fullname = fullname
        self.path = path

    def is_package(self, fullname: str) -> bool:
        return os.path.isdir(self.path)

    def get_source(self, fullname: str) -> str | None:
        """Return the text of a file; a directory has none of its own."""
        if os.path.isdir(self.path):
            return None
        with open(self.path, encoding="utf-8-sig") as file:
            return file.read()

    def get_code(self, fullname: str) -> CodeType | None:
        """Return None: there is no code that Python could run by itself."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the program; what a former run declared is forgotten."""
        try:
            options = Options(paths=(self.path,), workdir=os.path.dirname(self.path))
            program = LiveProgram(checked_pipeline(Request(options)))
        except KclError as error:
            text = f"cannot import '{self.fullname}':\n{error}"
            raise ImportError(text, name=self.fullname, path=self.path) from None
        names = _declared(program)
        for name in module.__dict__.get(_NAMES, ()):
            if name not in names:
                module.__dict__.pop(name, None)
        documentation = program.pipeline.program.main.modules[0].docstring
        module.__doc__ = None if documentation is None else documentation.value
        module.__dict__.update(names)
        module.__dict__[_NAMES] = tuple(names)
        module.__dict__["__all__"] = [name for name in names if not name.startswith("_")]


def _declared(program: LiveProgram) -> dict[str, Any]:
    """Return what the main package declares: its variables and schemas."""
    space = Space(program)
    main = program.main
    schemas = [
        statement.name.id
        for module in program.pipeline.program.main.modules
        for statement in module.body
        if isinstance(statement, nodes.SchemaStmt)
    ]
    return {
        name: space.python(main.member(name))
        for name in (*main.unit.exports, *schemas)
        if not (name.startswith("__") and name.endswith("__"))
    }
