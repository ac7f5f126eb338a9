"""What the manifests of stacks are held to: a release of Kubernetes, and custom resources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """A release, and paths that hold definitions of custom resources.

    Where ``skips_unknown``, custom resources without a definition are passed over.
    """

    release: str
    definitions: tuple[str, ...] = ()
    skips_unknown: bool = False
