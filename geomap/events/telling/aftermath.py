"""Sentences that open no event of their own, or one that a sum before them counts."""

from __future__ import annotations

from geomap.events.telling.account import Account
from geomap.events.telling.tellings import Telling
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Reading
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["comes_of_recalled", "counts_with_sum", "is_refuted", "never_was", "tells_of_sum"]

_NEXT = 3
# Characters from a sum's sentence to the one that gives its parts.
_BETWEEN = 3
# Words between "there was no" and the event.


def comes_of_recalled(telling: Telling, reading: Reading) -> bool:
    """Tell whether arrests came of an event that the report, or the sentence, only recalls.

    "A week after the attack on A, in which nine were killed, … Police have made five arrests."

    Parameters
    ----------
    telling : Telling
        A sentence before which the report told of no event.
    reading : Reading
        The report's reading.

    Returns
    -------
    bool
        Whether it tells of no event of its own.
    """
    arrests = telling.claims and all(c.quantity is Quantity.CAPTURED for c in telling.claims)
    recalled = [c for c in reading.claims if c.scope is Scope.BACKGROUND]
    before = any(claim.span.end <= telling.span.start for claim in recalled)
    # "was captured on Tuesday in connection with the killing of a priest in A in June"
    past = load_linking_words().of_a_month.search(telling.text.lower())
    beside = bool(past) and any(claim.sentence == telling.span for claim in recalled)
    return bool(arrests) and (beside or (before and not telling.places))


def never_was(telling: Telling) -> bool:
    """Tell whether a sentence only says that there was no such event: "there was no massacre".

    Parameters
    ----------
    telling : Telling
        A sentence before which the report told of no event.

    Returns
    -------
    bool
        False where it counts anybody.
    """
    known, lower = load_linking_words(), telling.text.lower()
    none = known.never_was.search(lower)
    if none is None or any(claim.count.high != 0 for claim in telling.claims):
        return False
    event = known.never_what.search(lower, none.end())
    return event is not None and len(lower[none.end() : event.start()].split()) < _BETWEEN


def is_refuted(telling: Telling) -> bool:
    """Tell whether a sentence passes on a story that somebody calls none: "he called it baseless".

    Parameters
    ----------
    telling : Telling
        The sentence.

    Returns
    -------
    bool
        False where it counts anybody for whom that is not said.
    """
    denied = telling.claims and all(claim.stance is Stance.DENIED for claim in telling.claims)
    return bool(denied) and load_linking_words().refuted.search(telling.text.lower()) is not None


def tells_of_sum(telling: Telling, total: Account) -> bool:
    """Tell whether a sentence gives parts of the sum just before it: "Of these, 12 died in A".

    Parameters
    ----------
    telling : Telling
        The sentence.
    total : Account
        The last sum told before it.

    Returns
    -------
    bool
        Whether its figures are some of those.
    """
    follows = 0 <= telling.span.start - total.sentence.end <= _NEXT
    return follows and load_linking_words().of_them.search(telling.text.lower()) is not None


def counts_with_sum(telling: Telling, total: Account) -> bool:
    """Tell whether a sentence only counts further people of the sum just before it.

    "Bombs killed 21 people in three towns. About 70 were wounded."

    Parameters
    ----------
    telling : Telling
        The sentence.
    total : Account
        The last sum told before it.

    Returns
    -------
    bool
        False where it names a place, turns to another event, or counts what the sum counts.
    """
    if telling.places or telling.fresh or telling.totals or not telling.claims:
        return False
    counted = {claim.quantity for claim in total.claims}
    return all(
        claim.scope is Scope.EVENT and claim.quantity not in counted for claim in telling.claims
    )
