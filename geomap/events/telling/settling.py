"""Closing the accounts of a report: no place told, none counted, told twice, summed up."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from geomap.events.ground.containment import (
    distance_km,
    is_area,
    lies_in,
    without_containers,
)
from geomap.events.ground.ground_shown import shown
from geomap.events.telling.account import Account
from geomap.events.telling.assembly import main_trigger
from geomap.events.telling.folding import (
    fold_leads,
    fold_told_twice,
    has_blow,
    largest_count,
    overlap,
)
from geomap.events.telling.passages import summed_up
from geomap.events.telling.without_place import reached, tellers_town, where_filed
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Reading, Resolution
from geomap.vocabulary import Quantity, Scope, ToponymRole

__all__ = ["fold_totals", "part_sums", "settle", "without_headline"]

_NEXT_SENTENCE = 60
# Characters of the next sentence in which the rest of a sum is told of.
_MONTHS = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b")
_TOWN_KM = 30.0
# How far the quarters of a town are from its middle.
_SEVERAL = 3
# Counts that add up to an opening sum by no chance.
_WEEK = 3
# The precision of a week (UCDP's date_prec).
_STOPS = (".", "!", "?")
# A headline has none.
_HARM = (Quantity.KILLED, Quantity.WOUNDED, Quantity.CASUALTIES)


def settle(accounts: list[Account], resolutions: Sequence[Resolution], text: str = "") -> None:
    """Close the accounts: no place told, none counted, told twice."""
    fold_leads(accounts)
    for account in list(accounts):
        unplaced = not any(place.place for place in account.places)
        if not account.claims and unplaced and len(accounts) > 1:
            accounts.remove(account)
            accounts[0].statements.extend(
                s for s in account.statements if s not in accounts[0].statements
            )
            continue
        bare = not account.claims and not account.statements
        only_country = bool(account.places) and all(
            r.place is not None and r.place.feature.startswith(("PCL", "CONT", "RGN"))
            for r in account.places
        )
        if bare and (only_country or not account.places) and len(accounts) > 1:
            accounts.remove(account)
    fold_told_twice(accounts, text)
    lost = [account for account in accounts if not account.places]
    placed = shown(resolutions) if lost else []
    named, finest = _grounds(placed)
    for account in lost:
        elsewhere = _elsewhere_in_report(named, finest, account.sentence.start)
        here = where_filed(account, placed, text) if text else []
        account.places = here or tellers_town(account, placed) or elsewhere or reached(placed)
        account.guess = bool(account.places)


def without_headline(accounts: list[Account], reading: Reading) -> None:
    """Leave out what only the headline tells of, where the story below has its figures.

    "Militants strike twice in Kech" above "Militants killed three at Mand and two at Tump."
    """
    if len(accounts) < 2 or len(reading.sentences) < 2:
        return
    headline, story = reading.sentences[:2]
    text = reading.report.text
    line = text[headline.end : story.start]
    prose = story.of(text).rstrip().endswith(_STOPS)
    longer = story.end - story.start > headline.end - headline.start
    if "\n" not in line or headline.of(text).endswith(_STOPS) or not (prose and longer):
        return
    first = accounts[0]
    if first.sentence != headline or first.sentences > 1 or first.listed:
        return
    told = {(c.quantity, c.count.best) for a in accounts[1:] for c in a.claims}
    sums = {
        (quantity, sum(largest_count(a.claims, quantity) for a in accounts[1:]))
        for quantity in _HARM
    }
    if all((c.quantity, c.count.best) in told | sums for c in first.claims):
        accounts.remove(first)


def part_sums(
    accounts: list[Account], totals: list[tuple[Account, tuple[Resolution, ...]]], text: str
) -> None:
    """Take a count that opens a report for the sum of what follows, where it is that exactly.

    "Eight farmers are dead after a weekend of violence. Five were shot near A on Saturday; the
    other three died on Sunday in B." Where what follows says that it is of them, the rest have
    no place: "Forty-five were killed in the province. Twenty-five of them died in A and 16 in B."
    """
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        first = min(accounts, key=lambda account: account.sentence.start, default=None)
        opening = _largest(first, quantity) if first is not None else None
        if first is None or opening is None:
            continue
        later = [
            [c for c in account.claims if c.sentence.start > opening.sentence.start]
            for account in (first, *(a for a in accounts if a is not first))
        ]
        numbers = [largest_count(claims, quantity) for claims in later]
        told = [number for number in numbers if number]
        area = not first.places or first.places[0].place is None or is_area(first.places[0].place)
        whole = opening.count.best or 0
        some = sum(told) < whole and (
            _of_the_sum(later, opening, text) or _all_inside(first, accounts)
        )
        if len(told) < 2 or not (sum(told) == whole or some or _by_then(told, whole)):
            continue
        if not (numbers[0] or area or some or _all_in_town(first, accounts, text)):
            continue
        if first.listed:
            # Each entry of a list has its own dead.
            continue
        beside = _summed_beside(first, opening, later)
        summed = [replace(claim, scope=Scope.TOTAL) for claim in (opening, *beside)]
        ground = list(first.places) if first.places and area else []
        total = Account(sentence=opening.sentence, claims=summed, places=ground, date=first.date)
        totals.append((total, tuple(ground)))
        for account in accounts:
            if account is not first and not has_blow(account, text):
                # "two bombings …: the first killed seven" was a bombing, too
                account.carried = main_trigger(first)
        for claim in (opening, *beside):
            first.claims.remove(claim)
        if not first.claims:
            accounts.remove(first)


def _by_then(told: Sequence[int], whole: int) -> bool:
    """Tell whether the first three or more counts add up to a sum; behind them stands hearsay."""
    return whole in list(accumulate(told))[_SEVERAL - 1 :]


def _all_inside(first: Account, accounts: Sequence[Account]) -> bool:
    """Tell whether a province opens a report, and all that follows is at towns in it, that day.

    "We counted 44 dead in Zamfara on Thursday. We list 19 in Kaura Namoda and 16 in Mafara."
    """
    area = first.places[0].place if first.places else None
    others = [account for account in accounts if account is not first and account.claims]
    if area is None or not is_area(area) or len(others) < 2:
        return False
    return all(
        account.places
        and account.places[0].place is not None
        and lies_in(account.places[0].place, area)
        and (account.date is None or first.date is None or overlap(account.date, first.date))
        for account in others
    )


def _all_in_town(first: Account, accounts: Sequence[Account], text: str) -> bool:
    """Tell whether a town's dead of several blows open a report, and each blow is told in it.

    "Twelve were killed in two bombings in Baghdad. The first, in Karrada, killed seven; …"
    """
    town = first.places[0].place if first.places else None
    others = [account for account in accounts if account is not first and account.claims]
    several = load_linking_words().several.search(first.sentence.of(text).lower())
    if town is None or several is None or len(others) < 2:
        return False
    return all(
        account.places
        and account.places[0].place is not None
        and distance_km(account.places[0].place, town) <= _TOWN_KM
        for account in others
    )


def _summed_beside(first: Account, opening: Claim, later: Sequence[Sequence[Claim]]) -> list[Claim]:
    """Give what a sum's own sentence counts besides, and nothing behind it parts."""
    parted = {claim.quantity for told in later for claim in told}
    return [
        claim
        for claim in first.claims
        if claim.sentence == opening.sentence
        and claim is not opening
        and claim.scope is Scope.EVENT
        and claim.quantity in _HARM
        and claim.quantity not in parted
    ]


