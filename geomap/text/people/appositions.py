"""One person told twice: "Mohammad Afzal, the driver", "Nashtan, a tribal leader, and …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import NOUN, Group
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Victims

__all__ = ["joined_appositions"]

_LISTED = frozenset({",", "and", "&", "(", ")"})
_OFFICE = 10
# Words between somebody's noun and name: "the head of the chamber of commerce, Omar Ali".
_IN_OFFICE = ("NN", "IN", "DT", "JJ", "POS", "CC")


def joined_appositions(
    sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon
) -> tuple[Group, ...]:
    """Make one group of a person and what is said beside the name.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    groups : sequence of Group
        Its groups, in order.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    tuple of Group
        In order; a name that no group covered is taken into its apposition's.
    """
    kept: list[Group] = []
    named = 0
    for group in groups:
        if kept and _surname(sentence, kept[-1], group, lexicon):
            group = replace(group, first=kept.pop().first)
        named = _names(sentence, kept, group, named)
        if named:
            kept[-1] = _named_so(sentence, kept[-1], group, named)
            continue
        same = kept and (
            _one_of_number(sentence, kept[-1], group, lexicon)
            or _titled(sentence, kept[-1], group)
            or _same_person(sentence, kept[-1], group)
            or _epithet(sentence, kept[-1], group, lexicon)
        )
        if same:
            kept[-1] = replace(kept[-1], last=group.last, victims=_told(kept[-1], group))
            continue
        if kept and _owns(sentence, kept[-1], group, lexicon):
            kept[-1] = replace(kept[-1], last=group.last)
            continue
        governor = _governor(sentence, group)
        if governor is None:
            kept.append(group)
            continue
        owner = next((k for k, g in enumerate(kept) if g.first <= governor <= g.last), None)
        if owner is None:
            kept.append(_with_name(sentence, group, governor, lexicon))
        elif kept[owner].one and owner == len(kept) - 1:
            whole = kept[owner]
            kept[owner] = replace(whole, last=group.last, victims=_told(whole, group))
        else:
            kept.append(group)
    return tuple(kept)


def _names(sentence: Sentence, kept: Sequence[Group], group: Group, named: int) -> int:
    """Count the names behind people of no other number: "her daughters Hawa and Sadia"."""
    if not kept or group.head is None or not group.one or group.kin:
        return 0
    entity = sentence.entity_at(group.head)
    if entity is None or entity[2] != "PERSON":
        return 0
    whole, between = kept[-1], sentence.words[kept[-1].last + 1 : group.first]
    if named:
        listed = all(word.text in _LISTED or word.tag == "CD" for word in between)
        return named + 1 if listed else 0
    many = whole.count.qualifier is Qualifier.VAGUE and whole.head == whole.last
    return 1 if many and whole.relative and not between else 0


def _named_so(sentence: Sentence, whole: Group, group: Group, named: int) -> Group:
    """Take a name into its people, who are as many as their names."""
    wording = sentence.surface(whole.first, group.last)
    kin = sentence.words[whole.first].tag == "PRP$"
    count = make_count(Qualifier.EXACT, named, wording=wording)
    return replace(whole, last=group.last, count=count, kin=kin)


def _owns(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether one person or family only says whose they are: "five members of one family"."""
    known = before.count.best is not None or before.count.qualifier is Qualifier.RANGE
    if before.head is None or before.one or not known or before.of_harmed is not None:
        return False
    if _is_family(sentence, group, lexicon):
        of = sentence.heads[group.head or 0]
        from_it = sentence.words[of].lower in lexicon.harm.of_family
        return from_it and (sentence.heads[of] == before.head or of == before.last + 1)
    behind = group.first == before.last + 2 and sentence.words[before.last + 1].lower == "of"
    return group.one and behind


