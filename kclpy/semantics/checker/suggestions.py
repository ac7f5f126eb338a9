"""Names that a misspelled one may stand for (reference, 04 section 5.1)."""

from __future__ import annotations

from collections.abc import Iterable

_THRESHOLD = 0.8
_PREFIX_WEIGHT = 0.1


def suggest(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the ``candidates`` that resemble ``name``, the best one last."""
    found = []
    for candidate in dict.fromkeys(candidates):
        score = similarity(name, candidate)
        if score > _THRESHOLD:
            found.append((score, candidate))
    return tuple(candidate for _, candidate in sorted(found, key=lambda pair: pair[0]))


def similarity(one: str, other: str) -> float:
    """Return the Jaro-Winkler similarity of two names, 0 if it is certainly small.

    The common prefix counts in full.
    """
    prefix = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        prefix += 1
    weight = _PREFIX_WEIGHT * prefix
    shorter = min(len(one), len(other))
    best = (shorter / (len(one) or 1) + shorter / (len(other) or 1) + 1.0) / 3.0
    if best + weight * (1.0 - best) <= _THRESHOLD:
        return 0.0  # the lengths alone tell that they do not resemble each other
    jaro = _jaro(one, other)
    return min(1.0, jaro + weight * (1.0 - jaro))


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return 1.0 if one == other else 0.0
    reach = max(0, max(len(one), len(other)) // 2 - 1)
    taken = [False] * len(other)
    matched = []
    for index, char in enumerate(one):
        for at in range(max(0, index - reach), min(len(other), index + reach + 1)):
            if not taken[at] and other[at] == char:
                taken[at] = True
                matched.append(char)
                break
    if not matched:
        return 0.0
    counterparts = [char for char, is_taken in zip(other, taken, strict=True) if is_taken]
    moved = sum(a != b for a, b in zip(matched, counterparts, strict=True)) // 2
    count = len(matched)
    return (count / len(one) + count / len(other) + (count - moved) / count) / 3.0
