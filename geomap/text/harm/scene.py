"""The people of a sentence, those told only as some of others set apart from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geomap.text.figures.groups import Group
from geomap.text.harm.wholes import only_whole, set_apart
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.interjections import put_in
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Victims

__all__ = ["ORGANISED", "Scene", "scene_of"]

_SETTING_OFF = frozenset({"-", "–", "—", "--", ":", "("})
_LISTING = frozenset({",", "and", "&", ";", "plus"})
_SET_OFF_WORDS = 3
_BEING = frozenset({"is", "are", "was", "were"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FAR = 12
# Words of place between a whole and the bar before its parts.
ORGANISED = (Victims.SOLDIERS, Victims.POLICE, Victims.MILITANTS)


_OTHERS = {
    Victims.WOMEN: frozenset({Victims.MEN, Victims.CHILDREN}),
    Victims.MEN: frozenset({Victims.WOMEN, Victims.CHILDREN}),
    Victims.CHILDREN: frozenset({Victims.MEN, Victims.WOMEN}),
}
# who cannot be among whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its people, ready for the words of harm."""

    sentence: Sentence
    lexicon: Lexicon
    people: tuple[Group, ...]
    # who may stand where a word of harm takes its victims
    some: tuple[tuple[Group, Group], ...]
    # part and whole: "including three children", "two of them women"
    hidden: frozenset[int]
    # positions of the words that tell of parts

    def gap(self, first: int, end: int) -> tuple[int, ...]:
        """Give the positions between two groups, without what tells of parts."""
        return tuple(at for at in range(first, end) if at not in self.hidden)


def scene_of(sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon) -> Scene:
    """Set those told as some of others apart.

    "Four officers, including their chief, and five assailants" are four and five; with a
    comma behind it the part is closed, unless it is a longer list or the next group could
    not be more people than the whole.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    groups : sequence of Group
        Its groups of people, in order.
    lexicon : Lexicon
        The language's words for parts.

    Returns
    -------
    Scene
        The sentence's people.
    """
    some: list[tuple[Group, Group]] = []
    hidden = put_in(sentence, lexicon)
    explaining = _explaining(sentence, groups)
    people: list[Group] = []
    whole: Group | None = None
    run: list[Group] = []
    for index, group in enumerate(groups):
        start = _part_start(sentence, group, people, lexicon)
        follows = run and whole and _follows(sentence, whole, run, groups[index - 1 : index + 1])
        opens = set_apart(sentence, group, lexicon)
        if not people and only_whole(sentence, group, lexicon):
            hidden.update(range(group.first, group.last + 1))
            continue
        if opens and not people:
            # "Counting the bomber, seven were dead": some of those behind
            hidden.update(range(group.last + 1))
            continue
        if start is not None and people and _among(sentence, people[-1], group, lexicon):
            first = len(people) - 1
            while first and _listed_before(sentence, people[first - 1], people[first]):
                first -= 1
            some.extend((part, group) for part in people[first:])
            del people[first:]
            run = []
            people.append(group)
            continue
        if start is None and people and _named_among(sentence, people[-1], group, lexicon):
            start = group.first
        if start is not None and people and not group.refers:
            whole, run = _whole_before(people), [group]
            hidden.update(range(start, group.last + 1))
        elif follows and whole is not None:
            run.append(group)
            hidden.update(range(groups[index - 1].last + 1, group.last + 1))
        else:
            run = []
            owner = explaining.get(group.first)
            if owner is None:
                people.append(group)
                continue
            whole = owner
            hidden.update(range(group.first, group.last + 1))
        some.append((group, whole))
    unseen = frozenset(hidden) | _names_behind(sentence, hidden, lexicon)
    return Scene(
        sentence=sentence,
        lexicon=lexicon,
        people=tuple(group for group in people if group.last not in unseen),
        some=tuple(some),
        hidden=unseen,
    )


