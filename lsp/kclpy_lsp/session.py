"""What the server knows while an editor is connected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.kinds import Kind
from kclpy.ide.workspace import Snapshot, Workspace
from kclpy.source import Span
from kclpy.source.vfs import canonical
from kclpy_lsp.documents import Documents, path_of
from kclpy_lsp.positions import Positions

P = TypeVar("P")


@dataclass(slots=True)
class Session:
    """The state of a connection; it is changed by the thread that reads messages alone."""

    workspace: Workspace = field(default_factory=Workspace)
    documents: Documents = field(default_factory=Documents)
    capabilities: types.ClientCapabilities = field(default_factory=types.ClientCapabilities)
    positions: Positions = field(
        default_factory=lambda: Positions(types.PositionEncodingKind.Utf16)
    )
    folders: dict[str, str] = field(default_factory=dict)  # path by address
    _tokens: dict[str, tuple[int, list[int]]] = field(default_factory=dict)

    def change_folders(self, added: Iterable[str], removed: Iterable[str] = ()) -> None:
        """Add and remove folders of the workspace, given by address."""
        for uri in removed:
            self.folders.pop(uri, None)
        for uri in added:
            self.folders[uri] = canonical(path_of(uri))
        self.workspace.set_folders(self.folders.values())

    def close(self, uri: str) -> None:
        """Forget the text of a document; the file counts again."""
        path = self.documents.close(uri)
        self.workspace.close(path)
        self._tokens.pop(path, None)
        self.positions.forget(path)

    def shows_markdown(self, place: str, default: bool = False) -> bool:
        """Whether the client shows Markdown at a ``place`` of what it can do with texts."""
        formats = get_capability(self.capabilities, f"text_document.{place}")
        return default if formats is None else types.MarkupKind.Markdown in formats

    @property
    def takes_snippets(self) -> bool:
        """Whether proposals may have places to fill in."""
        text_document = self.capabilities.text_document
        known = None if text_document is None else text_document.completion
        item = None if known is None else known.completion_item
        return item is not None and bool(item.snippet_support)

    @property
    def shows_trees_of_symbols(self) -> bool:
        """Whether outlines may be trees."""
        text_document = self.capabilities.text_document
        known = None if text_document is None else text_document.document_symbol
        return known is not None and bool(known.hierarchical_document_symbol_support)

    @property
    def shows_tooltips(self) -> bool:
        """Whether links may have tooltips."""
        return bool(
            get_capability(self.capabilities, "text_document.document_link.tooltip_support")
        )

    @property
    def checks_versions(self) -> bool:
        """Whether changes of several files may tell the versions that they are meant for."""
        workspace = self.capabilities.workspace
        known = None if workspace is None else workspace.workspace_edit
        return known is not None and bool(known.document_changes)

    @property
    def shows_disabled_actions(self) -> bool:
        """Whether code actions may say why they cannot be done."""
        return bool(get_capability(self.capabilities, "text_document.code_action.disabled_support"))

    @property
    def creates_files(self) -> bool:
        """Whether changes may create files."""
        operations = get_capability(
            self.capabilities, "workspace.workspace_edit.resource_operations"
        )
        created = types.ResourceOperationKind.Create in (operations or ())
        return self.checks_versions and created

    def keep_tokens(self, path: str, data: list[int]) -> str:
        """Keep the tokens of a file; return the name of this answer."""
        number = self._tokens[path][0] + 1 if path in self._tokens else 1
        self._tokens[path] = (number, data)
        return str(number)

    def kept_tokens(self, path: str, result: str) -> list[int] | None:
        """Return the tokens of an earlier answer, None if they are gone."""
        number, data = self._tokens.get(path, (0, []))
        return data if str(number) == result else None

    @property
    def pulls_diagnostics(self) -> bool:
        """Whether the client asks for diagnostics; else they are sent to it."""
        text_document = self.capabilities.text_document
        return text_document is not None and text_document.diagnostic is not None

    @property
    def refreshes_diagnostics(self) -> bool:
        """Whether the client can be told that diagnostics may have changed."""
        workspace = self.capabilities.workspace
        known = None if workspace is None else workspace.diagnostics
        return known is not None and bool(known.refresh_support)

    def location(self, span: Span) -> types.Location:
        """Return the place of ``span`` as editors know it."""
        return types.Location(self.documents.uri(span.file.path), self.positions.range(span))


@dataclass(frozen=True, slots=True)
class Request(Generic[P]):
    """A question with the moment at which it was asked."""

    session: Session
    params: P
    snapshot: Snapshot
    token: CancelToken

    @property
    def uri(self) -> str:
        """The address of the file that is asked about."""
        params: Any = self.params
        uri: str = params.text_document.uri
        return uri

    @property
    def kind(self) -> Kind | None:
        """The kind of document that is asked about, None if the question is about no document."""
        params: Any = self.params
        asked = getattr(params, "text_document", None)
        if asked is None:
            return None
        path = path_of(asked.uri)
        return self.snapshot.kind(path, self.session.documents.language(path))

    @property
    def document(self) -> Document:
        """The file that is asked about."""
        return self.snapshot.document(path_of(self.uri), self.token)

    def offset(self, document: Document, position: types.Position) -> int:
        """Return the offset of ``position`` in ``document``."""
        positions = self.session.positions
        return positions.offset(positions.lines(document.file), position)

    def span(self, document: Document, given: types.Range) -> tuple[int, int]:
        """Return the offsets of a range in ``document``."""
        return self.offset(document, given.start), self.offset(document, given.end)

    @property
    def place(self) -> tuple[Document, int]:
        """The file and the offset that are asked about."""
        params: Any = self.params
        document = self.document
        return document, self.offset(document, params.position)

    @property
    def excerpt(self) -> tuple[Document, int]:
        """The file, as far as the offset that is asked about needs it, and the offset.

        What is asked while somebody types is answered from it, as it is there at once.
        """
        params: Any = self.params
        path = path_of(self.uri)
        positions = self.session.positions
        lines = positions.lines(self.snapshot.files.source(path))
        offset = positions.offset(lines, params.position)
        return self.snapshot.excerpt(path, offset, self.token), offset

    def location(self, span: Span) -> types.Location:
        """Return the place of ``span`` as editors know it."""
        return self.session.location(span)

    def range(self, span: Span) -> types.Range:
        """Return the range of ``span`` within its file."""
        return self.session.positions.range(span)
