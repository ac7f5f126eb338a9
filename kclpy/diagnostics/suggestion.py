"""The end of a message that proposes similar names (reference, 04 section 5.1)."""

from __future__ import annotations


def did_you_mean(names: tuple[str, ...]) -> str:
    """Return ``, did you mean '["a", "b"]'?`` for ``names``, best last, or nothing for none."""
    if not names:
        return ""
    listed = ", ".join([f'"{name}"' for name in names])
    return f", did you mean '[{listed}]'?"
