"""How well names become places: the figures of the README, for anyone to run again.

::

    python tests/benchmarks/evaluate_places.py \\
        --corpus LGL=lgl.jsonl --corpus TR-News=trnews.jsonl \\
        --places UCDP=places.jsonl --recognise --speed --markdown

A **corpus** is a file of JSON lines with gold spans, as LGL (Lieberman et al. 2010), TR-News
(Kamalloo and Rafiei 2018) and GeoWebNews (Gritta et al. 2020) are easily brought to::

    {"text": "…", "toponyms": [{"start": 0, "end": 10, "lat": 31.3, "lon": -92.4}]}

Offsets are code points, the end not included; ``lat`` and ``lon`` null where the toponym has
no coordinates: it then counts for recognition only.

**Places** are JSON lines of single names with a point, as UCDP GED's ``where_coordinates``
column gives them::

    {"name": "…", "admin1": "…", "admin2": "…", "country_iso2": "NG", "lat": 5.1, "lon": 7.3,
     "prec": 1}

``prec`` is UCDP's where_prec; only rows of precision 1 count. ``country`` is taken where
there is no ``country_iso2``.

What the figures mean:

right within 161 km
    100 miles, the field's measure; given the gold spans. A toponym that is not answered is
    wrong, and as far off as can be (20,039 km).
AUC
    the area under the sorted logarithms of the errors, over the largest area there could be:
    0 is best.
exact match
    what a list of names alone gives: the largest entry of the country whose own name is the
    row's, letter by letter but for case; as written, and without words such as "village".
ceiling
    the share of rows with any entry of the gazetteer within 1.5 km: no resolver can place
    the others.
reliable
    of the answers given with a probability of at least 0.9, the share that is right.

The built-in gazetteer alone is measured, whatever else is installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geomap import __version__
from geomap.errors import UsageError
from geomap.model import Report, Resolution, Toponym
from geomap.places.areas import distance_km
from geomap.places.gazetteer import BUILTIN, SQLiteGazetteer, open_builtin
from geomap.places.names.forms import split_level
from geomap.places.resolve import ReportResolver
from geomap.places.tables.rows import Query, row_geocoder
from geomap.places.villages import Villages
from geomap.shipped import shipped_path
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

FARTHEST_KM = 20_039.0
# half way round the world
RIGHT_KM, PLACE_KM, ENTRY_KM = 161.0, 5.0, 1.5
SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer beside the truth."""

    error_km: float
    # FARTHEST_KM where nothing was answered
    probability: float
    answered: bool


@dataclass(slots=True, kw_only=True)
class Figures:
    """Lines of the table, as they come."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, where: str, figure: str) -> None:
        """Add a line."""
        self.rows.append((what, where, figure))


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def within(answers: Sequence[Answer], km: float) -> float:
    """Give the share of answers within a distance of the truth."""
    return share(answer.error_km <= km for answer in answers)


def share(right: Iterable[bool]) -> float:
    """Give the share of what is true, NaN of nothing."""
    listed = list(right)
    return sum(listed) / len(listed) if listed else math.nan


def auc(answers: Sequence[Answer]) -> float:
    """Give the area under the sorted log errors, by trapezia, over the largest there could be."""
    logs = sorted(math.log(min(answer.error_km, FARTHEST_KM) + 1) for answer in answers)
    if len(logs) < 2:
        return logs[0] / math.log(FARTHEST_KM) if logs else math.nan
    area = sum((first + second) / 2 for first, second in pairwise(logs))
    return area / (math.log(FARTHEST_KM) * (len(logs) - 1))


def median(values: Sequence[float]) -> float:
    """Give the middle value, NaN of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def answer_of(resolution: Resolution, lat: float, lon: float) -> Answer:
    """Hold a resolution against the truth."""
    place = resolution.place
    error = FARTHEST_KM if place is None else distance_km(place.lon, place.lat, lon, lat)
    return Answer(error_km=error, probability=resolution.probability, answered=place is not None)


def resolve_gold(records: Iterable[Mapping[str, Any]], gazetteer: SQLiteGazetteer) -> list[Answer]:
    """Resolve the gold spans of a corpus."""
    resolver = ReportResolver(gazetteer)
    answers = []
    for record in records:
        text = record["text"]
        toponyms = [
            Toponym(
                span=Span(report_id="r", start=one["start"], end=one["end"]),
                surface=text[one["start"] : one["end"]],
                role=ToponymRole.EVENT,
            )
            for one in record["toponyms"]
        ]
        resolutions = resolver.resolve(Report(id="r", text=text, sha256=""), toponyms)
        answers += [
            answer_of(resolution, one["lat"], one["lon"])
            for one, resolution in zip(record["toponyms"], resolutions, strict=True)
            if one.get("lat") is not None
        ]
    return answers


