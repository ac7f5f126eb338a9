"""Why a refactoring that somebody asked for is not done."""

from __future__ import annotations


class Refusal(Exception):
    """The program would not mean the same; the text says why, in a few words."""
