"""Trigger + place + date + claims → the events of one report.

One incident a happening, not a sentence: a sentence that names no new place goes on telling
of the same event; one that names another place, or says "elsewhere", starts a new one. A
figure over several places is a total (UCDP GED: event clarity 2) and no incident of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.ground.containment import lies_in, named_alike, same_place, same_unit
from geomap.events.telling.account import Account
from geomap.events.telling.accounts import go_on, open_account
from geomap.events.telling.aftermath import (
    comes_of_recalled,
    counts_with_sum,
    is_refuted,
    never_was,
    tells_of_sum,
)
from geomap.events.telling.anaphora import (
    another_hour,
    gone_on_with,
    points_back,
    same_spot,
    says_nobody,
)
from geomap.events.telling.apart import told_apart
from geomap.events.telling.approach import approached
from geomap.events.telling.assembly import PLAIN_WEIGHT, incident_of, main_trigger, total_of
from geomap.events.telling.common_statements import with_common_statements
from geomap.events.telling.days_apart import finer_dated, over_days
from geomap.events.telling.entries import (
    closes_list,
    is_dated,
    is_dateline,
    opens_with_day,
    says_nothing,
    tells_itself,
    tells_only_day,
)
from geomap.events.telling.folding import overlap
from geomap.events.telling.remainders import rests_of_sum, takes_part_out
from geomap.events.telling.settling import fold_totals, part_sums, settle, without_headline
from geomap.events.telling.tellings import Telling, heading_date, tellings_of
from geomap.events.telling.updates import another_blow
from geomap.events.telling.whereabouts import (
    from_elsewhere,
    grounds_of,
    inside,
    lies_finer,
    not_recalled,
    of_its_own,
    only_passing,
)
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import DateMention, Incident, Reading, Resolution, Trigger
from geomap.vocabulary import EventPlace, Scope

__all__ = ["link"]

_FROM_THE_AIR = "Air/drone strike"
_GOING_ON = (_FROM_THE_AIR, "Shelling/artillery/missile attack")
# What hits one place after another.
_NO_GROUND = frozenset({EventPlace.OFFICE, EventPlace.SPEAKERS, EventPlace.ORIGIN})
_BELOW = 6
# Sentences below a heading that may tell what it sums up.


def link(reading: Reading, resolutions: Sequence[Resolution]) -> tuple[Incident, ...]:
    """Join what was found in one report to its incidents and totals.

    Parameters
    ----------
    reading : Reading
        The report's toponyms, dates, claims, statements and triggers.
    resolutions : sequence of Resolution
        One for each toponym of the reading, in order.

    Returns
    -------
    tuple of Incident
        Incidents and totals in the order in which the report tells of them. What is told
        without a place is an incident without one, never dropped.
    """
    accounts: list[Account] = []
    totals: list[tuple[Account, tuple[Resolution, ...]]] = []
    current: Account | None = None
    section: DateMention | None = None
    entry: tuple[Resolution, ...] = ()
    marked = False
    # by a bullet or a number
    told = approached(tellings_of(reading, resolutions))
    parts = [part for whole in told for part in told_apart(whole)]
    for number, telling in enumerate(parts):
        names_ground = telling.heading and not is_dateline(telling, parts[number + 1 :])
        heading = None if names_ground else heading_date(telling)
        if heading is not None:
            section, current, entry = heading, None, ()
            continue
        own_day = current.date if current is not None else None
        if telling.date is None and section is not None and not finer_dated(own_day, section):
            telling = replace(telling, date=section)
        if telling.heading and not tells_itself(telling, parts[number + 1 : number + _BELOW]):
            # Two regions over a brief are what all of it is about, not where each thing was.
            current, entry = None, telling.places if len(telling.listed) < 2 else ()
            marked = telling.starts_line
            if is_dated(telling) or (telling.triggers and opens_with_day(telling)):
                section = telling.date
            continue
        if telling.starts_line and says_nothing(telling):
            # what follows is of this entry, and not of the one before
            section = telling.date if opens_with_day(telling) else section
            current, entry = None, ()
            continue
        if telling.starts_line or telling.stamped:
            entry = ()
        elif current is not None and current.entered and closes_list(telling, reading):
            # what stands below the last entry of a list is not of that entry
            current, entry, section = None, (), None
        if entry:
            # Below a line of names every sentence is about the place at its head.
            own = inside(telling.places, entry) or of_its_own(telling)
            goes_on = current is not None and not telling.places and inside(current.places, entry)
            if not goes_on:
                telling = replace(telling, places=own or entry, listed=own and telling.listed)
        if entry and current is None and tells_only_day(telling):
            section = telling.date
        if telling.totals:
            total = Account(sentence=telling.span, claims=list(telling.totals))
            total.date, total.places = over_days(telling) or section, list(telling.places)
            totals.append((total, telling.places))
            if telling.starts_line or telling.stamped:
                current = None
            if not telling.claims:
                continue
        if current is None and totals and counts_with_sum(telling, totals[-1][0]):
            # "Bombs killed 21 in three towns. About 70 people were wounded."
            summed = [replace(claim, scope=Scope.TOTAL) for claim in telling.claims]
            totals[-1][0].claims.extend(summed)
            continue
        if totals and rests_of_sum(telling, totals[-1][0]):
            totals[-1][0].claims.extend(replace(c, scope=Scope.TOTAL) for c in telling.claims)
            continue
        if is_refuted(telling):
            continue
        if current is None and (comes_of_recalled(telling, reading) or never_was(telling)):
            continue
        known = len(accounts)
        if current is None and from_elsewhere(telling, resolutions):
            telling = replace(telling, places=(), listed=())
        if current is not None and takes_part_out(telling, current):
            totals.append((current, tuple(current.places)))
            current.claims = [replace(claim, scope=Scope.TOTAL) for claim in current.claims]
            accounts.remove(current)
            current, known = None, len(accounts)
            taken = [replace(c, scope=Scope.EVENT, part_of=None) for c in telling.claims]
            telling = replace(telling, claims=tuple(taken))
        current = _place_telling(telling, accounts, current, section)
        for account in accounts[known:] if totals else ():
            account.of_sum = tells_of_sum(telling, totals[-1][0])
        if current is not None and (entry or telling.starts_line):
            current.listed = True
        if current is not None and (telling.starts_line or (entry and marked)):
            current.entered = True
    fold_totals(accounts, totals, reading.report.text)
    without_headline(accounts, reading)
    settle(accounts, not_recalled(resolutions, reading), reading.report.text)
    part_sums(accounts, totals, reading.report.text)
    return _made(accounts, totals, reading)


def _made(
    accounts: Sequence[Account],
    totals: Sequence[tuple[Account, tuple[Resolution, ...]]],
    reading: Reading,
) -> tuple[Incident, ...]:
    _carry_on(accounts, reading.report.text)
    made = [incident_of(account, reading, number) for number, account in enumerate(accounts, 1)]
    parts = [incident for incident, account in zip(made, accounts, strict=True) if account.of_sum]
    sums = [
        total_of(account, reading, made, number, told=parts)
        for number, (account, _) in enumerate(totals, 1)
    ]
    return tuple(with_common_statements([*made, *[s for s in sums if s]], accounts, reading))


def _carry_on(accounts: Sequence[Account], text: str) -> None:
    """Give an event without a word of its own what the one before it was: strikes go on.

    "Jets bombed A, killing eight. On Sunday a raid on B killed five. In C two died."
    """
    known = load_linking_words()
    before: Trigger | None = None
    for account in accounts:
        own = main_trigger(account)
        words = {trigger.span.of(text).lower() for trigger in account.triggers}
        bare = words <= known.outcomes | known.blows and all(
            trigger.weight <= PLAIN_WEIGHT for trigger in account.later
        )
        blown = before is not None and before.event_type == _FROM_THE_AIR
        carries = before is not None and before.event_type in _GOING_ON
        if account.claims and bare and (blown or (carries and words <= known.outcomes)):
            account.carried = before
        else:
            before = own


def _place_telling(
    telling: Telling,
    accounts: list[Account],
    current: Account | None,
    section: DateMention | None,
) -> Account | None:
    """Add a sentence to the account it belongs to, or open a new one."""
    eventful = bool(telling.claims or telling.triggers)
    if current is not None and current.claims and another_hour(telling, current):
        return open_account(telling, accounts, telling.places[:1] or current.places, section)
    parts = telling.claims and all(claim.scope is Scope.PART for claim in telling.claims)
    if parts and current is not None and not telling.starts_line:
        go_on(current, telling)
        return current
    if current is not None and (says_nobody(telling, current) or only_passing(telling)):
        go_on(current, telling)
        return current
    if current is not None and _only_offices(telling, current):
        telling = replace(telling, places=(), listed=())
    if not telling.places:
        if current is not None and telling.claims and _another_day(current, telling):
            return open_account(telling, accounts, current.places, section)
        if telling.fresh and telling.claims:
            there = current.places if current is not None and same_spot(telling.text) else ()
            return open_account(telling, accounts, there, section)
        if current is None and telling.claims:
            return open_account(telling, accounts, (), section)
        if current is not None and (eventful or telling.statements):
            go_on(current, telling)
        return current
    if not eventful and not (telling.statements and current is not None):
        return current
    targets = grounds_of(telling)
    last = current
    for places in targets:
        account = _matching(places, telling, accounts, current)
        if account is None and current is not None:
            account = gone_on_with(telling, current, accounts)
        if account is None:
            account = open_account(telling, accounts, places, section)
        else:
            go_on(account, telling)
            if not account.places or lies_finer(places[0], account.places[0]):
                account.places = list(places)
        last = account
    return last


def _only_offices(telling: Telling, current: Account) -> bool:
    """Tell whether a sentence that goes on names only offices and where its speakers are.

    "The governor of Kunduz died", "Relatives in Maiduguri said the men were seized on Friday",
    "Four peacekeepers from Chad were killed."
    """
    told = {place.toponym.told for place in telling.places}
    if telling.fresh or not current.places or not told <= _NO_GROUND:
        return False
    counted = tuple(claim for claim in telling.claims if claim.count.best is not None)
    anew = _counts_others(current, replace(telling, claims=counted))
    if EventPlace.SPEAKERS in told and (anew or not current.claims):
        return False
    return bool(told) and (EventPlace.SPEAKERS in told or _dates_agree(current, telling))


def _another_day(account: Account, telling: Telling) -> bool:
    """Tell whether a sentence tells of a day that is not the account's.

    It opens with the day, or counts other people of an earlier one; those who die of an event
    die later.
    """
    date = telling.date
    if _blow_of_a_day(account, telling):
        return True
    if date is None or account.date is None or _dates_agree(account, telling):
        return False
    if account.sentence == telling.span:
        # "Six had died on Tuesday and nine on Wednesday" was parted by its days.
        return True
    opens = opens_with_day(telling)
    before = date.when.end <= account.date.when.start and _counts_others(account, telling)
    return date.when.precision <= 2 and (opens or (before and not points_back(telling)))


def _blow_of_a_day(account: Account, telling: Telling) -> bool:
    """Tell whether one more blow has a day and figures of its own, and the first has no day."""
    dated = telling.date is not None and account.date is None
    return dated and another_blow(telling.text) and _counts_others(account, telling)


def _matching(
    places: Sequence[Resolution],
    telling: Telling,
    accounts: Sequence[Account],
    current: Account | None,
) -> Account | None:
    """Find the account that a sentence goes on with."""
    here = places[0].place
    ordered = [current, *reversed(accounts)] if current is not None else list(reversed(accounts))
    for account in ordered:
        if account is None or not _dates_agree(account, telling):
            continue
        if not account.places:
            opens = opens_with_day(telling) and _counts_others(account, telling)
            if account is current and not telling.fresh and not opens:
                return account
            continue
        there = account.places[0].place
        if named_alike(places[0], account.places[0]) or here is None or there is None:
            same = named_alike(places[0], account.places[0])
        else:
            # A headline's "Barrel bombs on Daraa kill 20" looks like a village in Daraa.
            beside = bool(account.claims and telling.claims) and account.sentence == telling.span
            # one sentence told them apart: "ten died in Douma and eight in Harasta"
            same = same_place(here, there) and (
                (same_unit(places[0], account.places[0]) and not beside)
                or _counts_again(account, telling)
            )
            if not same and not telling.fresh and account is current:
                finer = lies_in(here, there) and not _counts_others(account, telling)
                wider = lies_in(there, here) and not _of_another_kind(account, telling)
                same = finer or wider
                if finer:
                    account.places = list(places)
        if same and not (telling.fresh and telling.claims and account.claims and here is None):
            return account
    return None


def _counts_others(account: Account, telling: Telling) -> bool:
    """Tell whether a sentence has figures of its own beside those told already."""
    told = {(c.quantity, c.count.best) for c in account.claims}
    return bool(told) and any((c.quantity, c.count.best) not in told for c in telling.claims)


def _of_another_kind(account: Account, telling: Telling) -> bool:
    """Tell whether a sentence counts others, whom other weapons harmed, on a day that it names.

    "An air strike killed 20 in Talbiseh. A shell killed three in Homs on Wednesday."
    """
    kinds = [
        {trigger.event_type for trigger in triggers if trigger.weight > PLAIN_WEIGHT}
        for triggers in (account.triggers, telling.triggers)
    ]
    apart = all(kinds) and not kinds[0] & kinds[1]
    return apart and bool(telling.days) and _counts_others(account, telling)


def _counts_again(account: Account, telling: Telling) -> bool:
    """Tell whether a sentence has the very figures that were told already, and no others."""
    counted = [c for c in telling.claims if c.scope is Scope.EVENT and (c.count.best or 0) > 1]
    return (
        bool(counted)
        and not telling.fresh
        and not _counts_others(account, replace(telling, claims=tuple(counted)))
    )


def _dates_agree(account: Account, telling: Telling) -> bool:
    if account.date is None or telling.date is None:
        return True
    return overlap(account.date, telling.date)
