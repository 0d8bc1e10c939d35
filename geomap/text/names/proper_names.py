"""Where a proper name begins and ends, by its letters: "Catole do Rocha", "Deir-ez-Zor"."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["NOT_NAMES", "name_at"]

_JOINTS = frozenset("-‐‑–'’ʿʾ`")
# Marks inside a name, without white space around them.
_LONGEST = 9
# Words and marks of a name.
_SMALL_WORDS = frozenset(
    {"IN", "DT", "CC", "TO", "MD", "PRP", "PRP$", "VBD", "VBN", "VBZ", "WDT", "WP", "WRB", "EX"}
)
# What no name begins with, though a text in capitals writes it like one.
NOT_NAMES = frozenset(
    {"NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "LANGUAGE", "MONEY", "PERCENT"}
)
# What an entity may be that no name goes on with.


def name_at(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find where a proper name that begins at a word ends.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the first word.
    lexicon : Lexicon
        The language's particles, months and weekdays.

    Returns
    -------
    int or None
        Position of the last word; None where no name begins.
    """
    if not _begins(sentence, at, lexicon):
        return None
    words, last = sentence.words, at
    while last + 1 < len(words) and last - at < _LONGEST:
        onward = _onward(sentence, last, lexicon)
        if onward is None:
            break
        last = onward
    while last > at and _says_more(words[last].lower, lexicon):
        last -= 1
    half = words[last].text in _JOINTS or (
        last + 1 < len(words)
        and words[last + 1].text in _JOINTS
        and words[last + 1].start == words[last].end
    )
    return None if half or (last == at and words[at].lower in lexicon.places.particles) else last


def _begins(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    word = sentence.words[at]
    if (
        not word.text[0].isalpha()
        or word.lower.rstrip(".") in lexicon.months
        or word.lower in lexicon.weekdays
        or (word.text.isupper() and word.tag in _SMALL_WORDS)
    ):
        return False
    if at == 0 and word.tag in _SMALL_WORDS and sentence.entity_at(at) is None:
        # "In Yelewata they killed …", not "In Guezzam"
        return False
    if word.text[0].isupper():
        return True
    # "al-Zahraa"
    glued = at + 2 < len(sentence.words) and sentence.words[at + 1].text in _JOINTS
    return (
        glued
        and word.lower in lexicon.places.particles
        and sentence.words[at + 1].start == word.end
        and sentence.words[at + 2].text[0].isupper()
    )


def _onward(sentence: Sentence, last: int, lexicon: Lexicon) -> int | None:
    """Give the position that a name goes on to, if it does."""
    words = sentence.words
    here, after = words[last], words[last + 1]
    if after.start == here.end:
        joint = after.text in _JOINTS or here.text in _JOINTS
        glued = last + 2 < len(words) and words[last + 2].start == after.end
        if joint and glued and _piece(words[last + 2].text, lexicon):
            return last + 2
        return None
    if after.text[0].isdigit():
        return last + 1 if here.lower in lexicon.places.numbered and len(after.text) < 4 else None
    if _another(sentence, last + 1, lexicon):
        return last + 1
    at = last + 1
    while at < len(words) and words[at].lower in lexicon.places.particles and at < last + 3:
        if not words[at].text.islower():
            break
        at += 1
    if last + 1 < at < len(words) and _another(sentence, at, lexicon):
        return at
    return None


def _piece(text: str, lexicon: Lexicon) -> bool:
    """Tell "Deir-ez-Zor" from "Kyiv-controlled"."""
    return text[0].isupper() or text[0].isdigit() or text in lexicon.places.particles


def _another(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the next word can be one more of the same name."""
    if not _begins(sentence, at, lexicon) or sentence.words[at].tag in ("POS", "CC"):
        return False
    entity = sentence.entity_at(at)
    return entity is None or entity[0] != at or entity[2] not in NOT_NAMES


def _says_more(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in capitals is a headline's own: "Homs Bombing"."""
    act = word in lexicon.acts and word not in lexicon.levels
    return act or word in lexicon.nouns or word in lexicon.states
