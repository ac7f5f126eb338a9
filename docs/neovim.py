"""The picture of Neovim in the guide, taken from a real session: ``python -m docs.neovim``.

Neovim runs in tmux with the configuration from ``lsp/neovim``; what its screen shows becomes an
image. It needs ``nvim``, ``tmux`` and the package ``rich``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "guide"
_WIDTH, _HEIGHT = 84, 22

_FILES = {
    "kcl.mod": '[package]\nname = "shop"\n',
    "models/app.k": '''\
schema App:
    """A service of the shop.

    Attributes
    ----------
    name: str, required
        What it is called.
    """

    name: str
    image: str
    replicas: int = 1
    stage: "dev" | "prod" = "dev"
    env?: {str:str}
''',
    "main.k": """\
import models

cart = models.App {
    name = "cart"
    image = "registry/cart:1.4"
    replicas = "two"
}

payment = models.App {
    name = "payment"
    image = cart.image
}
""",
}

_SETTINGS = """\
package.path = "{plugin}/?.lua;" .. package.path
vim.o.termguicolors = true
vim.o.number = true
vim.o.ruler = false
vim.o.signcolumn = "yes"
vim.o.completeopt = "menuone,noselect"
vim.cmd([[
  highlight Normal guifg=#d7dae0 guibg=#1e222a
  highlight LineNr guifg=#5c6370
  highlight SignColumn guibg=NONE
  highlight Search guifg=NONE guibg=NONE
  highlight EndOfBuffer guifg=#1e222a
  highlight StatusLine gui=NONE guifg=#d7dae0 guibg=#3a404c
  highlight Pmenu guifg=#d7dae0 guibg=#343a46
  highlight PmenuSel guifg=#1e222a guibg=#61afef
  highlight NormalFloat guifg=#d7dae0 guibg=#343a46
  highlight DiagnosticError guifg=#e06c75
]])
require("kclpy").setup({{
  cmd = vim.fn.json_decode('{server}'),
  on_attach = function(_, buffer)
    vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
    vim.keymap.set("n", "K", vim.lsp.buf.hover, {{ buffer = buffer }})
  end,
}})
"""

# What is typed for each picture.
_SESSIONS = {
    "neovim-hover": ["/App", "Enter", "K"],
    "neovim-completion": ["/cart.image", "Enter", "o", *["Space"] * 4, "C-x", "C-o"],
}

# The form of the image: no frame, and fonts that every reader has.
_FORM = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {width} {height}">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
<rect x="-8" y="-8" width="100%" height="100%" fill="#1e222a"/>
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</svg>
"""


def main() -> None:
    """Take the pictures."""
    for name, keys in _SESSIONS.items():
        with _session() as screen:
            screen.send(*keys)
            time.sleep(3)
            (PICTURES / f"{name}.svg").write_text(_image(screen.shown(), name), "utf-8")


class _Screen:
    """A terminal in which Neovim runs."""

    def __init__(self, socket: str) -> None:
        self.tmux = ["tmux", "-L", socket]

    def send(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            subprocess.run([*self.tmux, "send-keys", key], check=True)
            time.sleep(0.3)

    def shown(self) -> str:
        """Return what the screen shows, with its colours."""
        command = [*self.tmux, "capture-pane", "-e", "-p"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def _session() -> Iterator[_Screen]:
    """Yield a terminal with Neovim, in which the mistakes are told already."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory) / "shop"
        for name, text in _FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        server = json.dumps([sys.executable, "-m", "kclpy", "lsp"])
        settings = Path(directory) / "init.lua"
        settings.write_text(_SETTINGS.format(plugin=ROOT / "lsp" / "neovim", server=server))
        screen = _Screen(f"kclpy-{os.getpid()}")
        paths = os.pathsep.join(str(ROOT / name) for name in ("", "stdlib", "lsp"))
        size = ["-x", str(_WIDTH), "-y", str(_HEIGHT)]
        program = f"{shutil.which('nvim')} -u {settings} main.k"
        environment = {**os.environ, "PYTHONPATH": paths, "TERM": "xterm-256color"}
        subprocess.run(
            [*screen.tmux, "-f", os.devnull, "new-session", "-d", *size, program],
            cwd=folder,
            env=environment,
            check=True,
        )
        try:
            time.sleep(5)
            yield screen
        finally:
            subprocess.run([*screen.tmux, "kill-server"], check=True)


def _image(screen: str, name: str) -> str:
    """Return an image of what a screen shows."""
    from rich.console import Console
    from rich.text import Text

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(width=_WIDTH, record=True, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(screen.rstrip("\n")))
        return console.export_svg(code_format=_FORM, unique_id=name)


if __name__ == "__main__":
    main()
