"""Overrides: ``-O path=value`` changes the tree of the main package before it is checked.

The forms are ``path=value``, ``path:value``, ``path+=value`` and ``path-`` (reference, 02
section 11 and 07 section 2.2). `specs` reads them; this module applies them. What stood in
the source lends its place to what replaces it; what is added has no place, which a negative
offset tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kclpy.diagnostics import Diagnostics
from kclpy.driver.specs import BadSpec, Spec, parse_spec
from kclpy.semantics.program import Package
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_NOWHERE = -1

_Config = nodes.ConfigExpr | nodes.SchemaExpr
_Entry = nodes.ConfigEntry | nodes.ConfigIfEntry


def override(main: Package, specs: Sequence[str], diagnostics: Diagnostics) -> bool:
    """Apply ``specs`` in their order to the modules of ``main``; tell whether all are legal."""
    for text in specs:
        try:
            spec = parse_spec(text)
        except BadSpec as bad:
            diagnostics.report(bad.problem, None)
            return False
        _apply(spec, main)
    return True


def _apply(spec: Spec, main: Package) -> None:
    """Apply ``spec`` where its variable is assigned, or else add the variable."""
    name, *path = spec.path
    modules = [(module, _split(module, name)) for module in main.modules]
    places = [
        (index, position)
        for index, (_, body) in enumerate(modules)
        for position, statement in enumerate(body)
        if assigns(statement, name)
    ]
    if spec.op == "+=":
        places = places[-1:]
    is_done = spec.op == "-"
    for index, position in reversed(places):
        body = modules[index][1]
        changed = _changed(body[position], path, spec)
        if changed is not None:
            body[position : position + 1] = changed
            is_done = True
    if not is_done:
        modules[-1][1].append(_new_statement(name, path, spec))
    main.modules[:] = [replace(module, body=body) for module, body in modules]


def _split(module: nodes.Module, name: str) -> list[nodes.Stmt]:
    """Return the body of ``module`` with ``a = b = v`` written as two statements for ``name``."""
    body: list[nodes.Stmt] = []
    for statement in module.body:
        if isinstance(statement, nodes.AssignStmt) and len(statement.targets) > 1:
            if any(isinstance(t, nodes.Name) and t.id == name for t in statement.targets):
                body.extend(replace(statement, targets=[t]) for t in statement.targets)
                continue
        body.append(statement)
    return body


def assigns(statement: nodes.Stmt, name: str) -> bool:
    """Tell whether ``statement`` gives the variable ``name`` a value."""
    target: nodes.Expr | None = None
    if isinstance(statement, nodes.AssignStmt):
        target = statement.targets[0]
    elif isinstance(statement, nodes.UnificationStmt):
        target = statement.target
    return isinstance(target, nodes.Name) and target.id == name


def _changed(statement: nodes.Stmt, path: list[str], spec: Spec) -> list[nodes.Stmt] | None:
    """Return what stands instead of ``statement``, None if the spec does not fit it."""
    assert isinstance(statement, (nodes.AssignStmt, nodes.UnificationStmt))
    if spec.op == "-" and not path:
        return []
    if path:
        value: nodes.Expr | None = _within(statement.value, path, spec)
    elif isinstance(statement, nodes.UnificationStmt) and spec.op != ":":
        return None
    else:
        value = _combined(statement.value, spec, statement.value.start)
    if value is None:
        return None
    if isinstance(statement, nodes.UnificationStmt):
        return [replace(statement, value=value)] if isinstance(value, nodes.SchemaExpr) else None
    return [replace(statement, value=value)]


def _within(value: nodes.Expr, path: list[str], spec: Spec) -> nodes.Expr | None:
    """Return ``value`` with the spec applied at ``path``, None if it is no config literal."""
    if isinstance(value, nodes.SchemaExpr):
        config = _within(value.config, path, spec)
        return None if config is None else replace(value, config=config)
    if not isinstance(value, nodes.ConfigExpr):
        return None
    entries = [_nested(entry, path[0]) for entry in value.entries]
    if spec.op == "-" and len(path) == 1:
        return replace(value, entries=[e for e in entries if not _has_key(e, path[0])])
    found = [index for index, entry in enumerate(entries) if _has_key(entry, path[0])]
    is_done = spec.op == "-"
    for index in found:
        entry = entries[index]
        assert isinstance(entry, nodes.ConfigEntry)
        if len(path) > 1:
            changed = _within(entry.value, path[1:], spec)
        else:
            changed = _combined(entry.value, spec, entry.start)
        if changed is not None:
            entries[index] = replace(entry, value=changed)
            is_done = True
    if not is_done:
        entries.append(_new_entry(path, spec))
    return replace(value, entries=entries)


def _combined(old: nodes.Expr, spec: Spec, place: int) -> nodes.Expr | None:
    """Return the value that stands at the end of the path, None if both cannot be combined."""
    new = spec.value()
    if spec.op == "+=":
        if isinstance(old, nodes.ListExpr) and isinstance(new, nodes.ListExpr):
            _place(new, old.start)
            return replace(old, elements=old.elements + new.elements)
        return None
    if spec.op == ":" and isinstance(new, _Config):
        return _united(old, new)
    _place(new, place)
    return new


def _united(old: nodes.Expr, new: nodes.Expr) -> nodes.Expr | None:
    """Return ``old`` with the entries of ``new`` applied one by one."""
    if isinstance(new, nodes.SchemaExpr):
        if not isinstance(old, nodes.SchemaExpr):
            return None
        new = new.config
    if not isinstance(new, nodes.ConfigExpr):
        return None
    united = old
    for entry in new.entries:
        key = key_of(entry)
        if key is not None and isinstance(entry, nodes.ConfigEntry):
            changed = _within(united, [key], Spec((key,), entry.op, entry.value))
        else:
            changed = _with_entry(united, entry)
        if changed is None:
            return None
        united = changed
    return united if isinstance(old, _Config) else None


def _with_entry(value: nodes.Expr, entry: _Entry) -> nodes.Expr | None:
    """Return ``value`` with one more entry at its end."""
    if isinstance(value, nodes.SchemaExpr):
        config = _with_entry(value.config, entry)
        return None if config is None else replace(value, config=config)
    if isinstance(value, nodes.ConfigExpr):
        _place(entry, _NOWHERE)
        return replace(value, entries=[*value.entries, entry])
    return None


def _nested(entry: _Entry, name: str) -> _Entry:
    """Return ``name.rest op value`` as ``name: {rest op value}``, any other entry as it is."""
    if not isinstance(entry, nodes.ConfigEntry) or not isinstance(entry.key, nodes.SelectorExpr):
        return entry
    names = nodes.dotted_name(entry.key)
    if names is None or names[0].id != name:
        return entry
    value, op = entry.value, entry.op
    for part in reversed(names[1:]):
        inner = nodes.ConfigEntry(part.start, entry.end, part, op, value)
        value, op = nodes.ConfigExpr(part.start, entry.end, [inner]), ":"
    return replace(entry, key=names[0], op=op, value=value)


def _has_key(entry: _Entry, name: str) -> bool:
    return key_of(entry) == name


def key_of(entry: _Entry) -> str | None:
    """Return the key of ``entry`` if it is one plain name or string."""
    key = entry.key if isinstance(entry, nodes.ConfigEntry) else None
    if isinstance(key, nodes.Name):
        return key.id
    return key.value if isinstance(key, nodes.StringLit) else None


def _new_statement(name: str, path: list[str], spec: Spec) -> nodes.Stmt:
    target = nodes.Name(_NOWHERE, _NOWHERE, name)
    value = _new_config(path, spec) if path else _placeless(spec)
    if spec.op == "+=":
        return nodes.AugAssignStmt(_NOWHERE, _NOWHERE, target, "+=", value)
    return nodes.AssignStmt(_NOWHERE, _NOWHERE, [target], None, value)


def _new_config(path: list[str], spec: Spec) -> nodes.Expr:
    return nodes.ConfigExpr(_NOWHERE, _NOWHERE, [_new_entry(path, spec)])


def _new_entry(path: list[str], spec: Spec) -> nodes.ConfigEntry:
    key = nodes.Name(_NOWHERE, _NOWHERE, path[0]) if path[0].isidentifier() else None
    quoted = nodes.StringLit(_NOWHERE, _NOWHERE, path[0])
    op = spec.op if len(path) == 1 else ":"
    value = _new_config(path[1:], spec) if len(path) > 1 else _placeless(spec)
    return nodes.ConfigEntry(_NOWHERE, _NOWHERE, key or quoted, op, value)


def _placeless(spec: Spec) -> nodes.Expr:
    value = spec.value()
    _place(value, _NOWHERE)
    return value


def _place(root: nodes.Node, offset: int) -> None:
    """Give the root of a tree that was made for an override the place ``offset``.

    The parts of it have none, as in the reference engine.
    """
    for node in _tree(root):
        node.start = node.end = _NOWHERE
    root.start = root.end = offset


def _tree(root: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))
