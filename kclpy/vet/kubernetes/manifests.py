"""The manifests in documents: a document is one, or a ``List`` of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kclpy.diagnostics import Advice, Diagnostic, Label, Problem
from kclpy.driver.advice.paths import written
from kclpy.runtime.values import Value
from kclpy.vet.documents import Document
from kclpy.vet.places import Path


@dataclass(frozen=True, slots=True, eq=False)
class Manifest:
    """A manifest at ``path`` in a document; it may lack what makes it one."""

    document: Document
    path: Path
    value: Value

    @property
    def kind(self) -> str:
        """The kind, "" if there is none."""
        return self._text("kind")

    @property
    def api_version(self) -> str:
        """The version of the API, with its group; "" if there is none."""
        return self._text("apiVersion")

    @property
    def label(self) -> str:
        """How a message names the manifest: ``Deployment shop/web``."""
        metadata = self.value.get("metadata") if isinstance(self.value, dict) else None
        names = metadata if isinstance(metadata, dict) else {}
        named = [names[key] for key in ("namespace", "name") if isinstance(names.get(key), str)]
        return f"{self.kind} {'/'.join(named)}".strip()

    def _text(self, name: str) -> str:
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else ""

    def diagnostic(self, path: Path, problem: Problem, *others: Label) -> Diagnostic:
        """Return that there is a problem at a path within the manifest."""
        whole = (*self.path, *path)
        label = Label(self.document.span(whole), problem.message)
        notes = (f"in {self.label}",) if self.label else ()
        advice = Advice(path=written(whole), notes=notes)
        return Diagnostic(problem, (label, *others), advice=advice).explained()


def manifests_in(documents: Sequence[Document]) -> Iterator[Manifest]:
    """Yield the manifests of documents; an empty document has none."""
    for document in documents:
        if document.value is not None:
            yield from _manifests(document, (), document.value)


def _manifests(document: Document, path: Path, value: Value) -> Iterator[Manifest]:
    is_list = isinstance(value, dict) and value.get("kind") == "List"
    if is_list and isinstance(value.get("items"), list):
        for number, item in enumerate(value["items"]):
            yield from _manifests(document, (*path, "items", number), item)
    else:
        yield Manifest(document, path, value)
