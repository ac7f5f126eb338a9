"""Facts about core fields that the published schemas leave to prose.

The values that a field takes stand in its description only. Those listed here are the same in
all releases that kclpy knows; a field to which releases add values is left out.
"""

from __future__ import annotations

_CORE = "io.k8s.api.core.v1."
_PROTOCOLS = ("TCP", "UDP", "SCTP")
_PULL = ("Always", "IfNotPresent", "Never")
_MESSAGE = ("File", "FallbackToLogsOnError")
_ACCESS = ("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
_MODES = ("Block", "Filesystem")
_POLICIES = ("Cluster", "Local")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")

# The values of a field, or of the items of a list, by definition and name.
ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    (_CORE + "Container", "imagePullPolicy"): _PULL,
    (_CORE + "Container", "terminationMessagePolicy"): _MESSAGE,
    (_CORE + "ContainerPort", "protocol"): _PROTOCOLS,
    (_CORE + "EphemeralContainer", "imagePullPolicy"): _PULL,
    (_CORE + "EphemeralContainer", "terminationMessagePolicy"): _MESSAGE,
    (_CORE + "HTTPGetAction", "scheme"): ("HTTP", "HTTPS"),
    (_CORE + "PersistentVolumeClaimSpec", "accessModes"): _ACCESS,
    (_CORE + "PersistentVolumeClaimSpec", "volumeMode"): _MODES,
    (_CORE + "PersistentVolumeSpec", "accessModes"): _ACCESS,
    (_CORE + "PersistentVolumeSpec", "persistentVolumeReclaimPolicy"): (
        "Delete",
        "Recycle",
        "Retain",
    ),
    (_CORE + "PersistentVolumeSpec", "volumeMode"): _MODES,
    (_CORE + "PodSpec", "dnsPolicy"): (
        "ClusterFirst",
        "ClusterFirstWithHostNet",
        "Default",
        "None",
    ),
    (_CORE + "PodSpec", "preemptionPolicy"): ("Never", "PreemptLowerPriority"),
    (_CORE + "PodSpec", "restartPolicy"): ("Always", "Never", "OnFailure"),
    (_CORE + "ServicePort", "protocol"): _PROTOCOLS,
    (_CORE + "ServiceSpec", "externalTrafficPolicy"): _POLICIES,
    (_CORE + "ServiceSpec", "internalTrafficPolicy"): _POLICIES,
    (_CORE + "ServiceSpec", "ipFamilies"): ("IPv4", "IPv6"),
    (_CORE + "ServiceSpec", "ipFamilyPolicy"): (
        "PreferDualStack",
        "RequireDualStack",
        "SingleStack",
    ),
    (_CORE + "ServiceSpec", "sessionAffinity"): ("ClientIP", "None"),
    (_CORE + "ServiceSpec", "type"): ("ClusterIP", "ExternalName", "LoadBalancer", "NodePort"),
    (_CORE + "Taint", "effect"): _EFFECTS,
    (_CORE + "Toleration", "effect"): _EFFECTS,
    (_CORE + "TopologySpreadConstraint", "whenUnsatisfiable"): ("DoNotSchedule", "ScheduleAnyway"),
    ("io.k8s.api.apps.v1.DaemonSetUpdateStrategy", "type"): ("OnDelete", "RollingUpdate"),
    ("io.k8s.api.apps.v1.DeploymentStrategy", "type"): ("Recreate", "RollingUpdate"),
    ("io.k8s.api.apps.v1.StatefulSetSpec", "podManagementPolicy"): ("OrderedReady", "Parallel"),
    ("io.k8s.api.apps.v1.StatefulSetUpdateStrategy", "type"): ("OnDelete", "RollingUpdate"),
    ("io.k8s.api.batch.v1.CronJobSpec", "concurrencyPolicy"): ("Allow", "Forbid", "Replace"),
    ("io.k8s.api.batch.v1.JobSpec", "completionMode"): ("Indexed", "NonIndexed"),
    ("io.k8s.api.networking.v1.HTTPIngressPath", "pathType"): (
        "Exact",
        "ImplementationSpecific",
        "Prefix",
    ),
    ("io.k8s.api.networking.v1.NetworkPolicyPort", "protocol"): _PROTOCOLS,
    ("io.k8s.api.networking.v1.NetworkPolicySpec", "policyTypes"): ("Egress", "Ingress"),
    ("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement", "operator"): (
        "DoesNotExist",
        "Exists",
        "In",
        "NotIn",
    ),
}

# What a field that is part of the key of a list means where it is left out.
DEFAULTS: dict[tuple[str, str], str] = {
    (_CORE + "ContainerPort", "protocol"): "TCP",
    (_CORE + "ServicePort", "protocol"): "TCP",
}