def _named_among(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether people are some of those before: "63 people, six children among them"."""
    if not (before.count.best or 0) > (group.count.best or 0) > 0:
        return False
    # "a girl of five among them"
    behind = [word.lower for word in sentence.words[group.last + 1 : group.last + 5]]
    behind = behind[: behind.index(",")] if "," in behind else behind
    return any(one == "among" and other in lexicon.harm.anaphors for one, other in pairwise(behind))


def _among(sentence: Sentence, before: Group, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether the first are some of the second: "baby among five killed"."""
    lead = sentence.words[group.first - 1].lower if group.first else ""
    size = group.count.best or 0
    fewer = size > max(1, before.count.best or 0)
    harmed = group.head is None or _told_harmed(sentence, group, lexicon)
    return lead == "among" and harmed and fewer and not group.of_them


def _told_harmed(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether people are named by what befell them: "six fatalities", "six people killed"."""
    if group.head is None:
        return False
    noun = sentence.words[group.head].lower
    behind = {word.lower for word in sentence.words[group.last + 1 : group.last + 5]}
    tables = (lexicon.nouns, lexicon.states)
    harm = {*lexicon.verbs, *lexicon.subject_verbs, "dead"}
    # "are among six people killed"; but of "a boy was among six people" nothing is told yet
    copula = any(word.lower in _BEING for word in sentence.words[: group.first])
    return copula and (any(noun in table for table in tables) or not behind.isdisjoint(harm))


def _listed_before(sentence: Sentence, one: Group, other: Group) -> bool:
    """Tell whether two groups stand in one list with nothing but "and" between them."""
    gap = [word.lower for word in sentence.words[one.last + 1 : other.first]]
    return bool(gap) and all(word in _LISTING for word in gap)


def _whole_before(people: Sequence[Group]) -> Group:
    """Choose the whole of a part: the nearest group before that is more than one person."""
    return next((group for group in reversed(people) if not group.one), people[-1])


def _part_start(
    sentence: Sentence, group: Group, people: Sequence[Group], lexicon: Lexicon
) -> int | None:
    """Find where the words for a part begin, if this group is one."""
    words = sentence.words
    lead = [word.lower for word in words[max(0, group.first - 3) : group.first]]
    if lead[-1:] and lead[-1] in lexicon.harm.parts:
        return group.first - 1
    if lead[-2:-1] and lead[-2] in lexicon.harm.parts and lead[-1] not in (",", "and"):
        return group.first - 2
    if lead[-1:] == ["were"] and "among" in lead:
        return group.first - len(lead) + lead.index("among")
    titled = group.first
    while titled and words[titled - 1].tag in ("NN", "NNP"):
        titled -= 1
    before = [word.lower for word in words[max(0, titled - 2) : titled]]
    if titled < group.first and before[:1] == ["among"] and before[-1] in lexicon.harm.anaphors:
        # "among them union leader Febe Velasquez"
        return titled - 2
    if group.of_them and group.head is not None:
        return group.first
    if people and _only_worse(sentence, group, lexicon):
        return group.first
    bulk = _bulk_start(sentence, group, lexicon) if people else None
    if bulk is not None and people[-1].count.best is not None:
        return bulk
    if _of_whole(sentence, group, people):
        return group.first
    return None


def _bulk_start(sentence: Sentence, group: Group, lexicon: Lexicon) -> int | None:
    """Find where "most of them women", "the majority of them pupils" begins behind a comma."""
    words, harm = sentence.words, lexicon.harm
    if group.count.best is not None:
        return None
    inside = {word.lower for word in words[group.first : group.last + 1]}
    if "as" in inside:
        # "twice as many"
        return None
    inside &= harm.bulk
    at = group.first
    while at and words[at - 1].lower in harm.bulk | harm.of_bulk:
        at -= 1
        inside |= {words[at].lower} & harm.bulk
    parted = at > 0 and words[at - 1].text in (",", "(", "-", "–", "—")
    return at if inside and parted else None


def _only_worse(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    """Read "33 people were hurt, six critically": how badly some of them were."""
    words, at = sentence.words, group.last + 1
    if group.head is not None or at >= len(words):
        return False
    behind = [word.lower for word in words[at : at + 3]]
    if behind[:1] == ["in"] and behind[2:] == ["condition"]:
        # "12 in critical condition"
        return words[group.first - 1].lower in (",", "and", "(") if group.first else False
    if words[at].lower not in lexicon.harm.degrees:
        return False
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return after not in lexicon.states and after not in lexicon.verbs


def _of_whole(sentence: Sentence, group: Group, people: Sequence[Group]) -> bool:
    """Read "Of the 52 who were killed, 40 were civilians"."""
    words = sentence.words
    if group.head is not None or group.last + 1 >= len(words) or not people:
        return False
    if words[group.last + 1].lower not in ("were", "was", "are"):
        return False
    first = people[-1].first
    opens = words[max(0, first - 1)].lower == "of" and first <= 2
    return opens and sentence.words[group.first - 1].text == ","


def _follows(sentence: Sentence, whole: Group, run: Sequence[Group], pair: Sequence[Group]) -> bool:
    """Tell whether a group goes on with the parts: "including two women and a child"."""
    before, group = pair
    gap = [word.lower for word in sentence.words[before.last + 1 : group.first]]
    if not gap or any(word not in (",", "and", "&", "another") for word in gap):
        return False
    told = sum(part.count.best or 0 for part in (*run, group))
    if whole.count.best is not None and told > whole.count.best:
        return False
    if gap[:2] == [",", "and"] and len(run) == 1:
        return False
    return not _verb_behind(sentence, group)


def _verb_behind(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group has a verb that agrees with it alone."""
    at = group.last + 1
    if at >= len(sentence.words) or group.head is None:
        return False
    verb = sentence.words[at]
    own = sentence.child(sentence.heads[group.head], "nsubjpass", "nsubj") == group.head
    return own and verb.pos in ("VERB", "AUX") and sentence.words[group.head].dep != "conj"


def _explaining(sentence: Sentence, groups: Sequence[Group]) -> dict[int, Group]:
    """Find the groups that only explain a larger one: "two men, a father and his son".

    Of a list ("three soldiers, a doctor and a nurse") the parser makes appositions too; only
    what adds up to the whole, of people that it may be made of, explains it.
    """
    told: dict[int, list[Group]] = {}
    for group in groups:
        owner = _owner(sentence, group, groups)
        if owner is not None:
            told.setdefault(owner, []).append(group)
    for owner, parts in _set_off(sentence, groups).items():
        told.setdefault(owner, parts)
    found: dict[int, Group] = {}
    for owner, parts in told.items():
        whole = groups[owner]
        kinds = {part.victims for part in parts}
        apart = whole.victims in ORGANISED and kinds != {whole.victims}
        # "four women, three children and an old man" are eight
        apart = apart or bool(_OTHERS.get(whole.victims, frozenset()) & kinds)
        if not apart and sum(part.count.best or 0 for part in parts) == whole.count.best:
            found.update({part.first: whole for part in parts})
    return found


def _set_off(sentence: Sentence, groups: Sequence[Group]) -> dict[int, list[Group]]:
    """Find what a dash, colon or bracket sets off: "24 people - 15 civilians and nine soldiers"."""
    words = sentence.words
    told: dict[int, list[Group]] = {}
    for index, whole in enumerate(groups):
        parts: list[Group] = []
        if whole.count.best is None or whole.one:
            continue
        for group in groups[index + 1 :]:
            start = parts[-1].last if parts else whole.last
            gap = [word.text.lower() for word in words[start + 1 : group.first]]
            marks = _LISTING if parts else _SETTING_OFF
            if not parts and gap == [","] and _closed(sentence, groups, index):
                marks = _LISTING
            far = len(gap) > _SET_OFF_WORDS and not (
                not parts and _bar_before(sentence, start, group)
            )
            if not gap or far or not marks & set(gap):
                break
            parts.append(group)
            if sum(part.count.best or 0 for part in parts) >= whole.count.best:
                break
        if len(parts) > 1:
            told[index] = parts
    return told


def _closed(sentence: Sentence, groups: Sequence[Group], index: int) -> bool:
    """Tell whether a comma closes what explains people: "three people, a boy and two men, died"."""
    whole, told = groups[index], 0
    for group in groups[index + 1 :]:
        told += group.count.best or 0
        if told > (whole.count.best or 0):
            return False
        end = group.last + 1
        if told == whole.count.best:
            closed = end + 1 < len(sentence.words) and sentence.words[end].text == ","
            return closed and sentence.words[end + 1].pos in ("VERB", "AUX")
    return False


def _bar_before(sentence: Sentence, start: int, group: Group) -> bool:
    """Tell whether a bar ends what only says of the whole where it was: "12 men at a mill - "."""
    gap = sentence.words[start + 1 : group.first]
    told = any(word.tag in _FINITE for word in gap)
    return gap[-1].text in _SETTING_OFF and len(gap) <= _FAR and not told


def _owner(sentence: Sentence, group: Group, groups: Sequence[Group]) -> int | None:
    """Give the index of the group of many that a group is an apposition to."""
    if group.head is None:
        return None
    position = group.head
    while sentence.words[position].dep == "conj" and sentence.heads[position] != position:
        position = sentence.heads[position]
    if sentence.words[position].dep != "appos":
        return None
    governor = sentence.heads[position]
    for index, owner in enumerate(groups):
        many = owner.count.best is not None and owner.count.best > 1
        if many and owner.first <= governor <= owner.last and owner.last < group.first:
            return index
    return None


def _names_behind(sentence: Sentence, hidden: set[int], lexicon: Lexicon) -> frozenset[int]:
    """Take in what only names a part: "including a commander named Ziaul Rahman"."""
    taken: set[int] = set()
    for at in hidden:
        for other in sentence.children[at]:
            # "five people, including a child, killed in": the participle is of the whole
            word = sentence.words[other]
            parted = word.tag == "VBN" and (
                sentence.words[other - 1].text == ","
                # "11 civilians including 4 women killed", but "among the people killed"
                or (word.lower in lexicon.verbs and sentence.child(at, "nummod") is not None)
            )
            named = sentence.words[other].dep in ("acl", "appos", "relcl") and not parted
            if named and other > at:
                taken.update(range(other, _subtree_end(sentence, other) + 1))
    return frozenset(taken)


def _subtree_end(sentence: Sentence, position: int) -> int:
    last, stack = position, [position]
    while stack:
        at = stack.pop()
        last = max(last, at)
        stack.extend(sentence.children[at])
    return last
