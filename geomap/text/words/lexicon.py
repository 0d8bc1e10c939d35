"""The words of a language that the reader's rules go by: data, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geomap.shipped import shipped_path
from geomap.text.words.actor_words import ActorWords
from geomap.text.words.assembly import families
from geomap.text.words.date_words import DateWords
from geomap.text.words.harm_frames import HarmFrame
from geomap.text.words.harm_words import HarmWords
from geomap.text.words.place_words import PlaceWords
from geomap.text.words.trigger_words import TriggerWord
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Victims

__all__ = ["Lexicon", "load_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words, looked up by their lower-case inflected form."""

    language: str
    verbs: Mapping[str, Quantity]
    # the victims are the object: "kill"
    subject_verbs: Mapping[str, Quantity]
    # the victims are the subject: "die"
    states: Mapping[str, Quantity]
    nouns: Mapping[str, Quantity]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    ordinals: tuple[str, ...]
    # in turn: "first", "second" …
    multiples: tuple[str, ...]
    # the ends of what repeats the figure before: "as many", "twice that number"
    factors: Mapping[str, float]
    # "twice as many"
    shares: Mapping[str, float]
    # "a third of the 30"
    counting: frozenset[str]
    # every word that a number, with what qualifies it, can begin with but for figures
    vague: frozenset[str]
    vague_heads: frozenset[str]
    qualifiers: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    # by their first word, longest first
    bounds_behind: Mapping[str, Qualifier]
    # behind the noun: "13 people at the very least"
    victims: Mapping[str, Victims]
    harmful: frozenset[str]
    # a sentence without one of them, or a phrase of `frames`, tells of no harm
    harm: HarmWords
    # the small words that the grammar of casualties turns on
    frames: Mapping[str, tuple[HarmFrame, ...]]
    # phrases that tell of harm, by their first words
    perpetrators: frozenset[str]
    beside: Mapping[str, Victims]
    # "army" officers, "aid" workers
    people_endings: tuple[str, ...]
    # "keepers": of nouns that no list knows
    things: frozenset[str]
    # what a number counts without counting anybody
    nonpersons: frozenset[str]
    # nouns that are nobody's in any sense: "heifer", "ordinance"
    grammar: Mapping[str, frozenset[str]]
    # small words that sentences hang together by
    speech: Mapping[str, frozenset[str]]
    # by what they do: verbs of saying, nouns ("rebel claims of"), views ("by its count, nine
    # died"), pronouns, hearers …
    denials: frozenset[str]
    confirmations: frozenset[str]
    allegations: frozenset[str]
    adverbs_alleged: frozenset[str]
    adverbs_unverified: frozenset[str]
    claimants: tuple[tuple[ClaimantKind, tuple[str, ...]], ...]
    scopes: Mapping[str, tuple[str, ...]]
    unverified: tuple[str, ...]
    unable: frozenset[str]
    verifying: frozenset[str]
    independent: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    no_months: frozenset[str]
    # months' names that in small letters are words
    acronyms: frozenset[str]
    # short forms of names, in small letters: "un"
    dates: DateWords
    levels: Mapping[str, str]
    # "governorate" → "province"
    relations: tuple[str, ...]
    institutions: frozenset[str]
    bodies: Mapping[str, tuple[tuple[str, ...], ...]]
    # institutions that sound like places, by their first word, longest first
    unions: frozenset[str]
    # those that are countries together: a party, and a region too
    never: frozenset[str]
    # names of groups and bodies that are no places, whatever a gazetteer knows
    locatives: frozenset[str]
    place_headings: frozenset[str]
    # over the column of a table that names places
    movement: frozenset[str]
    places: PlaceWords
    # the small words around places' names
    patterns: Mapping[str, re.Pattern[str]]
    # over a sentence in lower case
    triggers: Mapping[str, tuple[TriggerWord, ...]]
    # by their first word, longest first
    actors: ActorWords
    # the small words around the parties of an event
    acts: frozenset[str]
    # the last words of triggers: "shelling", "strike"


@lru_cache(maxsize=8)
def load_lexicon(language: str = "en") -> Lexicon:
    """Load the words of a language.

    Parameters
    ----------
    language : str
        ISO 639-1 code; ``data/lexicon/<language>.toml`` must be shipped.

    Returns
    -------
    Lexicon
        The words, by what they do.

    Raises
    ------
    ShippedFileError
        When there is no lexicon for the language.

    Examples
    --------
    >>> load_lexicon("en").verbs["killed"].value
    'killed'
    """
    text = shipped_path(f"lexicon/{language}.toml").read_text(encoding="utf-8")
    events = shipped_path(f"lexicon/{language}.triggers.toml").read_text(encoding="utf-8")
    nouns = shipped_path(f"lexicon/{language}.people.txt").read_text(encoding="utf-8")
    return Lexicon(**families(tomllib.loads(text), tomllib.loads(events), _kinds(nouns)))


def _kinds(lines: str) -> dict[str, list[str]]:
    """Read a kind of people, or things, and its nouns from each line."""
    return {kind: nouns for kind, *nouns in map(str.split, lines.splitlines())}
