"""Problems with the declarations of schemas, mixins, protocols and rules."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import PlacedProblem, Problem
from kclpy.diagnostics.suggestion import nearest, proposal, rename
from kclpy.source import Span

DECORATORS = ("deprecated", "info")


class NotThatKind(Problem, code="E2G22", kind="TypeError"):
    """A schema or rule has the name of a type alias.

    ```kcl
    type A = int
    schema A:
        x: int
    ```
    """

    what: str  # "schema" or "rule"
    type: str
    template = "expected {what} type, got {type}"
    remedy = "rename the {what} or the type alias"


class ProtocolName(Problem, code="E2L23", kind="CompileError"):
    """The name of a protocol does not end in ``Protocol``.

    ```kcl
    protocol P:
        x: int
    ```
    """

    template = "schema protocol name must end with 'Protocol'"
    remedy = "rename it so that it ends with 'Protocol'"


class ProtocolBody(Problem, code="E2L23", kind="CompileError"):
    """A protocol contains something else than attributes.

    ```kcl
    protocol XProtocol:
        y = 1
    ```
    """

    template = "a protocol is only allowed to define attributes in it"
    remedy = "declare attributes with a type, 'name: type', and nothing else"


class BaseKind(Problem, code="E2D34", kind="IllegalInheritError"):
    """A schema inherits from something that is no schema.

    ```kcl
    x = 1
    schema A(x):
        y: int
    ```
    """

    expected: str  # "schema" or "protocol"
    actual: str
    template = "invalid schema inherit object type, expect {expected}, got '{actual}'"
    remedy = "name a {expected}, or remove it from the head of the schema"


class ProtocolUser(Problem, code="E2D34", kind="IllegalInheritError"):
    """A protocol is declared for something that is no mixin.

    ```kcl
    protocol XProtocol:
        x: int
    schema A for XProtocol:
        x: int
    ```
    """

    template = "only schema mixin can inherit from protocol"
    remedy = "remove 'for …', or rename the schema so that it ends with 'Mixin'"


class MixinKind(Problem, code="E2D34", kind="IllegalInheritError"):
    """A schema lists something as mixin that is none.

    ```kcl
    XMixin = 1
    schema A:
        mixin [XMixin]
    ```
    """

    type: str
    template = "illegal schema mixin object type, expected mixin, got '{type}'"
    remedy = "list schemas whose names end with 'Mixin'"


class MixinName(Problem, code="E1001", kind="NameError"):
    """The name of a mixin does not end in ``Mixin``.

    ```kcl
    schema X:
        x: int
    schema A:
        mixin [X]
    ```
    """

    name: str
    template = "a valid mixin name should end with 'Mixin', got '{name}'"
    remedy = "rename the schema to '{name}Mixin'"


class RuleBase(Problem, code="E2D34", kind="IllegalInheritError"):
    """A rule is based on something that is no rule.

    ```kcl
    schema A:
        x: int
    rule R(A):
        True
    ```
    """

    type: str
    template = "illegal rule type '{type}'"
    remedy = "list rules in the parentheses; a schema stands behind 'for'"


class AttributeTypeChanged(PlacedProblem, code="E2G22", kind="TypeError"):
    """An attribute is declared again with a type that does not go into the first.

    ```kcl
    schema A:
        x: int
        x: str
    ```

    A derived schema may narrow the type of an attribute, not change it.
    """

    name: str
    old: str
    new: str
    template = "can't change schema field type of '{name}' from {old} to {new}"
    reason = "its type was {old} here"
    remedy = "a later declaration may narrow the type of '{name}', not change it"


class AttributeMadeOptional(PlacedProblem, code="E2G22", kind="TypeError"):
    """A derived schema makes a required attribute optional.

    ```kcl
    schema A:
        x: int
    schema B(A):
        x?: int
    ```
    """

    name: str
    template = "can't change the required schema attribute of '{name}' to optional"
    reason = "it is required here"
    remedy = "remove the '?', or make '{name}' optional in the base"


class IndexSignatureName(PlacedProblem, code="E1001", kind="IndexSignatureError"):
    """The name of the key of an index signature is that of an attribute.

    ```kcl
    schema A:
        k: int
        [k: str]: int
    ```
    """

    name: str
    template = (
        "index signature attribute name '{name}' cannot have the same name as schema attributes"
    )
    remedy = "give the key of the index signature another name"


class IndexSignatureKey(Problem, code="E1001", kind="IndexSignatureError"):
    """The key type of an index signature is no string.

    ```kcl
    schema A:
        [int]: int
    ```
    """

    type: str
    template = "invalid index signature key type: '{type}'"
    remedy = "use str, or a union of string literals, as type of the key"


class IndexSignatureAttribute(PlacedProblem, code="E1001", kind="IndexSignatureError"):
    """An attribute does not have the type that an index signature declares for all.

    ```kcl
    schema A:
        x: str
        [str]: int
    ```

    Write ``[...str]: int`` to exempt the declared attributes.
    """

    name: str
    type: str
    signature: str
    template = (
        "the type '{type}' of schema attribute '{name}' does not meet "
        "the index signature definition {signature}"
    )
    reason = "the index signature stands here"
    remedy = "write [...str] to exempt the attributes that are declared"


class ParameterLikeAttribute(PlacedProblem, code="E2L23", kind="CompileError"):
    """A parameter of a schema has the name of one of its attributes.

    ```kcl
    schema A[x: int]:
        x: int
    ```
    """

    name: str
    template = "Unexpected parameter name '{name}' with the same name as the schema attribute"
    reason = "the attribute is declared here"
    remedy = "rename the parameter or the attribute"


class SelectedAttribute(Problem, code="E2L23", kind="CompileError"):
    """The name of an attribute has a point in it.

    ```kcl
    schema A:
        x.y: int
    ```
    """

    template = "schema attribute can not be selected"
    remedy = "declare one attribute whose type is a schema or a dict"


class UnknownDecorator(Problem, code="E2L23", kind="CompileError"):
    """There is no decorator of that name.

    ```kcl
    @foo()
    schema A:
        x: int
    ```

    The decorators are ``@deprecated`` and ``@info``.
    """

    name: str
    template = "UnKnown decorator {name}"

    def advice(self, span: Span | None) -> Advice:
        name = nearest(self.name, DECORATORS)
        return Advice(
            notes=("there are the decorators deprecated and info",),
            help=proposal(name),
            fixes=rename(span, self.name, name),
        )


class DecoratorName(Problem, code="E2G22", kind="TypeError"):
    """A decorator is not a plain name.

    ```kcl
    @a.b()
    schema A:
        x: int
    ```
    """

    template = "decorator name must be a single identifier"
    remedy = "write @deprecated(…) or @info(…)"
