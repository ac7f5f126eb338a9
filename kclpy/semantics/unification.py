"""Unification statements that are merged as text (reference, 02 section 9).

All ``name: Schema {…}`` statements of one name at the top level of a package, and the
``name = Schema {…}`` before them, count as one statement at the place of the last one. Its
entries are those of all of them in order, where an entry written with ``=`` discards the
earlier entries of its key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kclpy.syntax import nodes


@dataclass(slots=True, eq=False)
class Unification:
    """The parts of one merged statement, each with the module it stands in."""

    parts: list[tuple[nodes.Module, nodes.Stmt]]

    def entries(self) -> list[tuple[nodes.Module, nodes.ConfigEntry | nodes.ConfigIfEntry]]:
        """Return the entries that count, those of one key together, each with its module."""
        groups: dict[
            object, list[tuple[nodes.Module, nodes.ConfigEntry | nodes.ConfigIfEntry]]
        ] = {}
        for module, statement in self.parts:
            config = schema_expr(statement).config
            for entry in config.entries if isinstance(config, nodes.ConfigExpr) else ():
                key = entry_key(entry)
                group = groups.setdefault(entry if key is None else key, [])
                if key is not None and isinstance(entry, nodes.ConfigEntry) and entry.op == "=":
                    group.clear()
                group.append((module, entry))
        return [entry for group in groups.values() for entry in group]


def schema_expr(statement: nodes.Stmt) -> nodes.SchemaExpr:
    """Return the schema expression of a statement that takes part in a unification."""
    assert isinstance(statement, (nodes.UnificationStmt, nodes.AssignStmt))
    assert isinstance(statement.value, nodes.SchemaExpr)
    return statement.value


def entry_key(entry: nodes.ConfigEntry | nodes.ConfigIfEntry) -> str | None:
    """Return the text of a key that is written out, None for every other entry."""
    if isinstance(entry, nodes.ConfigEntry):
        if isinstance(entry.key, nodes.StringLit):
            return entry.key.value
        names = None if entry.key is None else nodes.dotted_name(entry.key)
        if names is not None:
            return ".".join(name.id for name in names)
    return None


def find_unifications(modules: Iterable[nodes.Module]) -> dict[nodes.Stmt, Unification]:
    """Return the merged statements of a package, keyed by each of their parts."""
    chains: dict[str, Unification] = {}
    found: list[Unification] = []
    for module in modules:
        for statement in module.body:
            name = _unified_name(statement)
            if name is None:
                continue
            if isinstance(statement, nodes.AssignStmt) or name not in chains:
                chains[name] = Unification([])
                found.append(chains[name])
            chains[name].parts.append((module, statement))
    return {
        statement: unification
        for unification in found
        if len(unification.parts) > 1
        for _, statement in unification.parts
    }


def _unified_name(statement: nodes.Stmt) -> str | None:
    """Return the name that ``statement`` gives to a schema expression, None if it does not."""
    if isinstance(statement, nodes.UnificationStmt):
        target: nodes.Expr = statement.target
    elif isinstance(statement, nodes.AssignStmt) and len(statement.targets) == 1:
        if not isinstance(statement.value, nodes.SchemaExpr):
            return None
        target = statement.targets[0]
    else:
        return None
    return target.id if isinstance(target, nodes.Name) else None
