"""Printing of schemas, rules and all that stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from kclpy.formatter.statements import Statements
from kclpy.syntax import nodes

Declaration: TypeAlias = nodes.SchemaStmt | nodes.RuleStmt


class Declarations(Statements):
    """Printers of the section "Declarations" of the nodes."""

    def visit_Decorator(self, node: nodes.Decorator) -> None:
        self.write("@")
        self.visit(node.name)
        self.arguments(node.name.end, node.args, node.keywords, node.end)

    def decorators(self, several: Sequence[nodes.Decorator]) -> None:
        """Print ``several`` decorators, and the comments before what is decorated."""
        for decorator in several:
            self.remarks_before(decorator.start)
            self.visit(decorator)
            self.end_line(decorator.end)
        if several:
            self.remarks_before(self.trivia.next_token(several[-1].end))

    def visit_SchemaAttr(self, node: nodes.SchemaAttr) -> None:
        self.decorators(node.decorators)
        self.quoted(node.name_node)
        self.write("?: " if node.is_optional else ": ")
        self.visit(node.annotation)
        self.optional(f" {node.op} ", node.value)

    def visit_IndexSignature(self, node: nodes.IndexSignature) -> None:
        self.write("[")
        self.optional("", node.key_name)
        if node.key_name is not None:
            self.write(": ")
        self.optional("..." if node.any_other else "", node.key_type)
        self.optional("]: ", node.value_type)
        self.optional(" = ", node.value)

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        column = self.trivia.column(node.start)
        end = self._head(node.kind, node, [] if node.base is None else [node.base])
        self.out.depth += 1
        end = self._docstring(node, end)
        if node.mixins:
            end = self._mixins(node.mixins, end)
        self._body(node, end)
        self.out.depth -= 1
        if node.checks:
            self._checks(node, max(end, *(part.end for part in _parts(node))))
        self.end_block(node.end, column)
        self.out.blank_line()

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> None:
        column = self.trivia.column(node.start)
        end = self._head("rule", node, node.bases)
        self.out.depth += 1
        end = self._docstring(node, end)
        self.out.depth -= 1
        self.lines(end, node.checks)
        self.end_block(node.end, column)

    def _head(self, word: str, node: Declaration, bases: Sequence[nodes.Expr]) -> int:
        """Print the first line of a declaration; return where it ends."""
        self.decorators(node.decorators)
        self.write(f"{word} ")
        self.visit(node.name)
        if node.params:
            self.write("[")
            self.separated(node.params)
            self.write("]")
        if bases:
            self.write("(")
            self.separated(bases)
            self.write(")")
        self.optional(" for ", node.protocol)
        self.write(":")
        protocol = [] if node.protocol is None else [node.protocol]
        last = [node.name, *node.params, *bases, *protocol][-1]
        end = self.source.index(":", last.end) + 1
        self.end_line(end)
        return end

    def _docstring(self, node: Declaration, end: int) -> int:
        """Print a docstring, if there is one, and return its end."""
        docstring = node.docstring
        if docstring is None:
            return end
        self.remarks_before(docstring.start)
        self.verbatim(docstring)
        self.end_line(docstring.end)
        return docstring.end

    def _mixins(self, mixins: Sequence[nodes.Expr], end: int) -> int:
        """Print the mixins of a schema, which stand behind ``end``, and return their end."""
        self.remarks_before(self.trivia.next_token(end))
        self.write("mixin [")
        opener = self.trivia.find("[", end)
        closer = self.trivia.next_token(mixins[-1].end)
        self.lines(opener + 1, mixins, ",")
        self.close_lines(closer)
        self.end_line(closer + 1)
        return closer + 1

    def _body(self, node: nodes.SchemaStmt, start: int) -> None:
        """Print the index signature and the statements of a schema.

        The index signature comes first, unless comments would have to change their order.
        """
        index = node.index_signature
        body: list[nodes.Node] = [*node.body]
        if index is None:
            return self.statements(body)
        is_first = not body or index.start < body[0].start
        line_end = self.source.find("\n", index.end)
        if not is_first and self.trivia.has_comment(start, line_end):
            return self.statements(sorted([*body, index], key=lambda part: part.start))
        self.statements([index])
        # In the official style brackets that stood on lines above the index signature get lines.
        self.floor = max(self.floor, self.trivia.line_start(index.start))
        return self.statements(body)

    def _checks(self, node: nodes.SchemaStmt, end: int) -> None:
        """Print the checks of a schema; what stands before them ends at ``end``."""
        self.out.blank_line()
        place = self.trivia.find("check", end)
        self.out.depth += 1
        self.remarks_before(place)
        self.write("check:")
        self.lines(self.source.index(":", place) + 1, node.checks)
        self.end_block(node.checks[-1].end, self.trivia.column(place))
        self.out.depth -= 1


def _parts(node: nodes.SchemaStmt) -> list[nodes.Node]:
    """Return all that stands in the body of a schema before its checks."""
    index = [] if node.index_signature is None else [node.index_signature]
    docstring = [] if node.docstring is None else [node.docstring]
    return [node.name, *docstring, *node.mixins, *node.body, *index]
