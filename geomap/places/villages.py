"""Millions of small places in little room: packed rows, found by the loose key of a name.

Most of the world's villages have a name, a position and the unit around them, and no more.
Written as rows of a table they would double the size of what geomap ships. Here they are
packed: sorted by :func:`geomap.places.names.forms.loose_key`, cut into blocks between two keys,
each block with its keys and their units apart from the rest, so that a look-up unpacks
little, and a key that is not there, or in another country only, costs next to nothing.

Only the standard library: the build imports this.
"""

from __future__ import annotations

import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

__all__ = ["STEPS", "Village", "Villages", "write_villages"]

STEPS = 1200
# to the degree: a position is kept to three seconds of arc, 93 m

_TABLES = (
    # blocks of rows, numbered from 0 by their keys
    "CREATE TABLE village (id INTEGER PRIMARY KEY, keys BLOB NOT NULL, rows BLOB NOT NULL)",
    # the least loose key of each block, packed
    "CREATE TABLE village_first (keys BLOB NOT NULL)",
    # where the villages lie: country is an ISO 3166-1 alpha-2 code; south and west are the
    # minutes of arc that the villages' own are counted from
    "CREATE TABLE unit (id INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, admin2 TEXT, "
    "south INTEGER NOT NULL, west INTEGER NOT NULL)",
)

_BLOCK = 128
# Rows from which a block ends with its key: small enough to unpack in a fiftieth of a
# millisecond, large enough to pack well (384 would save a twentieth of the room).
_OPENED = 512
# blocks kept unpacked
_COLUMNS = 6
# bytes of a row beside its name: two for the minutes and one for the steps within a minute,
# of the latitude and again of the longitude; its unit, of two bytes, stands with the keys
_MINUTE = STEPS // 60
# steps: many sources know no more than minutes, and zeros pack well

_PACKED = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'village'"
_FIRSTS = "SELECT keys FROM village_first"
_BLOCK_OF = "SELECT keys, rows FROM village WHERE id = ?"
_UNITS = "SELECT country, admin1, admin2, south, west FROM unit ORDER BY id"


class Village(NamedTuple):
    """A small place under one of its names; they sort by where they are."""

    unit: int
    lat_steps: int
    lon_steps: int
    # :data:`STEPS` to the degree, WGS 84
    name: str

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
    firsts = []
    for number, (first, keys, rows) in enumerate(_blocks(named, corners)):
        firsts.append(first)
        connection.execute("INSERT INTO village VALUES (?, ?, ?)", (number, keys, rows))
    packed = zlib.compress("\n".join(firsts).encode(), 9)
    connection.execute("INSERT INTO village_first VALUES (?)", (packed,))


_Corner = tuple[int, int]
# the south and west of a unit's villages, in whole minutes
_BEYOND = 360 * STEPS
# farther north and east than anything


