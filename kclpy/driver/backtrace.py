"""The way to a failure: which functions and schema bodies called each other (``-d``).

The official engine shows the statement of the file alone, since it has left all others when
it reports; ours are listed innermost first in the same form (reference, 05 section 6.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.driver.places import Place, around
from kclpy.syntax import nodes

_MAIN = "kcl_main"
_LONGEST = 60


def backtrace(places: Sequence[Place]) -> str:
    """Return the note for places of a traceback, given outermost first."""
    steps: list[tuple[str, Place]] = []
    for place in places:
        name = _function_at(place)
        if steps and steps[-1][0] == name == _MAIN:
            steps.pop()  # a loop or a part of the same statement
        steps.append((name, place))
    shown = steps[::-1][:_LONGEST]
    lines = ["backtrace:"]
    for number, (name, place) in enumerate(shown):
        line, _ = place.module.file.position(place.start)
        lines += [f"\t{number}: {name}", f"\t\tat {place.module.file.path}:{line}"]
    if len(steps) > len(shown):
        lines.append(f"\t… and {len(steps) - len(shown)} more")
    return "\n".join(lines)


def _function_at(place: Place) -> str:
    """Return the name of the lambda or schema whose body a place lies in."""
    name = _MAIN
    holder: nodes.Node | None = None
    for node in around(place):
        if isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt)):
            name = node.name.id
        elif isinstance(node, nodes.LambdaExpr):
            target = holder.targets[0] if isinstance(holder, nodes.AssignStmt) else None
            name = target.id if isinstance(target, nodes.Name) else "lambda"
        holder = node
    return name
