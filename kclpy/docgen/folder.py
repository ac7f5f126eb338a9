"""The directory that documentation is written to.

A list of the files that were written stays there. The next run replaces them, and removes those
that it does not write again; what others put there is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping

from kclpy.docgen.failures import ForeignFile
from kclpy.source.writing import write_atomically

LIST = ".kclpy-docs.json"

Written = dict[str, str]  # the digests of files, by name


def write_folder(
    directory: str, files: Mapping[str, str], family: str, *, is_forced: bool = False
) -> None:
    """Write ``files`` into ``directory`` and remove what an earlier run left over.

    ``family`` is what they have in common, their format; the files of others stay. Raise
    `ForeignFile` before anything is written, unless ``is_forced``, and `OSError`.
    """
    families = _read(directory)
    known = {name for written in families.values() for name in written}
    for name in files:
        path = os.path.join(directory, name)
        if not is_forced and name not in known and os.path.lexists(path):
            raise ForeignFile(path)
    os.makedirs(directory, exist_ok=True)
    old = families.get(family, {})
    new = {name: _digest(text.encode("utf-8", "replace")) for name, text in files.items()}
    # A run that is interrupted leaves a list of all that may be there.
    _write_list(directory, {**families, family: {**old, **new}})
    for name, text in files.items():
        write_atomically(os.path.join(directory, name), text)
    others = {name for key, written in families.items() if key != family for name in written}
    for name, digest in old.items():
        if name not in files and name not in others:
            _remove(os.path.join(directory, name), digest)
    _write_list(directory, {**families, family: new})


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _remove(path: str, digest: str) -> None:
    """Remove a file if it is as it was written."""
    try:
        with open(path, "rb") as file:
            is_ours = _digest(file.read()) == digest
    except OSError:
        return  # it is gone already
    if is_ours:
        os.unlink(path)


def _write_list(directory: str, families: Mapping[str, Written]) -> None:
    text = json.dumps(families, indent=1, sort_keys=True, ensure_ascii=False)
    write_atomically(os.path.join(directory, LIST), f"{text}\n")


def _read(directory: str) -> dict[str, Written]:
    """Return what earlier runs wrote, nothing if the list is not there or not one of ours."""
    try:
        with open(os.path.join(directory, LIST), encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {
        family: {n: d for n, d in written.items() if _is_name(n) and isinstance(d, str)}
        for family, written in data.items()
        if isinstance(written, dict)
    }


def _is_name(name: str) -> bool:
    """Tell whether a name leads to a file in the directory itself."""
    return name not in ("", ".", "..", LIST) and os.path.basename(name) == name
