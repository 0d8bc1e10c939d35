"""Whose figure it was, where only the next sentence says: "That is what the governor announced"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.model import Claim, Claimant
from geomap.stretches import Span
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["told_after"]

_LONGEST = 90
# Letters of a speaker's name with his office.


def told_after(
    claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Give a sentence's figures to whom the next one names as their source.

    Parameters
    ----------
    claims : sequence of Claim
        The report's claims, in order.
    sentences : sequence of Sentence
        The report's sentences, in order.
    lexicon : Lexicon
        How a sentence looks back: "The figure was given by".

    Returns
    -------
    tuple of Claim
        The same; those of whom nobody was said to speak may have a claimant.
    """
    sources: dict[Span, Claimant] = {}
    for before, sentence in pairwise(sentences):
        shapes = (lexicon.patterns["looks_back"], lexicon.patterns["looks_back_to"])
        found = next((m for shape in shapes if (m := shape.match(sentence.lower))), None)
        if found is None or len(found["who"]) > _LONGEST:
            continue
        start = sentence.words[0].start + found.start("who")
        span = Span(report_id=sentence.report_id, start=start, end=start + len(found["who"]))
        name = span.of(sentence.text).strip(" ,")
        kind = claimant_kind(name, lexicon)
        sources[before.span] = Claimant(name=name, kind=kind, span=span)
    return tuple(
        replace(claim, claimant=sources[claim.sentence])
        if claim.sentence in sources and claim.claimant.kind is ClaimantKind.REPORT
        else claim
        for claim in claims
    )
