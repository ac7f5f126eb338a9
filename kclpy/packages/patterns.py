"""Patterns of files in a configuration."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern is about a file: by its name, or by its path if it has a slash.

    ``path`` is relative to the configuration and written with slashes.
    """
    if "/" not in pattern:
        return fnmatchcase(posixpath.basename(path), pattern)
    return fnmatchcase(path, pattern) or fnmatchcase(f"/{path}", pattern.replace("**/", "*/"))
