"""Problems with calls and functions."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import Problem, aside
from kclpy.diagnostics.suggestion import listed, names_note, nearest, proposal, rename
from kclpy.source import Span


class NotCallable(Problem, code="E2L23", kind="CompileError"):
    """Something is called that is no function.

    ```kcl
    a = 1
    b = a()
    ```
    """

    type: str
    template = "'{type}' object is not callable"
    remedy = "remove the parentheses; only lambdas, functions and schemas are called"


class InstanceNotCallable(Problem, code="E2L23", kind="CompileError"):
    """An instance of a schema is called.

    ```kcl
    schema A:
        x?: int
    a = A {}
    b = a()
    ```
    """

    name: str
    template = "schema '{name}' instance is not callable"
    remedy = "write '… {{attribute = value}}' to change an instance"


class SurplusArgument(Problem, code="E2L23", kind="CompileError"):
    """A function is given more positional arguments than it takes.

    ```kcl
    a = abs(1, 2)
    ```
    """

    function: str
    takes: int
    given: int
    parameters: tuple[str, ...] = aside(default=())

    @property
    def message(self) -> str:
        plural = "s" if self.takes > 1 else ""
        return (
            f"{self.function} takes {self.takes} positional argument{plural} "
            f"but {self.given} were given"
        )

    def advice(self, span: Span | None) -> Advice:
        return Advice(notes=names_note("the parameters are", self.parameters))


class MissingArguments(Problem, code="E2L23", kind="CompileError"):
    """A function is not given all arguments that it needs.

    ```kcl
    a = abs()
    ```
    """

    expected: int
    found: int
    missing: tuple[str, ...] = aside(default=())

    @property
    def message(self) -> str:
        plural = "" if self.expected == 1 else "s"
        return f"expected {self.expected} positional argument{plural}, found {self.found}"

    def advice(self, span: Span | None) -> Advice:
        names = listed([f"'{name}'" for name in self.missing])
        return Advice(help=(f"give a value for {names}",) if names else ())


class UnexpectedKeyword(Problem, code="E2L23", kind="CompileError"):
    """A function has no parameter of the name of a keyword argument.

    ```kcl
    f = lambda x { x }
    a = f(1, z=2)
    ```
    """

    function: str
    name: str
    similar: tuple[str, ...] = ()
    parameters: tuple[str, ...] = aside(default=())

    @property
    def message(self) -> str:
        hint = f", did you mean '{' or '.join(self.similar)}'?" if self.similar else ""
        return f"{self.function} got an unexpected keyword argument '{self.name}'{hint}"

    def advice(self, span: Span | None) -> Advice:
        name = self.similar[-1] if self.similar else nearest(self.name, self.parameters)
        return Advice(
            notes=names_note("the parameters are", self.parameters),
            help=() if self.similar else proposal(name),
            fixes=rename(span, self.name, name),
        )


class DuplicateKeyword(Problem, code="E2L23", kind="CompileError"):
    """A keyword argument is given twice.

    ```kcl
    f = lambda x { x }
    a = f(x=1, x=2)
    ```
    """

    function: str
    name: str
    template = "{function} has duplicated keyword argument {name}"
    remedy = "remove one of the arguments '{name}'"


class ParameterOrder(Problem, code="E1001", kind="IllegalParameterError"):
    """A parameter without default follows one with default.

    ```kcl
    f = lambda x = 1, y { x + y }
    ```
    """

    template = "non-default argument follows default argument"
    remedy = "move the parameters with defaults to the end, or give this one a default"

    @property
    def note(self) -> str | None:
        return "A default argument"


class LambdaResult(Problem, code="E2L23", kind="CompileError"):
    """The last statement of a lambda has no value.

    ```kcl
    f = lambda x {
        if x:
            y = 1
    }
    ```

    End it with an expression or an assignment.
    """

    template = "The last statement of the lambda body must be a expression e.g., x, 1, etc."
    remedy = "end the lambda with an expression, the name of a variable for example"
