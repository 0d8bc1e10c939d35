"""Why a later sentence of a report goes on with an event: points and a reason for each.

The points are of the same kind as those between two reports (`comparison`) and add up from the
same start: the place, the day, words that point back, and the count. They do not decide: that a
sentence goes on is what the report's own order says (`link`); they tell how sure it is.
"""

from __future__ import annotations

from geomap.events.ground.containment import lies_in, same_place
from geomap.events.likeness.comparison import PRIOR, same_number
from geomap.events.telling.account import Account
from geomap.events.telling.anaphora import points_back
from geomap.events.telling.tellings import Telling
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Passage, Resolution

__all__ = ["opened", "passage_of", "summed_up"]

_REMEMBERED = 40


def passage_of(telling: Telling, account: Account) -> Passage:
    """Weigh a sentence that goes on with an event.

    Parameters
    ----------
    telling : Telling
        The sentence.
    account : Account
        The event as told before it.

    Returns
    -------
    Passage
        With the points of place, day, words and counts.
    """
    points, reasons = PRIOR, []
    for own, reason in (
        _place(telling, account),
        _day(telling, account),
        _words(telling),
        _count(telling, account),
    ):
        points += own
        if reason:
            reasons.append(f"{reason} ({own:+.1f})")
    return Passage(span=telling.span, points=round(points, 3), reason="; ".join(reasons))


def opened(account: Account, area: str) -> Passage:
    """Say that a report opens with an area and goes on with the place in it.

    Parameters
    ----------
    account : Account
        What was told of the place.
    area : str
        The area that the opening names.

    Returns
    -------
    Passage
        Of the account's first sentence.
    """
    points = PRIOR + 1.3 + 1.5
    reason = f"the opening names {area}, in which it lies (+1.3); no other day (+1.5)"
    return Passage(span=account.sentence, points=round(points, 3), reason=reason)


def summed_up(account: Account) -> Passage:
    """Say that a sum is of the only event that its report tells of.

    Parameters
    ----------
    account : Account
        The sentence with the sum.

    Returns
    -------
    Passage
        Of that sentence.
    """
    reason = "a sum, and the report tells of one event only (+3.0)"
    return Passage(span=account.sentence, points=round(PRIOR + 3.0, 3), reason=reason)


def _place(telling: Telling, account: Account) -> tuple[float, str]:
    if not telling.places:
        return 1.6, "no other place is named"
    if not account.places:
        return 1.0, f"'{_name(telling.places[0])}', the first place named for it"
    for here in telling.places[:_REMEMBERED]:
        for there in account.places[:_REMEMBERED]:
            if _name(here).casefold() == _name(there).casefold():
                return 2.4, f"'{_name(here)}' again"
            if here.place is None or there.place is None:
                continue
            if same_place(here.place, there.place):
                return 2.4, f"'{_name(here)}' is {there.place.name} again"
            if lies_in(here.place, there.place) or lies_in(there.place, here.place):
                return 1.3, f"{here.place.name} and {there.place.name} lie one in the other"
    return 0.3, f"'{_name(telling.places[0])}' in passing"


def _name(resolution: Resolution) -> str:
    return resolution.toponym.surface


def _day(telling: Telling, account: Account) -> tuple[float, str]:
    if telling.date is None or account.date is None:
        return 1.0, "no other day"
    one, other = telling.date.when, account.date.when
    if one.start < other.end and other.start < one.end:
        return 1.5, "the same day"
    return -1.0, "another day"


def _words(telling: Telling) -> tuple[float, str]:
    words = load_linking_words()
    if telling.fresh:
        return -1.5, "it turns to something else"
    if points_back(telling, words):
        return 1.0, "it points back to an event"
    if words.updates.search(telling.text.lower()):
        return 0.5, "it brings a count up to date"
    return 0.0, ""


def _count(telling: Telling, account: Account) -> tuple[float, str]:
    # The last ones only: an event may have thousands.
    told = {(claim.quantity, claim.count.best) for claim in account.claims[-_REMEMBERED:]}
    again = [
        claim.count.best
        for claim in telling.claims
        if claim.count.best and (claim.quantity, claim.count.best) in told
    ]
    return (same_number(max(again)), f"{max(again)} again") if again else (0.0, "")
