"""People and what befell them, before anybody is named as saying so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.model import Count, Qualifier, Quantity
from geomap.text.groups import Group

__all__ = ["Casualty", "casualties_of", "combined"]


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
    recalled: bool = False
    # what the event told of came after: "a protest over the killing of"
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
        counted = made and group.kin and made[-1].group.count.low is not None
        if counted and group.count.low is not None and group.count.qualifier is Qualifier.EXACT:
            made[-1] = replace(made[-1], added=(*made[-1].added, group))
            continue
        part = group.of_harmed is not None
        made.append(Casualty(group=group, quantity=quantity, predicate=at, part=part))
    return made


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
