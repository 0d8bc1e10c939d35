"""Sentences that tell of several days, each with its own figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.events.telling.tellings import Telling
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, DateMention
from geomap.vocabulary import Scope, Stance

__all__ = ["day_by_day", "finer_dated", "over_days"]

_PAST = re.compile(r"['’]s\s(?:[\w-]+\s){1,4}had\s")
# Behind a day, what was done on it, and was over: "Monday's fire had taken".
_PARTING = re.compile(r";|\b(?:and|while|whereas|but)\s+(?:the\s+)?(?:last\s+)?$")


def day_by_day(telling: Telling) -> list[Telling]:
    """Part a sentence by its days: "six had died on Tuesday and nine on Wednesday".

    Parameters
    ----------
    telling : Telling
        A sentence of one place or none.

    Returns
    -------
    list of Telling
        One a day, in order; the sentence as it is where its days do not part its figures.
    """
    counted = [c for c in telling.claims if c.scope is Scope.EVENT and c.count.best is not None]
    counted.sort(key=lambda claim: claim.span.end)
    days = sorted(telling.days, key=lambda day: day.span.start)
    recalled = _recalled(telling, counted)
    if recalled:
        return recalled
    apart = len({day.when.start for day in days}) == len(days) == len(counted) > 1
    alike = len({(claim.quantity, claim.victims) for claim in counted}) == 1
    # Who died later of one blow, and what a toll rose to, is no other day's.
    later = any(c.adds or c.supersedes or c.stance is Stance.SUPERSEDED for c in counted)
    later = later or load_linking_words().updates.search(telling.text.lower()) is not None
    if not apart or not alike or later or len(counted) != len(telling.claims):
        return [telling]
    ends = [*(claim.span.end for claim in counted[1:]), telling.span.end]
    told = zip(counted, days, ends, strict=True)
    if not all(claim.span.end <= day.span.start < end for claim, day, end in told):
        return [telling]
    return [
        replace(telling, claims=(claim,), date=day, days=(day,))
        for claim, day in zip(counted, days, strict=True)
    ]


def _recalled(telling: Telling, counted: Sequence[Claim]) -> list[Telling]:
    """Part off what had been done on an earlier day: "two died; Monday's fire had killed three"."""
    if len(counted) < 2 or len(counted) != len(telling.claims) or telling.places:
        return []
    own = [day for day in telling.days if _PAST.match(telling.text, _behind(day, telling))]
    first, last = counted[-2], counted[-1]
    if len(own) != 1 or not first.span.end <= own[0].span.start < last.span.start:
        return []
    start, end = first.span.end - telling.span.start, own[0].span.start - telling.span.start
    between = telling.text[start:end]
    if not _PARTING.search(between.lower()):
        return []
    others = tuple(day for day in telling.days if day is not own[0])
    news = replace(
        telling, claims=tuple(counted[:-1]), date=others[0] if others else None, days=others
    )
    return [news, replace(telling, claims=(last,), date=own[0], days=(own[0],), statements=())]


def _behind(day: DateMention, telling: Telling) -> int:
    return day.span.end - telling.span.start


def finer_dated(own: DateMention | None, section: DateMention) -> bool:
    """Tell whether an event's own day says more than the stretch that its heading names.

    Parameters
    ----------
    own : DateMention or None
        The day of the event that a sentence may go on about.
    section : DateMention
        What the heading above says: "timeline of the past week".

    Returns
    -------
    bool
        True for a day below a week.
    """
    return own is not None and own.when.precision < section.when.precision


def over_days(telling: Telling) -> DateMention | None:
    """Give the days that a sum is over: "bombs in A on Sunday and in B on Monday killed 43".

    Parameters
    ----------
    telling : Telling
        The sentence with the sum.

    Returns
    -------
    DateMention or None
        From its first day to its last; its date where it names fewer than two days.
    """
    days = telling.days
    if len(days) < 2 or telling.date is None:
        return telling.date
    first = min(days, key=lambda mention: mention.when.start)
    end = max(mention.when.end for mention in days)
    return replace(first, when=replace(first.when, end=end))
