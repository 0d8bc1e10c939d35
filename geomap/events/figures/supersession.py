"""Counts that their own claimant has brought up to date: kept, and no longer counted.

A later count of the same people by the same claimant takes the place of the earlier one,
whether it is higher or lower; another claimant's count never does. "More than 20", said
after "22", says no other number and replaces nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geomap.events.figures.one_voice import on_top
from geomap.events.figures.tally import credible
from geomap.model import Claim
from geomap.stretches import Span
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims

__all__ = ["superseded"]

_Quoted = frozenset[tuple[str, int | None]]
_WHOLE = frozenset({Victims.PEOPLE, Victims.CIVILIANS, Victims.MEN})
# "two men were killed" may be all of them; children and soldiers are some of a larger number


def superseded(
    claims: Sequence[Claim],
    days: Mapping[str, dt.date],
    voice: Callable[[Claim], str],
    updates: Callable[[Claim, Claim], bool] | None = None,
    after: Callable[[Claim, Claim], bool] | None = None,
) -> tuple[Claim, ...]:
    """Mark the counts that their claimant has replaced in a later report.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event, of any number of reports.
    days : mapping of str to datetime.date
        Report id to the day it was published; of a report that is not there, nothing is
        older or newer.
    voice : callable
        Who speaks in a claim.
    updates : callable, optional
        Whether a later claim, which names no speaker, brings the earlier one up to date.
    after : callable, optional
        Whether of two claims of one day the first was made after the second.

    Returns
    -------
    tuple of Claim
        The same claims in the same order; what was replaced has the stance ``SUPERSEDED``,
        and what replaced it names it.

    Examples
    --------
    >>> superseded([], {}, lambda claim: claim.claimant.name)
    ()
    """
    voices = {claim.id: voice(claim) for claim in claims}
    by_id = {claim.id: claim for claim in claims}

    def of_one(later: Claim, earlier: Claim) -> bool:
        same = voices[later.id] == voices[earlier.id]
        # whoever said it: a later report itself calls that number the older one
        itself = later.claimant.kind is ClaimantKind.REPORT
        same = same or (itself and (later.span.report_id, earlier.count.best) in recalled)
        same = same or _builds_on(later, earlier, raised)
        same = same or _takes_back(by_id.get(later.supersedes or ""), earlier)
        return same or (updates is not None and updates(later, earlier))

    raised = _raised(claims)
    recalled = _quoted(claims, Quantity.KILLED) | _quoted(claims, Quantity.WOUNDED)
    newer: dict[str, str] = {}
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        told = [
            claim
            for claim in credible(claims, quantity)
            if claim.span.report_id in days and claim.scope is Scope.EVENT
        ]
        quoted = _quoted(claims, quantity)

        def later(one: Claim, other: Claim, quoted: _Quoted = quoted) -> bool:
            return _later(one, other, days, quoted) or (
                days[one.span.report_id] == days[other.span.report_id]
                and after is not None
                and after(one, other)
            )

        newer |= _newer(told, days, of_one, later)
    newer |= _told_again(claims, newer)
    older = {new: old for old, new in newer.items()}
    return tuple(_marked(claim, newer, older) for claim in claims)


def _newer(
    claims: Sequence[Claim],
    days: Mapping[str, dt.date],
    of_one: Callable[[Claim, Claim], bool],
    comes_later: Callable[[Claim, Claim], bool],
) -> dict[str, str]:
    """Give each replaced claim's id with the id of the claim that replaced it."""
    ordered = sorted(claims, key=lambda c: (days[c.span.report_id], c.span.report_id, c.id))
    found = {}
    for claim in ordered:
        later = [
            other
            for other in ordered
            if comes_later(other, claim) and of_one(other, claim) and _replaces(other, claim)
        ]
        # "the morning bomb left nine dead, and a mortar round killed four": nine still stands
        again = {(c.sentence, c.claimant.name) for c in ordered if _same(c, claim)}
        later = [other for other in later if (other.sentence, other.claimant.name) not in again]
        if later:
            found[claim.id] = later[-1].id
    # Two of one day that each call the other's number older settle nothing.
    return {old: new for old, new in found.items() if found.get(new) != old}


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims give one number of the same people."""
    told = (one.quantity, one.count.best, one.count.qualifier)
    return told == (other.quantity, other.count.best, other.count.qualifier)


def _takes_back(old: Claim | None, earlier: Claim) -> bool:
    """Tell whether an old number that a report recalls of nobody by name is another's count."""
    return (
        old is not None
        and old.claimant.kind is ClaimantKind.REPORT
        and (old.quantity, old.count.best) == (earlier.quantity, earlier.count.best)
    )


