"""The file of a gazetteer: its tables, and the one writer that fills them.

The build's recipe and ``geomap gazetteer add`` both write through here, so that one reader
opens both. Only the standard library and the modules of geomap.places that need no more:
the build imports this.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from geomap.places.areas import Ring, pack_area
from geomap.places.keyset import KeySet
from geomap.places.names.forms import form_key, form_keys, normal_form, split_level
from geomap.places.villages import Villages
from geomap.writing import on_disk

__all__ = [
    "BATCH",
    "SCHEMA",
    "UNFINISHED",
    "Entry",
    "NameRow",
    "name_rows",
    "names_of",
    "order",
    "rules_digest",
    "town_radius_km",
    "write_gazetteer",
]

SCHEMA = 3
# Read back by geomap.places.gazetteer; a file of another number is refused.
UNFINISHED = ".new"
# the ending of a file that is still being written

NAME, OTHER_NAME, DEMONYM, UNLIKE_NAME, FOREIGN_NAME = range(5)

# There is no index by form: the loose key is worked out from the form, so that (loose, form)
# finds it by the primary key, and the file is a third smaller.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,        -- a short code, or the source's name
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    lon INTEGER NOT NULL,        -- hundred-thousandths of a degree: to a metre
    lat INTEGER NOT NULL,
    feature TEXT NOT NULL,       -- GeoNames feature code
    country TEXT,                -- ISO 3166-1 alpha-2
    admin1 TEXT,
    admin2 TEXT,
    population INTEGER,
    radius_km REAL NOT NULL
);
CREATE TABLE area (
    place INTEGER PRIMARY KEY,
    min_lon REAL NOT NULL, min_lat REAL NOT NULL, max_lon REAL NOT NULL, max_lat REAL NOT NULL,
    rings BLOB NOT NULL          -- geomap.places.areas.pack_area
);
CREATE TABLE name (
    loose TEXT NOT NULL,         -- geomap.places.names.forms.loose_key
    form TEXT NOT NULL,          -- geomap.places.names.forms.normal_form
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,       -- 0 its name, 1 another name, 2 a demonym, 3 an unlike
                                 -- name, 4 a name in a tongue that reports are not in
    PRIMARY KEY (loose, form, place)
) WITHOUT ROWID;
CREATE TABLE stretch (           -- between which numbers a country's places lie
    country TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE keyset (bits BLOB NOT NULL);  -- geomap.places.keyset: all loose keys
"""
_STAGED = "CREATE TEMP TABLE staged (loose TEXT, form TEXT, place INTEGER, kind INTEGER);"
_SORTED = "INSERT INTO main.name SELECT * FROM temp.staged ORDER BY loose, form, place"

BATCH = 10_000
# so many entries are in memory at a time
_LONGEST_NAME = 100
_RULES = ("forms", "scripts", "syllabaries", "sounds", "levels")

NameRow = tuple[str, str, int, int]
# loose key, normal form, place, kind


@dataclass(slots=True)
class Entry:
    """A place on its way into a gazetteer."""

    source: str
    source_id: str
    name: str
    lon: float
    lat: float
    feature: str
    radius_km: float
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int | None = None
    names: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    # names that are surely in use: from our own tables, or marked so by the source
    foreign: list[str] = field(default_factory=list)
    # names in other languages than reports are in; in Latin letters they mislead
    demonyms: list[str] = field(default_factory=list)
    rings: list[list[Ring]] = field(default_factory=list)
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    group: str | None = None


def order(entry: Entry) -> tuple[str, str, float, float, str]:
    """Give the key that sorts entries by country and name, whatever order they came in.

    Parameters
    ----------
    entry : Entry
        An entry.

    Returns
    -------
    tuple
        Country, name, position, id.

    Examples
    --------
    >>> order(Entry("s", "1", "Homs", 36.7, 34.7, "PPL", 1.0, country="SY"))
    ('SY', 'Homs', 36.7, 34.7, '1')
    """
    return entry.country or "", entry.name, entry.lon, entry.lat, entry.source_id


