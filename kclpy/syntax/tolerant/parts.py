"""What the layers of the tolerant parser need of the layers above them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from kclpy.syntax import nodes
from kclpy.syntax.tolerant.types import TypeParser


class Parts(TypeParser, ABC):
    """Declares the methods that refer to each other in a circle; reads parameters."""

    @abstractmethod
    def expression(self) -> nodes.Expr:
        """Return the expression at hand, conditional ones included."""

    @abstractmethod
    def simple_expression(self) -> nodes.Expr:
        """Return the expression at hand up to an ``if``."""

    @abstractmethod
    def statement(self) -> nodes.Stmt | None:
        """Return the statement at hand, or None if nothing at hand begins one."""

    @abstractmethod
    def subscript(self, value: nodes.Expr, is_optional: bool) -> nodes.Expr:
        """Return ``value`` with the subscript or slice at hand."""

    @abstractmethod
    def string(self) -> nodes.Expr:
        """Return the string at hand."""

    def param(self) -> nodes.Param:
        """Return the parameter ``name: type = default`` at hand."""
        name = self.joined_name()
        annotation = self.type() if self.accept(":") else None
        default = self.expression() if self.accept("=") else None
        return nodes.Param(name.start, self.previous_end, name, annotation, default)

    def skip_unused(self, index: int) -> bool:
        """Pass the token at hand if nothing was read since ``index``; that was reported."""
        if index != self.index:
            return False
        self.bump()
        return True

    def skip_separator(self, index: int) -> bool:
        """Pass the comma behind an item; report if nothing was read since ``index``."""
        if index == self.index:
            self.expected(",")
            self.bump()
            return False
        return self.accept(",")
