"""Counts that are some of a larger count, though their own words do not say so.

"The toll rose from four to seven; three bodies were found": the three are of the seven. "Six
children were killed", one report says, and another "63 people, six of them children": they
are the same six. Such counts stay and become parts: as counts of the whole they would make its
lowest figure too low.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from geomap.events.figures.counting import names_people
from geomap.model import Claim
from geomap.vocabulary import Quantity, Scope, Stance, Victims

__all__ = ["parted"]

_DEAD = Stance.DENIED, Stance.REJECTED
_SOME_ONLY = frozenset({Victims.CHILDREN, Victims.WOMEN, Victims.JOURNALISTS, Victims.AID_WORKERS})
# Who counts the children, or a union its members, has not said that nobody else died.
_NO_PART = frozenset({Victims.PEOPLE, Victims.MILITANTS})
_ANYBODY = frozenset({Victims.PEOPLE, Victims.CIVILIANS})


def parted(claims: Sequence[Claim], days: Mapping[str, dt.date] | None = None) -> tuple[Claim, ...]:
    """Make parts of the counts that are some of a larger one.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event, of any number of reports.
    days : mapping of str to datetime.date, optional
        Report id to the day it was published.

    Returns
    -------
    tuple of Claim
        The same in the same order; those that turned out to be parts name the whole.

    Examples
    --------
    >>> parted([])
    ()
    """
    wholes = dict(_latecomers(claims, days or {}))
    wholes |= dict(_told_as_parts(claims))
    return tuple(
        replace(claim, scope=Scope.PART, part_of=wholes[claim.id]) if claim.id in wholes else claim
        for claim in claims
    )


def _live(claims: Sequence[Claim], quantity: Quantity) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.quantity is quantity
        and claim.scope is Scope.EVENT
        and claim.stance not in (*_DEAD, Stance.SUPERSEDED)
        and claim.count.best
    ]


def _latecomers(claims: Sequence[Claim], days: Mapping[str, dt.date]) -> Iterator[tuple[str, str]]:
    """Pair those who died since the last count with the new count: 7 - 4 = "three bodies"."""
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        by_report: dict[str, list[Claim]] = {}
        for claim in _live(claims, quantity):
            by_report.setdefault(claim.span.report_id, []).append(claim)
        if not _grew(claims, by_report, quantity, days):
            continue
        for report_id, own in by_report.items():
            known = _older(claims, report_id, quantity, days)
            whole = max(own, key=lambda claim: (claim.count.best or 0, claim.id))
            new = {(whole.count.best or 0) - number: start for number, start in known.items()}
            for claim in own:
                # A count that others gave before is no addition to it, nor what was told before it.
                number = claim.count.best or 0
                late = number in new and claim.sentence.start >= new[number]
                if late and number not in known and claim is not whole:
                    yield claim.id, whole.id


def _grew(
    claims: Sequence[Claim],
    reports: Collection[str],
    quantity: Quantity,
    days: Mapping[str, dt.date],
) -> bool:
    """Tell whether any count can be older than another."""
    if len({days[report_id] for report_id in reports if report_id in days}) > 1:
        return True
    return any(c.quantity is quantity and c.stance is Stance.SUPERSEDED for c in claims)


def _older(
    claims: Sequence[Claim], report_id: str, quantity: Quantity, days: Mapping[str, dt.date]
) -> dict[int, int]:
    """Give the numbers that a report calls older, and those that older reports have.

    Each with where the report has it first; 0 where another does.
    """
    day = days.get(report_id)
    known: dict[int, int] = {}
    older = (
        claim
        for claim in claims
        if claim.quantity is quantity
        and claim.count.best
        and not names_people(claim)
        and claim.scope is Scope.EVENT
        and (
            (claim.span.report_id == report_id and claim.stance is Stance.SUPERSEDED)
            or (day is not None and days.get(claim.span.report_id, day) < day)
        )
    )
    for claim in older:
        start = claim.sentence.start if claim.span.report_id == report_id else 0
        number = claim.count.best or 0
        known[number] = min(start, known.get(number, start))
    return known


def _told_as_parts(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pair counts of a status with the whole of which another report tells them as a part."""
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        live = _live(claims, quantity)
        parts = {
            (claim.victims, claim.count.best): claim
            for claim in sorted(claims, key=lambda claim: claim.id, reverse=True)
            if claim.quantity is quantity and claim.scope is Scope.PART and claim.part_of
        }
        wholes = [claim for claim in live if claim.victims in _ANYBODY]
        beside = Counter(claim.sentence for claim in live)
        sides = _of_two_sides(live)
        most = max(wholes, key=lambda claim: (claim.count.best or 0, claim.id), default=None)
        for claim in live:
            # "two women and four men" are all; and an attacker who is counted here and told of
            # there beside the victims is one more.
            # What takes a larger count back is all that is left of it.
            if claim.victims in _NO_PART or beside[claim.sentence] > 1 or claim.supersedes:
                continue
            if most is not None and sides.get(claim.span.report_id) == most.count.best:
                # "nine rebels were killed; we lost two soldiers": eleven, as others say
                continue
            part = parts.get((claim.victims, claim.count.best))
            if part is not None and part.span.report_id != claim.span.report_id and part.part_of:
                yield claim.id, part.part_of
            elif (
                most is not None
                and claim.victims in _SOME_ONLY
                and (claim.count.best or 0) < (most.count.best or 0)
                and most.span.report_id != claim.span.report_id
            ):
                yield claim.id, most.id


def _of_two_sides(live: Sequence[Claim]) -> dict[str, int]:
    """Add up the counts of each report that has one for each of a fight's sides and no other."""
    by_report: dict[str, list[Claim]] = {}
    for claim in live:
        by_report.setdefault(claim.span.report_id, []).append(claim)
    return {
        report: sum(claim.count.best or 0 for claim in own)
        for report, own in by_report.items()
        if len(own) > 1
        and len({claim.victims for claim in own}) == len(own)
        and any(claim.victims is Victims.MILITANTS for claim in own)
    }
