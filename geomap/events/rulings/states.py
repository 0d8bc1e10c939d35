"""What is known of an incident, field by field, as text: what histories and people compare."""

from __future__ import annotations

from collections.abc import Mapping

from geomap.model import Incident, Tally

__all__ = ["FIELDS", "State", "figure", "state_of"]

FIELDS = ("killed", "wounded", "date", "place", "type", "grading")
# The fields whose changes are kept.

State = Mapping[str, str | None]


def figure(tally: Tally) -> str | None:
    """Write a figure as low/best/high, a question mark for what is unknown or open.

    Examples
    --------
    >>> figure(Tally(low=20, best=22)), figure(Tally())
    ('20/22/?', None)
    """
    ends = (tally.low, tally.best, tally.high)
    if ends == (None, None, None):
        return None
    return "/".join("?" if end is None else str(end) for end in ends)


def state_of(incident: Incident) -> State:
    """Write down what is known of an incident, field by field.

    Parameters
    ----------
    incident : Incident
        The incident.

    Returns
    -------
    mapping of str to str or None
        `FIELDS`, each as text; None is unknown.
    """
    date = incident.date
    placed = [resolution.place for resolution in incident.places if resolution.place is not None]
    places = dict.fromkeys(f"{place.name} ({place.id})" for place in placed)
    days = None
    if date is not None:
        last = "" if date.last == date.start else f" to {date.last.isoformat()}"
        days = f"{date.start.isoformat()}{last}"
    return {
        "killed": figure(incident.killed),
        "wounded": figure(incident.wounded),
        "date": days,
        "place": ", ".join(places) or None,
        "type": incident.event_type,
        "grading": incident.grading.value,
    }
