"""Libraries to document."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.docgen import Library, load_library

MAIN = '''"""What teams write."""
import network

schema App(Named):
    """An application, see `network.Port` and `Named`.

    * first <script>alert(1)</script>
    * second ![picture](https://example.com/a.png)

    # A heading

    Attributes
    ----------
    image: str, required
        Where the image is, with its **tag** | or not.
    ports: [network.Port]
        All of `Port`.

    Notes
    -----
    See [the manual](https://example.com/).

    Examples
    --------
    ```kcl
    import network

    shop = App {name = "shop", image = "a", ports = [network.Port {number = 80}]}
    ```

    ```yaml
    name: shop
    ```
    """
    mixin [LabelsMixin]
    image: str
    ports: [network.Port] = []
    size: "small" | "lar|ge" = "small"
    "odd name <b>"?: {str:Named | [int]}
    @deprecated(version="2.0", reason="use `ports`", strict=False)
    port?: int

    check:
        len(image) < 64 if image, "too <long>"

schema Named:
    name: str

mixin LabelsMixin:
    labels: {str:str} = {app = "x"}

schema Open[limit: int = 10]:
    [key: ...str]: Named
    limits: (int) -> str

@deprecated
schema Old(Named):
    """Out of use."""

rule Checked:
    len(name) > 1
'''

PORT = '''schema Port:
    """A port.

    Attributes
    ----------
    number: int
    """
    number: int
    of?: Port

schema App:
    """Another one of that name."""
'''


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A module with two packages."""
    home = tmp_path / "shop"
    (home / "network").mkdir(parents=True)
    (home / "kcl.mod").write_text('[package]\nname = "shop"\n', "utf-8")
    (home / "main.k").write_text(MAIN, "utf-8")
    (home / "network" / "port.k").write_text(PORT, "utf-8")
    return home


@pytest.fixture
def library(shop: Path) -> Library:
    """The documentation of it."""
    return load_library(str(shop))
