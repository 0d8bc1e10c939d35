"""How many of a gazetteer's own names come back when they are written as people write them.

::

    geomap gazetteer add ocha_syr_admin4_points.geojson --name ocha-syria
    python tests/benchmarks/check_installed_gazetteer.py ocha_syr_admin4_points.geojson \\
        --name NAME_EN --name NAME_ARA --admin1 ADMIN1_EN --country SY

The file is GeoJSON of points, or CSV with ``--lat`` and ``--lon``. Each name in Latin letters
is respelt with a fixed seed, by the habits of those who romanise Arabic: the article and its
assimilation, the endings -a, -ah, -eh, -at, doubled letters, ou and u, ee and i, q and k, dj
and j, ch and sh, h and kh, hamza and ayn dropped, hyphens and blanks. Names in other scripts
are asked for as they are. An answer is right within 5 km of the row's point.

A name that several rows of one first-level unit bear is asked for in each; where that is
all that is said, no one could know which is meant, and the figure says so apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geomap.model import Resolution
from geomap.place_names import open_gazetteer
from geomap.places.areas import distance_km
from geomap.places.names.forms import normal_form
from geomap.places.tables.rows import Query, geocode_rows

RIGHT_KM = 5.0
SEED = 1916

_SUN = "t|th|d|dh|r|z|s|sh|n"
# The Arabic "sun letters" as romanised, to which the article assimilates; but for l.
_END = r"(?![\w'’‘`ʿʾ])"
# of a word; an apostrophe is a letter of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row of the file: one of its names, where it is, and its unit."""

    name: str
    lat: float
    lon: float
    admin1: str | None


Habit = Callable[[str, random.Random], str]


def _swap(pattern: str, *written: str) -> Habit:
    """Make a habit: one of several ways to write what a pattern finds."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def habit(name: str, chance: random.Random) -> str:
        chosen = chance.choice(written)
        return compiled.sub(lambda found: _in_case(found[0], found.expand(chosen)), name)

    return habit


def _in_case(before: str, after: str) -> str:
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


HABITS: dict[str, Habit] = {
    "article": _swap(r"\b(?:al|el)[ -](?=\w)", "al-", "el-", "Al ", "El ", "al"),
    "assimilation": _swap(rf"\b(?:al|el)[ -]({_SUN})(?=[aeiou])", r"a\1-\1", r"e\1-\1"),
    "article left out": _swap(r"\b(?:al|el)[ -](?=\w{3})", ""),
    "ending": _swap(rf"(?<=[^aeiou])(?:ah|eh|a|e){_END}", "a", "ah", "eh"),
    "ending in t": _swap(r"(?<=[^aeiou])(?:ah|eh|et|at)(?= \w)", "at", "et"),
    "doubled": _swap(r"([bdklmnrstyz])\1", r"\1"),
    "doubling": _swap(r"(?<=[aiu])([bdlmnr])(?=[aiu])", r"\1\1"),
    "ou": _swap(r"ou|oo|u(?![aeiou])", "ou", "u"),
    "ee": _swap(r"ee|(?<=[^aeiou])i(?=[^aeiou])", "ee", "i"),
    "q": _swap(r"q", "k", "q"),
    "j": _swap(r"dj|j", "j", "dj"),
    "sh": _swap(r"sh", "ch", "sh"),
    "kh": _swap(r"kh", "kh", "h"),
    "gh": _swap(r"gh", "gh", "g"),
    "hamza and ayn": _swap(r"['’‘`ʿʾ]", "", "'"),
    "joint": _swap(r"(?<=\w)[ -](?=\w)", " ", "-"),
    "ei": _swap(r"ei|ay|ai", "ei", "ay", "ai"),
    "o": _swap(r"(?<=[^aeiou])o(?=[^aeiou])", "o", "u"),
    "w": _swap(r"\bwa", "wa", "oua"),
}


def respelt(name: str, chance: random.Random) -> str:
    """Write a name as somebody else would: with one or two of the habits that change it."""
    habits = chance.choice((1, 2))
    changing = [habit for habit in HABITS.values() if habit(name, random.Random(0)) != name]
    changing += [habit for habit in HABITS.values() if habit not in changing]
    written = name
    changed = 0
    for habit in chance.sample(changing, len(changing)):
        after = habit(written, chance)
        changed += after != written
        written = after
        if changed == habits:
            break
    return written


def read_named(path: Path, asked: argparse.Namespace) -> Iterator[Named]:
    """Give the names of a file with their points."""
    for fields, lat, lon in _points(path, asked):
        admin1 = fields.get(asked.admin1) if asked.admin1 else None
        for column in asked.name:
            name = fields.get(column)
            # Some public files hold a byte or two that are no character.
            if isinstance(name, str) and normal_form(name) and "\ufffd" not in name:
                yield Named(name=name.strip(), lat=lat, lon=lon, admin1=admin1 or None)


def _points(path: Path, asked: argparse.Namespace) -> Iterator[tuple[dict[str, Any], float, float]]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                yield row, float(row[asked.lat]), float(row[asked.lon])
        return
    for feature in json.loads(path.read_text(encoding="utf-8", errors="replace"))["features"]:
        coordinates = (feature.get("geometry") or {}).get("coordinates")
        while coordinates and isinstance(coordinates[0], list):
            coordinates = coordinates[0]
        if coordinates:
            yield feature["properties"], coordinates[1], coordinates[0]


def right(named: Named, resolution: Resolution) -> bool:
    """Tell whether an answer is the row's point."""
    place = resolution.place
    if place is None:
        return False
    return distance_km(place.lon, place.lat, named.lon, named.lat) <= RIGHT_KM


