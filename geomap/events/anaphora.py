"""Sentences that go on about an event though they name another place.

"Quds News suggests that two others were killed after the attack in Zaytoun": the attack is
the one told before, and its place has one more name. What a person is called, "Batoul", is
taken for a place too, and a country in passing, "his son in Germany".
"""

from __future__ import annotations

import re

from geomap.events.account import Account
from geomap.events.containment import distance_km, is_area
from geomap.events.counting import names_people
from geomap.events.linking_words import LinkingWords, load_linking_words
from geomap.events.tellings import Telling
from geomap.model import Claim, Resolution

__all__ = ["goes_on"]

_POINTS_BACK = re.compile(r"\b(?:the|this|that|these|those|its)(?:\s+[\w’'-]+){0,2}\s+$", re.I)
_AT_ONCE = re.compile(r"^\s*(?:in|on|at|of|near|against|that|which|outside|inside)\b", re.I)
_NEAR_KM = 30.0
# How far from one another two names of one town may be put.
_NEXT = 12
# Characters behind a word within which a name is its own: "the strike on Saraqib".


def goes_on(telling: Telling, account: Account, words: LinkingWords | None = None) -> bool:
    """Tell whether a sentence about another place still tells of the event before.

    Parameters
    ----------
    telling : Telling
        The sentence; its places are not the account's.
    account : Account
        The event told before.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        False where it turns to something else, has a day of its own, or has a count that is
        at odds with the event's.
    """
    if telling.fresh or telling.starts_line or telling.date is not None or not account.claims:
        return False
    counted = [claim for claim in telling.claims if not names_people(claim)]
    anew = [claim for claim in counted if not _told(claim, account)]
    if _points_back(telling, words or load_linking_words()):
        return all(_could_be_one(place, account) for place in telling.places) or not anew
    return not anew and all(_passing(place, account) for place in telling.places)


def _told(claim: Claim, account: Account) -> bool:
    if claim.count.best is None:
        return True
    return any(
        (known.quantity, known.count.best) == (claim.quantity, claim.count.best)
        for known in account.claims
    )


def _points_back(telling: Telling, words: LinkingWords) -> bool:
    """Find "the strike", "these attacks", "the victims", not "the strike on Saraqib"."""
    for noun in words.happenings.finditer(telling.text.lower()):
        if not _POINTS_BACK.search(telling.text[: noun.start()]):
            continue
        behind = telling.text[noun.end() :]
        if not (_AT_ONCE.match(behind) and _named_next(telling, noun.end())):
            return True
    return False


def _named_next(telling: Telling, at: int) -> bool:
    """Tell whether the place of a sentence stands right behind a word: "the strike on Saraqib"."""
    starts = (place.toponym.span.start - telling.span.start - at for place in telling.places)
    return any(0 <= start < _NEXT for start in starts)


def _could_be_one(resolution: Resolution, account: Account) -> bool:
    """Tell whether a place may be another name of the account's, or a wrong guess at it."""
    if _passing(resolution, account):
        return True
    here = resolution.place
    known = [there.place for there in account.places if there.place is not None]
    return here is not None and any(distance_km(here, there) <= _NEAR_KM for there in known)


def _passing(resolution: Resolution, account: Account) -> bool:
    """Tell whether a name says too little of a place to open another event there."""
    here = resolution.place
    if here is None:
        return True
    known = [there.place for there in account.places if there.place is not None]
    return bool(known) and here.feature.startswith("PCL") and not all(map(is_area, known))
