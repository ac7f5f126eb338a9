"""Diagnostics for clients that ask for them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lsprotocol import types

from kclpy.ide.kinds import Kind
from kclpy_lsp.documents import path_of
from kclpy_lsp.registry import Feature
from kclpy_lsp.reports import report
from kclpy_lsp.session import Request

_EMPTY = types.RelatedFullDocumentDiagnosticReport(items=[])


def document_diagnostics(
    request: Request[types.DocumentDiagnosticParams],
) -> types.DocumentDiagnosticReport:
    """Return what is to be said about one file, or that it is what was said before."""
    found = report(request.snapshot, path_of(request.uri), request.session, request.token)
    result = _result_id(found)
    if result == request.params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result)
    return types.RelatedFullDocumentDiagnosticReport(items=found, result_id=result)


def workspace_diagnostics(
    request: Request[types.WorkspaceDiagnosticParams],
) -> types.WorkspaceDiagnosticReport:
    """Return what is to be said about all files."""
    known = {path_of(one.uri): one.value for one in request.params.previous_result_ids}
    return types.WorkspaceDiagnosticReport(
        [_file_report(path, request, known) for path in request.snapshot.all_sources()]
    )


def _file_report(
    path: str, request: Request[types.WorkspaceDiagnosticParams], known: dict[str, str]
) -> types.WorkspaceDocumentDiagnosticReport:
    documents = request.session.documents
    found = report(request.snapshot, path, request.session, request.token)
    result = _result_id(found)
    opened = documents.get(path)
    uri, version = documents.uri(path), None if opened is None else opened.version
    if known.get(path) == result:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result, version)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, found, version, result_id=result)


def _result_id(found: Sequence[types.Diagnostic]) -> str:
    return hashlib.sha256(repr(found).encode("utf-8", "surrogatepass")).hexdigest()[:16]


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        document_diagnostics,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True),
        empty=_EMPTY,
        seconds=60.0,
        is_offered=lambda session: session.pulls_diagnostics,
        kinds=frozenset(Kind),
    ),
    Feature(
        types.WORKSPACE_DIAGNOSTIC,
        workspace_diagnostics,
        empty=types.WorkspaceDiagnosticReport([]),
        seconds=600.0,
        is_offered=lambda session: session.pulls_diagnostics,
    ),
)
