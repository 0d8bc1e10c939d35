"""Pairs of what was expected and what was read, each in one pair at most."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from geomap.errors import SchemaError

__all__ = ["in_order", "pair_up"]

_MOST_STEPS: Final = 125_000_000
# Of the assignment in one report: 500 events against 500, which take seconds.
_RIGHT: Final = 1e6
# One thing right weighs more than all that is merely near.

_Expected = TypeVar("_Expected")
_Read = TypeVar("_Read")


def in_order(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Sort by content, so that the order in which things are listed decides nothing.

    Examples
    --------
    >>> in_order([{"min": 3}, {"min": 1}])
    [{'min': 1}, {'min': 3}]
    """
    return sorted(found, key=lambda one: json.dumps(one, sort_keys=True))


def pair_up(
    expected: Sequence[_Expected],
    read: Sequence[_Read],
    *,
    kinds: tuple[Callable[[_Expected], Hashable], Callable[[_Read], Hashable]],
    likeness: Callable[[_Expected, _Read], tuple[int, float]],
) -> dict[int, int]:
    """Pair what was expected with what was read, so that as much as can be is right.

    Parameters
    ----------
    expected, read : sequence
        What the gold has and what the reading has, each sorted by content.
    kinds : tuple of two callables
        Give what both of a pair must have in common.
    likeness : callable
        How many things are right of a pair, and how far off it is (from 0), which decides
        between pairs that are equally right.

    Returns
    -------
    dict of int to int
        Positions in ``expected`` to positions in ``read``.

    Raises
    ------
    SchemaError
        When there are too many to compare.

    Examples
    --------
    >>> pair_up([1, 5], [6, 2, 9], kinds=(bool, bool), likeness=lambda e, r: (0, abs(e - r)))
    {0: 1, 1: 0}
    """
    theirs, ours = _by_kind(read, kinds[1]), _by_kind(expected, kinds[0])
    pairs: dict[int, int] = {}
    for kind, wanting in ours.items():
        having = theirs.get(kind, [])
        few, many = sorted((len(wanting), len(having)))
        if few * few * many > _MOST_STEPS:
            raise SchemaError(
                f"{len(wanting):,} expected and {len(having):,} read are too many to compare "
                "in one report; give it in parts"
            )
        costs = [[_cost(*likeness(expected[i], read[j])) for j in having] for i in wanting]
        pairs |= {wanting[row]: having[column] for row, column in _assigned(costs)}
    return dict(sorted(pairs.items()))


def _by_kind(
    things: Sequence[_Expected], kind_of: Callable[[_Expected], Hashable]
) -> dict[Hashable, list[int]]:
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    for position, thing in enumerate(things):
        kinds[kind_of(thing)].append(position)
    return kinds


def _cost(right: int, off: float) -> float:
    return (off / (1 + off) if math.isfinite(off) else 1.0) - right * _RIGHT


def _assigned(costs: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Assign rows to columns at the least cost, by the Hungarian method with potentials."""
    if not costs or not costs[0]:
        return []
    if len(costs) > len(costs[0]):
        turned = [list(column) for column in zip(*costs, strict=True)]
        return [(row, column) for column, row in _assigned(turned)]
    width = len(costs[0])
    row_worth = [0.0] * (len(costs) + 1)
    column_worth = [0.0] * (width + 1)
    holder = [0] * (width + 1)
    # Rows and columns count from 1; column 0 stands for the row that is being placed.
    for row in range(1, len(costs) + 1):
        holder[0] = row
        _place(costs, row_worth, column_worth, holder)
    return [(holder[column] - 1, column - 1) for column in range(1, width + 1) if holder[column]]


def _place(
    costs: Sequence[Sequence[float]],
    row_worth: list[float],
    column_worth: list[float],
    holder: list[int],
) -> None:
    """Find a column for the row in column 0, moving others where that is cheaper."""
    width = len(holder) - 1
    least = [math.inf] * (width + 1)
    before = [0] * (width + 1)
    seen = [False] * (width + 1)
    column = 0
    while holder[column]:
        seen[column] = True
        row, step, following = holder[column], math.inf, 0
        for other in range(1, width + 1):
            if seen[other]:
                continue
            cost = costs[row - 1][other - 1] - row_worth[row] - column_worth[other]
            if cost < least[other]:
                least[other], before[other] = cost, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(width + 1):
            if seen[other]:
                row_worth[holder[other]] += step
                column_worth[other] -= step
            else:
                least[other] -= step
        column = following
    while column:
        holder[column] = holder[before[column]]
        column = before[column]
