"""The persons whom a report names in full: who is named so once is no place later on."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.protocols import NameKnowledge
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["is_surname", "surnames_in"]

_SHORTEST = 3
# letters


def surnames_in(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Give the last words of all full names of persons.

    Parameters
    ----------
    sentences : iterable of Sentence
        The report's.

    Returns
    -------
    frozenset of str
        As they are written.
    """
    return frozenset(
        sentence.words[last].text
        for sentence in sentences
        for first, last, label in sentence.entities
        if label == "PERSON" and _is_full(sentence, first, last)
    )


def _is_full(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first : last + 1]
    return (
        len(words) > 1
        and all(word.text[0].isupper() or word.text.islower() for word in words)
        and words[-1].text.isalpha()
        and words[-1].text[0].isupper()
        and len(words[-1].text) >= _SHORTEST
    )


def is_surname(
    sentence: Sentence,
    bounds: tuple[int, int],
    surnames: frozenset[str],
    knowledge: tuple[Lexicon, NameKnowledge],
) -> bool:
    """Tell whether a name is that of a person named in full elsewhere in the report.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        The name's first and last position.
    surnames : frozenset of str
        What `surnames_in` gave.
    knowledge : tuple of (Lexicon, callable)
        The language's words, and how well known a name is.

    Returns
    -------
    bool
        False for what the world knows as a place, and behind "in" or "near".
    """
    (first, last), (lexicon, known) = bounds, knowledge
    name = sentence.words[last].text
    if first != last or name not in surnames:
        return False
    before = sentence.words[first - 1].lower if first else ""
    return before not in lexicon.places.within and not known(name, famous=True)
