"""From the tables of a language's files to the words by what they do, family by family."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from geomap.text.words.actor_words import ActorWords
from geomap.text.words.date_words import DateWords
from geomap.text.words.harm_frames import frames_by_word
from geomap.text.words.harm_words import HarmWords
from geomap.text.words.phrases import alternatives
from geomap.text.words.place_words import PlaceWords
from geomap.text.words.trigger_words import trigger_words
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Victims

__all__ = ["families"]

_HARM_OPENING = (
    *("survive", "survivors", "alive"),
    *("figures", "tallies", "lose", "bury", "wipe", "seize", "drive", "take", "fatally"),
    *("fall", "cost", "fallen", "killed_code", "wounded_code"),
)
# The lists of small words that tell of harm with others: "lost 40 soldiers".

_LEVELS = ("town", "city", "village", "province", "district", "neighbourhood", "country", "camp")
# The lists of words for kinds of places; of a word in two of them the later one counts.


def families(
    words: Mapping[str, Any], events: Mapping[str, Any], kinds: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Give a lexicon's fields, each family of words made from its tables.

    Parameters
    ----------
    words : mapping
        The tables of ``<language>.toml``.
    events : mapping
        Those of ``<language>.triggers.toml``.
    kinds : mapping
        The nouns of ``<language>.people.txt``, by the kind of people or things they name.

    Returns
    -------
    dict
        A value for each field of a `Lexicon`.
    """
    return {
        "language": words["language"],
        "acronyms": frozenset(words["acronyms"]),
        "grammar": _sets(words["grammar"]),
        "scopes": {name: tuple(phrases) for name, phrases in words["scope"].items()},
        "patterns": {name: alternatives(told) for name, told in words["patterns"].items()},
        **_numbers(words),
        **_harm(words),
        **_people(words, kinds),
        **_voices(words),
        **_days(words["dates"]),
        **_places(words["places"]),
        **_events(events, _victims(words["victims"], kinds)),
    }


def _numbers(words: Mapping[str, Any]) -> dict[str, Any]:
    numbers = words["numbers"]
    return {
        "numbers": {**numbers["units"], **numbers["tens"]},
        "scales": numbers["scales"],
        "collectives": numbers["collectives"],
        "ordinals": tuple(numbers["ordinals"]),
        "multiples": tuple(numbers["multiples"]["ends"]),
        "factors": numbers["factors"],
        "shares": numbers["shares"],
        "counting": _counting(words),
        "vague": frozenset(numbers["vague"]["words"]),
        "vague_heads": frozenset(numbers["vague"]["heads"]),
        "qualifiers": _by_first_word(
            (tuple(phrase.split()), kind)
            for kind, phrases in words["qualifiers"].items()
            for phrase in phrases
        ),
        "bounds_behind": {
            phrase: Qualifier(kind)
            for kind, phrases in words["bounds_behind"].items()
            for phrase in phrases
        },
    }


def _harm(words: Mapping[str, Any]) -> dict[str, Any]:
    counts = words["casualties"]
    return {
        "verbs": _by_word(counts, "verbs"),
        "subject_verbs": _by_word(counts, "subject_verbs"),
        "states": _by_word(counts, "states"),
        "nouns": _by_word(counts, "nouns"),
        "harmful": _harmful(words),
        "harm": HarmWords.from_lists(words["harm"]),
        "frames": frames_by_word(words["frames"], words["frame_words"]),
    }


def _people(words: Mapping[str, Any], kinds: Mapping[str, list[str]]) -> dict[str, Any]:
    told = words["victims"]
    victims = _victims(told, kinds)
    harm = _by_word(words["casualties"], "nouns")
    return {
        "victims": victims,
        "perpetrators": frozenset(told["perpetrators"]),
        "beside": {
            word: Victims(status) for status, group in told["beside"].items() for word in group
        },
        "people_endings": tuple(told["endings"]),
        "things": frozenset(told["things"]),
        "nonpersons": frozenset(kinds["things"]).difference(victims, harm, told["no_things"]),
    }


def _voices(words: Mapping[str, Any]) -> dict[str, Any]:
    speech, claimants, hedges = words["speech"], words["claimants"], words["hedges"]
    return {
        "speech": _sets(speech),
        "denials": frozenset(speech["denials"]),
        "confirmations": frozenset(speech["confirmations"]),
        "allegations": frozenset(speech["allegations"]),
        "adverbs_alleged": frozenset(speech["adverbs_alleged"]),
        "adverbs_unverified": frozenset(speech["adverbs_unverified"]),
        "claimants": tuple(
            (ClaimantKind(kind), tuple(claimants[kind])) for kind in claimants["order"]
        ),
        "unverified": tuple(hedges["unverified"]),
        "unable": frozenset(hedges["unable"]),
        "verifying": frozenset(hedges["verifying"]),
        "independent": frozenset(hedges["independent"]),
    }


def _days(dates: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "months": dates["months"],
        "weekdays": dates["weekdays"],
        "no_months": frozenset(dates["no_months"]),
        "dates": DateWords.from_lists(dates["words"]),
    }


def _places(places: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "levels": {word: level for level in _LEVELS for word in places[level]},
        "relations": tuple(sorted(places["relations"], key=len, reverse=True)),
        "institutions": frozenset(places["institutions"]),
        "bodies": _names_by_first((*places["bodies"], *places["unions"])),
        "unions": frozenset(places["unions"]),
        "never": frozenset(places["never"]),
        "locatives": frozenset(places["locatives"]),
        "place_headings": frozenset(places["headings"]),
        "movement": frozenset(places["movement_verbs"]),
        "places": PlaceWords.from_lists(places["words"]),
    }


def _events(events: Mapping[str, Any], people: Container[str]) -> dict[str, Any]:
    """Build the words for events; of "clashed with rebels" the people are no act."""
    triggers = trigger_words(events["trigger"])
    told = [trigger for group in triggers.values() for trigger in group]
    return {
        "triggers": triggers,
        "actors": ActorWords.from_lists(events["actors"]),
        # what sounds like an event and is none ("general strike") is no act
        "acts": frozenset(
            trigger.words[-1]
            for trigger in told
            if not trigger.slots and trigger.event_type and trigger.words[-1] not in people
        ),
    }


def _sets(lists: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(group) for name, group in lists.items()}


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


def _counting(words: Mapping[str, Any]) -> frozenset[str]:
    """Gather the words that a number can begin with: "three", "at", "dozens", "between"."""
    numbers = words["numbers"]
    qualifying = {phrase.split()[0] for group in words["qualifiers"].values() for phrase in group}
    told = (numbers["units"], numbers["tens"], numbers["factors"], numbers["vague"]["words"])
    return frozenset(numbers["opening"]).union(qualifying, *told)


def _by_word(casualties: Mapping[str, Any], key: str) -> dict[str, Quantity]:
    return {word: Quantity(name) for name, group in casualties.items() for word in group[key]}


def _harmful(words: Mapping[str, Any]) -> frozenset[str]:
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
