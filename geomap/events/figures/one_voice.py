"""What one claimant says in all: the same people told twice are one, others add up."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from geomap.events.figures.counting import names_people
from geomap.model import Claim, Count
from geomap.vocabulary import ClaimantKind, Qualifier, Stance, Victims

__all__ = ["Figure", "adds", "figure_of", "on_top"]

_ADDS = re.compile(
    r"\b(?:also|another|more(?! than)|additional|further|later died|other)\b", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more(?! than)|further|additional)\b", re.IGNORECASE)
_ARMED = frozenset({Victims.MILITANTS, Victims.SOLDIERS, Victims.POLICE})
# No count of civilians holds them.
_LOOSE = (Qualifier.RANGE, Qualifier.MORE_THAN, Qualifier.ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one claimant says in all."""

    low: int | None
    best: int | None
    high: int | None
    rank: int
    beyond: bool = False
    # "more than": surely above its lowest
    authority: int = 9
    # of the claimant's kind, 0 the most


def figure_of(claims: Sequence[Claim]) -> Figure | None:
    """Join one claimant's figures; those of two reports are the same people told twice.

    Parameters
    ----------
    claims : sequence of Claim
        The claimant's claims of one quantity on one event.

    Returns
    -------
    Figure or None
        None where nothing is claimed.
    """
    reports: dict[str, list[Claim]] = {}
    for claim in claims:
        reports.setdefault(claim.span.report_id, []).append(claim)
    joined: Figure | None = None
    late = [report_id for report_id, own in reports.items() if all(map(on_top, own))]
    # "Two more have died of their wounds": of those whom another report counts none is one
    order = [*sorted(reports.keys() - set(late)), *sorted(late)]
    for number, report_id in enumerate(order):
        figure = _told(reports[report_id])
        if joined is None or figure is None:
            joined = figure
            continue
        further = report_id in late and number > 0 and len(late) < len(order)
        joined = _plus(joined, figure) if further else _larger(joined, figure)
    return joined


def _told(claims: Sequence[Claim]) -> Figure | None:
    """Join one claimant's figures in one report: sentences add up only where the words say so."""
    sentences: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        sentences.setdefault((claim.sentence.start, claim.sentence.end), []).append(claim)
    first = min(claim.sentence.start for claim in claims)
    earlier = {claim.victims for claim in claims if claim.sentence.start == first}
    joined: Figure | None = None
    some: Figure | None = None
    # of the people counted already, told of again household by household
    for _, group in sorted(sentences.items()):
        figure = _sum(group)
        on_top = any(adds(claim) for claim in group)
        if joined is None:
            joined = figure
        elif on_top and some is not None:
            # "Sixteen died. Five were neighbours. Another couple died with their daughter."
            some = _plus(some, figure)
            joined = _larger(joined, some)
        elif on_top or _singles(earlier, group):
            joined = _plus(joined, figure)
        else:
            some = figure if _size(figure) < _size(joined) and not _named(group) else None
            joined = _larger(joined, figure)
    return joined


def _named(group: Sequence[Claim]) -> bool:
    return all(names_people(claim) for claim in group)


def _singles(earlier: Set[Victims], group: Sequence[Claim]) -> bool:
    """Tell whether a later sentence speaks of other people: another status, no total before."""
    later = {claim.victims for claim in group}
    if earlier & later or (Victims.CIVILIANS in earlier and not later <= _ARMED):
        return False
    return Victims.PEOPLE not in earlier | later


def _sum(group: Sequence[Claim]) -> Figure:
    figure: Figure | None = None
    seen: set[tuple[int | None, str]] = set()
    # "18 killed, and the dead could number up to 30": a bound of the same people
    bounds = [c for c in group if c.count.low is None and c.count.high is not None]
    counted = [c for c in group if c not in bounds]
    if bounds and counted:
        most = max(bounds, key=lambda claim: claim.count.high or 0)
        return _larger(_sum(counted), _sum([most]))
    for claim in _told_once(group):
        same = (claim.count.best, claim.victims.value)
        # "a priest, a nun and two farmers": the same number, but of others
        if same in seen and claim.count.best != 1 and not claim.adds:
            continue
        vague = claim.count.qualifier is Qualifier.VAGUE
        if vague and (None, "") in seen:
            # "victims … a number of wounded": what a word stands for adds nothing to itself
            continue
        seen |= {same, (None, "")} if vague else {same}
        own = Figure(
            low=claim.count.low,
            best=claim.count.best,
            high=claim.count.high,
            rank=_rank(claim),
            beyond=claim.count.high is None and claim.count.qualifier is Qualifier.MORE_THAN,
        )
        figure = own if figure is None else _plus(figure, own)
    return figure or Figure(low=None, best=None, high=None, rank=9)


def _told_once(group: Sequence[Claim]) -> list[Claim]:
    """Leave out loose counts of the same people: "more than 50, others say between 50 and 60"."""
    loose = [c for c in group if c.count.qualifier in _LOOSE]

    def known(claim: Claim) -> bool:
        others = (o for o in loose if o.victims is claim.victims and _closer(o) > _closer(claim))
        return any(_overlap(claim.count, other.count) for other in others)

    return [claim for claim in group if claim not in loose or not known(claim)]


def _closer(claim: Claim) -> tuple[bool, int, str]:
    """Order loose counts: closed ones and larger ones say more."""
    top = claim.count.high
    return (top is not None, top or claim.count.low or 0, claim.id)


def _overlap(one: Count, other: Count) -> bool:
    tops = [top for top in (one.high, other.high) if top is not None]
    least = max(one.low or 0, other.low or 0)
    return not tops or least <= min(tops)


def _rank(claim: Claim) -> int:
    if claim.identified:
        return 0
    if claim.stance is Stance.CONFIRMED:
        return 1
    return 2 if claim.claimant.kind is ClaimantKind.REPORT else 3


def _plus(one: Figure, other: Figure) -> Figure:
    def add(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    low = (
        add(one.low, other.low)
        if one.low is not None and other.low is not None
        else (one.low if one.low is not None else other.low)
    )
    best = add(one.best, other.best)
    return Figure(
        low=low,
        best=best,
        high=add(one.high, other.high),
        rank=min(one.rank, other.rank),
        beyond=one.beyond or other.beyond,
    )


def _larger(one: Figure, other: Figure) -> Figure:
    """Keep the figure that holds the other: a total above the people named again later."""
    for bound, figure in ((one, other), (other, one)):
        if bound.low is None and bound.high is not None and figure.low is not None:
            top = max(bound.high, figure.high if figure.high is not None else figure.low)
            return replace(figure, high=top)
    if _size(one) == _size(other):
        # "At least four were killed … all sources say four": the second says it better.
        return min(one, other, key=lambda figure: (figure.high is None, figure.beyond))
    return max(one, other, key=_size)


def _size(figure: Figure) -> int:
    return figure.best or figure.low or figure.high or 0


def on_top(claim: Claim) -> bool:
    """Tell whether a claim counts only those who died besides: "two more people".

    Parameters
    ----------
    claim : Claim
        What is said.

    Returns
    -------
    bool
        Whether its words are no count of all.
    """
    return _MORE.search(claim.count.wording) is not None


def adds(claim: Claim) -> bool:
    """Tell whether a claim's own words put its people on top of others: "another two".

    Parameters
    ----------
    claim : Claim
        What is said.

    Returns
    -------
    bool
        Whether they are nobody counted before.
    """
    return claim.adds or _ADDS.search(claim.count.wording) is not None
