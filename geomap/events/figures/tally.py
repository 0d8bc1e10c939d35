"""Figures over claims: lowest, best and highest, with nobody counted twice.

Rules (DATA_MODEL.md): every claim is kept; low and high run over the credible claims that
are not superseded; best follows a named policy. One claimant's figures for different people
add up where the text adds them; the figures of different claimants only where the later one says
that it comes on top ("a girl was also killed, residents said").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from geomap.events.figures.authorities import Authorities, load_authorities
from geomap.events.figures.counting import (
    at_least_their_parts,
    beside_their_victims,
    from_the_opening_up,
    lists_before_counts,
    names_people,
    openings,
    reopened,
    two_sides,
    without_namings,
)
from geomap.events.figures.policies import POLICIES, Policy, admitted, authority_rank
from geomap.model import Claim, Count, Statement, Tally
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Stance, Victims

__all__ = ["credible", "disputed_points", "tally", "voice_of"]

_ADDS = re.compile(
    r"\b(?:also|another|more(?! than)|additional|further|later died|other)\b", re.IGNORECASE
)


_LOOSE = (Qualifier.RANGE, Qualifier.MORE_THAN, Qualifier.ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """What one claimant says in all."""

    low: int | None
    best: int | None
    high: int | None
    rank: int
    beyond: bool = False
    # "more than": surely above its lowest
    authority: int = 9
    # of the claimant's kind, 0 the most


def credible(claims: Iterable[Claim], quantity: Quantity) -> list[Claim]:
    """Give the claims that a figure may rest on.

    Parameters
    ----------
    claims : iterable of Claim
        Claims on one event or total.
    quantity : Quantity
        What is counted.

    Returns
    -------
    list of Claim
        Those of this quantity that speak of the whole, are not denied or superseded, and
        hold a number.
    """
    return admitted(list(claims), quantity, POLICIES["geomap"])


def voice_of(
    claim: Claim, *, report_id: str | None = None, authorities: Authorities | None = None
) -> str:
    """Tell claimants apart.

    The same party in two reports is one; two reports are two, and so are their witnesses:
    "a resident" here and "a resident" there may be anybody.

    Parameters
    ----------
    claim : Claim
        What is said.
    report_id : str, optional
        The report whose words they are, where the claim's own is a copy.
    authorities : Authorities, optional
        The parties; by default those that ship.

    Returns
    -------
    str
        The same for claims of one claimant.
    """
    speaker = (authorities or load_authorities()).key(claim.claimant)
    if claim.claimant.kind in (ClaimantKind.REPORT, ClaimantKind.WITNESS):
        return f"{report_id or claim.span.report_id}: {speaker}"
    return speaker


def tally(
    claims: Sequence[Claim],
    quantity: Quantity,
    *,
    voice: Callable[[Claim], str] = voice_of,
    policy: Policy = POLICIES["geomap"],
) -> Tally:
    """Work out the range over claimants.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event, in the order of their reports.
    quantity : Quantity
        What is counted.
    voice : callable, optional
        Tells claimants apart.
    policy : Policy, optional
        The codebook's rules.

    Returns
    -------
    Tally
        All ``None`` where nobody gives a number: unknown is not zero.
    """
    if policy.assessed:
        claims = reopened(claims, quantity)
    told = at_least_their_parts(admitted(claims, quantity, policy), claims)
    lists = lists_before_counts(told, claims)
    opening = openings(told, lists) if policy.assessed else frozenset()
    counted = without_namings(told, voice, kept=lists)
    sides = two_sides(counted, voice)
    if sides:
        # Of two sides of a fight, each counted by somebody else, nobody is on both.
        own, other = (_over_voices(side, voice, opening, policy) for side in sides)
        return _together(own, other)
    return _over_voices(counted, voice, opening, policy)


def _over_voices(
    counted: Sequence[Claim],
    voice: Callable[[Claim], str],
    opening: frozenset[str],
    policy: Policy,
) -> Tally:
    """Work out the range over what each claimant says in all."""
    by_claimant: dict[str, list[Claim]] = {}
    attackers = beside_their_victims(counted, voice)
    for claim in from_the_opening_up(counted, opening):
        # What a report makes of its sources stands beside what it tells of them later.
        teller = attackers.get(claim.id, claim)
        speaker = f"{claim.span.report_id}: at first" if teller.id in opening else voice(teller)
        added_to = _added_to(claim, speaker, by_claimant)
        by_claimant.setdefault(added_to or speaker, []).append(claim)
    figures = [
        replace(figure, authority=min(map(authority_rank, group)))
        for group in by_claimant.values()
        if (figure := _figure(group))
    ]
    if not figures:
        return Tally()
    if policy.closed:
        figures = [_closed(figure, above=policy.above) for figure in figures]
    return _over(figures, policy)


def _together(one: Tally, other: Tally) -> Tally:
    """Add two ranges; where one has no bound the other's alone is known."""
    bounds = ((one.low, other.low), (one.best, other.best), (one.high, other.high))
    low, best, high = (None if None in pair else sum(filter(None, pair)) for pair in bounds)
    known = [figure for figure in (one.low, other.low) if figure is not None]
    return Tally(low=sum(known) if known else low, best=best, high=high)


def _added_to(claim: Claim, speaker: str, by_claimant: Mapping[str, Sequence[Claim]]) -> str | None:
    """Find whose count a claim comes on top of: the last one before it in its report."""
    if not _adds(claim):
        return None
    before = [
        (told.span.start, name)
        for name, claims in by_claimant.items()
        for told in claims
        if told.span.report_id == claim.span.report_id and told.sentence.end <= claim.sentence.start
    ]
    own = any(name == speaker for _, name in before)
    return None if own or not before else max(before)[1]


