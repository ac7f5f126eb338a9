"""What all emitters of one file share: positions, names, lifted functions, constants."""

from __future__ import annotations

import ast as pyast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kclpy.builtins.declare import PLUGIN_PREFIX
from kclpy.codegen import python as py
from kclpy.codegen.python import At
from kclpy.codegen.scope import FRAME, FunctionScope, LocalNames
from kclpy.semantics.kinds import Kinds
from kclpy.semantics.model import PackageModel
from kclpy.semantics.order import Shape, order
from kclpy.semantics.program import ImportKind
from kclpy.semantics.symbols import GlobalSymbol, ImportSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Visitor

# Python's compiler recurses in C: expressions nested deeper than this are cut into functions.
MAX_DEPTH = 24


class Needs:
    """What a package's code asks of the loader beside the runtime's names."""

    def __init__(self) -> None:
        self.builtins: dict[str, None] = {}  # full names
        self.imports: dict[tuple[str, str], None] = {}  # package path and member


class PackageContext:
    """What is known of the package whose files are being emitted."""

    def __init__(self, model: PackageModel, is_strict: bool) -> None:
        self.model = model
        self.is_strict = is_strict  # whether arithmetic checks the 32-bit range
        self.shapes = order(model)
        self.kinds = Kinds(model, self.shapes, has_fixed_names=True)
        self.kinds_in_bodies = Kinds(model, self.shapes, has_fixed_names=False)
        self.needs = Needs()
        # For each cell, the functions that hold its assignments, in order.
        self.setters: dict[GlobalSymbol, list[str]] = {}
        # Globals that are a literal, with their values.
        self.constants: dict[str, Any] = {}
        # Globals that are one lambda for good: its function and its number of parameters.
        self.lambdas: dict[GlobalSymbol, tuple[str, int]] = {}


