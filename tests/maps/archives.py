"""Writes small PMTiles archives, to be read by what is tested."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Sequence

Entry = tuple[int, int, int, int]  # first number, length of the run, size, offset


def picture(red: int, green: int, blue: int, size: int = 8) -> bytes:
    """Give a PNG of one colour."""

    def part(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    line = b"\0" + bytes((red, green, blue)) * size
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
        + part(b"IDAT", zlib.compress(line * size))
        + part(b"IEND", b"")
    )


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def directory(entries: Sequence[Entry]) -> bytes:
    """Write a directory as the format's specification has it."""
    out, last = varint(len(entries)), 0
    for first, *_ in entries:
        out += varint(first - last)
        last = first
    for column in (1, 2):
        out += b"".join(varint(entry[column]) for entry in entries)
    for n, (_, _, _, offset) in enumerate(entries):
        follows = n > 0 and offset == entries[n - 1][3] + entries[n - 1][2]
        out += varint(0 if follows else offset + 1)
    return out


def archive(
    root: bytes,
    data: bytes,
    *,
    leaves: bytes = b"",
    kind: int = 2,
    most: int = 2,
    zipped: bool = True,
) -> bytes:
    """Join an archive of its parts."""
    packed = gzip.compress(root) if zipped else root
    start = 127
    places = (start, len(packed), start + len(packed), 0, start + len(packed), len(leaves),
              start + len(packed) + len(leaves), len(data), 0, 0, 0)  # fmt: skip
    head = struct.pack("<7sB11Q6B", b"PMTiles", 3, *places, 1, 2 if zipped else 1, 1, kind, 0, most)
    return head.ljust(127, b"\0") + packed + leaves + data


def pmtiles_of(tiles: dict[int, bytes], **options: int) -> bytes:
    """Write an archive of tiles by their numbers."""
    data, entries = b"", []
    for number, content in sorted(tiles.items()):
        entries.append((number, 1, len(content), len(data)))
        data += content
    return archive(directory(entries), data, **options)