def _of_the_sum(later: Sequence[Sequence[Claim]], opening: Claim, text: str) -> bool:
    """Tell whether the figures behind a sum are some of it: "of these", "the others elsewhere"."""
    claims = sorted((c for told in later for c in told), key=lambda claim: claim.span.start)
    counted = [c for c in claims if c.quantity is opening.quantity and c.count.best]
    beside = [c for c in counted if c.sentence == counted[0].sentence]
    if len(beside) < 2:
        return False
    known, first = load_linking_words(), beside[0]
    lead = text[first.sentence.start : first.span.end].lower()
    behind = text[beside[-1].span.end : first.sentence.end + _NEXT_SENTENCE].lower()
    return known.of_them.search(lead) is not None or known.the_rest.search(behind) is not None


def _largest(account: Account, quantity: Quantity) -> Claim | None:
    """Give the count of an account's first sentence."""
    own = [
        claim
        for claim in account.claims
        if claim.quantity is quantity
        and claim.scope is Scope.EVENT
        and claim.count.best
        and claim.sentence.start <= account.sentence.start
    ]
    return own[0] if len(own) == 1 else None


def fold_totals(
    accounts: Sequence[Account],
    totals: list[tuple[Account, tuple[Resolution, ...]]],
    text: str,
) -> None:
    """Give a sum without a place to the only event of the report, where that has no count.

    "The strike killed members of a family. In all eight died, the agency said."
    """
    events = [a for a in accounts if a.triggers or any(c.quantity in _HARM for c in a.claims)]
    if len(events) != 1:
        return
    (event,) = events
    told = {(c.quantity, c.count.best) for c in event.claims if c.count.best is not None}
    counted = {quantity for quantity, _ in told}
    for total in [total for total in totals if not total[1] and not _over_more(total[0], text)]:
        new = [c for c in total[0].claims if c.quantity not in counted or _differs(c, event)]
        if new and all(c in new or (c.quantity, c.count.best) in told for c in total[0].claims):
            event.passages.append(summed_up(total[0]))
            # those among them stay some of them
            event.claims.extend(
                replace(claim, scope=Scope.EVENT) if claim.scope is Scope.TOTAL else claim
                for claim in new
            )
            totals.remove(total)


