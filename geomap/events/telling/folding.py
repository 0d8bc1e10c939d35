"""Folding accounts of one event: a lead and what it sums up, and what is told a second time."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.ground.containment import distance_km, is_area, lies_in, same_place
from geomap.events.ground.ground_shown import at_a_town
from geomap.events.telling.account import Account
from geomap.events.telling.passages import opened
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, DateMention, Place
from geomap.vocabulary import Quantity, Scope

__all__ = ["fold_leads", "fold_told_twice", "has_blow", "largest_count", "overlap"]

_UNSAID = "Attack"
# What a word that only says that somebody was attacked makes of an event.
_MANY = 5
# Dead whom two events of one report do not have by chance.
_DAYS_AFTER = 3
# Days in which the dead of an event are still counted.
_NEAR_KM = 80.0
# How far a town may be from the city that a report says it is near, before it is named.
_HARM = (Quantity.KILLED, Quantity.WOUNDED, Quantity.CASUALTIES)


def fold_leads(accounts: list[Account]) -> None:
    """Fold the opening summary into the event it sums up.

    A report opens with the province or country and names the village below. Where the next
    account lies inside the first one's area at the same time, they tell of one event.

    Parameters
    ----------
    accounts : list of Account
        The report's, in order; those folded are taken out.
    """
    if len(accounts) < 2 or not accounts[0].places or accounts[0].places[0].place is None:
        return
    lead, area = accounts[0], accounts[0].places[0].place
    inside = [
        account
        for account in accounts[1:]
        if account.places
        and not account.apart
        and (
            _lies_there(lead, account, area)
            if is_area(area)
            else _in_a_quarter(lead, account) or _beside_the_named(lead, account)
        )
        and (account.date is None or lead.date is None or overlap(account.date, lead.date))
    ]
    if not inside or _holds_each(lead, accounts, area):
        return
    if _counts_apart(lead, inside[0]) and not _beside_the_named(lead, inside[0]):
        return
    told = inside[0]
    lead.passages += [opened(told, area.name), *told.passages]
    lead.places = told.places if told.places[0].place is not None else lead.places
    lead.claims.extend(claim for claim in told.claims if claim not in lead.claims)
    lead.statements.extend(s for s in told.statements if s not in lead.statements)
    lead.triggers.extend(told.triggers)
    lead.later.extend(told.later)
    lead.actors.extend(told.actors)
    if lead.date is None or (told.date is not None and told.date.when.precision == 1):
        lead.date = told.date or lead.date
    accounts.remove(told)


def fold_told_twice(accounts: list[Account], text: str) -> None:
    """Fold what has no place and no blow of its own, and counts the dead of an event before it.

    "Thirteen were killed on Thursday in Oicha. … The hospital confirms that 13 bodies are in
    the morgue", below a sentence with another day.

    Parameters
    ----------
    accounts : list of Account
        The report's, in order; those folded are taken out.
    text : str
        The report's.
    """
    for account in list(accounts):
        number = largest_count(account.claims, Quantity.KILLED)
        if account.listed or number < _MANY or has_blow(account, text):
            continue
        told = [
            other
            for other in accounts[: accounts.index(account)]
            if other.places
            and largest_count(other.claims, Quantity.KILLED) == number
            and account.places in ([], other.places)
        ]
        if len(told) == 1 and _soon_after(told[0], account):
            told[0].claims.extend(claim for claim in account.claims if claim not in told[0].claims)
            told[0].statements.extend(account.statements)
            told[0].passages.extend(account.passages)
            accounts.remove(account)


def has_blow(account: Account, text: str) -> bool:
    """Tell whether an account has a word for what was done, and not only for what came of it.

    Parameters
    ----------
    account : Account
        One of the report.
    text : str
        The report's.

    Returns
    -------
    bool
        False where only "killed" and its like stand there.
    """
    outcomes = load_linking_words().outcomes
    return any(
        trigger.event_type != _UNSAID and trigger.span.of(text).lower() not in outcomes
        for trigger in (*account.triggers, *account.later)
    )


def overlap(one: DateMention, other: DateMention) -> bool:
    """Tell whether two dates share a day.

    Parameters
    ----------
    one, other : DateMention
        Dates of the report.

    Returns
    -------
    bool
        Whether they do.
    """
    return one.when.start < other.when.end and other.when.start < one.when.end


def largest_count(claims: Sequence[Claim], quantity: Quantity) -> int:
    """Give the largest number that claims on an event have of a quantity.

    Parameters
    ----------
    claims : sequence of Claim
        An account's.
    quantity : Quantity
        What is counted.

    Returns
    -------
    int
        0 where no event's figure is known.
    """
    return max(
        (c.count.best or 0 for c in claims if c.quantity is quantity and c.scope is Scope.EVENT),
        default=0,
    )


def _soon_after(first: Account, later: Account) -> bool:
    """Tell whether an account is of the days right after another's, or has no day."""
    if first.date is None or later.date is None:
        return True
    gap = (later.date.when.start - first.date.when.start).days
    return 0 <= gap <= _DAYS_AFTER


def _holds_each(lead: Account, accounts: Sequence[Account], area: Place) -> bool:
    """Tell whether a lead counts the dead of several towns in its area, and no fewer."""
    inside = [a for a in accounts if a is not lead and a.places and _lies_there(lead, a, area)]
    told = [number for a in inside if (number := largest_count(a.claims, Quantity.KILLED))]
    return len(told) > 1 and largest_count(lead.claims, Quantity.KILLED) >= sum(told)


def _lies_there(lead: Account, account: Account, area: Place) -> bool:
    """Tell whether an account's place lies in the lead's area, or may, and has its figures."""
    place = account.places[0].place
    if place is not None:
        # An unknown village is shown as the unit that it lies in, and a town may name its unit.
        same = account.places[0].stands_in or not any(c.quantity in _HARM for c in account.claims)
        return lies_in(place, area) or (same and same_place(place, area))
    figures = [{(c.quantity, c.count.best) for c in a.claims} for a in (lead, account)]
    return bool(figures[0]) and figures[0] == figures[1]


def _in_a_quarter(lead: Account, account: Account) -> bool:
    """Tell whether a headline only names the town in whose quarter it was."""
    named = account.places[0].toponym.container == lead.places[0].toponym.span
    return named and not any(claim.quantity in _HARM for claim in lead.claims)


def _beside_the_named(lead: Account, account: Account) -> bool:
    """Tell whether a report opens with "a town north of Baghdad", and names the town behind it."""
    here, there = lead.places[0], account.places[0]
    beside = here.place is not None and (here.precision == 2 or here.toponym.relation is not None)
    if not beside or here.place is None or there.place is None or is_area(there.place):
        return False
    counted = {claim.quantity for claim in lead.claims if claim.quantity in _HARM}
    again = {claim.quantity for claim in account.claims if claim.quantity in _HARM}
    near = distance_km(here.place, there.place) <= _NEAR_KM
    return near and not same_place(here.place, there.place) and not counted & again


def _counts_apart(lead: Account, told: Account) -> bool:
    """Tell whether "Sumy" was its town, or an unknown village: each has figures of its own."""
    place = lead.places[0]
    if place.place is None or (place.toponym.level is not None and not place.stands_in):
        return False
    town = at_a_town(place)
    figures = [
        {(c.quantity, c.count.best) for c in account.claims if c.quantity in _HARM}
        for account in (lead, told)
    ]
    return town and all(figures) and not figures[0] & figures[1]
