"""Numbers that measure people rather than count them: "a 15-year-old", "a ten-member family"."""

from __future__ import annotations

from dataclasses import replace

from geomap.model import Count
from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import NOUN, Group, single
from geomap.text.figures.numbers import number_at
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Victims

__all__ = ["aged_person", "strength"]

_ADULT_YEARS = 18


def aged_person(sentence: Sentence, at: int, lexicon: Lexicon) -> Group | None:
    """Read "a 15-year-old" as one person, where no noun says who it is.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Where the words may begin.
    lexicon : Lexicon
        The language's numbers and units of age.

    Returns
    -------
    Group or None
        A child below 18 years; None where a noun follows ("a 15-year-old boy").
    """
    words, harm = sentence.words, lexicon.harm
    start = at + 1 if words[at].lower in harm.singulars else at
    age = number_at(words, start, lexicon)
    if age is None:
        return None
    behind = [word.lower for word in words[age[1] + 1 : age[1] + 5]]
    if len(behind) < 4 or behind[0] != "-" or behind[2] != "-" or behind[3] not in harm.old:
        return None
    last = age[1] + 4
    unit = behind[1]
    if unit not in harm.age_units or (last + 1 < len(words) and _describes(sentence, last)):
        return None
    group = single(sentence, (at, last), last, lexicon)
    child = unit not in harm.years or age[0] < _ADULT_YEARS
    return replace(group, sure=True, victims=Victims.CHILDREN if child else Victims.PEOPLE)


def _describes(sentence: Sentence, last: int) -> bool:
    """Tell whether a noun or name follows, which the age only describes."""
    tag = sentence.words[last + 1].tag
    return tag in NOUN or tag == "JJ"


def strength(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> Count | None:
    """Read how many a family or crew is by its own words: "the ten-member family".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the noun phrase.
    lexicon : Lexicon
        The language's words for groups and their members.

    Returns
    -------
    Count or None
        None where the words do not tell.
    """
    words, harm = sentence.words, lexicon.harm
    if words[bounds[1]].lower not in harm.kinds_of_group:
        return None
    for at in range(bounds[0], bounds[1]):
        number = number_at(words, at, lexicon)
        if number is None:
            continue
        behind = [word.lower for word in words[number[1] + 1 : number[1] + 3]]
        if behind[:1] == ["-"] and behind[1:] and behind[1] in harm.member_of:
            wording = sentence.surface(*bounds)
            return make_count(Qualifier.EXACT, number[0], wording=wording)
    return None
