"""How surely a figure stands, where other sentences decide: hedges, and newer figures."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Claim
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.text.words.phrases import phrases_in
from geomap.vocabulary import ClaimantKind, Qualifier, Scope, Stance

__all__ = ["is_hedge", "reached_by_hedges", "replaced_by_later"]


def replaced_by_later(
    claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Mark the figures that a report itself calls older: "had earlier spoken of 50 deaths".

    A figure with such a word is superseded when the report also has one without it for the
    same quantity; the first of the same claimant, else the first at all, supersedes it.

    Parameters
    ----------
    claims : sequence of Claim
        The report's claims, in order.
    sentences : sequence of Sentence
        The report's sentences.
    lexicon : Lexicon
        The words for older figures.

    Returns
    -------
    tuple of Claim
        The same claims, some with stance ``superseded``.
    """
    older = {
        sentence.span
        for sentence in sentences
        if any(
            phrases_in(
                # "earlier on Thursday a soldier was killed" is of another hour
                lexicon.patterns["earlier_time"].sub("", sentence.lower),
                lexicon.scopes["superseded"],
            )
        )
    }
    # "Initial reports indicate that seven were killed" may be all there is: a toll only grows
    tentative = {s.span for s in sentences if lexicon.patterns["tentative"].search(s.lower)}
    # "At first three were reported killed, while an agency had five": the word is of the three.
    cued = {c.sentence for c in claims if c.stance is Stance.SUPERSEDED}
    result = list(claims)
    for index, claim in enumerate(claims):
        whole = claim.scope in (Scope.EVENT, Scope.TOTAL)
        beside = claim.sentence in cued
        if claim.sentence not in older or not whole or beside:
            continue
        newer = [
            other
            for other in claims
            if other.quantity is claim.quantity
            and other.scope is claim.scope
            and other.sentence not in older
            and other.count.qualifier is not Qualifier.VAGUE
            and other.stance is not Stance.SUPERSEDED
            and (claim.sentence not in tentative or _size(other) >= _size(claim))
        ]
        own = [other for other in newer if other.claimant.name == claim.claimant.name]
        if not newer or (not own and claim.claimant.kind is not ClaimantKind.REPORT):
            if not (newer and _first_hours(claim, sentences, lexicon)):
                continue
        by = (own or newer)[0]
        result[index] = replace(claim, stance=Stance.SUPERSEDED)
        at = claims.index(by)
        if result[at].supersedes is None:
            result[at] = replace(result[at], supersedes=claim.id)
    return tuple(result)


def _size(claim: Claim) -> int:
    return claim.count.best or claim.count.low or claim.count.high or 0


def _first_hours(claim: Claim, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Tell whether the report says outright that a figure was overtaken."""
    sentence = next(s for s in sentences if s.span == claim.sentence)
    return lexicon.patterns["overtaken"].search(sentence.lower) is not None


def reached_by_hedges(
    claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Let a report's own hedge reach the claims it covers.

    "It was not possible to verify these claims" covers every attributed claim before it;
    "the claim" or "the toll" covers those of the last claimant only. What an official has
    confirmed stays confirmed.

    Parameters
    ----------
    claims : sequence of Claim
        The report's claims, in order.
    sentences : sequence of Sentence
        The report's sentences, in order.
    lexicon : Lexicon
        The language's hedges.

    Returns
    -------
    tuple of Claim
        The same claims, with stance ``unverified`` and the hedge's span where reached.
    """
    result = list(claims)
    # In order of the text; a hedge looks at those before it that none has reached yet.
    ahead = deque(
        sorted(
            (
                index
                for index, claim in enumerate(claims)
                if claim.claimant.kind is not ClaimantKind.REPORT
                and claim.stance in (Stance.ASSERTED, Stance.ALLEGED, Stance.CONFIRMED)
                and claim.scope is not Scope.BACKGROUND
            ),
            key=lambda index: claims[index].span.start,
        )
    )
    waiting: list[int] = []
    for sentence in sentences:
        lower = sentence.lower
        if not is_hedge(sentence, lexicon) or lexicon.patterns["accounts_of"].search(lower):
            continue
        hedge = sentence.span
        while ahead and claims[ahead[0]].span.start < hedge.end:
            waiting.append(ahead.popleft())
        waiting.sort()
        covered = waiting
        if not lexicon.patterns["all_claims"].search(lower):
            last = result[covered[-1]].claimant.name if covered else None
            covered = [index for index in covered if result[index].claimant.name == last]
        for index in covered:
            result[index] = replace(result[index], stance=Stance.UNVERIFIED, hedge=hedge)
        reached = set(covered)
        waiting = [index for index in waiting if index not in reached]
    return tuple(result)


def is_hedge(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence says that something could not be verified."""
    lower = sentence.lower
    if any(phrase in lower for phrase in lexicon.unverified):
        return True
    words = [word.lower for word in sentence.words]
    if lexicon.verifying.isdisjoint(words):
        return False
    return any(
        word in lexicon.verifying
        and lexicon.unable & set(words[max(0, at - 8) : at + 4]) - {"could"}
        and lexicon.independent & set(words)
        for at, word in enumerate(words)
    )
