"""Picture tiles out of a PMTiles archive, version 3 (the format's public specification).

An archive is a header of 127 bytes, directories and tiles. A directory lists runs of tiles by
their number on a Hilbert curve through all zooms; a run of length nought points to a further
directory. Only pictures are read; vector tiles would need a style and a painter.
"""

from __future__ import annotations

import gzip
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import UsageError

__all__ = ["PictureTiles", "read_pmtiles"]

_HEADER = struct.Struct("<7sB11Q6B")
_GZIP = 2
_NONE = 1
_PICTURES = {2: "image/png", 3: "image/jpeg", 4: "image/webp", 5: "image/avif"}
_TILES_MOST = 50_000
_DEPTH = 4  # directories in directories
_BYTES_MOST = 30_000_000
_DIRECTORY_MOST = 40_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTiles:
    """The tiles of an archive."""

    media: str
    # their media type
    least: int
    most: int
    # zooms
    tiles: dict[tuple[int, int, int], tuple[int, int]]
    # zoom, column and line to where the tile's bytes begin and how many they are
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    first: int
    length: int
    # how many tiles share the bytes; 0 for a directory
    offset: int
    size: int


def read_pmtiles(path: str | Path) -> PictureTiles:
    """Read the picture tiles of an archive.

    Parameters
    ----------
    path : str or pathlib.Path
        The archive.

    Returns
    -------
    PictureTiles
        Its tiles.

    Raises
    ------
    UsageError
        When it is no such archive, holds no pictures, or is too large for a page.
    """
    path = Path(path)
    try:
        content = path.read_bytes() if path.stat().st_size <= _BYTES_MOST else b""
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if not content:
        raise UsageError(
            f"is empty or larger than {_BYTES_MOST:,} bytes, which a page can carry; cut it to "
            "the area of the map",
            where=str(path),
        )
    try:
        return _read(content)
    except UsageError as error:
        raise UsageError(str(error), where=str(path)) from error
    except (struct.error, IndexError, ValueError, EOFError, OSError) as error:
        raise UsageError(f"is a broken PMTiles archive: {error}", where=str(path)) from error


def _read(content: bytes) -> PictureTiles:
    head = _HEADER.unpack_from(content)
    if head[0] != b"PMTiles" or head[1] != 3:
        raise UsageError("is no PMTiles archive of version 3")
    root, root_size, _, _, leaves, _, start = head[2:9]
    compression, _, kind, least, most = head[14:19]
    if kind not in _PICTURES:
        raise UsageError("holds no pictures (PNG, JPEG, WebP or AVIF); vector tiles are not drawn")
    if compression not in (_GZIP, _NONE):
        raise UsageError("its directories are compressed in a way that is not read")
    tiles: dict[tuple[int, int, int], tuple[int, int]] = {}
    for run in _runs(content, (root, root_size, leaves), compression == _GZIP, depth=0):
        if run.first + run.length > (4 ** (most + 1) - 1) // 3 or len(tiles) > _TILES_MOST:
            raise UsageError("lists tiles beyond its zooms, or too many")
        if run.size > len(content) - start - run.offset:
            raise UsageError("lists tiles beyond its end")
        for number in range(run.first, run.first + min(run.length, _TILES_MOST)):
            tiles[tile_of(number)] = (run.offset, run.size)
    return PictureTiles(
        media=_PICTURES[kind], least=least, most=most, tiles=tiles, content=content[start:]
    )


def _runs(
    content: bytes, place: tuple[int, int, int], zipped: bool, *, depth: int
) -> Iterator[_Run]:
    offset, size, leaves = place
    raw = content[offset : offset + size]
    if zipped:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            raw = stream.read(_DIRECTORY_MOST)
    for run in _directory(raw):
        if run.length > 0:
            yield run
        elif depth < _DEPTH:
            inner = (leaves + run.offset, run.size, leaves)
            yield from _runs(content, inner, zipped, depth=depth + 1)
        else:
            raise UsageError("its directories lie too deep in one another")


def _directory(raw: bytes) -> list[_Run]:
    numbers = _varints(raw)
    count = next(numbers)
    if count > len(raw):
        raise ValueError("a directory promises more than it holds")
    ids, number = [], 0
    for _ in range(count):
        number += next(numbers)
        ids.append(number)
    lengths = [next(numbers) for _ in range(count)]
    sizes = [next(numbers) for _ in range(count)]
    offsets: list[int] = []
    for n in range(count):
        written = next(numbers)
        offsets.append(offsets[-1] + sizes[n - 1] if written == 0 and n else written - 1)
    return [
        _Run(first=first, length=length, offset=offset, size=size)
        for first, length, size, offset in zip(ids, lengths, sizes, offsets, strict=True)
    ]


def _varints(raw: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
    raise ValueError("a directory ends too soon")


def tile_of(number: int) -> tuple[int, int, int]:
    """Give zoom, column and line of a tile by its number on the curve.

    Parameters
    ----------
    number : int
        Counted through all zooms.

    Returns
    -------
    tuple of int
        Zoom, column from the west, line from the north.

    Examples
    --------
    >>> [tile_of(number) for number in (0, 1, 2, 3, 4)]
    [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0)]
    """
    zoom = 0
    while number >= 4**zoom:
        number -= 4**zoom
        zoom += 1
    column = line = 0
    side = 1
    while side < 2**zoom:
        right = 1 & (number // 2)
        down = 1 & (number ^ right)
        if down == 0:
            if right == 1:
                column, line = side - 1 - column, side - 1 - line
            column, line = line, column
        column += side * right
        line += side * down
        number //= 4
        side *= 2
    return zoom, column, line
