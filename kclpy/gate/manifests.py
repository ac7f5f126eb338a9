"""Holding what stacks print to a release of Kubernetes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kclpy.diagnostics import Diagnostic
from kclpy.gate.cluster import Cluster
from kclpy.source import SourceFile
from kclpy.vet.documents import DataError, Document, format_of, read_documents
from kclpy.vet.inputs import find_files, load
from kclpy.vet.kubernetes.definitions import read_definitions
from kclpy.vet.kubernetes.manifests import manifests_in
from kclpy.vet.kubernetes.releases import load_release
from kclpy.vet.kubernetes.session import KubernetesValidator

_FORMAT = "yaml"


def validate(cluster: Cluster, stacks: Iterable[tuple[str, str]]) -> list[Diagnostic]:
    """Return what is wrong with definitions, then with manifests.

    ``stacks`` are pairs of the name of a stack and the text that it prints.
    """
    try:
        release = load_release(cluster.release)
        sources = [(path, _read_all(find_files([path]))) for path in cluster.definitions]
        definitions = read_definitions(sources, release)
    except DataError as error:
        return [error.diagnostic]
    validator = KubernetesValidator(release, definitions, cluster.skips_unknown)
    found = definitions.mistakes
    for name, text in stacks:
        file = SourceFile(f"{name} (rendered)", text)
        try:
            found += validator.validate(manifests_in(read_documents(file, _FORMAT)))
        except DataError as error:
            found.append(error.diagnostic)
    return found


def _read_all(files: Sequence[str]) -> list[Document]:
    return [one for file in files for one in load(file, format_of(file) or _FORMAT)]
