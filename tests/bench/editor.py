"""How long an editor waits in a large workspace: ``python -m tests.bench.editor [--pause 0.1]``.

A stack of 500 files, one of which has more than 2,000 lines, and a package with the kinds of a
cluster. Somebody types into the long file key by key; after each key the editor asks what editors
ask. The times are those of the editor: from sending a message to having read the answer.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

from tests.bench.stack import stack_files
from tests.files import write_files
from tests.lsp.client import spawn
from tests.lsp.player import TO_DIAGNOSTICS, Player
from tests.lsp.questions import CAPABILITIES
from tests.lsp.typist import Action

_MODELS = 498
_KINDS = 150

_KIND = '''\
schema Kind{index}Spec:
    """What a Kind{index} shall be.

    Attributes
    ----------
    replicas: int, optional
        How many.
    """

    replicas?: int
    selector?: {{str:str}}
    paused?: bool
    policy?: "Always" | "IfNotPresent" | "Never"
    limits?: {{str:str | int}}
    items?: [Kind{index}Item]
    [key: str]: any

schema Kind{index}Item:
    name: str
    value?: str
    ports?: [int]

schema Kind{index}:
    """A Kind{index} of the cluster."""

    apiVersion: "cluster/v{index}" = "cluster/v{index}"
    kind: "Kind{index}" = "Kind{index}"
    name: str
    spec?: Kind{index}Spec

'''

# What is typed into an instance, and asked after each key.
_TYPED = (
    "\n    annotations = {note = _settings.stage}",
    "\n    enabled = _settings.replicas > 1",
    '\n    labels: {tier2 = str(_settings.replicas), more = "x"}',
    "\n    spec.limits: {cpu = cluster.Kind3 {name = 'a'}.name}",
    "\n    namespace = core0.Model0 {name = 'n'}.namespace",
)
_AT_EACH_KEY = ("textDocument/completion", "textDocument/hover", "textDocument/definition")


def workspace_files() -> dict[str, str]:
    """Return the files of the workspace."""
    files = stack_files(_MODELS)
    files["main.k"] = f"import cluster\n{files['main.k']}"
    for first in range(0, _KINDS, 10):
        kinds = (_KIND.format(index=index) for index in range(first, first + 10))
        files[f"cluster/kinds{first}.k"] = "".join(kinds)
    return files


def session(text: str, choose: random.Random, places: int) -> Iterator[Action]:
    """Yield what somebody does at some places of ``text``: type, look, and take it back."""
    names = [match.end() for match in re.finditer(r'name = "app-\d+"', text)]
    for place in choose.sample(names, places):
        yield ["jump", place]
        typed = choose.choice(_TYPED)
        for key in typed:
            yield ["type", key]
            for method in _AT_EACH_KEY:
                yield ["ask", method]
            if key in "({,":
                yield ["ask", "textDocument/signatureHelp"]
        yield ["wait"]
        yield ["ask", "textDocument/semanticTokens/full"]
        yield ["ask", "textDocument/documentSymbol"]
        yield ["ask", "textDocument/references"]
        yield ["undo", len(typed)]
        yield ["wait"]


def main() -> int:
    """Print the median and the 95th percentile of each question, in milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.editor", description=__doc__)
    parser.add_argument("--places", type=int, default=8, help="where something is typed")
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between two keys")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory).resolve()
        files = workspace_files()
        write_files(folder, files)
        text = files["main.k"]
        _say(f"{len(files)} files; main.k has {text.count(chr(10))} lines")
        with spawn() as (client, _):
            client.initialize(folder, capabilities=CAPABILITIES)
            player = Player(client, folder, arguments.pause)
            player.play([["open", "main.k"], ["wait"]])
            (first,) = player.times.pop(TO_DIAGNOSTICS)
            player.play(session(text, random.Random(arguments.seed), arguments.places))
            client.leave()
    _say(f"first diagnostics after opening: {first * 1000:.0f} ms")
    _say(f"{'':36}{'count':>7}{'median':>9}{'95 %':>9}{'most':>9}")
    for method, seconds in sorted(player.times.items()):
        cuts = quantiles(seconds, n=20, method="inclusive")
        cells = (cuts[9], cuts[18], max(seconds))
        row = "".join(f"{one * 1000:>9.1f}" for one in cells)
        _say(f"{method:36}{len(seconds):>7}{row}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
