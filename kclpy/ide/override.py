"""Overrides written into the text of a file: comments and layout stay as they are.

The forms are those of ``-O`` (reference, 07 section 2.2). A value is replaced where it stands;
an entry is added in the manner of its neighbours; a variable that is missing is added at the
end of the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.diagnostics import Diagnostics
from kclpy.driver.overrides import assigns, key_of
from kclpy.driver.specs import Spec, parse_spec
from kclpy.ide.edits import Edit, apply_edits
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse, parse_expression
from kclpy.syntax.tokens import KEYWORDS
from kclpy.syntax.unparse import quoted

_INDENT = "    "


def override(text: str, specs: Sequence[str]) -> str:
    """Return the file ``text`` with all of ``specs`` applied in their order.

    Raises `kclpy.driver.specs.BadSpec` for one that is no override.
    """
    for spec in [parse_spec(one) for one in specs]:
        text = _Rewriter(text).apply(spec)
    return text


class _Rewriter:
    """One spec in one text."""

    def __init__(self, text: str) -> None:
        self.file = SourceFile("", text)
        self.module = parse(self.file, Diagnostics())
        self.edits: list[Edit] = []

    def apply(self, spec: Spec) -> str:
        name, *path = spec.path
        value = spec.source.strip() if isinstance(spec.source, str) else ""
        places = [one for one in self.module.body if assigns(one, name)]
        if spec.op == "+=":
            places = places[-1:]
        is_done = spec.op == "-"
        for statement in places:
            assert isinstance(statement, (nodes.AssignStmt, nodes.UnificationStmt))
            if not path and spec.op == "-":
                self._remove_lines(statement)
                is_done = True
            elif self._change(statement.value, path, spec.op, value):
                is_done = True
        if not is_done:
            self._append(name, path, spec.op, value)
        return apply_edits(self.file.text, self.edits)

    # Values

    def _change(self, old: nodes.Expr, path: list[str], op: str, value: str) -> bool:
        """Change ``old`` at ``path``; tell whether it has such a place."""
        config = old.config if isinstance(old, nodes.SchemaExpr) else old
        if path:
            return isinstance(config, nodes.ConfigExpr) and self._within(config, path, op, value)
        if op == "+=":
            return self._extend(old, value)
        if op == ":":
            return self._unite(old, value)
        self.edits.append(Edit(old.start, old.end, value))
        return True

    def _extend(self, old: nodes.Expr, value: str) -> bool:
        """Add the items of a list to the list ``old``."""
        new = parse_expression(SourceFile("", value), Diagnostics())
        if not isinstance(old, nodes.ListExpr) or not isinstance(new, nodes.ListExpr):
            return False
        for item in new.elements:
            self._insert(old, old.elements, value[item.start : item.end], "[")
        return True

    def _unite(self, old: nodes.Expr, value: str) -> bool:
        """Apply the entries of a config to ``old`` one by one; another value replaces it."""
        new = parse_expression(SourceFile("", value), Diagnostics())
        if isinstance(new, nodes.SchemaExpr):
            if not isinstance(old, nodes.SchemaExpr):
                return False
            new = new.config
        if not isinstance(new, nodes.ConfigExpr):
            self.edits.append(Edit(old.start, old.end, value))
            return True
        config = old.config if isinstance(old, nodes.SchemaExpr) else old
        if not isinstance(config, nodes.ConfigExpr):
            return False
        for entry in new.entries:
            key = key_of(entry)
            if key is not None and isinstance(entry, nodes.ConfigEntry):
                self._within(config, [key], entry.op, value[entry.value.start : entry.value.end])
            else:
                self._insert(config, config.entries, value[entry.start : entry.end], "{")
        return True

    # Entries

    def _within(self, config: nodes.ConfigExpr, path: list[str], op: str, value: str) -> bool:
        """Change or add the entry of ``config`` that ``path`` leads to."""
        is_done = op == "-"
        for entry in config.entries:
            rest = _rest(entry, path)
            if rest is None or not isinstance(entry, nodes.ConfigEntry):
                continue
            if not rest and op == "-":
                self._remove_entry(config, entry)
            elif self._change(entry.value, rest, op, value):
                is_done = True
        if not is_done:
            text = _entry_text(path, op, value)
            self._insert(config, config.entries, text, "{")
        return True

    def _insert(
        self, around: nodes.Expr, parts: Sequence[nodes.Node], text: str, bracket: str
    ) -> None:
        """Add a part at the end of a config or list, in the manner of the others."""
        source = self.file.text
        if not parts:
            start = source.index(bracket, around.start) + 1
            self.edits.append(Edit(start, start, text))
            return
        last = parts[-1]
        line_start = source.rfind("\n", 0, last.start) + 1
        before = source[line_start : last.start]
        if before.strip():
            self.edits.append(Edit(last.end, last.end, f", {text}"))
            return
        end = _line_end(source, last.end)
        comma = "," if source[last.end : end].lstrip().startswith(",") else ""
        self.edits.append(Edit(end, end, f"\n{before}{text}{comma}"))

    def _remove_entry(self, config: nodes.ConfigExpr, entry: nodes.ConfigEntry) -> None:
        source = self.file.text
        line_start = source.rfind("\n", 0, entry.start) + 1
        rest = source[entry.end : _line_end(source, entry.end)].strip().removeprefix(",").strip()
        if not source[line_start : entry.start].strip() and (not rest or rest.startswith("#")):
            self._remove_lines(entry)
            return
        index = config.entries.index(entry)
        if index + 1 < len(config.entries):
            self.edits.append(Edit(entry.start, config.entries[index + 1].start, ""))
        else:
            start = config.entries[index - 1].end if index else entry.start
            self.edits.append(Edit(start, entry.end, ""))

    def _remove_lines(self, node: nodes.Node) -> None:
        source = self.file.text
        start = source.rfind("\n", 0, node.start) + 1
        end = min(_line_end(source, node.end) + 1, len(source))
        self.edits.append(Edit(start, end, ""))

    # Variables

    def _append(self, name: str, path: list[str], op: str, value: str) -> None:
        """Add a statement at the end of the file."""
        if path:
            statement = f"{name} = {{{_entry_text(path, op, value)}}}"
        else:
            statement = f"{name} {'+=' if op == '+=' else '='} {value}"
        text = self.file.text
        before = "" if not text or text.endswith("\n") else "\n"
        self.edits.append(Edit(len(text), len(text), f"{before}{statement}\n"))


def _rest(entry: nodes.Node, path: list[str]) -> list[str] | None:
    """Return what of ``path`` is left behind the key of an entry, None if that is another."""
    if not isinstance(entry, nodes.ConfigEntry) or entry.key is None:
        return None
    names = nodes.dotted_name(entry.key)
    keys = [key_of(entry)] if names is None else [name.id for name in names]
    return path[len(keys) :] if path[: len(keys)] == keys else None


def _entry_text(path: list[str], op: str, value: str) -> str:
    """Return an entry: ``a: {b = value}`` for the path ``a.b``."""
    text = f"{_written(path[-1])}{':' if op == ':' else f' {op}'} {value}"
    for key in reversed(path[:-1]):
        text = f"{_written(key)}: {{{text}}}"
    return text


def _written(key: str) -> str:
    return key if key.isidentifier() and key not in KEYWORDS else quoted(key)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
