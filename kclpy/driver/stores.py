"""Where downloaded packages are kept (reference, 06 section 2.4)."""

from __future__ import annotations

import os


def package_stores() -> list[str]:
    """Return the directories that may hold downloaded packages, the preferred one first."""
    told = os.environ.get("KCL_PKG_PATH")
    if told:
        return [told]
    home = os.path.expanduser("~")
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    return [os.path.join(data, "kcl", "modules"), os.path.join(home, ".kcl", "kpm")]
