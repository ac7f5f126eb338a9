"""Writing files so that nobody ever reads half of one."""

from __future__ import annotations

import os
import tempfile


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
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".kclpy-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
        os.chmod(temporary, _mode_of(path) if mode is None else mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode_of(path: str) -> int:
    """Return the permissions of a file, or those that a new one would get."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
