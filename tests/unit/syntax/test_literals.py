"""Numbers, strings and interpolation."""

from __future__ import annotations

import pytest

from kclpy.syntax import interpolation, strings
from kclpy.syntax.interpolation import Hole
from kclpy.syntax.numbers import number


@pytest.mark.parametrize(
    ("text", "value", "suffix"),
    [
        ("0", 0, ""),
        ("42", 42, ""),
        ("1_000", 1000, ""),
        ("0x1F", 31, ""),
        ("0x_1", 1, ""),
        ("0o17", 15, ""),
        ("017", 15, ""),
        ("0b101", 5, ""),
        ("0_1", 1, ""),
        ("1.5", 1.5, ""),
        ("1.", 1.0, ""),
        ("1E+2", 100.0, ""),
        ("1e400", float("inf"), ""),
        ("1Ki", 1, "Ki"),
        ("0x1Ki", 1, "Ki"),
        ("1.5Mi", 1.5, ""),
        ("1i", 1, ""),
        ("18446744073709551615", 2**64 - 1, ""),
    ],
)
def test_number(text: str, value: float, suffix: str) -> None:
    found, found_suffix, problem = number(text)
    assert (found, type(found), found_suffix, problem) == (value, type(value), suffix, None)


@pytest.mark.parametrize("text", ["1__0", "1_", "0x1_", "18446744073709551616", "1_0.5", "1.5_0"])
def test_bad_number(text: str) -> None:
    problem = number(text)[2]
    assert problem is not None
    assert problem.message == f'expected one of ["{"float" if "." in text else "int"}"] got {text}'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'a'", "a"),
        ('""', ""),
        ('"\\\\ \\" \\n\\t\\x41\\u00e9\\101\\q\\$"', '\\ " \n\tAéA\\q\\$'),
        ('"\\400\\ud800"', "Ā\ufffd"),
        ('"\\N{BULLET}"', "•"),
        ('r"\\n\\""', '\\n\\"'),
        ('"""\n    a\n      b\n    """', "a\n  b\n"),
        ('"""x\n    y"""', "x\n    y"),
        ('"""a\\\n b"""', "a b"),
        ('"""\r\n  a\r\n  """', "a\n"),
        ('"""\n\n  a\n\n  """', "\na\n\n"),
        ('"""   """', ""),
        ('r"""\n  \\n\n  """', "\\n\n"),
    ],
)
def test_string(text: str, value: str) -> None:
    assert strings.plain_value(text) == value


@pytest.mark.parametrize("text", ['"\\x4"', '"\\u12"', '"\\U00110000"', '"\\N{x}"', '"\\N"'])
def test_bad_escape(text: str) -> None:
    assert not strings.has_legal_escapes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a ${b} c"', ["a ", "<b>", " c"]),
        ('"${a}${b}"', ["<a>", "<b>"]),
        ('"$${a} $ {b} }"', ["$", "<a>", " $ {b} }"]),
        ('"\\${a}"', ["${a}"]),
        ('"a\\\\${x}"', ["a${x}"]),
        ('"\\$x ${z}"', ["\\$x ", "<z>"]),
        ('"\\$x \\${y} \\$z"', ["$x ${y}", " \\$z"]),
        ('"""\n    ${a}\n      b\n    """', ["<a>", "\n  b\n"]),
        ('"""  ${a}\n    b ${c}\n ${d}"""', [" ", "<a>", "\n   b ", "<c>", "\n", "<d>"]),
    ],
)
def test_parts(text: str, expected: list[str]) -> None:
    found = interpolation.split(text)
    parts = [f"<{text[p.start : p.end]}>" if isinstance(p, Hole) else p.value for p in found.parts]
    assert parts == expected
    assert found.is_closed


def test_unclosed_interpolation() -> None:
    assert not interpolation.split('"a ${b"').is_closed
