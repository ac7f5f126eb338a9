"""The module net (reference, 09)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.stdlib.calls import call, failure

RESULTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("split_host_port", ("[::1]:80",), ["::1", "80"]),
    ("split_host_port", (":",), ["", ""]),
    ("join_host_port", ("::1", 80), "[::1]:80"),
    ("parse_IP", ("2001:0DB8::0001",), "2001:db8::1"),
    ("parse_IP", ("::ffff:1.2.3.4",), "::ffff:1.2.3.4"),
    ("parse_IP", ("fe80::1%eth0",), ""),
    ("IP_string", ("01.2.3.4",), ""),
    ("to_IP4", ("::1",), "0.0.0.1"),
    ("to_IP4", ("fe80::1",), "can not parse fe80::1 ipv6 to ipv4!"),
    ("to_IP6", ("127.0.0.1",), "::ffff:127.0.0.1"),
    ("is_IPv4", ("1.2.3",), False),
    ("is_IPv6", ("::",), True),
    ("is_IP", (1,), False),
    ("is_loopback_IP", ("127.255.0.1",), True),
    ("is_multicast_IP", ("ff00::1",), True),
    ("is_interface_local_multicast_IP", ("ff11::1",), True),
    ("is_link_local_multicast_IP", ("224.0.0.1",), True),
    ("is_link_local_unicast_IP", ("169.254.1.1",), True),
    ("is_global_unicast_IP", ("8.8.8.8",), True),
    ("is_global_unicast_IP", ("100.64.0.1",), False),
    ("is_global_unicast_IP", ("192.0.0.9",), True),
    ("is_global_unicast_IP", ("2001:db8::1",), False),
    ("is_unspecified_IP", ("::",), True),
    ("parse_CIDR", ("10.1.2.0/24",), {"ip": "10.1.2.0", "mask": 24}),
    ("parse_CIDR", ("10.1.2.1/24",), {}),
    ("is_IP_in_CIDR", ("10.1.2.3", "10.0.0.0/8"), True),
    ("is_IP_in_CIDR", ("::1", "0.0.0.0/0"), False),
    ("CIDR_host", ("10.0.0.0/8", -1), "10.255.255.255"),
    ("CIDR_host", ("2001:db8::/32", 5), "2001:db8::5"),
    ("CIDR_netmask", ("10.0.0.0/8",), "255.0.0.0"),
    ("CIDR_subnet", ("10.0.0.0/8", 8, 2), "10.2.0.0/16"),
    ("CIDR_subnet", ("::/0", 64, 5), "0:0:0:5::/64"),
    ("CIDR_subnets", ("10.0.0.0/8", [8, 8, 4]), ["10.0.0.0/16", "10.1.0.0/16", "10.16.0.0/12"]),
    ("CIDR_subnets", ("10.0.0.0/8", [16, 4, 8]), ["10.0.0.0/24", "10.16.0.0/12", "10.1.0.0/16"]),
    ("fqdn", ("nope.invalid",), "nope.invalid"),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("split_host_port", ("abc",), 'ip_end_point "abc" missing port'),
    ("split_host_port", ("a:b:c",), 'ip_end_point "a:b:c" too many colons'),
    ("split_host_port", ("a]:80",), "ip_end_point \"a]:80\" unexpected ']'"),
    (
        "CIDR_host",
        ("10.0.0.0/30", 4),
        "CIDR_host() prefix of 30 does not accommodate a host numbered 4",
    ),
    (
        "CIDR_host",
        ("x", 1),
        "CIDR_host() invalid cidr: couldn't parse address in network: invalid IP address syntax",
    ),
    (
        "CIDR_host",
        ("10.0.0.0/33", 1),
        "CIDR_host() invalid cidr: invalid length for network: "
        "Network length 33 is too long for Ipv4 (maximum: 32)",
    ),
    ("CIDR_netmask", ("::/8",), "CIDR_netmask() IPv6 addresses cannot have a netmask"),
    (
        "CIDR_subnet",
        ("10.0.0.0/8", 25, 0),
        "CIDR_subnet() invalid additional_bits: would extend network length to 33 bits, "
        "which is too long for IPv4",
    ),
    (
        "CIDR_subnets",
        ("10.0.0.0/30", [1, 1, 1]),
        "CIDR_subnets() not enough remaining address space for a subnet with a prefix of 31 bits "
        "after 10.0.0.2/31",
    ),
    (
        "is_IP_in_CIDR",
        ("10.1.2.3", "10.0.0.1/8"),
        "is_IP_in_CIDR() invalid cidr: host part of address was not zero",
    ),
    ("CIDR_host", ("10.0.0.0/8", "a"), "invalid int value"),
]


@pytest.mark.parametrize(("name", "args", "expected"), RESULTS)
def test_result(name: str, args: tuple[Any, ...], expected: Any) -> None:
    assert call(f"net.{name}", *args) == expected


@pytest.mark.parametrize(("name", "args", "message"), FAILURES)
def test_failure(name: str, args: tuple[Any, ...], message: str) -> None:
    assert failure(f"net.{name}", *args) == message
