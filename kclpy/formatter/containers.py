"""Printing of lists, configs, comprehensions, quantifiers and lambdas.

What begins on the line of its bracket stays there, what begins on a later line gets a line
for each item (reference, 07 section 4, rule 10). Where a comment stands among the items,
they get lines, too, so that it can stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from kclpy.formatter.expressions import Expressions
from kclpy.formatter.output import INDENT
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_LONGEST_HEAD = 80  # bytes from "lambda" to the return type

Conditional: TypeAlias = nodes.IfStmt | nodes.ListIfItem | nodes.ConfigIfEntry


class _Head(NamedTuple):
    """The output from a ``lambda`` to its return type; at ``places`` it may be spread."""

    start: int
    end: int
    places: list[int]


class Containers(Expressions):
    """Printers of the sections "Containers" and "Functions" of the nodes."""

    def __init__(
        self, module: nodes.Module, kept: Sequence[nodes.Stmt] = (), indent: str = INDENT
    ) -> None:
        super().__init__(module, kept, indent)
        self.floor = 0  # what begins before it gets lines, see `Declarations`
        self._open_heads = 0  # how many lambdas there are in whose parameters this is
        self._heads: list[_Head] = []  # those within the outermost of them
        # By the id of the node: whether its items get lines, and whether it takes lines at all.
        self._is_split: dict[int, bool] = {}
        self._is_tall: dict[int, bool] = {}

    def visit_StarredExpr(self, node: nodes.StarredExpr) -> None:
        self.write("*")
        self.visit(node.value)

    def visit_ListExpr(self, node: nodes.ListExpr) -> None:
        self.bracketed("[", node, node.elements)

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> None:
        self.bracketed("{", node, node.entries)

    def bracketed(self, opener: str, node: nodes.Expr, several: Sequence[nodes.Node]) -> None:
        """Print the ``several`` items of ``node`` with their brackets."""
        self.write(opener)
        if self._needs_lines(node, several):
            self.lines(node.start + 1, several)
            self.close_lines(node.end - 1)
        else:
            self.separated(several)
            self.write(self.source[node.end - 1])

    def _needs_lines(self, node: nodes.Expr, several: Sequence[nodes.Node]) -> bool:
        """Tell whether each of the ``several`` items of a list or config gets a line."""
        known = self._is_split.get(id(node))
        if known is None:
            known = self._is_to_be_split(node, several)
            self._is_split[id(node)] = known
        return known

    def _is_to_be_split(self, node: nodes.Expr, several: Sequence[nodes.Node]) -> bool:
        if len(several) == 1 and isinstance(several[0], nodes.ConfigEntry):
            if isinstance(several[0].value, nodes.ConfigExpr | nodes.SchemaExpr):
                return True
        start = node.start
        if several and start < self.floor:
            return True
        for item in several:
            if isinstance(item, nodes.ListIfItem | nodes.ConfigIfEntry):
                return True
            if self.trivia.is_line_apart(start, item.start):
                return True
            start = item.start
        if self.has_remark_between(node.start, several, node.end):
            return True
        # What follows an item that takes lines would begin on another line than the bracket.
        for item in several[:-1]:
            if self._takes_lines(item):
                return True
        return False

    def _takes_lines(self, node: nodes.Node) -> bool:
        """Tell whether ``node`` is printed over several lines."""
        known = self._is_tall.get(id(node))
        if known is None:
            known = self._has_line_end(node)
            self._is_tall[id(node)] = known
        return known

    def _has_line_end(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.LambdaExpr) or self.trivia.has_comment(node.start, node.end):
            return True
        if isinstance(node, nodes.StringLit | nodes.JoinedString):
            return self.trivia.is_line_apart(node.start, node.end)
        if isinstance(node, nodes.QuantExpr) and self._has_apart_test(node):
            return True
        if isinstance(node, nodes.ListExpr) and self._needs_lines(node, node.elements):
            return True
        if isinstance(node, nodes.ConfigExpr) and self._needs_lines(node, node.entries):
            return True
        for child in children(node):
            if self._takes_lines(child):
                return True
        return False

    def visit_ListIfItem(self, node: nodes.ListIfItem) -> None:
        self.conditional(node)

    def visit_ConfigIfEntry(self, node: nodes.ConfigIfEntry) -> None:
        self.conditional(node)

    def conditional(self, node: Conditional) -> bool:
        """Print an ``if`` with all that belongs to it; tell whether it ends with an ``else``."""
        column = self.trivia.column(node.start)
        word = "if "
        while True:
            self.optional(word, node.test)
            self.write(":")
            self._branch(self.source.index(":", node.test.end), node.body, column)
            rest = node.orelse
            first = rest[0] if rest else None
            if not isinstance(first, type(node)) or not first.is_elif:
                break
            self.remarks_before(first.start)
            node, word = first, "elif "
        if not rest:
            return False
        place = self.trivia.find("else", node.body[-1].end)
        self.remarks_before(place)
        self.write("else:")
        self._branch(self.source.index(":", place), rest, column)
        return True

    def _branch(self, colon: int, body: Sequence[nodes.Node], column: int) -> None:
        """Print what stands behind the ``colon`` of an ``if`` that begins in ``column``."""
        if isinstance(body[0], nodes.Stmt):
            self.block(colon + 1, body)
        else:
            self.lines(colon + 1, body)
        if "\n" in self.source[colon : body[0].start]:
            self.end_block(body[-1].end, column)

    def end_block(self, end: int, column: int) -> None:
        """Print the comments at the end of a block whose head begins in ``column``."""
        self.out.depth += 1
        self.remarks_within(end, self.trivia.next_token(end), column)
        self.out.depth -= 1

    def block(self, opener_end: int, body: Sequence[nodes.Node]) -> None:
        """Print a line break after an opening bracket or a colon, and the statements ``body``."""
        self.end_line(opener_end)
        self.out.depth += 1
        self.statements(body)
        self.out.depth -= 1

    def statements(self, body: Sequence[nodes.Node]) -> None:
        """Print ``body`` in lines."""
        raise NotImplementedError

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        if node.key is None:
            self.write("**")
            self.visit(node.value)
            return
        self.visit(node.key)
        if node.value.start != node.key.start:  # else a name that stands for itself
            self.write(": " if node.op == ":" else f" {node.op} ")
            self.visit(node.value)

    # Comprehensions

    def visit_ListComp(self, node: nodes.ListComp) -> None:
        self._comprehension("[", node, node.element)

    def visit_DictComp(self, node: nodes.DictComp) -> None:
        self._comprehension("{", node, node.entry)

    def _comprehension(
        self, opener: str, node: nodes.ListComp | nodes.DictComp, first: nodes.Node
    ) -> None:
        self.write(opener)
        several: list[nodes.Node] = [first]
        for clause in node.clauses:
            several.append(clause)
        if self.has_remark_between(node.start, self._pieces(several), node.end):
            self.lines(node.start + 1, several)
            self.close_lines(node.end - 1)
        else:
            self.separated(several, " ")
            self.write(self.source[node.end - 1])

    @staticmethod
    def _pieces(several: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return the parts of a comprehension between which there can be comments."""
        pieces: list[nodes.Node] = []
        for part in several:
            if isinstance(part, nodes.CompClause):
                pieces.append(
                    nodes.CompClause(part.start, part.iterable.end, [], part.iterable, None)
                )
                if part.condition is not None:
                    pieces.append(part.condition)
            else:
                pieces.append(part)
        return pieces

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        self.write("for ")
        self.separated(node.variables)
        self.write(" in ")
        self.visit(node.iterable)
        if node.condition is None:
            return
        if self.trivia.has_comment(node.iterable.end, node.condition.start):
            self.end_line(node.iterable.end)
            self.remarks_before(self.trivia.next_token(node.iterable.end))
            self.optional("if ", node.condition)
        else:
            self.optional(" if ", node.condition)

    # Functions

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self.write(f"{node.op} ")
        self.separated(node.variables)
        self.optional(" in ", node.target)
        self.write(" {")
        opener = self.source.index("{", node.target.end)
        last = node.condition or node.test
        if self._has_apart_test(node) or self.trivia.has_comment(last.end, node.end):
            self.end_line(opener + 1)
            self.out.depth += 1
            self.remarks_before(node.test.start)
            self._tested(node)
            self.end_line(last.end)
            self.out.depth -= 1
            self.close_lines(node.end - 1)
        else:
            self._tested(node)
            self.write("}")

    def _has_apart_test(self, node: nodes.QuantExpr) -> bool:
        """Tell whether the test of a quantifier stands, or will stand, on a later line."""
        if node.start < self.floor or self._takes_lines(node.target):
            return True
        return self.trivia.is_line_apart(node.start, node.test.start)

    def _tested(self, node: nodes.QuantExpr) -> None:
        self.visit(node.test)
        self.optional(" if ", node.condition)

    def visit_Param(self, node: nodes.Param) -> None:
        self.visit(node.name)
        self.optional(": ", node.annotation)
        self.optional(" = ", node.default)

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        start = self.out.mark()
        self.write("lambda")
        head_end = node.start + len("lambda")
        places: list[int] = []
        if node.params:
            self._open_heads += 1
            places = self._params(node, head_end)
            self._open_heads -= 1
            head_end = node.params[-1].end
        if node.return_type is not None:
            self.optional(" -> ", node.return_type)
            head_end = node.return_type.end
            if places:  # without a return type they cannot be in braces
                self._heads.append(_Head(start, self.out.mark(), places))
        if not self._open_heads:
            self._spread_heads()
        self.write(" {")
        self.block(self.source.index("{", head_end) + 1, node.body)
        self.close_lines(node.end - 1)

    def _spread_heads(self) -> None:
        """Put parameters in lines where heads are too long; the outer ones first.

        An outer one moves those in it to the right, which can make these too long.
        """
        for head in sorted(self._heads):
            if self.out.is_longer(head.start, head.end, _LONGEST_HEAD):
                self.out.spread(head.places)
        self._heads.clear()

    def _params(self, node: nodes.LambdaExpr, start: int) -> list[int]:
        """Print parameters; what stands before them ends at ``start``.

        Return where the output may be spread. If there are comments among them, they are in
        lines at once.
        """
        first, last = node.params[0], node.params[-1]
        closer = self.trivia.next_token(last.end)
        if self.has_remark_between(start, node.params, closer):
            opener = self.source.find("{", start, first.start)
            self.write(" {")
            self.lines(first.start if opener < 0 else opener + 1, node.params, ",", ",")
            self.out.depth += 1
            self.remarks_before(closer)
            self.out.depth -= 1
            self.write("}")
            return []
        places = []
        for param in node.params:
            places.append(self.out.mark())
            self.write(", " if param is not first else " ")
            self.visit(param)
        places.append(self.out.mark())
        for _ in range(2):
            self.write("")
        return places
