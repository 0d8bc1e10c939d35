"""Millions of small places in little room: packed rows, found by the loose key of a name.

Most of the world's villages have a name, a position and the unit around them, and no more.
Written as rows of a table they would double the size of what geomap ships. Here they are
packed: sorted by :func:`geomap.places.names.forms.loose_key`, cut into blocks between two keys,
each block with its keys apart from the rest, so that a look-up unpacks little and a key
that is not there costs next to nothing.

Only the standard library: the build imports this.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

__all__ = ["STEPS", "Village", "Villages", "write_villages"]

STEPS = 1200
# to the degree: a position is kept to three seconds of arc, 93 m

_TABLES = (
    # blocks of rows; "first" is the least loose key in one
    "CREATE TABLE village (first TEXT PRIMARY KEY, keys BLOB NOT NULL, rows BLOB NOT NULL) "
    "WITHOUT ROWID",
    # where the villages lie: country is an ISO 3166-1 alpha-2 code; south and west are the
    # minutes of arc that the villages' own are counted from
    "CREATE TABLE unit (id INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, admin2 TEXT, "
    "south INTEGER NOT NULL, west INTEGER NOT NULL)",
)

_BLOCK = 384
# Rows from which a block ends with its key: small enough to unpack in a tenth of a
# millisecond, large enough to pack well.
_OPENED = 512
# blocks kept unpacked
_COLUMNS = 8
# bytes of a row beside its name: two for the unit; two for the minutes and one for the steps
# within a minute, of the latitude and again of the longitude
_MINUTE = STEPS // 60
# steps: many sources know no more than minutes, and zeros pack well

_PACKED = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'village'"
_BLOCKS = "SELECT first FROM village ORDER BY first"
_BLOCK_OF = "SELECT first FROM village WHERE first <= ? ORDER BY first DESC LIMIT 1"
_KEYS = "SELECT keys FROM village WHERE first = ?"
_ROWS = "SELECT rows FROM village WHERE first = ?"
_UNITS = "SELECT country, admin1, admin2, south, west FROM unit ORDER BY id"


class Village(NamedTuple):
    """A small place under one of its names."""

    name: str
    unit: int
    lat_steps: int
    lon_steps: int
    # :data:`STEPS` to the degree, WGS 84

    @property
    def lat(self) -> float:
        """Degrees north."""
        return self.lat_steps / STEPS

    @property
    def lon(self) -> float:
        """Degrees east."""
        return self.lon_steps / STEPS


def write_villages(
    connection: sqlite3.Connection,
    named: Sequence[tuple[str, Village]],
    units: Sequence[tuple[str | None, str | None, str | None]],
) -> None:
    """Write the blocks and the units into tables of their own.

    Parameters
    ----------
    connection : sqlite3.Connection
        A gazetteer's file that has no villages yet.
    named : sequence of tuple of str and Village
        Each with its loose key, sorted by it.
    units : sequence of tuple
        Country code, first-level and second-level unit; a village's ``unit`` is an index.

    Raises
    ------
    ValueError
        When the keys are not sorted.
    """
    corners = _corners(named, len(units))
    for table in _TABLES:
        connection.execute(table)
    connection.executemany(
        "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?)",
        ((index, *unit, *corners[index]) for index, unit in enumerate(units)),
    )
    connection.executemany("INSERT INTO village VALUES (?, ?, ?)", _blocks(named, corners))


_Corner = tuple[int, int]
# the south and west of a unit's villages, in whole minutes


def _corners(named: Iterable[tuple[str, Village]], count: int) -> list[_Corner]:
    """Give the corner of each unit: counted from there, positions are small numbers."""
    souths: list[int | None] = [None] * count
    wests: list[int | None] = [None] * count
    for _, village in named:
        south, west = village.lat_steps // _MINUTE, village.lon_steps // _MINUTE
        known_south, known_west = souths[village.unit], wests[village.unit]
        souths[village.unit] = south if known_south is None else min(known_south, south)
        wests[village.unit] = west if known_west is None else min(known_west, west)
    return [(south or 0, west or 0) for south, west in zip(souths, wests, strict=True)]


def _blocks(
    named: Iterable[tuple[str, Village]], corners: Sequence[_Corner]
) -> Iterator[tuple[str, bytes, bytes]]:
    keys: list[tuple[str, int]] = []
    rows: list[Village] = []
    last = ""
    for key, members in groupby(named, key=lambda one: one[0]):
        if key < last or not key:
            raise ValueError(f"key {key!r} comes after {last!r}; sort the villages by key")
        last = key
        before = len(rows)
        rows += (village for _, village in members)
        keys.append((key, len(rows) - before))
        if len(rows) >= _BLOCK:
            yield _packed(keys, rows, corners)
            keys, rows = [], []
    if rows:
        yield _packed(keys, rows, corners)


def _packed(
    keys: Sequence[tuple[str, int]], rows: Sequence[Village], corners: Sequence[_Corner]
) -> tuple[str, bytes, bytes]:
    named = "\n".join(key for key, _ in keys).encode()
    counts = [count.to_bytes(2, "big") for _, count in keys]
    counted = b"\n" + named + b"\n\0" + b"".join(map(bytes, zip(*counts, strict=True)))
    names = "\n".join(row.name for row in rows).encode()
    numbers = []
    for row in rows:
        south, west = corners[row.unit]
        north, up = divmod(row.lat_steps - south * _MINUTE, _MINUTE)
        east, right = divmod(row.lon_steps - west * _MINUTE, _MINUTE)
        parts = ((row.unit, 2), (north, 2), (up, 1), (east, 2), (right, 1))
        numbers.append(b"".join(number.to_bytes(size, "big") for number, size in parts))
    # Byte by byte of the same place in all rows: like stands beside like, and packs well.
    planes = b"".join(map(bytes, zip(*numbers, strict=True)))
    return (
        keys[0][0],
        zlib.compress(counted, 9),
        zlib.compress(names + b"\0" + planes, 9),
    )


def _unpacked(blob: bytes) -> tuple[list[str], list[bytes]]:
    names, _, planes = zlib.decompress(blob).partition(b"\0")
    count = len(planes) // _COLUMNS
    columns = [planes[start : start + count] for start in range(0, len(planes), count)]
    return names.decode().split("\n"), columns


_Unit = tuple[str | None, str | None, str | None, int, int]


class Villages:
    """Looks villages up in an open gazetteer file.

    Parameters
    ----------
    connection : sqlite3.Connection
        The file, opened in the thread that looks up; it may have no villages.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._some = connection.execute(_PACKED).fetchone() is not None
        self._units: list[_Unit] = []
        self._rows = lru_cache(maxsize=_OPENED)(self._read_rows)
        self._keys = lru_cache(maxsize=_OPENED)(self._read_keys)
        self._inside = lru_cache(maxsize=_OPENED)(self._read_inside)

    def find(self, key: str, *, units: Container[int] | None = None) -> list[Village]:
        """Give the villages of a loose key.

        Parameters
        ----------
        key : str
            What :func:`geomap.places.names.forms.loose_key` gives.
        units : container of int, optional
            The only units to look in; see :meth:`units_in`.

        Returns
        -------
        list of Village
            In the order in which they were written.
        """
        first = self._block_of(key)
        if first is None:
            return []
        keys, counts = self._keys(first)
        start = keys.find(f"\n{key}\n")
        if start < 0:
            return []
        place = keys.count("\n", 0, start)
        half = len(counts) // 2
        before = (sum(counts[:place]) << 8) + sum(counts[half : half + place])
        after = before + (counts[place] << 8) + counts[half + place]
        names, (high, low, north, up, second, east, right, third) = self._rows(first)
        places = self._places()
        found = []
        for index in range(before, after):
            unit = (high[index] << 8) + low[index]
            if units is not None and unit not in units:
                continue
            south, west = places[unit][3:]
            found.append(
                Village(
                    name=names[index],
                    unit=unit,
                    lat_steps=((north[index] << 8) + up[index] + south) * _MINUTE + second[index],
                    lon_steps=((east[index] << 8) + right[index] + west) * _MINUTE + third[index],
                )
            )
        return found

    def units_in(self, country: str | None, admin1: str | None) -> frozenset[int]:
        """Give the units of a country or of a first-level unit.

        Parameters
        ----------
        country, admin1 : str or None
            Code and name; None for any.

        Returns
        -------
        frozenset of int
            Their numbers, as villages have them.
        """
        return self._inside(country, admin1)

    def _read_inside(self, country: str | None, admin1: str | None) -> frozenset[int]:
        if not self._some:
            return frozenset()
        return frozenset(
            number
            for number, unit in enumerate(self._places())
            if country in (None, unit[0]) and admin1 in (None, unit[1])
        )

    def keys(self) -> Iterator[str]:
        """Give all keys, sorted."""
        firsts = self._connection.execute(_BLOCKS).fetchall() if self._some else ()
        for (first,) in firsts:
            yield from self._read_keys(first)[0][1:-1].split("\n")

    def longer_keys(self, key: str) -> list[str]:
        """Give the keys that begin with a key and go on.

        Parameters
        ----------
        key : str
            The beginning.

        Returns
        -------
        list of str
            Sorted; only of the block that the key is or would be in, which is nearly always
            all of them.
        """
        first = self._block_of(key)
        if first is None:
            return []
        keys = self._keys(first)[0][1:-1].split("\n")
        return [other for other in keys if other.startswith(key) and other != key]

    def _block_of(self, key: str) -> str | None:
        if not key or not self._some:
            return None
        block = self._connection.execute(_BLOCK_OF, (key,)).fetchone()
        return None if block is None else str(block[0])

    def unit(self, village: Village) -> tuple[str | None, str | None, str | None]:
        """Give the country code, first-level and second-level unit that a village lies in.

        Parameters
        ----------
        village : Village
            One of these villages.

        Returns
        -------
        tuple
            None for what is not known.
        """
        return self._places()[village.unit][:3]

    def _places(self) -> list[_Unit]:
        if not self._units:
            self._units = self._connection.execute(_UNITS).fetchall()
        return self._units

    def _read_keys(self, first: str) -> tuple[str, bytes]:
        packed = self._connection.execute(_KEYS, (first,)).fetchone()[0]
        keys, _, counts = zlib.decompress(packed).partition(b"\0")
        return keys.decode(), counts

    def _read_rows(self, first: str) -> tuple[list[str], list[bytes]]:
        return _unpacked(self._connection.execute(_ROWS, (first,)).fetchone()[0])
