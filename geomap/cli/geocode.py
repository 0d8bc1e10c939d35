"""``geomap geocode``: where a name is, and why there."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from geomap.cli.console import say

if TYPE_CHECKING:
    from geomap.model import Place, Resolution

__all__ = ["geocode_command"]

_CANDIDATES_SHOWN = 10

_EXAMPLES = """\b
Example:
  geomap geocode "Talbiseh, Homs" Lataminah --why
"""


@click.command(
    "geocode",
    epilog=_EXAMPLES,
    short_help="Place names, with the reasons and the other candidates.",
)
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--country", metavar="NAME", help="The country: SY or Syria.")
@click.option("--admin1", metavar="NAME", help="The province or governorate: Homs.")
@click.option("--why", is_flag=True, help="Give the reason and the other candidates.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
def geocode_command(
    names: tuple[str, ...], country: str | None, admin1: str | None, *, why: bool, as_json: bool
) -> int:
    """Place names, with the reasons and the other candidates.

    NAME may be in any spelling or script; commas part it from the units it lies in. A single
    dash reads names from standard input, one a line. The exit status is 1 when a name was
    not found.
    """
    from geomap.pipeline import geocode

    missing = False
    for name in _listed(names):
        resolution = geocode(name, country=country, admin1=admin1)
        missing = missing or resolution.place is None
        if as_json:
            say(json.dumps(_fields(name, resolution)))
        else:
            say("\n".join(_lines(name, resolution, why=why)))
    return 1 if missing else 0


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
        lines = [f"{name}: {_described(place)}, probability {resolution.probability:.2f}"]
    if not why:
        return lines
    if place is not None:
        lines.append(f"  because {resolution.reason}")
    for candidate in resolution.candidates[:_CANDIDATES_SHOWN]:
        lines.append(f"  candidate {_described(candidate.place)}, score {candidate.score:.2f}")
    left = len(resolution.candidates) - _CANDIDATES_SHOWN
    return [*lines, f"  … and {left} more"] if left > 0 else lines


def _described(place: Place) -> str:
    units = [unit for unit in (place.admin2, place.admin1, place.country) if unit]
    named = ", ".join(dict.fromkeys([place.name, *units]))
    return (
        f"{named} at {place.lat:.4f}, {place.lon:.4f} (lat, lon), within {place.radius_km:g} km, "
        f"{place.feature} {place.gazetteer} {place.id}"
    )


def _fields(name: str, resolution: Resolution) -> dict[str, Any]:
    return {
        "name": name,
        "place": _place(resolution.place) if resolution.place else None,
        "precision": resolution.precision,
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
