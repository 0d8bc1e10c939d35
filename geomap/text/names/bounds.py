"""Where a place's name begins and ends, and the word before it."""

from __future__ import annotations

from geomap.protocols import NameKnowledge
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["trimmed", "with_rest", "without_compass", "word_before"]


def trimmed(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Take articles, "the town of" and the possessive off a name.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    first, last : int
        Bounds of the name as the model has it.
    lexicon : Lexicon
        The language's articles and words for levels.

    Returns
    -------
    (int, int) or None
        The name's bounds; None where nothing is left of it.
    """
    words = sentence.words
    while first <= last and (
        words[first].lower in lexicon.places.articles
        or words[first].lower == "of"
        or (words[first].lower in lexicon.levels and words[first].text.islower())
        or (words[first].lower in lexicon.places.compass and words[first].text.islower())
        or words[first].tag in (",", "IN", "-LRB-", "``", "HYPH", ":")
    ):
        first += 1
    while last >= first and (
        words[last].lower in ("'s", "’s", "'", "’")
        or (words[last].lower in lexicon.levels and words[last].text.islower())
        or words[last].tag in (",", ".", "-RRB-", "''", ":")
        # "Balochistan Timeline - 2011"
        or (last > first and words[last].lower in lexicon.scopes["documents"])
        # "In Kafr Zita five died"
        or (words[last].tag == "CD" and words[last].text.islower())
    ):
        last -= 1
    return (first, last) if first <= last else None


def without_compass(
    sentence: Sentence,
    bounds: tuple[int, int],
    knowledge: tuple[Lexicon, NameKnowledge],
) -> tuple[int, int]:
    """Take "Western" off "Western Omdurman", and leave it on "South Sudan".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the name.
    knowledge : (Lexicon, callable)
        The words of the compass, and how well known a name is.

    Returns
    -------
    (int, int)
        The name's bounds.
    """
    (first, last), (lexicon, known) = bounds, knowledge
    compass = first < last and sentence.words[first].lower in lexicon.places.compass
    if compass and not known(sentence.surface(first, last)):
        if known(sentence.surface(first + 1, last)):
            return first + 1, last
    return bounds


def with_rest(
    sentence: Sentence, bounds: tuple[int, int], known: NameKnowledge, lexicon: Lexicon
) -> tuple[int, int]:
    """Take in the words that a name is a part of, where the whole is known.

    "San Pedro Sula", "San Jose del Monte", "Finote Selam", of which the model takes a part.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the name.
    known : callable
        Tells how well known a name is.
    lexicon : Lexicon
        The language's small words inside names.

    Returns
    -------
    (int, int)
        The name's bounds, some words longer or as they are.
    """
    words, (first, last) = sentence.words, bounds
    before = first - 1
    if before >= 0 and words[before].tag == "NNP" and sentence.entity_at(before) is None:
        if words[before].text.istitle() and known(sentence.surface(before, last)):
            return (before, last)
    after = last + 1
    while after < len(words) and words[after].text in lexicon.places.particles:
        after += 1
    if after >= len(words) or not words[after].tag.startswith("NNP"):
        return bounds
    part = words[last].dep == "compound" and sentence.heads[last] == after
    part = part or after > last + 1
    return (first, after) if part and known(sentence.surface(first, after)) else bounds


def word_before(sentence: Sentence, first: int, lexicon: Lexicon) -> str:
    """Give the word before a name, and before what only says where it lies: "in nearby Binnish".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    first : int
        Position of the name's first word.
    lexicon : Lexicon
        The language's words between a preposition and a name.

    Returns
    -------
    str
        In lower case; empty where the name opens the sentence.
    """
    words = sentence.words
    at = first - 1
    if at > 0 and words[at].lower in lexicon.places.neighbouring:
        at -= 1
    return words[at].lower if at >= 0 else ""
