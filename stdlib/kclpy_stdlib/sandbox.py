"""What of the file system a program may touch.

A path in a program is relative to the directory of the file that the program text stands in,
and must not lead out of it: not upwards, not as an absolute path, not through a symbolic
link.
"""

from __future__ import annotations

import os
import sys

from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import text_of

# Only these have code of KCL programs.
_SOURCE = ".k"


def current_file() -> str:
    """Return the path of the KCL file whose code is running.

    Emitted code carries the name of its file, so the innermost frame of such code tells.
    """
    frame = sys._getframe(1)
    while frame is not None and not frame.f_code.co_filename.endswith(_SOURCE):
        if frame.f_back is None:
            return os.path.join(os.getcwd(), f"main{_SOURCE}")
        frame = frame.f_back
    return os.path.abspath(frame.f_code.co_filename)


class Sandbox:
    """The directory that the paths of a program are confined to."""

    def __init__(self, root: str) -> None:
        self.root = root

    def resolve(self, path: Value, shown: str | None = None) -> str:
        """Return the absolute path that ``path`` means; fail if it leads out.

        ``shown`` is what the message shows instead.
        """
        text = text_of(path)
        whole = text if os.path.isabs(text) else os.path.join(self.root, text)
        if "\0" in text:
            reason = "file name contained an unexpected NUL byte"
            raise fail(f"failed to access the file '{text}': {reason}")
        if ".." in text.split("/") or not self.holds(whole):
            raise self._escape(text if shown is None else shown)
        return whole

    def holds(self, path: str) -> bool:
        """Return whether an absolute path stays inside when its links are followed."""
        real, root = os.path.realpath(path), os.path.realpath(self.root)
        return real == root or real.startswith(root.rstrip("/") + "/")

    def _escape(self, path: str) -> EvaluationError:
        return fail(f"path '{path}' escapes module root '{self.root}'")


def sandbox() -> Sandbox:
    """Return the sandbox of the code that is running."""
    return Sandbox(os.path.dirname(current_file()))


def reason_of(error: OSError) -> str:
    """Return why an operation failed, as the operating system says it."""
    return f"{os.strerror(error.errno or 0)} (os error {error.errno})"
