"""The formats of texts and numbers that a schema names, as far as the server holds to them."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

_QUANTITY = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_MAC = re.compile(r"[0-9a-f]{2}([:-][0-9a-f]{2}){5}", re.ASCII | re.IGNORECASE)


class TextForm(NamedTuple):
    """What a text looks like: in words, and whether one does."""

    words: str
    fits: Callable[[str], bool]


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(re.sub(r"[\r\n]", "", text), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2020-02-02")


def _is_time(text: str) -> bool:
    found = _TIME.fullmatch(text)
    return found is not None and _is_date(found[1])


def _is(make: Callable[[str], object]) -> Callable[[str], bool]:
    """Return whether ``make`` understands a text."""

    def fits(text: str) -> bool:
        try:
            make(text)
        except ValueError:
            return False
        return True

    return fits


FORMS: Mapping[str, TextForm] = MappingProxyType(
    {
        "byte": TextForm("base64", _is_base64),
        "cidr": TextForm("a range of addresses", _is(lambda t: ipaddress.ip_network(t, False))),
        "date": TextForm("a date like 2020-02-29", _is_date),
        "date-time": TextForm("a time like 2020-02-29T12:00:00Z", _is_time),
        "ipv4": TextForm("an IPv4 address", _is(ipaddress.IPv4Address)),
        "ipv6": TextForm("an IPv6 address", _is(ipaddress.IPv6Address)),
        "mac": TextForm("a MAC address", lambda text: _MAC.fullmatch(text) is not None),
        "quantity": TextForm(
            "a quantity like 500m or 2Gi", lambda text: _QUANTITY.fullmatch(text) is not None
        ),
        "uuid": TextForm("a UUID", lambda text: _UUID.fullmatch(text) is not None),
    }
)

# The numbers that an integer of a format is between.
RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
)
