"""Lenses: run a test, see the YAML of a file, see how often a declaration is read.

The server carries out their commands (`kclpy_lsp.commands`), unless the client does. Counts are
found when their lens comes into view.
"""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from kclpy.ide.lenses import Lens, LensKind, count_references, lenses
from kclpy_lsp.commands import PREVIEW, TEST
from kclpy_lsp.documents import path_of
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

# Many files may have to be read.
_PATIENCE = 60.0


def code_lenses(request: Request[types.CodeLensParams]) -> list[types.CodeLens]:
    """Return the lenses of a file."""
    return [_lens(one, request) for one in lenses(request.document)]


def _lens(lens: Lens, request: Request[types.CodeLensParams]) -> types.CodeLens:
    place, uri = request.range(lens.span), request.uri
    if lens.kind is LensKind.TEST:
        return types.CodeLens(place, TEST.lens(uri, lens.name))
    if lens.kind is LensKind.PREVIEW:
        return types.CodeLens(place, PREVIEW.lens(uri))
    return types.CodeLens(place, data={"uri": uri, "name": lens.name})


def resolve(request: Request[types.CodeLens]) -> types.CodeLens:
    """Return a lens with the number of references; a click on it does nothing."""
    lens = request.params
    data: Any = lens.data
    if isinstance(data, dict) and "uri" in data:
        document = request.snapshot.document(path_of(str(data["uri"])), request.token)
        name = str(data.get("name", ""))
        count = count_references(request.snapshot, document, name, request.token)
        if count is not None:
            title = f"{count} reference{'' if count == 1 else 's'}"
            lens.command = types.Command(title, "")
    return lens


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_LENS, code_lenses, types.CodeLensOptions(resolve_provider=True)
    ),
    Feature(types.CODE_LENS_RESOLVE, resolve, seconds=_PATIENCE),
)
