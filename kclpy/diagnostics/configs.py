"""Problems with config literals, lists and instances."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.suggestion import did_you_mean


@dataclass(frozen=True)
class UnknownMember(Problem, code="E2L23", kind="CompileError"):
    """A config sets an attribute that the schema does not have.

    ```kcl
    schema A:
        x?: int
    a = A {z = 1}
    ```

    Correct the name, or add the attribute or an index signature to the schema.
    """

    name: str
    target: str  # "schema 'A'" or "'schemas ["A", "B"]'"
    similar: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return f"Cannot add member '{self.name}' to {self.target}{did_you_mean(self.similar)}"


@dataclass(frozen=True)
class MissingAttribute(Problem, code="E2L23", kind="CompileError"):
    """An instance does not set an attribute that its schema requires.

    ```kcl
    schema A:
        x: int
    a = A {}
    ```

    Set it, give it a default, or make it optional with ``?``.
    """

    name: str
    schema: str
    template = "attribute '{name}' of {schema} is required and can't be None or Undefined"


@dataclass(frozen=True)
class KeyType(Problem, code="E2A31", kind="IllegalAttributeError"):
    """A key of a config is no string.

    ```kcl
    a = {1: 2}
    ```
    """

    type: str
    template = "A attribute must be string type, got '{type}'"


@dataclass(frozen=True)
class InsertedValue(Problem, code="E2A31", kind="IllegalAttributeError"):
    """Something that is no list is inserted with ``+=``.

    ```kcl
    a = {x += 1}
    ```
    """

    type: str
    template = "only list type can in inserted, got '{type}'"


@dataclass(frozen=True)
class DictUnpacking(Problem, code="E2L23", kind="CompileError"):
    """Something that has no keys is unpacked with ``**``.

    ```kcl
    a = {**1}
    ```
    """

    type: str
    template = "only dict and schema can be used ** unpack, got '{type}'"


@dataclass(frozen=True)
class ListUnpacking(Problem, code="E2L23", kind="CompileError"):
    """Something that has no items is unpacked with ``*``.

    ```kcl
    a = [*1]
    ```
    """

    type: str
    template = "only list, dict, schema object can be used * unpacked, got {type}"


@dataclass(frozen=True)
class UnpackingInListComprehension(Problem, code="E2L23", kind="CompileError"):
    """The element of a list comprehension is unpacked.

    ```kcl
    a = [*x for x in [[1]]]
    ```
    """

    template = "list unpacking cannot be used in list comprehension"


@dataclass(frozen=True)
class UnpackingInDictComprehension(Problem, code="E2L23", kind="CompileError"):
    """The entry of a dict comprehension is unpacked.

    ```kcl
    a = {**x for x in [{y = 1}]}
    ```
    """

    template = "dict unpacking cannot be used in dict comprehension"


@dataclass(frozen=True)
class InvalidSchemaType(Problem, code="E2L23", kind="CompileError"):
    """A config follows something that is neither schema nor dict.

    ```kcl
    a = 1
    b = a {x = 1}
    ```
    """

    type: str
    template = "Invalid schema type '{type}'"


@dataclass(frozen=True)
class ConfigExpected(Problem, code="E2L23", kind="CompileError"):
    """The name of a schema is followed by a comprehension.

    ```kcl
    schema A:
        x?: int
    a = A {key: 1 for key in ["x"]}
    ```

    Write the entries, or unite: ``A {} | {key: 1 for …}``.
    """

    template = "Invalid schema config expr, expect config entries, e.g., {{k1 = v1, k2 = v2}}"


@dataclass(frozen=True)
class ArgumentsOfInstance(Problem, code="E2L23", kind="CompileError"):
    """An instance is modified with arguments.

    ```kcl
    schema A:
        x?: int
    a = A {}
    b = a(1) {x = 1}
    ```
    """

    template = "Arguments cannot be used in the schema modification expression"


@dataclass(frozen=True)
class SelectedUnification(Problem, code="E2L23", kind="CompileError"):
    """The target of a unification statement is not a plain name.

    ```kcl
    schema A:
        x?: int
    a.b: A {}
    ```
    """

    template = "unification identifier can not be selected"
