"""What all printers share: the output, and the comments that are still to be printed.

Nodes are printed in the order of the text, and comments with them: before each line come the
comments that stand before it (`Base.remarks_before`), behind its last piece the one that
stands behind it (`Base.end_line`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kclpy.formatter.kept import Kept, write_moved
from kclpy.formatter.output import INDENT, Output
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia
from kclpy.syntax.visitor import Visitor


class Base(Visitor[None]):
    """A printer of one module; the methods for the classes of nodes stand in subclasses."""

    def __init__(
        self, module: nodes.Module, kept: Sequence[nodes.Stmt] = (), indent: str = INDENT
    ) -> None:
        self.module = module
        self.source = module.file.text
        self.trivia = Trivia(module)
        self.kept = Kept(self.trivia, kept, module.end)
        self.out = Output(indent)
        self.write = self.out.write
        self.printed = 0  # number of comments that are printed

    def verbatim(self, node: nodes.Node) -> None:
        """Print ``node`` as it was written."""
        self.write(self.source[node.start : node.end])

    def separated(self, several: Iterable[nodes.Node], separator: str = ", ") -> None:
        """Print ``several`` nodes with ``separator`` between them."""
        is_first = True
        for node in several:
            if not is_first:
                self.write(separator)
            is_first = False
            self.visit(node)

    def optional(self, before: str, node: nodes.Node | None) -> None:
        """Print ``before`` and ``node``, unless it is None."""
        if node is not None:
            self.write(before)
            self.visit(node)

    # Comments

    def upcoming(self) -> nodes.Comment | None:
        """Return the first comment that is not printed."""
        comments = self.trivia.comments
        return comments[self.printed] if self.printed < len(comments) else None

    def remarks_before(self, offset: int) -> None:
        """Print the comments before ``offset`` on lines of their own, a blank line kept."""
        previous: nodes.Comment | None = None
        while (comment := self.upcoming()) is not None and comment.start < offset:
            if previous is not None:
                self.keep_blank_line(previous.end, comment.start)
            self._remark(comment)
            previous = comment

    def remarks_within(self, end: int, limit: int, column: int) -> None:
        """Print the comments that end a block: further right than ``column``, before ``limit``.

        ``end`` is where the block's last part ends.
        """
        while (comment := self.upcoming()) is not None and comment.start < limit:
            if self.trivia.column(comment.start) <= column:
                break
            if not self.out.blank_lines:
                self.keep_blank_line(end, comment.start)
            self._remark(comment)
            end = comment.end

    def last_remarks(self) -> None:
        """Print the comments behind the last statement, without empty lines among them."""
        while (comment := self.upcoming()) is not None:
            self._remark(comment)

    def _remark(self, comment: nodes.Comment) -> None:
        self.write(comment.text)
        self.out.end_line()
        self.printed += 1

    def keep_blank_line(self, start: int, end: int) -> None:
        """Leave a line empty if there is an empty one in ``[start, end)``."""
        if self.trivia.has_blank_line(start, end):
            self.out.blank_line()

    def end_line(self, end: int) -> None:
        """End a line whose source ends at ``end``, with the comment that stands behind it."""
        comment = self.upcoming()
        if comment is not None and self.trivia.is_beside(end, comment):
            self.write(f" {comment.text}")
            self.printed += 1
        self.out.end_line()

    # Lines

    def lines(
        self, opener_end: int, several: Sequence[nodes.Node], separator: str = "", ending: str = ""
    ) -> None:
        """Print a line break after an opening bracket or a colon, and ``several`` nodes in lines.

        ``separator`` stands behind each but the last, ``ending`` behind the last.
        """
        self.end_line(opener_end)
        self.out.depth += 1
        index = 0
        while index < len(several):
            node = several[index]
            self.remarks_before(node.start)
            count = self.keep(several, index)
            if not count:
                self.visit(node)
                mark = separator if index + 1 < len(several) else ending
                if mark:
                    self.write(mark)
                self.end_line(node.end)
            index += count or 1
        self.out.depth -= 1

    def keep(self, several: Sequence[nodes.Node], index: int) -> int:
        """Print those of ``several`` nodes, from ``index`` on, that stay as they are.

        Return how many that are. The comments among them and behind the last are printed, too.
        """
        count = self.kept.run(several, index)
        if not count:
            return 0
        run = several[index : index + count]
        start, end = run[0].start, run[-1].end
        while (comment := self.upcoming()) is not None and (
            comment.start < end or self.trivia.is_beside(end, comment)
        ):
            end = max(end, comment.end)
            self.printed += 1
        write_moved(self.out, self.source, (start, end), self.trivia.line_start(start), run)
        self.out.end_line()
        return count

    def close_lines(self, closer: int) -> None:
        """Print the comments before the closing bracket at ``closer``, and the bracket."""
        self.out.depth += 1
        self.remarks_before(closer)
        self.out.depth -= 1
        self.write(self.source[closer])

    def has_remark_between(self, start: int, several: Iterable[nodes.Node], end: int) -> bool:
        """Tell whether there are comments in ``[start, end)`` outside of ``several`` nodes."""
        if not self.trivia.has_comment(start, end):
            return False
        for node in several:
            if self.trivia.has_comment(start, node.start):
                return True
            start = node.end
        return self.trivia.has_comment(start, end)
