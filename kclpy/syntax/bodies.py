"""What both parsers say about the bodies of statements."""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.syntax import nodes, tokens
from kclpy.syntax.literals import plain_string


def docstring_of(text: str, first: object) -> nodes.StringLit | None:
    """Return the docstring that ``first``, the first statement of a body, is, or None."""
    if not isinstance(first, nodes.ExprStmt):
        return None
    value = first.value
    if not isinstance(value, nodes.StringLit | nodes.JoinedString) or not value.is_long:
        return None
    return plain_string((tokens.STRING, text[value.start : value.end], value.start, value.end))


def declaration_end(schema: nodes.SchemaStmt) -> int:
    """Return where the last part of ``schema`` ends; its own end is that of its head."""
    parts: list[nodes.Node] = [*schema.body[-1:], *schema.mixins[-1:], *schema.checks[-1:]]
    parts += [part for part in (schema.docstring, schema.index_signature) if part is not None]
    return max([schema.end, *(part.end for part in parts)])


def end_of(*groups: Sequence[nodes.Node], default: int) -> int:
    """Return where the last part of the last of ``groups`` that is not empty ends."""
    for group in reversed(groups):
        if group:
            return group[-1].end
    return default
