"""Names that a wrong one may stand for: the words of a message, of help and of fixes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kclpy.diagnostics.advice import Edit, Fix
from kclpy.source import Span

# So many names are read at a glance, and so many are compared.
_SHORT = 12
_MOST = 2_000

_CLOSE = 0.6


def did_you_mean(names: tuple[str, ...]) -> str:
    """Return ``, did you mean '["a", "b"]'?`` for ``names``, best last, or nothing for none.

    These are the words of the reference, 04 section 5.1.
    """
    if not names:
        return ""
    listed = ", ".join([f'"{name}"' for name in names])
    return f", did you mean '[{listed}]'?"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that ``name`` most likely stands for, None if none does.

    It is more lenient than the official engine: letters swapped, left out, or of another case.
    """
    import difflib  # only to word a mistake

    candidates = {one.lower(): one for one in list(names)[:_MOST] if one != name}
    found = difflib.get_close_matches(name.lower(), candidates, n=1, cutoff=_CLOSE)
    return candidates[found[0]] if found else None


def listed(names: Sequence[str]) -> str:
    """Return ``a, b and c``, or "" if these are none or too many to be read."""
    if not names or len(names) > _SHORT:
        return ""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def names_note(what: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the note that lists ``names``, if they are few: ``what``: a, b and c."""
    text = listed(names)
    return (f"{what}: {text}",) if text else ()


def rename(span: Span | None, old: str, new: str | None) -> tuple[Fix, ...]:
    """Return the fix that writes ``new`` for ``old``, if that is what stands at ``span``."""
    if span is None or new is None or span.file.text[span.start : span.end] != old:
        return ()
    return (Fix(f"change '{old}' to '{new}'", (Edit(span, new),)),)


def proposal(name: str | None) -> tuple[str, ...]:
    """Return the help that proposes ``name``, nothing for None."""
    return () if name is None else (f"did you mean '{name}'?",)
