"""What instances lack that are written without the name of their schema.

The checker compares an instance with its schema where the name of it stands. What a config
within a config lacks is told when the program runs, as the official engine does. An editor
runs nothing, so it is told here: of statements at top level, where nothing else can give it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.ide.checked import CheckedPackage
from kclpy.semantics.checker.instances import lacking
from kclpy.semantics.unification import entry_key
from kclpy.syntax import nodes
from kclpy.types import DictType, SchemaType, Type


def missing_attributes(module: nodes.Module, package: CheckedPackage) -> list[Diagnostic]:
    """Return what is missing in the configs of ``module``, a file of ``package``."""
    finder = _Finder(module, package)
    for statement in module.body:
        if isinstance(statement, nodes.AssignStmt):  # others may be merged with files of a stack
            finder.value(statement.value)
    return list(finder.diagnostics)


class _Finder:
    def __init__(self, module: nodes.Module, package: CheckedPackage) -> None:
        self.module = module
        self.package = package
        self.diagnostics = Diagnostics()

    def value(self, node: nodes.Expr) -> None:
        """Look through a value that is certain to be made."""
        if isinstance(node, nodes.ListExpr):
            for element in node.elements:
                self.value(element)
        elif isinstance(node, nodes.ConfigExpr):
            expected = self.package.types.expected.get(node)
            if isinstance(expected, SchemaType):
                entries = [(None, entry) for entry in node.entries]
                for problem in lacking(expected.definition, entries):
                    span = self.module.file.span(node.start, node.end)
                    self.diagnostics.report(problem, span)
            self._members(node, expected)
        elif isinstance(node, nodes.SchemaExpr) and isinstance(node.config, nodes.ConfigExpr):
            callee = self.package.type_of(node.name)
            if isinstance(callee, SchemaType) and not callee.is_instance:
                self._members(node.config, callee)

    def _members(self, config: nodes.ConfigExpr, expected: Type | None) -> None:
        for name, entry in _certain(config):
            if isinstance(expected, DictType):
                self.value(entry.value)
            elif isinstance(expected, SchemaType) and expected.definition.is_plain:
                attribute = expected.definition.attributes.get(name)
                is_merged = attribute is not None and attribute.has_default and entry.op != "="
                if attribute is not None and not is_merged:
                    self.value(entry.value)


def _certain(config: nodes.ConfigExpr) -> Iterator[tuple[str, nodes.ConfigEntry]]:
    """Yield the entries of a config that no other one is merged with."""
    keys = [entry_key(entry) for entry in config.entries]
    if None in keys:  # a condition, or what is unpacked
        return
    roots = Counter(str(key).partition(".")[0] for key in keys)
    for key, entry in zip(keys, config.entries, strict=True):
        if key is not None and roots[key] == 1 and isinstance(entry, nodes.ConfigEntry):
            yield key, entry
