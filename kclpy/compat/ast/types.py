"""Types as they are written; the JSON has a ``type`` and, as ``value``, what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kclpy.compat.ast.nodes import Node, Record, holds, many, one, record


@dataclass
class Type(Record):
    """A type."""

    @classmethod
    def from_payload(cls, payload: Any) -> Type:
        """Return the type of what belongs to it."""
        return cls.from_dict(payload)

    def to_payload(self) -> Any:
        """Return what belongs to the type."""
        return self.to_dict()

    def to_dict(self) -> Any:
        """Return what belongs to the type."""
        return {name: one for name, one in super().to_dict().items() if name != "type"}


@record
class AnyType(Type):
    """``any``"""

    TAG = "Any"


@record
class BasicType(Type):
    """``str`` and the like: ``name`` is ``Str``, ``Int``, ``Float`` or ``Bool``"""

    TAG = "Basic"
    name: str = ""

    @classmethod
    def from_payload(cls, payload: Any) -> Type:
        return cls(payload)

    def to_dict(self) -> Any:
        return self.name


@record
class NamedType(Type):
    """A schema or an alias"""

    TAG = "Named"
    identifier: Any = None

    @classmethod
    def from_payload(cls, payload: Any) -> Type:
        from kclpy.compat.ast.expressions import Identifier  # they need types

        return cls(Identifier.from_dict(payload))

    def to_dict(self) -> Any:
        return None if self.identifier is None else self.identifier.to_dict()


@record
class ListType(Type):
    """``[inner_type]``"""

    TAG = "List"
    inner_type: Node[Any] | None = one("type")


@record
class DictType(Type):
    """``{key_type:value_type}``"""

    TAG = "Dict"
    key_type: Node[Any] | None = one("type")
    value_type: Node[Any] | None = one("type")


@record
class UnionType(Type):
    """``a | b``"""

    TAG = "Union"
    type_elements: list[Node[Any]] = many("type")


@record
class FunctionType(Type):
    """``(params_ty) -> ret_ty``"""

    TAG = "Function"
    params_ty: list[Node[Any]] | None = field(default=None, metadata=many("type").metadata)
    ret_ty: Node[Any] | None = one("type")


@record
class LiteralType(Type):
    """A value as a type: ``value`` is its JSON"""

    TAG = "Literal"
    value: dict[str, Any] = field(default_factory=dict)

    @property
    def inner_tag(self) -> str:
        """What kind of value it is: ``Bool``, ``Int``, ``Float`` or ``Str``."""
        return str(self.value.get("type", ""))

    @classmethod
    def from_payload(cls, payload: Any) -> Type:
        return cls(payload)

    def to_dict(self) -> Any:
        return self.value


@record
class IntLiteralType(Record):
    """An integer as a type, with its multiplier"""

    value: int = 0
    suffix: str | None = None


@record
class UnknownType(Type):
    """A type of a later version: its ``tag`` and what belongs to it"""

    tag: str = ""
    value: Any = None

    def to_dict(self) -> Any:
        return self.value


_BY_TAG: dict[str, type[Type]] = {
    cls.TAG: cls
    for cls in (
        AnyType,
        BasicType,
        NamedType,
        ListType,
        DictType,
        UnionType,
        FunctionType,
        LiteralType,
    )
}


def type_from_dict(d: Any) -> Any:
    """Return the type of its JSON."""
    if d is None:
        return None
    tag = d.get("type", "")
    if tag not in _BY_TAG:
        return UnknownType(tag, d.get("value"))
    return _BY_TAG[tag].from_payload(d["value"]) if "value" in d else _BY_TAG[tag]()


def type_to_dict(s: Any) -> Any:
    """Return the JSON of a type."""
    if s is None:
        return None
    if isinstance(s, AnyType):
        return {"type": s.TAG}
    return {"type": s.tag if isinstance(s, UnknownType) else s.TAG, "value": s.to_payload()}


holds("type", type_from_dict, type_to_dict)
