"""The cases of a test file: top-level lambdas whose names start with ``test_``.

A lambda with parameters is a table test: the variable of its name with ``_cases`` behind it
is a list or dict of rows, and each row is a case of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.values import Value
from kclpy.syntax import nodes

PREFIX = "test_"
ROWS_SUFFIX = "_cases"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table test: what it is called, and the arguments it gives."""

    label: str
    args: tuple[Value, ...] = ()
    kwargs: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A lambda to be called; it stands at the offset ``start`` of a file, in a line from 1.

    ``parameters`` are the names it takes; ``row`` is the row of its table, None where there is
    no table, or where its rows are not known yet.
    """

    function: str
    file: str
    start: int
    line: int
    parameters: tuple[str, ...] = ()
    is_table: bool = False
    row: Row | None = None

    @property
    def name(self) -> str:
        """The name under which the case is reported: ``test_ports[low]``."""
        return self.function if self.row is None else f"{self.function}[{self.row.label}]"

    def with_row(self, row: Row) -> Case:
        """Return the case that is one row of this table."""
        return replace(self, row=row)

    def failure(self, text: str) -> EvaluationError:
        """Return the failure of the case as a whole."""
        return fail(text, (self.file, self.start))


def cases_in(module: nodes.Module) -> Iterator[Case]:
    """Yield the cases of a test file in source order, tables as one case each."""
    for statement in module.body:
        if not isinstance(statement, nodes.AssignStmt) or len(statement.targets) != 1:
            continue
        target, value = statement.targets[0], statement.value
        if not isinstance(target, nodes.Name) or not isinstance(value, nodes.LambdaExpr):
            continue
        if target.id.startswith(PREFIX):
            line, _ = module.file.position(statement.start)
            names = tuple(param.name.id for param in value.params)
            is_table = any(param.default is None for param in value.params)
            yield Case(target.id, module.file.path, statement.start, line, names, is_table)


def rows_of(case: Case, table: Value) -> list[Row]:
    """Return the rows of ``table``, a list or a dict, as ``case`` takes them.

    A test with one parameter gets the row itself; one with several gets the items of a list,
    or the entries of a dict by name. Raises `EvaluationError` where a row does not fit.
    """
    if isinstance(table, Mapping):
        return [_row(case, str(label), value) for label, value in table.items()]
    if isinstance(table, Sequence) and not isinstance(table, str):
        return [_row(case, str(number), value) for number, value in enumerate(table)]
    raise case.failure(
        f"the test '{case.function}' has parameters, but no list or dict "
        f"'{case.function}{ROWS_SUFFIX}' says what they are"
    )


def _row(case: Case, label: str, value: Value) -> Row:
    names = case.parameters
    if len(names) == 1:
        return Row(label, (value,))
    if isinstance(value, Mapping):
        unknown = [name for name in value if name not in names]
        if unknown:
            raise case.failure(
                f"row '{label}' of '{case.function}{ROWS_SUFFIX}' has '{unknown[0]}', "
                f"which is no parameter of '{case.function}'"
            )
        return Row(label, (), tuple(value.items()))
    if isinstance(value, list) and len(value) <= len(names):
        return Row(label, tuple(value))
    raise case.failure(
        f"row '{label}' of '{case.function}{ROWS_SUFFIX}' does not fit the "
        f"{len(names)} parameters of '{case.function}'"
    )