def add_gold(figures: Figures, name: str, path: Path, gazetteer: SQLiteGazetteer) -> list[Answer]:
    """Measure the resolution of gold spans."""
    answers = resolve_gold(read_lines(path), gazetteer)
    figures.add("right within 161 km, gold spans", name, f"{within(answers, RIGHT_KM):.3f}")
    errors = [answer.error_km for answer in answers]
    mean = sum(errors) / len(errors) if errors else math.nan
    figures.add("error, median and mean", name, f"{median(errors):.1f} km, {mean:.0f} km")
    figures.add("AUC of the errors", name, f"{auc(answers):.3f}")
    return answers


def add_recognition(figures: Figures, name: str, path: Path) -> None:
    """Measure what is found in the text, and what is found and placed."""
    from geomap.pipeline import load_stages, read_report

    stages = load_stages()
    gold = found = same = located = placed = right = 0
    for number, record in enumerate(read_lines(path)):
        report = Report(id=f"r{number}", text=record["text"], sha256="")
        given = {(one["start"], one["end"]): one for one in record["toponyms"]}
        gold += len(given)
        located += sum(one.get("lat") is not None for one in given.values())
        for resolution in read_report(report, stages).resolutions:
            if not resolution.toponym.is_place:
                continue
            span = resolution.toponym.span
            truth = given.get((span.start, span.end))
            found += 1
            same += truth is not None
            if resolution.place is None or (truth and truth.get("lat") is None):
                continue
            placed += 1
            if truth:
                answer = answer_of(resolution, truth["lat"], truth["lon"])
                right += answer.error_km <= RIGHT_KM
    figures.add("names found, exact spans (F1)", name, f"{f1(same, found, gold):.3f}")
    figures.add("found and right within 161 km (F1)", name, f"{f1(right, placed, located):.3f}")


def f1(right: int, given: int, wanted: int) -> float:
    """Give the harmonic mean of precision and recall."""
    return 2 * right / (given + wanted) if given + wanted else math.nan


def add_places(figures: Figures, name: str, path: Path, gazetteer: SQLiteGazetteer) -> list[Answer]:
    """Measure single names with their units."""
    rows = [row for row in read_lines(path) if row.get("prec", 1) == 1]
    place = row_geocoder(gazetteer)
    answers = []
    for row in rows:
        query = Query(
            name=row["name"],
            admin1=row.get("admin1") or None,
            admin2=row.get("admin2") or None,
            country=_country(row),
        )
        try:
            answers.append(answer_of(place(query), row["lat"], row["lon"]))
        except UsageError:
            answers.append(Answer(error_km=FARTHEST_KM, probability=0.0, answered=False))
    reached = within(answers, PLACE_KM)
    figures.add("names within 5 km", f"{name}, {len(rows)} rows", f"{reached:.3f}")
    exact = share(exact_match(row, {row["name"]}, gazetteer) for row in rows)
    figures.add("exact match of the names as written", name, f"{exact:.3f}")
    bare = share(
        exact_match(row, {row["name"], split_level(row["name"]).core}, gazetteer) for row in rows
    )
    figures.add("the same without words such as 'village'", name, f"{bare:.3f}")
    ceiling = share(near_entries(rows))
    figures.add("rows with any entry within 1.5 km", name, f"{ceiling:.3f}")
    figures.add("share of that ceiling", name, f"{reached / ceiling if ceiling else math.nan:.3f}")
    return answers


def _country(row: Mapping[str, Any]) -> str | None:
    return row.get("country_iso2") or row.get("country") or None


def exact_match(row: Mapping[str, Any], names: Iterable[str], gazetteer: SQLiteGazetteer) -> bool:
    """Tell whether a list of names alone would have been right."""
    wanted = {name.casefold() for name in names}
    same = [
        candidate.place
        for candidate in gazetteer.find(row["name"], country=row.get("country_iso2"))
        if candidate.place.name.casefold() in wanted
    ]
    if not same:
        return False
    largest = max(same, key=lambda place: place.population or 0)
    return distance_km(largest.lon, largest.lat, row["lon"], row["lat"]) <= PLACE_KM