def _raised(claims: Sequence[Claim]) -> Mapping[Span, int]:
    """Give by how many a sentence's toll has grown: "two more died, bringing it to 13"."""
    found: dict[Span, int] = {}
    for claim in claims:
        # "killed ten, one more than the governor has announced": no ten of nine and one
        replaced = claim.stance is Stance.SUPERSEDED and not on_top(claim)
        late = claim.scope is Scope.PART or replaced
        if claim.quantity is Quantity.KILLED and claim.adds and late and claim.count.best:
            found[claim.sentence] = found.get(claim.sentence, 0) + claim.count.best
    return found


def _builds_on(later: Claim, earlier: Claim, raised: Mapping[Span, int]) -> bool:
    """Tell whether a toll says what it was before, and the earlier count is just that."""
    grown, best = raised.get(later.sentence, 0), later.count.best
    killed = later.quantity is earlier.quantity is Quantity.KILLED
    return killed and bool(grown) and best is not None and earlier.count.best == best - grown


def _quoted(claims: Sequence[Claim], quantity: Quantity) -> _Quoted:
    """Give the numbers that reports themselves call older, each with the report."""
    return frozenset(
        (claim.span.report_id, claim.count.best)
        for claim in claims
        if claim.quantity is quantity and claim.stance is Stance.SUPERSEDED
    )


def _later(
    other: Claim,
    claim: Claim,
    days: Mapping[str, dt.date],
    quoted: _Quoted,
) -> bool:
    """Tell whether a claim came after another: on a later day, or "from four", which it was."""
    here, there = days[other.span.report_id], days[claim.span.report_id]
    same_day = here == there and other.span.report_id != claim.span.report_id
    return here > there or (same_day and (other.span.report_id, claim.count.best) in quoted)


def _told_again(claims: Sequence[Claim], newer: Mapping[str, str]) -> dict[str, str]:
    """Find the old number beside the new one: "12 was wrong; two were killed"."""
    by_id = {claim.id: claim for claim in claims}
    found = {}
    for old_id, new_id in newer.items():
        old, new = by_id[old_id], by_id[new_id]
        for claim in claims:
            same = (claim.quantity, claim.count.best) == (old.quantity, old.count.best)
            if same and claim.span.report_id == new.span.report_id and claim.id not in newer:
                found[claim.id] = new_id
    return {old_id: new_id for old_id, new_id in found.items() if old_id != new_id}


def _replaces(later: Claim, claim: Claim) -> bool:
    some = later.victims is not claim.victims and later.victims not in _WHOLE
    # "Three women were killed", said in the place of nine, is no number of the women alone.
    if some and later.supersedes is None:
        return False
    if (on_top(later) or later.adds) and not (on_top(claim) or claim.adds):
        # "two more have died" replaces no count
        return False
    here, there = later.count, claim.count
    if here.best is None and here.low is None:
        return False
    if here.qualifier is Qualifier.EXACT or there.best is None:
        return True
    low = here.low if here.low is not None else 0
    # What holds the earlier number says it again, less exactly.
    return not (low <= there.best and (here.high is None or there.best <= here.high))


def _marked(claim: Claim, newer: Mapping[str, str], older: Mapping[str, str]) -> Claim:
    if claim.id in newer:
        return replace(claim, stance=Stance.SUPERSEDED)
    if claim.id in older and claim.supersedes is None:
        return replace(claim, supersedes=older[claim.id])
    return claim
