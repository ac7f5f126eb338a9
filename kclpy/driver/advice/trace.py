"""The way to the value that an evaluation failed at, read from the traceback.

Values carry no positions, so that evaluation is fast. When it fails, the frames of the
traceback tell where it was: those of emitted code by their place in the text, those of the
runtime by the name, key or index that they were at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType, TracebackType
from typing import Any

from kclpy.codegen.scope import FRAME_NAME
from kclpy.driver.advice.paths import Step, steps_along
from kclpy.driver.places import Place, around, frame_place
from kclpy.runtime.convert import DictOf, ListOf
from kclpy.runtime.frames import Frame, add_extra, bind, evaluate_instance
from kclpy.runtime.values import Instance
from kclpy.source import Span
from kclpy.syntax import nodes

Modules = Mapping[str, nodes.Module]
Locals = Mapping[str, Any]


class Trace:
    """What the frames of a traceback tell together.

    ``path`` leads to the value that was being made. ``place`` is the last place in the text that
    was reached, ``way`` are the nodes around it in ``module``, outermost first, and ``origin`` is
    the part of a file that led to it. ``last`` are the variables of the innermost frame,
    ``codes`` ran in the runtime.
    """

    def __init__(self, traceback: TracebackType | None, modules: Modules) -> None:
        self.path: list[Step] = []
        self.way: list[nodes.Node] = []
        self.module: nodes.Module | None = None
        self.origin: Span | None = None
        self.place: Span | None = None
        self.last: Locals = {}
        self.codes: list[CodeType] = []
        self.instance: Instance | None = None  # the one that is being made
        self.key = ""  # which the index signature of its schema is about
        self.parameter: tuple[str, str] | None = None  # a schema and the name that is bound
        self._modules = modules
        self._paths: dict[int, list[Step]] = {}  # of the instances that are being made
        self._is_lost = False  # within a function whose result may go anywhere
        while traceback is not None:
            self._enter(traceback)
            traceback = traceback.tb_next

    def _enter(self, traceback: TracebackType) -> None:
        code = traceback.tb_frame.f_code
        module = self._modules.get(code.co_filename)
        variables = traceback.tb_frame.f_locals
        if module is not None:
            self._enter_text(frame_place(module, traceback), variables)
        else:
            self.last = variables
            self.codes.append(code)
            step = _STEPS.get(code)
            if step is not None and traceback.tb_next is not None:
                step(self, variables)

    # Emitted code

    def _enter_text(self, place: Place, variables: Locals) -> None:
        way = list(around(place))
        self.way, self.module = way, place.module
        if place.start >= 0:
            self.place = place.module.file.span(place.start, place.end)
            self.origin = self.origin or self.place
        holder = max((i for i, node in enumerate(way) if isinstance(node, _HOLDERS)), default=-1)
        outer: nodes.Node = place.module if holder < 0 else way[holder]
        if isinstance(outer, nodes.LambdaExpr):
            self._enter_lambda(outer, way[holder + 1 :])
            return
        if holder < 0:
            self._go([])
        else:
            frame = variables.get(FRAME_NAME)
            self.key = frame.key if isinstance(frame, Frame) else ""
            self._go_to_instance(_instance_in(variables), outer)
        self.path = [*self.path, *steps_along(outer, way[holder + 1 :])[0]]

    def _enter_lambda(self, function: nodes.LambdaExpr, way: list[nodes.Node]) -> None:
        """Follow the result of a function; what else it makes may go anywhere."""
        body = function.body
        if way and body and way[0] is body[-1] and isinstance(body[-1], nodes.ExprStmt):
            self._extend(steps_along(body[-1], way[1:])[0])
        else:
            self._is_lost = True

    def _go(self, path: list[Step]) -> None:
        self.path = path
        self._is_lost = False

    def _extend(self, steps: list[Step]) -> None:
        if not self._is_lost:
            self.path = [*self.path, *steps]

    def _go_to_instance(self, instance: Instance | None, schema: nodes.Node) -> None:
        """Go on from the path of an instance; if that is not known, from the schema's name."""
        path = None if instance is None else self._paths.get(id(instance))
        if path is None:
            assert isinstance(schema, (nodes.SchemaStmt, nodes.RuleStmt))
            path = [schema.name.id]
        self.instance = instance
        self._go(path)

    def bind_parameter(self, variables: Locals) -> None:
        """Note which argument of an instance is being bound."""
        name = variables.get("name")
        self.parameter = None if name is None else (variables["part"].name, name)

    # The runtime

    def make_instance(self, variables: Locals) -> None:
        """Note where an instance will stand."""
        instance = variables.get("instance")
        if isinstance(instance, Instance):
            self.instance = instance
            self._paths[id(instance)] = self.path

    def convert_item(self, variables: Locals) -> None:
        """Go to the item of a list that is being converted."""
        self._extend([len(variables["items"])])

    def convert_entry(self, variables: Locals) -> None:
        """Go to the entry of a dict that is being converted."""
        self._extend([variables["key"]])

    def set_attribute(self, variables: Locals) -> None:
        """Go to the attribute that is being set."""
        frame = variables["self"]
        path = self._paths.get(id(frame.values))
        if path is not None:
            self._go([*path, variables["name"]])

    def add_entry(self, variables: Locals) -> None:
        """Go to the entry that an index signature is about."""
        key = variables.get("key")
        path = self._paths.get(id(variables["frame"].values))
        if path is not None and key is not None:
            self._go([*path, key])


# The nodes whose code runs in a frame of its own, apart from the text around it.
_HOLDERS = (nodes.LambdaExpr, nodes.SchemaStmt, nodes.RuleStmt)

# The functions of the runtime that tell a step of the path.
_STEPS: dict[CodeType, Callable[[Trace, Locals], None]] = {
    evaluate_instance.__code__: Trace.make_instance,
    ListOf.convert.__code__: Trace.convert_item,
    DictOf.convert.__code__: Trace.convert_entry,
    Frame.set.__code__: Trace.set_attribute,
    add_extra.__code__: Trace.add_entry,
    bind.__code__: Trace.bind_parameter,
}


# Where straight-line code keeps the instance that it makes (`codegen.straight`).
_INSTANCE_NAME = "I"


def _instance_in(variables: Locals) -> Instance | None:
    """Return the instance that a function of a schema's body works on."""
    frame = variables.get(FRAME_NAME)
    if isinstance(frame, Frame):
        return frame.values
    instance = variables.get(_INSTANCE_NAME)
    return instance if isinstance(instance, Instance) else None
