"""The words of a language that the reader's rules go by: data, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from geomap.shipped import shipped_path
from geomap.text.words.actor_words import ActorWords
from geomap.text.words.date_words import DateWords
from geomap.text.words.harm_frames import HarmFrame, frames_by_word
from geomap.text.words.harm_words import HarmWords
from geomap.text.words.phrases import alternatives
from geomap.text.words.place_words import PlaceWords
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Victims

__all__ = ["Lexicon", "TriggerWord", "load_lexicon"]

_HARM_OPENING = (
    *("survive", "survivors", "alive"),
    *("figures", "tallies", "lose", "bury", "wipe", "seize", "drive", "take", "fatally"),
    *("fall", "cost", "fallen", "killed_code", "wounded_code"),
)
# The lists of small words that tell of harm with others: "lost 40 soldiers".


_COUNT_OPENING = ("a", "an", "the", "half", "as", "between", "from")
# What a number can begin with besides: "a dozen", "as many", "between five and ten".


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerWord:
    """A word or phrase that tells of an event."""

    words: tuple[str, ...]
    event_type: str
    # ACLED sub-event type
    weapon: str | None
    weight: int
    # of two in one sentence, the heavier one names the event
    if_armed: str | None
    if_unarmed: str | None
    # its type where those hit bear arms, and where they do not
    slots: tuple[frozenset[str] | None, ...] = ()
    # of a phrase with a choice of words or a gap; ``words`` is then its first one
    thing: bool = False
    # it names a means, which tells of an event only beside a word of a deed or of harm


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
    return _assemble(tomllib.loads(text), tomllib.loads(events), _kinds(nouns))


def _kinds(lines: str) -> dict[str, list[str]]:
    """Read a kind of people, or things, and its nouns from each line."""
    return {kind: nouns for kind, *nouns in map(str.split, lines.splitlines())}


def _assemble(
    words: dict[str, Any], events: dict[str, Any], kinds: Mapping[str, list[str]]
) -> Lexicon:
    counts, places, speech = words["casualties"], words["places"], words["speech"]
    levels = {
        word: level
        for level in (
            "town",
            "city",
            "village",
            "province",
            "district",
            "neighbourhood",
            "country",
            "camp",
        )
        for word in places[level]
    }
    triggers = _trigger_words(events)
    victims = _victims(words["victims"], kinds)
    frames = frames_by_word(words["frames"], words["frame_words"])
    return Lexicon(
        language=words["language"],
        verbs=_by_word(counts, "verbs"),
        subject_verbs=_by_word(counts, "subject_verbs"),
        states=_by_word(counts, "states"),
        nouns=_by_word(counts, "nouns"),
        numbers={**words["numbers"]["units"], **words["numbers"]["tens"]},
        scales=words["numbers"]["scales"],
        collectives=words["numbers"]["collectives"],
        multiples=tuple(words["numbers"]["multiples"]["ends"]),
        factors=words["numbers"]["factors"],
        shares=words["numbers"]["shares"],
        counting=_counting(words),
        vague=frozenset(words["numbers"]["vague"]["words"]),
        vague_heads=frozenset(words["numbers"]["vague"]["heads"]),
        qualifiers=_by_first_word(
            (tuple(phrase.split()), kind)
            for kind, phrases in words["qualifiers"].items()
            for phrase in phrases
        ),
        bounds_behind={
            phrase: Qualifier(kind)
            for kind, phrases in words["bounds_behind"].items()
            for phrase in phrases
        },
        victims=victims,
        harmful=_harmful(words),
        harm=HarmWords.from_lists(words["harm"]),
        frames=frames,
        perpetrators=frozenset(words["victims"]["perpetrators"]),
        beside={
            word: Victims(status)
            for status, group in words["victims"]["beside"].items()
            for word in group
        },
        people_endings=tuple(words["victims"]["endings"]),
        things=frozenset(words["victims"]["things"]),
        nonpersons=frozenset(kinds["things"]).difference(
            victims, _by_word(counts, "nouns"), words["victims"]["no_things"]
        ),
        grammar={name: frozenset(group) for name, group in words["grammar"].items()},
        speech={name: frozenset(group) for name, group in speech.items()},
        denials=frozenset(speech["denials"]),
        confirmations=frozenset(speech["confirmations"]),
        allegations=frozenset(speech["allegations"]),
        adverbs_alleged=frozenset(speech["adverbs_alleged"]),
        adverbs_unverified=frozenset(speech["adverbs_unverified"]),
        claimants=tuple(
            (ClaimantKind(kind), tuple(words["claimants"][kind]))
            for kind in words["claimants"]["order"]
        ),
        scopes={name: tuple(phrases) for name, phrases in words["scope"].items()},
        unverified=tuple(words["hedges"]["unverified"]),
        unable=frozenset(words["hedges"]["unable"]),
        verifying=frozenset(words["hedges"]["verifying"]),
        independent=frozenset(words["hedges"]["independent"]),
        months=words["dates"]["months"],
        weekdays=words["dates"]["weekdays"],
        no_months=frozenset(words["dates"]["no_months"]),
        acronyms=frozenset(words["acronyms"]),
        dates=DateWords.from_lists(words["dates"]["words"]),
        levels=levels,
        relations=tuple(sorted(places["relations"], key=len, reverse=True)),
        institutions=frozenset(places["institutions"]),
        bodies=_names_by_first((*places["bodies"], *places["unions"])),
        unions=frozenset(places["unions"]),
        never=frozenset(places["never"]),
        locatives=frozenset(places["locatives"]),
        place_headings=frozenset(places["headings"]),
        movement=frozenset(places["movement_verbs"]),
        places=PlaceWords.from_lists(places["words"]),
        patterns={name: alternatives(told) for name, told in words["patterns"].items()},
        triggers=triggers,
        actors=ActorWords.from_lists(events["actors"]),
        acts=frozenset(
            trigger.words[-1]
            for group in triggers.values()
            for trigger in group
            if not trigger.slots
        ),
    )


def _victims(told: Mapping[str, list[str]], kinds: Mapping[str, list[str]]) -> dict[str, Victims]:
    """Give each noun's status: as written here for news, and else as the language has it."""
    statuses = frozenset(Victims)
    no_people = frozenset(told["no_people"])
    victims = {
        noun: Victims(status)
        for status, nouns in kinds.items()
        if status in statuses
        for noun in nouns
        if noun not in no_people
    }
    written = reversed([(status, nouns) for status, nouns in told.items() if status in statuses])
    victims.update({noun: Victims(status) for status, nouns in written for noun in nouns})
    return victims