def ambiguous(named: Sequence[Named]) -> set[Named]:
    """Give the rows whose name another place of the same unit bears, more than 5 km off."""
    bearers: dict[tuple[str | None, str], list[Named]] = defaultdict(list)
    for one in named:
        bearers[one.admin1, normal_form(one.name)].append(one)
    return {
        one
        for same in bearers.values()
        for one in same
        if any(distance_km(one.lon, one.lat, o.lon, o.lat) > RIGHT_KM for o in same)
    }


def check(
    named: Sequence[Named], spell: Callable[[str], str], *, country: str | None, units: bool
) -> Iterator[tuple[Named, str, Resolution]]:
    """Ask for every name as it is spelt, and give the answers beside the rows."""
    queries = [
        Query(name=spell(one.name), admin1=one.admin1 if units else None, country=country)
        for one in named
    ]
    answers = geocode_rows(queries, gazetteer=open_gazetteer())
    for one, query, resolution in zip(named, queries, answers, strict=True):
        yield one, query.name, resolution


def main(arguments: Sequence[str] | None = None) -> None:
    """Check a gazetteer against its own file and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", action="append", required=True, help="a column of names")
    parser.add_argument("--admin1", help="the column of the first-level unit")
    parser.add_argument("--country", help="the country of all rows")
    parser.add_argument("--lat", default="lat")
    parser.add_argument("--lon", default="lon")
    parser.add_argument("--sample", type=int, default=0, help="so many rows only")
    parser.add_argument("--misses", type=int, default=0, help="show so many that were missed")
    asked = parser.parse_args(arguments)
    named = list(read_named(asked.file, asked))
    chance, double = random.Random(SEED), ambiguous(named)
    if asked.sample and asked.sample < len(named):
        named = random.Random(SEED).sample(named, asked.sample)
    twice = sum(one in double for one in named)

    def spell(name: str) -> str:
        return respelt(name, chance) if name.isascii() else name

    spellings: dict[str, Callable[[str], str]] = {"as written": str, "respelt": spell}
    lines = [f"{len(named)} names, {twice} of them borne twice in their unit"]
    for units in (False, True) if asked.admin1 else (False,):
        for title, spelling in spellings.items():
            answers = list(check(named, spelling, country=asked.country, units=units))
            beside = "country and unit" if units else "country"
            lines += _told(f"{title}, {beside}", answers, double, misses=asked.misses)
    sys.stdout.write("\n".join(lines) + "\n")


def _told(
    title: str,
    answers: Sequence[tuple[Named, str, Resolution]],
    double: set[Named],
    *,
    misses: int,
) -> list[str]:
    lines = []
    for kind, chosen in (
        ("", answers),
        (", borne once", [a for a in answers if a[0] not in double]),
    ):
        counted = Counter(right(named, resolution) for named, _, resolution in chosen)
        sure = [a for a in chosen if a[2].place is not None and a[2].probability >= 0.9]
        surely = sum(right(named, resolution) for named, _, resolution in sure)
        lines.append(
            f"{title}{kind}: {counted[True] / max(1, len(chosen)):.3f} of {len(chosen)} right; "
            f"of {len(sure)} with p >= 0.9, {surely / max(1, len(sure)):.3f}"
        )
    missed = [a for a in answers if not right(a[0], a[2])]
    for named, written, resolution in random.Random(SEED).sample(missed, min(misses, len(missed))):
        found = resolution.place.name if resolution.place else "nothing"
        lines.append(f"  {named.name} as {written!r}: {found}; {resolution.reason}")
    return lines


if __name__ == "__main__":
    main()
