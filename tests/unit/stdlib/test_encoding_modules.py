"""The modules base32, base64, crypto and collection (reference, 09)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kclpy.runtime.values import OVERRIDE, Config
from tests.unit.stdlib.calls import call, failure

RESULTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("base64.encode", ("é", "latin-1"), "w6k="),
    ("base64.decode", ("aGVsbG8",), "hello"),
    ("base64.decode", ("aGk=",), "hi"),
    ("base32.encode", ("abc",), "MFRGG==="),
    ("base32.decode", ("mfrgg",), "abc"),
    ("base32.decode", ("M",), ""),
    ("base32.decode", ("77777777",), None),
    ("crypto.md5", ("abc",), "900150983cd24fb0d6963f7d28e17f72"),
    ("crypto.md5", ("é", "latin1"), "3406877694691ddd1dfb0aca54681407"),
    ("crypto.md5", ("é", "GBK"), "9d8c6e7b358fda96c125a0b59215f2fd"),
    ("crypto.md5", ("abc", "UTF 8"), "900150983cd24fb0d6963f7d28e17f72"),
    ("crypto.sha1", ("abc",), "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
        "crypto.blake3",
        ("abc",),
        "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    ),
    (
        "crypto.blake3",
        ("",),
        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    ),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("base64.decode", ("!!",), "base64.decode() expected a UTF-8 text in base64, got '!!'"),
    ("base64.decode", ("aGl",), "base64.decode() expected a UTF-8 text in base64, got 'aGl'"),
    ("base64.decode", ("/w==",), "base64.decode() expected a UTF-8 text in base64, got '/w=='"),
    ("base64.encode", (None,), "base64.encode() expected a str, got 'NoneType'"),
    ("base32.decode", ("!!",), "base32.decode() expected a text in base32, got '!!'"),
    ("crypto.md5", ("a", "foo"), "unknown encoding foo"),
    ("crypto.md5", ("あ", "latin1"), "encoding errors occurred while encoding to latin1"),
]


@pytest.mark.parametrize(("name", "args", "expected"), RESULTS)
def test_result(name: str, args: tuple[Any, ...], expected: Any) -> None:
    assert call(name, *args) == expected


@pytest.mark.parametrize(("name", "args", "message"), FAILURES)
def test_failure(name: str, args: tuple[Any, ...], message: str) -> None:
    assert failure(name, *args) == message


@pytest.mark.parametrize(
    ("size", "digest"),
    [
        (64, "84421676fe0d5a2229f1e3bbf7b84cf541c8a3bad9f0606a96ecbcba941c2380"),
        (1024, "71c7a224be567fb9acd2c32f87359835322cf9241b9c01f247fff2b4bdabf644"),
        (1025, "71b7ce25ca2144dcf4d7ed561d8a526bb7f7adaf8d10a124540d82bf113678c9"),
        (3072, "fe16fc14850ada0676ecc4c2437cf602d740e7fa1dd6ac0dece5b9841ccbb95e"),
    ],
)
def test_blake3_of_blocks_and_chunks(size: int, digest: str) -> None:
    assert call("crypto.blake3", "x" * size) == digest


def test_uuid() -> None:
    form = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(form, call("crypto.uuid"))


def test_union_all() -> None:
    first, second = Config({"a": 1, "b": [1]}), Config({"b": [2]}, {"b": OVERRIDE})
    assert call("collection.union_all", [first, second]) == {"a": 1, "b": [2]}
    assert first == {"a": 1, "b": [1]}
    assert call("collection.union_all", []) == {}
    assert call("collection.union_all", None) == {}
