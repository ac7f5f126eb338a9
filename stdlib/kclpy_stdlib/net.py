"""The module ``net`` (reference, 09 net)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.text import to_text
from kclpy.runtime.values import Config, Value
from kclpy_stdlib import addresses
from kclpy_stdlib.addresses import Address, InvalidNetwork, Network
from kclpy_stdlib.arguments import int_of, text_of
from kclpy_stdlib.quoting import ascii_quoted

library = Library("net", fail)

_LOCALHOST = "localhost"


# Hosts and ports


@library.builtin
def split_host_port(ip_end_point: str) -> list[str]:
    """Return host and port of `"host:port"` or `"[IPv6 address]:port"`.

    Example: `net.split_host_port("[::1]:80")` is `["::1", "80"]`.
    """
    text = text_of(ip_end_point)
    colon = text.rfind(":")
    if colon < 0:
        raise _bad_end_point(text, "missing port")
    if text.startswith("["):
        end = text.find("]")
        if end < 0:
            raise _bad_end_point(text, "missing ']'")
        if end + 1 == len(text) or text[end + 1] != ":":
            raise _bad_end_point(text, "missing port")
        if end + 1 != colon:
            raise _bad_end_point(text, "too many colons")
        host, first, behind = text[1:end], 1, end + 1
    else:
        host, first, behind = text[:colon], 0, 0
        if ":" in host:
            raise _bad_end_point(text, "too many colons")
    if "[" in text[first:]:
        raise _bad_end_point(text, "unexpected '['")
    if "]" in text[behind:]:
        raise _bad_end_point(text, "unexpected ']'")
    return [host, text[colon + 1 :]]


def _bad_end_point(text: str, reason: str) -> EvaluationError:
    return fail(f"ip_end_point {ascii_quoted(text)} {reason}")


@library.builtin
def join_host_port(host: str, port: int | str) -> str:
    """Return `"host:port"`, with an IPv6 address in brackets.

    Example: `net.join_host_port("::1", 80)` is `"[::1]:80"`.
    """
    name = to_text(host)
    if type(host) is str and ":" in name:
        name = f"[{name}]"
    return f"{name}:{to_text(port)}"


@library.builtin
def fqdn(name: str = "") -> str:
    """Return the full name of a host; `name` itself if it is not known."""
    from socket import gaierror, gethostbyaddr, herror

    host = text_of(name)
    try:
        return gethostbyaddr(host or _LOCALHOST)[0]
    except (gaierror, herror, OSError, UnicodeError):
        return host or _LOCALHOST


# Texts of addresses


@library.builtin
def parse_IP(ip: str) -> str:
    """Return an IP address in its canonical form; `""` if it is none.

    Example: `net.parse_IP("2001:0DB8::0001")` is `"2001:db8::1"`.
    """
    found = addresses.address(text_of(ip))
    return "" if found is None else addresses.to_text(found)


@library.builtin
def IP_string(ip: str) -> str:
    """Return an IP address in its canonical form; `""` if it is none.

    Example: `net.IP_string("::0001")` is `"::1"`.
    """
    return parse_IP(ip)


@library.builtin
def to_IP4(ip: str) -> str:
    """Return an IP address as one of version 4; otherwise a text that says why not.

    Example: `net.to_IP4("::ffff:1.2.3.4")` is `"1.2.3.4"`.
    """
    text = text_of(ip)
    found = addresses.address(text)
    if found is None:
        reason = "invalid IPv6 address syntax"
        return f"can not both parse {text} to ipv6 and ipv4,err:{reason}"
    if found.version == 4:
        return str(found)
    mapped = int(found) >> 32
    if mapped not in (0, 0xFFFF):
        return f"can not parse {text} ipv6 to ipv4!"
    return addresses.from_int(int(found))


@library.builtin
def to_IP6(ip: str) -> str:
    """Return an IP address as one of version 6; otherwise a text that says why not.

    Example: `net.to_IP6("127.0.0.1")` is `"::ffff:127.0.0.1"`.
    """
    text = text_of(ip)
    found = addresses.address(text)
    if found is None:
        reason = "invalid IPv4 address syntax"
        return f"can not both parse {text} to ipv6 and ipv4,err:{reason}"
    return addresses.to_text(addresses.mapped(found))


# Kinds of addresses


@library.builtin
def is_IPv4(ip: str) -> bool:
    """Return whether a text is an IPv4 address.

    Example: `net.is_IPv4("10.0.0.1")` is `True`.
    """
    return addresses.ipv4(text_of(ip)) is not None


@library.builtin
def is_IPv6(ip: str) -> bool:
    """Return whether a text is an IPv6 address.

    Example: `net.is_IPv6("::1")` is `True`.
    """
    return addresses.ipv6(text_of(ip)) is not None


@library.builtin
def is_IP(ip: str) -> bool:
    """Return whether a text is an IP address.

    Example: `net.is_IP("10.0.0.256")` is `False`.
    """
    return addresses.address(text_of(ip)) is not None


@library.builtin
def is_loopback_IP(ip: str) -> bool:
    """Return whether a text is an address of the host itself.

    Example: `net.is_loopback_IP("127.0.0.1")` is `True`.
    """
    return _holds(ip, lambda found: addresses.is_in(found, "127.0.0.0/8", "::1/128"))


@library.builtin
def is_multicast_IP(ip: str) -> bool:
    """Return whether a text is an address of many hosts.

    Example: `net.is_multicast_IP("224.0.0.1")` is `True`.
    """
    return _holds(ip, lambda found: addresses.is_in(found, "224.0.0.0/4", "ff00::/8"))


@library.builtin
def is_interface_local_multicast_IP(ip: str) -> bool:
    """Return whether a text is a multicast address of one interface.

    Example: `net.is_interface_local_multicast_IP("ff01::1")` is `True`.
    """
    return _holds(ip, lambda found: addresses.multicast_scope(found) == 1)


@library.builtin
def is_link_local_multicast_IP(ip: str) -> bool:
    """Return whether a text is a multicast address of one link.

    Example: `net.is_link_local_multicast_IP("ff02::1")` is `True`.
    """
    return _holds(
        ip,
        lambda found: (
            addresses.multicast_scope(found) == 2 or addresses.is_in(found, "224.0.0.0/24")
        ),
    )


@library.builtin
def is_link_local_unicast_IP(ip: str) -> bool:
    """Return whether a text is an address of one host on a link.

    Example: `net.is_link_local_unicast_IP("fe80::1")` is `True`.
    """
    return _holds(ip, lambda found: addresses.is_in(found, "169.254.0.0/16", "fe80::/10"))


@library.builtin
def is_global_unicast_IP(ip: str) -> bool:
    """Return whether a text is the address of one host, routable everywhere.

    Example: `net.is_global_unicast_IP("8.8.8.8")` is `True`.
    """
    return _holds(ip, addresses.is_global_unicast)


@library.builtin
def is_unspecified_IP(ip: str) -> bool:
    """Return whether a text is the address that stands for none.

    Example: `net.is_unspecified_IP("0.0.0.0")` is `True`.
    """
    return _holds(ip, lambda found: int(found) == 0)


def _holds(ip: Value, predicate: Callable[[Address], bool]) -> bool:
    found = addresses.address(text_of(ip))
    return found is not None and predicate(found)


# Networks


@library.builtin
def parse_CIDR(cidr: str) -> dict[str, Any]:
    """Return address and prefix length of a network as `ip` and `mask`; `{}` if it is none.

    Example: `net.parse_CIDR("10.1.0.0/16")` is `{"ip": "10.1.0.0", "mask": 16}`.
    """
    try:
        found = addresses.network(text_of(cidr))
    except InvalidNetwork:
        return Config()
    return Config({"ip": addresses.to_text(found.network_address), "mask": found.prefixlen})


@library.builtin
def is_IP_in_CIDR(ip: str, cidr: str) -> bool:
    """Return whether an IP address belongs to a network.

    Example: `net.is_IP_in_CIDR("10.1.2.3", "10.1.0.0/16")` is `True`.
    """
    found = addresses.address(text_of(ip))
    if found is None:
        raise fail("is_IP_in_CIDR() invalid ip: invalid IP address syntax")
    network = _network("is_IP_in_CIDR", cidr)
    if network.version == 6:
        found = addresses.mapped(found)
    return found in network


@library.builtin
def CIDR_host(cidr: str, host_num: int) -> str:
    """Return the address of a numbered host; negative numbers count from the end.

    Example: `net.CIDR_host("10.0.0.0/8", 5)` is `"10.0.0.5"`.
    """
    network = _network("CIDR_host", cidr)
    number = int_of(host_num)
    count = network.num_addresses
    if not -count <= number < count:
        size = network.prefixlen
        raise fail(f"CIDR_host() prefix of {size} does not accommodate a host numbered {number}")
    return addresses.to_text(network[number % count])


@library.builtin
def CIDR_netmask(cidr: str) -> str:
    """Return the mask of an IPv4 network.

    Example: `net.CIDR_netmask("10.0.0.0/8")` is `"255.0.0.0"`.
    """
    network = _network("CIDR_netmask", cidr)
    if network.version == 6:
        raise fail("CIDR_netmask() IPv6 addresses cannot have a netmask")
    return str(network.netmask)


@library.builtin
def CIDR_subnet(cidr: str, additional_bits: int, net_num: int) -> str:
    """Return a numbered part of a network, whose prefix is so many bits longer.

    Example: `net.CIDR_subnet("10.0.0.0/8", 8, 2)` is `"10.2.0.0/16"`.
    """
    network = _network("CIDR_subnet", cidr)
    bits = _count("CIDR_subnet", "additional_bits", additional_bits)
    number = _count("CIDR_subnet", "net_num", net_num)
    length = _extended("CIDR_subnet", network, bits)
    if number >> bits:
        raise fail(
            f"CIDR_subnet() additional_bits of {bits} does not accommodate a net_num of {number}"
        )
    start = int(network.network_address) + (number << (network.max_prefixlen - length))
    return addresses.subnet_text(network, start, length)


@library.builtin
def CIDR_subnets(cidr: str, additional_bits: list[int]) -> list[str]:
    """Return parts of a network one after the other, each where there is room first.

    Example: `net.CIDR_subnets("10.0.0.0/8", [8, 8])` is `["10.0.0.0/16", "10.1.0.0/16"]`.
    """
    network = _network("CIDR_subnets", cidr)
    if not isinstance(additional_bits, list):
        raise fail("invalid list value")
    found: list[str] = []
    taken: list[tuple[int, int]] = []  # first address and the one behind, in order
    for length in [_subnet_length(network, bits) for bits in additional_bits]:
        start = addresses.first_gap(network, taken, 1 << (network.max_prefixlen - length))
        if start is None:
            raise fail(
                "CIDR_subnets() not enough remaining address space for a subnet with a prefix of "
                f"{length} bits after {found[-1]}"
            )
        found.append(addresses.subnet_text(network, start, length))
    return found


def _network(name: str, cidr: Value) -> Network:
    try:
        return addresses.network(text_of(cidr))
    except InvalidNetwork as error:
        raise fail(f"{name}() invalid cidr: {error}") from None


def _count(name: str, parameter: str, value: Value) -> int:
    """Return an argument that must be an int and not negative."""
    number = int_of(value)
    if number < 0:
        raise fail(f"{name}() invalid {parameter}: cannot be negative")
    return number


def _subnet_length(network: Network, bits: Value) -> int:
    count = _count("CIDR_subnets", "additional_bits", bits)
    return _extended("CIDR_subnets", network, count)


def _extended(name: str, network: Network, bits: int) -> int:
    """Return the prefix length of a part of ``network``."""
    length = network.prefixlen + bits
    if length > network.max_prefixlen:
        raise fail(
            f"{name}() invalid additional_bits: would extend network length to {length} bits, "
            f"which is too long for IPv{network.version}"
        )
    return length
