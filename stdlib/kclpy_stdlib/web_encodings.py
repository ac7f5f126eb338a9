"""Encoding texts as the web does (reference, 09 crypto).

Python has the same encodings, except for some letters that the WHATWG's tables have in addition
or lack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kclpy_stdlib.labels import codec_of

_KOI8_U: Final = {"ў": b"\xae", "Ў": b"\xbe"}
_SHIFT_JIS: Final = {"¥": b"\x5c", "‾": b"\x7e", "\x80": b"\x80"}
_ESCAPES: Final = {"ascii": b"\x1b(B", "roman": b"\x1b(J", "jis": b"\x1b$B"}


def encode(text: str, label: str) -> bytes | None:
    """Return ``text`` in the encoding that ``label`` means; None if there is no such encoding.

    A letter that the encoding lacks raises `UnicodeEncodeError`.
    """
    codec = codec_of(label)
    if codec is None:
        return None
    if text.isascii():
        return text.encode()
    if codec == "iso2022_jp":
        return _iso_2022_jp(text)
    letter = _LETTERS.get(codec)
    if letter is not None:
        return b"".join(map(letter, text))
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        if not codec.startswith(("cp", "iso8859", "koi8")):
            raise
    return b"".join([_of_table(char, codec) for char in text])


def _of_table(char: str, codec: str) -> bytes:
    """Encode a letter; a control character stands for itself where the table has a gap."""
    if "\x80" <= char <= "\x9f" and codec.startswith(("cp125", "cp874")):
        byte = char.encode("latin-1")
        try:
            byte.decode(codec)
        except UnicodeDecodeError:
            return byte
    return char.encode(codec)


def _gbk(char: str) -> bytes:
    if char == "€":
        return b"\x80"
    encoded = char.encode("gb18030")
    return encoded if len(encoded) < 4 else char.encode("gbk")


def _big5(char: str) -> bytes:
    if char == "€":
        return b"\xa3\xe1"
    encoded = char.encode("big5hkscs")
    if 0x80 <= encoded[0] < 0xA1:
        raise UnicodeEncodeError("big5", char, 0, 1, "only read, not written")
    return encoded


def _shift_jis(char: str) -> bytes:
    return _SHIFT_JIS.get(char) or char.encode("cp932")


def _koi8_u(char: str) -> bytes:
    return _KOI8_U.get(char) or char.encode("koi8-u")


def _user_defined(char: str) -> bytes:
    if "\uf780" <= char <= "\uf7ff":
        return bytes([ord(char) - 0xF700])
    return char.encode("ascii")


def _euc_jp(char: str) -> bytes:
    if char in "¥‾":
        return _SHIFT_JIS[char]
    encoded = char.encode("cp932")
    if len(encoded) == 1:
        return encoded if char.isascii() else b"\x8e" + encoded
    row, cell = _jis(char, encoded)
    return bytes([row | 0x80, cell | 0x80])


def _jis(char: str, shifted: bytes) -> tuple[int, int]:
    """Return row and cell of a letter, of which ``shifted`` is Shift JIS."""
    lead, trail = shifted
    if lead >= 0xF0:
        raise UnicodeEncodeError("jis", char, 0, 1, "no such row")
    row = (lead - (0x70 if lead < 0xA0 else 0xB0)) * 2
    if trail >= 0x9F:
        return row, trail - 0x7E
    return row - 1, trail - (0x1F if trail < 0x7F else 0x20)


def _iso_2022_jp(text: str) -> bytes:
    """Encode a text with escapes where the character set changes."""
    pieces = []
    current = "ascii"
    for char in text:
        wanted, encoded = _iso_2022_jp_letter(char, current)
        if wanted != current:
            pieces.append(_ESCAPES[wanted])
            current = wanted
        pieces.append(encoded)
    if current != "ascii":
        pieces.append(_ESCAPES["ascii"])
    return b"".join(pieces)


def _iso_2022_jp_letter(char: str, current: str) -> tuple[str, bytes]:
    """Return the character set of a letter and its code there."""
    if char in "¥‾":
        return "roman", _SHIFT_JIS[char]
    if char.isascii() and char not in "\x0e\x0f\x1b":
        keeps = current == "roman" and char not in "\\~"
        return "roman" if keeps else "ascii", char.encode()
    full = _FULL_WIDTH.get(char, char)
    encoded = full.encode("cp932")
    if len(encoded) == 1:
        raise UnicodeEncodeError("iso2022_jp", char, 0, 1, "no such letter")
    return "jis", bytes(_jis(char, encoded))


# Half-width katakana, U+FF61 and following, as they are written in full.
_FULL_WIDTH: Final = dict(
    zip(
        map(chr, range(0xFF61, 0xFFA0)),
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
        "ハヒフヘホマミムメモヤユヨラリルレロワン゛゜",
        strict=True,
    )
)
_LETTERS: Final[dict[str, Callable[[str], bytes]]] = {
    "gbk": _gbk,
    "big5hkscs": _big5,
    "cp932": _shift_jis,
    "koi8-u": _koi8_u,
    "euc_jp": _euc_jp,
    "x-user-defined": _user_defined,
}
