"""The people of a sentence, those told only as some of others set apart from the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geomap.text.figures.groups import Group
from geomap.text.harmed.explained import LISTING, explaining
from geomap.text.harmed.wholes import only_whole, set_apart
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.interjections import put_in
from geomap.text.words.lexicon import Lexicon

__all__ = ["Scene", "scene_of"]

_TOLD = 6
# Words behind people within which it stands what befell them: "whom the soldiers shot dead".
_GOING_ON = frozenset({",", "and", "&", "another"})
# Between the parts of one whole.


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
    told = _Told(
        sentence=sentence,
        lexicon=lexicon,
        explaining=explaining(sentence, groups),
        hidden=put_in(sentence, lexicon),
    )
    for group in groups:
        if not _cites(sentence, group):
            told.add(group)
    unseen = frozenset(told.hidden) | _names_behind(sentence, told.hidden, lexicon)
    return Scene(
        sentence=sentence,
        lexicon=lexicon,
        people=tuple(group for group in told.people if group.last not in unseen),
        some=tuple(told.some),
        hidden=unseen,
    )


def _cites(sentence: Sentence, group: Group) -> bool:
    """Tell whether words in a bracket lead to a source: "nine killed (source: police chief)"."""
    words = sentence.words
    behind = words[group.last + 1].text if group.last + 1 < len(words) else ""
    return behind == ":" and group.first > 0 and words[group.first - 1].text == "("


@dataclass(slots=True, kw_only=True)
class _Told:
    """The people of a sentence up to one of its groups, and who of them are some of others."""

    sentence: Sentence
    lexicon: Lexicon
    explaining: Mapping[int, Group]
    # the wholes of those that only explain them, by their first positions
    hidden: set[int]
    people: list[Group] = field(default_factory=list)
    some: list[tuple[Group, Group]] = field(default_factory=list)
    whole: Group | None = None
    run: list[Group] = field(default_factory=list)
    # the last parts told, and their whole
    before: Group | None = None
    # the last group, whatever it is

    def add(self, group: Group) -> None:
        """Put the next group among the people, or among those told as some of them."""
        before, self.before = self.before, group
        sentence, lexicon, people = self.sentence, self.lexicon, self.people
        if not people and self._is_aside(group):
            return
        start = _part_start(sentence, group, people, lexicon)
        if start is not None and people and _among(sentence, people[-1], group, lexicon):
            self._take_in(group)
            return
        if start is None and people and _named_among(sentence, people[-1], group, lexicon):
            start = group.first
        if start is not None and people and not group.refers:
            self.run = []
            self._part(group, _whole_before(people), start)
        elif before is not None and self.whole is not None and self._follows(before, group):
            self._part(group, self.whole, before.last + 1)
        elif group.first in self.explaining:
            self._part(group, self.explaining[group.first], group.first)
            self.run = []
        else:
            self.run = []
            people.append(group)

    def _part(self, group: Group, whole: Group, start: int) -> None:
        """Keep a group as some of a whole, from the word that says so."""
        self.whole = whole
        self.run.append(group)
        self.some.append((group, whole))
        self.hidden.update(range(start, group.last + 1))

    def _is_aside(self, group: Group) -> bool:
        """Tell whether a group that opens a sentence is none of its people, and hide it."""
        if only_whole(self.sentence, group, self.lexicon):
            self.hidden.update(range(group.first, group.last + 1))
            return True
        if set_apart(self.sentence, group, self.lexicon):
            # "Counting the bomber, seven were dead": some of those behind
            self.hidden.update(range(group.last + 1))
            return True
        return False

    def _take_in(self, group: Group) -> None:
        """Make those listed before some of a group: "a baby and two men among five killed"."""
        people = self.people
        first = len(people) - 1
        while first and _listed_before(self.sentence, people[first - 1], people[first]):
            first -= 1
        self.some.extend((part, group) for part in people[first:])
        people[first:] = [group]
        self.run = []

    def _follows(self, before: Group, group: Group) -> bool:
        """Tell whether a group goes on with the parts: "including two women and a child"."""
        gap = [word.lower for word in self.sentence.words[before.last + 1 : group.first]]
        if not self.run or not gap or not _GOING_ON.issuperset(gap):
            return False
        told = sum(part.count.best or 0 for part in (*self.run, group))
        most = self.whole.count.best if self.whole is not None else None
        if most is not None and told > most:
            return False
        if gap[:2] == [",", "and"] and len(self.run) == 1:
            return False
        return not _verb_behind(self.sentence, group)


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
    behind = [word.lower for word in sentence.words[group.last + 1 : group.last + 4]]
    if lead == "among" and behind[:2] == [",", "who"] and behind[-1] in lexicon.harm.numbering:
        # "a toddler was among the dead, who numbered eleven"
        return group.head is not None and sentence.words[group.head].lower in lexicon.states
    fewer = size > max(1, before.count.best or 0)
    harmed = group.head is None or _told_harmed(sentence, group, lexicon)
    return lead == "among" and harmed and fewer and not group.of_them


def _told_harmed(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether people are named by what befell them: "six fatalities", "six people killed"."""
    if group.head is None:
        return False
    noun = sentence.words[group.head].lower
    behind = {word.lower for word in sentence.words[group.last + 1 : group.last + 1 + _TOLD]}
    tables = (lexicon.nouns, lexicon.states)
    harm = {*lexicon.verbs, *lexicon.subject_verbs, "dead"}
    # "are among six people killed"; but of "a boy was among six people" nothing is told yet
    copula = any(word.lower in lexicon.harm.being for word in sentence.words[: group.first])
    return copula and (any(noun in table for table in tables) or not behind.isdisjoint(harm))


def _listed_before(sentence: Sentence, one: Group, other: Group) -> bool:
    """Tell whether two groups stand in one list with nothing but "and" between them."""
    gap = [word.lower for word in sentence.words[one.last + 1 : other.first]]
    return bool(gap) and all(word in LISTING for word in gap)


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


def _verb_behind(sentence: Sentence, group: Group) -> bool:
    """Tell whether a group has a verb that agrees with it alone."""
    at = group.last + 1
    if at >= len(sentence.words) or group.head is None:
        return False
    verb = sentence.words[at]
    own = sentence.child(sentence.heads[group.head], "nsubjpass", "nsubj") == group.head
    return own and verb.pos in ("VERB", "AUX") and sentence.words[group.head].dep != "conj"


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
