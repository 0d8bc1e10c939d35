"""Whose words a figure stands in: the speaker above it, behind it, or in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution

__all__ = ["BRACKET", "governing"]

BRACKET = "("
# The word of an attribution by a source in brackets: "3 dead (police)".
_SAID = frozenset({"dobj", "ccomp", "xcomp", "dep", "attr", "acomp", "oprd"})
# What hangs on a verb of saying and is what is said.
_SAID_OF = frozenset({"of", "to", "at"})
# "spoke of nine", "admits to nine", "put the toll at nine"


def _contrasted(sentence: Sentence, at: int, speaker: int) -> bool:
    """Tell whether "while" or "but" parts a figure from somebody who speaks behind it."""
    between = sentence.words[at:speaker]
    return any(word.lower in ("while", "whereas", "but", "although", ";") for word in between)


def governing(
    sentence: Sentence, at: int, found: Sequence[Attribution], *, last: int = 0
) -> Attribution | None:
    """Give the attribution that a word of a sentence stands under.

    The nearest word of saying above it in the grammar; failing that, "according to" or a
    trailing "X said" in the same sentence. Who says something of their own behind a comma or
    semicolon says nothing of what stands before it: "five died; police said nine".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the word.
    found : sequence of Attribution
        Who speaks in the sentence.
    last : int, default 0
        Position of the figure that goes with the word, where it stands behind it.

    Returns
    -------
    Attribution or None
        None where the report itself speaks.
    """
    end = max(at, last)
    bracket = next((a for a in found if a.word == BRACKET and a.first > end), None)
    if bracket is not None:
        return bracket
    verbs = {a.verb: a for a in found if a.word != BRACKET and not _own_words(sentence, end, a)}
    if end + 1 in verbs and verbs[end + 1].word == "according":
        # "14 according to the clinic, 22 according to the ministry"
        return verbs[end + 1]
    if at in verbs:
        return verbs[at]
    path = [at, *sentence.ancestors(at)]
    for position in path:
        if position in verbs and not verbs[position].first <= at <= verbs[position].last:
            return verbs[position]
    for position in path:
        for child in sentence.children[position]:
            if child in verbs and sentence.words[child].dep in (
                "parataxis",
                "prep",
                "advcl",
                "ccomp",
                "conj",
                "dep",
                "pcomp",
            ):
                speaker = verbs[child]
                if speaker.first <= at <= speaker.last or _contrasted(sentence, at, speaker.first):
                    continue
                return speaker
    outside = [
        a
        for a in verbs.values()
        if not a.first <= at <= a.last
        and not _contrasted(sentence, at, a.first)
        # "in the attack, which rebels claimed" is about the attack
        and sentence.words[a.verb].dep != "relcl"
    ]
    trailing = [a for a in outside if a.word in ("according", "citing", "quoting") or a.verb > at]
    return trailing[-1] if trailing else None


def _own_words(sentence: Sentence, at: int, attribution: Attribution) -> bool:
    """Tell whether somebody behind a word says another thing: "five died; police said nine"."""
    first, verb = attribution.first, attribution.verb
    if not at < first < verb or attribution.word == "according":
        return False
    if not any(word.text in (",", ";", ":", "–", "—") for word in sentence.words[at:first]):
        return False
    behind = [word.tag for word in sentence.words[verb + 1 :]]
    if sentence.words[verb + 1 : verb + 2] and sentence.words[verb + 1].text == ":":
        if behind.count("CD") > 1:
            # who they were, as in "25 died, it said: nine journalists and 16 passers-by"
            return False
    close = next(
        (k for k in range(verb, len(sentence.words)) if sentence.words[k].text == ";"), None
    )
    said = [c for c in sentence.children[verb] if verb < c < (close or len(sentence.words))]
    return any(
        sentence.words[k].tag == "CD" and _is_said(sentence, c) and not _is_of_them(sentence, k)
        for c in said
        for k in _below(sentence, c)
    )


def _is_of_them(sentence: Sentence, number: int) -> bool:
    """Tell whether a number is of those told before: ", he wrote, six of them children"."""
    behind = [word.lower for word in sentence.words[number + 1 : number + 3]]
    return behind[:1] == ["of"] and sentence.words[number + 2].tag in ("PRP", "WP")


def _is_said(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return word.dep in _SAID or (word.dep == "prep" and word.lower in _SAID_OF)


def _below(sentence: Sentence, at: int) -> Iterator[int]:
    """Walk over a word and all that hangs on it."""
    stack = [at]
    while stack:
        position = stack.pop()
        yield position
        stack.extend(sentence.children[position])
