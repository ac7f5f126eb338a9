"""Diagnostics in the words of the protocol."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.warnings import RepeatedImport, UnusedImport, UseOfDeprecated
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.kinds import Kind
from kclpy.ide.places import shown_span
from kclpy.ide.program import LoadedProgram, moved
from kclpy.ide.settings.opening import open_keyed
from kclpy.ide.workspace import Snapshot
from kclpy.linter.rule import Group
from kclpy.linter.rules import all_rules
from kclpy.source import SourceFile
from kclpy_lsp.session import Session

SOURCE = "kclpy"

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}

# More than these no editor shows.
_MOST = 500


def report(
    snapshot: Snapshot, path: str, session: Session, token: CancelToken
) -> list[types.Diagnostic]:
    """Return what is to be said about the file at ``path``; nothing of a kind nobody knows."""
    kind = snapshot.kind(path, session.documents.language(path))
    if kind is Kind.KCL:
        document = snapshot.document(path, token)
        found, file = document.diagnostics, document.file
        return [diagnostic(one, file, session, document) for one in found[:_MOST]]
    keyed = open_keyed(snapshot, path, kind, token)
    if keyed is None:
        return []
    return [diagnostic(one, keyed.file, session) for one in keyed.diagnostics[:_MOST]]


def diagnostic(
    found: Diagnostic, file: SourceFile, session: Session, document: Document | None = None
) -> types.Diagnostic:
    """Return one diagnostic; what stands nowhere is shown where the file begins."""
    problem = found.problem
    label = found.labels[0] if found.labels else None
    span = shown_span(label) if label is not None else file.span(0, 0)
    severities = {} if document is None else document.severities
    severity = severities.get(problem.id(), problem.level)
    return types.Diagnostic(
        range=session.positions.range(span),
        severity=_SEVERITIES.get(severity, types.DiagnosticSeverity.Warning),
        code=problem.code or problem.id(),
        source=SOURCE,
        message=_message(found),
        tags=_tags(found),
        related_information=list(
            _related(found, session, None if document is None else document.program)
        )
        or None,
        data={"problem": problem.id()},
    )


def _message(found: Diagnostic) -> str:
    """Return the message with what helps to understand it."""
    note = found.note or found.problem.note
    lines = [found.message, *([] if note is None else [f"note: {note}"])]
    lines += [f"note: {one}" for one in found.advice.notes]
    lines += [f"help: {one}" for one in found.advice.help]
    return "\n".join(lines)


def _tags(found: Diagnostic) -> list[types.DiagnosticTag] | None:
    rule = all_rules().get(found.problem.id())
    is_unused = rule is not None and rule.group is Group.UNUSED
    if is_unused or isinstance(found.problem, (UnusedImport, RepeatedImport)):
        return [types.DiagnosticTag.Unnecessary]
    if isinstance(found.problem, UseOfDeprecated):
        return [types.DiagnosticTag.Deprecated]
    return None


def _related(
    found: Diagnostic, session: Session, program: LoadedProgram | None
) -> Iterator[types.DiagnosticRelatedInformation]:
    """Yield the further places of a diagnostic, if the client shows such."""
    text_document = session.capabilities.text_document
    known = None if text_document is None else text_document.publish_diagnostics
    if known is not None and known.related_information is False:
        return
    labels: tuple[Label, ...] = (*found.labels[1:], *found.advice.related)
    for label in dict.fromkeys(labels):
        if label.span.start >= 0 and label.span.file.path:
            span = label.span if program is None else moved(label.span, program)
            message = label.message or found.message
            yield types.DiagnosticRelatedInformation(session.location(span), message)
