"""KML 2.2: one placemark an incident, for Google Earth and every GIS.

Programs show a placemark's description as HTML and put other fields into it where it says
``$[…]``, so words of reports stand there as inert entities, and the balloon shows nothing
else. All facts stand exactly in ``ExtendedData``, which is read back. Characters that XML
cannot hold become U+FFFD.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from geomap.events.exchange.entries import Entry, joined_names
from geomap.events.exchange.format import ExportFormat, one_file
from geomap.events.terms.countries import country_of
from geomap.model import Tally

__all__ = ["KML", "KML_DOCUMENT", "KML_FACTS", "KML_NAMESPACE"]

KML_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
KML_DOCUMENT: Final = "geomap"
"""The id of a document that geomap wrote."""

KML_FACTS: Final = (
    "id", "event_type", "sub_event_type", "date_start", "date_end", "date_prec", "place",
    "country", "admin1", "admin2", "latitude", "longitude", "where_prec", "radius_km",
    "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high",
    "actor1", "actor2", "grading", "source", "url", "notes",
)  # fmt: skip
"""What an incident's extended data may hold; what is unknown is not there."""

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<kml xmlns="{KML_NAMESPACE}">\n<Document id="{KML_DOCUMENT}">\n'
    "<name>geomap</name>\n"
    '<Style id="incident"><PolyStyle><color>330000ff</color></PolyStyle>'
    "<BalloonStyle><text>$[description]</text></BalloonStyle></Style>\n"
)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _write(entries: Sequence[Entry], files: Mapping[str, Path]) -> None:
    with files["incidents"].open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(_HEAD)
        for entry in entries:
            handle.write("".join(_placemark(entry)))
        handle.write("</Document>\n</kml>\n")


def _placemark(entry: Entry) -> Iterator[str]:
    yield f"<Placemark>\n<name>{_text(_name(entry))}</name>\n"
    yield f"<description>{_text(_description(entry))}</description>\n"
    if entry.date_start is not None and entry.date_last is not None:
        yield (
            f"<TimeSpan><begin>{entry.date_start.isoformat()}</begin>"
            f"<end>{entry.date_last.isoformat()}</end></TimeSpan>\n"
        )
    yield "<styleUrl>#incident</styleUrl>\n<ExtendedData>\n"
    facts = _facts(entry)
    for name in KML_FACTS:
        if (value := facts[name]) not in (None, ""):
            yield f'<Data name="{name}"><value>{_text(str(value))}</value></Data>\n'
    yield "</ExtendedData>\n"
    yield from _geometry(entry)
    yield "</Placemark>\n"


def _text(words: str) -> str:
    # XML reads a bare carriage return as a new line.
    return escape(_NOT_XML.sub("\ufffd", words), {"\r": "&#13;"})


def _name(entry: Entry) -> str:
    place = (entry.place or entry.as_written or "no place").replace("<", "‹").replace(">", "›")
    return f"{entry.sub_event_type}, {place.replace('$', '＄')}"


def _inert(words: str) -> str:
    return html.escape(words).replace("$", "&#36;").replace("[", "&#91;")


def _description(entry: Entry) -> str:
    lines = [
        entry.days or "day unknown",
        f"killed: {_range(entry.killed)}; wounded: {_range(entry.wounded)}",
        f"grading: {entry.grading}",
        entry.notes,
        joined_names((*entry.publishers, *entry.claimants)),
    ]
    return "<br/>".join(_inert(line) for line in (_name(entry), *lines) if line)


def _range(tally: Tally) -> str:
    if tally == Tally():
        return "unknown"
    low, high = (str(n) if n is not None else "?" for n in (tally.low, tally.high))
    return low if low == high else f"{low} to {high}"


def _facts(entry: Entry) -> dict[str, Any]:
    country = country_of(entry.country)
    return {
        "id": entry.id,
        "event_type": entry.event_type,
        "sub_event_type": entry.sub_event_type,
        "date_start": entry.date_start,
        "date_end": entry.date_last,
        "date_prec": entry.date_prec,
        "place": entry.place,
        "country": country.name if country else entry.country,
        "admin1": entry.admin1,
        "admin2": entry.admin2,
        "latitude": None if entry.lat is None else repr(entry.lat),
        "longitude": None if entry.lon is None else repr(entry.lon),
        "where_prec": entry.where_prec,
        "radius_km": None if entry.radius_km is None else repr(entry.radius_km),
        "killed_low": entry.killed.low,
        "killed_best": entry.killed.best,
        "killed_high": entry.killed.high,
        "wounded_low": entry.wounded.low,
        "wounded_best": entry.wounded.best,
        "wounded_high": entry.wounded.high,
        "actor1": joined_names(entry.attackers),
        "actor2": joined_names(entry.targets),
        "grading": entry.grading,
        "source": joined_names(entry.publishers or entry.claimants),
        "url": " ".join(entry.urls),
        "notes": entry.notes,
    }


def _geometry(entry: Entry) -> Iterator[str]:
    shape = entry.geometry
    if shape is None or shape.geom_type == "Point":
        if entry.lon is not None:
            yield f"<Point><coordinates>{entry.lon!r},{entry.lat!r}</coordinates></Point>\n"
        return
    parts = list(getattr(shape, "geoms", [shape]))
    yield "<MultiGeometry>\n"
    yield from (_polygon(part) for part in parts)
    yield "</MultiGeometry>\n"


def _polygon(part: Any) -> str:
    inner = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in part.interiors)
    return f"<Polygon><outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>{inner}</Polygon>\n"


def _ring(ring: Any) -> str:
    corners = " ".join(f"{lon!r},{lat!r}" for lon, lat, *_ in ring.coords)
    return f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"


def _is_ours(_name: str, path: Path) -> bool:
    with path.open("rb") as handle:
        return handle.read(len(_HEAD.encode())) == _HEAD.encode()


KML: Final = ExportFormat(
    key="kml",
    name="KML",
    suffix=".kml",
    by_suffix=True,
    files=one_file,
    write=_write,
    recognises=_is_ours,
)
