"""IP addresses and networks as texts: reading, writing and classifying them."""

from __future__ import annotations

import re
from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    NetmaskValueError,
)
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_LENGTH = re.compile(r"\+?\d+", re.ASCII)

# What is no globally routable unicast address.
_NOT_GLOBAL: Final = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
::/3 4000::/2 8000::/1 2001:2::/48 2001:db8::/32
"""


# Parts of those that are after all.
_GLOBAL: Final = "192.0.0.9/32 192.0.0.10/32"


class InvalidNetwork(Exception):
    """A text is no network; the message says why."""


def ipv4(text: str) -> IPv4Address | None:
    """Return the IPv4 address that ``text`` is."""
    try:
        return IPv4Address(text)
    except AddressValueError:
        return None


def ipv6(text: str) -> IPv6Address | None:
    """Return the IPv6 address that ``text`` is; a zone is no part of it."""
    try:
        return None if "%" in text else IPv6Address(text)
    except AddressValueError:
        return None


def address(text: str) -> Address | None:
    """Return the address of either version that ``text`` is."""
    return ipv4(text) or ipv6(text)


def to_text(found: Address) -> str:
    """Return the canonical text of an address."""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(found) if mapped is None else f"::ffff:{mapped}"


def network(text: str) -> Network:
    """Return the network that ``text`` is, an address without a prefix being one of its own."""
    host, slash, size = text.rpartition("/") if "/" in text else (text, "", "")
    found = address(host)
    if found is None:
        raise InvalidNetwork("couldn't parse address in network: invalid IP address syntax")
    if slash and not _LENGTH.fullmatch(size):
        reason = (
            "invalid digit found in string" if size else "cannot parse integer from empty string"
        )
        raise InvalidNetwork(f"couldn't parse length in network: {reason}")
    if slash and int(size) > 255:
        reason = "number too large to fit in target type"
        raise InvalidNetwork(f"couldn't parse length in network: {reason}")
    if slash and int(size) > found.max_prefixlen:
        reason = f"is too long for Ipv{found.version} (maximum: {found.max_prefixlen})"
        raise InvalidNetwork(f"invalid length for network: Network length {int(size)} {reason}")
    length = int(size) if slash else found.max_prefixlen
    try:
        if isinstance(found, IPv4Address):
            return IPv4Network((found, length))
        return IPv6Network((found, length))
    except (ValueError, NetmaskValueError):
        raise InvalidNetwork("host part of address was not zero") from None


def mapped(found: Address) -> IPv6Address:
    """Return an address as one of version 6."""
    return IPv6Address(0xFFFF << 32 | int(found)) if found.version == 4 else IPv6Address(int(found))


def from_int(value: int) -> str:
    """Return the IPv4 address that the lowest bits of ``value`` are."""
    return str(IPv4Address(value & 0xFFFFFFFF))


def is_in(found: Address, *networks: str) -> bool:
    """Return whether an address belongs to one of some networks of either version."""
    return any(found in network(text) for text in networks)


def is_global_unicast(found: Address) -> bool:
    """Return whether an address is globally routable and means one host."""
    return is_in(found, *_GLOBAL.split()) or not is_in(found, *_NOT_GLOBAL.split())


def multicast_scope(found: Address) -> int | None:
    """Return the scope of an IPv6 multicast address, None for any other address."""
    if found.version == 4 or not found.is_multicast:
        return None
    return int(found) >> 112 & 0xF


def subnet_text(whole: Network, start: int, length: int) -> str:
    """Return the part of a network that begins at the address ``start``."""
    return f"{to_text(type(whole.network_address)(start))}/{length}"


def first_gap(whole: Network, taken: list[tuple[int, int]], size: int) -> int | None:
    """Return the first address of a free block of ``size`` addresses, which becomes taken.

    Blocks begin at multiples of their size.
    """
    start = int(whole.network_address)
    for place, (first, behind) in enumerate([*taken, (start + whole.num_addresses, 0)]):
        if start + size <= first:
            taken.insert(place, (start, start + size))
            return start
        start = -(-behind // size) * size
    return None
