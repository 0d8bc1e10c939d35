"""What a text says a place is, and how near to it: "Homs province", "outskirts of Hama"."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["level_of", "long_unit_end", "relation_of"]

_LONGEST_LEAD = 5
# Words between "a" and the level: "a busy shopping quarter of Baghdad".
_LONGEST_UNIT = 3


def level_of(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> str | None:
    """Read what the text says a place is: "Homs province", "the town of Talbiseh"."""
    words = sentence.words
    after = words[last + 1] if last + 1 < len(words) else None
    if long_unit_end(sentence, last, lexicon) is not None:
        return "district"
    if after is not None and after.lower in lexicon.levels and after.lower != "state":
        return lexicon.levels[after.lower]
    if after is not None and after.text == "State":
        return "province"
    if after is not None and after.lower in lexicon.places.waters and after.text.islower():
        return "river"
    if after is not None and after.lower in lexicon.places.kinds and last + 2 < len(words):
        if words[last + 2].lower in lexicon.levels:
            return lexicon.levels[words[last + 2].lower]
    own = words[last].lower
    if (
        first < last
        and own in lexicon.levels
        and words[first].lower not in lexicon.places.named_states
    ):
        return lexicon.levels[own]
    at = first - 1
    if at >= 0 and words[at].lower == "of":
        at -= 1
    while at >= 0 and words[at].tag in ("JJ",):
        at -= 1
    # "the Salaheddine district of Aleppo": the level is the other name's
    taken = at >= 1 and words[at - 1].tag in ("NNP", "NNPS")
    # "a shopping quarter of Baghdad" is one of several that Baghdad has
    taken = taken or _is_one_of(sentence, at) or _has_a_trade(sentence, at, lexicon)
    if (
        at >= 0
        and words[at].lower in lexicon.levels
        and words[at].tag.startswith("N")
        and not taken
    ):
        return lexicon.levels[words[at].lower]
    return None


def _has_a_trade(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a quarter is told by what it has: "the market quarter of Sungai Kolok"."""
    words = sentence.words
    quarter = at > 0 and lexicon.levels.get(words[at].lower) == "neighbourhood"
    return quarter and words[at - 1].tag in ("NN", "VBG") and words[at - 1].text.islower()


def long_unit_end(sentence: Sentence, last: int, lexicon: Lexicon) -> int | None:
    """Find the end of a unit's kind in several words: "Kajuru local government area"."""
    for size in range(_LONGEST_UNIT, 1, -1):
        behind = sentence.words[last + 1 : last + 1 + size]
        if " ".join(word.lower for word in behind) in lexicon.places.long_units:
            return last + size
    return None


def relation_of(sentence: Sentence, first: int, lexicon: Lexicon) -> str | None:
    """Read "near", "outskirts of", "10 km north of" before a name."""
    at = first
    while at and sentence.words[at - 1].lower in (*lexicon.places.articles, *lexicon.levels, "of"):
        if sentence.words[at - 1].lower == "of" and at >= 2:
            if sentence.words[at - 2].lower not in lexicon.levels:
                break
        at -= 1
    if at == 0:
        return None
    before = sentence.surface(max(0, at - 6), at - 1).lower()
    joined = f" {before} "
    for phrase in lexicon.relations:
        if joined.rstrip().endswith((f" {phrase}", f" {phrase} of", f" {phrase} the")):
            return phrase
    return None


def _is_one_of(sentence: Sentence, at: int) -> bool:
    """Tell whether "a" stands before a word for a level, which "of" follows."""
    words = sentence.words
    of = at + 1 < len(words) and words[at + 1].lower == "of"
    farthest = max(0, at - _LONGEST_LEAD)
    while at > farthest and words[at - 1].tag in ("JJ", "NN", "VBG", "VBN"):
        at -= 1
    return of and at > 0 and words[at - 1].lower in ("a", "an")
