"""Problems of evaluation: operators, items and attributes of values (reference, 05 section 6)."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import EvaluationProblem, aside
from kclpy.diagnostics.suggestion import names_note, nearest, proposal
from kclpy.source import Span


class AssertionFailed(EvaluationProblem):
    """The condition of an ``assert`` does not hold.

    ```kcl
    replicas = 0
    assert replicas > 0, "there must be at least one replica"
    ```

    Change the values that the condition is about, or the condition. The text after the comma
    is shown; say in it what is expected.
    """

    text: str
    template = "{text}"


class IntegerOverflow(EvaluationProblem):
    """The result of an operation on integers does not fit.

    Integers have 64 bits; with ``--strict-range-check`` results must fit into 32.

    ```kcl
    big = 9223372036854775807
    a = big + 1
    ```

    Calculate with floats, which are larger and less exact: ``1.0 * big + 1``.
    """

    result: int
    bits: int = 64
    template = "{result}: A {bits} bit integer overflow"
    remedy = "calculate with floats, 1.0 * …, where numbers are so large"


class FloatOverflow(EvaluationProblem):
    """The result of an operation on floats does not fit into 32 bits.

    This is looked at with ``--strict-range-check`` alone.

    ```kcl
    f = lambda x { x * 10.0 }
    a = f(1e38)
    ```

    Leave out the flag, or make the numbers smaller.
    """

    result: str
    template = "{result}: A 32-bit floating point number overflow"
    remedy = "leave out --strict-range-check, or make the numbers smaller"


class OperandTypes(EvaluationProblem):
    """An operator is not defined for the values of its operands.

    The checker finds this where it knows the types; here one of them came from an option, a
    file or a value of type any.

    ```kcl
    f = lambda x { x + 1 }
    a = f("s")
    ```

    Convert one of the operands: ``int(x)``, ``str(x)``. For a value that may be None write
    ``(x or 0)``.
    """

    op: str
    left: str
    right: str
    template = "unsupported operand type(s) for {op}: '{left}' and '{right}'"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=operand_help(self.op, (self.left.strip('"'), self.right.strip('"'))))


class AbsentOperand(EvaluationProblem):
    """An operator is applied to None or Undefined, where all other values would do.

    ```kcl
    f = lambda x: int { x + 1 }
    a = f(None)
    ```

    Give a value in place of None: ``(x or 0) + 1``.
    """

    text: str
    template = "{text}"
    remedy = "give a value in place of None: (x or 0)"


def operand_help(op: str, kinds: tuple[str, str]) -> tuple[str, ...]:
    """Return how operands of two kinds of values are made to fit, if that is known."""
    if "UndefinedType" in kinds:
        return ("one of the values is not set yet: does it depend on itself?",)
    if "NoneType" in kinds:
        return ("give a value in place of None: (x or 0)",)
    if "str" in kinds and {"int", "float"}.intersection(kinds):
        other = "str(…)" if op == "+" else "int(…)"
        return (f"convert one of them with {other}",)
    if op == "+" and "dict" in kinds:
        return ("unite dicts and instances with '|'",)
    return ()


class OperandType(EvaluationProblem):
    """A unary operator is not defined for its value.

    ```kcl
    f = lambda x { (-x) }
    a = f("s")
    ```

    Convert the operand: ``-int(x)``.
    """

    op: str
    type: str
    template = "bad operand type for unary {op}: '{type}'"
    remedy = "convert the operand with int(…) or float(…)"


class Concatenation(EvaluationProblem):
    """Something that is no list is added to a list.

    ```kcl
    f = lambda x { [1] + x }
    a = f(2)
    ```

    Write a list of what is to be added: ``[1] + [x]``.
    """

    type: str
    template = 'can only concatenate list (not "{type}") to list'
    remedy = "write a list of what is to be added: […]"


class RepetitionTooLarge(EvaluationProblem):
    """A string or list is repeated more often than memory allows.

    ```kcl
    n = 1000000000
    a = "x" * n
    ```
    """

    template = "the result of the repetition is too large"


class DivisionOfInteger(EvaluationProblem):
    """An integer is divided by zero with ``//``.

    ```kcl
    f = lambda x { 1 // x }
    a = f(0)
    ```

    Treat zero apart: ``0 if x == 0 else 1 // x``.
    """

    template = "attempt to divide by zero"
    remedy = "treat zero apart: … if x == 0 else … // x"


class RemainderOfInteger(EvaluationProblem):
    """The remainder of a division by zero is asked for with ``%``.

    ```kcl
    f = lambda x { 1 % x }
    a = f(0)
    ```

    Treat zero apart.
    """

    template = "attempt to calculate the remainder with a divisor of zero"
    remedy = "treat zero apart: … if x == 0 else … % x"


class Comparison(EvaluationProblem):
    """Values of different kinds have no order.

    ```kcl
    f = lambda x { x < 1 }
    a = f("s")
    ```

    Convert one of them.
    """

    op: str
    left: str
    right: str
    template = "'{op}' not supported between instances of '{left}' and '{right}'"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=operand_help(self.op, (self.left, self.right)))


class Membership(EvaluationProblem):
    """The right side of ``in`` contains nothing.

    ```kcl
    f = lambda x { "a" in x }
    a = f(1)
    ```

    It must be a list, a string, a dict or an instance.
    """

    type: str
    template = "TypeError: argument of type '{type}' is not iterable"
    remedy = "the right side of 'in' is a list, a string, a dict or an instance"


class Iteration(EvaluationProblem):
    """A loop goes over something that has no items.

    ```kcl
    f = lambda xs { [x for x in xs] }
    a = f(1)
    ```

    Loop over a list, a string, a dict or an instance. For a value that may be None write
    ``(xs or [])``.
    """

    type: str
    template = "'{type}' object is not iterable"

    def advice(self, span: Span | None) -> Advice:
        if self.type in ("NoneType", "UndefinedType"):
            return Advice(help=("loop over nothing where it is None: (xs or [])",))
        return Advice(help=("loop over a list, a string, a dict or an instance",))


class Subscript(EvaluationProblem):
    """A value has no items, or not by such an index.

    ```kcl
    f = lambda x { x["k"] }
    a = f([1])
    ```

    Lists and strings have items by number, dicts and instances by name.
    """

    type: str
    index: str
    template = "'{type}' object is not subscriptable with '{index}'"
    remedy = "lists and strings have items by number, dicts and instances by name"


class IndexOutOfRange(EvaluationProblem):
    """A list or string has no item of that number.

    ```kcl
    hosts = ["a", "b"]
    i = 2
    a = hosts[i]
    ```

    The first item has the number 0, the last one ``len(hosts) - 1`` or -1. Ask for the length
    before, or loop over the items.
    """

    what: str  # "list" or "string"
    index: int
    length: int = aside(default=-1)
    template = "{what} index out of range: {index}"

    def advice(self, span: Span | None) -> Advice:
        if self.length == 0:
            return Advice(notes=(f"the {self.what} is empty",))
        return Advice(notes=(f"the items are numbered from 0 to {self.length - 1}",))


class IndexOutOfBounds(EvaluationProblem):
    """A number of an item, counted from the end, lies before the first one.

    ```kcl
    a = [1, 2]
    i = -3
    b = a[i]
    ```
    """

    length: int
    index: int
    template = "index out of bounds: the len is {length} but the index is {index}"
    remedy = "-1 is the last item, -{length} the first one"


class Slice(EvaluationProblem):
    """A value that is neither list nor string is sliced.

    ```kcl
    f = lambda x { x[0:1] }
    a = f(1)
    ```
    """

    type: str
    template = "invalid slice object {type}"
    remedy = "only lists and strings are sliced"


class SliceStep(EvaluationProblem):
    """The step of a slice is zero.

    ```kcl
    n = 0
    a = [1, 2][::n]
    ```

    Use 1 for every item, -1 to turn the order round.
    """

    template = "slice step cannot be zero"
    remedy = "use 1 for every item, -1 for the opposite order"


class InstanceAttribute(EvaluationProblem):
    """An instance does not have the attribute that is read.

    ```kcl
    schema A:
        name: str = "x"
    f = lambda x { x.nmae }
    a = f(A {})
    ```

    Correct the name, or add the attribute to the schema.
    """

    schema: str
    name: str
    names: tuple[str, ...] = aside(default=())
    template = "schema '{schema}' attribute '{name}' not found"

    def advice(self, span: Span | None) -> Advice:
        return Advice(
            notes=names_note("the attributes are", self.names),
            help=proposal(nearest(self.name, self.names)),
        )


class AttributeOfValue(EvaluationProblem):
    """An attribute is read from a value that has none.

    ```kcl
    f = lambda x { x.name }
    a = f(None)
    ```

    Where the value may be None or Undefined, read the attribute with ``?.``: ``x?.name``.
    """

    type: str
    name: str
    template = "invalid value '{type}' to load attribute '{name}'"

    def advice(self, span: Span | None) -> Advice:
        if self.type in ("NoneType", "UndefinedType"):
            return Advice(help=(f"read it with '?.{self.name}' where the value may be absent",))
        return Advice(help=(f"a value of type {self.type} has no attributes",))


class StringMember(EvaluationProblem):
    """A string has no function of that name.

    ```kcl
    f = lambda x { x.uper() }
    a = f("s")
    ```
    """

    name: str
    names: tuple[str, ...] = aside(default=())
    template = "str object attr '{name}' not found"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=proposal(nearest(self.name, self.names)))


class SchemaMember(EvaluationProblem):
    """An attribute is read from a schema itself, not from an instance of it.

    ```kcl
    schema A:
        x: int = 1
    f = lambda s { s.x }
    a = f(A)
    ```

    Make an instance first: ``A {}.x``. A schema itself has only ``instances()``.
    """

    name: str
    template = "schema object attr '{name}' not found"
    remedy = "make an instance first: (Name {{}}).{name}"


class Update(EvaluationProblem):
    """A part of a value is assigned that has no parts.

    ```kcl
    f = lambda v {
        _x = v
        _x.y = 1
        _x
    }
    a = f(1)
    ```

    Start with a dict: ``_x = {}``.
    """

    type: str
    name: str
    template = (
        "failed to update the dict. An iterable of key-value pairs was expected, but got "
        "{type}. Check if the syntax for updating the dictionary with the attribute "
        "'{name}' is correct"
    )
    remedy = "start with a dict: {{}}"


class Unpacking(EvaluationProblem):
    """Something is unpacked that has no items and no keys.

    ```kcl
    f = lambda x { [*x] }
    a = f(1)
    ```
    """

    text: str
    template = (
        "only list, dict and schema object can be used with unpack operators * and **, got {text}"
    )
    remedy = "unpack a list with *, a dict or an instance with **"


class ComputedKey(EvaluationProblem):
    """A computed key of a config is no string.

    ```kcl
    f = lambda k { {"${k}": 1, (k): 2} }
    a = f(1)
    ```

    Convert it with ``str``.
    """

    type: str
    template = "A attribute must be string type, got '{type}'"
    remedy = "convert the key with str(…)"


class InstantiatedValue(EvaluationProblem):
    """A config follows a value that is neither schema nor dict nor instance.

    ```kcl
    f = lambda x { x {y = 1} }
    a = f(1)
    ```
    """

    type: str
    template = "Invalid schema type '{type}'"
    remedy = "only a schema, a dict or an instance may stand before '{{…}}'"


class Filtered(EvaluationProblem):
    """``filter`` goes over something that no item can be removed from.

    ```kcl
    f = lambda s { filter x in s {x == "b"} }
    a = f("ab")
    ```
    """

    template = "only list, dict and schema can be removed item"
    remedy = "filter a list, a dict or an instance"
