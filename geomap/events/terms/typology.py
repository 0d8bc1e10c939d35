"""ACLED's typology: which event type a sub-event type belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geomap.errors import SchemaError

__all__ = ["SUB_EVENT_TYPES", "event_type_of"]

SUB_EVENT_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""ACLED's exact strings: event type to its sub-event types."""


def event_type_of(sub_event_type: str) -> str:
    """Give the event type of a sub-event type.

    Parameters
    ----------
    sub_event_type : str
        ACLED's exact string.

    Returns
    -------
    str
        ACLED's exact string one level up.

    Raises
    ------
    SchemaError
        When ACLED knows no such sub-event type.

    Examples
    --------
    >>> event_type_of("Air/drone strike")
    'Explosions/Remote violence'
    """
    for event_type, sub_event_types in SUB_EVENT_TYPES.items():
        if sub_event_type in sub_event_types:
            return event_type
    known = ", ".join(name for names in SUB_EVENT_TYPES.values() for name in names)
    raise SchemaError(
        f"{sub_event_type!r} is not a sub-event type of ACLED; it should be one of {known}"
    )
