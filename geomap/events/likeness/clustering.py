"""Pairs that agree become groups, each one event: the best pairs first, no pair forbidden.

Greedy average linkage under constraints: two groups are joined while the mean over all pairs
between them speaks for it, no pair speaks decidedly against it, and no report tells of both
as two events. Ties go by the mentions' ids, so that the order of the input does not matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geomap.events.likeness.comparison import Comparison, compare
from geomap.events.likeness.facets import Facets

__all__ = ["Groups", "Pair"]

_NEVER = -math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions that were compared."""

    one: int
    other: int
    comparison: Comparison
    joined: bool


@dataclass(slots=True)
class Groups:
    """The groups so far; each mention is in one."""

    facets: Sequence[Facets]
    group_of: list[int] = field(init=False)
    members: dict[int, list[int]] = field(init=False)
    compared: dict[tuple[int, int], Comparison] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with every mention alone."""
        self.group_of = list(range(len(self.facets)))
        self.members = {at: [at] for at in range(len(self.facets))}

    def comparison(self, one: int, other: int) -> Comparison:
        """Compare two mentions, once."""
        key = (one, other) if one < other else (other, one)
        if key not in self.compared:
            self.compared[key] = compare(self.facets[key[0]], self.facets[key[1]])
        return self.compared[key]

    def link(self, pairs: Iterable[tuple[int, int]]) -> list[Pair]:
        """Join groups along the pairs that speak for it, the best first.

        Parameters
        ----------
        pairs : iterable of (int, int)
            The mentions to compare.

        Returns
        -------
        list of Pair
            Those that were joined, and those that nearly were.
        """
        told = [(self.comparison(*pair), pair) for pair in pairs]
        ordered = sorted(
            ((made, pair) for made, pair in told if made.score > _NEVER),
            key=lambda entry: (-entry[0].score, self._name(entry[1][0]), self._name(entry[1][1])),
        )
        found = []
        for comparison, (one, other) in ordered:
            here, there = self.group_of[one], self.group_of[other]
            if here == there:
                continue
            joined = comparison.score > 0 and self.may_join(here, there)
            if joined:
                self._join(here, there)
            found.append(Pair(one=one, other=other, comparison=comparison, joined=joined))
        return found

    def may_join(self, here: int, there: int) -> bool:
        """Tell whether two groups may be one event."""
        if self.reports(here) & self.reports(there):
            return False
        scores = [
            self.comparison(one, other).score
            for one in self.members[here]
            for other in self.members[there]
        ]
        return min(scores) > _NEVER and sum(scores) > 0

    def reports(self, group: int) -> set[str]:
        """Give the reports that tell of a group's event."""
        return {report for at in self.members[group] for report in self.facets[at].reports}

    def _join(self, here: int, there: int) -> None:
        if here == there:
            return
        kept, gone = min(here, there), max(here, there)
        for at in self.members[gone]:
            self.group_of[at] = kept
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))

    def _name(self, at: int) -> tuple[str, str]:
        return (self.facets[at].report_id, self.facets[at].incident.id)
