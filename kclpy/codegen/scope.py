"""Where KCL variables live in emitted functions.

Every lambda, comprehension and quantifier becomes a function of its own at the top level of
the emitted module. A KCL local that it uses from outside is *captured*: it becomes one of
its parameters, and whoever creates or calls it passes the value. So KCL locals are Python
locals, and a closure keeps the values of the moment when it was made.
"""

from __future__ import annotations

from kclpy.semantics.symbols import LocalSymbol, Symbol

FRAME = Symbol("frame")  # stands for the instance under evaluation
FRAME_NAME = "F"


class FunctionScope:
    """One function that is being emitted."""

    def __init__(self, names: LocalNames) -> None:
        self.names = names
        self.own: set[Symbol] = set()
        self.captured: dict[Symbol, str] = {}  # in the order of the parameters

    def declare(self, symbol: LocalSymbol) -> str:
        """Make ``symbol`` a variable of this function and return its Python name."""
        self.own.add(symbol)
        return self.names.name_of(symbol)

    def use(self, symbol: Symbol) -> str:
        """Return the Python name under which this function reads ``symbol``."""
        name = self.names.name_of(symbol)
        if symbol not in self.own:
            self.captured[symbol] = name
        return name


class LocalNames:
    """The Python names of KCL locals, unique within an emitted module."""

    def __init__(self) -> None:
        self._names: dict[Symbol, str] = {FRAME: FRAME_NAME}

    def name_of(self, symbol: Symbol) -> str:
        """Return the Python name of ``symbol``."""
        name = self._names.get(symbol)
        if name is None:
            name = self._names[symbol] = f"l{len(self._names)}_{symbol.name}"
        return name
