"""The releases of Kubernetes whose schemas come along; one is read when it is asked for."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.manifests import UnknownRelease
from kclpy.vet.documents import DataError

DATA = Path(__file__).with_name("data")
INDEX = "index.json.gz"
OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"

Schema: TypeAlias = dict[str, Any]

_VERSION = re.compile(r"v?(\d+\.\d+)(\.\d+)?([-+].*)?")
_END = ".json.gz"


@dataclass(frozen=True, eq=False)
class Release:
    """The schemas of one release.

    ``kinds`` tells the definition of a kind, which is named as in ``apps/v1/Deployment``.
    """

    name: str
    definitions: Mapping[str, Schema]
    kinds: Mapping[str, str]

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of the release, "" for the core."""
        return frozenset(group_of(what.rpartition("/")[0]) for what in self.kinds)

    @cached_property
    def lives(self) -> Mapping[str, list[str]]:
        """The releases that have a kind, for all kinds of all releases."""
        read: Mapping[str, list[str]] = _read(INDEX)
        return read


def releases() -> list[str]:
    """Return the releases whose schemas come along, oldest first."""
    names = [path.name.removesuffix(_END) for path in DATA.glob(f"[0-9]*{_END}")]
    return sorted(names, key=number)


def number(release: str) -> tuple[int, ...]:
    """Return a release as numbers that can be compared."""
    return tuple(map(int, release.split(".")))


def group_of(api_version: str) -> str:
    """Return the group of an API version, "" for the core."""
    return api_version.rpartition("/")[0]


def load_release(text: str) -> Release:
    """Return the release that ``1.33``, ``v1.33`` or ``1.33.4`` names.

    Raises `DataError` if its schemas do not come along.
    """
    found = _VERSION.fullmatch(text.strip())
    known = releases()
    if found is None or found[1] not in known:
        raise DataError(Diagnostic(UnknownRelease(text, ", ".join(known))))
    content = _read(f"{found[1]}{_END}")
    return Release(found[1], content["definitions"], content["kinds"])


def _read(name: str) -> Any:
    return json.loads(gzip.decompress((DATA / name).read_bytes()))
