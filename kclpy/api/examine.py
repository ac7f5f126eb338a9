"""What programs are made of, without running them. Mistakes in them are no obstacle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from kclpy.api.running import listed, options_of
from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.driver.analysis import Analysis, analyse
from kclpy.driver.conditions import run_conditions
from kclpy.driver.findings import find
from kclpy.driver.option_calls import OptionInfo, option_calls, string_of
from kclpy.driver.options import Options
from kclpy.driver.reuse import Reuse
from kclpy.semantics.describe import SchemaInfo, describe
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse as parse_file

Path = str | PathLike[str]


@dataclass(frozen=True, eq=False)
class Examined:
    """A parsed text: its tree, and its syntax errors."""

    module: nodes.Module
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, eq=False)
class Variable:
    """An assignment: the dotted name, the operator, and the value as it is written.

    ``type_name`` is the schema if the value is an instance. ``entries`` and ``items`` are the
    parts of a config or a list. A part that has no key is named "".
    """

    name: str
    op: str
    text: str
    node: nodes.Expr
    file: SourceFile

    @property
    def type_name(self) -> str:
        """The name of the schema that the value is an instance of, else ""."""
        if not isinstance(self.node, nodes.SchemaExpr):
            return ""
        name = self.node.name
        return self.file.text[name.start : name.end]

    @property
    def items(self) -> list[Variable]:
        """The items of a list."""
        if not isinstance(self.node, nodes.ListExpr):
            return []
        return [_variable("", "", item, self.file) for item in self.node.elements]

    @property
    def entries(self) -> list[Variable]:
        """The entries of a config or an instance; conditional ones are left out."""
        node = self.node.config if isinstance(self.node, nodes.SchemaExpr) else self.node
        if not isinstance(node, nodes.ConfigExpr):
            return []
        entries = [entry for entry in node.entries if isinstance(entry, nodes.ConfigEntry)]
        return [_variable(_key(e, self.file), e.op, e.value, self.file) for e in entries]


def parse(text: str, path: str = "main.k") -> Examined:
    """Return the tree of ``text``, which diagnostics call ``path``."""
    diagnostics = Diagnostics()
    with run_conditions():
        module = parse_file(SourceFile(path, text), diagnostics)
    return Examined(module, tuple(diagnostics))


def check(
    paths: Path | Sequence[Path], *, warnings: bool = False, **options: Any
) -> tuple[Diagnostic, ...]:
    """Return all mistakes that are found in a program without running it.

    With ``warnings`` these follow: unused imports and whatever else the official engine remarks.
    ``options`` are those of `compile`.
    """
    return diagnostics_of(options_of(listed(paths), **options), warnings)


def diagnostics_of(
    options: Options, warnings: bool, reuse: Reuse | None = None
) -> tuple[Diagnostic, ...]:
    """Return what `check` does."""
    return find(options, reuse) if warnings else analyse(options, reuse).diagnostics


def schemas(paths: Path | Sequence[Path], **options: Any) -> dict[str, SchemaInfo]:
    """Return what the schemas of a program declare, by name; others' begin with their package."""
    return schemas_in(_analyse(paths, options))


def schemas_in(analysis: Analysis) -> dict[str, SchemaInfo]:
    """Return what `schemas` does, for a program that was analysed."""
    types = analysis.types
    infos = [] if types is None else describe(types).values()
    return {info.definition.full_name: info for info in infos}


def list_options(paths: Path | Sequence[Path], **options: Any) -> list[OptionInfo]:
    """Return the calls of `option` in the main package, in the order of their text."""
    return options_in(_analyse(paths, options))


def options_in(analysis: Analysis) -> list[OptionInfo]:
    """Return what `list_options` does, for a program that was analysed."""
    return [one for module in main_modules(analysis) for one in option_calls(module)]


def list_variables(paths: Path | Sequence[Path], **options: Any) -> list[Variable]:
    """Return the assignments at the top of the main package's files, in their order.

    Those within ``if`` are among them.
    """
    modules = main_modules(_analyse(paths, options))
    return [variable for module in modules for variable in variables_of(module)]


def _analyse(paths: Path | Sequence[Path], options: Mapping[str, Any]) -> Analysis:
    return analyse(options_of(listed(paths), **options))


def main_modules(analysis: Analysis) -> list[nodes.Module]:
    """Return the files of the main package."""
    return [] if analysis.program is None else analysis.program.main.modules


# Variables


def variables_of(module: nodes.Module) -> Iterator[Variable]:
    """Yield the assignments of one file."""
    yield from _assigned(module.body, module.file)


def _assigned(body: Sequence[nodes.Stmt], file: SourceFile) -> Iterator[Variable]:
    for statement in body:
        if isinstance(statement, nodes.AssignStmt):
            for target in statement.targets:
                yield _variable(_text(target, file), "=", statement.value, file)
        elif isinstance(statement, nodes.UnificationStmt):
            yield _variable(_text(statement.target, file), ":", statement.value, file)
        elif isinstance(statement, nodes.AugAssignStmt):
            yield _variable(_text(statement.target, file), statement.op, statement.value, file)
        elif isinstance(statement, nodes.IfStmt):
            yield from _assigned(statement.body, file)
            yield from _assigned(statement.orelse, file)


def _variable(name: str, op: str, value: nodes.Expr, file: SourceFile) -> Variable:
    return Variable(name, op, _text(value, file), value, file)


def _key(entry: nodes.ConfigEntry, file: SourceFile) -> str:
    key = entry.key
    return string_of(key) or ("" if key is None else _text(key, file))


def _text(node: nodes.Node, file: SourceFile) -> str:
    return file.text[node.start : node.end]
