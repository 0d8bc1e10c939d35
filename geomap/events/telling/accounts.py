"""Opening what a report tells of an event, and going on with it sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from geomap.events.telling.account import Account
from geomap.events.telling.passages import passage_of
from geomap.events.telling.tellings import Telling
from geomap.events.telling.updates import another_blow, several_blows
from geomap.events.terms.hours import hours_in
from geomap.model import Claim, DateMention, Resolution, Statement

__all__ = ["go_on", "open_account"]

_Told = TypeVar("_Told", Claim, Statement)


def open_account(
    telling: Telling,
    accounts: list[Account],
    places: Sequence[Resolution],
    section: DateMention | None,
) -> Account:
    """Open the account of an event with the sentence that tells of it first.

    Parameters
    ----------
    telling : Telling
        The sentence.
    accounts : list of Account
        Those of the report; the new one is added.
    places : sequence of Resolution
        Where it was.
    section : DateMention or None
        The day of the heading above, for a sentence without one.

    Returns
    -------
    Account
        The new one.
    """
    account = Account(sentence=telling.span, places=list(places))
    account.date = telling.date or section
    account.claims.extend(telling.claims)
    account.triggers.extend(telling.triggers)
    account.actors.extend(telling.actors)
    account.statements.extend(telling.statements)
    account.hours = hours_in(telling.text)
    account.apart = telling.fresh and not telling.starts_line
    account.several = several_blows(telling.text, telling.triggers, telling.span.start)
    accounts.append(account)
    return account


def _new(told: Sequence[_Told], known: Sequence[_Told]) -> list[_Told]:
    """Give what an account has not got from the same sentence, which is the last it heard."""
    last = known[-len(told) :] if told else ()
    return [one for one in told if one not in last]


def go_on(account: Account, telling: Telling) -> None:
    """Add a further sentence to an event's account.

    Parameters
    ----------
    account : Account
        What was told of the event before; changed in place.
    telling : Telling
        The sentence.
    """
    account.sentences += 1
    if telling.claims and telling.span != account.sentence:
        account.passages.append(passage_of(telling, account))
    if account.claims and not account.several and another_blow(telling.text):
        telling = replace(telling, claims=tuple(replace(c, adds=True) for c in telling.claims))
    account.several |= several_blows(telling.text, telling.triggers, telling.span.start)
    account.claims.extend(_new(telling.claims, account.claims))
    # Deaths that nobody counts bring no word for what happened: "caused additional deaths".
    told = any(c.count.best is not None or not account.triggers for c in telling.claims)
    own = account.triggers if told or telling.places else account.later
    own.extend(telling.triggers)
    if telling.claims:
        account.hours |= hours_in(telling.text)
    account.actors.extend(telling.actors)
    account.statements.extend(_new(telling.statements, account.statements))
    if account.date is None and (telling.claims or telling.places):
        account.date = telling.date
