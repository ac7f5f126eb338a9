"""Types in a file that may be broken (reference, 04 section 1.1)."""

from __future__ import annotations

from kclpy.syntax import nodes, tokens
from kclpy.syntax.literals import number_literal, plain_string
from kclpy.syntax.tolerant.lines import LineParser

BASIC_TYPES = frozenset(("any", "bool", "int", "float", "str"))
TYPE_STARTS = (
    *("any", "bool", "int", "float", "str", "True", "False"),
    *("identifier", "literal", "[", "{", ")"),
)


class TypeParser(LineParser):
    """Reads types."""

    def type(self) -> nodes.TypeExpr:
        """Return the type at hand."""
        first = self.type_element()
        if self.kind != "|":
            return first
        members = [first]
        while self.accept("|"):
            members.append(self.type_element())
        return nodes.UnionType(first.start, members[-1].end, members)

    def type_element(self) -> nodes.TypeExpr:
        """Return the member of a union at hand."""
        kind, text, start, end = self.token
        if kind in ("True", "False"):
            self.bump()
            return nodes.LiteralType(start, end, nodes.ConstantLit(start, end, text))
        if self.is_name():
            return self.named_type()
        if kind == tokens.NUMBER:
            literal, problem = number_literal(self.bump())
            if problem is not None:
                self.report_at(problem, start, end)
            return nodes.LiteralType(start, end, literal)
        if kind == tokens.STRING:
            return nodes.LiteralType(start, end, plain_string(self.bump()))
        if kind == "[":
            return self.list_type()
        if kind == "{":
            return self.dict_type()
        if kind == "(":
            return self.function_type()
        self.expected(*TYPE_STARTS)
        place = self.previous_end
        if kind not in (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT):
            self.bump()
        return nodes.MissingType(place, place)

    def named_type(self) -> nodes.TypeExpr:
        """Return the basic type or the dotted name at hand."""
        names = [self.name()]
        if names[0].id in BASIC_TYPES:
            return nodes.BasicType(names[0].start, names[0].end, names[0].id)
        while self.accept("."):
            names.append(self.name())
        return nodes.NamedType(names[0].start, names[-1].end, names)

    def list_type(self) -> nodes.TypeExpr:
        """Return the type ``[T]`` at hand."""
        start = self.bump()[2]
        item = None if self.kind == "]" else self.type()
        self.force("]")
        return nodes.ListType(start, self.previous_end, item)

    def dict_type(self) -> nodes.TypeExpr:
        """Return the type ``{K:V}`` at hand."""
        start = self.bump()[2]
        key = None if self.kind == ":" else self.type()
        self.force(":")
        value = None if self.kind == "}" else self.type()
        self.force("}")
        return nodes.DictType(start, self.previous_end, key, value)

    def function_type(self) -> nodes.TypeExpr:
        """Return the type ``(T, U) -> V`` at hand."""
        start = self.bump()[2]
        params = []
        while self.kind not in (")", tokens.EOF):
            index = self.index
            params.append(self.type())
            self.accept(",")
            if index == self.index:
                break
        self.force(")")
        result = self.type() if self.accept("->") else None
        return nodes.FunctionType(start, self.previous_end, params, result)