def near_entries(rows: Sequence[Mapping[str, Any]]) -> Iterator[bool]:
    """Tell for each row whether any entry of the gazetteer lies near."""
    wanted = {cell for row in rows for cell in _cells(row["lat"], row["lon"])}
    grid: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in entry_points():
        cell = _cell(lat, lon)
        if cell in wanted:
            grid[cell].append((lat, lon))
    for row in rows:
        yield any(
            distance_km(lon, lat, row["lon"], row["lat"]) <= ENTRY_KM
            for cell in _cells(row["lat"], row["lon"])
            for lat, lon in grid.get(cell, ())
        )


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * 20), math.floor(lon * 20)


def _cells(lat: float, lon: float) -> Iterator[tuple[int, int]]:
    row, column = _cell(lat, lon)
    for south in (-1, 0, 1):
        for west in (-1, 0, 1):
            yield row + south, column + west


def entry_points() -> Iterator[tuple[float, float]]:
    """Give the points of all that the built-in gazetteer holds."""
    uri = f"{shipped_path(BUILTIN).resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    try:
        yield from connection.execute("SELECT lat / 100000.0, lon / 100000.0 FROM place")
        villages = Villages(connection)
        for key in villages.keys():  # noqa: SIM118 - no mapping
            for village in villages.find(key):
                yield village.lat, village.lon
    finally:
        connection.close()


def add_calibration(
    figures: Figures, name: str, answers: Sequence[Answer], *, right_km: float
) -> None:
    """Measure how far the probabilities can be believed."""
    given = [answer for answer in answers if answer.answered]
    sure = [answer for answer in given if answer.probability >= SURE]
    figures.add(
        f"right of those with p >= {SURE} ({right_km:g} km)",
        f"{name}, {len(sure)} of {len(answers)}",
        f"{within(sure, right_km):.3f}",
    )


def reliability(answers: Sequence[Answer], *, right_km: float) -> list[str]:
    """Give the table of probabilities by tenths: how many, said, and true."""
    lines = [f"{'p':>10} {'answers':>8} {'mean p':>7} {'right':>6}"]
    for tenth in range(10):
        low, high = tenth / 10, (tenth + 1) / 10
        inside = [
            answer for answer in answers
            if answer.answered and low <= answer.probability and (
                answer.probability < high or tenth == 9
            )
        ]  # fmt: skip
        if inside:
            mean = sum(answer.probability for answer in inside) / len(inside)
            right = within(inside, right_km)
            lines.append(f"{low:.1f} to {high:.1f} {len(inside):8d} {mean:7.3f} {right:6.3f}")
    return lines


def heading(gazetteer: SQLiteGazetteer) -> str:
    """Say what was measured, and when."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"Measured on {today} with geomap {__version__}, gazetteer {gazetteer.name} "
        f"{gazetteer.version}, Python {sys.version.split()[0]}"
    )


def table(figures: Figures, *, markdown: bool) -> list[str]:
    """Lay the figures out, for a terminal or for a README."""
    if markdown:
        head = ["| what | measured on | result |", "|---|---|---|"]
        return head + [f"| {' | '.join(row)} |" for row in figures.rows]
    widths = [max((len(row[column]) for row in figures.rows), default=0) for column in range(3)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in figures.rows
    ]


def _named_path(written: str) -> tuple[str, Path]:
    name, separator, path = written.partition("=")
    return (name, Path(path)) if separator else (Path(written).stem, Path(written))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", action="append", default=[], type=_named_path)
    parser.add_argument("--places", action="append", default=[], type=_named_path)
    parser.add_argument("--recognise", action="store_true", help="also find the names (slow)")
    parser.add_argument("--speed", action="store_true", help="also take the time")
    parser.add_argument("--markdown", action="store_true", help="a table for the README")
    asked = parser.parse_args(arguments)
    gazetteer, figures = open_builtin(), Figures()
    tables: list[str] = []
    for name, path in asked.corpus:
        if asked.recognise:
            add_recognition(figures, name, path)
        answers = add_gold(figures, name, path, gazetteer)
        add_calibration(figures, name, answers, right_km=RIGHT_KM)
        tables += [f"\n{name}: probabilities", *reliability(answers, right_km=RIGHT_KM)]
    for name, path in asked.places:
        answers = add_places(figures, name, path, gazetteer)
        add_calibration(figures, name, answers, right_km=PLACE_KM)
        tables += [f"\n{name}: probabilities", *reliability(answers, right_km=PLACE_KM)]
    if asked.speed:
        from places_speed import add_speed

        add_speed(figures.add, gazetteer)
    lines = [heading(gazetteer), "", *table(figures, markdown=asked.markdown)]
    lines += [] if asked.markdown else tables
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
