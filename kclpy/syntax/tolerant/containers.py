"""Lists, configs and comprehensions in a file that may be broken."""

from __future__ import annotations

from kclpy.diagnostics import syntax
from kclpy.syntax import nodes, tokens
from kclpy.syntax.bodies import end_of
from kclpy.syntax.tolerant.parts import Parts

_ENTRY_OPERATORS = (":", "=", "+=")


class ContainerParser(Parts):
    """Reads what stands in ``[]`` and ``{}``."""

    def list_expr(self) -> nodes.Expr:
        """Return the list or list comprehension at hand."""
        start = self.bump()[2]
        self.skip_layout()
        first = self.token
        elements: list[nodes.Expr] = []
        while self.kind not in ("]", "for", tokens.EOF):
            elements += self.line(self.separated_item, "]", "for")
            self.skip_layout()
        if self.kind != "for":
            self.expect("]")
            return nodes.ListExpr(start, self.previous_end, elements)
        clauses = self.comp_clauses()
        self.skip_layout()
        self.expect("]")
        if not elements:
            self.report(syntax.NoComprehensionElement("list"), first)
            elements.append(nodes.MissingExpr(first[2], first[2]))
        elif len(elements) > 1:
            self.report(syntax.ComprehensionElements("list", len(elements)), first)
        return nodes.ListComp(start, self.previous_end, elements[0], clauses)

    def separated_item(self) -> list[nodes.Expr]:
        """Return the item of a list at hand, and pass the comma behind it."""
        index = self.index
        item = self.list_item()
        self.skip_separator(index)
        return [item]

    def list_item(self) -> nodes.Expr:
        """Return the item of a list at hand."""
        if self.kind == "*":
            start = self.bump()[2]
            value = self.simple_expression()
            return nodes.StarredExpr(start, value.end, value)
        if self.kind == "if":
            return self.list_if(False)
        return self.expression()

    def list_if(self, is_elif: bool) -> nodes.ListIfItem:
        """Return the ``if`` item at hand, with what belongs to it."""
        start = self.bump()[2]
        test = self.expression()
        self.force(":")
        is_block = self.kind == tokens.NEWLINE
        body = self.list_block() if is_block else [self.list_item()]
        item = nodes.ListIfItem(start, self.previous_end, test, body, [], is_elif)
        if not is_block:
            self.skip_newlines_before("elif", "else")
        if self.kind == "elif":
            item.orelse.append(self.list_if(True))
        elif self.kind == "else":
            self.bump()
            self.force(":")
            if is_block and self.kind != tokens.NEWLINE:
                self.expected(tokens.INDENT)
            has_block = self.kind == tokens.NEWLINE
            item.orelse.extend(self.list_block() if has_block else [self.list_item()])
        item.end = end_of(body, item.orelse, default=item.end)
        return item

    def skip_newlines_before(self, *kinds: str) -> None:
        """Pass newlines if one of ``kinds`` follows them."""
        if self.kind == tokens.NEWLINE and self.peek() in kinds:
            self.bump()

    def list_block(self) -> list[nodes.Expr]:
        """Return the items in the indented lines at hand."""
        items: list[nodes.Expr] = []
        self.skip_newlines()
        if not self.expect(tokens.INDENT):
            return items
        while self.kind not in (tokens.DEDENT, "]", tokens.EOF):
            items += self.line(self.separated_item, "]")
            self.skip_newlines()
            self.report_wrong_dedent()
        self.end_of_block("]")
        return items

    def end_of_block(self, *others: str) -> None:
        """Pass the end of indented lines; what ``others`` are ends them too."""
        if self.kind not in others:
            self.dedent()

    def report_wrong_dedent(self) -> bool:
        """Report and pass a DEDENT that leads to no level; tell whether there is one."""
        if self.kind != tokens.DEDENT or not self.token[1]:
            return False
        self.report(syntax.InvalidIndentation(int(self.token[1])))
        self.tell_last()
        self.bump()
        return True

    def dedent(self) -> None:
        """Pass the DEDENT at hand; report if there is none."""
        self.expect(tokens.DEDENT)

    def config_expr(self) -> nodes.Expr:
        """Return the config or dict comprehension at hand."""
        start = self.bump()[2]
        has_newline = self.skip_newlines()
        if has_newline:
            self.accept_layout()
        first = self.token
        entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry] = []
        while self.kind not in ("}", "for", tokens.EOF):
            if self.kind == tokens.NEWLINE and not has_newline:
                break
            entries += self.line(self.separated_entry, "}", "for")
            if has_newline:
                self.skip_layout()
        if self.kind == "for":
            return self.dict_comp(start, first, entries)
        self.skip_layout()
        self.expect("}")
        return nodes.ConfigExpr(start, self.previous_end, entries)

    def dict_comp(
        self,
        start: int,
        first: tokens.Token,
        entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry],
    ) -> nodes.Expr:
        """Return the dict comprehension whose clauses are at hand."""
        clauses = self.comp_clauses()
        self.skip_layout()
        self.expect("}")
        if not entries:
            self.report(syntax.NoComprehensionElement("config"), first)
        elif len(entries) > 1:
            self.report(syntax.ComprehensionElements("config", len(entries)), first)
        entry = entries[0] if entries else None
        if not isinstance(entry, nodes.ConfigEntry):
            gap = nodes.MissingExpr(first[2], first[2])
            entry = nodes.ConfigEntry(first[2], first[2], gap, ":", gap)
        return nodes.DictComp(start, self.previous_end, entry, clauses)

    def separated_entry(self) -> list[nodes.ConfigEntry | nodes.ConfigIfEntry]:
        """Return the entry of a config at hand, and pass the comma behind it."""
        entry = self.config_entry(True)
        self.accept(",")
        return [entry]

    def conditional_entry(self) -> list[nodes.ConfigEntry | nodes.ConfigIfEntry]:
        """Return the entry at hand of a block below ``if``, and pass the comma behind it."""
        entry = self.config_entry(False)
        self.accept(",")
        return [entry]

    def config_entry(self, may_be_short: bool) -> nodes.ConfigEntry | nodes.ConfigIfEntry:
        """Return the entry of a config at hand; ``x`` for ``x = x`` only if it may be short."""
        start = self.start
        if self.accept("**"):
            value = self.simple_expression()
            return nodes.ConfigEntry(start, value.end, None, ":", value)
        if self.kind == "if":
            return self.config_if(False)
        key = self.expression()
        op = self.kind
        if op not in _ENTRY_OPERATORS:
            if may_be_short and isinstance(key, nodes.Name):
                value = nodes.Name(key.start, key.end, key.id)
                return nodes.ConfigEntry(key.start, key.end, key, "=", value)
            self.expected(*_ENTRY_OPERATORS)
            op = ":"
        self.bump()
        value = self.expression()
        return nodes.ConfigEntry(key.start, value.end, key, op, value)

    def config_if(self, is_elif: bool) -> nodes.ConfigIfEntry:
        """Return the ``if`` entry at hand, with what belongs to it."""
        start = self.bump()[2]
        test = self.expression()
        self.force(":")
        body = self.config_block()
        entry = nodes.ConfigIfEntry(start, self.previous_end, test, body, [], is_elif)
        self.skip_newlines_before("elif", "else")
        if self.kind == "elif":
            entry.orelse.append(self.config_if(True))
        elif self.kind == "else":
            self.bump()
            self.force(":")
            entry.orelse.extend(self.config_block())
        entry.end = end_of(body, entry.orelse, default=entry.end)
        return entry

    def config_block(self) -> list[nodes.ConfigEntry | nodes.ConfigIfEntry]:
        """Return the entry at hand, or those in the indented lines at hand."""
        if self.kind != tokens.NEWLINE:
            return [self.config_entry(False)]
        self.skip_newlines()
        entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry] = []
        if not self.expect(tokens.INDENT):
            return entries
        while self.kind not in (tokens.DEDENT, "}", "elif", "else", tokens.EOF):
            entries += self.line(self.conditional_entry, "}")
            self.skip_newlines()
            self.report_wrong_dedent()
        self.end_of_block("}", "elif", "else")
        return entries

    def comp_clauses(self) -> list[nodes.CompClause]:
        """Return the ``for`` clauses at hand."""
        clauses = []
        while self.kind == "for":
            start = self.bump()[2]
            variables: list[nodes.Expr] = [self.dotted()]
            while self.accept(","):
                variables.append(self.dotted())
            self.force("in")
            iterable = self.simple_expression()
            end = self.previous_end
            condition = None
            self.skip_newlines()
            if self.accept("if"):
                condition = self.expression()
                end = self.previous_end
            else:
                self.skip_layout()
            clauses.append(nodes.CompClause(start, end, variables, iterable, condition))
        return clauses
