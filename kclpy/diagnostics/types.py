"""Problems with types: a value, an operator or an access that does not fit."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice, Edit, Fix
from kclpy.diagnostics.label import Label
from kclpy.diagnostics.problem import Problem, aside
from kclpy.diagnostics.suggestion import did_you_mean, names_note, nearest, proposal, rename
from kclpy.source import Span


class TypeMismatch(Problem, code="E2G22", kind="TypeError"):
    """A value does not fit the type that is declared for its place.

    ```kcl
    a: int = "s"
    ```

    Change the value or the declared type.
    """

    expected: str
    actual: str
    reasons: tuple[str, ...] = aside(default=())
    remedies: tuple[str, ...] = aside(default=())
    replacement: str = aside(default="")  # for a literal that is the value
    template = "expected {expected}, got {actual}"

    def advice(self, span: Span | None) -> Advice:
        return Advice(notes=self.reasons, help=self.remedies)


class TypeChanged(Problem, code="E2G22", kind="TypeError"):
    """A variable is annotated twice with different types.

    ```kcl
    _a: int = 1
    _a: str = "s"
    ```

    Annotate it once.
    """

    name: str
    type: str
    template = "can not change the type of '{name}' to {type}"
    remedy = "annotate '{name}' once"


class UnsupportedOperands(Problem, code="E2G22", kind="TypeError"):
    """An operator is not defined for the types of its operands.

    ```kcl
    a = 1 + "s"
    ```

    Convert one of the operands.
    """

    op: str
    left: str
    right: str
    remedies: tuple[str, ...] = aside(default=())
    template = "unsupported operand type(s) for {op}: '{left}' and '{right}'"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=self.remedies)


class UnsupportedOperand(Problem, code="E2G22", kind="TypeError"):
    """A unary operator is not defined for the type of its operand.

    ```kcl
    a = -"s"
    ```

    Convert the operand.
    """

    op: str
    type: str
    template = "bad operand type for unary {op}: '{type}'"
    remedy = "convert the operand with int(…) or float(…)"


class DivisionByZero(Problem, code="E2G22", kind="TypeError"):
    """A number is divided by the literal zero.

    ```kcl
    a = 1 / 0
    ```
    """

    template = "integer division or modulo by zero"
    remedy = "divide by something else than zero"


class AttributeNotFound(Problem, code="E2G22", kind="TypeError"):
    """An attribute is read that the value cannot have.

    ```kcl
    a = 1
    b = a.x
    ```

    Correct the name, or read it from another value.
    """

    name: str
    type: str
    similar: tuple[str, ...] = ()
    members: tuple[str, ...] = aside(default=())  # that the value has
    declared: Span | None = aside(default=None)

    @property
    def message(self) -> str:
        name = self.name or "[missing name]"
        return f"attribute '{name}' not found in '{self.type}'{did_you_mean(self.similar)}"

    def advice(self, span: Span | None) -> Advice:
        label = () if self.declared is None else (Label(self.declared, "it is declared here"),)
        name = self.similar[-1] if self.similar else nearest(self.name, self.members)
        return Advice(
            related=label,
            notes=names_note("it has", self.members),
            help=() if self.similar else proposal(name),
            fixes=rename(span, self.name, name),
        )


class UselessConversion(Problem, code="E2G22", kind="TypeError"):
    """A value is converted with ``as`` to a type that it cannot have.

    ```kcl
    a = 1 as str
    ```

    Convert it with a function such as ``str``.
    """

    actual: str
    type: str
    template = (
        "Conversion of type '{actual}' to type '{type}' may be a mistake because "
        "neither type sufficiently overlaps with the other"
    )

    def advice(self, span: Span | None) -> Advice:
        if self.type not in ("int", "float", "str", "bool"):
            return Advice()
        return Advice(help=(f"convert it with {self.type}(…)",))


class ConversionTarget(Problem, code="E2L23", kind="CompileError"):
    """The right side of ``as`` is no name of a type.

    ```kcl
    a = [1] as [int]
    ```

    Declare an alias for the type and use its name.
    """

    template = "keyword 'as' right operand must be a type"
    remedy = "declare a type alias, 'type Name = …', and convert to that"


class NotSubscriptable(Problem, code="E2L23", kind="CompileError"):
    """A value that has no items is subscripted.

    ```kcl
    a = 1
    b = a[0]
    ```
    """

    type: str
    template = "'{type}' object is not subscriptable"
    remedy = "only lists, strings, dicts and instances have items"


class SliceOfMapping(Problem, code="E2L23", kind="CompileError"):
    """A dict or schema is sliced.

    ```kcl
    a = {x = 1}[0:1]
    ```
    """

    template = "unhashable type: 'slice'"
    remedy = "select attributes one by one; only lists and strings are sliced"


class SubscriptKey(Problem, code="E2L23", kind="CompileError"):
    """A dict or schema is subscripted with something that is no string.

    ```kcl
    a = {x = 1}[0]
    ```
    """

    type: str
    template = "invalid dict/schema key type: '{type}'"
    remedy = "write the key as a string, or convert it with str()"


class NotIterable(Problem, code="E2L23", kind="CompileError"):
    """A value that has no items is iterated.

    ```kcl
    a = [x for x in 1]
    ```
    """

    type: str
    template = "'{type}' object is not iterable"
    remedy = "loop over a list, a dict, an instance or a string; write [x] for a single value"


class LoopVariableCount(Problem, code="E2L23", kind="CompileError"):
    """A loop has more than two variables.

    ```kcl
    a = [x for x, y, z in [1]]
    ```
    """

    count: int
    template = "the number of loop variables is {count}, which can only be 1 or 2"
    remedy = "use one variable for items, or two for keys and values"


class LoopVariableForm(Problem, code="E2L23", kind="CompileError"):
    """A loop variable is not a plain name.

    ```kcl
    a = [x for x.y in [1]]
    ```
    """

    template = "loop variables can only be ordinary identifiers"
    remedy = "write a plain name as loop variable"


class OptionalAccessOfModule(Problem, code="E2L23", kind="CompileError"):
    """A member of a module is read with ``?.``.

    ```kcl
    import math
    a = math?.sqrt(4)
    ```

    A module is always there; write a plain point.
    """

    name: str
    template = (
        "For the module type, the use of '?.{name}' is unnecessary "
        "and it can be modified as '.{name}'"
    )

    def advice(self, span: Span | None) -> Advice:
        if span is None or span.file.text[span.start : span.start + 2] != "?.":
            return Advice()
        edit = Edit(span._replace(end=span.start + 1), "")
        return Advice(fixes=(Fix("write a plain point", (edit,)),))


class FormatSpec(Problem, code="E2L23", kind="CompileError"):
    """An interpolation asks for an unknown format.

    ```kcl
    a = "${1:#toml}"
    ```

    The formats are ``#json`` and ``#yaml``.
    """

    spec: str
    template = "{spec} is a invalid format spec"
    remedy = "use #json or #yaml, or a function such as str.format"


class UnknownPluginFunction(Problem, code="E2G22", kind="TypeError"):
    """A program uses a function that a plugin does not have."""

    plugin: str
    name: str
    similar: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        similar = did_you_mean(self.similar)
        return f"plugin '{self.plugin}' has no function '{self.name}'{similar}"

    def advice(self, span: Span | None) -> Advice:
        return Advice(fixes=rename(span, self.name, self.similar[-1] if self.similar else None))
