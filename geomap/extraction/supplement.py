"""What an extractor proposes, held against the report and added to what the rules found.

Nothing of the reading is changed or taken away. A proposal is added where its words stand in
the report, its figure stands in these words, and the rules have no claim there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import replace

from geomap.extraction.quotes import find_quote
from geomap.model import Claim, Claimant, Count, Reading, Toponym
from geomap.protocols import Proposal
from geomap.stretches import Span
from geomap.vocabulary import ClaimantKind, Qualifier, ToponymRole

__all__ = ["supplemented"]

_FAR = 1_000
# Characters between a figure and the words for its place or claimant.


def supplemented(
    reading: Reading,
    proposals: tuple[Proposal, ...],
    *,
    found_by: str,
    figures: Callable[[str], Set[int]],
) -> tuple[Reading, tuple[str, ...]]:
    """Add the proposals that stand up to the report.

    Parameters
    ----------
    reading : Reading
        What the rules found.
    proposals : tuple of Proposal
        What an extractor proposes.
    found_by : str
        The extractor, as its claims will name it.
    figures : callable
        Gives the numbers that stand in some words, in digits or written out.

    Returns
    -------
    tuple of (Reading, tuple of str)
        The reading with the claims and places added, and why others are refused.
    """
    claims, toponyms, refusals = list(reading.claims), list(reading.toponyms), []
    for proposal in proposals:
        try:
            span = _span_of(proposal, reading, figures)
            if any(span.overlaps(claim.span) for claim in claims):
                continue
            place = _place_of(proposal, reading, span)
            claims.append(_claim(proposal, reading, span, len(claims), found_by))
        except ValueError as error:
            refusals.append(f"{proposal.quote!r}: {error}")
            continue
        if place is not None and not any(place.span.overlaps(t.span) for t in toponyms):
            toponyms.append(replace(place, reason=f"named by {found_by}"))
    told = replace(
        reading,
        claims=tuple(claims),
        toponyms=tuple(sorted(toponyms, key=lambda t: (t.span.start, t.span.end))),
    )
    return told, tuple(refusals)


def _span_of(proposal: Proposal, reading: Reading, figures: Callable[[str], Set[int]]) -> Span:
    text = reading.report.text
    found = find_quote(proposal.quote, text)
    if found is None:
        raise ValueError("these words do not stand in the report")
    span = Span(report_id=reading.report.id, start=found[0], end=found[1])
    said = figures(span.of(text))
    for bound in _bounds(proposal):
        if bound not in said:
            raise ValueError(f"the number {bound} does not stand in these words")
    return span


def _bounds(proposal: Proposal) -> Iterator[int]:
    """Give the bounds that must stand in the quote; that nobody was harmed has no number."""
    if proposal.qualifier is Qualifier.VAGUE and (proposal.low, proposal.high) != (None, None):
        raise ValueError("a vague word has no bounds")
    if proposal.qualifier is not Qualifier.ZERO:
        yield from (bound for bound in (proposal.low, proposal.high) if bound is not None)
    elif (proposal.low, proposal.high) != (0, 0):
        raise ValueError("that nobody was harmed is 0")


def _near(proposal: Proposal, name: str, reading: Reading, span: Span) -> Span | None:
    """Find the words for a part of the proposal, near its figure."""
    quote: str | None = getattr(proposal, name)
    if quote is None:
        return None
    found = find_quote(quote, reading.report.text, near=span.start)
    if found is None or abs(found[0] - span.start) > _FAR:
        raise ValueError(f"its {name} {quote!r} does not stand near it")
    return Span(report_id=span.report_id, start=found[0], end=found[1])


def _place_of(proposal: Proposal, reading: Reading, span: Span) -> Toponym | None:
    found = _near(proposal, "place", reading, span)
    if found is None:
        return None
    surface = found.of(reading.report.text)
    return Toponym(span=found, surface=surface, role=ToponymRole.EVENT)


def _claim(proposal: Proposal, reading: Reading, span: Span, number: int, found_by: str) -> Claim:
    text = reading.report.text
    said = _near(proposal, "claimant", reading, span)
    relay = _near(proposal, "relayed_by", reading, span)
    claimant = Claimant(name="the report", kind=ClaimantKind.REPORT)
    if said is not None:
        claimant = Claimant(
            name=said.of(text),
            kind=ClaimantKind.OTHER,
            relayed_by=None if relay is None else relay.of(text),
            span=said,
        )
    exact = proposal.low if proposal.low == proposal.high else None
    best = exact if proposal.qualifier is not Qualifier.AT_LEAST else proposal.low
    return Claim(
        id=f"{span.report_id}-x{number + 1}",
        span=span,
        sentence=_sentence_of(span, reading),
        quantity=proposal.quantity,
        count=Count(
            low=proposal.low,
            best=best,
            high=proposal.high,
            qualifier=proposal.qualifier,
            wording=span.of(text),
        ),
        claimant=claimant,
        victims=proposal.victims,
        scope=proposal.scope,
        stance=proposal.stance,
        found_by=found_by,
    )


def _sentence_of(span: Span, reading: Reading) -> Span:
    inside = next((s for s in reading.sentences if s.covers(span)), None)
    if inside is None:
        raise ValueError("it runs over the end of a sentence")
    return inside
