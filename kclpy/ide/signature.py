"""The call that is being typed: its parameters, and which of them is next."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.ide.arguments import open_call
from kclpy.ide.declarations import Kind
from kclpy.ide.describe import describe
from kclpy.ide.document import Document
from kclpy.ide.texts import parameter, written


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
    params = tuple(parameter(one) for one in function.params)
    dots = ("...",) if function.is_variadic else ()
    described = describe(call.declaration, document.program)
    label = f"{call.declaration.name}({', '.join((*params, *dots))}) -> {written(function.result)}"
    if call.declaration.kind is Kind.DECORATOR:
        label = described.code
    return Signature(label, params, call.active, described.doc)
