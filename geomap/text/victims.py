"""Groups of people that a sentence may count: "at least three civilians", "a policeman"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.model import Count, Qualifier, Victims
from geomap.text.counts import NumberPhrase, find_numbers, make_count
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon

__all__ = ["Group", "find_groups", "group_at"]

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "HYPH", "POS", "FW", "ADD"}
_ONE = frozenset({"a", "an", "one", "the", "his", "her", "their", "another", "this", "its"})
_FAMILY = frozenset({"his", "her", "their", "'s", "’s"})
_NO_PERSON = frozenset(
    {
        "attack",
        "number",
        "strike",
        "blast",
        "house",
        "vehicle",
        "car",
        "building",
        "bomb",
        "fire",
        "area",
        "village",
        "town",
        "total",
        "time",
        "dog",
        "bus",
        "truck",
        "power",
        "idea",
        "peace",
        "hope",
        "cow",
        "camel",
        "horse",
        "it",
        "that",
        "this",
        "ship",
        "tank",
        "aircraft",
        "home",
        "market",
        "conflict",
        "war",
        "group",
        "property",
        "damage",
        "livestock",
    }
)
_OF_THEM = frozenset({"them", "whom", "those", "these", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People that a sentence speaks of, with their number as worded."""

    first: int
    last: int
    # positions, last included
    count: Count
    victims: Victims
    head: int | None
    # position of the noun; None for a bare number
    sure: bool
    # the noun is known to mean people (or there is none)
    perpetrators: bool = False
    of_them: bool = False
    # "two of them": some of a group counted before
    of_harmed: int | None = None
    # position of the word of harm in "22 of the dead": some of those counted before
    kin: bool = False
    # "her four children": counted on top of the one before


def find_groups(sentence: Sentence, lexicon: Lexicon) -> tuple[Group, ...]:
    """Find the groups of people in a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for people and things.

    Returns
    -------
    tuple of Group
        In order of the text.
    """
    numbers = find_numbers(sentence.words, lexicon, sentence.text)
    taken: set[int] = set()
    groups: list[Group] = []
    for number in numbers:
        group = _numbered(sentence, number, lexicon)
        if group is not None:
            groups.append(group)
            taken.update(range(group.first, group.last + 1))
        else:
            taken.update(range(number.first, number.last + 1))
    at = 0
    while at < len(sentence.words):
        if at in taken:
            at += 1
            continue
        group = _named(sentence, at, taken) or _unnumbered(sentence, at, taken, lexicon)
        if group is None:
            at += 1
            continue
        groups.append(group)
        taken.update(range(group.first, group.last + 1))
        at = group.last + 1
    return _without_appositions(sentence, sorted(groups, key=lambda group: group.first))


def _run(sentence: Sentence, at: int, lexicon: Lexicon) -> int:
    """Give the end (exclusive) of the noun phrase's words from ``at``."""
    while at < len(sentence.words):
        word = sentence.words[at]
        casualty = word.lower in lexicon.verbs or word.lower in lexicon.states
        if casualty and word.lower not in lexicon.victims and word.tag not in ("NN", "NNS"):
            if not (word.tag in ("JJ", "VBN") and _noun_follows(sentence, at)):
                break
        elif word.tag in ("VBN", "VBG", "RB"):
            if not _noun_follows(sentence, at):
                break
        elif word.tag == "," or word.text == ",":
            if not (_is_tag(sentence, at - 1, "JJ") and _is_tag(sentence, at + 1, "JJ")):
                break
        elif word.tag not in _INSIDE and word.text != "-":
            if not (word.tag == "CD" and _is_tag(sentence, at + 1, "HYPH")):
                break
        at += 1
    return at


def _noun_follows(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence.words) and sentence.words[at + 1].tag in _NOUN


def _is_tag(sentence: Sentence, at: int, tag: str) -> bool:
    return 0 <= at < len(sentence.words) and sentence.words[at].tag == tag


