"""The module ``file`` (reference, 09 file).

Paths are confined, see `sandbox`.
"""

from __future__ import annotations

import os
import shutil
from errno import ENOTDIR
from typing import TYPE_CHECKING

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.operators import is_truthy
from kclpy.runtime.values import Undefined, UndefinedType
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.encoding import replace_file
from kclpy_stdlib.sandbox import current_file, reason_of, sandbox

if TYPE_CHECKING:
    from kclpy.runtime.context import Evaluation

library = Library("file", fail, is_steady=False)


@library.builtin
def read(filepath: str) -> str:
    """Return the text of a file in UTF-8."""
    path = sandbox().resolve(filepath)
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError:
        message = "stream did not contain valid UTF-8"
        raise fail(f"failed to access the file '{path}': {message}") from None


@library.builtin
def readbase64(filepath: str) -> str:
    """Return the bytes of a file in base 64."""
    from base64 import b64encode

    return b64encode(_bytes(sandbox().resolve(filepath))).decode()


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise fail(f"failed to access the file '{path}': {reason_of(error)}") from None


@library.builtin
def glob(pattern: str) -> list[str]:
    """Return the paths that a pattern with `*`, `?`, `[…]` or `**` matches, sorted."""
    from kclpy_stdlib.globbing import glob as find

    box = sandbox()
    text = text_of(pattern)
    fixed = _fixed_part(text)
    return find(box.resolve(fixed, shown=text) + text[len(fixed) :], box.holds)


def _fixed_part(pattern: str) -> str:
    """Return the beginning of a pattern up to the first component with a wildcard."""
    wild = [at for at in (pattern.find(char) for char in "*?[") if at >= 0]
    return pattern[: pattern.rfind("/", 0, min(wild)) + 1] if wild else pattern


@library.builtin
def modpath(context: Evaluation) -> str:
    """Return the directory of the module, which holds `kcl.mod`."""
    return context.root


@library.builtin
def workdir(context: Evaluation) -> str:
    """Return the working directory that the program was started with."""
    return context.workdir


@library.builtin
def current() -> str:
    """Return the path of the file that this call stands in."""
    return current_file()


@library.builtin
def exists(filepath: str) -> bool:
    """Return whether there is a file or directory of that path."""
    return os.path.exists(sandbox().resolve(filepath))


@library.builtin
def abs_(filepath: str) -> str:
    """Return the absolute path of something that exists, its links followed."""
    path = sandbox().resolve(filepath)
    try:
        return os.path.realpath(path, strict=True)
    except OSError:
        raise fail(f"Could not get the absolute path of {path}") from None


@library.builtin
def size(filepath: str) -> int:
    """Return the size of a file in bytes."""
    path = sandbox().resolve(filepath)
    try:
        return os.stat(path).st_size
    except OSError as error:
        raise fail(f"failed to get size of '{path}': {reason_of(error)}") from None


@library.builtin
def mkdir(directory: str, exists: bool = False) -> None:
    """Make a directory and those above it; `exists` permits that the path is there already."""
    path = sandbox().resolve(directory)
    try:
        os.makedirs(path, exist_ok=True)
    except FileExistsError as error:
        if not is_truthy(exists):
            raise _not_made(path, error) from None
    except OSError as error:
        raise _not_made(path, error) from None


def _not_made(path: str, error: OSError) -> EvaluationError:
    return fail(f"Failed to create directory '{path}': {reason_of(error)}")


@library.builtin
def write(filepath: str, content: str) -> None:
    """Write a text to a file, which is created or replaced."""
    path = sandbox().resolve(filepath)
    try:
        replace_file(path, text_of(content))
    except OSError as error:
        raise fail(f"Failed to create file '{path}': {reason_of(error)}") from None


@library.builtin
def append(filepath: str, content: str) -> None:
    """Write a text to the end of a file, which is created if it is not there."""
    path = sandbox().resolve(filepath)
    try:
        with open(path, "ab") as stream:
            stream.write(text_of(content).encode())
    except OSError as error:
        raise fail(f"Failed to open or create file '{path}': {reason_of(error)}") from None


@library.builtin
def cp(src: str, dest: str) -> None:
    """Copy a file, or a directory with all that is in it."""
    box = sandbox()
    source, target = box.resolve(src), box.resolve(dest)
    try:
        _copy(source, target)
    except OSError as error:
        reason = reason_of(error)
        raise fail(f"Failed to copy from '{source}' to '{target}': {reason}") from None


def _copy(source: str, target: str) -> None:
    if not os.path.isdir(source):
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
        return
    if os.path.lexists(target) and not os.path.isdir(target):
        raise NotADirectoryError(ENOTDIR, "")
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(source):
        _copy(os.path.join(source, name), os.path.join(target, name))


@library.builtin
def mv(src: str, dest: str) -> None:
    """Move or rename a file or a directory."""
    box = sandbox()
    source, target = box.resolve(src), box.resolve(dest)
    try:
        os.replace(source, target)
    except OSError as error:
        raise fail(f"Failed to move '{source}' to '{target}': {reason_of(error)}") from None


@library.builtin
def delete(filepath: str) -> None:
    """Delete a file or an empty directory."""
    path = sandbox().resolve(filepath)
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.remove(path)
    except OSError as error:
        raise fail(f"failed to delete '{path}': {reason_of(error)}") from None


@library.builtin
def read_env(key: str) -> str | UndefinedType:
    """Return an environment variable; `Undefined` if it is not set."""
    return os.environ.get(text_of(key), Undefined)
