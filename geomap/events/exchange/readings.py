"""The stream format: one report in, one line out (``reading.schema.json``).

Stable from version 1 on: fields are only ever added. Offsets are half-open code points
into ``text`` as it was given; an absent number is ``null``; ``date_end`` is the last day,
inclusive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from geomap.model import Actor, Claim, Incident, Reading, Resolution

__all__ = ["error_line", "reading_line", "reading_schema"]


def reading_schema() -> dict[str, Any]:
    """Give the JSON Schema of a line.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12.

    Examples
    --------
    >>> reading_schema()["title"]
    'A reading of one report'
    """
    text = (files("geomap.events.exchange") / "reading.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def reading_line(
    reading: Reading,
    resolutions: Sequence[Resolution],
    incidents: Sequence[Incident],
    errors: Sequence[str] = (),
) -> dict[str, Any]:
    """Turn what was read in one report into a line of the stream.

    Parameters
    ----------
    reading : Reading
        The report's reading.
    resolutions : sequence of Resolution
        One a toponym, in order.
    incidents : sequence of Incident
        The report's incidents and totals.
    errors : sequence of str
        What could not be done, in words.

    Returns
    -------
    dict
        Keys ``id``, ``toponyms``, ``claims``, ``events``, ``errors``.
    """
    index = {claim.id: number for number, claim in enumerate(reading.claims)}
    text = reading.report.text
    return {
        "id": reading.report.id,
        # "the UN" and "Syrians" are kept in casebooks as read; to other programs they are none
        "toponyms": [
            _toponym(resolution) for resolution in resolutions if resolution.toponym.is_place
        ],
        "claims": [_claim(claim, text) for claim in reading.claims],
        "events": [_event(incident, index) for incident in incidents],
        "errors": list(errors),
    }


def error_line(identifier: str | None, message: str, line: int) -> dict[str, Any]:
    """Give the line for a report that could not be read.

    Parameters
    ----------
    identifier : str or None
        The report's id where it could be told.
    message : str
        What was wrong and what would be right.
    line : int
        The line of the input, from 1.

    Returns
    -------
    dict
        A line with nothing found and one error.

    Examples
    --------
    >>> error_line(None, "no JSON", 3)["errors"]
    ['line 3: no JSON']
    """
    return {
        "id": identifier,
        "toponyms": [],
        "claims": [],
        "events": [],
        "errors": [f"line {line}: {message}"],
    }


def _toponym(resolution: Resolution) -> dict[str, Any]:
    toponym, place = resolution.toponym, resolution.place
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "name": toponym.surface,
        "role": toponym.role.value,
        "lat": _degrees(place.lat) if place else None,
        "lon": _degrees(place.lon) if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "precision": resolution.precision,
        "probability": round(resolution.probability, 3),
    }


def _degrees(value: float) -> float:
    return round(value, 6)


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    count = claim.count
    return {
        "type": claim.quantity.value,
        "min": count.low,
        "max": count.high,
        "best": count.best,
        "qualifier": count.qualifier.value,
        "victims": claim.victims.value,
        "scope": claim.scope.value,
        "stance": claim.stance.value,
        "by": claim.claimant.name if claim.claimant.span is not None else None,
        "text": claim.span.of(text),
        "start": claim.span.start,
        "end": claim.span.end,
        "found_by": claim.found_by,
    }


def _event(incident: Incident, index: Mapping[str, int]) -> dict[str, Any]:
    first = incident.places[0].place if incident.places else None
    names = [r.place.name if r.place else r.toponym.surface for r in incident.places]
    date = incident.date
    return {
        "date": date.start.isoformat() if date else None,
        "date_end": date.last.isoformat() if date else None,
        "date_precision": date.precision if date else None,
        "lat": _degrees(first.lat) if first else None,
        "lon": _degrees(first.lon) if first else None,
        "place": " and ".join(names) or None,
        "where_prec": incident.precision,
        "event_type": incident.event_type,
        "scope": incident.scope.value,
        "killed_min": incident.killed.low,
        "killed_max": incident.killed.high,
        "killed_best": incident.killed.best,
        "wounded_min": incident.wounded.low,
        "wounded_max": incident.wounded.high,
        "claims": sorted(index[claim.id] for claim in incident.claims if claim.id in index),
        "start": incident.span.start,
        "end": incident.span.end,
        "weapon": incident.weapon,
        "actors": [_actor(actor) for actor in incident.actors],
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "role": actor.role,
        "start": actor.span.start if actor.span else None,
        "end": actor.span.end if actor.span else None,
    }
