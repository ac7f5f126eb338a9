"""The call that is being typed: its parameters, and which of them is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kclpy.builtins.declare import Builtin
from kclpy.ide.arguments import OpenCall, open_call
from kclpy.ide.declarations import Kind
from kclpy.ide.describe import describe
from kclpy.ide.document import Document
from kclpy.ide.texts import parameter, parameters, written
from kclpy.types import Param


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters as they are written, which one is next (None if none is), and the doc."""

    label: str
    parameters: tuple[str, ...]
    active: int | None
    doc: str


def signature_at(document: Document, offset: int) -> Signature | None:
    """Return the signature of the innermost call around ``offset``."""
    call = open_call(document, offset)
    if call is None:
        return None
    function = call.function
    builtin = call.declaration.builtin
    rest = builtin.signature.rest if isinstance(builtin, Builtin) else ()
    described = describe(call.declaration, document.program)
    label = f"{call.declaration.name}{parameters(function, rest)} -> {written(function.result)}"
    if call.declaration.kind is Kind.DECORATOR:
        label = described.code
    shown = tuple(map(parameter, (*function.params, *rest)))
    return Signature(label, shown, _active(call, rest), described.doc)


def _active(call: OpenCall, rest: Sequence[Param]) -> int | None:
    """Return the parameter that is next; one with stars takes what is for no other."""
    if call.active is not None:
        return call.active
    names = [param.name for param in rest]
    found = names.index(call.keyword) if call.keyword in names else None
    if found is None:
        stars = 1 if call.keyword is None else 2
        ends = (n for n, name in enumerate(names) if name.count("*") == stars)
        found = next(ends, None)
    return None if found is None else len(call.function.params) + found