def _counting(words: dict[str, Any]) -> frozenset[str]:
    """Gather the words that a number can begin with: "three", "at", "dozens", "between"."""
    numbers = words["numbers"]
    qualifying = {phrase.split()[0] for group in words["qualifiers"].values() for phrase in group}
    told = (numbers["units"], numbers["tens"], numbers["factors"], numbers["vague"]["words"])
    return frozenset(_COUNT_OPENING).union(qualifying, *told)


def _by_word(casualties: dict[str, Any], key: str) -> dict[str, Quantity]:
    return {word: Quantity(name) for name, group in casualties.items() for word in group[key]}


def _harmful(words: dict[str, Any]) -> frozenset[str]:
    """Gather every word that a casualty can be told by."""
    tables = ("verbs", "subject_verbs", "states", "nouns")
    told = {word for group in words["casualties"].values() for key in tables for word in group[key]}
    return frozenset(told.union(*(words["harm"][name] for name in _HARM_OPENING)))


def _by_first_word(
    phrases: Iterable[tuple[tuple[str, ...], str]],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in sorted(phrases, key=lambda entry: (-len(entry[0]), entry)):
        by_word.setdefault(words[0], []).append((words, kind))
    return {word: tuple(entries) for word, entries in by_word.items()}


def _names_by_first(names: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(map(tuple, map(str.split, names)), key=lambda words: (-len(words), words)):
        by_word.setdefault(name[0], []).append(name)
    return {word: tuple(group) for word, group in by_word.items()}


def _longest_first(trigger: TriggerWord) -> tuple[int, tuple[str, ...]]:
    return -max(len(trigger.words), len(trigger.slots)), trigger.words


def _trigger_phrase(phrase: str, kind: dict[str, Any]) -> Iterator[TriggerWord]:
    """Make the trigger of a phrase; one for each first word of a phrase with choices."""
    # as the tokenizer parts them, at white space and at hyphens
    words = tuple(part for part in re.split(r"\s+|(-)", phrase) if part)
    made = TriggerWord(
        words=words,
        event_type=kind["event_type"],
        weapon=kind.get("weapon"),
        weight=kind.get("weight", 1),
        if_armed=kind.get("if_armed"),
        if_unarmed=kind.get("if_unarmed"),
        thing=kind.get("thing", False),
    )
    if "/" not in phrase and "…" not in phrase:
        yield made
        return
    slots = tuple(None if word == "…" else frozenset(word.split("/")) for word in words)
    for first in sorted(slots[0] or ()):
        yield replace(made, words=(first,), slots=slots)


def _trigger_words(events: dict[str, Any]) -> dict[str, tuple[TriggerWord, ...]]:
    triggers = [
        trigger
        for kind in events["trigger"]
        for phrase in kind["phrases"]
        for trigger in _trigger_phrase(phrase, kind)
    ]
    by_word: dict[str, list[TriggerWord]] = {}
    for trigger in sorted(triggers, key=_longest_first):
        by_word.setdefault(trigger.words[0], []).append(trigger)
    return {word: tuple(group) for word, group in by_word.items()}
