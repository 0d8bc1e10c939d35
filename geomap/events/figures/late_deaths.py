"""The wounded who die after their event was counted: they come on top of what was told before.

"The taxi driver hit in Thursday's shootout died on Saturday" is one more than Thursday's count,
whoever gave that, until a later report counts all of them again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geomap.events.figures.one_voice import adds
from geomap.model import Claim, Tally
from geomap.vocabulary import Quantity, Scope, Stance

__all__ = ["late_sum", "with_late_deaths"]


def with_late_deaths(
    claims: Sequence[Claim], days: Mapping[str, dt.date], is_late: Callable[[Claim], bool]
) -> tuple[Claim, ...]:
    """Mark the later deaths that come on top of other reports' counts, and those held by one.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event, of any number of reports.
    days : mapping of str to datetime.date
        Report id to the day it was published.
    is_late : callable
        Whether a claim's words tell of somebody who died of wounds.

    Returns
    -------
    tuple of Claim
        The same claims in the same order. Late deaths of a report that counts nobody else are
        ``late`` where an earlier report has a count, and parts where a later one has.

    Examples
    --------
    >>> with_late_deaths([], {}, lambda claim: True)
    ()
    """
    counts = [claim for claim in claims if _counts(claim)]
    whole = {claim.span.report_id for claim in counts if not adds(claim)}
    alone = {claim.id for claim in counts if claim.span.report_id not in whole and adds(claim)}
    told = [days[report] for report in whole if report in days]
    if not (alone and told):
        return tuple(claims)
    first, last = min(told), max(told)

    def marked(claim: Claim) -> Claim:
        day = days.get(claim.span.report_id)
        if claim.id not in alone or day is None or not is_late(claim):
            return claim
        if last > day:
            return replace(claim, scope=Scope.PART)
        return replace(claim, late=first < day)

    return tuple(marked(claim) for claim in claims)


def _counts(claim: Claim) -> bool:
    return (
        claim.quantity is Quantity.KILLED
        and claim.scope is Scope.EVENT
        and claim.stance not in (Stance.DENIED, Stance.SUPERSEDED, Stance.REJECTED)
        and claim.count.best is not None
    )


def late_sum(claims: Sequence[Claim], voice: Callable[[Claim], str]) -> Tally:
    """Add up late deaths; two who tell of one death count it once.

    Parameters
    ----------
    claims : sequence of Claim
        Those marked as late.
    voice : callable
        Tells claimants apart.

    Returns
    -------
    Tally
        The most that one claimant tells of.

    Examples
    --------
    >>> late_sum([], lambda claim: claim.claimant.name)
    Tally(low=0, best=0, high=0)
    """
    by_voice: dict[str, int] = {}
    for claim in claims:
        by_voice[voice(claim)] = by_voice.get(voice(claim), 0) + (claim.count.best or 0)
    most = max(by_voice.values(), default=0)
    return Tally(low=most, best=most, high=most)
