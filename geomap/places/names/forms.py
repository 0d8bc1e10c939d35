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
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from geomap.places.names.levels import (
    LEADING_LEVELS,
    QUALIFIERS,
    RELATIONS,
    SITE_BEHIND,
    TRAILING_LEVELS,
    TRAILING_RELATIONS,
    UNIT_WORDS,
)
from geomap.places.names.likeness import form_likeness
from geomap.places.names.marks import SIGNS
from geomap.places.names.scripts import ARABIC_ARTICLE, to_latin
from geomap.places.names.sounds import key_of_sounds, keys_of_sounds, sounds, sounds_of_all

__all__ = [
    "NameParts",
    "form_key",
    "form_keys",
    "likeness",
    "loose_key",
    "normal_form",
    "spellings",
    "split_level",
    "split_site",
]

_WORD = re.compile(r"[^\W_]+")

# The Arabic article by the first letters of the word it stands before. "al" and "el" stand
# before any word; the others only before a word with the same sound: ar-Ramadi, Dayr uz
# Zor, and in French spelling Tell enn Nabi.
_ASSIMILATED = {
    "n": ("n",), "r": ("r",), "s": ("s",), "d": ("d",), "t": ("t",), "z": ("z",),
    "sh": ("sh", "ch"), "ch": ("ch",), "dh": ("dh",), "th": ("th",), "j": ("j",), "l": ("l",),
    "nn": ("n",), "rr": ("r",), "ss": ("s",), "dd": ("d",), "tt": ("t",), "zz": ("z",),
}  # fmt: skip
_ARTICLES: dict[str, tuple[str, ...] | None] = {
    **{v + c: sounds for v in "aeu" for c, sounds in _ASSIMILATED.items() if (v, c) != ("a", "j")},
    "al": None, "el": None, "ul": None,
}  # fmt: skip

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "mts": "mountains"}
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
# only as the first word: inside a Persian name "e" is a link
_LINKS = frozenset(("e", "ye", "i", "yi"))
# between two words of a Persian, Dari or Urdu name: Deh-e Now, Bagh-i-Shahi
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
# only as the last word: "Luabo II"

_RULED = frozenset((
    *_ARTICLES, *_ABBREVIATIONS, *_COMPASS, *_LINKS, *_NUMERALS, *UNIT_WORDS, *QUALIFIERS,
))  # fmt: skip
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
    # A letter of a formula's alphabet ("𝞐") is that letter first.
    folded = (name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold()
    if folded.isascii() and folded.isalnum():
        # One plain word, as most names are: no rule changes the only word.
        return folded
    if ARABIC_ARTICLE in folded:
        folded = " ".join(_without_arabic_article(word) for word in folded.split())
    if folded.isascii():
        latin = folded.replace("'", "").replace("`", "")
    else:
        latin = to_latin(folded).casefold().translate(SIGNS)
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
            _spelt_out(word, index)
            for index, word in enumerate(kept[:-1])
            if not (_is_article(word, kept[index + 1]) or (index and word in _LINKS))
        ]
        shorter.append(_NUMERALS.get(kept[last], kept[last]))
        shorter = [word for word in shorter if word not in UNIT_WORDS] or shorter
        shorter = _join_initials(_qualifiers_last(shorter))
        if shorter == kept:
            break
        kept = shorter
    return kept


def _qualifiers_last(words: list[str]) -> list[str]:
    """Put "northern", "upper" and their like after the name, in English."""
    own = [word for word in words if word not in QUALIFIERS]
    if not own or len(own) == len(words):
        return words
    return own + [QUALIFIERS[word] for word in words if word in QUALIFIERS]


def _spelt_out(word: str, index: int) -> str:
    if index == 0 and word in _COMPASS:
        return _COMPASS[word]
    return _ABBREVIATIONS.get(word, word)


def _is_article(word: str, following: str) -> bool:
    if word not in _ARTICLES:
        return False
    sounds = _ARTICLES[word]
    return sounds is None or following.startswith(sounds)


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
    return key_of_sounds(sounds(form))


def form_keys(forms: Iterable[str]) -> dict[str, str]:
    """Give the loose keys of many names at once, at half the cost.

    Parameters
    ----------
    forms : iterable of str
        What :func:`normal_form` gave.

    Returns
    -------
    dict
        From each form to what :func:`form_key` gives.

    Examples
    --------
    >>> form_keys(["lataminah", "homs", "lataminah"])
    {'lataminah': 'ltmn', 'homs': 'hms'}
    """
    keys = dict.fromkeys(forms, "")
    plain = [form for form in keys if form.isascii()]
    keys.update(zip(plain, keys_of_sounds(sounds_of_all(plain)), strict=True))
    for form in keys:
        if not form.isascii():
            keys[form] = form_key(form)
    return keys


def likeness(first: str, second: str) -> float:
    """Tell how alike two names are, whatever their romanisation.

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
    >>> likeness("Talbiseh", "Al-Talbisa") > 0.95
    True
    >>> likeness("Kafr Nabl", "Kafr Nabudah") < 0.86
    True
    """
    return form_likeness(normal_form(first), normal_form(second))


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


def split_site(name: str) -> tuple[str, str]:
    """Part a name that a site has from its town: an airport, a market, a checkpoint.

    Parameters
    ----------
    name : str
        A place's name as written, without other words for its kind.

    Returns
    -------
    tuple of str and str
        The town's name and the words for the site, empty where it is none. A town may have
        such a name itself ("Beaver Dam"): look for the whole name first.

    Examples
    --------
    >>> split_site("Aleppo International Airport"), split_site("Aleppo")
    (('Aleppo', 'International Airport'), ('Aleppo', ''))
    """
    match = SITE_BEHIND.search(name)
    if match is None or match.start() == 0:
        return name, ""
    return name[: match.start()], match[0].strip()


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
