"""Problems with calls and functions."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem


@dataclass(frozen=True)
class NotCallable(Problem, code="E2L23", kind="CompileError"):
    """Something is called that is no function.

    ```kcl
    a = 1
    b = a()
    ```
    """

    type: str
    template = "'{type}' object is not callable"


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class SurplusArgument(Problem, code="E2L23", kind="CompileError"):
    """A function is given more positional arguments than it takes.

    ```kcl
    a = abs(1, 2)
    ```
    """

    function: str
    takes: int
    given: int

    @property
    def message(self) -> str:
        plural = "s" if self.takes > 1 else ""
        return (
            f"{self.function} takes {self.takes} positional argument{plural} "
            f"but {self.given} were given"
        )


@dataclass(frozen=True)
class MissingArguments(Problem, code="E2L23", kind="CompileError"):
    """A function is not given all arguments that it needs.

    ```kcl
    a = abs()
    ```
    """

    expected: int
    found: int

    @property
    def message(self) -> str:
        plural = "" if self.expected == 1 else "s"
        return f"expected {self.expected} positional argument{plural}, found {self.found}"


@dataclass(frozen=True)
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

    @property
    def message(self) -> str:
        hint = f", did you mean '{' or '.join(self.similar)}'?" if self.similar else ""
        return f"{self.function} got an unexpected keyword argument '{self.name}'{hint}"


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class MissingArgumentName(Problem, code="E2L23", kind="CompileError"):
    """A keyword argument has no name.

    ```kcl
    a = abs(=1)
    ```
    """

    template = "missing argument"


@dataclass(frozen=True)
class ParameterOrder(Problem, code="E1001", kind="IllegalParameterError"):
    """A parameter without default follows one with default.

    ```kcl
    f = lambda x = 1, y { x + y }
    ```
    """

    template = "non-default argument follows default argument"

    @property
    def note(self) -> str | None:
        return "A default argument"


@dataclass(frozen=True)
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