def _corners(named: Iterable[tuple[str, Village]], count: int) -> list[_Corner]:
    """Give the corner of each unit: counted from there, positions are small numbers."""
    souths, wests = [_BEYOND] * count, [_BEYOND] * count
    for _, (unit, lat_steps, lon_steps, _) in named:
        if lat_steps < souths[unit]:
            souths[unit] = lat_steps
        if lon_steps < wests[unit]:
            wests[unit] = lon_steps
    return [
        (0, 0) if south == _BEYOND else (south // _MINUTE, west // _MINUTE)
        for south, west in zip(souths, wests, strict=True)
    ]


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
    souths = [row.lat_steps - corners[row.unit][0] * _MINUTE for row in rows]
    wests = [row.lon_steps - corners[row.unit][1] * _MINUTE for row in rows]
    named = "\n" + "\n".join(key for key, _ in keys) + "\n\0"
    listed = _wide([count for _, count in keys]) + _wide([row.unit for row in rows])
    # Byte by byte of the same place in all rows: like stands beside like, and packs well.
    names = "\n".join(row.name for row in rows) + "\0"
    planes = b"".join(
        _wide([steps // _MINUTE for steps in axis]) + bytes(steps % _MINUTE for steps in axis)
        for axis in (souths, wests)
    )
    return (
        keys[0][0],
        zlib.compress(named.encode() + listed, 9),
        zlib.compress(names.encode() + planes, 9),
    )


def _wide(numbers: Sequence[int]) -> bytes:
    """Give the high bytes of numbers, then the low ones."""
    return bytes(number >> 8 for number in numbers) + bytes(number & 255 for number in numbers)


class _Block:
    """The villages between two keys; what they are called is unpacked when it is asked for."""

    __slots__ = ("_counts", "_packed", "_rows", "_units", "keys")

    def __init__(self, keys: bytes, rows: bytes) -> None:
        named, _, listed = zlib.decompress(keys).partition(b"\0")
        self.keys = named.decode()
        # each with a line's end before and after it
        count = self.keys.count("\n") - 1
        self._counts, self._units = listed[: 2 * count], listed[2 * count :]
        self._packed = rows
        self._rows: tuple[list[str], list[bytes]] | None = None

    def lines_of(self, key: str) -> range:
        """Give where a key's villages stand in the rows."""
        start = self.keys.find(f"\n{key}\n")
        if start < 0:
            return range(0)
        place, counts = self.keys.count("\n", 0, start), self._counts
        half = len(counts) // 2
        before = (sum(counts[:place]) << 8) + sum(counts[half : half + place])
        return range(before, before + (counts[place] << 8) + counts[half + place])

    def units_of(self, lines: range) -> list[int]:
        """Give the units of villages that stand side by side."""
        units, low = self._units, len(self._units) // 2
        first, end = lines.start, lines.stop
        pairs = zip(units[first:end], units[low + first : low + end], strict=True)
        return [(high << 8) + least for high, least in pairs]

    def unit_at(self, line: int) -> int:
        """Give the unit of one village."""
        units = self._units
        return (units[line] << 8) + units[len(units) // 2 + line]

    def rows(self) -> tuple[list[str], list[bytes]]:
        """Give the names, and the bytes of the same place in all rows."""
        if self._rows is None:
            names, _, planes = zlib.decompress(self._packed).partition(b"\0")
            count = len(planes) // _COLUMNS
            columns = [planes[start : start + count] for start in range(0, len(planes), count)]
            self._rows = names.decode().split("\n"), columns
        return self._rows


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
        self._firsts: list[str] = []
        self._block = lru_cache(maxsize=_OPENED)(self._read_block)
        self._inside = lru_cache(maxsize=_OPENED)(self._read_inside)

    def names(self, key: str, *, units: Container[int] | None = None) -> list[str]:
        """Give what the villages of a loose key are called.

        Parameters
        ----------
        key : str
            What :func:`geomap.places.names.forms.loose_key` gives.
        units : container of int, optional
            The only units to look in; see :meth:`units_in`.

        Returns
        -------
        list of str
            Each name once, in the order in which they were written.
        """
        block, lines = self._lines(key, units)
        if block is None or not lines:
            return []
        names = block.rows()[0]
        if isinstance(lines, range):
            return list(dict.fromkeys(names[lines.start : lines.stop]))
        return list(dict.fromkeys(names[line] for line in lines))

    def find(
        self,
        key: str,
        *,
        units: Container[int] | None = None,
        names: Container[str] | None = None,
    ) -> list[Village]:
        """Give the villages of a loose key.

        Parameters
        ----------
        key : str
            What :func:`geomap.places.names.forms.loose_key` gives.
        units : container of int, optional
            The only units to look in; see :meth:`units_in`.
        names : container of str, optional
            The only names to look for; see :meth:`names`.

        Returns
        -------
        list of Village
            In the order in which they were written.
        """
        block, lines = self._lines(key, units)
        if block is None or not lines:
            return []
        called, (north, up, second, east, right, third) = block.rows()
        places = self._places()
        found = []
        for line in lines:
            if names is not None and called[line] not in names:
                continue
            unit = block.unit_at(line)
            south, west = places[unit][3:]
            found.append(
                Village(
                    name=called[line],
                    unit=unit,
                    lat_steps=((north[line] << 8) + up[line] + south) * _MINUTE + second[line],
                    lon_steps=((east[line] << 8) + right[line] + west) * _MINUTE + third[line],
                )
            )
        return found

    def _lines(self, key: str, units: Container[int] | None) -> tuple[_Block | None, Sequence[int]]:
        """Give the block that a key is in, and its lines there."""
        block = self._block_of(key)
        lines = block.lines_of(key) if block else range(0)
        if block is None or units is None:
            return block, lines
        return block, [
            line for line, unit in zip(lines, block.units_of(lines), strict=True) if unit in units
        ]

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
        for number in range(len(self._all_firsts())):
            yield from self._read_block(number).keys[1:-1].split("\n")

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
        block = self._block_of(key)
        keys = block.keys[1:-1].split("\n") if block else []
        return [other for other in keys if other.startswith(key) and other != key]

    def _block_of(self, key: str) -> _Block | None:
        """Give the only block that a key can be in."""
        number = bisect_right(self._all_firsts(), key) - 1 if key else -1
        return self._block(number) if number >= 0 else None

    def _all_firsts(self) -> list[str]:
        if self._some and not self._firsts:
            listed = zlib.decompress(self._connection.execute(_FIRSTS).fetchone()[0]).decode()
            self._firsts = listed.split("\n") if listed else []
        return self._firsts

    def _read_block(self, number: int) -> _Block:
        return _Block(*self._connection.execute(_BLOCK_OF, (number,)).fetchone())

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
