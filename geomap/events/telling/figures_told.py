"""What a sentence counts and tells of now, apart from what it sums up or only recalls."""

from __future__ import annotations

import re

from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim, Reading, Trigger
from geomap.stretches import Span
from geomap.vocabulary import Scope

__all__ = ["figures_told", "triggers_told"]

_OPENING = 2
# Words before "days after" at the head of a sentence: "Four days after nine were killed, …".
_CLAUSE = re.compile(r"[,;:.]")
_APART = (",", ";", ":", " and ", " but ")
# Between what is recalled and what is told beside it.


def figures_told(
    reading: Reading, text: str, *, several: bool
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Tell a sentence's own figures from those that are sums, as of several places.

    Parameters
    ----------
    reading : Reading
        Of the one sentence.
    text : str
        Its words.
    several : bool
        Whether it names several places side by side.

    Returns
    -------
    (tuple of Claim, tuple of Claim)
        Those of the event, and the sums with their parts.
    """
    totals = tuple(claim for claim in reading.claims if claim.scope is Scope.TOTAL)
    own = tuple(
        claim
        for claim in reading.claims
        if claim.scope in (Scope.EVENT, Scope.PART) and not _before_it(claim, reading, text)
    )
    some = any(claim.count.high != 0 for claim in own)
    if not totals and some and several:
        totals, own = own, ()
    if totals and any(claim.scope is Scope.PART for claim in own):
        parts = [claim for claim in own if claim.scope is Scope.PART]
        return tuple(claim for claim in own if claim.scope is not Scope.PART), (*totals, *parts)
    return own, totals


def triggers_told(reading: Reading, text: str, *, counted: bool) -> tuple[Trigger, ...]:
    """Give the words for events; deaths that are only recalled bring none for themselves.

    Parameters
    ----------
    reading : Reading
        Of the one sentence.
    text : str
        Its words.
    counted : bool
        Whether the sentence has figures of its own.

    Returns
    -------
    tuple of Trigger
        In order of the text.
    """
    (sentence,) = reading.sentences
    told = tuple(t for t in reading.triggers if t.scope is Scope.EVENT)
    if counted or not any(claim.scope is Scope.BACKGROUND for claim in reading.claims):
        return told
    known, start = load_linking_words(), sentence.start
    # "the market reopened this morning, one day after the blast that killed six"
    cue = known.earlier.search(text.lower())
    told = tuple(t for t in told if cue is None or t.span.start - start < cue.start())
    recalled = [c.span for c in reading.claims if c.scope is Scope.BACKGROUND]
    # "went on trial for the June murder of a nurse"
    told = tuple(
        t
        for t in told
        if not any(span.covers(t.span) or _goes_on(span, t.span, text, start) for span in recalled)
    )
    words = (text[t.span.start - start : t.span.end - start].lower() for t in told)
    return () if all(word in known.outcomes for word in words) else told


def _goes_on(recalled: Span, word: Span, text: str, start: int) -> bool:
    """Tell whether a word ends what is recalled: "where ten people were killed by a rocket"."""
    between = text[recalled.end - start : word.start - start]
    return word.start >= recalled.end and not any(sign in between for sign in _APART)


def _before_it(claim: Claim, reading: Reading, text: str) -> bool:
    """Tell whether a figure is of an earlier event: "four days after nine were killed, …".

    Where nothing else of the sentence is an event, it is the one that is told: "schools
    reopened, two days after a rocket killed four".
    """
    (sentence,) = reading.sentences
    start = claim.span.start - sentence.start
    cues = load_linking_words().earlier.finditer(text.lower())
    found = [cue for cue in cues if cue.end() <= start]
    if not found or _CLAUSE.search(text, found[-1].end(), start):
        return False
    before = sentence.start + found[-1].start()
    told = [t.span for t in reading.triggers if t.scope is Scope.EVENT]
    told += [c.span for c in reading.claims if c.scope is not Scope.BACKGROUND]
    opens = len(text[: found[-1].start()].split()) <= _OPENING
    return opens or any(span.start < before for span in told)
