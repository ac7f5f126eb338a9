"""Running code units: a package is loaded into a namespace, then its statements run.

`evaluate` does that for all packages of a program and returns the value of the main one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import CodeType
from typing import Any, Protocol

from kclpy.builtins.declare import Constant
from kclpy.builtins.registry import find
from kclpy.runtime import abi
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import mistake_of
from kclpy.runtime.frames import failed_check
from kclpy.runtime.lazy import UNSET, GlobalCell
from kclpy.runtime.merge import conflict_of_outputs, put
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import NO_OPS, UNION, Config, Function, Instance, Undefined, Value


class Unit(Protocol):
    """What the loader needs of a compiled package; see `codegen.unit.CodeUnit`."""

    path: str
    codes: list[CodeType]
    mains: list[str]
    schemas: tuple[str, ...]
    builtins: tuple[str, ...]
    imports: tuple[tuple[str, str], ...]
    constants: dict[str, Any]
    exports: tuple[str, ...]
    unset: tuple[str, ...]
    cells: tuple[tuple[str, tuple[str, ...]], ...]


def evaluate(units: Iterable[Unit], context: Evaluation) -> Value:
    """Return the value of a program (reference, 02 section 10).

    Raises `EvaluationError` with a traceback through emitted code.
    """
    package = load(units, context)
    return Config() if package is None else package.result()


def load(units: Iterable[Unit], context: Evaluation) -> Package | None:
    """Run all packages of a program and return the main one, None if there is none.

    Raises `EvaluationError` with a traceback through emitted code.
    """
    packages = load_all(units, context)
    return packages[next(reversed(packages))] if packages else None


def load_all(units: Iterable[Unit], context: Evaluation) -> dict[str, Package]:
    """Run all packages of a program and return them by their paths.

    Imported packages stand before their importers; the last unit is the main package.
    Raises `EvaluationError` with a traceback through emitted code.
    """
    packages: dict[str, Package] = {}
    for unit in units:
        package = packages[unit.path] = Package(unit, context, packages)
        try:
            package.run()
        except TypeError as error:
            raise mistake_of(error) from None
    return packages


class Package:
    """A loaded package; ``packages`` are those of the program, by path."""

    def __init__(self, unit: Unit, context: Evaluation, packages: Mapping[str, Package]) -> None:
        self.unit = unit
        self.packages = packages
        self.outputs: list[Value] = []
        names = self.names = self._names(context, packages)
        for code in unit.codes:
            exec(code, names)
        for name, setters in unit.cells:
            functions: tuple[Callable[..., None], ...] = tuple(names[s] for s in setters)
            names[f"c_{name}"] = GlobalCell(functions)

    def _names(self, context: Evaluation, packages: Mapping[str, Package]) -> dict[str, Any]:
        """Return the namespace in which the code of the package runs."""
        unit = self.unit
        names: dict[str, Any] = {
            "__builtins__": _builtins(context),
            "output": self.outputs.append,
        }
        for name in unit.exports:
            names[f"g_{name}"] = Undefined
        for name, value in unit.constants.items():
            names[f"g_{name}"] = _constant(value)
        for name in unit.unset:
            names[f"g_{name}"] = UNSET
        shown = "" if unit.path == "__main__" else unit.path
        for name in unit.schemas:
            names[f"g_{name}"] = Schema(context, shown, name)
        for full_name in unit.builtins:
            names.update(_builtin_names(full_name, context))
        for path, member in unit.imports:
            names[f"i_{path}.{member}"] = packages[path].member(member)
        return names

    def run(self) -> None:
        """Run the statements of all files; cells keep their value under their plain name."""
        names = self.names
        for main in self.unit.mains:
            names[main]()
        for name, _ in self.unit.cells:
            names[f"g_{name}"] = names[f"c_{name}"].value

    def member(self, name: str) -> Value:
        """Return a global as importing packages see it."""
        return self.names.get(f"g_{name}", Undefined)

    def result(self) -> Value:
        """Return what the package outputs: its expression statements joined with its variables."""
        names = self.names
        variables = Config({name: names[f"g_{name}"] for name in self.unit.exports})
        if not self.outputs:
            return variables
        return _join(self.outputs, variables)


def _builtins(context: Evaluation) -> Mapping[str, Any]:
    """Return what emitted code may call in this run."""
    names = abi.names(context.strict_range)
    collector = context.collector
    if collector is None:
        return names

    def check_failed(message: Value) -> None:
        error = failed_check(message)
        if not collector.is_active:
            raise error
        collector.check_failed(error)

    return {**names, "check_failed": check_failed}


def _constant(value: Any) -> Value:
    """Return a constant of a unit as a value: a tuple stands for a config."""
    if type(value) is tuple:
        entries, ops = value
        return Config({key: _constant(entry) for key, entry in entries.items()}, ops or NO_OPS)
    return [_constant(item) for item in value] if type(value) is list else value


def _builtin_names(full_name: str, context: Evaluation) -> dict[str, Any]:
    """Return a builtin under the names that emitted code uses: as a value, and to call.

    A function of a plugin is only a value: what it is given must be looked at.
    """
    if full_name in context.plugin_functions:
        return {f"b_{full_name}": Function(context.plugin_functions[full_name], -1)}
    found = find(full_name)
    if isinstance(found, Constant):
        return {f"b_{full_name}": found.value}
    if found is None:
        return {f"b_{full_name}": Undefined}
    function = partial(found.function, context) if found.needs_context else found.function
    return {f"b_{full_name}": Function(found.bind(context), -1), f"d_{full_name}": function}


def _join(outputs: list[Value], variables: Config) -> Value:
    """Join the values of expression statements, then the variables (02 section 9)."""
    result: Value = Undefined
    for value in outputs:
        if result is Undefined or result is None or _replaces(value, result):
            result = value
        elif value is not None and value is not Undefined:
            result = _joined(result, value)
    has_variables = any(not name.startswith("_") for name in variables)
    if result is Undefined or result is None:
        return variables if has_variables else result
    return _joined(result, variables) if has_variables else result


def _replaces(value: Value, result: Value) -> bool:
    return type(value) is Instance and type(result) is Instance


def _joined(old: Value, new: Value) -> Value:
    if not isinstance(old, dict) or not isinstance(new, dict):
        if type(old) is list and type(new) is list:
            return new
        raise conflict_of_outputs(old, new)
    entries = dict(old)
    ops: dict[str, int] = {}
    for key, value in new.items():
        put(entries, ops, key, UNION, value, True, ("", None))
    return Config(entries, NO_OPS)
