"""Toponyms to rows: what each column is taken from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geomap.events.tables.rows import Row, json_list, ordered
from geomap.model import Incident, Reading, Resolution, Toponym
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

__all__ = ["spans_and_places_used", "toponym_rows"]

_ROUND = 7
# decimals of a degree kept in lists of candidates: about a centimetre


def toponym_rows(
    readings: Sequence[Reading],
    resolutions: Mapping[str, Sequence[Resolution]],
    incidents: Sequence[Incident],
) -> list[Row]:
    """Give the rows of toponyms: what a name does, where it is, and whether it reached the map.

    Parameters
    ----------
    readings : sequence of Reading
        What the reports say.
    resolutions : mapping of str to sequence of Resolution
        A report's id to its places.
    incidents : sequence of Incident
        What happened.

    Returns
    -------
    list of Row
        In order of reports and words.
    """
    spans, grounds = spans_and_places_used(incidents)
    known = {reading.report.id for reading in readings}
    rows = []
    resolved = set()
    for report_id, placed in resolutions.items():
        for resolution in placed if report_id in known else ():
            span, place = resolution.toponym.span, resolution.place
            resolved.add(span)
            on_map = span in spans or (
                resolution.toponym.role is ToponymRole.EVENT
                and place is not None
                and (span.report_id, place.gazetteer, place.id) in grounds
            )
            rows.append(
                _toponym_row(resolution.toponym) | _resolution_row(resolution, on_map=on_map)
            )
    rows += [
        _toponym_row(toponym) | {"on_map": toponym.span in spans}
        for reading in readings
        for toponym in reading.toponyms
        if toponym.span not in resolved
    ]
    return ordered(rows, "report_id", "start", "end")


def spans_and_places_used(
    incidents: Sequence[Incident],
) -> tuple[set[Span], set[tuple[str, str, str]]]:
    """Collect what reached the map: by its words, or in another of the incident's reports.

    Parameters
    ----------
    incidents : sequence of Incident
        What happened.

    Returns
    -------
    (set of Span, set of (str, str, str))
        The words, and the places as report, gazetteer and id there.
    """
    spans = set()
    grounds = set()
    for incident in incidents:
        for resolution in incident.places:
            if resolution.place is None:
                continue
            spans.add(resolution.toponym.span)
            for report_id in incident.report_ids:
                grounds.add((report_id, resolution.place.gazetteer, resolution.place.id))
    return spans, grounds


def _toponym_row(toponym: Toponym) -> Row:
    return {
        "report_id": toponym.span.report_id,
        "start": toponym.span.start,
        "end": toponym.span.end,
        "surface": toponym.surface,
        "role": toponym.role.value,
        "role_reason": toponym.reason or None,
        "level": toponym.level,
        "relation": toponym.relation,
    }


def _resolution_row(resolution: Resolution, *, on_map: bool) -> Row:
    place = resolution.place
    row: Row = {
        "where_prec": resolution.precision,
        "radius_km": _number(resolution.radius_km),
        "probability": _number(resolution.probability),
        "reason": resolution.reason,
        "candidates": json_list(
            {
                "name": candidate.place.name,
                "id": candidate.place.id,
                "country": candidate.place.country,
                "admin1": candidate.place.admin1,
                "lat": round(candidate.place.lat, _ROUND),
                "lon": round(candidate.place.lon, _ROUND),
                "score": round(candidate.score, 4),
            }
            for candidate in resolution.candidates
        ),
        "on_map": on_map,
    }
    if place is not None:
        row |= {
            "place": place.name,
            "gazetteer": place.gazetteer,
            "gazetteer_id": place.id,
            "country": place.country,
            "admin1": place.admin1,
            "lat": float(place.lat),
            "lon": float(place.lon),
        }
    return row


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
