"""What in a manifest a condition is about: the fields that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kclpy.runtime.values import Value
from kclpy.semantics.model import PackageModel
from kclpy.semantics.symbols import AttributeSymbol, HostSymbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children
from kclpy.vet.places import Path

# The name under which a rule has the manifest as a whole.
WHOLE: Final = "manifest"


def fields_in(node: nodes.Node, model: PackageModel) -> Iterator[Path]:
    """Yield the paths of the fields that an expression names: ``spec.containers[0].image``."""
    path = _path(node, model)
    if path is not None:
        yield path[1:] if path[0] == WHOLE else path
        return
    for child in children(node):
        yield from fields_in(child, model)


def deepest(paths: Sequence[Path], manifest: Value) -> Path:
    """Return the path of the deepest value of a manifest that is on the way of ``paths``."""
    return max((_existing(path, manifest) for path in paths), key=len, default=())


def absent(paths: Sequence[Path], manifest: Value) -> Path | None:
    """Return the first of ``paths`` that leads nowhere, as far as the first missing field."""
    for path in paths:
        length = len(_existing(path, manifest))
        if length < len(path):
            return path[: length + 1]
    return None


def _path(node: nodes.Node, model: PackageModel) -> Path | None:
    """Return the path that a node is, None if it is something else."""
    if isinstance(node, nodes.Name):
        is_field = isinstance(model.symbol_of.get(node), (HostSymbol, AttributeSymbol))
        return (node.id,) if is_field else None
    if isinstance(node, nodes.SelectorExpr):
        around = _path(node.value, model)
        return None if around is None else (*around, node.attr.id)
    if isinstance(node, nodes.SubscriptExpr):
        index = node.index
        step = index.value if isinstance(index, (nodes.StringLit, nodes.NumberLit)) else None
        around = _path(node.value, model)
        return (*around, step) if around is not None and isinstance(step, (str, int)) else None
    return None


def _existing(path: Path, value: Value) -> Path:
    """Return the part of a path that leads somewhere."""
    found: Path = ()
    for step in path:
        if not _has(value, step):
            break
        value = value[step]
        found = (*found, step)
    return found


def _has(value: Value, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and 0 <= step < len(value)
    return isinstance(value, dict) and step in value
