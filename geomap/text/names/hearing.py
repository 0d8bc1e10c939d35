"""A sentence as the rules for addresses hear it: its words, and what is known of its names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geomap.protocols import Token
from geomap.text.names.proper_names import NOT_NAMES
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["GROUND", "Hearing", "closes_phrase", "is_acronym", "is_no_place", "is_people"]

_ACRONYM = 5
GROUND = ("GPE", "LOC", "FAC")
_WORKS = frozenset({*NOT_NAMES, "WORK_OF_ART", "LAW", "EVENT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A sentence, and what is known of names."""

    sentence: Sentence
    lexicon: Lexicon
    known: Callable[[str], int]
    eventful: bool

    def word(self, at: int) -> Token | None:
        """Give a word, None beyond the sentence."""
        words = self.sentence.words
        return words[at] if 0 <= at < len(words) else None

    def fame(self, bounds: tuple[int, int]) -> int:
        """Tell how well known a name is."""
        surface = self.sentence.surface(*bounds)
        return 0 if surface.lower() in self.lexicon.never else self.known(surface)

    def label(self, bounds: tuple[int, int]) -> str:
        """Give the label of the entity that a name is the whole of."""
        entity = self.sentence.entity_at(bounds[0])
        return entity[2] if entity is not None and entity[:2] == bounds else ""


def is_no_place(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a name is never a place's, or a people's.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether it can be left out.
    """
    never = hearing.sentence.surface(*bounds).lower() in hearing.lexicon.never
    return never or is_people(hearing, bounds)


def is_people(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell "the Syrian border" from a place.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether the name is a people's.
    """
    if bounds[0] != bounds[1] or hearing.label(bounds) != "NORP":
        return False
    after = hearing.word(bounds[1] + 1)
    edge = after is not None and after.lower in hearing.lexicon.places.edges
    word = hearing.sentence.words[bounds[1]]
    # "in the battle for Malakal": an adjective is nobody's object
    return edge or (word.tag.startswith("JJ") and word.dep != "pobj")


def is_acronym(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a name is a short word in capitals.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        True for "RSF".
    """
    surface = hearing.sentence.surface(*bounds)
    return surface.isupper() and surface.isalpha() and len(surface) <= _ACRONYM


def _opens_clause(hearing: Hearing, at: int) -> bool:
    """Tell whether a word stands before a new clause: a comma, "and", "while"."""
    word = hearing.word(at)
    return word is not None and (word.tag in (",", "CC", ":") or word.lower == "while")


def closes_phrase(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether an unknown name behind "in" closes its phrase, as a place's does.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether no noun, adjective or number follows, but for what stands or happens there.
    """
    after = hearing.word(bounds[1] + 1)
    places = hearing.lexicon.places
    there = after is not None and (after.lower in places.sites or after.lower in places.ground_acts)
    if after is not None and not there and after.tag.startswith(("NN", "JJ", "POS", "CD")):
        # "In Kafr Zita 17 civilians were killed"
        people = hearing.word(bounds[1] + 2)
        counted = after.tag == "CD" and people is not None and people.tag == "NNS"
        # "…, while in Jowhar two soldiers were killed"
        opens = bounds[0] == 1 or _opens_clause(hearing, bounds[0] - 2)
        if not (counted and opens):
            return False
    entity = hearing.sentence.entity_at(bounds[0])
    return entity is None or entity[2] not in _WORKS or entity[2] == "NORP"