def _head(sentence: Sentence, first: int, end: int) -> int | None:
    for at in range(end - 1, first - 1, -1):
        if sentence.words[at].tag in _NOUN:
            return at
    return None


def _numbered(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> Group | None:
    words = sentence.words
    at = number.last + 1
    of_them = False
    harmed = _of_harmed(sentence, at, lexicon)
    if harmed is not None:
        group = _group(sentence, number, (number.first, harmed), None, lexicon, of_them=True)
        return replace(group, of_harmed=harmed)
    if at + 1 < len(words) and words[at].lower == "of":
        if words[at + 1].lower in _OF_THEM:
            of_them, at = True, at + 2
        else:
            at += 1
    while at < len(words) and words[at].tag in ("DT", "PRP$", "RBR", "RBS") and not of_them:
        at += 1
    end = _run(sentence, at, lexicon)
    head = _head(sentence, at, end)
    first = number.first
    if first and words[first - 1].lower in ("another", "other", "the", "all", "his", "her"):
        first -= 1
    kin = words[first].lower in _FAMILY
    family = _family_of(sentence, number)
    if family is not None:
        first = family
    if head is None:
        if of_them:
            return _group(sentence, number, (first, at - 1), None, lexicon, of_them=True)
        return _group(sentence, number, (first, number.last), None, lexicon, kin=kin)
    noun = words[head].lower
    if noun in lexicon.things or (head + 1 < len(words) and words[head + 1].lower == "old"):
        return None
    return _group(sentence, number, (first, end - 1), head, lexicon, of_them=of_them, kin=kin)


def _of_harmed(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find the word of harm in "22 of the dead", "33 of those killed", "12 of those 50"."""
    words = sentence.words
    if at + 2 >= len(words) or words[at].lower != "of":
        return None
    if words[at + 1].lower not in ("the", "those", "these", "all", "them"):
        return None
    word = words[at + 2]
    known = word.lower in lexicon.states or word.lower in lexicon.verbs
    known = known or word.lower in ("bodies", "victims", "deaths", "fatalities", "casualties")
    return at + 2 if known or word.tag == "CD" else None


def _family_of(sentence: Sentence, number: NumberPhrase) -> int | None:
    """Find "a family of" before a number; it counts as many people as the number says."""
    before = [word.lower for word in sentence.words[max(0, number.first - 3) : number.first]]
    if before[-2:] in (["family", "of"], ["families", "of"], ["group", "of"], ["crew", "of"]):
        return max(0, number.first - 3)
    return None


def _group(
    sentence: Sentence,
    number: NumberPhrase,
    bounds: tuple[int, int],
    head: int | None,
    lexicon: Lexicon,
    *,
    of_them: bool = False,
    kin: bool = False,
) -> Group:
    victims, sure, perpetrators = _status(sentence, bounds, head, lexicon)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=number.count,
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
        of_them=of_them,
        kin=kin,
    )


def _status(
    sentence: Sentence, bounds: tuple[int, int], head: int | None, lexicon: Lexicon
) -> tuple[Victims, bool, bool]:
    """Tell who is counted, whether that is known to be people, and whether attackers."""
    if head is None:
        return Victims.PEOPLE, True, False
    words = [word.lower for word in sentence.words[bounds[0] : bounds[1] + 1]]
    noun = sentence.words[head].lower
    known = noun in lexicon.victims or noun in lexicon.nouns
    entity = sentence.entity_at(head)
    sure = known or (entity is not None and entity[2] in ("NORP", "PERSON"))
    victims = lexicon.victims.get(noun, Victims.PEOPLE)
    if victims in (Victims.PEOPLE, Victims.SOLDIERS):
        for word in words:
            status = lexicon.victims.get(word)
            specific = status not in (None, Victims.PEOPLE, Victims.WOMEN, Victims.MEN)
            if status is not None and specific and word != noun:
                victims = status
                break
    return victims, sure, noun in lexicon.perpetrators


def _named(sentence: Sentence, at: int, taken: set[int]) -> Group | None:
    """Read a person's name as one person."""
    entity = sentence.entity_at(at)
    if entity is None or entity[0] != at or entity[2] != "PERSON":
        return None
    first, last, _ = entity
    if taken & set(range(first, last + 1)):
        return None
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    if after is not None and after.lower in ("'s", "’s"):
        return None
    return _single(sentence, (first, last), last, Victims.PEOPLE, sure=True)


def _single(
    sentence: Sentence, bounds: tuple[int, int], head: int, victims: Victims, *, sure: bool
) -> Group:
    wording = sentence.surface(*bounds)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=make_count(Qualifier.EXACT, 1, wording=wording),
        victims=victims,
        head=head,
        sure=sure,
        kin=sentence.words[bounds[0]].lower in _FAMILY,
    )


def _unnumbered(sentence: Sentence, at: int, taken: set[int], lexicon: Lexicon) -> Group | None:
    """Read "a policeman" as one and "civilians" as an untold number."""
    words = sentence.words
    single = words[at].lower in _ONE or words[at].tag == "POS"
    start = at + 1 if single else at
    if not single and words[at].tag not in _INSIDE:
        return None
    end = _run(sentence, start, lexicon)
    while end > start and (end - 1) in taken:
        end -= 1
    head = _head(sentence, start, end)
    if head is None or set(range(start, head + 1)) & taken:
        return None
    noun = words[head].lower
    if noun not in lexicon.victims:
        return None
    bounds = (at, head)
    victims, sure, perpetrators = _status(sentence, bounds, head, lexicon)
    # "police", "personnel", "family" are many without an s
    many = words[head].tag in ("NNS", "NNPS") or noun in _COLLECTIVE
    if not many:
        group = _single(sentence, bounds, head, victims, sure=sure)
        return _with_perpetrators(group, perpetrators=perpetrators)
    wording = sentence.surface(*bounds)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=make_count(Qualifier.VAGUE, None, wording=wording),
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
    )