def town_radius_km(population: int | None) -> float:
    """Guess how far a town reaches from its point.

    Parameters
    ----------
    population : int or None
        Its people; None where unknown.

    Returns
    -------
    float
        1 km for a village or an unknown, 6 km for half a million people, 25 km at most.

    Examples
    --------
    >>> town_radius_km(None), town_radius_km(500_000)
    (1.0, 6.3)
    """
    reach_km: float = 0.04 * float(population or 0) ** 0.385
    return round(min(25.0, max(1.0, reach_km)), 1)


def names_of(entry: Entry, key: Callable[[str], str] = form_key) -> Iterator[tuple[int, str]]:
    """Give an entry's names with their kinds, the strongest kind first.

    Parameters
    ----------
    entry : Entry
        The entry.
    key : callable
        From a normal form to its loose key.

    Yields
    ------
    tuple of int and str
        Kind and name as written.

    Examples
    --------
    >>> list(names_of(Entry("s", "1", "Kyiv", 30.5, 50.4, "PPL", 1.0, names=["Kiev", "Sambat"])))
    [(0, 'Kyiv'), (1, 'Kiev'), (3, 'Sambat')]
    """
    yield NAME, entry.name
    if entry.rings:
        # "Abia State" is called "Abia" too.
        # A county is not: its town or a namesake elsewhere is.
        yield NAME if entry.feature == "ADM1" else OTHER_NAME, split_level(entry.name).core
        yield from ((OTHER_NAME, split_level(name).core) for name in entry.names)
    yield from ((OTHER_NAME, name) for name in entry.known)
    own = set(key(normal_form(entry.name)))
    for name in entry.names:
        unlike = False
        if name.isascii() and not _is_code(name):
            # A name of old, of another tongue, of a part: rarer in reports than the own name.
            sounds = set(key(normal_form(name)))
            unlike = len(own & sounds) * 2 < len(own | sounds)
        yield UNLIKE_NAME if unlike else OTHER_NAME, name
    yield from ((DEMONYM, name) for name in entry.demonyms)
    # In its own script a foreign name misleads nobody.
    yield from ((FOREIGN_NAME if name.isascii() else OTHER_NAME, name) for name in entry.foreign)


def _is_code(name: str) -> bool:
    """Tell a web address or an empty shell among the names; nobody writes them as a name."""
    return "://" in name or len(name) > _LONGEST_NAME


def name_rows(entries: Iterable[tuple[int, Entry]]) -> Iterator[NameRow]:
    """Give each normal form of each entry once, with its strongest kind.

    Parameters
    ----------
    entries : iterable of (int, Entry)
        The entries with their numbers in the file; :data:`BATCH` of them are a good number.

    Yields
    ------
    tuple
        Loose key, normal form, number of the entry, kind.

    Examples
    --------
    >>> homs = Entry("s", "1", "Homs", 36.7, 34.7, "PPL", 1.0, names=["Hims", "HOMS"])
    >>> [(form, place, kind) for _, form, place, kind in name_rows([(7, homs)])]
    [('homs', 7, 0), ('hims', 7, 1)]
    """
    numbered = list(entries)
    keys = form_keys(normal_form(name) for _, entry in numbered for name in _written(entry) if name)

    def key(form: str) -> str:
        return keys[form] if form in keys else form_key(form)

    for place, entry in numbered:
        kinds: dict[str, int] = {}
        for kind, name in names_of(entry, key):
            form = "" if _is_code(name) else normal_form(name)
            if form:
                kinds.setdefault(form, kind)
        for form, kind in kinds.items():
            yield key(form), form, place, kind


def _written(entry: Entry) -> Iterator[str]:
    """Give nearly all names of an entry, to have their keys worked out together."""
    yield entry.name
    yield from entry.names
    yield from entry.known
    yield from entry.foreign


