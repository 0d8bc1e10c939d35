"""Incidents to rows: place, figures, and how totals and their parts hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geomap.events.figures.concessions import concessions_of, strike_status_of
from geomap.events.ground.ground import Ground, ground_of
from geomap.events.tables.rows import Row, json_list, ordered
from geomap.events.terms.precision import GEO_PRECISION, TIME_PRECISION
from geomap.events.terms.typology import event_type_of
from geomap.model import Actor, Incident, Place, Tally
from geomap.stretches import Span
from geomap.vocabulary import Scope

__all__ = ["incident_rows", "remainder_of"]

_SINGLE, _AGGREGATE = 1, 2
# UCDP's event_clarity: an incident of its own, or a sum in the sources


def remainder_of(total: Tally, parts: Iterable[Tally]) -> tuple[int | None, int | None]:
    """Count the people of a total that none of its parts accounts for.

    A part without any number takes nothing away: its people, if any, are in the remainder.
    The lower bound takes every part at its highest, the upper bound at its lowest; parts
    that claim more than the total leave 0.

    Parameters
    ----------
    total : Tally
        The figure over everything.
    parts : iterable of Tally
        The figures of the incidents in it.

    Returns
    -------
    tuple of (int or None, int or None)
        Lowest and highest; None is open or unknown.

    Examples
    --------
    >>> remainder_of(Tally(low=24), [Tally(low=20, best=22, high=22), Tally()])
    (2, None)
    """
    told = [part for part in parts if (part.low, part.best, part.high) != (None, None, None)]
    low, high = total.low, total.high
    if low is not None:
        highs = [part.high for part in told]
        # A part that is open upwards could hold everybody.
        low = 0 if None in highs else max(0, low - sum(n for n in highs if n is not None))
    if high is not None:
        high = max(0, high - sum(part.low or 0 for part in told))
    return low, high


def incident_rows(
    incidents: Sequence[Incident], mentions: Mapping[str, Sequence[str]] | None = None
) -> list[Row]:
    """Turn incidents into the rows of their table, sorted by day.

    Parameters
    ----------
    incidents : sequence of Incident
        Events and totals.
    mentions : mapping of str to sequence of str, optional
        Incident id to the ids of the mentions that it was joined from; by default each is
        its own one mention.

    Returns
    -------
    list of dict
        Column name to value, with the shape or None as ``geometry``.

    Raises
    ------
    SchemaError
        When an event type or a place's geometry is not what it should be.

    Examples
    --------
    >>> incident_rows([])
    []
    """
    by_id = {incident.id: incident for incident in incidents}
    totals = sorted(
        (incident for incident in incidents if incident.parts),
        key=lambda incident: incident.id,
        reverse=True,
    )
    # Reversed, so that of several totals the one with the first id stays.
    part_of = {part: total.id for total in totals for part in total.parts if part != total.id}
    rows = []
    for incident in incidents:
        row = _incident_row(incident) | {"part_of": part_of.get(incident.id)}
        row["mentions"] = json_list(sorted((mentions or {}).get(incident.id, (incident.id,))))
        if incident.parts:
            parts = [by_id[part].killed for part in incident.parts if part in by_id]
            row["remainder_low"], row["remainder_high"] = remainder_of(incident.killed, parts)
        rows.append(row)
    return ordered(rows, "date_start", "date_last", "id")


def _incident_row(incident: Incident) -> Row:
    return {
        "id": incident.id,
        "scope": incident.scope.value,
        "date_start": incident.date and incident.date.start.isoformat(),
        "date_last": incident.date and incident.date.last.isoformat(),
        "date_prec": incident.date and incident.date.precision,
        "date_reason": incident.date_reason,
        "event_type": event_type_of(incident.event_type),
        "sub_event_type": incident.event_type,
        "weapon": incident.weapon,
        **_place_columns(incident),
        **_tally_columns("killed", incident.killed),
        **_tally_columns("wounded", incident.wounded),
        "n_claims": len(incident.claims),
        "n_reports": len(set(incident.report_ids)),
        "n_sources": incident.n_sources,
        "n_independent_sources": incident.n_independent,
        "grading": incident.grading.value,
        "strike_status": strike_status_of(incident),
        "conceded": json_list(
            {"party": one.party, "min": one.low, "max": one.high}
            for one in concessions_of(incident)
        ),
        "event_clarity": _AGGREGATE if incident.scope is Scope.TOTAL else _SINGLE,
        "time_precision": TIME_PRECISION.get(incident.date.precision) if incident.date else None,
        "disputed": json_list(incident.disputed),
        "actors": json_list(_actor(actor) for actor in incident.actors),
        "parts": json_list(incident.parts) if incident.parts else None,
        "report_ids": json_list(incident.report_ids),
        "span_start": incident.span.start,
        "span_end": incident.span.end,
        **_span_columns("date", incident.date_span),
        **_span_columns("type", incident.type_span),
    }


def _actor(actor: Actor) -> dict[str, str | int | None]:
    span = actor.span
    return {
        "name": actor.name,
        "role": actor.role,
        "report_id": span.report_id if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _span_columns(what: str, span: Span | None) -> Row:
    """Give where the words of a value stand: the incident may rest on several reports."""
    return {
        f"{what}_report_id": span and span.report_id,
        f"{what}_span_start": span and span.start,
        f"{what}_span_end": span and span.end,
    }


def _tally_columns(quantity: str, tally: Tally) -> Row:
    return {
        f"{quantity}_low": tally.low,
        f"{quantity}_best": tally.best,
        f"{quantity}_high": tally.high,
    }


def _place_columns(incident: Incident) -> Row:
    placed = [resolution for resolution in incident.places if resolution.place is not None]
    places = [resolution.place for resolution in placed if resolution.place is not None]
    precision = incident.precision
    if precision is None and placed:
        precision = max((r.precision for r in placed if r.precision is not None), default=None)
    radius = placed[0].radius_km if len(placed) == 1 else None
    ground = ground_of(places, precision=precision, radius_km=radius)
    reasons = dict.fromkeys(resolution.reason for resolution in incident.places)
    row: Row = {
        "place_as_written": _listed(r.toponym.surface for r in incident.places),
        "place_reason": "; ".join(reasons) or "no place is named for it",
        "where_prec": precision if ground else None,
        "geo_precision": GEO_PRECISION.get(precision or 0) if ground else None,
        "geometry": None,
    }
    if ground is None:
        return row
    return (
        row
        | _ground_columns(ground, places)
        | {"place_probability": min(float(resolution.probability) for resolution in placed)}
    )


def _ground_columns(ground: Ground, places: Sequence[Place]) -> Row:
    return {
        "place": _listed(place.name for place in places),
        # Several ids are joined as ACLED joins several values.
        "gazetteer_id": ";".join(dict.fromkeys(place.id for place in places)),
        "country": _shared(place.country for place in places),
        "admin1": _shared(
            place.name if place.feature == "ADM1" else place.admin1 for place in places
        ),
        "admin2": _shared(place.admin2 for place in places),
        "lat": float(ground.lat),
        "lon": float(ground.lon),
        "radius_km": float(ground.radius_km),
        "geometry": ground.shape,
    }


def _listed(names: Iterable[str]) -> str | None:
    """Join names as a reader would: "Homs", "Homs and Hama", "Homs, Hama and Idlib"."""
    different = [*dict.fromkeys(names)]
    if len(different) < 2:
        return different[0] if different else None
    return f"{', '.join(different[:-1])} and {different[-1]}"


def _shared(values: Iterable[str | None]) -> str | None:
    """Give the value if it is the same for all, else none."""
    different = set(values)
    return different.pop() if len(different) == 1 else None
