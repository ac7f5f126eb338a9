"""Problems of Kubernetes manifests, of custom resource definitions, and of policies."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import Level, Problem, aside
from kclpy.diagnostics.suggestion import names_note, nearest, proposal
from kclpy.source import Span


class ManifestProblem(Problem, kind="ManifestError"):
    """The base of what is wrong with a manifest."""


class NoManifest(ManifestProblem):
    """A document is no manifest: that is a mapping with ``apiVersion`` and ``kind``."""

    given: str
    template = "a manifest is a mapping, got {given}"


class MissingField(ManifestProblem):
    """A field that the schema requires is not there, or null."""

    name: str
    template = "the field '{name}' is missing"


class UnknownField(ManifestProblem):
    """A field is written that the schema does not have; the server would drop or refuse it."""

    name: str
    known: tuple[str, ...] = aside(default=())
    template = "unknown field '{name}'"

    def advice(self, span: Span | None) -> Advice:
        near = nearest(self.name, self.known)
        return Advice(notes=names_note("fields here", self.known), help=proposal(near))


class WrongFieldType(ManifestProblem):
    """A value has a type that its field does not take."""

    name: str
    expected: str
    given: str
    template = "'{name}' expects {expected}, got {given}"


class ValueNotAllowed(ManifestProblem):
    """A field takes some values only, and this is none of them."""

    name: str
    given: str
    allowed: str
    candidates: tuple[str, ...] = aside(default=())
    template = "'{name}' is one of {allowed}, got {given}"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=proposal(nearest(self.given.strip('"'), self.candidates)))


class PatternNotMatched(ManifestProblem):
    """A text does not match the pattern of its field."""

    name: str
    given: str
    pattern: str
    template = "'{name}' matches the pattern {pattern}, got {given}"


class FormatNotMatched(ManifestProblem):
    """A value is not written as its field wants it: as a quantity, in base 64, as a time."""

    name: str
    expected: str
    given: str
    template = "'{name}' expects {expected}, got {given}"


class LimitExceeded(ManifestProblem):
    """A number, the length of a text or the number of items is out of bounds."""

    name: str
    expected: str
    given: str
    template = "'{name}' has {expected}, got {given}"


class RepeatedItem(ManifestProblem):
    """Two items of a list have the same key, or are the same, where each may occur once."""

    name: str
    key: str
    first: int
    template = "'{name}' has {key} twice, first in item {first}"


class NoFormFits(ManifestProblem):
    """A value fits none of the forms that a schema lists with ``anyOf`` or ``oneOf``."""

    name: str
    reason: str
    template = "'{name}' has none of the allowed forms: {reason}"


class TooManyFormsFit(ManifestProblem):
    """A value fits several forms of which the schema wants one, listed with ``oneOf``."""

    name: str
    reason: str
    template = "'{name}' has several forms of which one is allowed{reason}"


class ForbiddenForm(ManifestProblem):
    """A value has the form that a schema rules out with ``not``."""

    name: str
    template = "'{name}' has a form that is ruled out"


class UnknownKind(ManifestProblem):
    """Kubernetes has no such kind in this version of its API and in this release."""

    what: str
    release: str
    remark: str = ""
    near: str | None = aside(default=None)
    template = "Kubernetes {release} has no {what}{remark}"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=proposal(self.near))


class NoSchemaOfKind(ManifestProblem):
    """A custom kind has no schema: no definition of it was given with ``--crd``."""

    what: str
    served: tuple[str, ...] = ()
    template = "there is no schema of {what}"

    def advice(self, span: Span | None) -> Advice:
        if self.served:
            return Advice(help=(f"its definition serves {', '.join(self.served)}",))
        return Advice(
            help=("give its definition with --crd, or skip such kinds: --ignore-missing-schemas",)
        )


class RemovedApi(ManifestProblem):
    """A version of an API is no longer served by the release."""

    what: str
    removed: str
    replacement: str = ""
    template = "{what} was removed in Kubernetes {removed}{replacement}"


class DeprecatedApi(ManifestProblem, kind="ManifestWarning"):
    """A version of an API is still served, and will not be for long."""

    what: str
    reason: str
    replacement: str = ""
    template = "{what} is deprecated{reason}{replacement}"

    @property
    def level(self) -> Level:
        return "warning"


class UnknownRelease(Problem):
    """A release of Kubernetes is named whose schemas do not come along."""

    name: str
    known: str
    template = "no schemas of Kubernetes '{name}', those that come along are {known}"


class NoDefinition(Problem, kind="DefinitionError"):
    """A file given with ``--crd`` defines no custom resource."""

    path: str
    template = "there is no CustomResourceDefinition in '{path}'"


class BadDefinition(Problem, kind="DefinitionError"):
    """The schema in a custom resource definition is not one."""

    reason: str
    template = "{reason}"


class NoPolicy(Problem, kind="PolicyError"):
    """A file given with ``--policy`` declares no rule."""

    path: str
    template = "there is no rule in '{path}'"


class BadPolicy(Problem, kind="PolicyError"):
    """What is said of a rule in ``@info`` makes no sense, or the rule needs arguments."""

    reason: str
    template = "{reason}"


class PolicyViolated(Problem, kind="PolicyError"):
    """A condition of a policy does not hold for a manifest."""

    rule: str
    text: str
    template = "{text} (rule '{rule}')"


class PolicyWarned(PolicyViolated, kind="PolicyWarning"):
    """A condition of a policy whose severity is ``warning`` does not hold for a manifest."""

    @property
    def level(self) -> Level:
        return "warning"


class PolicyRemarked(PolicyViolated, kind="PolicyInfo"):
    """A condition of a policy whose severity is ``info`` does not hold for a manifest."""

    @property
    def level(self) -> Level:
        return "note"
