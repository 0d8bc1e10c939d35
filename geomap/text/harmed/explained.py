"""People told twice: a whole, and behind it who they are, "two men, a father and his son"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import ORGANISED, Group
from geomap.text.parsing.grammar import FINITE, Sentence
from geomap.vocabulary import Victims

__all__ = ["LISTING", "explaining"]

LISTING = frozenset({",", "and", "&", ";", "plus"})
# Between those of one list.
_SETTING_OFF = frozenset({"-", "–", "—", "--", ":", "("})
_SET_OFF_WORDS = 3
_FAR = 12
# Words of place between a whole and the bar before its parts.
_OTHERS = {
    Victims.WOMEN: frozenset({Victims.MEN, Victims.CHILDREN}),
    Victims.MEN: frozenset({Victims.WOMEN, Victims.CHILDREN}),
    Victims.CHILDREN: frozenset({Victims.MEN, Victims.WOMEN}),
}
# who cannot be among whom
_TRADES = (Victims.AID_WORKERS, Victims.JOURNALISTS)
# "two nurses, a guard and a driver" are four, where no comma closes the list


def explaining(sentence: Sentence, groups: Sequence[Group]) -> dict[int, Group]:
    """Find the groups that only explain a larger one: "two men, a father and his son".

    Of a list ("three soldiers, a doctor and a nurse") the parser makes appositions too; only
    what adds up to the whole, of people that it may be made of, explains it.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    groups : sequence of Group
        Its groups of people, in order.

    Returns
    -------
    dict
        The larger group of each that explains one, by the first position of the latter.
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
        apart = apart or (
            whole.victims in _TRADES
            and whole.victims not in kinds
            and not _closed(sentence, groups, owner)
            and all(sentence.words[part.head or 0].tag == "NN" for part in parts)
        )
        if not apart and sum(part.count.best or 0 for part in parts) == whole.count.best:
            found.update({part.first: whole for part in parts})
    for index, whole in enumerate(groups):
        listed = _listed_behind(sentence, groups, index)
        if _some_unnumbered(sentence, whole, listed):
            found.update({part.first: whole for part in listed})
    return found


def _listed_behind(sentence: Sentence, groups: Sequence[Group], index: int) -> list[Group]:
    """Give the list of people behind a comma, each with "the": "eight people, the driver and"."""
    words, last, listed = sentence.words, groups[index].last, list[Group]()
    for group in groups[index + 1 :]:
        gap = [word.lower for word in words[last + 1 : group.first]]
        if not gap or not set(gap) <= LISTING or words[group.first].lower != "the":
            break
        listed.append(group)
        last = group.last
    return listed


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
            marks = LISTING if parts else _SETTING_OFF
            if not parts and gap == [","] and _closed(sentence, groups, index):
                marks = LISTING
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


def _some_unnumbered(sentence: Sentence, whole: Group, parts: Sequence[Group]) -> bool:
    """Read "eight people, the driver and the women riding on the sacks, were killed"."""
    words, numbers = sentence.words, [part.count.best for part in parts]
    if None not in numbers or sum(n or 0 for n in numbers) >= (whole.count.best or 0):
        return False
    if parts[0].first != whole.last + 2 or words[whole.last + 1].text != ",":
        return False
    end = next((k for k in range(parts[-1].last + 1, len(words)) if words[k].text == ","), None)
    closed = end is not None and end - parts[-1].last <= _FAR and end + 1 < len(words)
    between = words[parts[-1].last + 1 : end]
    told = any(word.tag in FINITE for word in between)
    return closed and end is not None and not told and words[end + 1].pos in ("VERB", "AUX")


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
    told = any(word.tag in FINITE for word in gap)
    return gap[-1].text in _SETTING_OFF and len(gap) <= _FAR and not told


def _owner(sentence: Sentence, group: Group, groups: Sequence[Group]) -> int | None:
    """Give the index of the group of many that a group is an apposition to."""
    if group.head is None:
        return None
    governor = sentence.explained_by(group.head)
    if governor is None:
        return None
    for index, owner in enumerate(groups):
        many = owner.count.best is not None and owner.count.best > 1
        if many and owner.first <= governor <= owner.last and owner.last < group.first:
            return index
    return None
