"""Lists of places with a number each: "29 dead: Tillia, 14; Tassara, nine; Bakorat, six"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.protocols import Token
from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.figures.numbers import number_at
from geomap.text.harmed.casualty import Casualty
from geomap.text.names.proper_names import name_at
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["PlaceTally", "place_tallies", "tallied_casualties"]

_MARKS = frozenset({",", ":", "-", "–", "—", "("})
# Between a place and its number.
_PARTING = frozenset({";", ",", "and"})
# Between two entries.
_LEAST = 2
# Entries of a list.
_SPEAKER = 8
# Words of who speaks, and the verb.
_HARM = (Quantity.KILLED, Quantity.WOUNDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTally:
    """One entry of a list: a place and how many were harmed there."""

    place: tuple[int, int]
    # first and last position of its name
    number: tuple[int, int]
    # of the number
    count: int
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    place: tuple[int, int]
    number: tuple[int, int]
    count: int
    harm: Quantity | None
    # told behind the number: "14 killed"
    end: int


def place_tallies(sentence: Sentence, lexicon: Lexicon) -> tuple[PlaceTally, ...]:
    """Read a list of places with a number each, behind a colon to the end of the sentence.

    What tells such a list from persons and their ages: every number has its word of harm, or
    all of them make up the number before the colon, or that stands for a count of the dead.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's numbers and words of harm.

    Returns
    -------
    tuple of PlaceTally
        In order; empty where it is no such list.
    """
    colon = next((k for k, word in enumerate(sentence.words) if word.text == ":"), None)
    if colon is None:
        return ()
    entries = _entries(sentence, colon + 1, lexicon)
    if len(entries) < _LEAST or _are_persons(sentence, entries):
        return ()
    told = {entry.harm for entry in entries}
    named = _led_by(sentence, colon, lexicon)
    if None not in told and len(told) == 1:
        quantity = entries[0].harm
    elif told <= {None, named} and (
        _heads_list(sentence, colon, lexicon) or _whole(sentence, colon, entries, lexicon)
    ):
        quantity = named
    else:
        return ()
    if quantity not in _HARM:
        return ()
    return tuple(
        PlaceTally(place=e.place, number=e.number, count=e.count, quantity=quantity)
        for e in entries
    )


def tallied_casualties(
    sentence: Sentence, tallies: Sequence[PlaceTally], lexicon: Lexicon
) -> tuple[Casualty, ...]:
    """Give the figures of such a list, and the sum before it, whose parts they are.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    tallies : sequence of PlaceTally
        Its entries.
    lexicon : Lexicon
        The language's numbers.

    Returns
    -------
    tuple of Casualty
        In order.
    """
    colon = next(k for k, word in enumerate(sentence.words) if word.text == ":")
    whole = _whole(sentence, colon, tallies, lexicon)
    quantity = tallies[0].quantity
    made = [] if whole is None else [_casualty(sentence, whole, quantity, part=False)]
    made += [
        _casualty(sentence, (*tally.number, tally.count), quantity, part=whole is not None)
        for tally in tallies
    ]
    return tuple(made)


def _casualty(
    sentence: Sentence, number: tuple[int, int, int], quantity: Quantity, *, part: bool
) -> Casualty:
    first, last, count = number
    wording = sentence.surface(first, last)
    group = Group(
        first=first,
        last=last,
        count=make_count(Qualifier.EXACT, count, wording=wording),
        victims=Victims.PEOPLE,
        head=None,
        sure=True,
    )
    return Casualty(group=group, quantity=quantity, predicate=first, part=part)


def _entries(sentence: Sentence, at: int, lexicon: Lexicon) -> list[_Entry]:
    """Read entries up to the end of the sentence; none where anything else stands there."""
    words, entries = sentence.words, list[_Entry]()
    while at < len(words):
        entry = _entry(sentence, at, lexicon)
        if entry is None:
            return entries if _says_who_counted(words[at:], lexicon) else []
        entries.append(entry)
        at = entry.end
        if at >= len(words) or words[at].text in (".", "!"):
            return entries
        if words[at].lower not in _PARTING:
            return []
        while at < len(words) and words[at].lower in _PARTING:
            at += 1
    return entries


def _says_who_counted(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether only a speaker stands behind a list: ", the governor's office said"."""
    said = any(word.lower in lexicon.speech["verbs"] for word in words[:_SPEAKER])
    return said and not any(word.tag == "CD" for word in words)


def _entry(sentence: Sentence, at: int, lexicon: Lexicon) -> _Entry | None:
    last = name_at(sentence, at, lexicon)
    if last is None:
        return None
    words, behind = sentence.words, last + 1
    bracket = behind < len(words) and words[behind].text == "("
    if behind < len(words) and words[behind].text in _MARKS:
        behind += 1
    number = number_at(words, behind, lexicon)
    if number is None:
        return None
    count, end = number
    harm, after = None, end + 1
    if after < len(words):
        harm = _harm_of(words[after].lower, lexicon)
        after += harm is not None
    if bracket:
        if after >= len(words) or words[after].text != ")":
            return None
        after += 1
    return _Entry(place=(at, last), number=(behind, end), count=count, harm=harm, end=after)


def _harm_of(word: str, lexicon: Lexicon) -> Quantity | None:
    tables = (lexicon.states, lexicon.verbs, lexicon.subject_verbs, lexicon.nouns)
    return next((table[word] for table in tables if word in table), None)


def _led_by(sentence: Sentence, colon: int, lexicon: Lexicon) -> Quantity | None:
    """Give what the words before the colon say of everybody; None where they say several things."""
    told = {_harm_of(word.lower, lexicon) for word in sentence.words[:colon]} - {None}
    return next(iter(told)) if len(told) == 1 else None


def _heads_list(sentence: Sentence, colon: int, lexicon: Lexicon) -> bool:
    """Tell whether a line names what is counted: "Deaths by town:", "the toll is:"."""
    lead = [word.lower for word in sentence.words[:colon]]
    counted = any(word in lexicon.nouns or word in lexicon.harm.figures for word in lead)
    numbered = any(number_at(sentence.words, k, lexicon) for k in range(colon))
    return counted and not numbered


def _whole(
    sentence: Sentence, colon: int, entries: Sequence[_Entry | PlaceTally], lexicon: Lexicon
) -> tuple[int, int, int] | None:
    """Find the number before the colon that the entries make up: where, and how many."""
    total = sum(entry.count for entry in entries)
    for at in range(colon):
        number = number_at(sentence.words, at, lexicon)
        if number is not None and number[0] == total:
            return at, number[1], total
    return None


def _are_persons(sentence: Sentence, entries: Sequence[_Entry]) -> bool:
    """Tell whether the names are those of persons, and the numbers may be their ages."""
    labels = [sentence.entity_at(entry.place[1]) for entry in entries]
    persons = sum(label is not None and label[2] == "PERSON" for label in labels)
    long = sum(entry.place[1] > entry.place[0] for entry in entries)
    bare = all(entry.harm is None for entry in entries)
    return bare and persons * 2 > len(entries) and long * 2 > len(entries)
