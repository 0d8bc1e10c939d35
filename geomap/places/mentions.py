"""What a report says of each toponym around its name: level, relation, container.

The reading room gives these on the :class:`~geomap.model.Toponym`; where it does not (spans
from elsewhere), the words right beside the name are read here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geomap.model import Report, Toponym
from geomap.places.names.forms import normal_form, split_level, split_site
from geomap.places.names.levels import (
    LEADING_ENDS,
    LEADING_LEVELS,
    LEVEL_FEATURES,
    LEVEL_WORDS,
    URBAN_SITE,
)
from geomap.places.relative.distances import DIRECTION, NUMBER_WORD
from geomap.places.relative.lines import ends_of, read_line
from geomap.places.relative.relations import (
    UNITS,
    Relation,
    RelationKind,
    lead_of,
    read_relation,
    relation_of_word,
)
from geomap.stretches import Span
from geomap.vocabulary import EventPlace, ToponymRole

__all__ = ["Mention", "part_ends", "read_mentions"]

_BEFORE, _AFTER = 40, 30  # characters looked at beside a name
_FIRST_WORDS = re.compile(r"[\s,]+[\w-]+(?:\s+\w+){0,2}")
_GAP = re.compile(r"\s*(?:,|\(|, in|,? in the|,? in)\s*(?:the\s+)?")
_UNITS = frozenset({"province", "governorate", "state", "region", "district", "county"})
_BESIDE_UNIT = 160
# Characters from a unit's name to the same one of its town.
_HEADED_GAP = 5
# Characters between two names of one heading.
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
    # its kind, where the event is not quite there
    container: int | None
    # index of the mention that the text puts it in
    sure_container: bool
    # said by the reading room, not inferred from a comma
    contains: bool
    # another toponym is put in this one
    listed: bool
    # stands in an enumeration
    relative: Relation | None = None
    # where beside the place the event is said to be
    as_town: str = ""
    # words that speak of a town where a unit bears its name: "a house in", "beside the province"
    described: int | None = None
    # index of the mention behind it that says where it is: "Talbiseh, 12 km north of Homs"


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
    headed = _under_headings(toponyms)
    relations = _relations(report.text, row)
    described = _descriptions(report.text, row, relations)
    mentions = []
    for index, toponym in enumerate(toponyms):
        parts = split_level(toponym.surface)
        container, sure = containers[index]
        container = headed.get(index) if container is None else container
        relative = relations[index]
        mentions.append(
            Mention(
                index=index,
                toponym=toponym,
                form=normal_form(parts.core),
                level=_known(toponym.level) or parts.level or _level_beside(report.text, toponym),
                relation=None if relative is None else relative.kind.value,
                container=container,
                sure_container=sure,
                contains=index in filled,
                listed=_is_listed(report.text, row, index),
                relative=relative,
                as_town=_urban_site(report.text, toponym),
                described=described.get(index),
            )
        )
    return _beside_their_units(mentions)


def _urban_site(text: str, toponym: Toponym) -> str:
    """Give the words for what only towns have, where they stand before a name: "a house in"."""
    before = text[max(0, toponym.span.start - _BEFORE) : toponym.span.start].lower()
    found = URBAN_SITE.search(before)
    return found[0].strip() if found is not None else ""


def _beside_their_units(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mark the bare names that stand near the same one as a unit's: "X region: a house in X"."""
    marked = list(mentions)
    units: dict[str, int] = {}
    for index in sorted(range(len(mentions)), key=lambda at: mentions[at].toponym.span.start):
        mention = mentions[index]
        if mention.level in _UNITS:
            units[mention.form] = mention.toponym.span.end
            continue
        known = units.get(mention.form)
        near = known is not None and mention.toponym.span.start - known <= _BESIDE_UNIT
        if near and mention.level is None and not mention.as_town:
            marked[index] = replace(mention, as_town="beside the unit of that name")
    return tuple(marked)


