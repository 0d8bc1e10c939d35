"""Where those who bear arms came to, right before a report counts the harmed without a place.

"Taliban fighters entered an outpost in Imam Sahib on Tuesday. Eight policemen died": nothing is
said to have happened in the first sentence, and it is where the eight died.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from geomap.model import Claim, Toponym
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import EventPlace, Scope, ToponymRole, Victims

__all__ = ["with_approaches"]

_DAY = 6
# Words of a sentence in which the day that it opens with stands.
_ARMED = (Victims.SOLDIERS, Victims.POLICE, Victims.MILITANTS)


def with_approaches(
    sentences: Sequence[Sentence],
    toponyms: Sequence[Toponym],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> list[Toponym]:
    """Take where armed people came to for the place of the harm that the next sentence counts.

    Parameters
    ----------
    sentences : sequence of Sentence
        The report's, in order.
    toponyms : sequence of Toponym
        Its places with their roles, in order.
    claims : sequence of Claim
        Whom it counts.
    lexicon : Lexicon
        The language's words for those who bear arms.

    Returns
    -------
    list of Toponym
        The same; of a sentence right before such a count, in its paragraph, what was context is
        the event's.
    """
    starts = [sentence.span.start for sentence in sentences]
    placed = {
        bisect_right(starts, t.span.start) - 1 for t in toponyms if t.role is ToponymRole.EVENT
    }
    counted = {
        bisect_right(starts, claim.span.start) - 1
        for claim in claims
        if claim.scope is Scope.EVENT and claim.count.best
    }
    placed_above = _placed_above(sentences, placed)
    reached = {
        at - 1
        for at in counted
        if at > 0
        and at not in placed
        and at - 1 not in counted
        and sentences[at].paragraph == sentences[at - 1].paragraph
        and (
            _opens_with_day(sentences[at - 1], lexicon)
            or (not placed_above[at - 1] and _armed_move(sentences[at - 1], lexicon))
        )
    }
    return [
        replace(
            toponym,
            role=ToponymRole.EVENT,
            reason="where they came to before the harm that is counted next",
            told=EventPlace.APPROACH,
        )
        if toponym.role is ToponymRole.CONTEXT
        and bisect_right(starts, toponym.span.start) - 1 in reached
        else toponym
        for toponym in toponyms
    ]


def _placed_above(sentences: Sequence[Sentence], placed: Collection[int]) -> list[bool]:
    """Tell of each sentence whether its paragraph has named a place of the event so far."""
    found: list[bool] = []
    for at, sentence in enumerate(sentences):
        goes_on = at > 0 and sentences[at - 1].paragraph == sentence.paragraph
        found.append(at in placed or (goes_on and found[-1]))
    return found


def _opens_with_day(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence turns to another day: "On 7 November a man was stopped in A."."""
    words = [word.lower for word in sentence.words[:_DAY]]
    days = {*lexicon.weekdays, *lexicon.months}
    return words[:1] != [] and words[0] in lexicon.dates.on and not days.isdisjoint(words)


def _armed_move(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether those who bear arms did something: "fighters entered an outpost"."""
    root = next((k for k, head in enumerate(sentence.heads) if head == k), None)
    subject = None if root is None else sentence.child(root, "nsubj")
    moves = (
        root is not None
        and sentence.words[root].tag == "VBD"
        and (sentence.words[root].pos == "VERB")
    )
    if not moves or subject is None:
        return False
    who = sentence.words[subject].lower
    return who in lexicon.actors.forces or lexicon.victims.get(who) in _ARMED
