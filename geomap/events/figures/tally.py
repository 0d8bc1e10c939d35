"""Figures over claims: lowest, best and highest, with nobody counted twice.

Rules (DATA_MODEL.md): every claim is kept; low and high run over the credible claims that
are not superseded; best follows a named policy. One claimant's figures for different people
add up where the text adds them; the figures of different claimants only where the later one says
that it comes on top ("a girl was also killed, residents said").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from geomap.events.figures.authorities import Authorities, load_authorities
from geomap.events.figures.counting import (
    at_least_their_parts,
    beside_their_victims,
    from_the_opening_up,
    lists_before_counts,
    openings,
    reopened,
    two_sides,
    without_namings,
)
from geomap.events.figures.late_deaths import late_sum
from geomap.events.figures.one_voice import Figure, adds, figure_of
from geomap.events.figures.policies import POLICIES, Policy, admitted, authority_rank
from geomap.model import Claim, Statement, Tally
from geomap.vocabulary import ClaimantKind, Quantity, Stance

__all__ = ["credible", "disputed_points", "tally", "voice_of"]


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
    late = [claim for claim in counted if claim.late]
    if late and len(late) < len(counted):
        counted = [claim for claim in counted if not claim.late]
        earlier = _over_sides(counted, voice, opening, policy)
        return _together(earlier, late_sum(late, voice))
    return _over_sides(counted, voice, opening, policy)


def _over_sides(
    counted: Sequence[Claim],
    voice: Callable[[Claim], str],
    opening: frozenset[str],
    policy: Policy,
) -> Tally:
    """Work out the range over claimants, where two sides of a fight may each have their own."""
    sides = two_sides(counted, voice)
    if not sides:
        return _over_voices(counted, voice, opening, policy)
    # Of two sides of a fight, each counted by somebody else, nobody is on both.
    total = _together(*(_over_voices(side, voice, opening, policy) for side in sides))
    both = [*sides[0], *sides[1]]
    sided = set(map(id, both))
    rest = [claim for claim in counted if id(claim) not in sided]
    figure = figure_of(both)
    if not rest or figure is None:
        return total
    if any(map(adds, rest)):
        return _over_voices(counted, voice, opening, policy)
    # who counts all people stands beside the sum, as beside any other's figure
    known = min(map(authority_rank, both))
    beside = replace(figure, low=total.low, best=total.best, high=total.high, authority=known)
    return _over_voices(rest, voice, opening, policy, beside=beside)


def _over_voices(
    counted: Sequence[Claim],
    voice: Callable[[Claim], str],
    opening: frozenset[str],
    policy: Policy,
    *,
    beside: Figure | None = None,
) -> Tally:
    """Work out the range over what each claimant says in all, and a figure beside theirs."""
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
        if (figure := figure_of(group))
    ]
    if not figures:
        return Tally()
    if policy.closed:
        figures = [_closed(figure, above=policy.above) for figure in figures]
    if beside is not None:
        figures.append(beside)
    return _over(figures, policy)


def _together(one: Tally, other: Tally) -> Tally:
    """Add two ranges; where one has no bound the other's alone is known."""
    bounds = ((one.low, other.low), (one.best, other.best), (one.high, other.high))
    low, best, high = (None if None in pair else sum(filter(None, pair)) for pair in bounds)
    known = [figure for figure in (one.low, other.low) if figure is not None]
    return Tally(low=sum(known) if known else low, best=best, high=high)


def _added_to(claim: Claim, speaker: str, by_claimant: Mapping[str, Sequence[Claim]]) -> str | None:
    """Find whose count a claim comes on top of: the last one before it in its report."""
    if not adds(claim):
        return None
    before = [
        (told.span.start, name)
        for name, claims in by_claimant.items()
        for told in claims
        if told.span.report_id == claim.span.report_id and told.span.start < claim.span.start
    ]
    own = any(name == speaker for _, name in before)
    return None if own or not before else max(before)[1]


def _over(figures: Sequence[Figure], policy: Policy) -> Tally:
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


def _preferred(figure: Figure, policy: Policy) -> tuple[int, int]:
    number = figure.best or figure.low or 0
    if policy.best == "founded":
        return (figure.rank, number)
    return (figure.authority if policy.best == "authoritative" else 0, number)


def _closed(figure: Figure, *, above: bool) -> Figure:
    """Take "at least 9" as 9, and "more than 9" as 10 where it is above its number."""
    if above and figure.beyond and figure.low is not None:
        least = figure.low + 1
        return replace(figure, low=least, best=least, high=least, beyond=False)
    top = figure.high if figure.high is not None else figure.best
    top = top if top is not None else figure.low
    low = figure.low if figure.low is not None else top
    return replace(figure, low=low, high=top, beyond=False)


def _top(figure: Figure) -> tuple[int, bool, bool]:
    top = figure.high if figure.high is not None else figure.low or 0
    return (top, figure.beyond, figure.high is not None)


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
