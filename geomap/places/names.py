"""One normal form for a place's name, in any transliteration or script.

Two keys of different strictness:

- :func:`normal_form` levels what never tells two places apart: case, marks, punctuation,
  script, the Arabic article in its assimilated forms, abbreviations, and words that only
  say what kind of unit it is ("governorate", "oblast").
- :func:`loose_key` goes on to the consonant skeleton, where romanisation habits (English,
  French, German, Turkish, Ukrainian and Russian) meet: *Lataminah*, *al-Latamneh* and
  *Latamina* share it. Different places may share it too; whoever looks up by it compares
  the normal forms with :func:`likeness` afterwards.

:func:`split_level` takes the words that say a place's kind off a name as written.

The rules are tables; tests hold examples per language. Only the standard library: the
build imports this and calls it more than a million times.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geomap.places.levels import (
    LEADING_LEVELS,
    RELATIONS,
    TRAILING_LEVELS,
    TRAILING_RELATIONS,
    UNIT_WORDS,
)
from geomap.places.scripts import ARABIC_ARTICLE, to_latin

__all__ = [
    "NameParts",
    "form_key",
    "likeness",
    "loose_key",
    "normal_form",
    "spellings",
    "split_level",
]

# Signs inside a word that only carry an Arabic hamza or ayn, a soft sign, an elision.
_DROPPED = dict.fromkeys(map(ord, "'`´‘’‛ʹʼʽʾʿˈˋˊʻʺ′·\u200c\u200d\u200e\u200f\u061c"), None)

_WORD = re.compile(r"[^\W_]+")

# The Arabic article by the first letters of the word it stands before. "al" and "el" stand
# before any word; the others only before a word with the same sound.
_ARTICLES: dict[str, tuple[str, ...] | None] = {
    "al": None, "el": None,
    "an": ("n",), "en": ("n",), "ar": ("r",), "er": ("r",), "as": ("s",), "es": ("s",),
    "ash": ("sh", "ch"), "esh": ("sh", "ch"), "ach": ("ch",), "ech": ("ch",),
    "ad": ("d",), "ed": ("d",), "adh": ("dh",), "edh": ("dh",),
    "at": ("t",), "et": ("t",), "ath": ("th",), "eth": ("th",),
    "az": ("z",), "ez": ("z",),
}  # fmt: skip

_ABBREVIATIONS = {
    "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "mts": "mountains",
    "n": "north", "s": "south", "e": "east", "w": "west",
}  # fmt: skip


_RULED = frozenset((*_ARTICLES, *_ABBREVIATIONS, *UNIT_WORDS))
# words that some rule may change; most names have none


@lru_cache(maxsize=65536)
def normal_form(name: str) -> str:
    """Bring a name to its normal form.

    Parameters
    ----------
    name : str
        A place's name in any script.

    Returns
    -------
    str
        Lower-case words with one space between; empty when the name has no letter or digit.

    Examples
    --------
    >>> normal_form("Ma‘arrat an-Nu‘mān"), normal_form("MAARRAT AL NUMAN")
    ('maarrat numan', 'maarrat numan')
    >>> normal_form("Muhafazat Hims")
    'hims'
    """
    folded = name.casefold()
    if ARABIC_ARTICLE in folded:
        folded = " ".join(_without_arabic_article(word) for word in folded.split())
    if folded.isascii():
        latin = folded.replace("'", "").replace("`", "")
    else:
        latin = to_latin(folded).casefold().translate(_DROPPED)
    words = _WORD.findall(latin)
    return " ".join(_level_words(_join_initials(words)))


def _join_initials(words: list[str]) -> list[str]:
    """Join single Latin letters that follow each other: "U.S." is "us", "D.C." is "dc"."""
    if len(words) < 2 or min(map(len, words)) > 1:
        return words
    joined: list[str] = []
    open_run = False
    for word in words:
        single = len(word) == 1 and word.isascii() and word.isalpha()
        if single and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = single
    return joined


def _without_arabic_article(word: str) -> str:
    # Two letters after the article at least: in shorter words it belongs to the name.
    if word.startswith(ARABIC_ARTICLE) and len(word) >= 4:
        return word[2:]
    return word


def _level_words(words: list[str]) -> list[str]:
    """Drop articles and unit words, spell abbreviations out; leave at least one word."""
    kept = words
    if _RULED.isdisjoint(words):
        return kept
    while len(kept) > 1:
        # Until nothing changes: what a dropped word leaves may be a rule's case again, and
        # a normal form must be its own normal form.
        last = len(kept) - 1
        shorter = [
            _ABBREVIATIONS.get(word, word) if index < last else word
            for index, word in enumerate(kept)
            if index == last or not _is_article(word, kept[index + 1])
        ]
        named = [word for word in shorter if word not in UNIT_WORDS]
        shorter = named or shorter
        if shorter == kept:
            break
        kept = shorter
    return kept


def _is_article(word: str, following: str) -> bool:
    if word not in _ARTICLES:
        return False
    sounds = _ARTICLES[word]
    return sounds is None or following.startswith(sounds)


# Letters and groups that the romanisation habits write differently, longest first.
_SOUNDS = {
    "shch": "s", "tsch": "s", "sch": "s", "tch": "s", "dsch": "j", "dzh": "j",
    "sh": "s", "ch": "s", "cz": "s", "sz": "s", "ts": "s", "tz": "s",
    "kh": "h", "gh": "g", "dh": "d", "th": "t", "zh": "j", "dj": "j", "ph": "f",
    "ck": "k", "q": "k", "x": "ks", "ce": "s", "ci": "s", "cy": "s", "c": "k",
    "gu": "g", "w": "u",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda group: (-len(group), group))))
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_SIGNS = re.compile(r"[aeiouy]")
_VOWEL_CLASSES = str.maketrans("eoy", "aui")
_SHORT = 2
# a skeleton of this many consonants says too little: the vowels are kept, in three classes


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """Bring a name to the key that its romanisations share.

    Parameters
    ----------
    name : str
        A place's name in any script, or its normal form.

    Returns
    -------
    str
        The consonants, levelled, without spaces; with vowels when they are too few; empty
        when the name has no letter or digit.

    Examples
    --------
    >>> loose_key("Lataminah") == loose_key("al-Latamneh") == loose_key("اللطامنة")
    True
    >>> loose_key("Kafr Nabl") == loose_key("Kafr Nabudah")
    False
    """
    return form_key(normal_form(name))


def form_key(form: str) -> str:
    """Give the loose key of a name that is in normal form already.

    Parameters
    ----------
    form : str
        What :func:`normal_form` gave.

    Returns
    -------
    str
        What :func:`loose_key` gives for the name.

    Examples
    --------
    >>> form_key("lataminah")
    'ltmn'
    """
    words = form.split()
    words = [*map(_without_bound_t, words[:-1]), *words[-1:]]
    skeleton = _DOUBLED.sub(r"\1", "".join(map(_skeleton, words)))
    if len(skeleton) > _SHORT or not skeleton.isascii():
        return skeleton
    return _DOUBLED.sub(r"\1", "".join(map(_with_vowels, words)))


def _without_bound_t(word: str) -> str:
    # Ta marbuta before another word: Maarat, Maaret, Maarra al-Numan.
    return word[:-1] if len(word) >= 5 and word.endswith(("at", "et", "it")) else word


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    if not word.isascii() or word.isdigit():
        return word
    sounds = _SOUND.sub(_sound, word.rstrip("h") or word)
    # A first vowel is kept as a mark, whichever it is; "w" and "y" are consonants there.
    first, rest = sounds[0], _VOWEL_SIGNS.sub("", sounds[1:])
    if first in "aeiou":
        first = "u" if word[0] == "w" else "a"
    return _DOUBLED.sub(r"\1", first + rest)


def _sound(match: re.Match[str]) -> str:
    return _SOUNDS[match[0]]


def _with_vowels(word: str) -> str:
    if not word.isascii() or word.isdigit():
        return word
    sounds = _SOUND.sub(_sound, word.rstrip("h") or word)
    return _DOUBLED.sub(r"\1", sounds.translate(_VOWEL_CLASSES))


def likeness(first: str, second: str) -> float:
    """Tell how alike two names are once vowels count in three classes only.

    Parameters
    ----------
    first, second : str
        Names or their normal forms.

    Returns
    -------
    float
        1 for names that only differ by romanisation, 0 for nothing in common.

    Examples
    --------
    >>> likeness("Talbiseh", "Al-Talbisa")
    1.0
    >>> likeness("Kafr Nabl", "Kafr Nabudah") < 0.85
    True
    """
    one, two = ("".join(map(_with_vowels, normal_form(name).split())) for name in (first, second))
    if one == two:
        return 1.0
    longest = max(len(one), len(two))
    return 1.0 - _edits(one, two) / longest


def _edits(one: str, two: str) -> float:
    """Levenshtein distance in which a vowel too many or another vowel costs half."""
    before = [0.0]
    for letter in two:
        before.append(before[-1] + _cost(letter))
    for letter in one:
        row = [before[0] + _cost(letter)]
        for index, other in enumerate(two):
            swap = 0.0 if letter == other else max(_cost(letter), _cost(other))
            row.append(
                min(before[index] + swap, before[index + 1] + _cost(letter), row[-1] + _cost(other))
            )
        before = row
    return before[-1]


def _cost(letter: str) -> float:
    return 0.5 if letter in "aiuh" else 1.0


class NameParts(NamedTuple):
    """A name as written, taken apart."""

    core: str
    # the name without the words below
    level: str | None
    # "town", "province" …, as said
    relation: str | None
    # "near", "outskirts of" …, as said


@lru_cache(maxsize=4096)
def split_level(name: str) -> NameParts:
    """Take off a name the words that say what kind of place it is, or where beside it.

    Parameters
    ----------
    name : str
        A place's name as written.

    Returns
    -------
    NameParts
        The bare name, the level and the relation, the latter two None where nothing says.

    Examples
    --------
    >>> split_level("the northern outskirts of the town of Kafr Zita")
    NameParts(core='Kafr Zita', level='town', relation='outskirts')
    >>> split_level("Homs province").level, split_level("Homs").level
    ('province', None)
    """
    core = " ".join(name.split())
    relation: str | None = None
    level: str | None = None
    before = ""
    while core != before:
        before = core
        core, beside = _take_off(core, RELATIONS, TRAILING_RELATIONS)
        core, said = _take_off(core, LEADING_LEVELS, TRAILING_LEVELS)
        relation, level = relation or beside, level or said
    return NameParts(core=core, level=level, relation=relation)


_Patterns = tuple[tuple[re.Pattern[str], str], ...]


def _take_off(core: str, leading: _Patterns, trailing: _Patterns) -> tuple[str, str | None]:
    """Take the first words that a pattern knows off a name, never the whole of it."""
    for pattern, said in leading:
        if (match := pattern.match(core)) and match.end() < len(core):
            return core[match.end() :], said
    for pattern, said in trailing:
        if (match := pattern.search(core)) and match.start() > 0:
            return core[: match.start()], said
    return core, None


_ALTERNATIVES = re.compile(r"\s*(?:/|;|\bor\b|\baka\b|\balso known as\b)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"^(?P<first>[^()\[\]]+?)\s*[(\[](?P<second>[^()\[\]]+)[)\]]\s*$")


def spellings(name: str) -> tuple[str, ...]:
    """List the names that one written name offers: "Kobani / Ain al-Arab", "Homs (Hims)".

    Parameters
    ----------
    name : str
        A place's name as written, perhaps several in one.

    Returns
    -------
    tuple of str
        The whole name first, then its alternatives, each once.

    Examples
    --------
    >>> spellings("Kobani / Ain al-Arab")
    ('Kobani / Ain al-Arab', 'Kobani', 'Ain al-Arab')
    """
    found = [name.strip()]
    if bracketed := _BRACKETED.match(name):
        found += [bracketed["first"], bracketed["second"]]
    found += _ALTERNATIVES.split(name) if len(found) == 1 else []
    return tuple(dict.fromkeys(spelling.strip() for spelling in found if spelling.strip()))
