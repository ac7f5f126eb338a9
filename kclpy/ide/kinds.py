"""Which kind of document a text is: programs, and what stands beside them.

Editors send more than programs. The name of a file tells what it is; where it tells nothing, as
of a text that is no file yet, the name that the editor has for its language does. Settings may
have any name, and are told by their keys, which nothing else has.
"""

from __future__ import annotations

import os
import re
from enum import Enum

from kclpy.driver.setting_keys import SETTINGS
from kclpy.driver.settings import DEFAULT_NAME
from kclpy.packages.manifest import NAME
from kclpy.vet.documents import format_of

LANGUAGE = "kcl"


class Kind(Enum):
    """What sort of text a document is."""

    KCL = "KCL"
    MANIFEST = "kcl.mod"
    SETTINGS = "kcl.yaml"
    DATA = "data"
    OTHER = "other"


_NAMES = {NAME: Kind.MANIFEST, DEFAULT_NAME: Kind.SETTINGS}


_SETTINGS = re.compile(rf"^(?:{'|'.join(map(re.escape, SETTINGS.keys))})[ \t]*:", re.MULTILINE)


def kind_of(path: str, language: str = "", text: str = "") -> Kind:
    """Return the kind of the document at ``path``, which the editor says is in a ``language``."""
    name = os.path.basename(path)
    if name in _NAMES:
        return _NAMES[name]
    if name.endswith(".k"):
        return Kind.KCL
    if format_of(name) is not None:
        return Kind.SETTINGS if may_be_settings(path) and _SETTINGS.search(text) else Kind.DATA
    return Kind.KCL if language == LANGUAGE else Kind.OTHER


def may_be_settings(path: str) -> bool:
    """Tell whether a file of another name than ``kcl.yaml`` may have settings: it is YAML."""
    return format_of(path) == "yaml"
