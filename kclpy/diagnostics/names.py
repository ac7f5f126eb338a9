"""Problems with names: unknown, declared twice, private."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import PlacedProblem, Problem, aside
from kclpy.diagnostics.suggestion import did_you_mean, nearest, proposal, rename
from kclpy.source import Span

# What other languages call the constants and types of KCL.
_ELSEWHERE = {
    "null": "None",
    "nil": "None",
    "none": "None",
    "undefined": "Undefined",
    "TRUE": "True",
    "FALSE": "False",
    "string": "str",
    "String": "str",
    "integer": "int",
    "number": "float",
    "double": "float",
    "boolean": "bool",
    "object": "any",
}

BUILTIN_TYPES = ("any", "int", "float", "str", "bool")
_TYPE_LIST = '(["any", "int", "float", "str", "bool"])'


class UndefinedName(Problem, code="E2L23", kind="CompileError"):
    """A name is used that no enclosing scope defines.

    ```kcl
    replicas = count
    ```

    Declare the name, import it, or correct its spelling.
    """

    name: str
    similar: tuple[str, ...] = ()
    is_module: bool = aside(default=False)  # of the standard library
    others: tuple[str, ...] = aside(default=())  # what else could be meant

    @property
    def message(self) -> str:
        return f"name '{self.name}' is not defined{did_you_mean(self.similar)}"

    def advice(self, span: Span | None) -> Advice:
        if self.name in ("self", "this"):
            return Advice(help=("write the name of the attribute alone",))
        if self.is_module:
            return Advice(help=(f"add 'import {self.name}'",))
        name = _ELSEWHERE.get(self.name)
        if name is None and self.similar:
            return Advice(fixes=rename(span, self.name, self.similar[-1]))
        name = name or nearest(self.name, self.others)
        return Advice(help=proposal(name), fixes=rename(span, self.name, name))


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


class ImmutableNameModified(ImmutableName, code="E1001", kind="ImmutableError"):
    """A name without a leading underscore is changed by an augmented assignment.

    ```kcl
    a = 1
    a += 2
    ```

    Begin the name with an underscore.
    """

    template = "Immutable variable '{name}' is modified during compiling"


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
    remedy = "rename one of them, or let one inherit from the other: schema Other({name})"


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
    remedy = "choose another name; names of schemas begin with a capital letter"


class ReservedAliasName(Problem, code="E2G22", kind="TypeError"):
    """A type alias is named like a basic type.

    ```kcl
    type int = str
    ```

    Choose another name.
    """

    name: str
    template = "type alias '{name}' cannot be the same as the built-in types " + _TYPE_LIST
    remedy = "choose another name; names of types begin with a capital letter"


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
    remedy = "give it a name without the leading underscore in '{module}', or move its use there"


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
    remedy = "import '{name}' in this file instead of reading it through '{module}'"


class ImportNameTwice(PlacedProblem, code="E2L23", kind="CompileError"):
    """Two different modules are imported under one name.

    ```kcl
    import a.m
    import b.m
    ```

    Give one of them another name with ``as``.
    """

    name: str
    template = "the name '{name}' is defined multiple times, '{name}' must be defined only once"
    reason = "the name is taken here"
    remedy = "give one of them another name: import … as other"


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
    remedy = "let one of them stand alone, and move what they share to a base of both"

    @property
    def message(self) -> str:
        listed = ", ".join(self.names)
        return f"There is a circular reference between {self.what} {listed}"
