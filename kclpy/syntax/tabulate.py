"""Makes the parser's tables from the grammar: ``python -m kclpy.syntax.tabulate``.

The tables are written to `tables`, so that no user waits for their construction, nor for Lark.
A test compares them with the grammar.

A state has a row of actions and a default. An action above zero shifts to the state of that
number; one below zero reduces by the rule of the opposite number. Where one rule is reduced by,
it is the default; a wrong token is then found before the next shift.
"""

from __future__ import annotations

from collections import Counter, deque
from pathlib import Path

from lark import Lark
from lark.grammar import Rule
from lark.lexer import PatternStr
from lark.parsers.lalr_analysis import IntParseTable, Shift

from kclpy import resources

_KINDS = {
    "NAME": "name",
    "NUMBER": "number",
    "STRING": "string",
    "NEWLINE": "newline",
    "INDENT": "indent",
    "DEDENT": "dedent",
    "CONTINUED": "continued",
    "PARAMS_OPEN": "lambda{",
    "$END": "eof",
}
_STARTS = ["file", "hole"]
_WIDTH = 98


def main() -> None:
    """Write the tables."""
    path = Path(__file__).with_name("tables.py")
    path.write_text(tables_source(), encoding="utf-8")


def tables_source() -> str:
    """Return the text of the module `tables`."""
    lark = Lark(
        resources.grammar_text(),
        parser="lalr",
        lexer="basic",
        start=_STARTS,
        keep_all_tokens=True,
    )
    table: IntParseTable = lark.parser.parser._parse_table
    return _Tables(lark, table).source()


class _Tables:
    def __init__(self, lark: Lark, table: IntParseTable) -> None:
        self.kinds = dict(_KINDS)
        for terminal in lark.terminals:
            if isinstance(terminal.pattern, PatternStr):
                self.kinds[terminal.name] = terminal.pattern.value
        self.table = table
        self.rules: dict[Rule, int] = {}
        self.rows: dict[str, int] = {}
        # Zero is no action, so that states and rules count from one.
        self.states = {state: number for number, state in enumerate(_ordered(table), 1)}

    def source(self) -> str:
        """Return the text of the module."""
        actions, defaults, gotos = ["0"], ["0"], ["0"]
        empty = self.row({})
        actions[0] = gotos[0] = empty
        for state in self.states:
            row, default, goto = self.state(state)
            actions.append(self.row(row))
            defaults.append(str(default))
            gotos.append(self.row(goto))
        ends = {name: self.states[self.table.end_states[name]] for name in _STARTS}
        starts = {name: self.states[self.table.start_states[name]] for name in _STARTS}
        rules = ["('', '', 0)", *(self.rule(rule) for rule in self.rules)]
        rows = [text for text, _ in sorted(self.rows.items(), key=lambda item: item[1])]
        return "\n".join(
            [
                '"""The tables of the parser, made from the grammar by `tabulate`; do not edit."""',
                "",
                "# fmt: off",
                f"STARTS = {starts!r}",
                f"ENDS = {ends!r}",
                _listing("_ROWS: tuple[dict[str, int], ...]", rows),
                f"ACTIONS = [_ROWS[i] for i in ({_wrapped(actions)})]",
                f"GOTOS = [_ROWS[i] for i in ({_wrapped(gotos)})]",
                f"DEFAULTS = ({_wrapped(defaults)})",
                _listing("RULES", rules),
                "",
            ]
        )

    def state(self, state: int) -> tuple[dict[str, int], int, dict[str, int]]:
        """Return the actions of ``state``, the default among them, and its gotos."""
        row: dict[str, int] = {}
        goto: dict[str, int] = {}
        for symbol, (action, target) in sorted(self.table.states[state].items()):
            if action is not Shift:
                row[self.kinds[symbol]] = -self.rules.setdefault(target, len(self.rules) + 1)
            elif symbol in self.kinds:
                row[self.kinds[symbol]] = self.states[target]
            else:
                goto[symbol] = self.states[target]
        reductions = Counter(action for action in row.values() if action < 0)
        default = max(reductions, key=lambda one: (reductions[one], one), default=0)
        row = {kind: action for kind, action in row.items() if action != default}
        return row, default, goto

    def row(self, row: dict[str, int]) -> str:
        """Return the number of ``row`` among all different ones."""
        items = (f"{symbol!r}:{number}" for symbol, number in sorted(row.items()))
        text = "{" + ",".join(items) + "}"
        return str(self.rows.setdefault(text, len(self.rows)))

    def rule(self, rule: Rule) -> str:
        """Return the builder of ``rule``, what it makes, and of how many parts.

        A rule that passes its one part on has no builder.
        """
        origin = str(rule.origin.name)
        passes_on = rule.alias is None and rule.options.expand1 and len(rule.expansion) == 1
        builder = "" if passes_on else rule.alias or origin
        return repr((builder, origin, len(rule.expansion)))


def _ordered(table: IntParseTable) -> list[int]:
    """Return the states in the order in which they are reached, the same in each run."""
    found = dict.fromkeys(table.start_states[name] for name in _STARTS)
    queue = deque(found)
    while queue:
        for _, (action, target) in sorted(table.states[queue.popleft()].items()):
            if action is Shift and target not in found:
                found[target] = None
                queue.append(target)
    return list(found)


def _wrapped(items: list[str]) -> str:
    """Return ``items`` with commas between, on lines that are not too long."""
    lines = [""]
    for item in items:
        if len(lines[-1]) + len(item) > _WIDTH:
            lines.append("")
        lines[-1] += item + ","
    return "\n" + "\n".join(lines)


def _listing(name: str, items: list[str]) -> str:
    """Return the definition of the tuple ``name``, one line for each of ``items``."""
    return f"{name} = (\n" + "".join(f"{item},\n" for item in items) + ")"


if __name__ == "__main__":
    main()
