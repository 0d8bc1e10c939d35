"""Sentences that go on about an event though they name another place.

"Quds News suggests that two others were killed after the attack in Zaytoun": the attack is
the one told before, and its place has one more name. What a person is called, "Batoul", is
taken for a place too, and a country in passing, "his son in Germany".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.events.figures.counting import names_people
from geomap.events.ground.containment import distance_km, is_area
from geomap.events.telling.account import Account
from geomap.events.telling.tellings import Telling
from geomap.events.terms.hours import hours_in
from geomap.events.terms.linking_words import LinkingWords, load_linking_words
from geomap.model import Claim, DateMention, Resolution, Trigger
from geomap.vocabulary import Stance

__all__ = [
    "another_hour",
    "goes_on",
    "gone_on_with",
    "points_back",
    "same_spot",
    "says_nobody",
    "tells_again",
]

_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|these|those|its)(?:\s+(?!an?\b|and\b)[\w’'-]+){0,2}\s+$", re.IGNORECASE
)
_AT_ONCE = re.compile(
    r"^\s*(?:in|on|at|of|near|against|that|which|outside|inside)\b", re.IGNORECASE
)
_BARE = re.compile(r"^\W*(?:the|a)\s+")
# Before "second", which alone means one more blow.
_NEAR_KM = 30.0
# How far from one another two names of one town may be put.
_PART_OF_TOWN = "neighbourhood"
# The level of a quarter, which bears a name that villages have, too.
_DISTRICT = "district"
_HOURS, _HALF_A_DAY = 6, 2
# Parts of a day, and how many of them two attacks lie apart that are not one.
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
    if telling.fresh or telling.starts_line or not account.claims:
        return False
    dated = telling.date is not None and account.date is not None
    if dated and telling.date is not None and not _same_days(telling.date, account.date):
        return False
    if not telling.claims and any(s.stance is Stance.DENIED for s in telling.statements):
        # "Armenia denied that the forces of Karabakh had fired": nothing new is told of there.
        return True
    counted = [claim for claim in telling.claims if not names_people(claim)]
    anew = [claim for claim in counted if not _told(claim, account)]
    if points_back(telling, words):
        return all(_could_be_one(place, account) for place in telling.places) or not anew
    return tells_again(telling, account)


def tells_again(telling: Telling, account: Account) -> bool:
    """Tell whether a sentence counts what an event has, at a place named in passing."""
    dated = telling.date is not None and account.date is not None
    if telling.fresh or telling.starts_line or dated or not account.claims:
        return False
    nobody = all(claim.count.high == 0 for claim in account.claims)
    if nobody and any(claim.count.high != 0 for claim in telling.claims):
        return False
    counted = [claim for claim in telling.claims if not names_people(claim)]
    return all(_told(claim, account) for claim in counted) and all(
        _passing(place, account) or (not telling.claims and _is_quarter(place, account))
        for place in telling.places
    )


def gone_on_with(telling: Telling, current: Account, accounts: Sequence[Account]) -> Account | None:
    """Find the event that a sentence tells of under another name: the last, else its number's.

    Parameters
    ----------
    telling : Telling
        The sentence.
    current : Account
        The event told before.
    accounts : sequence of Account
        All of the report so far.

    Returns
    -------
    Account or None
        None where it tells of an event of its own.
    """
    if goes_on(telling, current):
        return current
    if not any(claim.count.best and not names_people(claim) for claim in telling.claims):
        return None
    before = (account for account in reversed(accounts) if account is not current)
    return next((a for a in before if tells_again(telling, a)), None)


def another_hour(telling: Telling, account: Account, words: LinkingWords | None = None) -> bool:
    """Tell whether a sentence tells of another attack on the same place, hours later or before.

    "In the evening a second raid struck the hospital and killed three nurses."

    Parameters
    ----------
    telling : Telling
        The sentence.
    account : Account
        The event told before.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        False where it brings the toll up to date, points back, or counts nobody anew.
    """
    known = words or load_linking_words()
    lower = telling.text.lower()
    attacks = _attacks(telling, known) or known.in_turn.match(_BARE.sub("", lower)) is not None
    anew = any(not _told(claim, account) or names_people(claim) for claim in telling.claims)
    if not attacks or not anew or known.updates.search(lower) or points_back(telling, known):
        return False
    apart = [
        min(abs(here - there), _HOURS - abs(here - there))
        for here in hours_in(telling.text, known)
        for there in account.hours
    ]
    return bool(apart) and min(apart) >= _HALF_A_DAY


def says_nobody(telling: Telling, account: Account, words: LinkingWords | None = None) -> bool:
    """Tell whether a sentence only says that nobody was hurt in the event told before.

    "Nobody was killed, a paramedic at the hospital of Tyre confirmed."

    Parameters
    ----------
    telling : Telling
        The sentence.
    account : Account
        The event told before.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        False where it has an attack of its own, or turns to something else.
    """
    if telling.fresh or telling.starts_line or not telling.claims or not account.claims:
        return False
    if telling.date is not None and account.date is not None:
        if telling.places and not _same_days(telling.date, account.date):
            return False
    return all(claim.count.high == 0 for claim in telling.claims) and not _attacks(
        telling, words or load_linking_words()
    )


def same_spot(text: str, words: LinkingWords | None = None) -> bool:
    """Tell whether a sentence names the place told before without its name.

    Parameters
    ----------
    text : str
        The sentence.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        Whether a phrase means that place.

    Examples
    --------
    >>> same_spot("On the same day, in the same town, two women were hurt.")
    True
    """
    return (words or load_linking_words()).same_spot.search(text.lower()) is not None


def _attacks(telling: Telling, words: LinkingWords) -> bool:
    """Tell whether a sentence has a word for what was done, and not only for what came of it."""
    return any(
        _words_of(trigger, telling).lower() not in words.outcomes for trigger in telling.triggers
    )


def _words_of(trigger: Trigger, telling: Telling) -> str:
    start = telling.span.start
    return telling.text[trigger.span.start - start : trigger.span.end - start]


def _same_days(one: DateMention, other: DateMention | None) -> bool:
    if other is None:
        return False
    return one.when.start < other.when.end and other.when.start < one.when.end


def _told(claim: Claim, account: Account) -> bool:
    if claim.count.best is None:
        return True
    return any(
        (known.quantity, known.count.best) == (claim.quantity, claim.count.best)
        for known in account.claims
    )


def points_back(telling: Telling, words: LinkingWords | None = None) -> bool:
    """Find "the strike", "these attacks", "the victims", not "the strike on Saraqib".

    Parameters
    ----------
    telling : Telling
        The sentence.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        True where a word for an event or its victims means those told of before.
    """
    words = words or load_linking_words()
    for noun in words.happenings.finditer(telling.text.lower()):
        before = _POINTS_BACK.search(telling.text[: noun.start()])
        # "in the evening shelling began" points to no shelling.
        if before is None or hours_in(before[0], words) or _joins(before[0], noun[0], words):
            continue
        if words.in_turn.search(before[0].lower()) or words.times.search(before[0].lower()):
            continue
        if noun[0] in words.outcomes & words.many and not _counts_them(before[0], words):
            # "the army killed four" points to nobody, "the four killed" does
            continue
        behind = telling.text[noun.end() :]
        if not (_AT_ONCE.match(behind) and _named_next(telling, noun.end())):
            return True
    return False


def _counts_them(before: str, words: LinkingWords) -> bool:
    """Tell whether only numbers stand between "the" and a word for victims."""
    return all(word in words.numbers or word.isdecimal() for word in before.lower().split()[1:])


def _joins(before: str, noun: str, words: LinkingWords) -> bool:
    """Tell whether "that" opens a clause: "said that jets", not "that raid"."""
    return before.lower().startswith("that") and (noun.endswith("s") or noun in words.many)


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
    if here is None or resolution.toponym.level == _PART_OF_TOWN:
        return True
    known = [there.place for there in account.places if there.place is not None]
    return bool(known) and here.feature.startswith("PCL") and not all(map(is_area, known))


def _is_quarter(resolution: Resolution, account: Account) -> bool:
    """Read "in the Dniprovskyi district" of the town named before, and no village elsewhere."""
    here, said = resolution.place, resolution.toponym
    village = here is not None and here.feature.startswith("PPL")
    known = [there.place for there in account.places if there.place is not None]
    inside = said.level == _DISTRICT and said.container is None
    return village and inside and any(not p.feature.startswith("PCL") for p in known)
