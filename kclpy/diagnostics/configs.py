"""Problems with config literals, lists and instances."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice, Edit, Fix
from kclpy.diagnostics.insertion import with_entry
from kclpy.diagnostics.label import Label
from kclpy.diagnostics.problem import Problem, aside
from kclpy.diagnostics.suggestion import did_you_mean, names_note, nearest, proposal, rename
from kclpy.source import Span


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
    attributes: tuple[str, ...] = aside(default=())
    declared: tuple[tuple[str, Span], ...] = aside(default=())  # the schemas

    @property
    def message(self) -> str:
        return f"Cannot add member '{self.name}' to {self.target}{did_you_mean(self.similar)}"

    def advice(self, span: Span | None) -> Advice:
        name = self.similar[-1] if self.similar else nearest(self.name, self.attributes)
        return Advice(
            related=tuple(Label(place, f"'{s}' is declared here") for s, place in self.declared),
            notes=names_note("the attributes are", self.attributes),
            help=() if self.similar else proposal(name),
            fixes=rename(span, self.name, name),
        )


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
    type: str = aside(default="")
    example: str = aside(default="")  # a value of the type
    declared: Span | None = aside(default=None)
    template = "attribute '{name}' of {schema} is required and can't be None or Undefined"

    def advice(self, span: Span | None) -> Advice:
        if self.declared is None or span is None:
            return Advice()
        label = Label(self.declared, f"'{self.name}: {self.type}' is declared here")
        line = f"{self.name} = {self.example}"
        edit = with_entry(span, line)
        return Advice(
            related=(label,),
            help=(f"add '{line}', with your value, or give it a default in the schema",),
            fixes=() if edit is None else (Fix(f"add '{line}'", (edit,)),),
        )


class KeyType(Problem, code="E2A31", kind="IllegalAttributeError"):
    """A key of a config is no string.

    ```kcl
    a = {1: 2}
    ```
    """

    type: str
    template = "A attribute must be string type, got '{type}'"
    remedy = "write the key as a string, or convert it with str()"


class InsertedValue(Problem, code="E2A31", kind="IllegalAttributeError"):
    """Something that is no list is inserted with ``+=``.

    ```kcl
    a = {x += 1}
    ```
    """

    type: str
    template = "only list type can in inserted, got '{type}'"

    def advice(self, span: Span | None) -> Advice:
        fixes: tuple[Fix, ...] = ()
        if span is not None:
            start, end = span._replace(end=span.start), span._replace(start=span.end)
            fixes = (Fix("write a list", (Edit(start, "["), Edit(end, "]"))),)
        return Advice(help=("write a list of what is to be added: += […]",), fixes=fixes)


class DictUnpacking(Problem, code="E2L23", kind="CompileError"):
    """Something that has no keys is unpacked with ``**``.

    ```kcl
    a = {**1}
    ```
    """

    type: str
    template = "only dict and schema can be used ** unpack, got '{type}'"
    remedy = "unpack a dict or an instance of a schema"


class ListUnpacking(Problem, code="E2L23", kind="CompileError"):
    """Something that has no items is unpacked with ``*``.

    ```kcl
    a = [*1]
    ```
    """

    type: str
    template = "only list, dict, schema object can be used * unpacked, got {type}"
    remedy = "unpack a list; a single value is written without '*'"


class UnpackingInListComprehension(Problem, code="E2L23", kind="CompileError"):
    """The element of a list comprehension is unpacked.

    ```kcl
    a = [*x for x in [[1]]]
    ```
    """

    template = "list unpacking cannot be used in list comprehension"
    remedy = "loop over the inner lists: [x for inner in lists for x in inner]"


class UnpackingInDictComprehension(Problem, code="E2L23", kind="CompileError"):
    """The entry of a dict comprehension is unpacked.

    ```kcl
    a = {**x for x in [{y = 1}]}
    ```
    """

    template = "dict unpacking cannot be used in dict comprehension"
    remedy = "loop over the inner dicts: {{k: v for inner in dicts for k, v in inner}}"


class InvalidSchemaType(Problem, code="E2L23", kind="CompileError"):
    """A config follows something that is neither schema nor dict.

    ```kcl
    a = 1
    b = a {x = 1}
    ```
    """

    type: str
    template = "Invalid schema type '{type}'"
    remedy = "only a schema, a dict or an instance may stand before '{{…}}'"


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
    remedy = "write the entries, or unite: Name {{}} | {{key: value for …}}"


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
    remedy = "leave out the arguments, or make a new instance of the schema"


class SelectedUnification(Problem, code="E2L23", kind="CompileError"):
    """The target of a unification statement is not a plain name.

    ```kcl
    schema A:
        x?: int
    a.b: A {}
    ```
    """

    template = "unification identifier can not be selected"
    remedy = "write the parts as nested configs: a: {{b: …}}"
