"""Schemas at run time (reference, 03).

A `Schema` is what a declaration compiled to: tables and functions. On first use it is linked:
everything that depends only on the declarations (the attributes and statements of bases and
mixins in order, who sets what) is computed once. `frames` evaluates instances over the
linked tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kclpy.runtime.convert import Converter
from kclpy.runtime.errors import EvaluationError, fail, instances, operations
from kclpy.runtime.values import Config, Instance, Undefined, Value

if TYPE_CHECKING:
    from kclpy.runtime.context import Evaluation
    from kclpy.runtime.frames import AttributeStop, Frame


@dataclass(frozen=True, slots=True)
class Deprecation:
    """``@deprecated(version, reason, strict)``"""

    version: str = ""
    reason: str = ""
    strict: bool = True

    def error(self, name: str) -> EvaluationError:
        """Return the error that the use of ``name`` is."""
        return fail(instances.DeprecatedUse(name, self.version, self.reason))


@dataclass(frozen=True, slots=True)
class Attribute:
    """A declared attribute; ``converter`` is None for the type ``any``."""

    name: str
    is_optional: bool
    converter: Converter | None
    deprecation: Deprecation | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a body; ``run`` executes it.

    ``targets`` are the names it assigns, once for each assignment. A compound one is an
    ``if``, of which a read may run one assignment alone.
    """

    targets: tuple[str, ...]
    is_compound: bool
    run: Callable[[Frame, int, AttributeStop], None]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a schema; ``default`` computes the value of one that was not given."""

    name: str
    converter: Converter | None = None
    default: Callable[[Frame], Value] | None = None


@dataclass(frozen=True, slots=True)
class IndexSignature:
    """What a schema says of keys that are no attributes."""

    has_key_name: bool
    converter: Converter | None
    default: Callable[[Frame], Value] | None


@dataclass(slots=True)
class Linked:
    """What a schema and all its bases and mixins say together.

    ``template`` holds every name in output order. ``setter`` is the number of the one plain
    statement that sets a name; all other names that are set are ``cells``, with the places of
    their assignments: the number of a statement and of the assignment within it.
    """

    attributes: dict[str, Attribute] = field(default_factory=dict)
    template: dict[str, Value] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    setter: dict[str, int] = field(default_factory=dict)
    cells: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    parts: list[Schema] = field(default_factory=list)
    with_arguments: list[Schema] = field(default_factory=list)


class Schema:
    """A schema, mixin, protocol or rule."""

    __slots__ = (
        "attributes",
        "base",
        "checks",
        "context",
        "deprecation",
        "index_signature",
        "instances",
        "is_rule",
        "last_place",
        "linked_tables",
        "mixins",
        "name",
        "names",
        "package",
        "parameters",
        "protocol",
        "rules",
        "statements",
        "straight",
    )

    def __init__(self, context: Evaluation, package: str, name: str) -> None:
        self.context = context
        self.package = package
        self.name = name
        self.base: Schema | None = None
        self.protocol: Schema | None = None
        self.rules: tuple[Schema, ...] = ()
        self.mixins: tuple[Schema, ...] = ()
        self.parameters: tuple[Parameter, ...] = ()
        self.attributes: tuple[Attribute, ...] = ()
        self.names: tuple[str, ...] = ()  # all that the body sets, in order of appearance
        self.statements: tuple[Statement, ...] = ()
        self.index_signature: IndexSignature | None = None
        self.checks: Callable[[Frame], None] | None = None
        self.deprecation: Deprecation | None = None
        self.is_rule = False
        self.straight: Callable[[Config, Instance], None] | None = None
        self.instances: list[Instance] = []
        self.last_place: tuple[str, int] | None = None
        self.linked_tables: Linked | None = None

    def define(
        self,
        bases: tuple[Schema | None, Schema | None, tuple[Schema, ...], tuple[Schema, ...]],
        parameters: tuple[Parameter, ...],
        attributes: tuple[Attribute, ...],
        names: tuple[str, ...],
        statements: tuple[Statement, ...],
        index_signature: IndexSignature | None,
        checks: Callable[[Frame], None] | None,
        deprecation: Deprecation | None,
        is_rule: bool,
        straight: Callable[[Config, Instance], None] | None,
        last_place: tuple[str, int] | None,
    ) -> None:
        """Fill in what the declaration says; ``bases`` are base, protocol, mixins and rules.

        ``last_place`` is where the last statement of the body stands.
        """
        self.base, self.protocol, self.mixins, self.rules = bases
        self.parameters = parameters
        self.attributes = attributes
        self.names = names
        self.statements = statements
        self.index_signature = index_signature
        self.checks = checks
        self.deprecation = deprecation
        self.is_rule = is_rule
        self.straight = straight
        self.last_place = last_place or (None if self.base is None else self.base.last_place)

    @property
    def linked(self) -> Linked:
        """The tables over all bases and mixins, computed when first asked for."""
        if self.linked_tables is None:
            self.linked_tables = _link(self)
        return self.linked_tables

    @property
    def is_nested(self) -> bool:
        """Whether an instance of some schema is being evaluated right now."""
        return self.context.depth > 0

    def knows(self, config: Config) -> bool:
        """Return whether a dict with these keys may become an instance.

        Attributes that come from a mixin do not count, as in the official engine.
        """
        if self.index_signature is not None:
            return True
        attributes = self.linked.declared
        for key in config:
            if key not in attributes and not key.startswith("_"):
                return False
        return True

    def instantiate(
        self, config: Config, args: tuple[Value, ...], kwargs: Mapping[str, Value]
    ) -> Instance:
        """Return the instance that ``config`` and the arguments make (03 section 4)."""
        from kclpy.runtime.frames import evaluate_instance

        return evaluate_instance(self, config, args, kwargs)

    def all_instances(self, full_pkg: bool = False) -> list[Value]:
        """Return the instances made so far, also those of derived schemas."""
        return list(self.instances)

    def attribute(self, name: str) -> Value:
        """Refuse ``Schema.name``: a schema has no attributes but ``instances``."""
        raise fail(operations.SchemaMember(name))


def _parts(schema: Schema) -> list[Schema]:
    """Return the schemas whose bodies make an instance, in the order of their evaluation."""
    parts = [] if schema.base is None else _parts(schema.base)
    parts.append(schema)
    for mixin in schema.mixins:
        parts += _parts(mixin)
    return parts


def _link(schema: Schema) -> Linked:
    linked = Linked(parts=_parts(schema))
    sources = [*linked.parts, *([schema.protocol] if schema.is_rule and schema.protocol else [])]
    for part in sources:
        own = part.attributes
        for attribute in own:
            linked.attributes[attribute.name] = attribute
        linked.template.update(dict.fromkeys((*part.names, *(a.name for a in own)), Undefined))
        linked.statements += part.statements
    declared = {a.name: a for part in _own_line(schema) for a in part.attributes}
    linked.attributes.update(declared)
    linked.declared = frozenset(declared)
    linked.with_arguments = [part for part in (*linked.parts, *_rules(schema)) if part.parameters]
    _find_setters(linked)
    linked.required = tuple(a.name for a in linked.attributes.values() if not a.is_optional)
    linked.loose = tuple(name for name in linked.template if name not in linked.attributes)
    return linked


def _rules(schema: Schema) -> list[Schema]:
    """Return the parents of a rule and their parents."""
    return [rule for parent in schema.rules for rule in (parent, *_rules(parent))]


def _own_line(schema: Schema) -> list[Schema]:
    """Return the schema and its bases, base first: their declarations win over mixins'."""
    line = [schema]
    while line[-1].base is not None:
        line.append(line[-1].base)
    return line[::-1]


def _find_setters(linked: Linked) -> None:
    """Find out who sets each name, and where a plain statement alone does."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, statement in enumerate(linked.statements):
        times: dict[str, int] = {}
        for target in statement.targets:
            ordinal = times.get(target, 0)
            times[target] = ordinal + 1
            places.setdefault(target, []).append((number, ordinal))
    for name, found in places.items():
        number = found[0][0]
        if len(found) > 1 or linked.statements[number].is_compound:
            linked.cells[name] = found
        else:
            linked.setter[name] = number
