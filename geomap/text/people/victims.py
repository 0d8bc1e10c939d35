"""Groups of people that a sentence may count: "at least three civilians", "a policeman"."""

from __future__ import annotations

from geomap.text.figures.ages import ages_listed
from geomap.text.figures.counts import find_numbers, make_count
from geomap.text.figures.groups import Group, noun_at, single, sounds_like_people, status_of
from geomap.text.figures.measures import aged_person, strength
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.appositions import joined_appositions
from geomap.text.people.noun_runs import INSIDE, head_of, run_end
from geomap.text.people.numbered import numbered
from geomap.text.people.persons import compatriot, named_person, pronoun
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["find_groups"]

_BOTH = ("det", "predet")
# Of "both pilots" and "both his sons", but not of "both men and women".


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
    taken: set[int] = set()
    groups: list[Group] = []
    for number in find_numbers(sentence.words, lexicon, sentence.text):
        if number.first in taken:
            continue
        group = numbered(sentence, number, lexicon)
        if group is not None:
            groups.append(group)
            taken.update(range(group.first, group.last + 1))
        else:
            taken.update(range(number.first, number.last + 1))
    at = 0
    while at < len(sentence.words):
        group = None if at in taken else _told_at(sentence, at, taken, lexicon)
        if group is None:
            at += 1
            continue
        groups.append(group)
        taken.update(range(group.first, group.last + 1))
        at = group.last + 1
    return joined_appositions(sentence, sorted(groups, key=lambda g: g.first), lexicon)


def _told_at(sentence: Sentence, at: int, taken: set[int], lexicon: Lexicon) -> Group | None:
    return (
        named_person(sentence, at, taken, lexicon)
        or aged_person(sentence, at, lexicon)
        or compatriot(sentence, at, lexicon)
        or _unnumbered(sentence, at, taken, lexicon)
        or pronoun(sentence, at, lexicon)
    )


def _unnumbered(sentence: Sentence, at: int, taken: set[int], lexicon: Lexicon) -> Group | None:
    """Read "a policeman" as one and "civilians" as an untold number."""
    words, harm = sentence.words, lexicon.harm
    one = words[at].lower in harm.singulars or words[at].tag == "POS"
    start = at + 1 if one else at
    if not one and words[at].tag not in INSIDE:
        return None
    if at and words[at - 1].lower in harm.each:
        # "took away every man"
        return None
    end = run_end(sentence, start, lexicon)
    while end > start and (end - 1) in taken:
        end -= 1
    if words[at].lower in harm.possessives:
        end = _before_name(sentence, start, end, lexicon)
    head = head_of(sentence, start, end)
    if one and start + 2 < len(words) and "-" in noun_at(sentence, start + 2, lexicon):
        # "a passer-by", whose first word grammar takes for a verb
        head = start + 2
    if head is None and one and end > start and words[end - 1].lower in lexicon.victims:
        # "a civilian", taken for an adjective
        head = end - 1
    if head is None or set(range(start, head + 1)) & taken:
        return None
    noun = noun_at(sentence, head, lexicon)
    law = [word.lower for word in words[head + 1 : head + 5]] == ["-", "in", "-", "law"]
    bounds = (at, head + 4 if law else head)
    if noun not in lexicon.victims and not sounds_like_people(noun, lexicon):
        return (
            None
            if strength(sentence, bounds, lexicon) is None
            else _many(sentence, bounds, head, lexicon)
        )
    # "police", "personnel", "family" are many without an s; "a youth" is one.
    single_one = words[at].lower in ("a", "an", "another") and noun in harm.one_or_many
    plural = words[head].tag in ("NNS", "NNPS") and not single_one
    if not plural and (noun not in harm.collectives or single_one):
        refers = noun in harm.remains and words[at].lower in (*harm.possessives, "the")
        return single(sentence, bounds, head, lexicon, refers=refers)
    return _many(sentence, bounds, head, lexicon)


def _before_name(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> int:
    """Leave the name out of "his wife Parwana", which has its own group beside the noun's."""
    entity = sentence.entity_at(end - 1) if end > start else None
    if entity is None or entity[2] != "PERSON" or not start < entity[0] < end:
        return end
    return entity[0] if sentence.words[entity[0] - 1].lower in lexicon.victims else end


def _many(sentence: Sentence, bounds: tuple[int, int], head: int, lexicon: Lexicon) -> Group:
    at = bounds[0]
    victims, sure, perpetrators = status_of(sentence, bounds, head, lexicon)
    before = sentence.words[bounds[0] - 1] if bounds[0] else None
    count = strength(sentence, bounds, lexicon) or make_count(
        Qualifier.VAGUE, None, wording=sentence.surface(*bounds)
    )
    ages = ages_listed(sentence.words, bounds[1] + 1, lexicon)
    if ages > 1:
        # "her sons aged 9 and 13"
        count = make_count(Qualifier.EXACT, ages, wording=sentence.surface(*bounds))
    following = sentence.words[bounds[1] + 1].lower if bounds[1] + 1 < len(sentence.words) else ""
    inside = {word.lower for word in sentence.words[bounds[0] : bounds[1] + 1]}
    if inside & lexicon.harm.twosomes and following != "of":
        count = make_count(Qualifier.EXACT, 2, wording=sentence.surface(*bounds))
    if before is not None and before.lower in lexicon.harm.both and before.dep in _BOTH:
        # "both pilots", but not "both men and women"
        bounds = (bounds[0] - 1, bounds[1])
        count = make_count(Qualifier.EXACT, 2, wording=sentence.surface(*bounds))
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=count,
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
        kin=count.best is not None and sentence.words[at].lower in lexicon.harm.possessives,
        relative=sentence.words[head].lower in lexicon.harm.relatives,
    )