def _surname(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether a name is a family's and no person's: "the Jaber and Haddad families"."""
    name = before.one and before.head is not None and sentence.words[before.head].tag == "NNP"
    return name and before.last + 1 == group.first and _is_family(sentence, group, lexicon)


def _is_family(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    household = group.head is not None and group.count.qualifier is Qualifier.VAGUE
    return household and sentence.words[group.head or 0].lower in lexicon.harm.households


def _told(name: Group, group: Group) -> Victims:
    """Give the status that either of the two tells."""
    return group.victims if name.victims is Victims.PEOPLE else name.victims


def _governor(sentence: Sentence, group: Group) -> int | None:
    """Find the noun that a single person's noun only explains."""
    if group.head is None or not group.one or group.kin:
        return None
    governor = sentence.explained_by(group.head)
    if governor is None:
        return None
    # Of a list ("a doctor, a nurse and a driver") the parser makes appositions too; a name
    # explained by a noun, or a noun by a name, is one.
    named = [sentence.words[k].tag in ("NNP", "NNPS") for k in (governor, group.head)]
    return governor if governor < group.first and any(named) and not all(named) else None


def _with_name(sentence: Sentence, group: Group, governor: int, lexicon: Lexicon) -> Group:
    """Take the name in, but not its list: "Nashtan, a tribal leader".

    Nor a place that grammar takes for one: "in Kakinya, a villager said".
    """
    between = [word.text for word in sentence.words[governor + 1 : group.first]]
    if between != [","] or sentence.words[governor].tag not in NOUN:
        return group
    first = governor
    while (
        first
        and sentence.heads[first - 1] == governor
        and (sentence.words[first - 1].dep in ("compound", "det", "amod", "nmod"))
    ):
        first -= 1
    lead = sentence.words[first - 1].lower if first else ""
    if sentence.words[governor].dep == "pobj" and lead in lexicon.harm.at_place:
        return group
    return replace(group, first=first, head=governor)


def _epithet(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether a noun only says who a single person was: "one man, a shopkeeper, had died".

    "My nephew, the young martyr and kind neighbour" is one, too; "a doctor, a nurse and a
    driver" are three, and "a woman, her son" two.
    """
    if not (before.one and group.one) or group.kin or group.head is None or before.head is None:
        return False
    words, head = sentence.words, group.head
    mourned = words[before.first].lower in lexicon.harm.ours
    if words[head].dep == "conj" and mourned:
        bare = words[group.first].tag in ("JJ", "NN", "NNP")
        return bare and before.first <= sentence.heads[head] <= before.last
    if words[head].dep != "appos" or not before.first <= sentence.heads[head] <= before.last:
        return False
    if words[before.last + 1 : group.first] and words[before.last + 1].text != ",":
        return False
    if mourned and words[group.first].lower == "the":
        return True
    listed = sentence.child(head, "conj", "cc") is not None
    end = sentence.noun_phrase(head)[1] + 1
    # A list goes on behind its comma, the sentence with its verb.
    if listed or end + 1 >= len(words) or words[end].text != ",":
        return False
    verb = words[end + 1]
    return verb.tag.startswith(("VB", "MD")) and verb.lower not in lexicon.harm.be_many


def _one_of_number(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether a noun says who the one of many was: "lost one of its number, a corporal,"."""
    if before.head is not None or not (before.one and group.one) or group.head is None:
        return False
    words, end = sentence.words, group.last + 1
    own = words[before.last].lower in lexicon.harm.ranks | lexicon.harm.anaphors
    between = [word.text for word in words[before.last + 1 : group.first]]
    article = words[group.first].lower in ("a", "an")
    closed = end >= len(words) or words[end].text in (",", ".", ";")
    return own and between == [","] and article and closed


def _titled(sentence: Sentence, before: Group, group: Group) -> bool:
    """Tell whether a name says who holds an office: "the head of the port, Omar Ali, and"."""
    if not (before.one and group.one) or before.head is None or group.head is None:
        return False
    words, end = sentence.words, group.last + 1
    entity = sentence.entity_at(group.head)
    person = entity is not None and entity[2] == "PERSON" and entity[0] == group.first
    if not person or words[before.head].tag not in ("NN",) or before.last != before.head:
        return False
    between = words[before.last + 1 : group.first]
    office = len(between) > 2 and between[0].lower == "of" and between[-1].text == ","
    office = office and len(between) <= _OFFICE
    office = office and all(word.tag.startswith(_IN_OFFICE) for word in between[:-1])
    return office and end < len(words) and words[end].text == ","


def _same_person(sentence: Sentence, before: Group, group: Group) -> bool:
    """Tell whether a name and a noun side by side are one: "the driver Mohammad Afzal"."""
    if not (before.one and group.one) or group.kin or group.head is None or before.head is None:
        return False
    named = [
        (entity := sentence.entity_at(other.head)) is not None and entity[2] == "PERSON"
        for other in (before, group)
        if other.head is not None
    ]
    if not any(named) or all(named):
        return False
    between = [word.text for word in sentence.words[before.last + 1 : group.first]]
    return between in ([], [","], ["("])