def _known(level: str | None) -> str | None:
    return level if level in LEVEL_FEATURES else None


_LEVEL_OF_WORDS = {
    # A state is a government too ("the Kansas state champion"): too weak a sign.
    words: level
    for level, alternatives in reversed(LEVEL_WORDS.items())
    for words in alternatives
    if level != "state"
}


def _level_beside(text: str, toponym: Toponym) -> str | None:
    before = text[max(0, toponym.span.start - _BEFORE) : toponym.span.start]
    if before[-1:].isspace() and before.rstrip().lower().endswith(LEADING_ENDS):
        for pattern, level in LEADING_LEVELS:
            for match in pattern.finditer(before):
                if match.end() == len(before):
                    return level
    after = text[toponym.span.end : toponym.span.end + _AFTER]
    words = _FIRST_WORDS.match(after)
    if words is None or words[0].lstrip(" \t\n").startswith(","):
        return None
    said = words[0].lower().split()
    for size in range(len(said), 0, -1):
        level_said = _LEVEL_OF_WORDS.get(" ".join(said[:size]))
        if level_said is not None:
            return level_said
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

    def neighbours(self, *, within: int) -> Iterator[tuple[int, int]]:
        """Give the toponyms that follow each other closely, as pairs of indices."""
        for first, second in pairwise(self._order):
            gap = self.toponyms[second].span.start - self.toponyms[first].span.end
            if 0 < gap <= within:
                yield first, second


_LEAD, _BEHIND = 120, 50
# Characters in which the words for a relation may stand before and behind a name.
_LINE = 90
# … and the second end of a line behind the first
_SHARED_GAP = re.compile(r"\s+(?:and|or|&)\s+(?:the\s+)?", re.IGNORECASE)
_SHARED = (RelationKind.NEAR, RelationKind.OUTSKIRTS, RelationKind.COUNTRYSIDE)
_NO_GROUND = (ToponymRole.DEMONYM, ToponymRole.NAME_PART)


def _relations(text: str, row: _Row) -> list[Relation | None]:
    """Read where beside each toponym something is said to be; None also for "in the north of"."""
    around = [_around(text, toponym) for toponym in row.toponyms]
    found = [_own_relation(toponym, *around[i]) for i, toponym in enumerate(row.toponyms)]
    for index, other in row.neighbours(within=_LINE):
        pair = (row.toponyms[index], row.toponyms[other])
        if any(toponym.role in _NO_GROUND for toponym in pair):
            continue
        gap = _gap(text, *pair)
        line = read_line(around[index][0], gap, around[other][1])
        if line is not None:
            found[index], found[other] = replace(line, other=other), replace(line, other=index)
            continue
        shared = found[index]
        if shared is not None and shared.kind in _SHARED and _SHARED_GAP.fullmatch(gap):
            found[other] = found[other] or shared
    return [
        None if relation is None or relation.kind is RelationKind.INSIDE else relation
        for relation in found
    ]


_APPOSED = re.compile(
    rf"\s*(?:{UNITS}\s*)?(?:,|\()\s*(?:(?:which|that)\s+(?:is|lies|sits)\s+)?(?:(?:located|situated|lying)\s+)?"
    rf"(?:an?\s+(?:[\w-]+\s+)?{UNITS}\s+)?"
    rf"(?:(?:about|some|roughly|around|approximately|only|just|located|situated)\s+)*"
    rf"(?:\d|{NUMBER_WORD}\b|near\s|close to\s|not far from\s|(?:{DIRECTION})\s+of\s|on the)",
    re.IGNORECASE,
)
_DESCRIBING = (
    RelationKind.NEAR, RelationKind.OUTSKIRTS, RelationKind.DIRECTION, RelationKind.OFFSET,
    RelationKind.RING, RelationKind.WITHIN,
)  # fmt: skip


