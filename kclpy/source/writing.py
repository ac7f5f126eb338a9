"""Writing files so that nobody ever reads half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final

_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: str, text: str, mode: int | None = None) -> None:
    """Replace the file at ``path`` by one with ``text``, as UTF-8, in one step.

    A link stays a link: what it leads to is replaced. The file keeps its permissions, or gets
    ``mode``. A device or a pipe is written to as it is. Raises `OSError` if that fails; the
    old file is then as it was.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as stream:
            stream.write(text)
        return
    path = os.path.realpath(path)
    wanted = _permissions(path) if mode is None else mode
    handle, temporary = _open_beside(path, is_new=wanted is None)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
        if wanted is not None:
            os.chmod(temporary, wanted)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _permissions(path: str) -> int | None:
    """Return the permissions of a file, None if there is no file."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        return None


def _open_beside(path: str, is_new: bool) -> tuple[int, str]:
    """Return a fresh file in the directory of ``path``, open, and its path.

    It has the permissions of a new file, or is for nobody else. The system applies the mask
    of the process: to ask for the mask means to change it, which other threads would notice.
    """
    while True:
        temporary = os.path.join(os.path.dirname(path), f".kclpy-{os.urandom(8).hex()}")
        with suppress(FileExistsError):
            permissions = 0o666 if is_new else 0o600
            return os.open(temporary, _FRESH, permissions), temporary
