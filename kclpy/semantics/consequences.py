"""What follows from syntax errors: diagnostics of the checker that nobody needs to read.

Where a syntax error spoilt a line, nobody knows what was meant. So a mistake is not told that
lies in such a line, is explained by one, or is about a name that one mentions: the name may
have been declared there. The value of a name declared there is not judged either, and nothing is
missed that a schema with a spoilt line could have. What has nothing to do with the damage is
told as ever.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.diagnostics.names import UndefinedName
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.tokens import KEYWORDS

_WORD = re.compile(r"\w+")
_DECLARED = re.compile(r"(?:(?:schema|mixin|protocol|rule|type|import) +)?\$?([^\W\d]\w*)")
_DECLARE_NOTHING = frozenset("assert if elif else check".split())


def independent(found: Diagnostics, modules: Iterable[nodes.Module]) -> Diagnostics:
    """Return those of the diagnostics ``found`` that follow from no damage in ``modules``."""
    damage = _Damage()
    for module in modules:
        if module.damage:
            damage.enter(module)
    if not damage.places:
        return found
    kept = Diagnostics()
    for diagnostic in found:
        if not damage.explains(diagnostic):
            kept.add(diagnostic)
    return kept


@dataclass(slots=True)
class _Damage:
    """The spoilt places of a program, the names in them, and the schemas around them."""

    places: dict[SourceFile, list[nodes.Damage]] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    schemas: set[str] = field(default_factory=set)
    has_lost_names: bool = False  # something was declared, and nobody knows what

    def enter(self, module: nodes.Module) -> None:
        """Add the damage of ``module``."""
        text = module.file.text
        for place in module.damage:
            self.mentioned.update(_WORD.findall(text[place.start : place.end]))
            self._note_declared(text[place.start : place.end])
        places = _joined(module.damage)
        for statement in module.body:
            if isinstance(statement, nodes.SchemaStmt):
                first = bisect_right(places, (statement.start, 0))
                if first < len(places) and places[first].start < statement.end:
                    self.schemas.add(statement.name.id)
                    places.insert(first, nodes.Damage(statement.start, statement.name.end))
        self.places[module.file] = _joined(places)

    def _note_declared(self, text: str) -> None:
        """Note what a spoilt line declares: the first name in it, or a name that is lost."""
        found = _DECLARED.match(text)
        if found is not None and found[1] not in KEYWORDS:
            self.declared.add(found[1])
        elif found is None or found[1] not in _DECLARE_NOTHING:
            self.has_lost_names = True

    def explains(self, diagnostic: Diagnostic) -> bool:
        """Whether ``diagnostic`` follows from the damage."""
        problem = diagnostic.problem
        if self.has_lost_names and (
            isinstance(problem, UndefinedName)
            or "any" in (getattr(problem, "type", ""), getattr(problem, "actual", ""))
        ):
            return True
        names = {getattr(problem, "name", ""), *getattr(problem, "names", ())}
        if not names.isdisjoint(self.mentioned):
            return True
        owners = " ".join(str(getattr(problem, key, "")) for key in ("schema", "target", "type"))
        if not self.schemas.isdisjoint(_WORD.findall(owners)):
            return True
        if any(self._spoils(label.span) for label in diagnostic.labels):
            return True
        if isinstance(problem, UndefinedName) or not diagnostic.labels:
            return False
        return not self.declared.isdisjoint(_WORD.findall(_line(diagnostic.labels[0].span)))

    def _spoils(self, span: Span) -> bool:
        places = self.places.get(span.file, [])
        index = bisect_right(places, (span.start, len(span.file.text) + 1)) - 1
        return index >= 0 and span.start < places[index].end


def _line(span: Span) -> str:
    """Return the line in which ``span`` begins."""
    text = span.file.text
    end = text.find("\n", span.start)
    return text[text.rfind("\n", 0, span.start) + 1 : len(text) if end < 0 else end]


def _joined(damage: list[nodes.Damage]) -> list[nodes.Damage]:
    """Return the places of ``damage`` in order, those that overlap as one."""
    joined: list[nodes.Damage] = []
    for place in sorted(damage):
        if joined and place.start <= joined[-1].end:
            joined[-1] = nodes.Damage(joined[-1].start, max(joined[-1].end, place.end))
        else:
            joined.append(place)
    return joined