def _descriptions(text: str, row: _Row, relations: Sequence[Relation | None]) -> dict[int, int]:
    """Find the names that another one behind them describes: where one is, is said with it."""
    described = {}
    for index, other in row.neighbours(within=_LINE):
        relation = relations[other]
        if relation is None or relation.kind not in _DESCRIBING or relation is relations[index]:
            continue
        if row.toponyms[index].role in _NO_GROUND:
            continue
        if _APPOSED.match(_gap(text, row.toponyms[index], row.toponyms[other])):
            described[index] = other
    return described


def part_ends(text: str, toponym: Toponym, known: Callable[[str], bool]) -> tuple[Toponym, ...]:
    """Part a name that was written for a line into its two ends: "Homs-Hama highway".

    Parameters
    ----------
    text : str
        The report's text: the word "highway" may stand behind the name.
    toponym : Toponym
        The name as it stands in the report.
    known : callable
        Tells whether a place bears the name: "Port-Louis road" is no line.

    Returns
    -------
    tuple of Toponym
        Its two ends, or the toponym alone.

    Examples
    --------
    >>> road = Toponym(span=Span(report_id="r1", start=4, end=13), surface="Homs-Hama",
    ...                role=ToponymRole.EVENT)
    >>> parts = part_ends("the Homs-Hama highway", road, lambda name: False)
    >>> [(end.surface, end.span.start) for end in parts]
    [('Homs', 4), ('Hama', 9)]
    """
    found = ends_of(toponym.surface, text[toponym.span.end : toponym.span.end + _BEHIND])
    if found is None or len(toponym.surface) != toponym.span.end - toponym.span.start:
        return (toponym,)
    (start, _), (_, end) = found
    if known(toponym.surface[start:end]):
        return (toponym,)
    report_id, offset = toponym.span.report_id, toponym.span.start
    one, other = (
        replace(
            toponym,
            span=Span(report_id=report_id, start=offset + first, end=offset + last),
            surface=toponym.surface[first:last],
            level=None,
            relation=None,
            container=None,
        )
        for first, last in found
    )
    return one, replace(other, container=toponym.container)


def _own_relation(toponym: Toponym, before: str, behind: str) -> Relation | None:
    if toponym.role in _NO_GROUND:
        return None
    read = read_relation(lead_of(before), behind)
    if read is not None:
        return read
    parts = split_level(toponym.surface)
    site = split_site(parts.core)[1]
    if site and not (toponym.relation or parts.relation):
        return Relation(kind=RelationKind.SITE, phrase=site)
    return relation_of_word(toponym.relation or parts.relation)


def _sides(surface: str) -> tuple[str, str]:
    """Give the words of a name before and behind its core: "outskirts of" Hama."""
    whole, core = " ".join(surface.split()), split_level(surface).core
    start = max(0, whole.find(core))
    return whole[:start], whole[start + len(core) :]


def _around(text: str, toponym: Toponym) -> tuple[str, str]:
    span, (head, tail) = toponym.span, _sides(toponym.surface)
    before = text[max(0, span.start - _LEAD) : span.start] + head
    return before, tail + text[span.end : span.end + _BEHIND]


def _gap(text: str, first: Toponym, second: Toponym) -> str:
    between = text[first.span.end : second.span.start]
    return _sides(first.surface)[1] + between + _sides(second.surface)[0]


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


def _under_headings(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Give the names below a heading with its name, in which they most likely lie.

    "Sagaing Region" over "bombed a school in the town of Kani", of which there are many.
    """
    order = sorted(range(len(toponyms)), key=lambda index: toponyms[index].span.start)
    found: dict[int, int] = {}
    heading: int | None = None
    for index in order:
        toponym = toponyms[index]
        if toponym.told is EventPlace.HEADING:
            last = None if heading is None else toponyms[heading]
            # of "Nyala, South Darfur." the first
            beside = last is not None and toponym.span.start - last.span.end < _HEADED_GAP
            heading = heading if beside else index
        elif heading is not None and toponym.told is EventPlace.TOLD:
            found[index] = heading
    return found


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
