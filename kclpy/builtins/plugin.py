"""Plugins: Python functions that a KCL program calls as ``kcl_plugin.NAME.function(…)``.

```python
from kclpy import Plugin

fruit = Plugin("fruit", needs=["network"])


@fruit.function
def price(name: str, amount: int = 1) -> float:
    \"\"\"Return what fruit costs.\"\"\"
    ...
```

The annotations become the KCL signature and the docstring becomes hover text, as with
builtins. A plugin is an object that a run is given; there is no global list of them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar, overload

from kclpy.builtins.annotations import kcl_type
from kclpy.builtins.declare import NEEDS, PLUGIN_PREFIX, Builtin
from kclpy.builtins.signature import STARS, Parameter, Signature, default_text
from kclpy.types import Param

F = TypeVar("F", bound=Callable[..., Any])


class PluginError(ValueError):
    """A plugin is not declared as it should be; the text says what is wrong."""


class PluginFunction(Builtin):
    """A function of a plugin; ``python_signature`` binds the arguments of a call."""

    python_signature: inspect.Signature

    def __init__(self, owner: str, name: str, function: Callable[..., Any]) -> None:
        found = inspect.signature(function)
        hints = _hints(function)
        named = [p for p in found.parameters.values() if p.kind not in STARS]
        parameters = tuple([_parameter(p, hints.get(p.name, Any)) for p in named])
        rest = [
            Param(f"{STARS[p.kind]}{p.name}", kcl_type(hints.get(p.name, Any)))
            for p in found.parameters.values()
            if p.kind in STARS
        ]
        super().__init__(
            name=name,
            full_name=f"{PLUGIN_PREFIX}{owner}.{name}",
            function=function,
            parameters=tuple([p.name for p in parameters]),
            required=sum(p.is_required for p in parameters),
            needs_context=False,
            is_variadic=len(named) < len(found.parameters),
            is_member=False,
            missing=None,
            fail=PluginError,
        )
        result = kcl_type(hints.get("return", Any))
        known = {
            "python_signature": found,
            "signature": Signature(parameters, result, self.is_variadic, tuple(rest)),
        }
        self.__dict__.update(known)  # the record is frozen for everybody else

    @property
    def doc(self) -> str:
        """The documentation, for hover text and manual."""
        return inspect.getdoc(self.function) or ""


class Plugin:
    """Functions under one name, and what they need beside their arguments.

    ``name`` is what follows ``kcl_plugin.`` in an import. ``needs`` are words of `NEEDS`; a run
    refuses the plugin unless it allows all of them. ``doc`` tells what the plugin is for. Raises
    `PluginError` if the name or a need is none.
    """

    def __init__(self, name: str, *, needs: Iterable[str] = (), doc: str = "") -> None:
        if not all(part.isidentifier() for part in name.split(".")):
            raise PluginError(f"'{name}' is no name for a plugin")
        self.name = name
        self.needs = frozenset(needs)
        self.doc = inspect.cleandoc(doc).strip()
        self.functions: dict[str, PluginFunction] = {}
        for need in sorted(self.needs.difference(NEEDS)):
            known = ", ".join(NEEDS)
            raise PluginError(f"plugin '{name}' needs '{need}', which is none of {known}")

    @overload
    def function(self, function: F, /) -> F: ...

    @overload
    def function(self, /, *, name: str) -> Callable[[F], F]: ...

    def function(self, function: F | None = None, /, *, name: str = "") -> Any:
        """Declare a function of the plugin, under its own name if no other is given.

        An underscore at the end of its own name is dropped. What was declared under the name
        before is replaced. Raises `PluginError` if an annotation means nothing in KCL.
        """
        if function is None:
            return partial(self._declare, name)
        return self._declare(name, function)

    def _declare(self, name: str, function: F) -> F:
        name = name or function.__name__.rstrip("_")
        if not name.isidentifier():
            raise PluginError(f"'{name}' is no name for a function")
        try:
            self.functions[name] = PluginFunction(self.name, name, function)
        except (TypeError, ValueError, NameError) as error:
            raise PluginError(f"plugin function '{self.name}.{name}': {error}") from error
        return function

    def __repr__(self) -> str:
        return f"Plugin({self.name!r})"


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of a function, those in quotes evaluated."""
    if not inspect.isroutine(function) and not inspect.isclass(function):
        function = type(function).__call__  # an object that can be called
    return inspect.get_annotations(function, eval_str=True)


def _parameter(parameter: inspect.Parameter, hint: Any) -> Parameter:
    is_required = parameter.default is inspect.Parameter.empty
    default = None if is_required else default_text(parameter.default)
    return Parameter(parameter.name, kcl_type(hint), is_required, default)
