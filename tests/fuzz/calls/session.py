"""A run: calls of all pure builtins, and how often the engines agree on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kclpy.builtins.declare import Builtin
from tests.fuzz.calls.batch import Reply, ask
from tests.fuzz.calls.compare import verdict
from tests.fuzz.calls.draw import call
from tests.fuzz.choices import RandomChoices
from tests.fuzz.engines import Engine, kclpy, oracle

_BATCH = 50
_SECONDS = 3.0  # how long the oracle may take for a batch


@dataclass(frozen=True)
class Disagreement:
    """A call on which the engines differ."""

    name: str
    call: str
    oracle: Reply
    ours: Reply


@dataclass
class Tally:
    """How often the replies to the calls of a builtin were equal, and why they were not."""

    verdicts: Counter[str] = field(default_factory=Counter)
    failures: int = 0  # calls that the oracle refuses or that fail in it


def run(
    seed: int,
    count: int,
    builtins: Iterable[Builtin],
    found: Callable[[Disagreement], None] = lambda _: None,
) -> dict[str, Tally]:
    """Draw ``count`` calls of each builtin and compare the replies."""
    with oracle(_SECONDS) as official, kclpy() as own:
        session = Session(official, own, seed, count, found)
        return {builtin.full_name: session.compare(builtin) for builtin in builtins}


@dataclass
class Session:
    """Two running engines, and how calls are drawn."""

    official: Engine
    own: Engine
    seed: int
    count: int
    found: Callable[[Disagreement], None]

    def compare(self, builtin: Builtin) -> Tally:
        """Return how often the engines agree on calls of a builtin."""
        choose = RandomChoices(f"{self.seed}/{builtin.full_name}")
        tally = Tally()
        drawn = [call(choose, builtin) for _ in range(self.count)]
        for start in range(0, self.count, _BATCH):
            part = drawn[start : start + _BATCH]
            replies = zip(part, ask(self.official, part), ask(self.own, part), strict=True)
            for text, theirs, mine in replies:
                said = verdict(text, theirs, mine)
                tally.verdicts[said] += 1
                tally.failures += theirs.status != "value"
                if not said:
                    self.found(Disagreement(builtin.full_name, text, theirs, mine))
        return tally
