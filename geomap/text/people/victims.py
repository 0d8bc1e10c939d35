"""Groups of people that a sentence may count: "at least three civilians", "a policeman"."""

from __future__ import annotations

from dataclasses import replace

from geomap.protocols import Token
from geomap.text.figures.ages import ages_listed
from geomap.text.figures.counts import NumberPhrase, find_numbers, make_count
from geomap.text.figures.fractions import share_of
from geomap.text.figures.groups import Group, noun_at, single, sounds_like_people, status_of
from geomap.text.figures.measures import aged_person, strength
from geomap.text.figures.numbers import number_at
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.appositions import joined_appositions
from geomap.text.people.noun_runs import INSIDE, head_of, run_end
from geomap.text.people.persons import compatriot, named_person, pronoun
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["find_groups"]

_BOTH = ("det", "predet")
# Of "both pilots" and "both his sons", but not of "both men and women".
_DETERMINERS = frozenset({"DT", "PRP$", "RBR", "RBS"})


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
        group = _numbered(sentence, number, lexicon)
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


def _numbered(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> Group | None:
    words = sentence.words
    at = number.last + 1
    if at < len(words) and words[at].lower in ("x", "×"):
        # "3 x policemen"
        at += 1
    if number.first and words[number.first - 1].lower in lexicon.harm.nobody:
        return None
    less = _all_but(sentence, number, lexicon)
    if less is not None:
        return less
    bound = _bound_behind(sentence, number, lexicon)
    if bound is not None:
        number = bound
    harmed = _of_harmed(sentence, at, lexicon)
    if harmed is not None and words[harmed].tag == "CD" and words[harmed - 1].lower == "the":
        return _of_counted(sentence, number, harmed, lexicon)
    if harmed is not None:
        group = _group(sentence, number, (number.first, harmed), None, lexicon)
        return replace(group, of_harmed=harmed, of_them=True)
    of_them = theirs = False
    of = at + 1 < len(words) and words[at].lower == "of"
    if of:
        of_them = words[at + 1].lower in lexicon.harm.anaphors
        at += 2 if of_them else 1
    while of and at < len(words) and words[at].tag in _DETERMINERS and not of_them:
        theirs = theirs or words[at].lower in lexicon.harm.possessives
        at += 1
    if theirs and at < len(words) and words[at].lower in lexicon.harm.ranks:
        # "lost two of their number"
        return _group(sentence, number, (number.first, at), None, lexicon)
    if theirs and at < len(words) and words[at].tag == "CD":
        # "a mother and two of her three children"
        some = _of_counted(sentence, number, at, lexicon)
        return None if some is None else replace(some, kin=some.relative)
    if at + 1 < len(words) and words[at].tag in ("``", "''") and words[at + 1].tag in INSIDE:
        at += 1
    end = run_end(sentence, at, lexicon)
    head = head_of(sentence, at, end)
    first = _first_word(sentence, number, lexicon)
    if head is not None and _busy(sentence, at, head, lexicon):
        head = None
    if head is None:
        if _numbers_a_name(sentence, number, lexicon):
            return None
        last = at - 1 if of_them else number.last
        if last + 1 < len(words) and words[last + 1].lower in lexicon.harm.more:
            last += 1
        group = _group(sentence, number, (first, last), None, lexicon)
        return replace(group, of_them=of_them)
    aged = head + 1 < len(words) and words[head + 1].lower == "old"
    if aged or words[head].lower in lexicon.things or _is_thing(words[head], lexicon):
        return None
    group = _group(sentence, number, (first, end - 1), head, lexicon)
    share = share_of(sentence, number, end - 1, lexicon)
    if share is not None:
        return replace(group, count=share[0], first=share[1])
    # "and four of their children", "a captain and three of his men"
    kin = group.kin or theirs
    more = words[head].lower in lexicon.harm.more
    return replace(group, of_them=of_them, kin=kin, more=more)


def _busy(sentence: Sentence, at: int, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun behind "two more" is what they do: "left two more fighting for life"."""
    doing = head == at + 1 and sentence.words[head].tag == "NN"
    return (
        doing
        and sentence.words[at].lower in lexicon.harm.more
        and sentence.words[head].lower.endswith("ing")
    )


def _numbers_a_name(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> bool:
    """Tell whether a number is part of a speaker's name: "the station Vision 2000 reported"."""
    at = number.first
    if at != number.last or at == 0 or at + 1 >= len(sentence.words):
        return False
    after = sentence.words[at + 1].lower
    says = after in lexicon.speech["verbs"] and after not in lexicon.speech["findings"]
    name = sentence.words[at - 1]
    named = name.tag == "NNP" and name.dep != "pobj" and sentence.heads[at] == at - 1
    return says and named and sentence.words[at].text.isdecimal()


def _of_counted(
    sentence: Sentence, number: NumberPhrase, at: int, lexicon: Lexicon
) -> Group | None:
    """Read "15 of the 22 crew" as 15, and "three of the six wounded" as some of those."""
    whole = number_at(sentence.words, at, lexicon)
    if whole is None:
        return None
    end = run_end(sentence, whole[1] + 1, lexicon)
    head = head_of(sentence, whole[1] + 1, end)
    if head is not None and sentence.words[head].lower in lexicon.things:
        return None
    bounds = (_first_word(sentence, number, lexicon), max(end - 1, whole[1]))
    behind = bounds[1] + 1
    word = sentence.words[behind].lower if behind < len(sentence.words) else ""
    inside = [
        k
        for k in range(whole[1] + 1, end if head is None else head)
        if sentence.words[k].lower in lexicon.states and sentence.words[k].tag in ("JJ", "VBN")
    ]
    behind = inside[0] if inside else behind
    if word == "who":
        behind += 1
        while behind < len(sentence.words) and _aids(sentence, behind, lexicon):
            behind += 1
        word = sentence.words[behind].lower if behind < len(sentence.words) else ""
    harm = word in lexicon.states or word in lexicon.verbs or word in lexicon.subject_verbs
    noun = "" if head is None else sentence.words[head].lower
    if head is not None and (noun in lexicon.harm.harmed - {"victims"} or noun in lexicon.states):
        # "nine of the 14 fatalities": all the 14 died
        group = _group(sentence, number, (bounds[0], number.last), None, lexicon)
        return replace(group, of_harmed=head, of_them=True)
    if inside or (harm and (head is None or _said_of_all(sentence, behind))):
        group = _group(sentence, number, (bounds[0], number.last), None, lexicon)
        return replace(group, of_harmed=behind, of_them=True)
    return _group(sentence, number, bounds, head, lexicon)


def _aids(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word only leads to a verb of harm: "who had been killed"."""
    word = sentence.words[at]
    return word.pos == "AUX" or word.lower in lexicon.harm.copulas | lexicon.harm.have


def _said_of_all(sentence: Sentence, at: int) -> bool:
    """Tell whether a participle is of all, and a verb behind of some: "of the 19 killed were"."""
    words = sentence.words
    root = next((k for k in range(len(words)) if words[k].dep == "ROOT"), at)
    if root == at and words[at].tag == "VBN" and sentence.child(at, "aux", "auxpass") is None:
        # "three of the five soldiers hurt in the blast have since died"
        return any(word.pos == "AUX" for word in words[at + 1 :])
    return words[at].tag in ("VBN", "VBD") and root > at and words[root].tag.startswith("VB")


def _is_thing(word: Token, lexicon: Lexicon) -> bool:
    """Tell whether a common noun is nobody's: "12 heifers", but not a village named Heifer."""
    return word.lower in lexicon.nonpersons and word.tag in ("NN", "NNS")


def _bound_behind(
    sentence: Sentence, number: NumberPhrase, lexicon: Lexicon
) -> NumberPhrase | None:
    """Read a bound that stands behind the noun: "13 people at the very least"."""
    if number.count.qualifier is not Qualifier.EXACT or number.count.best is None:
        return None
    for end in {number.last + 1, run_end(sentence, number.last + 1, lexicon)}:
        behind = " ".join(word.lower for word in sentence.words[end : end + 4])
        for phrase, kind in lexicon.bounds_behind.items():
            if f"{behind} ".startswith(f"{phrase} "):
                last = end - 1 + len(phrase.split())
                wording = sentence.surface(number.first, last)
                return replace(number, count=make_count(kind, number.count.best, wording=wording))
    return None


def _all_but(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> Group | None:
    """Read "all but three of the 20 people on board" as 17."""
    words, first = sentence.words, number.number_first
    if [word.lower for word in words[max(0, first - 2) : first]] != ["all", "but"]:
        return None
    at = number.last + 1
    of = [word.lower for word in words[at : at + 2]]
    whole = number_at(words, at + 2, lexicon) if of[:1] == ["of"] else None
    if whole is None or number.count.best is None or whole[0] <= number.count.best:
        return None
    end = run_end(sentence, whole[1] + 1, lexicon)
    bounds = (first - 2, max(end - 1, whole[1]))
    left = whole[0] - number.count.best
    count = make_count(Qualifier.EXACT, left, wording=sentence.surface(*bounds))
    group = _group(sentence, number, bounds, head_of(sentence, whole[1] + 1, end), lexicon)
    return replace(group, count=count)


def _of_harmed(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find the word of harm in "22 of the dead", "33 of those killed", "12 of those 50"."""
    words = sentence.words
    if at + 2 >= len(words) or words[at].lower != "of":
        return None
    if words[at + 1].lower not in ("the", "those", "these", "all", "them"):
        return None
    word = words[at + 2]
    known = word.lower in lexicon.states or word.lower in lexicon.verbs
    known = known or word.lower in lexicon.harm.harmed
    if word.lower in ("who", "people") and not known:
        return _who_suffered(sentence, at + 2, lexicon)
    return at + 2 if known or word.tag == "CD" else None


def _who_suffered(sentence: Sentence, who: int, lexicon: Lexicon) -> int | None:
    """Find the word of harm in "those who perished", "the people who had been killed"."""
    words, at = sentence.words, who
    while at < len(words) and (words[at].lower in ("who", "people") or words[at].pos == "AUX"):
        at += 1
    if at == who or at >= len(words) or words[at - 1].lower == "people":
        return None
    word = words[at].lower
    dead = word in lexicon.verbs or word in lexicon.subject_verbs or word in lexicon.states
    return at if dead and "who" in [w.lower for w in words[who:at]] else None


def _first_word(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> int:
    """Find where the words of a number begin: "another six", "a family of six"."""
    words, first = sentence.words, number.first
    before = [word.lower for word in words[max(0, first - 3) : first]]
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in lexicon.harm.kinds_of_group:
        return max(0, first - 3)
    if first and words[first - 1].lower in lexicon.harm.again:
        first -= 1
        if first and words[first - 1].lower in ("a", "an", "the"):
            first -= 1
    return first


def _group(
    sentence: Sentence,
    number: NumberPhrase,
    bounds: tuple[int, int],
    head: int | None,
    lexicon: Lexicon,
) -> Group:
    victims, sure, perpetrators = status_of(sentence, bounds, head, lexicon)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=number.count,
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
        kin=sentence.words[bounds[0]].lower in lexicon.harm.possessives,
        relative=head is not None and sentence.words[head].lower in lexicon.harm.relatives,
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
