"""What ``kclpy vet --kubernetes`` asks: is each manifest one of this release?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.manifests import (
    MissingField,
    NoManifest,
    NoSchemaOfKind,
    UnknownKind,
    WrongFieldType,
)
from kclpy.diagnostics.suggestion import listed, nearest
from kclpy.vet.kubernetes.definitions import Definitions
from kclpy.vet.kubernetes.manifests import Manifest
from kclpy.vet.kubernetes.releases import Release, group_of
from kclpy.vet.kubernetes.removals import deprecation, removal
from kclpy.vet.kubernetes.shapes import Shape, Shapes
from kclpy.vet.kubernetes.validation import described, violations


class KubernetesValidator:
    """Holds manifests to the schemas of a release and of custom resources.

    Where ``skips_unknown``, custom kinds without a schema are passed over.
    """

    def __init__(
        self, release: Release, definitions: Definitions, skips_unknown: bool = False
    ) -> None:
        self.release = release
        self.definitions = definitions
        self.skips_unknown = skips_unknown
        self.shapes = Shapes(release.definitions)

    def validate(self, manifests: Iterable[Manifest]) -> Iterator[Diagnostic]:
        """Yield what is wrong with manifests; in each in the order of the text."""
        for manifest in manifests:
            found = list(self._findings(manifest))
            yield from sorted(found, key=lambda one: one.labels[0].span.start)

    def _findings(self, manifest: Manifest) -> Iterator[Diagnostic]:
        if not isinstance(manifest.value, dict):
            yield manifest.diagnostic((), NoManifest(described(manifest.value)))
            return
        unnamed = list(_unnamed(manifest.value))
        for name, problem in unnamed:
            yield manifest.diagnostic((name,), problem)
        if unnamed:
            return
        shape, remark = self._shape(manifest.kind, manifest.api_version)
        if remark is not None:
            is_kind = isinstance(remark, UnknownKind) and remark.near is not None
            yield manifest.diagnostic(("kind" if is_kind else "apiVersion",), remark)
        if shape is not None:
            for found in violations(manifest.value, shape):
                yield manifest.diagnostic(found.path, found.problem)

    def _shape(self, kind: str, api_version: str) -> tuple[Shape | None, Problem | None]:
        """Return the shape of a kind, and what is to be said of that kind."""
        what = f"{api_version}/{kind}"
        if what in self.definitions.shapes:
            return self.definitions.shapes[what], None
        name = self.release.kinds.get(what)
        if name is not None:
            return self.shapes.named(name), deprecation(kind, api_version, self.release)
        gone = removal(kind, api_version, self.release)
        if gone is not None:
            return None, gone
        group = group_of(api_version)
        if group in self.release.groups or "." not in group:
            return None, self._unknown(kind, api_version)
        if self.skips_unknown:
            return None, None
        served = self.definitions.served.get((group, kind), ())
        return None, NoSchemaOfKind(f"{kind} of {api_version}", tuple(served))

    def _unknown(self, kind: str, api_version: str) -> Problem:
        """Return that the release has no such kind, and what may be meant."""
        elsewhere = [version for version, _, one in map(_split, self.release.kinds) if one == kind]
        born = self.release.lives.get(f"{api_version}/{kind}")
        remark = ""
        if born:
            remark = f", Kubernetes {born[0]} is the first that has it"
        elif elsewhere:
            remark = f", it is of {listed(elsewhere)}"
        kinds = [
            one for version, _, one in map(_split, self.release.kinds) if version == api_version
        ]
        near = None if remark else nearest(kind, kinds)
        return UnknownKind(f"{kind} of {api_version}", self.release.name, remark, near=near)


def _split(what: str) -> tuple[str, str, str]:
    return what.rpartition("/")


def _unnamed(value: dict[str, object]) -> Iterator[tuple[str, Problem]]:
    """Yield which of the fields that tell what a manifest is are missing, or no texts."""
    for name in ("apiVersion", "kind"):
        given = value.get(name)
        if given is None or given == "":
            yield name, MissingField(name)
        elif not isinstance(given, str):
            yield name, WrongFieldType(name, "a text", described(given))
