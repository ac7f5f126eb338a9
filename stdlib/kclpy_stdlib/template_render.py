"""Filling in a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kclpy.runtime.values import Value
from kclpy_stdlib.template_helpers import COMPARISONS, HELPERS, html_escape, shown
from kclpy_stdlib.template_nodes import (
    Block,
    Call,
    Expression,
    Inline,
    Literal,
    Node,
    Output,
    Partial,
    Path,
    TemplateError,
    Text,
)

_DEEPEST = 200  # partials that use each other
_BLOCK_HELPERS: Final = ("if", "unless", "each", "with")
_PARTIAL_BLOCK: Final = "@partial-block"


def render(nodes: list[Node], data: Value) -> str:
    """Return the text of a template; raise `TemplateError` if it asks for what is not there."""
    renderer = _Renderer(data)
    renderer.nodes(nodes, _Scope(data))
    return "".join(renderer.pieces)


class _Scope:
    """What paths start from within a block: ``this``, and what begins with ``@``."""

    def __init__(
        self,
        this: Value,
        outer: _Scope | None = None,
        local: Mapping[str, Value] | None = None,
        names: Mapping[str, Value] | None = None,
    ) -> None:
        self.this = this
        self.outer = outer
        self.local = local or {}
        self.names = names or {}

    def named(self, name: str) -> _Scope | None:
        """Return the innermost scope with a block parameter of that name."""
        scope: _Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.outer
        return scope


class _Renderer:
    def __init__(self, root: Value) -> None:
        self.root = root
        self.pieces: list[str] = []
        self.partials: dict[str, list[Node]] = {}
        self.depth = 0
        self.place = (1, 1)  # line and column of the tag being rendered

    def nodes(self, nodes: list[Node], scope: _Scope) -> None:
        """Render nodes one after the other."""
        for node in nodes:
            if isinstance(node, Text):
                self.pieces.append(node.text)
            elif isinstance(node, Output):
                self._output(node, scope)
            elif isinstance(node, Block):
                self._block(node, scope)
            elif isinstance(node, Inline):
                name = self._param(node.call, 0, scope)
                self.partials[shown(name)] = node.body
            else:
                self._partial(node, scope)

    # Values

    def _output(self, node: Output, scope: _Scope) -> None:
        name = self._enter(node.call)
        text = shown(self._value(node.call, scope))
        is_raw = not node.is_escaped or name == "raw"
        self.pieces.append(text if is_raw else html_escape(text))

    def _enter(self, call: Call) -> str:
        """Note the place of a tag; return its name."""
        self.place = (call.line, call.column)
        return _name(call)

    def _wrong(self, reason: str) -> TemplateError:
        return TemplateError(reason, *self.place)

    def _value(self, expression: Expression, scope: _Scope) -> Value:
        if isinstance(expression, Literal):
            return expression.value
        if isinstance(expression, Path):
            return self._find(expression, scope)
        if isinstance(expression.target, Call):
            return self._value(expression.target, scope)
        return self._call(expression, expression.target, scope)

    def _call(self, call: Call, path: Path, scope: _Scope) -> Value:
        name = path.text
        helper = HELPERS.get(name)
        if helper is not None:
            names, function = helper
            values = [self._named_param(call, at, names[at], scope) for at in range(len(names))]
            if name in COMPARISONS:
                self._check_ints(name, names, values)
            return function(*values)
        if name in _BLOCK_HELPERS or name == "log":
            return None
        if call.params or call.options:
            raise self._wrong(f'HelperNotFound("{name}")')
        return self._find(path, scope)

    def _named_param(self, call: Call, position: int, name: str, scope: _Scope) -> Value:
        if name and position >= len(call.params):
            raise self._wrong(f'ParamNotFoundForName("{_name(call)}", "{name}")')
        return self._param(call, position, scope)

    def _param(self, call: Call, position: int, scope: _Scope) -> Value:
        if position >= len(call.params):
            raise self._wrong(f'ParamNotFoundForIndex("{_name(call)}", {position})')
        return self._value(call.params[position], scope)

    def _check_ints(self, helper: str, names: tuple[str, ...], values: list[Value]) -> None:
        for name, value in zip(names, values, strict=True):
            if type(value) is not int:
                raise self._wrong(f'ParamTypeMismatchForName("{helper}", "{name}", "i64")')

    def _find(self, path: Path, scope: _Scope) -> Value:
        """Return what a path leads to, None if nothing."""
        start: _Scope | None = scope
        for _ in range(path.up):
            start = scope if start is scope and scope.outer is None else start and start.outer
        if start is None:
            return None
        steps = path.steps
        if path.is_local:
            if steps[:1] == ("root",):
                return self._walk(self.root, steps[1:]) if steps[1:] else None
            return self._walk(start.local, steps)
        if steps and not path.up and not path.text.startswith(("this", "./")):
            holder = scope.named(steps[0])
            if holder is not None:
                return self._walk(holder.names, steps)
        return self._walk(start.this, steps)

    def _walk(self, value: Value, steps: tuple[str, ...]) -> Value:
        for step in steps:
            if isinstance(value, list):
                if not (step.isascii() and step.isdigit()):
                    raise self._wrong(f'InvalidJsonIndex("{step}")')
                value = value[int(step)] if int(step) < len(value) else None
            elif isinstance(value, Mapping):
                value = value.get(step)
            else:
                return None
        return value

    # Blocks

    def _block(self, node: Block, scope: _Scope) -> None:
        name = self._enter(node.call)
        render_block: Callable[[Block, Value, _Scope], bool] | None = {
            "if": self._if,
            "unless": self._unless,
            "each": self._each,
            "with": self._with,
        }.get(name)
        if render_block is None:
            raise self._wrong(f'HelperNotFound("{name}")')
        if not render_block(node, self._param(node.call, 0, scope), scope):
            self.nodes(node.otherwise or [], scope)

    def _if(self, node: Block, value: Value, scope: _Scope) -> bool:
        if not self._holds(node, value, scope):
            return False
        self.nodes(node.body, scope)
        return True

    def _unless(self, node: Block, value: Value, scope: _Scope) -> bool:
        if self._holds(node, value, scope):
            return False
        self.nodes(node.body, scope)
        return True

    def _holds(self, node: Block, value: Value, scope: _Scope) -> bool:
        options = dict(node.call.options)
        if value == 0 and type(value) in (int, float) and "includeZero" in options:
            return self._value(options["includeZero"], scope) is True
        return bool(value)

    def _with(self, node: Block, value: Value, scope: _Scope) -> bool:
        if not bool(value):
            return False
        names = dict(zip(node.call.names, [value], strict=False))
        self.nodes(node.body, _Scope(value, scope, names=names))
        return True

    def _each(self, node: Block, value: Value, scope: _Scope) -> bool:
        if isinstance(value, list) and value:
            entries = [(number, item, {"index": number}) for number, item in enumerate(value)]
        elif isinstance(value, Mapping) and value:
            entries = [(key, value[key], {"key": key}) for key in sorted(value)]
        else:
            return False
        for number, (key, item, local) in enumerate(entries):
            flags = {"first": number == 0, "last": number == len(entries) - 1}
            names = dict(zip(node.call.names, (item, key), strict=False))
            self.nodes(node.body, _Scope(item, scope, {**local, **flags}, names))
        return True

    # Partials

    def _partial(self, node: Partial, scope: _Scope) -> None:
        call = node.call
        name = self._enter(call)
        body = self.partials.get(name, node.body)
        if body is None:
            raise self._wrong(f'PartialNotFound("{name}")')
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._wrong(f'Other("partial {name} uses itself without end")')
        outside = self.partials
        if node.body is not None and body is not node.body:
            self.partials = {**outside, _PARTIAL_BLOCK: node.body}
        outer, self.pieces = self.pieces, []
        self.nodes(body, self._partial_scope(call, scope))
        text = "".join(self.pieces)
        outer.append(_indented(text, node.indent, at_start=_is_at_line_start(outer)))
        self.pieces = outer
        self.partials = outside
        self.depth -= 1

    def _partial_scope(self, call: Call, scope: _Scope) -> _Scope:
        if not call.params and not call.options:
            return scope
        this = self._param(call, 0, scope) if call.params else scope.this
        if call.options:
            options = {key: self._value(value, scope) for key, value in call.options}
            this = {**(this if isinstance(this, Mapping) else {}), **options}
        return _Scope(this, scope)


def _is_at_line_start(pieces: list[str]) -> bool:
    written = [piece for piece in pieces[-2:] if piece]
    return not written or written[-1].endswith("\n")


def _indented(text: str, indent: str, at_start: bool) -> str:
    """Return ``text`` with its lines indented; the first one only at the start of a line."""
    if not indent:
        return text
    lines = text.split("\n")
    first = lines[0] if not at_start else indent + lines[0]
    return "\n".join([first, *[indent + line if line else line for line in lines[1:]]])


def _name(call: Call) -> str:
    return call.target.text if isinstance(call.target, Path) else ""
