"""What a report says of each toponym around its name: level, relation, container.

The reading room gives these on the :class:`~geomap.model.Toponym`; where it does not (spans
from elsewhere), the words right beside the name are read here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import Report, Toponym, ToponymRole
from geomap.places.levels import LEADING_LEVELS, LEVEL_FEATURES, TRAILING_LEVELS
from geomap.places.names import normal_form, split_level

__all__ = ["Mention", "read_mentions"]

_BEFORE, _AFTER = 40, 30  # characters looked at beside a name
_FIRST_WORDS = re.compile(r"[\s,]+[\w-]+(?:\s+\w+)?")
_GAP = re.compile(r"\s*(?:,|\(|, in|,? in the|,? in)\s*(?:the\s+)?")
_LIST_GAP = re.compile(r"\s*(?:,|and|, and|or|&)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One toponym with what stands around it."""

    index: int
    # in the report's toponyms
    toponym: Toponym
    form: str
    # the normal form of the bare name
    level: str | None
    relation: str | None
    container: int | None
    # index of the mention that the text puts it in
    sure_container: bool
    # said by the reading room, not inferred from a comma
    contains: bool
    # another toponym is put in this one
    listed: bool
    # stands in an enumeration


def read_mentions(report: Report, toponyms: Sequence[Toponym]) -> tuple[Mention, ...]:
    """Read what stands around each toponym.

    Parameters
    ----------
    report : Report
        The report whose text the spans point into.
    toponyms : sequence of Toponym
        In any order.

    Returns
    -------
    tuple of Mention
        One for each toponym, in their order.
    """
    row = _Row(toponyms)
    containers = [_container(report.text, row, index) for index in range(len(toponyms))]
    filled = {container for container, _ in containers if container is not None}
    mentions = []
    for index, toponym in enumerate(toponyms):
        parts = split_level(toponym.surface)
        container, sure = containers[index]
        mentions.append(
            Mention(
                index=index,
                toponym=toponym,
                form=normal_form(parts.core),
                level=_known(toponym.level) or parts.level or _level_beside(report.text, toponym),
                relation=toponym.relation or parts.relation,
                container=container,
                sure_container=sure,
                contains=index in filled,
                listed=_is_listed(report.text, row, index),
            )
        )
    return tuple(mentions)


def _known(level: str | None) -> str | None:
    return level if level in LEVEL_FEATURES else None


def _level_beside(text: str, toponym: Toponym) -> str | None:
    before = text[max(0, toponym.span.start - _BEFORE) : toponym.span.start]
    for pattern, level in LEADING_LEVELS:
        for match in pattern.finditer(before):
            if match.end() == len(before):
                return level
    after = text[toponym.span.end : toponym.span.end + _AFTER]
    words = _FIRST_WORDS.match(after)
    if words is None or words[0].lstrip(" \t\n").startswith(","):
        return None
    for said in (words[0], words[0].rsplit(maxsplit=1)[0]):
        for pattern, level in TRAILING_LEVELS:
            # A state is a government too ("the Kansas state champion"): too weak a sign.
            if level != "state" and pattern.fullmatch(" " + said.strip()):
                return level
    return None


_LONGEST_NAME = 200
# Characters within which a name before this one can still reach it.


class _Row:
    """The toponyms by where they start, so that neighbours are found without a search of all."""

    def __init__(self, toponyms: Sequence[Toponym]) -> None:
        self.toponyms = toponyms
        self._order = sorted(range(len(toponyms)), key=lambda index: toponyms[index].span.start)
        self._starts = [toponyms[index].span.start for index in self._order]

    def between(self, first: int, last: int) -> list[int]:
        """Give the indices of the toponyms that start between two offsets, both included."""
        low, high = bisect_left(self._starts, first), bisect_right(self._starts, last)
        return sorted(self._order[low:high])


def _container(text: str, row: _Row, index: int) -> tuple[int | None, bool]:
    toponym = row.toponyms[index]
    inside = toponym.container
    if inside is not None:
        for other in row.between(inside.start - _LONGEST_NAME, inside.end):
            if other != index and row.toponyms[other].span.overlaps(inside):
                return other, True
    for other in row.between(toponym.span.end + 1, toponym.span.end + 10):
        candidate = row.toponyms[other]
        gap = text[toponym.span.end : candidate.span.start]
        follows = toponym.span.end < candidate.span.start <= toponym.span.end + 10
        if follows and _GAP.fullmatch(gap) and candidate.role is not ToponymRole.DEMONYM:
            return other, False
    return None, False


def _is_listed(text: str, row: _Row, index: int) -> bool:
    span = row.toponyms[index].span
    for neighbour in row.between(span.start - _LONGEST_NAME, span.end + 6):
        other = row.toponyms[neighbour]
        first, second = sorted((span, other.span), key=lambda one: one.start)
        if first.end < second.start <= first.end + 6 and _LIST_GAP.fullmatch(
            text[first.end : second.start]
        ):
            return True
    return False