def rules_digest() -> str:
    """Digest the rules by which names were brought to their keys.

    Returns
    -------
    str
        Kept in a gazetteer's file: with other rules its names would not be found.

    Examples
    --------
    >>> len(rules_digest())
    16
    """
    folder = Path(__file__).parent / "names"
    digest = hashlib.sha256()
    for name in _RULES:
        digest.update((folder / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def write_gazetteer(
    path: Path,
    entries: Iterable[Entry],
    *,
    meta: Mapping[str, str],
    rows: Callable[[Sequence[tuple[int, Entry]]], Iterable[NameRow]] = name_rows,
    more: Callable[[sqlite3.Connection], None] | None = None,
) -> int:
    """Write a gazetteer's file, whole or not at all.

    The entries are numbered as they come and need not fit into memory. The same entries in
    the same order give the same bytes (sort by :func:`order` first where the order may vary).

    Parameters
    ----------
    path : pathlib.Path
        The file; what is there is replaced in the last step only.
    entries : iterable of Entry
        The places. An exception from it leaves everything as it was.
    meta : mapping
        What the gazetteer says of itself: at least name, version, licence. The schema is
        added. It is read when all entries have been, so it may be filled while they are.
    rows : callable
        Gives the rows of a batch of numbered entries, in place of :func:`name_rows`:
        for who works them out on several cores.
    more : callable, optional
        Writes tables of its own into the file, before it is finished.

    Returns
    -------
    int
        How many places were written.

    Raises
    ------
    OSError
        When the file cannot be written.
    sqlite3.Error
        When the disk is full.

    Examples
    --------
    >>> import tempfile
    >>> homs = Entry("s", "1", "Homs", 36.7, 34.7, "PPL", 1.0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_gazetteer(Path(folder) / "a.sqlite", [homs], meta={"name": "a"})
    1
    """
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=UNFINISHED)
    os.close(handle)
    temporary = Path(made)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            count = _fill(connection, entries, meta, rows, more)
        temporary.chmod(0o644)
        on_disk(temporary)
        temporary.replace(path)
        on_disk(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _fill(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    meta: Mapping[str, str],
    rows: Callable[[Sequence[tuple[int, Entry]]], Iterable[NameRow]],
    more: Callable[[sqlite3.Connection], None] | None,
) -> int:
    connection.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        + _TABLES + _STAGED
    )  # fmt: skip
    connection.execute("BEGIN")
    count = 0
    stretches: dict[str, tuple[int, int]] = {}
    numbered = enumerate(entries, start=1)
    while batch := list(islice(numbered, BATCH)):
        for place, entry in batch:
            _insert(connection, place, entry)
            if entry.country:
                first = stretches.get(entry.country, (place, place))[0]
                stretches[entry.country] = first, place
        connection.executemany("INSERT INTO temp.staged VALUES (?, ?, ?, ?)", rows(batch))
        count += len(batch)
    # Sorted first, the pages of the keys are filled one after the other.
    connection.execute(_SORTED)
    connection.executemany(
        "INSERT INTO stretch VALUES (?, ?, ?)",
        ((country, *stretch) for country, stretch in sorted(stretches.items())),
    )
    if more is not None:
        more(connection)
    connection.execute("INSERT INTO keyset VALUES (?)", (KeySet.of(_keys(connection)),))
    told = {**meta, "schema": str(SCHEMA)}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(told.items()))
    connection.execute("COMMIT")
    connection.execute("ANALYZE main")
    return count


def _keys(connection: sqlite3.Connection) -> set[str]:
    keys = {key for (key,) in connection.execute("SELECT DISTINCT loose FROM name")}
    return keys.union(Villages(connection).keys())


def _insert(connection: sqlite3.Connection, place: int, entry: Entry) -> None:
    connection.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (place, entry.source, entry.source_id, entry.name, round(entry.lon * 100_000),
         round(entry.lat * 100_000), entry.feature,
         entry.country, entry.admin1, entry.admin2, entry.population, entry.radius_km),
    )  # fmt: skip
    if entry.rings:
        connection.execute(
            "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?)",
            (place, *entry.box, pack_area(entry.rings)),
        )