def _adds(claim: Claim) -> bool:
    return claim.adds or _ADDS.search(claim.count.wording) is not None


def _over(figures: Sequence[_Figure], policy: Policy) -> Tally:
    chosen = min(figures, key=lambda figure: _preferred(figure, policy))
    if policy.single:
        only = chosen.low if chosen.low is not None else chosen.best
        return Tally(low=only, best=only, high=only)
    lows = [figure.low for figure in figures if figure.low is not None]
    low = min(lows) if lows else None
    # "at least 12" beside "11" leaves the top open; beside "12", or "up to 30", it does not
    high = max(figures, key=_top).high
    best = low if policy.best == "lowest" else chosen.best
    if best is not None and high is not None:
        best = min(best, high)
    return Tally(low=low, best=best, high=high)


def _preferred(figure: _Figure, policy: Policy) -> tuple[int, int]:
    number = figure.best or figure.low or 0
    if policy.best == "founded":
        return (figure.rank, number)
    return (figure.authority if policy.best == "authoritative" else 0, number)


def _closed(figure: _Figure, *, above: bool) -> _Figure:
    """Take "at least 9" as 9, and "more than 9" as 10 where it is above its number."""
    if above and figure.beyond and figure.low is not None:
        least = figure.low + 1
        return replace(figure, low=least, best=least, high=least, beyond=False)
    top = figure.high if figure.high is not None else figure.best
    top = top if top is not None else figure.low
    low = figure.low if figure.low is not None else top
    return replace(figure, low=low, high=top, beyond=False)


def _top(figure: _Figure) -> tuple[int, bool, bool]:
    top = figure.high if figure.high is not None else figure.low or 0
    return (top, figure.beyond, figure.high is not None)


def _figure(claims: Sequence[Claim]) -> _Figure | None:
    """Join one claimant's figures; those of two reports are the same people told twice."""
    reports: dict[str, list[Claim]] = {}
    for claim in claims:
        reports.setdefault(claim.span.report_id, []).append(claim)
    joined: _Figure | None = None
    for _, own in sorted(reports.items()):
        figure = _told(own)
        joined = figure if joined is None or figure is None else _larger(joined, figure)
    return joined


def _told(claims: Sequence[Claim]) -> _Figure | None:
    """Join one claimant's figures in one report: sentences add up only where the words say so."""
    sentences: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        sentences.setdefault((claim.sentence.start, claim.sentence.end), []).append(claim)
    first = min(claim.sentence.start for claim in claims)
    earlier = {claim.victims for claim in claims if claim.sentence.start == first}
    joined: _Figure | None = None
    some: _Figure | None = None
    # of the people counted already, told of again household by household
    for _, group in sorted(sentences.items()):
        figure = _sum(group)
        adds = any(_adds(claim) for claim in group)
        if joined is None:
            joined = figure
        elif adds and some is not None:
            # "Sixteen died. Five were neighbours. Another couple died with their daughter."
            some = _plus(some, figure)
            joined = _larger(joined, some)
        elif adds or _singles(earlier, group):
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
    if earlier & later or Victims.CIVILIANS in earlier:
        return False
    return Victims.PEOPLE not in earlier | later


def _sum(group: Sequence[Claim]) -> _Figure:
    figure: _Figure | None = None
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
        own = _Figure(
            low=claim.count.low,
            best=claim.count.best,
            high=claim.count.high,
            rank=_rank(claim),
            beyond=claim.count.high is None and claim.count.qualifier is Qualifier.MORE_THAN,
        )
        figure = own if figure is None else _plus(figure, own)
    return figure or _Figure(low=None, best=None, high=None, rank=9)


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


def _plus(one: _Figure, other: _Figure) -> _Figure:
    def add(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    low = (
        add(one.low, other.low)
        if one.low is not None and other.low is not None
        else (one.low if one.low is not None else other.low)
    )
    best = add(one.best, other.best)
    return _Figure(
        low=low,
        best=best,
        high=add(one.high, other.high),
        rank=min(one.rank, other.rank),
        beyond=one.beyond or other.beyond,
    )


def _larger(one: _Figure, other: _Figure) -> _Figure:
    """Keep the figure that holds the other: a total above the people named again later."""
    for bound, figure in ((one, other), (other, one)):
        if bound.low is None and bound.high is not None and figure.low is not None:
            top = max(bound.high, figure.high if figure.high is not None else figure.low)
            return replace(figure, high=top)
    if _size(one) == _size(other):
        # "At least four were killed … all sources say four": the second says it better.
        return min(one, other, key=lambda figure: (figure.high is None, figure.beyond))
    return max(one, other, key=_size)


def _size(figure: _Figure) -> int:
    return figure.best or figure.low or figure.high or 0


def disputed_points(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    *,
    voice: Callable[[Claim], str] = voice_of,
) -> tuple[str, ...]:
    """Name what the claimants disagree on.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event.
    statements : sequence of Statement
        What parties say of it.
    voice : callable, optional
        Tells claimants apart.

    Returns
    -------
    tuple of str
        Among "killed", "wounded", "targets", "responsibility", "what happened"; sorted.
    """
    points: set[str] = set()
    for quantity in (Quantity.KILLED, Quantity.WOUNDED):
        figures = {
            (voice(claim), claim.count.low, claim.count.high)
            for claim in credible(claims, quantity)
        }
        speakers = {speaker for speaker, _, _ in figures}
        if len(speakers) > 1 and len({figure[1:] for figure in figures}) > 1:
            points.add(quantity.value)
    if any(claim.stance is Stance.DENIED for claim in claims):
        points.add("killed")
    for statement in statements:
        if statement.stance is Stance.DENIED:
            points.add(
                {"doubt": "targets", "denial": "what happened"}.get(
                    statement.topic, statement.topic
                )
            )
    return tuple(sorted(points))
