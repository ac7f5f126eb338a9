"""Problems of evaluation: instances of schemas and conversions (reference, 05 section 6)."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import EvaluationProblem, aside
from kclpy.diagnostics.suggestion import names_note, nearest, proposal
from kclpy.source import Span


class CheckFailed(EvaluationProblem):
    """A condition of a ``check`` block does not hold for an instance.

    ```kcl
    schema Port:
        number: int
        check:
            0 < number < 65536, "a port is a number below 65536"
    p = Port {number = 70000}
    ```

    Change the value in the instance. The first place is the instance, the second one the
    condition.
    """

    text: str
    template = "{text}"


class ConversionFailed(EvaluationProblem):
    """A value does not fit the type of the attribute, argument or variable that it goes to.

    The checker finds this where it knows the type of the value; here it came from an option, a
    file or a value of type any.

    ```kcl
    schema A:
        ports: [int]
    f = lambda x { A {ports = x} }
    a = f([80, "443"])
    ```

    Change the value where it comes from, or convert it on its way.
    """

    expected: str
    actual: str
    details: tuple[str, ...] = ()  # for a dict that was to become an instance

    @property
    def message(self) -> str:
        text = f"expect {self.expected}, got {self.actual}"
        return "\n".join([f"{text}. For details:", *self.details]) if self.details else text

    def advice(self, span: Span | None) -> Advice:
        known = {("str", "int"): "str", ("str", "float"): "str", ("int", "str"): "int"}
        function = known.get((self.expected, self.actual))
        help_ = () if function is None else (f"convert it with {function}(…)",)
        return Advice(help=help_)


class RequiredValue(EvaluationProblem):
    """A required attribute of an instance is None or Undefined when the instance is complete.

    ```kcl
    schema Base:
        name: str
    schema A(Base):
        x?: int
    a = A {}
    ```

    Set it, give it a default, or make it optional with ``?``.
    """

    name: str
    schema: str
    template = "attribute '{name}' of {schema} is required and can't be None or Undefined"
    remedy = "set '{name}', give it a default in the schema, or make it optional: {name}?"


class UnknownAttribute(EvaluationProblem):
    """A config with a computed or unpacked key sets an attribute that the schema does not have.

    ```kcl
    schema A:
        name?: str
    f = lambda x { A {**x} }
    a = f({nmae = "x"})
    ```

    Correct the key, or add the attribute or an index signature to the schema.
    """

    name: str
    schema: str
    names: tuple[str, ...] = aside(default=())
    template = "No attribute named '{name}' in the schema '{schema}'"

    def advice(self, span: Span | None) -> Advice:
        return Advice(
            notes=names_note("the attributes are", self.names),
            help=proposal(nearest(self.name, self.names)),
        )


class DeprecatedUse(EvaluationProblem):
    """A schema or attribute is used that its author declared deprecated.

    ```kcl
    schema A:
        @deprecated(version="1.16", reason="use name")
        title?: str
        name?: str
    a = A {title = "x"}
    ```

    Do what the reason says. With ``strict=False`` nothing is reported.
    """

    name: str
    version: str = ""
    reason: str = ""

    @property
    def message(self) -> str:
        since = f"since version {self.version}" if self.version else ""
        reason = f", {self.reason}" if self.reason else ""
        return f"{self.name} was deprecated {since}{reason}"


class EndlessInstances(EvaluationProblem):
    """A schema contains an instance of itself, and that one of itself, without end.

    ```kcl
    schema Node:
        next: Node = Node {}
    a = Node {}
    ```

    Make the attribute optional, and give it no default.
    """

    schema: str
    template = "instances of '{schema}' are nested too deeply: is there no end?"
    remedy = "make the attribute that holds it optional, without a default"


class EndlessRecursion(EvaluationProblem):
    """Functions call each other so deeply that they seem never to end.

    ```kcl
    f = lambda n: int -> int { f(n + 1) }
    a = f(0)
    ```

    Give the recursion a case that ends it: ``0 if n == 0 else f(n - 1)``.
    """

    template = "the evaluation is nested too deeply: is there an endless recursion?"
    remedy = "give the recursion a case that ends it"


class OutOfMemory(EvaluationProblem):
    """The values of the program need more memory than there is."""

    template = "the evaluation needs more memory than there is"
