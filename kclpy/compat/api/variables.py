"""`list_variables`: assignments as the service tells them, those of one name joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kclpy.api.examine import Variable as Assignment
from kclpy.api.examine import variables_of
from kclpy.compat.api.messages import MapEntry, Variable, VariableList
from kclpy.compat.api.printing import indented, printed
from kclpy.syntax import nodes

# Values that are not told, but listed as code.
_UNSUPPORTED = (nodes.ListComp, nodes.DictComp, nodes.LambdaExpr, nodes.IfExpr)


@dataclass
class Variables:
    """What was found: variables by the name that was asked for, and code that was left out."""

    found: dict[str, VariableList] = field(default_factory=dict)
    unsupported: list[str] = field(default_factory=list)


def list_variables(
    modules: Iterable[nodes.Module], specs: Iterable[str], is_merged: bool
) -> Variables:
    """Return the variables of ``modules``, or the parts of them that ``specs`` name."""
    result = Variables()
    by_name: dict[str, list[Variable]] = {}
    for module in modules:
        for assignment in variables_of(module):
            if isinstance(assignment.node, _UNSUPPORTED):
                result.unsupported.append(printed(assignment.node, module.file))
                continue
            _add(by_name.setdefault(assignment.name, []), _variable(assignment), is_merged)
    specs = list(specs)
    for name in specs or by_name:
        found = by_name.get(name) or [
            part for one in by_name.get(name.partition(".")[0], ()) for part in _parts(one, name)
        ]
        if found:
            result.found[name] = VariableList(variables=found)
    return result


def _add(known: list[Variable], new: Variable, is_merged: bool) -> None:
    """Add one more assignment: a unification joins the one before, another may replace it."""
    if known and new.op_sym == ":" and known[-1].op_sym == ":":
        known[-1] = _joined(known[-1], new)
    elif known and is_merged:
        known[-1] = new
    else:
        known.append(new)


def _joined(old: Variable, new: Variable) -> Variable:
    entries = {entry.key: entry for entry in old.dict_entries}
    for entry in new.dict_entries:
        known = entries.get(entry.key)
        if known is not None and entry.value.op_sym == ":" and entry.value.dict_entries:
            entry = MapEntry(key=entry.key, value=_joined(known.value, entry.value))
        entries[entry.key] = entry
    joined = Variable(type_name=old.type_name, op_sym=old.op_sym)
    joined.dict_entries = list(entries.values())
    joined.value = _config_text(joined)
    return joined


def _config_text(variable: Variable) -> str:
    head = f"{variable.type_name} " if variable.type_name else ""
    lines = [
        indented(f"{entry.key}{_operator(entry.value.op_sym)} {entry.value.value}")
        for entry in variable.dict_entries
    ]
    return "\n".join([f"{head}{{", *lines, "}"]) if lines else f"{head}{{}}"


def _operator(op: str) -> str:
    return op if op == ":" else f" {op}"


def _parts(variable: Variable, name: str) -> Iterator[Variable]:
    """Yield the part of a variable that the rest of a dotted name leads to."""
    part = variable
    for key in name.split(".")[1:]:
        found = [entry.value for entry in part.dict_entries if entry.key == key]
        if not found:
            return
        part = found[-1]
    yield part


def _variable(assignment: Assignment) -> Variable:
    entries = []
    for entry in assignment.entries:
        head, *rest = entry.name.split(".")
        value = _variable(entry)
        for key in reversed([head, *rest][1:]):
            inner = Variable(op_sym=":", dict_entries=[MapEntry(key=key, value=value)])
            inner.value = _config_text(inner)
            value = inner
        entries.append(MapEntry(key=head, value=value))
    return Variable(
        value=printed(assignment.node, assignment.file),
        type_name=assignment.type_name,
        op_sym=assignment.op,
        list_items=[_variable(item) for item in assignment.items],
        dict_entries=entries,
    )
