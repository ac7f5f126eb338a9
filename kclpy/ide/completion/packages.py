"""Schemas of other packages: how they are named here, and what would have to be imported."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from kclpy.builtins import registry
from kclpy.driver.workspace import TESTS
from kclpy.ide.cancel import CancelToken
from kclpy.ide.completion.context import Context
from kclpy.ide.completion.items import Item, ItemKind, Source
from kclpy.ide.document import Document
from kclpy.ide.tree import dotted
from kclpy.ide.workspace import Snapshot
from kclpy.source.vfs import ReadError

_SCHEMA = re.compile(r"^schema[ \t]+([^\W\d]\w*)", re.MULTILINE)
# So many schemas that are not imported are proposed.
_MOST = 500


class Packages:
    """The packages that one file imports or could import."""

    def __init__(self, document: Document, snapshot: Snapshot, token: CancelToken) -> None:
        self.document = document
        self.snapshot = snapshot
        self.token = token
        imports = document.package.model.imports[document.module]
        self._packages: dict[str, str] = {}  # by directory
        self.imported = {symbol.target.path: name for name, symbol in imports.items() if name}

    def name_of(self, package: str, name: str) -> tuple[str, str]:
        """Return how a schema is named in this file, and the import that this needs, or ""."""
        if package == self.document.package.types.path:
            return name, ""
        alias = self.imported.get(package)
        if alias is not None:
            return f"{alias}.{name}", ""
        return f"{package.rpartition('.')[2]}.{name}", package

    def modules(self, context: Context, rank: int) -> Iterator[Item]:
        """Yield the modules of the system and packages that this file does not import yet."""
        if not context.prefix:
            return
        for path in self._not_imported():
            name = path.rpartition(".")[2]
            if name.startswith(context.prefix):
                yield Item(name, ItemKind.MODULE, f"import {path}", rank=rank, imported=path)

    def _not_imported(self) -> Iterator[str]:
        paths = self.snapshot.sources(self.document.path)
        packages = dict.fromkeys(map(self._package_of, paths))
        for path in [*registry.module_names(), *self.document.program.externals, *packages]:
            if path and path not in self.imported:
                yield path

    def schemas(self, context: Context, rank: int) -> Iterator[Item]:
        """Yield the schemas of other packages, imported or not.

        They are many, so a part of the name must be written.
        """
        if not context.prefix:
            return
        begin = context.prefix.lower()
        count = 0
        for path in self.snapshot.sources(self.document.path):
            self.token.check()
            package = self._package_of(path)
            if not package:
                continue
            for name in self._declared(path):
                if name.lower().startswith(begin) and count < _MOST:
                    count += 1
                    shown, imported = self.name_of(package, name)
                    yield Item(
                        name,
                        ItemKind.SCHEMA,
                        f"import {package}" if imported else f"package {package}",
                        shown,
                        rank=rank,
                        source=Source("global", name, package),
                        imported=imported,
                    )

    def _package_of(self, path: str) -> str:
        """Return the import path of the package of a file, "" if it cannot be imported here."""
        if path.endswith(TESTS):
            return ""
        directory = os.path.dirname(path)
        known = self._packages.get(directory)
        if known is None:
            known = self._packages[directory] = self._package_at(directory)
        return known

    def _package_at(self, directory: str) -> str:
        root = self.document.program.root
        if not directory.startswith(root.rstrip(os.sep) + os.sep):
            return ""
        if directory == os.path.dirname(self.document.path):
            return ""
        package = dotted(root, directory)
        return package if all(part.isidentifier() for part in package.split(".")) else ""

    def _declared(self, path: str) -> list[str]:
        """Return the schemas of a file; what is on disk is read once."""
        if path in self.snapshot.buffers:
            return self._read(path)
        return self.snapshot.files.once("schemas", path, self._read)

    def _read(self, path: str) -> list[str]:
        try:
            text = self.snapshot.files.source(path).text
        except ReadError:
            return []
        return [name for name in _SCHEMA.findall(text) if not name.endswith("Mixin")]
