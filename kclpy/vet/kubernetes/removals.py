"""What became of the versions of APIs: when they were removed, and what replaces them.

The table holds what was removed before the first release that comes along, and what the schemas
cannot tell: a group that changed, a kind without successor. The rest follows from the schemas:
a version before its first stable one is deprecated once a more stable one is there, and
removed in the first release that lacks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kclpy.diagnostics import Problem
from kclpy.diagnostics.manifests import DeprecatedApi, RemovedApi
from kclpy.vet.kubernetes.releases import Release, group_of, number

_VERSION = re.compile(r"v(\d+)(?:(alpha|beta)(\d+))?")
_STABILITY = {"alpha": 0, "beta": 1, None: 2}


class Removal(NamedTuple):
    """The release that removed a version of some kinds, and what to write instead.

    ``removed`` is "" for what is only deprecated.
    """

    kinds: str
    api_version: str
    removed: str
    instead: str


# From the deprecation guide of Kubernetes.
_TABLE = (
    Removal("DaemonSet Deployment ReplicaSet", "extensions/v1beta1", "1.16", "apps/v1"),
    Removal("Deployment StatefulSet", "apps/v1beta1", "1.16", "apps/v1"),
    Removal("DaemonSet Deployment ReplicaSet StatefulSet", "apps/v1beta2", "1.16", "apps/v1"),
    Removal("NetworkPolicy", "extensions/v1beta1", "1.16", "networking.k8s.io/v1"),
    Removal("PodSecurityPolicy", "extensions/v1beta1", "1.16", "Pod Security Admission"),
    Removal("PodSecurityPolicy", "policy/v1beta1", "1.25", "Pod Security Admission"),
    Removal("Ingress", "extensions/v1beta1", "1.22", "networking.k8s.io/v1"),
    Removal("Ingress IngressClass", "networking.k8s.io/v1beta1", "1.22", "networking.k8s.io/v1"),
    Removal(
        "MutatingWebhookConfiguration ValidatingWebhookConfiguration",
        "admissionregistration.k8s.io/v1beta1",
        "1.22",
        "admissionregistration.k8s.io/v1",
    ),
    Removal(
        "CustomResourceDefinition",
        "apiextensions.k8s.io/v1beta1",
        "1.22",
        "apiextensions.k8s.io/v1",
    ),
    Removal("APIService", "apiregistration.k8s.io/v1beta1", "1.22", "apiregistration.k8s.io/v1"),
    Removal("TokenReview", "authentication.k8s.io/v1beta1", "1.22", "authentication.k8s.io/v1"),
    Removal(
        "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview"
        " SubjectAccessReview",
        "authorization.k8s.io/v1beta1",
        "1.22",
        "authorization.k8s.io/v1",
    ),
    Removal(
        "CertificateSigningRequest",
        "certificates.k8s.io/v1beta1",
        "1.22",
        "certificates.k8s.io/v1",
    ),
    Removal("Lease", "coordination.k8s.io/v1beta1", "1.22", "coordination.k8s.io/v1"),
    Removal(
        "ClusterRole ClusterRoleBinding Role RoleBinding",
        "rbac.authorization.k8s.io/v1alpha1",
        "1.22",
        "rbac.authorization.k8s.io/v1",
    ),
    Removal(
        "ClusterRole ClusterRoleBinding Role RoleBinding",
        "rbac.authorization.k8s.io/v1beta1",
        "1.22",
        "rbac.authorization.k8s.io/v1",
    ),
    Removal("PriorityClass", "scheduling.k8s.io/v1alpha1", "1.22", "scheduling.k8s.io/v1"),
    Removal("PriorityClass", "scheduling.k8s.io/v1beta1", "1.22", "scheduling.k8s.io/v1"),
    Removal(
        "CSIDriver CSINode StorageClass VolumeAttachment",
        "storage.k8s.io/v1beta1",
        "1.22",
        "storage.k8s.io/v1",
    ),
    Removal("CronJob", "batch/v2alpha1", "1.21", "batch/v1"),
    Removal("CronJob", "batch/v1beta1", "1.25", "batch/v1"),
    Removal("EndpointSlice", "discovery.k8s.io/v1beta1", "1.25", "discovery.k8s.io/v1"),
    Removal("Event", "events.k8s.io/v1beta1", "1.25", "events.k8s.io/v1"),
    Removal("HorizontalPodAutoscaler", "autoscaling/v2beta1", "1.25", "autoscaling/v2"),
    Removal("HorizontalPodAutoscaler", "autoscaling/v2beta2", "1.26", "autoscaling/v2"),
    Removal("PodDisruptionBudget", "policy/v1beta1", "1.25", "policy/v1"),
    Removal("RuntimeClass", "node.k8s.io/v1alpha1", "1.25", "node.k8s.io/v1"),
    Removal("RuntimeClass", "node.k8s.io/v1beta1", "1.25", "node.k8s.io/v1"),
    Removal("CSIStorageCapacity", "storage.k8s.io/v1beta1", "1.27", "storage.k8s.io/v1"),
    Removal(
        "FlowSchema PriorityLevelConfiguration",
        "flowcontrol.apiserver.k8s.io/v1alpha1",
        "1.24",
        "flowcontrol.apiserver.k8s.io/v1",
    ),
    Removal("ComponentStatus", "v1", "", ""),
    Removal("Endpoints", "v1", "", "EndpointSlice of discovery.k8s.io/v1"),
)

# The releases that first call a stable version deprecated.
_DEPRECATED_SINCE = {"ComponentStatus": "1.19", "Endpoints": "1.33"}


def removal(kind: str, api_version: str, release: Release) -> Problem | None:
    """Return what became of a version that a release does not have, None if nothing is known."""
    what = f"{kind} of {api_version}"
    known = _in_table(kind, api_version)
    lived = release.lives.get(f"{api_version}/{kind}", [])
    if lived and number(release.name) > number(lived[-1]):
        removed = _next(lived[-1])
    elif known is not None and known.removed and number(known.removed) <= number(release.name):
        removed = known.removed
    else:
        return None
    best = _best(kind, api_version, release)
    instead = best or (known.instead if known is not None else "")
    return RemovedApi(what, removed, f", write {instead}" if instead else "")


def deprecation(kind: str, api_version: str, release: Release) -> Problem | None:
    """Return that a version which a release has is deprecated, None if it is not."""
    what = f"{kind} of {api_version}"
    known = _in_table(kind, api_version)
    if known is not None and not known.removed:
        if number(release.name) < number(_DEPRECATED_SINCE[kind]):
            return None
        return DeprecatedApi(what, "", f", use {known.instead}" if known.instead else "")
    best = _best(kind, api_version, release)
    if best is None or _stability(best) <= _stability(api_version):
        return None
    lived = release.lives[f"{api_version}/{kind}"]
    newest = max(map(number, (one for names in release.lives.values() for one in names)))
    is_going = number(lived[-1]) < newest
    reason = f", and removed in Kubernetes {_next(lived[-1])}" if is_going else ""
    return DeprecatedApi(what, reason, f", write {best}")


def _in_table(kind: str, api_version: str) -> Removal | None:
    for row in _TABLE:
        if row.api_version == api_version and kind in row.kinds.split():
            return row
    return None


def _best(kind: str, api_version: str, release: Release) -> str | None:
    """Return the most stable version of a kind in its group that a release has."""
    versions = versions_of(kind, release.kinds, group_of(api_version))
    return max(versions, key=_rank, default=None)


def versions_of(kind: str, kinds: Mapping[str, str] | Iterable[str], group: str) -> list[str]:
    """Return the versions of a group that have a kind."""
    found = (what.rpartition("/") for what in kinds)
    return [version for version, _, one in found if one == kind and group_of(version) == group]


def _rank(api_version: str) -> tuple[int, int, int]:
    """Return what sorts versions: alpha, beta, stable, then by number."""
    found = _VERSION.fullmatch(api_version.rpartition("/")[2])
    if found is None:
        return (-1, 0, 0)
    return _STABILITY[found[2]], int(found[1]), int(found[3] or 0)


def _stability(api_version: str) -> int:
    return _rank(api_version)[0]


def _next(release: str) -> str:
    major, minor = number(release)
    return f"{major}.{minor + 1}"
