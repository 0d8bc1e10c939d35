"""``geomap geocode``: where a name is, and why there."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from geomap.cli.console import say
from geomap.cli.lines import opened
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.cli.second_opinion import Adviser
    from geomap.model import Place, Resolution

__all__ = ["geocode_command"]

_EVEN = 0.5
# below it the place is more likely elsewhere
_CANDIDATES_SHOWN = 10

_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".ods", ".jsonl", ".ndjson")

_EXAMPLES = """\b
Examples:
  geomap geocode "Talbiseh, Homs" Lataminah --why
  geomap geocode places.csv --name town --admin1 province --country SY -o placed.csv
  geomap geocode --jsonl < reports.jsonl > placed.jsonl
"""


@click.command(
    "geocode",
    epilog=_EXAMPLES,
    short_help="Place names, the rows of a table, or the spans of reports.",
)
@click.argument("names", nargs=-1, metavar="NAME...|TABLE")
@click.option(
    "--name", "column", metavar="COLUMN", help="Read a table: the column of the places' names."
)
@click.option(
    "--country",
    metavar="NAME",
    help="The country: SY, SYR, Syria. With a table: the column of the countries, or the one "
    "country of all rows.",
)
@click.option(
    "--admin1",
    metavar="NAME",
    help="The province or governorate: Homs. With a table: its column, or the one of all rows.",
)
@click.option("--admin2", metavar="NAME", help="The district, in the same way.")
@click.option("--why", is_flag=True, help="Give the reason and the other candidates.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.option(
    "--jsonl",
    is_flag=True,
    help="Read JSON lines from standard input (or the files named): reports with spans, or "
    "names; and write each line with its places, in order.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With a table: the file to write, .csv, .tsv, .jsonl or .geojson. Without it, CSV goes "
    "to standard output.",
)
@click.option("--force", is_flag=True, help="Replace a file that geomap did not write.")
@click.option(
    "--encoding",
    metavar="NAME",
    help="With a table: its encoding, where it is neither UTF-8 nor marked: windows-1256.",
)
@click.option(
    "--online",
    metavar="SERVICE",
    help="Ask this service for a second opinion, such as nominatim: the names, and the country, "
    "are sent to it. A key is taken from the variable GEOMAP_SERVICE_KEY.",
)
@click.option(
    "--contact",
    metavar="EMAIL",
    help="With --online: who asks, as the services' rules demand.",
)
@click.option(
    "--offline",
    is_flag=True,
    help="With --online: only replay what the service answered before; nothing is sent.",
)
def geocode_command(names: tuple[str, ...], **options: Any) -> int:
    """Place names, the rows of a table, or the spans of reports.

    NAME may be in any spelling or script; commas part it from the units it lies in. A single
    dash reads names from standard input, one a line.

    TABLE is a CSV file with a header, in any delimiter, or JSON lines; a single dash is
    standard input. With --name every row is written again, in order, with geomap_ columns
    behind its own.

    With --jsonl the spans of {"id", "text", "toponyms": [{"start", "end"}]}, code points of
    the text, and lines {"id", "name", "admin1", "admin2", "country"} are placed.

    The exit status is 1 when a name or a row was not placed, or a line was wrong.
    """
    asked = _Asked(**options)
    asked.check(names)
    if asked.jsonl:
        return _stream(names, why=asked.why)
    if asked.column is not None:
        return _table(names, asked.column, asked)
    return _names(names, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options as they were given."""

    column: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    why: bool
    as_json: bool
    jsonl: bool
    output: Path | None
    force: bool
    encoding: str | None
    online: str | None
    contact: str | None
    offline: bool

    def check(self, names: tuple[str, ...]) -> None:
        """Refuse what does not go together."""
        on_names = {
            "--name": self.column, "--country": self.country, "--admin1": self.admin1,
            "--admin2": self.admin2, "--json": self.as_json, "--online": self.online,
        }  # fmt: skip
        on_tables = {"-o": self.output, "--force": self.force, "--encoding": self.encoding}
        if self.jsonl:
            _refuse({**on_names, **on_tables}, "--jsonl takes all it needs from its lines")
        elif self.column is None:
            _refuse(on_tables, "is for tables; name the column of the places with --name COLUMN")
            _refuse_files(names)
        else:
            alone = {"--json": self.as_json, "--online": self.online}
            _refuse(alone, "is for names, not for tables")
        if self.online is None:
            _refuse({"--contact": self.contact, "--offline": self.offline}, "goes with --online")
        if not self.jsonl and not names:
            raise click.UsageError("Missing argument 'NAME...'.", click.get_current_context())


def _refuse(given: dict[str, Any], why: str) -> None:
    flag = next((flag for flag, value in given.items() if value), None)
    if flag:
        raise UsageError(f"{flag}: {why}" if why.startswith("--") else f"{flag} {why}")