def _over_more(total: Account, text: str) -> bool:
    """Tell whether a sum is over a stretch or a country: "from January to March 33 died"."""
    months = _MONTHS.findall(total.sentence.of(text))
    long = total.date is not None and total.date.when.precision >= _WEEK
    wide = load_linking_words().nationwide.search(total.sentence.of(text).lower())
    return long or len(set(months)) > 1 or wide is not None


def _differs(claim: Claim, event: Account) -> bool:
    """Tell whether a sum is what another claimant counts of one event, and adds nobody up."""
    same = [c for c in event.claims if c.quantity is claim.quantity and c.scope is Scope.EVENT]
    counts = [c.count.best for c in same if c.count.best is not None]
    parts = len(counts) > 1 and sum(counts) == claim.count.best
    voices = {c.claimant.name for c in same}
    return claim.claimant.name not in voices and claim.count.best is not None and not parts


def _grounds(placed: Sequence[Resolution]) -> tuple[list[Resolution], list[Resolution]]:
    """Give the places of a report where an event could be, and the finest of them."""
    named = [
        r
        for r in placed
        if r.place is not None and r.toponym.role in (ToponymRole.EVENT, ToponymRole.CONTEXT)
    ]
    return named, [
        r for r in without_containers(named) if r.place and not is_area(r.place)
    ] or named


def _elsewhere_in_report(
    named: Sequence[Resolution], finest: Sequence[Resolution], start: int
) -> list[Resolution]:
    """Give the one place that a report names, for an event told without any.

    Of several the last that was spoken of before the event: "in the city" points back to it.
    """
    ids = {r.place.id for r in finest if r.place}
    if finest and len(ids) == 1:
        return list(finest[:1])
    before = [r for r in named if r.toponym.span.start < start and _may_be_meant(r)]
    before = without_containers(before)
    if before:
        return before[-1:]
    events = [r for r in finest if r.toponym.role is ToponymRole.EVENT]
    return events[:1] or list(finest[:1])


def _may_be_meant(resolution: Resolution) -> bool:
    place = resolution.place
    broad = place is not None and place.feature.startswith(("PCL", "CONT", "RGN"))
    return not broad and resolution.toponym.role is not ToponymRole.MOVEMENT
