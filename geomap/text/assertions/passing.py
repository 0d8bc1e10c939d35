"""What is told in passing, or only held against the event: no event of the sentence's own."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["held_against", "in_passing"]

_COMPARING = ("JJR", "JJS", "RBR", "RBS")
_SUPERLATIVE = ("JJS", "RBS")
_BREAKS = (",", ";", ":")


def in_passing(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find what a word belongs to, where that is not the sentence's own event.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        The word's position.
    lexicon : Lexicon
        The language's words of comparing.

    Returns
    -------
    int or None
        The verb of a clause that describes somebody or some place ("the town where 140 people
        died in 2015"), or the word that leads to an event that the one told is held against
        ("the worst attack since that of 2015"). None where the word is the sentence's own.
    """
    for k in (at, *sentence.ancestors(at)):
        word, above = sentence.words[k], sentence.words[sentence.heads[k]]
        if word.dep == "relcl":
            described = above.pos in ("NOUN", "PROPN") and above.dep not in ("ROOT", "dep")
            # "the offensive, which began on 12 May": it is the event
            return k if described and above.lower not in lexicon.acts else None
        held = above.pos == "NOUN" or above.tag in _COMPARING
        if word.dep == "prep" and word.lower in lexicon.harm.compared and held:
            return k
    return None


def held_against(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a past is only what an event is held against: "the worst carnage since 1994".

    The parser may hang "since" on a verb; the superlative before it says what it belongs to.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of a word of the past.
    lexicon : Lexicon
        The language's words of comparing.

    Returns
    -------
    bool
        Whether "since" and a superlative stand before it, and no comma between.
    """
    compared = False
    for word in reversed(sentence.words[: at + 1]):
        if word.text in _BREAKS:
            return False
        if compared and word.tag in _SUPERLATIVE:
            return True
        compared = compared or word.lower in lexicon.harm.compared
    return False
