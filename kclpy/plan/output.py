"""The result of a program: one document or a stream, as YAML and JSON.

(reference, 02 section 10 and 09, "The result of a program")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kclpy.plan.json import to_json
from kclpy.plan.planner import DEFAULT, Data, PlanOptions, plan
from kclpy.plan.select import select
from kclpy.plan.yaml import to_stream, to_yaml
from kclpy.runtime.context import Evaluation
from kclpy.runtime.values import Value


@dataclass(frozen=True, slots=True)
class Output:
    """The documents that a program outputs; each is plain data."""

    documents: Sequence[Data]

    def to_yaml(self) -> str:
        """Return the documents as YAML, without a line break at the end of most."""
        return to_stream(self.documents)

    def to_json(self) -> str:
        """Return the documents as JSON, one per line."""
        return "\n".join(map(to_json, self.documents))


@dataclass(frozen=True, slots=True)
class Stream(Output):
    """What was given to `manifests.yaml_stream`."""

    separator: str = "---"

    def to_yaml(self) -> str:
        """Return the documents as YAML; none ends in a line break."""
        texts = (to_yaml(data).removesuffix("\n") for data in self.documents)
        return f"\n{self.separator}\n".join(texts)

    def to_json(self) -> str:
        """Return the documents as JSON, one per line."""
        return Output.to_json(self) if self.documents else "null"


def output_of(
    value: Value,
    options: PlanOptions = DEFAULT,
    paths: Sequence[str] = (),
    context: Evaluation | None = None,
) -> Output:
    """Return what a program outputs whose main package has the value ``value``.

    ``paths`` select parts of the value. A stream that ``context`` was given replaces the
    whole output, whatever parts are asked for.
    """
    if context is not None and context.stream is not None:
        return _stream(context.stream, context.stream_options)
    data = plan(select(value, paths, options.show_hidden), options)
    is_stream = type(data) is list and all(type(item) is dict for item in data)
    return Output(data if is_stream else [data])


def _stream(values: list[Value], options: Mapping[str, Value]) -> Stream:
    planned = PlanOptions(
        show_hidden=not options.get("ignore_private", False),
        disable_none=bool(options.get("ignore_none", False)),
        sort_keys=bool(options.get("sort_keys", False)),
    )
    separator = options.get("sep", "---")
    return Stream([plan(value, planned) for value in values], separator)
