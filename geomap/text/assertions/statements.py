"""What a party says of an event without counting anybody: a denial, a purpose, a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Claimant, Statement, Trigger
from geomap.text.assertions.situation import Situation
from geomap.text.assertions.stances import is_hedge
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, Scope, Stance

__all__ = ["hedged_statements", "statement_of"]


_TOPICS = ("targets", "responsibility", "casualties")
# What a statement is about, the first that its words show.


_OFFICIAL = frozenset(
    {ClaimantKind.MILITARY, ClaimantKind.GOVERNMENT, ClaimantKind.POLICE, ClaimantKind.UN_BODY}
)


def hedged_statements(
    statements: Sequence[Statement], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Statement, ...]:
    """Let the same hedges reach what witnesses and parties of the ground say of an event.

    What a government or army says of its own deeds is not made doubtful by them.
    """
    hedges = [sentence.span for sentence in sentences if is_hedge(sentence, lexicon)]
    if not hedges:
        return tuple(statements)
    last = max(hedge.end for hedge in hedges)
    return tuple(
        replace(statement, stance=Stance.UNVERIFIED)
        if statement.stance in (Stance.ASSERTED, Stance.ALLEGED)
        and statement.claimant.kind not in _OFFICIAL
        and statement.span.end < last
        else statement
        for statement in statements
    )


def statement_of(
    sentence: Sentence,
    situation: Situation,
    triggers: Sequence[Trigger],
    lexicon: Lexicon,
    *,
    placed: bool,
    number: int,
) -> Statement | None:
    """Read a party's word on an event that counts nobody: a denial, a purpose, a doubt.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    situation : Situation
        Its scope and speakers.
    triggers : sequence of Trigger
        Its words of events; without one here or in the sentence before it says nothing
        about an event.
    lexicon : Lexicon
        The language's words of denial and confirmation.
    placed : bool
        Whether the sentence names the place of an event: then who tells of it is kept,
        whatever they say.
    number : int
        How many statements the report has so far.

    Returns
    -------
    Statement or None
        None when nobody speaks, or not about an event.
    """
    if situation.scope is not Scope.EVENT:
        return None
    lower = sentence.lower
    if not situation.attributions:
        own = bool(triggers) and lexicon.patterns["own_denial"].search(lower) is not None
        return _of_the_report(sentence, number) if own else None
    topic = next((t for t in _TOPICS if lexicon.patterns[f"topic_{t}"].search(lower)), None)
    denied = bool(lexicon.patterns["denial"].search(lower))
    if not triggers and not situation.goes_on and not (denied and topic):
        return None
    if denied and not triggers and topic is None:
        # "rejected the demand" denies nothing that happened
        denied = bool(lexicon.patterns["denied_thing"].search(lower))
    doubted = bool(lexicon.patterns["doubt"].search(lower))
    attribution = situation.attributions[0]
    if topic is None and not denied and not doubted:
        if not triggers or not (placed or attribution.word in lexicon.confirmations):
            return None
        topic = "event" if placed else "responsibility"
    stance = Stance.ASSERTED
    if denied or doubted:
        stance = Stance.DENIED
    elif attribution.word in lexicon.confirmations:
        stance = Stance.CONFIRMED
    elif attribution.word in lexicon.allegations:
        stance = Stance.ALLEGED
    if denied:
        topic = "denial"
    elif doubted:
        topic = "doubt"
    return Statement(
        id=f"{sentence.report_id}-s{number + 1}",
        span=sentence.span,
        claimant=attribution.claimant,
        stance=stance,
        topic=topic or "reaction",
    )


def _of_the_report(sentence: Sentence, number: int) -> Statement:
    """Give what a report denies in its publisher's own name: "Our forces did not fire on X"."""
    return Statement(
        id=f"{sentence.report_id}-s{number + 1}",
        span=sentence.span,
        claimant=Claimant(name="the report", kind=ClaimantKind.REPORT),
        stance=Stance.DENIED,
        topic="denial",
    )
