"""What a name was found to do in its sentence: its role, and why in words."""

from __future__ import annotations

from typing import NamedTuple

from geomap.vocabulary import EventPlace, ToponymRole, Victims

__all__ = ["LOCAL_PEOPLE", "Bearing"]

LOCAL_PEOPLE = (Victims.CIVILIANS, Victims.CHILDREN, Victims.WOMEN, Victims.MEN)


class Bearing(NamedTuple):
    """A toponym's role before it becomes one."""

    role: ToponymRole
    reason: str
    told: EventPlace | None = None
    # in which way it is the event's place
