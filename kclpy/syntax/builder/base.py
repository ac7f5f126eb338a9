"""Builders that only pass on, or collect parts in lists."""

from __future__ import annotations

from typing import Any, TypeAlias

from kclpy.syntax import nodes

Parts: TypeAlias = list[Any]


class NeedsTolerance(Exception):
    """The text fits the grammar and is wrong nevertheless, or means something else."""


class Collecting:
    """Builders that make no nodes."""

    @staticmethod
    def nothing(parts: Parts) -> None:
        """Return None for a part that is not there."""

    @staticmethod
    def empty(parts: Parts) -> Parts:
        """Return a new list."""
        return []

    @staticmethod
    def first(parts: Parts) -> Parts:
        """Return a list of the first part."""
        return [parts[0]]

    @staticmethod
    def first_separated(parts: Parts) -> Parts:
        """Return a list of the second part."""
        return [parts[1]]

    @staticmethod
    def also(parts: Parts) -> Any:
        """Append the second part to the list that is the first."""
        parts[0].append(parts[1])
        return parts[0]

    @staticmethod
    def also_separated(parts: Parts) -> Any:
        """Append the third part to the list that is the first."""
        parts[0].append(parts[2])
        return parts[0]

    @staticmethod
    def extended(parts: Parts) -> Any:
        """Append all of the second part to the list that is the first."""
        parts[0].extend(parts[1])
        return parts[0]

    @staticmethod
    def same(parts: Parts) -> Any:
        """Return the first part."""
        return parts[0]

    @staticmethod
    def first_part(parts: Parts) -> Any:
        """Return the first part."""
        return parts[0]

    @staticmethod
    def second_part(parts: Parts) -> Any:
        """Return the second part."""
        return parts[1]

    @staticmethod
    def third_part(parts: Parts) -> Any:
        """Return the third part."""
        return parts[2]

    @staticmethod
    def word(parts: Parts) -> nodes.Name:
        """Return the name that a keyword is in some places."""
        _, text, start, end = parts[0]
        return nodes.Name(start, end, text)
