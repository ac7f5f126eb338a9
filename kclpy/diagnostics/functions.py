"""Problems of evaluation: functions of the library, options, and the output."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import EvaluationProblem, aside
from kclpy.diagnostics.suggestion import names_note, nearest, proposal
from kclpy.source import Span


class FunctionFailed(EvaluationProblem):
    """A function of the library refuses its arguments, or cannot do what is asked.

    ```kcl
    import yaml
    a = yaml.decode("a: [1")
    ```

    The message is that of the function. Its page in the manual says what it takes.
    """

    text: str
    template = "{text}"


class OptionRequired(EvaluationProblem):
    """An option is required, and the command line gives no value for it.

    ```kcl
    env = option("env", required=True)
    ```

    Give it: ``-D env=prod``; or give ``option`` a default.
    """

    name: str
    given: tuple[str, ...] = aside(default=())
    template = "option('{name}') must be initialized, try '-D {name}=?' argument"

    def advice(self, span: Span | None) -> Advice:
        return Advice(
            notes=names_note("the options given are", self.given),
            help=proposal(nearest(self.name, self.given)),
        )


class OptionType(EvaluationProblem):
    """The value of an option cannot be converted to the type that is asked for.

    ```kcl
    replicas = option("replicas", type="int", default="many")
    ```

    Give a value of that type: ``-D replicas=3``.
    """

    text: str
    type: str
    template = "cannot use '{text}' as type '{type}'"


class SelectorNotFound(EvaluationProblem):
    """A path of ``-S`` leads to nothing in the result."""

    path: str
    part: str = aside(default="")  # that is not there
    names: tuple[str, ...] = aside(default=())  # what is there
    template = "invalid path select operand {path}, value not found"

    def advice(self, span: Span | None) -> Advice:
        return Advice(
            notes=names_note(f"there is no '{self.part}'; there are", self.names),
            help=proposal(nearest(self.part, self.names)),
        )


class OutputTooDeep(EvaluationProblem):
    """The result is nested too deeply to be written."""

    template = "the value is nested too deeply to be output"
