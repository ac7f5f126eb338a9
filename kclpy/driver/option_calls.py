"""The options that a program asks for: calls of `option`, found without running it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children


@dataclass(frozen=True)
class OptionInfo:
    """A call of `option`; the texts are as in the program, "" for what is not given."""

    name: str
    type: str = ""
    required: bool = False
    default: str = ""
    help: str = ""


def option_calls(module: nodes.Module) -> list[OptionInfo]:
    """Return the calls of `option` in one file, in the order of its text."""
    return [option_of(call, module.file) for call in option_nodes(module)]


def option_nodes(module: nodes.Module) -> Iterator[nodes.CallExpr]:
    """Yield the calls of `option` in one file, in the order of its text."""
    waiting: list[nodes.Node] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.CallExpr) and isinstance(node.func, nodes.Name):
            if node.func.id == "option":
                yield node
        waiting.extend(reversed(list(children(node))))


def option_of(call: nodes.CallExpr, file: SourceFile) -> OptionInfo:
    """Return what a call of `option` says."""
    names = ("key", "type", "required", "default", "help")
    given: dict[str, nodes.Expr] = dict(zip(names, call.args, strict=False))
    given.update({keyword.arg.id: keyword.value for keyword in call.keywords})
    required = given.get("required")
    default = given.get("default")
    return OptionInfo(
        name=string_of(given.get("key")),
        type=string_of(given.get("type")),
        required=isinstance(required, nodes.ConstantLit) and required.name == "True",
        default="" if default is None else file.text[default.start : default.end],
        help=string_of(given.get("help")),
    )


def string_of(node: nodes.Expr | None) -> str:
    """Return what a string says, "" for what is no string."""
    return node.value if isinstance(node, nodes.StringLit) else ""