def _refuse_files(names: tuple[str, ...]) -> None:
    for name in names:
        if name.lower().endswith(_TABLE_ENDINGS) and Path(name).is_file():
            raise UsageError(
                "this is a file; to place the rows of a table, name the column of the places "
                "with --name COLUMN, and to place JSON lines say --jsonl",
                where=name,
            )


def _stream(names: tuple[str, ...], *, why: bool) -> int:
    failed = False
    for name in names or ("-",):
        with opened(name) as stream:
            failed |= _answer(stream, why=why)
    return 1 if failed else 0


def _answer(stream: BinaryIO, *, why: bool) -> bool:
    from geomap.place_names import open_gazetteer
    from geomap.places.tables.lines import geocode_lines

    failed = False
    for answer in geocode_lines(stream, gazetteer=open_gazetteer(), why=why):
        # Plain ASCII: any pipe takes it, and no character of a report drives a terminal.
        click.echo(json.dumps(answer))
        sys.stdout.flush()
        failed = failed or "error" in answer
    return failed


def _table(names: tuple[str, ...], column: str, asked: _Asked) -> int:
    from geomap.cli.geocode_table import TableCall, geocode_table_file

    if len(names) != 1:
        raise UsageError(f"--name takes one table, not {len(names)} names")
    return geocode_table_file(
        TableCall(
            path=names[0],
            name=column,
            country=asked.country,
            admin1=asked.admin1,
            admin2=asked.admin2,
            encoding=asked.encoding,
            output=asked.output,
            force=asked.force,
            why=asked.why,
        )
    )


def _names(names: tuple[str, ...], asked: _Asked) -> int:
    from geomap.cli.second_opinion import opinion_fields, opinion_line
    from geomap.place_names import geocode

    adviser = _adviser(asked)
    missing = False
    for name in _listed(names):
        resolution = geocode(name, country=asked.country, admin1=asked.admin1, admin2=asked.admin2)
        missing = missing or resolution.place is None
        if not asked.as_json:
            # First what is known offline: a service may take its time.
            say("\n".join(_lines(name, resolution, why=asked.why)))
            if adviser:
                say(opinion_line(adviser.opinion(resolution)))
            continue
        fields = _fields(name, resolution)
        if adviser:
            fields["online"] = opinion_fields(adviser.opinion(resolution))
        say(json.dumps(fields))
    return 1 if missing or (adviser and adviser.failed) else 0


def _adviser(asked: _Asked) -> Adviser | None:
    if asked.online is None:
        return None
    from geomap.cli.second_opinion import Adviser
    from geomap.place_names import open_gazetteer
    from geomap.places.countries import country_iso2

    country = asked.country and country_iso2(asked.country, gazetteer=open_gazetteer())
    return Adviser(asked.online, contact=asked.contact, country=country, offline=asked.offline)


def _listed(names: tuple[str, ...]) -> list[str]:
    listed: list[str] = []
    for name in names:
        if name != "-":
            listed.append(name)
            continue
        lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
        listed += [line.strip() for line in lines if line.strip()]
    return listed


def _lines(name: str, resolution: Resolution, *, why: bool) -> list[str]:
    place = resolution.place
    if place is None:
        lines = [f"{name}: not placed: {resolution.reason}"]
    else:
        described = _described(place, resolution.radius_km)
        guess = ", a guess" if resolution.probability < _EVEN else ""
        lines = [f"{name}: {described}, probability {resolution.probability:.2f}{guess}"]
    if not why:
        return lines
    if place is not None:
        lines.append(f"  because {resolution.reason}")
    for candidate in resolution.candidates[:_CANDIDATES_SHOWN]:
        lines.append(f"  candidate {_described(candidate.place)}, score {candidate.score:.2f}")
    left = len(resolution.candidates) - _CANDIDATES_SHOWN
    return [*lines, f"  … and {left} more"] if left > 0 else lines


def _described(place: Place, radius_km: float | None = None) -> str:
    units = [unit for unit in (place.admin2, place.admin1, place.country) if unit]
    named = ", ".join(dict.fromkeys([place.name, *units]))
    within = place.radius_km if radius_km is None else radius_km
    return (
        f"{named} at {place.lat:.4f}, {place.lon:.4f} (lat, lon), within {within:g} km, "
        f"{place.feature} {place.gazetteer} {place.id}"
    )


def _fields(name: str, resolution: Resolution) -> dict[str, Any]:
    return {
        "name": name,
        "place": _place(resolution.place) if resolution.place else None,
        "precision": resolution.precision,
        "radius_km": resolution.radius_km,
        "probability": round(resolution.probability, 3),
        "reason": resolution.reason,
        "candidates": [
            {**_place(candidate.place), "score": round(candidate.score, 3)}
            for candidate in resolution.candidates
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "radius_km": place.radius_km,
        "feature": place.feature,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": place.population,
        "gazetteer": place.gazetteer,
        "gazetteer_version": place.version,
        "id": place.id,
    }
