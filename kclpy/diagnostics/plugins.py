"""Problems with plugins; where a plugin comes from is told in `driver.plugins`."""

from __future__ import annotations

from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.suggestion import did_you_mean


class PluginNotFound(Problem, code="E2F04", kind="CannotFindModule"):
    """A program imports a plugin that the run does not have.

    Plugins are given by the program that embeds kclpy, installed as Python packages, or kept
    in the folder ``plugins`` beside ``kcl.mod``.
    """

    name: str
    similar: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return f"plugin '{self.name}' is not registered{did_you_mean(self.similar)}"


class PluginNotAllowed(Problem, code="E2F04", kind="CannotFindModule"):
    """A plugin may not run: nobody allowed the code in ``place``, or what the plugin needs.

    The code of a plugin in the folder of a program is as unknown as the program. Allow it with
    ``--allow-plugin NAME``, and what it needs with ``--allow-plugin NAME=files,network``.
    """

    name: str
    place: str | None
    lacking: tuple[str, ...]

    @property
    def message(self) -> str:
        if self.place is not None:
            return f"plugin '{self.name}' in '{self.place}' is not allowed to run"
        return f"plugin '{self.name}' is not allowed to use {', '.join(self.lacking)}"


class BrokenPlugin(Problem, code="E2F04", kind="CannotFindModule"):
    """The Python code of a plugin cannot be imported, or declares no plugin."""

    name: str
    reason: str
    template = "plugin '{name}' cannot be loaded: {reason}"


class PluginFailed(Problem, code="", kind="EvaluationError"):
    """A function of a plugin raised an exception; ``text`` is what the exception says."""

    text: str
    function: str
    error: str
    template = "{text}"

    @property
    def note(self) -> str:
        """Which function it was, and what it raised."""
        return f"the plugin function '{self.function}' raised {self.error}"
