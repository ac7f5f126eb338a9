"""The second half of reading a template: nesting its tags."""

from __future__ import annotations

from kclpy_stdlib.template_nodes import (
    Block,
    Call,
    Inline,
    Node,
    Output,
    Partial,
    Path,
    TemplateError,
    Text,
)
from kclpy_stdlib.template_tags import Tag, cut


def parse(template: str) -> list[Node]:
    """Return what ``template`` consists of; raise `TemplateError` if it is wrong."""
    tags, tail = cut(template)
    return _Parser(tags, tail).parse()


class _Parser:
    def __init__(self, tags: list[Tag], tail: str) -> None:
        self.tags = tags
        self.tail = tail
        self.next = 0

    def parse(self) -> list[Node]:
        """Parse the whole template."""
        nodes, tag = self._nodes()
        if tag is not None:
            raise _wrong(tag, f"unexpected '{tag.kind}'")
        return nodes

    def _nodes(self) -> tuple[list[Node], Tag | None]:
        """Parse up to a tag that ends a part of a block; return that too."""
        nodes: list[Node] = []
        while self.next < len(self.tags):
            tag = self.tags[self.next]
            self.next += 1
            if tag.before:
                nodes.append(Text(tag.before))
            if tag.kind in ("else", "^", "/"):
                return nodes, tag
            node = self._node(tag)
            if node is not None:
                nodes.append(node)
        if self.tail:
            nodes.append(Text(self.tail))
        return nodes, None

    def _node(self, tag: Tag) -> Node | None:
        call = tag.call
        if call is None:
            return None
        if tag.kind == "#":
            return self._block(tag, call)
        if tag.kind == "#*":
            return Inline(call, self._body(tag, call))
        if tag.kind == ">":
            return Partial(call, tag.indent)
        if tag.kind == "#>":
            return Partial(call, body=self._body(tag, call))
        return Output(call, tag.is_escaped)

    def _body(self, tag: Tag, call: Call) -> list[Node]:
        body, end = self._nodes()
        _check_end(tag, call, end)
        return body

    def _block(self, tag: Tag, call: Call) -> Block:
        """Parse a block; each ``{{else if}}`` is a block in the otherwise of the one before."""
        block = Block(call)
        current = block
        while True:
            nodes, end = self._nodes()
            if current.otherwise is None:
                current.body = nodes
            else:
                current.otherwise = nodes
            if end is None or end.kind == "/":
                _check_end(tag, call, end)
                return block
            if current.otherwise is not None:
                raise _wrong(end, "unexpected 'else'")
            if end.call is None:
                current.otherwise = []
            else:
                chained = Block(end.call)
                current.otherwise = [chained]
                current = chained


def _check_end(tag: Tag, call: Call, end: Tag | None) -> None:
    name = _name(call)
    if end is None:
        raise _wrong(tag, f"'{name}' is never closed")
    closing = "" if end.call is None else _name(end.call)
    if closing != name:
        reason = f'MismatchingClosedHelper("{name}", "{closing}")'
        raise TemplateError(reason, end.line, end.column)


def _name(call: Call) -> str:
    return call.target.text if isinstance(call.target, Path) else ""


def _wrong(tag: Tag, message: str) -> TemplateError:
    return TemplateError.syntax(message, tag.line, tag.column)
