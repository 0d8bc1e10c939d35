"""The format of reconciled bundles: many reports in, their incidents out, one line each.

Fixed by ``reconciliation.schema.json`` and stable from version 1 on: fields are only ever
added. ``reports`` of an incident are positions in the bundle's list of reports; an absent
number is ``null``; ``date_end`` is the last day, inclusive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from geomap.events.figures.concessions import concessions_of, strike_status_of
from geomap.events.figures.sums import sum_of
from geomap.events.tables.incident_rows import remainder_of
from geomap.model import Claim, Incident, Statement, Toponym
from geomap.stretches import Span
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["reconciliation_error", "reconciliation_line", "reconciliation_schema"]

_PEACEFUL = frozenset(
    {
        "Agreement",
        "Change to group/activity",
        "Headquarters or base established",
        "Non-violent transfer of territory",
        "Peaceful protest",
        "Protest with intervention",
    }
)


def reconciliation_schema() -> dict[str, Any]:
    """Give the JSON Schema of a line.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12.

    Examples
    --------
    >>> reconciliation_schema()["title"]
    'The incidents of one bundle of reports'
    """
    path = files("geomap.events.exchange") / "reconciliation.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def reconciliation_line(
    identifier: str,
    incidents: Sequence[Incident],
    positions: Mapping[str, Sequence[int]],
    *,
    names: Mapping[Span, str] | None = None,
    errors: Sequence[str] = (),
) -> dict[str, Any]:
    """Turn the reconciled incidents of a bundle into a line.

    Parameters
    ----------
    identifier : str
        The bundle's id.
    incidents : sequence of Incident
        Its incidents and totals.
    positions : mapping of str to sequence of int
        Report id to where that report stands in the bundle; copies share an id.
    names : mapping of Span to str, optional
        The towns and units that the reports name, by their spans: with them a place is named
        with the one that its report puts it in, "Bir Basha, Taiz".
    errors : sequence of str
        What could not be done, in words.

    Returns
    -------
    dict
        Keys ``id``, ``incidents``, ``peaceful`` (what was told of without harm, and meant
        none), ``totals``, ``total_killed_min``, ``total_killed_max``, ``errors``.

    Examples
    --------
    >>> reconciliation_line("b1", [], {})["incidents"]
    []
    """
    told = [incident for incident in incidents if incident.scope is not Scope.TOTAL]
    events = [incident for incident in told if not _is_peaceful(incident)]
    order = {incident.id: number for number, incident in enumerate(events)}
    killed = sum_of(incidents, Quantity.KILLED)
    return {
        "id": identifier,
        "incidents": [_told(incident, positions, names or {}) for incident in events],
        "peaceful": [
            _told(incident, positions, names or {}) for incident in told if _is_peaceful(incident)
        ],
        "totals": [
            _told(total, positions, names or {}) | _holds(total, events, order)
            for total in incidents
            if total.scope is Scope.TOTAL
        ],
        "total_killed_min": killed.low,
        "total_killed_max": killed.high,
        "errors": list(errors),
    }


def reconciliation_error(identifier: str | None, message: str, line: int) -> dict[str, Any]:
    """Give the line for a bundle that could not be read.

    Parameters
    ----------
    identifier : str or None
        The bundle's id where it could be told.
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
    >>> reconciliation_error(None, "no JSON", 3)["errors"]
    ['line 3: no JSON']
    """
    return {
        "id": identifier,
        "incidents": [],
        "peaceful": [],
        "totals": [],
        "total_killed_min": None,
        "total_killed_max": None,
        "errors": [f"line {line}: {message}"],
    }


def _is_peaceful(incident: Incident) -> bool:
    """Tell whether nobody is said to be harmed by what harms nobody: a march, an agreement."""
    return incident.event_type in _PEACEFUL and not incident.claims


def _told(
    incident: Incident, positions: Mapping[str, Sequence[int]], names: Mapping[Span, str]
) -> dict[str, Any]:
    first = incident.places[0].place if incident.places else None
    date = incident.date
    reports = {number for report in incident.report_ids for number in positions[report]}
    return {
        "place": _name(incident, names),
        "lat": round(first.lat, 6) if first else None,
        "lon": round(first.lon, 6) if first else None,
        "where_prec": incident.precision,
        "date": date.start.isoformat() if date else None,
        "date_end": date.last.isoformat() if date else None,
        "date_precision": date.precision if date else None,
        "event_type": incident.event_type,
        "killed_min": incident.killed.low,
        "killed_max": incident.killed.high,
        "killed_best": incident.killed.best,
        "injured_min": incident.wounded.low,
        "injured_max": incident.wounded.high,
        "n_sources": incident.n_sources,
        "n_independent_sources": incident.n_independent,
        "grading": incident.grading.value,
        "strike_status": strike_status_of(incident),
        "conceded": [
            {"party": one.party, "min": one.low, "max": one.high}
            for one in concessions_of(incident)
        ],
        "denied_by": _denied_by(incident),
        "reports": sorted(reports),
    }


def _name(incident: Incident, names: Mapping[Span, str]) -> str | None:
    """Name the ground as the reports do: to other programs a spelling they can find again."""
    told = dict.fromkeys(_address(resolution.toponym, names) for resolution in incident.places)
    return " and ".join(told) or None


def _address(toponym: Toponym, names: Mapping[Span, str]) -> str:
    container = None if toponym.container is None else names.get(toponym.container)
    return toponym.surface if container is None else f"{toponym.surface}, {container}"


def _denied_by(incident: Incident) -> list[str]:
    """List who denies the event, its author, its targets or its dead."""
    said: list[Statement | Claim] = [*incident.statements, *incident.claims]
    return sorted({s.claimant.name for s in said if s.stance is Stance.DENIED})


def _holds(total: Incident, events: Sequence[Incident], order: Mapping[str, int]) -> dict[str, Any]:
    parts = [event.killed for event in events if event.id in total.parts]
    low, high = remainder_of(total.killed, parts)
    return {
        "incidents": sorted(order[part] for part in total.parts if part in order),
        "remainder_min": low,
        "remainder_max": high,
    }
