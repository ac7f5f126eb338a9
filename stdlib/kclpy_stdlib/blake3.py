"""The hash function BLAKE3 of a byte string, with a digest of 32 bytes.

A message is cut into chunks of 1024 bytes, a chunk into blocks of 64. The blocks of a chunk
are chained by the compression function; the chunks are the leaves of a binary tree, in which
two neighbours are compressed into their parent.
"""

from __future__ import annotations

from struct import unpack
from typing import Final

_IV: Final = (
    0x6A09E667,
    0xBB67AE85,
    0x3C6EF372,
    0xA54FF53A,
    0x510E527F,
    0x9B05688C,
    0x1F83D9AB,
    0x5BE0CD19,
)
_PERMUTATION: Final = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
# The four columns, then the four diagonals of the state.
_MIXED: Final = (
    (0, 4, 8, 12),
    (1, 5, 9, 13),
    (2, 6, 10, 14),
    (3, 7, 11, 15),
    (0, 5, 10, 15),
    (1, 6, 11, 12),
    (2, 7, 8, 13),
    (3, 4, 9, 14),
)
_CHUNK_START, _CHUNK_END, _PARENT, _ROOT = 1, 2, 4, 8
_MASK: Final = 0xFFFFFFFF
_CHUNK: Final = 1024
_BLOCK: Final = 64


def blake3(data: bytes) -> bytes:
    """Return the digest of ``data``."""
    words = _tree(data, 0, _ROOT)
    return b"".join([word.to_bytes(4, "little") for word in words])


def _tree(data: bytes, first_chunk: int, flags: int) -> list[int]:
    """Return the chaining value of the subtree over ``data``."""
    if len(data) <= _CHUNK:
        return _chunk(data, first_chunk, flags)
    # The left subtree holds the largest power of two of chunks that leaves something over.
    chunks = 1 << (((len(data) - 1) // _CHUNK).bit_length() - 1)
    cut = chunks * _CHUNK
    left = _tree(data[:cut], first_chunk, 0)
    right = _tree(data[cut:], first_chunk + chunks, 0)
    return _compress(list(_IV), left + right, 0, _BLOCK, _PARENT | flags)


def _chunk(data: bytes, number: int, flags: int) -> list[int]:
    chaining = list(_IV)
    blocks = [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)] or [b""]
    for position, block in enumerate(blocks):
        used = _CHUNK_START if position == 0 else 0
        if position == len(blocks) - 1:
            used |= _CHUNK_END | flags
        words = list(unpack("<16I", block.ljust(_BLOCK, b"\0")))
        chaining = _compress(chaining, words, number, len(block), used)
    return chaining


def _compress(
    chaining: list[int], words: list[int], counter: int, length: int, flags: int
) -> list[int]:
    """Return the first half of what the compression function gives."""
    state = [*chaining, *_IV[:4], counter & _MASK, counter >> 32, length, flags]
    for turn in range(7):
        if turn:
            words = [words[at] for at in _PERMUTATION]
        for number, (a, b, c, d) in enumerate(_MIXED):
            _mix(state, a, b, c, d, words[2 * number], words[2 * number + 1])
    return [state[at] ^ state[at + 8] for at in range(8)]


def _mix(state: list[int], a: int, b: int, c: int, d: int, x: int, y: int) -> None:
    state[a] = (state[a] + state[b] + x) & _MASK
    state[d] = _rotated(state[d] ^ state[a], 16)
    state[c] = (state[c] + state[d]) & _MASK
    state[b] = _rotated(state[b] ^ state[c], 12)
    state[a] = (state[a] + state[b] + y) & _MASK
    state[d] = _rotated(state[d] ^ state[a], 8)
    state[c] = (state[c] + state[d]) & _MASK
    state[b] = _rotated(state[b] ^ state[c], 7)


def _rotated(word: int, count: int) -> int:
    return (word >> count | word << (32 - count)) & _MASK
