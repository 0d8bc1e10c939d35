"""The links between tellings: which mentions were taken for one event, which nearly, and why.

A mention is what one report tells of one event. Its id, the report's and a number, does not
change when other reports are added, so that a person's "these two are not one" still holds
after the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geomap.events.likeness.clustering import Pair
from geomap.events.likeness.comparison import compare, probability_of
from geomap.events.likeness.facets import Facets
from geomap.events.tables.rows import Row, ordered
from geomap.model import Incident
from geomap.stretches import Span

__all__ = [
    "Link",
    "Mention",
    "beside",
    "copied",
    "link_rows",
    "once",
    "scored",
    "summed",
    "within",
]

_DOUBTFUL = 1.4
# Points on either side of zero within which a link should be looked at.
_TOLD_APART = "kept apart: one report tells of them as two"
_AGAINST = "kept apart: another mention speaks against it, or one report tells of both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one report tells of one event."""

    id: str
    span: Span
    # the words that tell of it first
    incident_id: str
    # the incident, or the total, that it is part of in the end
    told: Incident | None = None
    # the whole of it, as the one report has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two mentions that were taken for one event, or nearly were; or two sentences of one."""

    mention: str
    other: str
    # ids of the incidents of single reports, in order
    joined: bool
    score: float | None
    # points for it, above zero likelier one event than two; None where nothing was weighed
    probability: float
    # that they are one event, by the rules' own reckoning
    doubtful: bool
    # to be looked at: the points are near zero, or rules overruled them
    reason: str
    span: Span | None = None
    # the other's words, where both are of one mention: a later sentence of its report


def scored(facets: Sequence[Facets], pairs: Iterable[Pair]) -> Iterator[Link]:
    """Give the links among pairs that were weighed.

    Parameters
    ----------
    facets : sequence of Facets
        The mentions.
    pairs : iterable of Pair
        Those that were compared.

    Yields
    ------
    Link
        Those that were joined, and those that nearly were.
    """
    for pair in pairs:
        score = pair.comparison.score
        if not pair.joined and score <= -_DOUBTFUL:
            continue
        overruled = not pair.joined and score > 0
        reasons = [*pair.comparison.reasons, *([_AGAINST] if overruled else [])]
        mention, other = sorted((facets[pair.one].incident.id, facets[pair.other].incident.id))
        yield Link(
            mention=mention,
            other=other,
            joined=pair.joined,
            score=round(score, 3),
            probability=pair.comparison.probability,
            doubtful=overruled or abs(score) < _DOUBTFUL,
            reason="; ".join(reasons),
        )


def copied(facets: Sequence[Facets], passages: Iterable[Sequence[int]]) -> Iterator[Link]:
    """Give the links between one passage of a dispatch and its copies.

    Parameters
    ----------
    facets : sequence of Facets
        The mentions.
    passages : iterable of sequence of int
        Positions of the mentions that are one passage.

    Yields
    ------
    Link
        One from the first to each of the others.
    """
    for passage in passages:
        ids = [facets[at].incident.id for at in passage]
        yield from _to_first(ids, "the same passage of one dispatch and its copy")


def summed(groups: Iterable[Sequence[Incident]]) -> Iterator[Link]:
    """Give the links between totals that are one.

    Parameters
    ----------
    groups : iterable of sequence of Incident
        The totals that were joined, group by group.

    Yields
    ------
    Link
        One from the first to each of the others.
    """
    for group in groups:
        yield from _to_first([total.id for total in group], "totals over the same areas and days")


def within(incidents: Iterable[Incident]) -> Iterator[Link]:
    """Give the links between the sentences of one report that were taken for one event.

    Parameters
    ----------
    incidents : iterable of Incident
        The incidents of single reports.

    Yields
    ------
    Link
        One from each mention's first words to each of its later sentences.
    """
    for incident in incidents:
        for passage in incident.passages:
            yield Link(
                mention=incident.id,
                other=incident.id,
                joined=True,
                score=passage.points,
                probability=probability_of(passage.points),
                doubtful=False,
                reason=f"one report goes on: {passage.reason}",
                span=passage.span,
            )


def beside(facets: Sequence[Facets]) -> Iterator[Link]:
    """Give the links between neighbours in one report that points speak for.

    Parameters
    ----------
    facets : sequence of Facets
        The mentions.

    Yields
    ------
    Link
        Those that their report tells apart, though they agree.
    """
    by_report: dict[str, list[Facets]] = {}
    for facet in facets:
        by_report.setdefault(facet.report_id, []).append(facet)
    for own in by_report.values():
        told = sorted(own, key=lambda facet: (facet.incident.span.start, facet.incident.id))
        for one, other in pairwise(told):
            comparison = compare(one, other)
            if comparison.score <= 0:
                continue
            mention, second = sorted((one.incident.id, other.incident.id))
            yield Link(
                mention=mention,
                other=second,
                joined=False,
                score=round(comparison.score, 3),
                probability=comparison.probability,
                doubtful=True,
                reason="; ".join([*comparison.reasons, _TOLD_APART]),
            )


def _to_first(ids: Sequence[str], reason: str) -> Iterator[Link]:
    for one in ids[1:]:
        mention, other = sorted((ids[0], one))
        yield Link(
            mention=mention, other=other, joined=True, score=None, probability=1.0,
            doubtful=False, reason=reason,
        )  # fmt: skip


def once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Give each pair of mentions once, sorted; joined rather than not, else as it came first.

    Examples
    --------
    >>> once([])
    ()
    """
    kept: dict[tuple[str, str, int], Link] = {}
    for link in links:
        key = (link.mention, link.other, link.span.start if link.span else -1)
        before = kept.setdefault(key, link)
        if link.joined and not before.joined:
            kept[key] = link
    return tuple(link for _, link in sorted(kept.items()))


def link_rows(
    links: Iterable[Link], mentions: Mapping[str, Mention], texts: Mapping[str, str]
) -> list[Row]:
    """Turn links into the rows of their table.

    Parameters
    ----------
    links : iterable of Link
        The links.
    mentions : mapping of str to Mention
        The mentions by id.
    texts : mapping of str to str
        The reports' texts by id.

    Returns
    -------
    list of dict
        Column name to value; the doubtful first, by how near their probability is to a half.

    Examples
    --------
    >>> link_rows([], {}, {})
    []
    """
    rows = []
    for link in links:
        row: Row = {
            "mention": link.mention,
            "other": link.other,
            "joined": link.joined,
            "score": link.score,
            "probability": link.probability,
            "doubtful": link.doubtful,
            "reason": link.reason,
        }
        for prefix, mention, words in (
            ("", mentions[link.mention], None),
            ("other_", mentions[link.other], link.span),
        ):
            span = words or mention.span
            row |= {
                f"{prefix}incident_id": mention.incident_id,
                f"{prefix}report_id": span.report_id,
                f"{prefix}start": span.start,
                f"{prefix}end": span.end,
                f"{prefix}words": span.of(texts[span.report_id]),
            }
        rows.append(row)
    near = {id(row): abs(row["probability"] - 0.5) for row in rows}
    by_name = ordered(rows, "mention", "other", "other_start")
    return sorted(by_name, key=lambda row: (not row["doubtful"], near[id(row)]))
