"""Where an event was that its own sentences do not place: "here", or at the teller's."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.ground.containment import is_area, is_broad
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.account import Account
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claimant, Resolution
from geomap.vocabulary import ClaimantKind, EventPlace, ToponymRole

__all__ = ["reached", "tellers_town", "where_filed"]

_LOCAL = (
    ClaimantKind.POLICE,
    ClaimantKind.HOSPITAL,
    ClaimantKind.CIVIL_DEFENCE,
    ClaimantKind.WITNESS,
)
# They tell of what happened where they are, as those do who govern a town.


def where_filed(account: Account, placed: Sequence[Resolution], text: str) -> list[Resolution]:
    """Give the town of the dateline where a sentence says "here": "a grenade killed two here".

    Parameters
    ----------
    account : Account
        What is told without a place.
    placed : sequence of Resolution
        The report's names as they can be shown.
    text : str
        The report's.

    Returns
    -------
    list of Resolution
        One, or none.
    """
    if load_linking_words().here.search(account.sentence.of(text).lower()) is None:
        return []
    return [
        r
        for r in placed
        if r.toponym.role is ToponymRole.DATELINE and r.place is not None and not is_broad(r.place)
    ][:1]


def tellers_town(account: Account, placed: Sequence[Resolution]) -> list[Resolution]:
    """Give the town whose police or hospital tells of an event without a place.

    Parameters
    ----------
    account : Account
        What is told without a place.
    placed : sequence of Resolution
        The report's names as they can be shown.

    Returns
    -------
    list of Resolution
        One, or none.
    """
    spans = [
        claim.claimant.span
        for claim in account.claims
        if claim.claimant.span is not None and _is_there(claim.claimant)
    ]
    found = [
        r
        for r in placed
        if r.place is not None
        and (not is_broad(r.place) or at_a_town(r))
        and r.toponym.role in (ToponymRole.CLAIMANT, ToponymRole.METONYM)
        and any(span.covers(r.toponym.span) for span in spans)
    ]
    return found[:1]


def _is_there(claimant: Claimant) -> bool:
    """Tell whether a claimant tells of what happened where they are."""
    local = load_linking_words().local_offices.search(claimant.name.lower())
    return claimant.kind in _LOCAL or local is not None


def reached(placed: Sequence[Resolution]) -> list[Resolution]:
    """Give the one town that people of a report without another went to because of it.

    "Indonesia has sent 200 more policemen to Poso after the bombing in which one was killed."

    Parameters
    ----------
    placed : sequence of Resolution
        The report's names as they can be shown.

    Returns
    -------
    list of Resolution
        One, or none where several are reached.
    """
    towns = [
        r
        for r in placed
        if r.place is not None
        and r.toponym.told is EventPlace.REACHED
        and (not is_area(r.place) or at_a_town(r))
    ]
    return towns[:1] if len({r.place.id for r in towns if r.place}) == 1 else []
