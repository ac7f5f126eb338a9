"""Values as the server sees them when it checks the forms of a schema: with their defaults."""

from __future__ import annotations

from kclpy.runtime.values import Value
from kclpy.vet.kubernetes.shapes import Shape


def defaulted(value: Value, shape: Shape) -> Value:
    """Return a value without fields that are null, and with those that have a default."""
    if isinstance(value, list):
        if shape.item is None:
            return value
        inner = shape.item.shape
        return [defaulted(item, inner) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name in (*value, *(name for name in shape.fields if name not in value)):
        field = shape.field(name)
        item = value.get(name)
        if field is None:
            others = shape.others
            made[name] = item if others is None else defaulted(item, others.shape)
        elif item is not None or (field.is_nullable and name in value):
            made[name] = defaulted(item, field)
        elif field.has_default:
            made[name] = defaulted(shape.default(name), field)
    return made