def group_at(sentence: Sentence, position: int) -> Group | None:
    """Make a group of a noun that no word list knows, where grammar says it was harmed.

    Only for a single person ("a coffee thief", "Keita"): how many "robbers" were is not said.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    position : int
        The noun's position.

    Returns
    -------
    Group or None
        None for what is no noun, for a number of things, and for many.
    """
    word = sentence.words[position]
    if word.tag not in ("NN", "NNP") or word.lower in _NO_PERSON:
        return None
    return _single(
        sentence, (sentence.noun_phrase(position)[0], position), position, Victims.PEOPLE, sure=True
    )


_COLLECTIVE = frozenset(
    {"police", "personnel", "family", "staff", "crew", "people", "youth", "couple", "dead"}
)


def _with_perpetrators(group: Group, *, perpetrators: bool) -> Group:
    if not perpetrators:
        return group
    return Group(
        first=group.first,
        last=group.last,
        count=group.count,
        victims=group.victims,
        head=group.head,
        sure=group.sure,
        perpetrators=True,
        kin=group.kin,
    )


def _without_appositions(sentence: Sentence, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Keep one group of "Mohammad Afzal, the driver" and of "the driver Mohammad Afzal"."""
    kept: list[Group] = []
    for group in groups:
        if kept and _same_person(sentence, kept[-1], group):
            continue
        kept.append(group)
    return tuple(kept)


def _same_person(sentence: Sentence, before: Group, group: Group) -> bool:
    between = sentence.words[before.last + 1 : group.first]
    ones = before.count.low == before.count.high == group.count.low == group.count.high == 1
    if not ones or group.head is None or before.head is None:
        return False
    named = [
        (entity := sentence.entity_at(other.head)) is not None and entity[2] == "PERSON"
        for other in (before, group)
        if other.head is not None
    ]
    if not any(named) or all(named):
        return False
    return not between or [word.text for word in between] == [","]
