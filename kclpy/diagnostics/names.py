"""Problems with names: unknown, declared twice, private."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.suggestion import did_you_mean

BUILTIN_TYPES = ("any", "int", "float", "str", "bool")
_TYPE_LIST = '(["any", "int", "float", "str", "bool"])'


@dataclass(frozen=True)
class UndefinedName(Problem, code="E2L23", kind="CompileError"):
    """A name is used that no enclosing scope defines.

    ```kcl
    replicas = count
    ```

    Declare the name, import it, or correct its spelling.
    """

    name: str
    similar: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return f"name '{self.name}' is not defined{did_you_mean(self.similar)}"


@dataclass(frozen=True)
class ImmutableName(Problem, code="E1001", kind="ImmutableError"):
    """A name without a leading underscore is declared twice.

    ```kcl
    a = 1
    a = 2
    ```

    Use two names, or begin the name with an underscore.
    """

    name: str
    template = "Can not change the value of '{name}', because it was declared immutable"

    @property
    def note(self) -> str | None:
        return f"change the variable name to '_{self.name}' to make it mutable"


@dataclass(frozen=True)
class ImmutableNameModified(ImmutableName, code="E1001", kind="ImmutableError"):
    """A name without a leading underscore is changed by an augmented assignment.

    ```kcl
    a = 1
    a += 2
    ```

    Begin the name with an underscore.
    """

    template = "Immutable variable '{name}' is modified during compiling"


@dataclass(frozen=True)
class DuplicateDeclaration(Problem, code="E2L28", kind="UniqueKeyError"):
    """Two schemas or rules of a package have one name.

    ```kcl
    schema A:
        x: int
    schema A:
        y: int
    ```

    Rename one of them.
    """

    name: str
    template = "Unique key error name '{name}'"


@dataclass(frozen=True)
class ReservedName(Problem, code="E2L23", kind="CompileError"):
    """A schema or rule is named like a basic type.

    ```kcl
    schema int:
        x: str
    ```

    Choose another name.
    """

    what: str  # "schema" or "rule"
    name: str
    template = "{what} name '{name}' cannot be the same as the built-in types " + _TYPE_LIST


@dataclass(frozen=True)
class ReservedAliasName(Problem, code="E2G22", kind="TypeError"):
    """A type alias is named like a basic type.

    ```kcl
    type int = str
    ```

    Choose another name.
    """

    name: str
    template = "type alias '{name}' cannot be the same as the built-in types " + _TYPE_LIST


@dataclass(frozen=True)
class PrivateMember(Problem, code="E2L23", kind="CompileError"):
    """A name with a leading underscore is read from another package.

    ```kcl
    import p
    a = p._x
    ```

    With this in the package ``p``:

    ```kcl
    _x = 1
    ```

    Such names belong to their package alone.
    """

    name: str
    module: str
    template = "cannot reference private member '{name}' from module '{module}'"


@dataclass(frozen=True)
class ImportedMember(Problem, code="E2L23", kind="CompileError"):
    """What a package imports is read through the package.

    ```kcl
    import p
    a = p.math.sqrt(4)
    ```

    With this in the package ``p``:

    ```kcl
    import math
    ```

    Import the module where it is used.
    """

    name: str
    module: str
    template = "can not import the attribute '{name}' from the module '{module}'"


@dataclass(frozen=True)
class ImportNameTwice(Problem, code="E2L23", kind="CompileError"):
    """Two different modules are imported under one name.

    ```kcl
    import a.m
    import b.m
    ```

    Give one of them another name with ``as``.
    """

    name: str
    template = "the name '{name}' is defined multiple times, '{name}' must be defined only once"


@dataclass(frozen=True)
class CircularReference(Problem, code="E2L23", kind="CompileError"):
    """Schemas or rules inherit from each other.

    ```kcl
    schema A(B):
        x: int
    schema B(A):
        y: int
    ```

    Break the circle.
    """

    what: str  # "schemas" or "rules"
    names: tuple[str, ...]

    @property
    def message(self) -> str:
        listed = ", ".join(self.names)
        return f"There is a circular reference between {self.what} {listed}"
