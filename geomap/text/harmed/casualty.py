"""People and what befell them, before anybody is named as saying so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.model import Count
from geomap.text.figures.groups import ORGANISED, Group
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Qualifier, Quantity, Victims

_APART = frozenset({*ORGANISED, Victims.CIVILIANS})

__all__ = ["Casualty", "casualties_of", "combined", "in_persons"]

_BRACKET = 4
# Words between households and their people: "(some 17,100 individuals".


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One group of people and one thing that befell it."""

    group: Group
    quantity: Quantity
    predicate: int
    # position of the word of harm
    part: bool = False
    # some of the people of the casualty before
    superseded: bool = False
    # an older figure that the sentence itself replaces
    summed: bool = False
    # a toll over more than what is told beside it
    recalled: bool = False
    # what the event told of came after: "a protest over the killing of"
    named: bool = False
    # who the dead are: of those counted before, where any were
    on_top: bool = False
    # of the wounded told of before, who die: the dead are one more
    added: tuple[Group, ...] = ()
    # kin counted in: "a mother and her four children"


def casualties_of(chain: Sequence[Group], quantity: Quantity, at: int) -> list[Casualty]:
    """Make a casualty of each group of a chain; kin are counted into the group before.

    Parameters
    ----------
    chain : sequence of Group
        People in one list.
    quantity : Quantity
        What befell them.
    at : int
        Position of the word that says so.

    Returns
    -------
    list of Casualty
        In order.
    """
    made: list[Casualty] = []
    for group in chain:
        if group.of_them and made:
            continue
        told = (made[-1].group, *made[-1].added) if made else ()
        opens = len(made) == 1 or group.one
        kin = bool(told) and (
            _of_whom(told[-1], group) or (opens and _counted_together(told, group))
        )
        counted = kin and made[-1].group.count.low is not None
        if counted and group.count.low is not None and group.count.qualifier is Qualifier.EXACT:
            made[-1] = replace(made[-1], added=(*made[-1].added, group))
            continue
        part = group.of_harmed is not None
        made.append(Casualty(group=group, quantity=quantity, predicate=at, part=part))
    return made


def _counted_together(told: Sequence[Group], group: Group) -> bool:
    """Read "a father and two sons", "a mayor and two guards": one figure, though none is said.

    Only where the list opens with a person whom nobody numbers: who says "two nuns and a driver",
    "one woman and two boys" or "20 others" has counted.
    """
    opening, before = told[0], told[-1]
    if before.relative and group.relative:
        return True
    listed = opening.one and not opening.numbered and opening.head is not None
    listed = listed and group.head is not None and not group.more
    # "a policeman and a farmer" stay apart, as a doctor and a driver do not
    same = before.victims is group.victims or not {before.victims, group.victims} & _APART
    alike = same and before.perpetrators is group.perpetrators
    return listed and alike and not (before.refers or group.refers)


def _of_whom(before: Group, group: Group) -> bool:
    """Read "a deputy and his two guards" as three, but not "95 troops and their commander"."""
    return group.kin and (group.relative or before.one)


def combined(casualty: Casualty, wording: str) -> Count:
    """Add kin to the group they are counted with: "a mother and her four children" is five.

    Parameters
    ----------
    casualty : Casualty
        With kin or without.
    wording : str
        The words of all of them.

    Returns
    -------
    Count
        Bound by bound; an open bound stays open.
    """
    count = casualty.group.count
    for group in casualty.added:
        low = None if count.low is None else count.low + (group.count.low or 0)
        high = None if count.high is None else count.high + (group.count.high or 0)
        best = None if count.best is None else count.best + (group.count.best or 0)
        count = Count(low=low, best=best, high=high, qualifier=count.qualifier, wording=wording)
    return count


def in_persons(scene: Scene, casualty: Casualty) -> Casualty:
    """Count people where the text gives both: "3,420 households (17,100 individuals)".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        A casualty, perhaps of households.

    Returns
    -------
    Casualty
        The one of the people in them, where a bracket gives their number.
    """
    words, group = scene.sentence.words, casualty.group
    if group.head is None or words[group.head].lower not in scene.lexicon.harm.households:
        return casualty
    following = [g for g in scene.people if g.first > group.last][:1]
    opened = group.last + 1 < len(words) and words[group.last + 1].text in ("(", ",", "or")
    for other in following:
        people = other.head is not None and other.count.best is not None
        if opened and people and other.first - group.last <= _BRACKET and not other.relative:
            return replace(casualty, group=other)
    return casualty