class Base(Visitor[pyast.expr]):
    """The state of emitting one file; subclasses add what they can emit."""

    def __init__(self, package: PackageContext, module: nodes.Module, number: int) -> None:
        self.package = package
        self.model = package.model
        self.module = module
        self.prefix = f"f{number}_"
        self.symbol_of = self.model.symbol_of
        self.names = LocalNames()
        self.scope = self._main_scope = FunctionScope(self.names)
        self.functions: list[pyast.stmt] = []
        self.constants: dict[Any, str] = {}
        self.constant_code: list[pyast.stmt] = []
        self.is_in_schema = False
        self.attributes_are_locals = False  # in the straight-line code of a schema
        self.schema_name = ""  # the Python name of the schema that is being emitted
        self.attributes: Mapping[str, Symbol] = {}  # of that schema
        # The variable whose new value is being emitted, and whether that reads the old one.
        self.assigned: Symbol | None = None
        self.reads_itself = False
        self.depth = 0
        self._counter = 0
        self._line = 0
        self._line_range = (0, 0)
        self._encode = not module.file.text.isascii()

    @property
    def kinds(self) -> Kinds:
        """What is sure about the values of expressions here."""
        return self.package.kinds_in_bodies if self.is_in_schema else self.package.kinds

    @property
    def runs_once(self) -> bool:
        """Whether what is being emitted stands in no function, loop or schema."""
        return self.scope is self._main_scope

    # Positions

    def at(self, node: nodes.Node) -> At:
        """Return the position of ``node`` as Python wants it."""
        start, end = node.start, node.end
        first, last = self._line_range
        if first <= start and end < last:  # in the line of the node before, as most are
            line = end_line = self._line
            column, end_column = start - first, end - first
        else:
            line, column, end_line, end_column = self._find_line(start, end)
        if self._encode:
            file = self.module.file
            starts, text = file.line_starts, file.text
            column = len(text[starts[line - 1] : start].encode("utf-8", "surrogatepass"))
            end_column = len(text[starts[end_line - 1] : end].encode("utf-8", "surrogatepass"))
        return line, column, end_line, end_column

    def _find_line(self, start: int, end: int) -> At:
        """Return lines and columns of a range, and keep its line for the ranges to come."""
        file = self.module.file
        line, column = file.position(start)
        end_line, end_column = file.position(end)
        starts = file.line_starts
        next_start = starts[line] if line < len(starts) else len(file.text) + 1
        self._line, self._line_range = line, (starts[line - 1] if line else start, next_start)
        return line, column, end_line, end_column

    # Names and functions

    def fresh(self, word: str) -> str:
        """Return a new global name of the emitted package."""
        self._counter += 1
        return f"{self.prefix}{word}{self._counter}"

    def lift(
        self,
        word: str,
        params: Sequence[str],
        build: Callable[[], list[pyast.stmt]],
        at: At,
        *,
        name: str | None = None,
        own: Sequence[Symbol] = (),
        captured_as_tuple: bool = False,
    ) -> tuple[str, list[Symbol]]:
        """Emit a function whose body ``build`` returns; return its name and what it captures.

        The caller has to pass the captured values before the arguments for ``params``, each
        by itself or, for lambdas, as one tuple. ``own`` are symbols that ``params`` stand for.
        """
        outer, depth = self.scope, self.depth
        inner = self.scope = FunctionScope(self.names)
        inner.own.update(own)
        self.depth = 0
        body = build()
        self.scope, self.depth = outer, depth
        captured = list(inner.captured.values())
        if captured_as_tuple:
            if captured:
                body.insert(0, py.assign_tuple(captured, py.name("C", at), at))
            params = ["C", *params]
        else:
            params = [*captured, *params]
        function = name or self.fresh(word)
        self.functions.append(py.function(function, list(params), body, at))
        return function, list(inner.captured)

    def lift_call(self, word: str, build: Callable[[], list[pyast.stmt]], at: At) -> pyast.expr:
        """Emit a function without parameters of its own, and return a call of it."""
        function, captured = self.lift(word, (), build, at)
        return py.call(function, self.values_of(captured, at), at)

    def lift_do(
        self, word: str, params: Sequence[str], build: Callable[[], list[pyast.stmt]], at: At
    ) -> pyast.stmt:
        """Emit a function and return a call of it that passes on the variables ``params``."""
        function, captured = self.lift(word, params, build, at)
        values = [*self.values_of(captured, at), *(py.name(param, at) for param in params)]
        return py.do(py.call(function, values, at), at)

    def values_of(self, symbols: Sequence[Symbol], at: At) -> list[pyast.expr]:
        """Return the values that captured symbols have here."""
        return [py.name(self.scope.use(symbol), at) for symbol in symbols]

    def temporary(self) -> str:
        """Return a new local name of the function that is being emitted."""
        self._counter += 1
        return f"t{self._counter}"

    def frame(self, at: At) -> pyast.expr:
        """Return the frame of the instance under evaluation."""
        return py.name(self.scope.use(FRAME), at)

    def constant_object(self, key: Any, build: Callable[[], pyast.expr]) -> str:
        """Return the name of a value that is made once when the file is loaded."""
        name = self.constants.get(key)
        if name is None:
            value = build()
            name = self.constants[key] = self.fresh("k")
            self.constant_code.append(py.assign(name, value, (1, 0, 1, 0)))
        return name

    # Expressions

    def expr(self, node: nodes.Expr) -> pyast.expr:
        """Return the code of an expression, cut into a function of its own if it is deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            at = self.at(node)
            code = self.lift_call("e", lambda: [py.give(self.expr(node), at)], at)
        else:
            code = self._methods[type(node)](self, node)
        self.depth -= 1
        return code

    def exprs(self, several: Sequence[nodes.Expr]) -> list[pyast.expr]:
        """Return the code of several expressions."""
        return [self.expr(node) for node in several]

    def undefined(self, at: At) -> pyast.expr:
        """Return the value that is none."""
        return py.name("Undefined", at)

    def text(self, text: str, at: At) -> pyast.expr:
        """Return a string constant."""
        return py.constant(text, at)

    # Variables

    def is_own(self, symbol: Symbol) -> bool:
        """Return whether ``symbol`` is being assigned; then this read sees its value so far."""
        is_own = symbol is self.assigned
        self.reads_itself = self.reads_itself or is_own
        return is_own

    def global_value(self, symbol: Symbol, at: At) -> pyast.expr:
        """Return the value of a variable, schema or lambda of this package."""
        name = f"g_{symbol.name}"
        if isinstance(symbol, GlobalSymbol):
            shape = self.package.shapes[symbol]
            if shape is Shape.CELL:
                read = "read_own" if self.is_own(symbol) else "read"
                return py.method(f"c_{symbol.name}", read, [], at)
            if shape is Shape.DEFERRED and not self.is_own(symbol):
                run = py.call(f"s_{symbol.name}", [py.constant(True, at)], at)
                unset = py.is_(py.name(name, at), "UNSET", at)
                return py.choose(unset, run, py.name(name, at), at)
        return py.name(name, at)

    def imported(self, symbol: ImportSymbol, member: str, at: At) -> pyast.expr:
        """Return the value of ``package.member`` or ``module.member``."""
        target = symbol.target
        if target.kind is ImportKind.PACKAGE:
            self.package.needs.imports[target.path, member] = None
            return py.name(f"i_{target.path}.{member}", at)
        if target.kind is ImportKind.SYSTEM:
            return self.builtin(f"{target.path}.{member}", at)
        if target.kind is ImportKind.PLUGIN:
            return self.builtin(f"{PLUGIN_PREFIX}{target.path}.{member}", at)
        return self.undefined(at)

    def builtin(self, full_name: str, at: At) -> pyast.expr:
        """Return a builtin as a function value."""
        self.package.needs.builtins[full_name] = None
        return py.name(f"b_{full_name}", at)
