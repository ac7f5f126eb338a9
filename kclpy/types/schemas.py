"""What schemas declare, and the types of schemas and their instances (reference, 04 section 6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kclpy.source import Span
from kclpy.types.layers import derive
from kclpy.types.model import FunctionType, LiteralType, Type, UnionType


class Attribute:
    """What is known about an attribute of a schema."""

    __slots__ = ("has_default", "is_optional", "place", "type")

    def __init__(
        self, type_: Type, place: Span, is_optional: bool = False, has_default: bool = False
    ) -> None:
        self.type = type_
        self.place = place
        self.is_optional = is_optional
        self.has_default = has_default


class IndexSignature:
    """``[key_name: ...key]: value``"""

    __slots__ = ("_legal_keys", "any_other", "key", "key_name", "place", "value")

    def __init__(
        self, key: Type, value: Type, key_name: str | None, any_other: bool, place: Span
    ) -> None:
        self.key = key
        self.value = value
        self.key_name = key_name
        self.any_other = any_other
        self.place = place
        self._legal_keys: dict[str, None] | None = None

    def legal_keys(self) -> Collection[str]:
        """Return the only keys that are allowed, none if all are."""
        found = self._legal_keys
        if found is None:
            key = self.key
            members = key.members if isinstance(key, UnionType) else (key,)
            keys = [str(one.value) for one in members if isinstance(one, LiteralType)]
            found = dict.fromkeys(keys) if len(keys) == len(members) else {}
            self._legal_keys = found
        return found

    def text(self) -> str:
        name = f"{self.key_name}: " if self.key_name is not None else ""
        dots = "..." if self.any_other else ""
        return f"[{name}{dots}{self.key.text()}]: {self.value.text()}"


class SchemaDefinition:
    """What a schema, mixin, protocol or rule declares.

    It is entered by name first, so that schemas may refer to each other, and completed
    afterwards; ``constructor`` takes the arguments in brackets.
    """

    __slots__ = (
        "attributes",
        "base",
        "constructor",
        "definition",
        "has_only_attributes",
        "index_signature",
        "instance",
        "is_mixin",
        "is_protocol",
        "is_rule",
        "mixins",
        "name",
        "package",
        "place",
        "protocol",
        "rule_bases",
        "table",
    )

    def __init__(self, name: str, package: str, place: Span) -> None:
        self.name = name
        self.package = package  # "" for the package of the entries
        self.place = place
        self.is_mixin = False
        self.is_protocol = False
        self.is_rule = False
        self.base: SchemaDefinition | None = None
        self.protocol: SchemaDefinition | None = None
        self.mixins: list[SchemaDefinition] = []
        self.rule_bases: list[SchemaDefinition] = []
        self.attributes: dict[str, Attribute] = {}
        # The attributes of the schema, its bases and their protocols, once they are known.
        self.table: Mapping[str, Attribute] | None = None
        self.has_only_attributes = True  # the body has no other statements
        self.index_signature: IndexSignature | None = None
        self.instance = SchemaType(self, is_instance=True)
        self.definition = SchemaType(self, is_instance=False)
        self.constructor = FunctionType((), self.instance)

    @property
    def is_plain(self) -> bool:
        """Whether the attributes of an instance are known from this declaration alone."""
        return self.has_only_attributes and not (
            self.base or self.mixins or self.index_signature or self.is_mixin or self.is_rule
        )

    @property
    def is_cyclic(self) -> bool:
        """Whether the way along the bases never ends; known once all schemas are complete."""
        return self.table is None

    @property
    def full_name(self) -> str:
        """The name with its package, as far as it is not that of the entries."""
        return f"{self.package}.{self.name}" if self.package else self.name

    def complete(self) -> None:
        """Make the tables of this schema and its bases, unless those form a circle."""
        line: dict[SchemaDefinition, None] = {}
        schema: SchemaDefinition | None = self
        while schema is not None and schema.table is None:
            if schema in line:
                return
            line[schema] = None
            schema = schema.base
        for one in reversed(line):
            one.enter_table()

    def enter_table(self) -> None:
        """Make the table of this schema, unless that of its base is still missing."""
        base, protocol, own = self.base, self.protocol, self.attributes
        if protocol is not None:
            protocol.complete()
            own = {**(protocol.table or {}), **own}
        if base is None:
            self.table = own
        elif base.table is not None:
            self.table = derive(own, base.table)

    def chain(self) -> list[SchemaDefinition]:
        """Return this schema and its bases, innermost first, each once."""
        found = {self: None}
        schema = self.base
        while schema is not None and schema not in found:
            found[schema] = None
            schema = schema.base
        return list(found)

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute ``name`` of this schema, its bases or a protocol of one."""
        if self.table is not None:
            return self.table.get(name)
        found = self.attributes.get(name)
        if found is None and (self.base is not None or self.protocol is not None):
            for schema in self.chain():
                found = schema.attributes.get(name)
                if found is None and schema.protocol is not None:
                    found = schema.protocol.attribute(name)
                if found is not None:
                    break
        return found


class SchemaType(Type):
    """A schema: the type of its instances, or of the schema itself as a value."""

    __slots__ = ("definition", "is_instance")
    word = "schema"

    def __init__(self, definition: SchemaDefinition, is_instance: bool) -> None:
        super().__init__()
        self.definition = definition
        self.is_instance = is_instance

    def _compute_fingerprint(self) -> int:
        return hash(("schema", self.definition.full_name))

    def text(self) -> str:
        return self.definition.name
