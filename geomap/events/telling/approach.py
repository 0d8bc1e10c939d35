"""Sentences that only say where those who did it came to, joined to what they did there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.telling.tellings import Telling
from geomap.vocabulary import EventPlace

__all__ = ["approached"]


def approached(tellings: Sequence[Telling]) -> list[Telling]:
    """Give a count without a place the place of the approach right before it.

    Parameters
    ----------
    tellings : sequence of Telling
        A report's, in order of the text.

    Returns
    -------
    list of Telling
        "Fighters entered an outpost in Imam Sahib on Tuesday. Eight died": one, with the place
        and the day of the first. All others as they are.
    """
    told: list[Telling] = []
    before: Telling | None = None
    for telling in tellings:
        if before is not None and telling.claims and not telling.places:
            told[-1] = replace(
                telling,
                places=before.places,
                date=telling.date or before.date,
                days=telling.days or before.days,
                fresh=True,
            )
        else:
            told.append(telling)
        before = told[-1] if _is_approach(told[-1]) else None
    return told


def _is_approach(telling: Telling) -> bool:
    only = {place.toponym.told for place in telling.places} == {EventPlace.APPROACH}
    return only and not (telling.claims or telling.totals or telling.triggers)
